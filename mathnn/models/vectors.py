"""Vectors of R^n: dot product, length, angle, projection, and what a change of basis does to the dot product.

Source of the formulas: Gilbert Strang, Introduction to Linear Algebra, chapters 1 and 4.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from mathnn.errors import UsageError
from mathnn.models.arrays import Matrix, Vector, as_matrix, as_vector, require_length


def dot(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """The dot product a . b = sum_i a_i b_i of two vectors of shape (n,).

    The sum is rounded once (math.fsum), so terms that cancel do not lose digits; only each product is rounded.
    Raises UsageError when the lengths differ.
    """
    return math.fsum(dot_terms(a, b))


def dot_terms(a: npt.ArrayLike, b: npt.ArrayLike) -> Vector:
    """The terms a_i b_i of the dot product, shape (n,), in the order of the sum. Raises UsageError as `dot`."""
    left, right = _pair(a, b)
    return left * right


def norm(a: npt.ArrayLike) -> float:
    """The Euclidean length (sum_i a_i^2)^(1/2) of a vector of shape (n,), without overflow of the squares."""
    return math.hypot(*as_vector(a, "a"))


def unit(a: npt.ArrayLike) -> Vector:
    """The vector of length 1 in the direction of a, shape (n,). Raises UsageError for a zero vector."""
    vector = as_vector(a, "a")
    length = norm(vector)
    if length == 0:
        raise UsageError("a zero vector has no direction, so no angle or unit vector can be formed with it")
    return vector / length


def cosine(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """cos(angle) = a . b / (|a| |b|), between -1 and 1. Raises UsageError for a zero vector or unequal lengths."""
    left, right = _pair(a, b)
    return min(1.0, max(-1.0, dot(unit(left), unit(right))))


def angle(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """The angle between a and b in radians, from 0 to pi. Raises UsageError for a zero vector or unequal lengths.

    Not arccos(cosine), which loses half of its digits near 0 and pi, but 2 atan2(|u - v|, |u + v|) of the unit
    vectors u and v (W. Kahan, How Futile are Mindless Assessments of Roundoff, 2006, section 12).
    """
    left, right = _pair(a, b)
    u, v = unit(left), unit(right)
    return 2 * math.atan2(norm(u - v), norm(u + v))


def projection(a: npt.ArrayLike, onto: npt.ArrayLike) -> Vector:
    """The orthogonal projection (a . u / u . u) u of a on the line along u = `onto`, shape (n,).

    Raises UsageError when `onto` is a zero vector, which spans no line, or when the lengths differ.
    """
    left, right = _pair(a, onto)
    direction = unit(right)
    return dot(left, direction) * direction


def residual(a: npt.ArrayLike, onto: npt.ArrayLike) -> Vector:
    """What the projection leaves, a - projection(a, onto): orthogonal to `onto`, shape (n,). Raises as `projection`."""
    return as_vector(a, "a") - projection(a, onto)


def coordinates(x: npt.ArrayLike, basis: npt.ArrayLike) -> Vector:
    """The coordinates c of x in a basis, x = B c; `basis` is B of shape (n, n), its columns are the basis vectors.

    Raises UsageError when B is not square, its columns are linearly dependent, or x has another length.
    """
    columns = _basis(basis)
    vector = as_vector(x, "x")
    require_length(vector, len(columns), "x", "a vector of the basis")
    return np.asarray(np.linalg.solve(columns, vector), dtype=np.float64)


def gram(basis: npt.ArrayLike) -> Matrix:
    """The Gram matrix G = B^T B of the basis vectors' dot products, shape (n, n). Raises as `coordinates`."""
    columns = _basis(basis)
    return columns.T @ columns


def coordinate_sum(a: npt.ArrayLike, b: npt.ArrayLike, basis: npt.ArrayLike) -> float:
    """sum_i a'_i b'_i over the coordinates of a and b in a basis (columns of shape (n, n)).

    It equals a . b for all a and b only when the basis is orthonormal; in an oblique basis it does not.
    """
    return dot(coordinates(a, basis), coordinates(b, basis))


def gram_sum(a: npt.ArrayLike, b: npt.ArrayLike, basis: npt.ArrayLike) -> float:
    """a'^T G b' with the coordinates of a and b and the Gram matrix G: equals a . b in every basis."""
    return dot(coordinates(a, basis), gram(basis) @ coordinates(b, basis))


def _pair(a: npt.ArrayLike, b: npt.ArrayLike) -> tuple[Vector, Vector]:
    left, right = as_vector(a, "the first vector"), as_vector(b, "the second vector")
    require_length(right, left.size, "the second vector", "the first one")
    return left, right


def _basis(basis: npt.ArrayLike) -> Matrix:
    columns = as_matrix(basis, "the basis")
    rows, count = columns.shape
    if rows != count:
        raise UsageError(f"a basis of R^{rows} has {rows} vectors, but {count} were given")
    if int(np.linalg.matrix_rank(columns)) < count:
        raise UsageError("the vectors of the basis are linearly dependent, so they are no basis")
    return columns
