"""Unit vectors and orthogonal matrices with rational entries, made by turns of the plane: (3/5, 4/5) and the like."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np

from mathnn.check.dual import Array

_ALIKE = 4
TURNS = ((3, 4, 5), (4, -3, 5), (-5, 12, 13), (0, 1, 1), (1, 0, 1))  # cosine and sine, over the last


def _place(sample: int, ordinal: int, samples: int) -> int:
    """Which one of a list symbol number `ordinal` takes: at each fourth sample all take the same, else each another."""
    return (sample + ordinal * (1 + sample % _ALIKE)) % samples if sample % _ALIKE else sample


@cache
def unit_vectors(shape: tuple[int, ...], ordinal: int = 0) -> Array:
    """One vector (or matrix of length 1) for each sample, the last axis: the axes first, then turned ones.

    Those of two symbols, by their ordinals, are equal at some samples, opposite at some, and different at most.
    """
    count = int(np.prod(shape[:-1]))
    made = np.empty((count, shape[-1]), dtype=object)
    for sample in range(shape[-1]):
        s = _place(sample, ordinal, shape[-1])
        v = [Fraction(int(i == s % count)) for i in range(count)]
        for turn in range(s // count if count > 1 else 0):
            _turn(v, turn % (count - 1), TURNS[(turn + s) % len(TURNS)])
        is_opposite = (s % 3 == 2) != (ordinal % 2 == 1 and sample % (2 * _ALIKE) == _ALIKE)
        made[:, sample] = [-x if is_opposite else x for x in v]
    made.flags.writeable = False
    return made.reshape(shape)


@cache
def orthogonal_matrices(shape: tuple[int, ...], ordinal: int = 0) -> Array:
    """One orthogonal matrix for each sample: reflections of axes, then up to four turns.

    Of more rows than columns, or the other way round, it is a part of a square one.
    """
    n, samples = max(shape[:-1]), shape[-1]
    made = np.empty(shape, dtype=object)
    for sample in range(samples):
        s = _place(sample, ordinal, samples)
        rows = [[Fraction((-1 if (s >> i) & 1 else 1) * int(i == j)) for j in range(n)] for i in range(n)]
        for turn in range(s % 4 + 1 if n > 1 else 0):
            for row in rows:
                _turn(row, turn % (n - 1), TURNS[(turn + s) % len(TURNS)])
        made[..., sample] = [row[: shape[1]] for row in rows[: shape[0]]]
    made.flags.writeable = False
    return made


def _turn(v: list[Fraction], i: int, by: tuple[int, int, int]) -> None:
    """Turn the plane of the entries i and i + 1."""
    a, b, c = by
    v[i], v[i + 1] = (a * v[i] - b * v[i + 1]) / c, (b * v[i] + a * v[i + 1]) / c
