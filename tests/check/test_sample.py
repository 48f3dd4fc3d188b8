"""Values of two sides beside each other."""

from __future__ import annotations

import numpy as np
import pytest

from mathnn.check.sample import match
from mathnn.check.scene import Unsupported
from mathnn.check.verify import verify

POINTS = 4


def test_a_number_stands_for_a_vector_of_it() -> None:
    left, right = match(np.zeros(POINTS), np.zeros((3, POINTS)), POINTS)
    assert left.shape == right.shape == (3, POINTS)


def test_one_point_stands_for_all() -> None:
    left, right = match(np.zeros((3, 1)), np.zeros((3, POINTS)), POINTS)
    assert left.shape == right.shape == (3, POINTS)


@pytest.mark.parametrize("sizes", [((1, 2), (2, 2)), ((1,), (2,))])
def test_a_row_is_not_compared_with_a_square(sizes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    left, right = (np.zeros((*size, POINTS)) for size in sizes)
    with pytest.raises(Unsupported):
        match(left, right, POINTS)


def test_a_size_of_zero_is_passed_over() -> None:
    r"""R^{n - 2} has no entries for n = 2: the statement is tried in larger sizes."""
    given = r"\mathbf{x}, \mathbf{y} \in \mathbb{R}^{n - 2}"
    assert verify(r"\mathbf{x} + \mathbf{y} = \mathbf{y} + \mathbf{x}", given).is_true
    assert verify(r"\mathbf{x} - \mathbf{y} = \mathbf{y} + \mathbf{x}", given).kind == "refuted"
