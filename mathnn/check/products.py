"""Products of vectors and matrices, and what linear algebra makes of one matrix, over any number system.

The axes of a vector or matrix come first, samples last.
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from mathnn.check.dual import Array, Dual, Value, linear, rank, shape
from mathnn.check.elementwise import divide, root
from mathnn.check.scene import Unsupported
from mathnn.check.systems import System

LARGEST_DETERMINANT = 5


def times(a: Value, b: Value) -> Value:
    """The product as juxtaposition means it: numbers scale, matrices multiply, a column is a matrix of one column."""
    if rank(a) == 0 or rank(b) == 0:
        return a * b
    if rank(a) == 1:
        a = linear(lambda v: v[:, None], a)
    product = _contract(a, b)
    return _normal(product)


def _contract(a: Value, b: Value) -> Value:
    """Sum over the last axis of a and the first of b."""
    left, right = shape(a)[:-1], shape(b)[:-1]
    if left[-1] != right[0]:
        raise Unsupported(f"a factor of {left[-1]} columns beside one of {right[0]} rows")
    if len(right) == 1:
        return linear(lambda v: v.sum(axis=1), a * linear(lambda v: v[None], b))
    wide = linear(lambda v: v[:, :, None], a) * linear(lambda v: v[None], b)
    return linear(lambda v: v.sum(axis=1), wide)


def _normal(x: Value) -> Value:
    """One row and one column is a number, one column is a vector."""
    sizes = shape(x)[:-1]
    if len(sizes) == 2 and sizes[1] == 1:
        x, sizes = linear(lambda v: v[:, 0], x), sizes[:1]
    if len(sizes) == 1 and sizes[0] == 1:
        return linear(lambda v: v[0], x)
    return x


def dot(a: Value, b: Value) -> Value:
    """The sum of the products of entries."""
    if shape(a)[:-1] != shape(b)[:-1]:
        raise Unsupported("a dot product of two shapes")
    product = a * b
    return linear(lambda v: v.reshape(-1, v.shape[-1]).sum(axis=0), product)


def norm(system: System, x: Value) -> Value:
    """The Euclidean length of a vector, the Frobenius norm of a matrix."""
    squares = dot(x, x)
    if isinstance(squares, Dual):
        return root(system, squares)
    with system.unconditionally():  # a sum of squares is never negative
        return root(system, squares)


def transpose(x: Value) -> Value:
    """Rows become columns; a vector becomes one row."""
    if rank(x) == 0:
        return x
    if rank(x) == 1:
        return linear(lambda v: v[None], x)
    return _normal(linear(lambda v: v.swapaxes(0, 1), x))


def outer(a: Value, b: Value) -> Value:
    """Every entry of a times every entry of b."""
    ra, rb = rank(a), rank(b)
    spread = linear(lambda v: v.reshape(v.shape[:ra] + (1,) * rb + v.shape[-1:]), a)
    return spread * b


def kronecker(a: Value, b: Value) -> Value:
    """The Kronecker product; a vector counts as one column."""
    a, b = (linear(lambda v: v[:, None], x) if rank(x) == 1 else x for x in (a, b))
    (m, n), (p, q) = shape(a)[:-1], shape(b)[:-1]
    wide = linear(lambda v: v[:, None, :, None], a) * linear(lambda v: v[None, :, None, :], b)
    return _normal(linear(lambda v: v.reshape(m * p, n * q, v.shape[-1]), wide))


def trace(x: Value) -> Value:
    """The sum of the diagonal."""
    if rank(x) == 0:
        return x
    return linear(lambda v: np.stack([v[i, i] for i in range(v.shape[0])]).sum(axis=0), x)


def diag(x: Value) -> Value:
    """A diagonal matrix of a vector, or the diagonal of a matrix."""
    if rank(x) == 1:
        return linear(_diagonal_matrix, x)
    return linear(lambda v: np.stack([v[i, i] for i in range(min(v.shape[:2]))]), x)


def _diagonal_matrix(v: Array) -> Array:
    n = v.shape[0]
    made = np.zeros((n, *v.shape), dtype=v.dtype)
    for i in range(n):
        made[i, i] = v[i]
    return made


def vec(x: Value) -> Value:
    """The columns below each other."""
    if rank(x) < 2:
        return x
    return linear(lambda v: v.swapaxes(0, 1).reshape(-1, v.shape[-1]), x)


def determinant(system: System, x: Value) -> Value:
    """By expansion along the first row: no division, so no condition and no pivot."""
    if rank(x) == 0:
        return x
    n = shape(x)[0]
    if n > LARGEST_DETERMINANT:
        raise Unsupported(f"a determinant of size {n}")
    return _minor(system, x, tuple(range(n)), 0, {})


def _minor(system: System, x: Value, columns: tuple[int, ...], row: int, known: dict[tuple[int, ...], Value]) -> Value:
    if not columns:
        return system.number(1)
    if columns not in known:
        terms = []
        for place, column in enumerate(columns):
            rest = columns[:place] + columns[place + 1 :]
            term = linear(lambda v, row=row, column=column: v[row, column], x)
            term = term * _minor(system, x, rest, row + 1, known) if rest else term
            terms.append(-term if place % 2 else term)
        known[columns] = reduce(lambda a, b: a + b, terms)
    return known[columns]


def inverse(system: System, x: Value) -> Value:
    """Cofactors over the determinant; undefined where that is zero."""
    if rank(x) == 0:
        return divide(system, system.number(1), x)
    n = shape(x)[0]
    if shape(x)[1] != n:
        raise Unsupported("the inverse of a matrix that is not square")
    if isinstance(x, np.ndarray) and x.dtype == np.float64 and n > 2:
        return _inverse_in_floats(x)
    rows = []
    for i in range(n):
        cofactors = []
        for j in range(n):
            keep = [k for k in range(n) if k != j]
            rest = [k for k in range(n) if k != i]
            part = linear(lambda v, keep=keep, rest=rest: v[keep][:, rest], x)
            minor = determinant(system, part) if n > 1 else system.number(1)
            cofactors.append(-minor if (i + j) % 2 else minor)
        rows.append(stack(cofactors))
    return divide(system, stack(rows), determinant(system, x))


def _inverse_in_floats(x: Array) -> Array:
    """By elimination, each sample for itself; nan where the determinant is zero."""
    matrices = np.moveaxis(x, -1, 0)
    finite = np.where(np.isfinite(matrices), matrices, 0.0)
    regular = np.isfinite(matrices).all(axis=(1, 2)) & (np.abs(np.linalg.det(finite)) > 1e-12)
    found = np.full_like(matrices, np.nan)
    found[regular] = np.linalg.inv(matrices[regular])
    return np.moveaxis(found, 0, -1)


def stack(parts: list[Value]) -> Value:
    """Values of one shape as the entries of a longer one."""
    return linear(_stacked, *parts)


def _stacked(*parts: Array) -> Array:
    first = parts[0]
    shape_, kind = first.shape, first.dtype
    if any(part.shape != shape_ or part.dtype != kind for part in parts):
        shape_, kind = np.broadcast_shapes(*[part.shape for part in parts]), np.result_type(*parts)
    made = np.empty((len(parts), *shape_), dtype=kind)
    for at, part in enumerate(parts):
        made[at] = part
    return made


def matrix_power(system: System, x: Value, k: int) -> Value:
    """A product of k equal factors; a negative power is one of the inverse."""
    if k < 0:
        return matrix_power(system, inverse(system, x), -k)
    if k == 0:
        n = shape(x)[0]
        return linear(lambda v: v * 0, x) + diag(stack([system.number(1)] * n))
    return reduce(times, [x] * k)


def cross(a: Value, b: Value) -> Value:
    """The cross product of two vectors of three entries."""
    if shape(a)[0] != 3 or shape(b)[0] != 3:
        raise Unsupported("a cross product outside three dimensions")
    return _turned(a, 1) * _turned(b, 2) - _turned(a, 2) * _turned(b, 1)


def _turned(x: Value, k: int) -> Value:
    return linear(lambda v: np.roll(v, -k, axis=0), x)
