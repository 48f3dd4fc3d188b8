"""Unit vectors and orthogonal matrices with rational entries, made by turns of the plane: (3/5, 4/5) and the like."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np

from mathnn.check.dual import Array

TURNS = ((3, 4, 5), (4, -3, 5), (-5, 12, 13), (0, 1, 1), (1, 0, 1))  # cosine and sine, over the last


@cache
def unit_vectors(shape: tuple[int, ...]) -> Array:
    """One vector (or matrix of length 1) for each sample, the last axis: the axes first, then turned ones."""
    count = int(np.prod(shape[:-1]))
    made = np.empty((count, shape[-1]), dtype=object)
    for s in range(shape[-1]):
        v = [Fraction(int(i == s % count)) for i in range(count)]
        for turn in range(s // count if count > 1 else 0):
            _turn(v, turn % (count - 1), TURNS[(turn + s) % len(TURNS)])
        made[:, s] = [-x if s % 3 == 2 else x for x in v]
    made.flags.writeable = False
    return made.reshape(shape)


@cache
def orthogonal_matrices(shape: tuple[int, ...]) -> Array:
    """One orthogonal matrix for each sample: reflections of axes, then up to four turns."""
    n, samples = shape[0], shape[-1]
    made = np.empty(shape, dtype=object)
    for s in range(samples):
        rows = [[Fraction((-1 if (s >> i) & 1 else 1) * int(i == j)) for j in range(n)] for i in range(n)]
        for turn in range(s % 4 + 1 if n > 1 else 0):
            for row in rows:
                _turn(row, turn % (n - 1), TURNS[(turn + s) % len(TURNS)])
        made[..., s] = rows
    made.flags.writeable = False
    return made


def _turn(v: list[Fraction], i: int, by: tuple[int, int, int]) -> None:
    """Turn the plane of the entries i and i + 1."""
    a, b, c = by
    v[i], v[i + 1] = (a * v[i] - b * v[i + 1]) / c, (b * v[i] + a * v[i + 1]) / c
