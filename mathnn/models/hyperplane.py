"""The hyperplane w . x + b = 0: its normal, distances, nearest points and the two half-spaces that it makes.

Source of the formulas: Trevor Hastie, Robert Tibshirani and Jerome Friedman, The Elements of Statistical Learning,
section 4.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from mathnn.errors import UsageError
from mathnn.models.arrays import Vector, as_number, as_vector, require_length
from mathnn.models.vectors import dot, norm, unit


@dataclass(frozen=True, slots=True, eq=False)
class Hyperplane:
    """The points x of R^n with w . x + b = 0; `w` has the shape (n,) and is not zero, `b` is a number.

    Raises UsageError for a zero w, whose equation holds nowhere or everywhere.
    """

    w: Vector
    b: float

    def __init__(self, w: npt.ArrayLike, b: float) -> None:
        weights = as_vector(w, "w")
        if not weights.any():
            raise UsageError("w is a zero vector: w . x + b = 0 is a hyperplane only when w is not zero")
        object.__setattr__(self, "w", weights)
        object.__setattr__(self, "b", as_number(b, "b"))

    @property
    def dimension(self) -> int:
        """The n of the space R^n in which the hyperplane lies; its own dimension is n - 1."""
        return self.w.size

    @property
    def unit_normal(self) -> Vector:
        """w / |w|, shape (n,): orthogonal to every direction within the hyperplane."""
        return unit(self.w)

    @property
    def distance_from_origin(self) -> float:
        """|b| / |w|."""
        return abs(self.b) / norm(self.w)

    def value(self, x: npt.ArrayLike) -> float:
        """w . x + b at a point of shape (n,). Raises UsageError when x has another length."""
        point = as_vector(x, "x")
        require_length(point, self.dimension, "x", "w")
        return dot(np.append(self.w, self.b), np.append(point, 1.0))

    def signed_distance(self, x: npt.ArrayLike) -> float:
        """(w . x + b) / |w|: positive on the side to which w points."""
        return self.value(x) / norm(self.w)

    def nearest_point(self, x: npt.ArrayLike) -> Vector:
        """The foot x - (w . x + b) / |w|^2 w of the perpendicular from x, shape (n,)."""
        return as_vector(x, "x") - self.signed_distance(x) * self.unit_normal

    def side(self, x: npt.ArrayLike) -> int:
        """+1 on the side of w, -1 on the other side, 0 on the hyperplane (as floating point computes w . x + b)."""
        value = self.value(x)
        return (value > 0) - (value < 0)

    def owns(self, x: npt.ArrayLike) -> bool:
        """Whether x lies in the closed half-space w . x + b >= 0, which owns the boundary since H(0) = 1."""
        return self.value(x) >= 0

    def ends(self, reach: float) -> tuple[Vector, Vector]:
        """Two points of a line in R^2, `reach` to either side of the foot of the origin; UsageError unless n = 2."""
        if self.dimension != 2:
            raise UsageError(f"only a hyperplane of R^2 is a line, this one lies in R^{self.dimension}")
        foot = self.nearest_point(np.zeros(2))
        along = reach * np.array([-self.unit_normal[1], self.unit_normal[0]])
        return foot - along, foot + along

    def intercepts(self) -> tuple[float | None, ...]:
        """Where it crosses each axis, -b / w_i; None for an axis that it does not cross in one point (w_i = 0)."""
        return tuple(None if weight == 0 else -self.b / float(weight) for weight in self.w)


def convexity_counterexample(
    contains: Callable[[Vector], bool], points: Iterable[npt.ArrayLike], steps: int = 8
) -> tuple[Vector, Vector, float] | None:
    """The first (p, q, t) with p and q in the set and (1 - t) p + t q outside it, or None when there is none.

    Tried for all pairs of `points` (each of shape (n,)) that lie in the set and t = k / steps, 0 < k < steps.
    None is agreement on these samples and no proof; the proof for half-spaces is in the text.
    """
    members = [point for point in (as_vector(p, "a point") for p in points) if contains(point)]
    for p, q in combinations(members, 2):
        for t in np.arange(1, steps) / steps:
            if not contains((1 - t) * p + t * q):
                return p, q, float(t)
    return None
