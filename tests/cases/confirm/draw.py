"""Admissible points: sizes that all differ, random values, and the edge points where statements break."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .oracle import Array

EDGE_NUMBERS = (0.0, 0.0, 1.0, -1.0, 2.0, 0.5)
NEAR_ZERO = 0.01


class Draw:
    """One random point. The sizes `n`, `m`, `k` differ; every call draws anew from one seeded stream."""

    def __init__(self, seed: list[int], smallest: int = 1) -> None:
        self.random = np.random.default_rng(seed)
        self.n, self.m, self.k = (int(size) + smallest for size in self.random.permutation(4)[:3])
        self._vectors: list[Array] = []

    def coin(self) -> bool:
        """True at half of the points."""
        return bool(self.random.integers(2))

    def number(self) -> float:
        """A real number; one in three is 0, ±1, 2 or ½. None lies so near 0 that a difference would step over it."""
        value = float(self.random.normal(scale=1.5))
        if self.random.integers(3) == 0:
            return float(self.random.choice(EDGE_NUMBERS))
        return value if abs(value) > NEAR_ZERO else 0.0

    def numbers(self, count: int) -> tuple[float, ...]:
        """Several real numbers."""
        return tuple(self.number() for _ in range(count))

    def nonzero(self) -> float:
        """A real number that is not 0."""
        return self.number() or 1.5

    def positive(self) -> float:
        """A number above 0; one in four is 1."""
        return abs(self.nonzero()) + 0.05 if self.random.integers(4) else 1.0

    def above_one(self) -> float:
        """A factor above 1."""
        return 1 + self.positive()

    def sign(self) -> float:
        """A label, -1 or 1."""
        return 1.0 if self.coin() else -1.0

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self.random.integers(low, high + 1))

    def vector(self, size: int | None = None) -> Array:
        """A vector in ℝⁿ: random, 0, or equal, parallel, opposite or orthogonal in part to one drawn before."""
        size = self.n if size is None else size
        result = self.random.normal(size=size)
        before = [vector for vector in self._vectors if vector.size == size]
        edge = self.random.integers(8)
        if edge == 0:
            result = np.zeros(size)
        elif edge == 1:
            result = np.eye(size)[self.random.integers(size)]
        elif edge in (2, 3, 4) and before:
            result = before[-1] * {2: 1.0, 3: -1.0, 4: 1.7}[int(edge)]
        self._vectors.append(result)
        return result

    def vectors(self, count: int, size: int | None = None) -> tuple[Array, ...]:
        """Several vectors of one size."""
        return tuple(self.vector(size) for _ in range(count))

    def nonzero_vector(self, size: int | None = None) -> Array:
        """A vector that is not 0."""
        result = self.vector(size)
        return result if result.any() else np.ones_like(result)

    def positive_vector(self, size: int | None = None) -> Array:
        """A vector with entries above 0."""
        return np.abs(self.random.normal(size=size or self.n)) + 0.1

    def distribution(self, size: int | None = None) -> Array:
        """Positive numbers that sum to 1; one in four is uniform."""
        weights = self.positive_vector(size) if self.random.integers(4) else np.ones(size or self.n)
        return np.asarray(weights / weights.sum())

    def matrix(self, rows: int, columns: int) -> Array:
        """A matrix; one in eight is 0."""
        result = self.random.normal(size=(rows, columns))
        return result if self.random.integers(8) else np.zeros_like(result)

    def invertible(self, size: int) -> Array:
        """A square matrix with a determinant well away from 0, of either sign."""
        while True:
            result = self.random.normal(size=(size, size))
            if abs(np.linalg.det(result)) > 0.2:
                return result

    def symmetric(self, size: int) -> Array:
        """A symmetric matrix."""
        result = self.matrix(size, size)
        return result + result.T

    def curve(self) -> Callable[[Any], Any]:
        """A smooth function of one number, applied entry by entry to an array."""
        a, b, c, d = self.random.normal(size=4)
        return lambda x: a * np.sin(x + b) + c * np.exp(d * np.asarray(x) / 2)

    def field(self, size: int | None = None) -> Callable[[Array], float]:
        """A smooth function from vectors (or matrices, entry by entry) to numbers."""
        width = self.n if size is None else size
        waves, shifts, weights = (self.random.normal(size=(3, width)), *self.random.normal(size=(2, 3)))
        return lambda x: float(weights @ np.sin(waves @ np.ravel(x) + shifts))
