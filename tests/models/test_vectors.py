"""Vectors against known numbers, NumPy and SciPy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.spatial import distance

from mathnn.errors import UsageError
from mathnn.models import vectors

RNG = np.random.default_rng(1)
PAIRS = [(RNG.normal(size=n), RNG.normal(size=n)) for n in (1, 2, 3, 5, 8) for _ in range(5)]


def test_known_numbers() -> None:
    assert vectors.dot([2, -1], [1, 3]) == -1
    assert vectors.dot_terms([2, -1], [1, 3]).tolist() == [2, -3]
    assert vectors.norm([3, 4]) == 5
    assert vectors.cosine([1, 0], [1, 1]) == pytest.approx(math.sqrt(0.5))
    assert vectors.projection([4, 3], [2, 0]).tolist() == [4, 0]
    assert vectors.residual([4, 3], [2, 0]).tolist() == [0, 3]


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_agrees_with_numpy_and_scipy(a: np.ndarray, b: np.ndarray) -> None:
    assert vectors.dot(a, b) == pytest.approx(a @ b, abs=1e-14)
    assert vectors.norm(a) == pytest.approx(np.linalg.norm(a))
    if a.size > 1:
        assert vectors.cosine(a, b) == pytest.approx(1 - distance.cosine(a, b))
    assert vectors.angle(a, b) == pytest.approx(math.acos(vectors.cosine(a, b)), abs=1e-7)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_residual_is_orthogonal_and_completes_the_projection(a: np.ndarray, b: np.ndarray) -> None:
    assert vectors.dot(vectors.residual(a, b), b) == pytest.approx(0, abs=1e-13)
    assert vectors.projection(a, b) + vectors.residual(a, b) == pytest.approx(a)
    least_squares, *_ = np.linalg.lstsq(b[:, None], a, rcond=None)
    assert vectors.projection(a, b) == pytest.approx(b * least_squares)


def test_sums_that_cancel_keep_their_digits() -> None:
    assert vectors.dot([1e16, 1, -1e16], [1, 1, 1]) == 1
    assert vectors.norm([3e200, 4e200]) == pytest.approx(5e200)


def test_small_angles_keep_their_digits() -> None:
    assert vectors.angle([1, 0], [1, 1e-9]) == pytest.approx(1e-9, rel=1e-12)
    assert vectors.angle([1, 2], [-2, -4]) == pytest.approx(math.pi, rel=1e-15)


def test_coordinate_sum_needs_an_orthonormal_basis() -> None:
    a, b = [2, 1], [1, 3]
    rotated = [[math.cos(0.3), -math.sin(0.3)], [math.sin(0.3), math.cos(0.3)]]
    oblique = [[1, 1], [0, 1]]
    assert vectors.coordinate_sum(a, b, rotated) == pytest.approx(5)
    assert vectors.coordinates(a, oblique).tolist() == [1, 1]
    assert vectors.coordinates(b, oblique).tolist() == [-2, 3]
    assert vectors.coordinate_sum(a, b, oblique) == 1  # and a . b is 5
    assert vectors.gram_sum(a, b, oblique) == pytest.approx(5)


@pytest.mark.parametrize(
    ("call", "part"),
    [
        (lambda: vectors.dot([1, 2], [1, 2, 3]), "3 entries, but the first one has 2"),
        (lambda: vectors.cosine([0, 0], [1, 2]), "zero vector has no direction"),
        (lambda: vectors.angle([1, 2], [0, 0]), "zero vector has no direction"),
        (lambda: vectors.projection([1, 2], [0, 0]), "zero vector has no direction"),
        (lambda: vectors.norm([]), "shape (0,)"),
        (lambda: vectors.norm([[1, 2]]), "must be a vector"),
        (lambda: vectors.norm(["one"]), "real numbers"),
        (lambda: vectors.norm([math.nan]), "not finite"),
        (lambda: vectors.coordinates([1, 2], [[1, 2], [2, 4]]), "linearly dependent"),
        (lambda: vectors.coordinates([1, 2], [[1, 0, 0], [0, 1, 0]]), "a basis of R^2 has 2 vectors"),
        (lambda: vectors.coordinates([1, 2, 3], [[1, 0], [0, 1]]), "x has 3 entries"),
    ],
)
def test_refuses_with_a_sentence(call: object, part: str) -> None:
    with pytest.raises(UsageError) as caught:
        call()  # type: ignore[operator]
    assert part in str(caught.value)
