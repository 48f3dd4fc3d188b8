"""Hyperplanes against known numbers and an independent minimiser."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize

from mathnn.errors import UsageError
from mathnn.models.hyperplane import Hyperplane, convexity_counterexample

RNG = np.random.default_rng(2)


def test_known_numbers() -> None:
    line = Hyperplane([3, 4], -10)
    assert line.distance_from_origin == 2
    assert line.signed_distance([0, 0]) == -2
    assert line.signed_distance([6, 8]) == 8
    assert line.nearest_point([0, 0]) == pytest.approx([1.2, 1.6])
    assert [line.side(x) for x in ([6, 8], [2, 1], [0, 0])] == [1, 0, -1]
    assert [line.owns(x) for x in ([6, 8], [2, 1], [0, 0])] == [True, True, False]
    assert list(line.intercepts()) == pytest.approx([10 / 3, 2.5])
    assert Hyperplane([0, 2], 1).intercepts() == (None, -0.5)


@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_nearest_point_is_the_constrained_minimum(n: int) -> None:
    plane, x = Hyperplane(RNG.normal(size=n), RNG.normal()), RNG.normal(size=n)
    on_plane = {"type": "eq", "fun": lambda p: plane.w @ p + plane.b}
    found = optimize.minimize(lambda p: ((p - x) ** 2).sum(), np.zeros(n), constraints=[on_plane], tol=1e-14)
    assert plane.nearest_point(x) == pytest.approx(found.x, abs=1e-5)
    assert abs(plane.signed_distance(x)) == pytest.approx(np.sqrt(found.fun), abs=1e-5)
    assert plane.value(plane.nearest_point(x)) == pytest.approx(0, abs=1e-12)


def test_normal_is_orthogonal_to_directions_within() -> None:
    line = Hyperplane([2, -5], 3)
    start, end = line.ends(7)
    assert line.value(start) == pytest.approx(0) == line.value(end)
    assert np.linalg.norm(end - start) == pytest.approx(14)
    assert line.w @ (end - start) == pytest.approx(0, abs=1e-12)


def test_half_spaces_are_convex_disjoint_and_cover() -> None:
    plane, points = Hyperplane([1, -2, 0.5], 0.3), RNG.normal(size=(40, 3))
    assert convexity_counterexample(plane.owns, points) is None
    assert convexity_counterexample(lambda x: not plane.owns(x), points) is None


def test_convexity_counterexample_finds_a_hole() -> None:
    found = convexity_counterexample(lambda x: float(x @ x) >= 1, [[-2, 0], [0, 0], [2, 0]])
    assert found is not None
    p, q, t = found
    assert float(((1 - t) * p + t * q) @ ((1 - t) * p + t * q)) < 1 <= min(p @ p, q @ q)


@pytest.mark.parametrize(
    ("call", "part"),
    [
        (lambda: Hyperplane([0, 0], 1), "zero vector"),
        (lambda: Hyperplane([1, 2], 1).side([1, 2, 3]), "x has 3 entries, but w has 2"),
        (lambda: Hyperplane([1, 2], float("inf")), "b holds a number that is not finite"),
        (lambda: Hyperplane([1, 2, 3], 0).ends(1), "R^3"),
    ],
)
def test_refuses_with_a_sentence(call: object, part: str) -> None:
    with pytest.raises(UsageError) as caught:
        call()  # type: ignore[operator]
    assert part in str(caught.value)


def test_is_frozen() -> None:
    line = Hyperplane([1, 2], 3)
    with pytest.raises(ValueError, match="read-only"):
        line.w[0] = 5
    with pytest.raises(AttributeError):
        line.b = 5.0  # type: ignore[misc]
