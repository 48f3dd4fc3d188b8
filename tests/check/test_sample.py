"""Values of two sides beside each other."""

from __future__ import annotations

import numpy as np
import pytest

from mathnn.check.sample import match
from mathnn.check.scene import Unsupported
from mathnn.check.unit import unit_vectors
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


@pytest.mark.parametrize(("latex", "given"), [
    (r"\cos\alpha = \cos\beta", r"\sin\alpha = \sin\beta"),
    (r"x = 2y", "x e^x = y e^{y + 1}"),
])
def test_special_points_show_nothing(latex: str, given: str) -> None:
    """An equation that is not solved holds at few of the points, zeros and equal values: agreement there is no test."""
    assert verify(latex, given).kind == "unsettled"


def test_units_of_two_symbols_are_equal_opposite_and_different() -> None:
    first, second = (unit_vectors((3, 32), ordinal).astype(float) for ordinal in (0, 1))
    np.testing.assert_allclose((first**2).sum(axis=0), 1)
    np.testing.assert_allclose((second**2).sum(axis=0), 1)
    cosines = (first * second).sum(axis=0)
    assert (cosines == 1).any()
    assert (cosines == -1).any()
    assert (abs(cosines) < 0.9).sum() > 16


@pytest.mark.parametrize(("latex", "given"), [
    (r"\mathbf{u}^\top \mathbf{v} = 0",
     r"A = A^\top; A \mathbf{u} = \lambda \mathbf{u}; A \mathbf{v} = \mu \mathbf{v}"),
    (r"S \mathbf{v} = \mathbf{v}", r"S = S^\top; S \mathbf{v} = \lambda \mathbf{v}"),
])
def test_equations_are_not_solved_by_zeros(latex: str, given: str) -> None:
    sorts = r"A, S \in \mathbb{R}^{n \times n}; \mathbf{u}, \mathbf{v} \in \mathbb{R}^n"
    assert verify(latex, f"{sorts}; {given}").kind == "refuted"
