"""Dot products, norms and angles, confirmed with zero, equal, parallel and opposite vectors among the points."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import angle, column, norm, quotient
from .oracle import Array, Outcome, same, under


def cosine_angle(r: Draw) -> Outcome:
    a, b = r.nonzero_vector(), r.nonzero_vector()
    return same(np.cos(angle(a, b)), a @ b / (norm(a) * norm(b)))


def cosine_angle_wrong_sign(r: Draw) -> Outcome:
    a, b = r.nonzero_vector(), r.nonzero_vector()
    return same(np.cos(angle(a, b)), -(a @ b) / (norm(a) * norm(b)))


def dot_commutes(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(a @ b, b @ a)


def dot_as_transposed_product(r: Draw) -> Outcome:
    w, x = r.vectors(2)
    return same(np.dot(w, x), (w.reshape(1, -1) @ x.reshape(-1, 1)).item(), sum(w * x))


def norm_of_sum_squared(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(norm(a + b) ** 2, norm(a) ** 2 + 2 * a @ b + norm(b) ** 2)


def norm_of_sum_squared_wrong_sign(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(norm(a + b) ** 2, norm(a) ** 2 - 2 * a @ b + norm(b) ** 2)


def norm_scales(r: Draw) -> Outcome:
    c, a = r.number(), r.vector()
    return under(c >= 0, same(norm(c * a), c * norm(a)))


def projection_residual(r: Draw) -> Outcome:
    a, b = r.vector(), r.nonzero_vector()
    return same((a - quotient(a @ b, b @ b) * b) @ b, 0)


def projection_without_division(r: Draw) -> Outcome:
    a, b = r.vector(), r.nonzero_vector()
    b = b / norm(b) if r.coin() else b
    return under(np.isclose(norm(b), 1), same((a - (a @ b) * b) @ b, 0))


def dot_equals_vector(r: Draw) -> Outcome:
    a, b, c = r.vectors(3)
    return same(a @ b, c)


def dot_distributes(r: Draw) -> Outcome:
    a, b, c = r.vectors(3)
    return same(a @ (b + c), a @ b + a @ c)


def dot_pulls_factors(r: Draw) -> Outcome:
    c, (a, b) = r.number(), r.vectors(2)
    return same((c * a) @ (c * b), c * c * (a @ b))


def dot_pulls_factors_lost_square(r: Draw) -> Outcome:
    c, (a, b) = r.above_one(), r.vectors(2)
    return same((c * a) @ (c * b), c * (a @ b))


def law_of_cosines(r: Draw) -> Outcome:
    a, b = r.nonzero_vector(), r.nonzero_vector()
    return same(norm(a - b) ** 2, norm(a) ** 2 + norm(b) ** 2 - 2 * norm(a) * norm(b) * np.cos(angle(a, b)))


def law_of_cosines_wrong_sign(r: Draw) -> Outcome:
    a, b = r.nonzero_vector(), r.nonzero_vector()
    return same(norm(a - b) ** 2, norm(a) ** 2 + norm(b) ** 2 + 2 * norm(a) * norm(b) * np.cos(angle(a, b)))


def parallelogram(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(norm(a + b) ** 2 + norm(a - b) ** 2, 2 * norm(a) ** 2 + 2 * norm(b) ** 2)


def parallelogram_lost_factor(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(norm(a + b) ** 2 + norm(a - b) ** 2, norm(a) ** 2 + norm(b) ** 2)


def polarization(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(a @ b, (norm(a + b) ** 2 - norm(a - b) ** 2) / 4)


def polarization_half(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(a @ b, (norm(a + b) ** 2 - norm(a - b) ** 2) / 2)


def norm_by_root(r: Draw) -> Outcome:
    x = r.vector()
    return same(np.linalg.norm(x), np.sqrt(sum(t * t for t in x)), np.sqrt(x @ x))


def one_norm(r: Draw) -> Outcome:
    x = r.vector()
    return same(np.linalg.norm(x, 1), sum(abs(t) for t in x))


def one_norm_without_bars(r: Draw) -> Outcome:
    x = abs(r.vector()) if r.coin() else r.vector()
    return under((x >= 0).all(), same(np.linalg.norm(x, 1), x.sum()))


def normalised_vector(r: Draw) -> Outcome:
    w = r.vector()
    return under(w.any(), same(norm(quotient(w, norm(w))), 1))


def normalised_vector_declared(r: Draw) -> Outcome:
    w = r.nonzero_vector()
    return same(norm(w / norm(w)), 1)


def projection_length(r: Draw) -> Outcome:
    a, b = r.nonzero_vector(), r.nonzero_vector()
    return same(norm(a) * np.cos(angle(a, b)), a @ b / norm(b))


def projection_length_wrong_norm(r: Draw) -> Outcome:
    a, b = r.nonzero_vector(), r.nonzero_vector()
    b = 2 * b / norm(b)
    return same(norm(a) * np.cos(angle(a, b)), a @ b / norm(a))


def pythagoras(r: Draw) -> Outcome:
    a, b = r.nonzero_vector(), r.vector()
    b = b - (a @ b) / (a @ a) * a
    return same(norm(a + b) ** 2, norm(a) ** 2 + norm(b) ** 2)


def pythagoras_any_angle(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(norm(a + b) ** 2, norm(a) ** 2 + norm(b) ** 2)


def dot_with_itself(r: Draw) -> Outcome:
    a = r.vector()
    return same(a @ a, norm(a) ** 2)


def dot_as_product_of_norms(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(a @ b, norm(a) * norm(b))


def dot_is_associative(r: Draw) -> Outcome:
    a, b, c = r.vectors(3)
    return same((a @ b) * c, a * (b @ c))


def dot_of_different_lengths(r: Draw) -> Outcome:
    a, b = r.vector(r.m), r.vector(r.n)
    return same(a @ b, b @ a)


def norm_equals_vector(r: Draw) -> Outcome:
    a = r.vector()
    return same(norm(a), a)


def sine_angle(r: Draw) -> Outcome:
    a, b = r.nonzero_vector(), r.nonzero_vector()
    return same(abs(a @ b), norm(a) * norm(b) * np.sin(angle(a, b)))


def cosine_of_unit_vectors(r: Draw) -> Outcome:
    u, v = r.nonzero_vector(), r.nonzero_vector()
    u, v = (u / norm(u), v / norm(v)) if r.coin() else (u, v)
    unit = np.isclose(norm(u), 1) and np.isclose(norm(v), 1)
    return under(unit, same(u @ v, np.cos(angle(u, v))))


def dot_with_ellipsis(r: Draw) -> Outcome:
    w, x = r.vectors(2)
    return same(sum(p * q for p, q in zip(w, x, strict=True)), w @ x)


def score_with_ellipsis_lost_bias(r: Draw) -> Outcome:
    (w, x), b = r.vectors(2), r.number()
    return same(sum(w * x) + b, w @ x)


def column_by_entries(r: Draw) -> Outcome:
    x = r.vector()
    return same(column(x), np.array([list(x)]).T)


def column_as_row(r: Draw) -> Outcome:
    x = r.vector()
    return same(column(x), np.array([list(x)]))


def column_as_transposed_row(r: Draw) -> Outcome:
    x = r.vector()
    return same(np.array([[entry] for entry in x]), np.array([list(x)]).T)


def absorbed_bias(r: Draw) -> Outcome:
    (w, x), b = r.vectors(2), r.number()
    return same(np.array([b, *w]) @ np.array([1, *x]), w @ x + b)


def absorbed_bias_wrong_sign(r: Draw) -> Outcome:
    (w, x), b = r.vectors(2), r.number()
    return same(np.array([b, *w]) @ np.array([1, *x]), w @ x - b)


def _minors(a: Array, b: Array) -> float:
    """The sum of (a_i b_j - a_j b_i)² over all i and j."""
    return float(sum((a[i] * b[j] - a[j] * b[i]) ** 2 for i in range(a.size) for j in range(a.size)))


def identity_of_lagrange(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(norm(a) ** 2 * norm(b) ** 2 - (a @ b) ** 2, _minors(a, b) / 2)


def identity_of_lagrange_lost_half(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(norm(a) ** 2 * norm(b) ** 2 - (a @ b) ** 2, _minors(a, b))


def _unit_vectors(r: Draw, count: int) -> list[Array]:
    """Vectors of length one, some of them equal or opposite."""
    size = r.integer(2, 5)
    return [v / norm(v) for v in (r.nonzero_vector(size) for _ in range(count))]


def unit_vectors_are_not_all_equal(r: Draw) -> Outcome:
    u, v = _unit_vectors(r, 2)
    return same(u @ v, 1)


def distance_of_unit_vectors(r: Draw) -> Outcome:
    u, v = _unit_vectors(r, 2)
    return same(norm(u - v) ** 2, 2 - 2 * (u @ v))


def distance_of_unit_vectors_wrong_sign(r: Draw) -> Outcome:
    u, v = _unit_vectors(r, 2)
    return same(norm(u - v) ** 2, 2 + 2 * (u @ v))


def _orthonormal(r: Draw, count: int) -> Array:
    """Vectors of length one at right angles, one a row."""
    size = r.integer(count, 5)
    return np.asarray(np.linalg.qr(r.invertible(size))[0].T[:count])


def sum_of_orthonormal_pair(r: Draw) -> Outcome:
    return same(norm(_orthonormal(r, 2).sum(axis=0)) ** 2, 2)


def sum_of_orthonormal_pair_without_root(r: Draw) -> Outcome:
    return same(norm(_orthonormal(r, 2).sum(axis=0)), 2)


def sum_of_three_orthonormal_vectors(r: Draw) -> Outcome:
    return same(norm(_orthonormal(r, 3).sum(axis=0)) ** 2, 3)


def sum_of_three_unit_vectors_two_right_angles(r: Draw) -> Outcome:
    u, v, w = _orthonormal(r, 3)
    turn = r.number()
    return same(norm(u + v + np.cos(turn) * w + np.sin(turn) * u) ** 2, 3)


def signs_multiply(r: Draw) -> Outcome:
    return same(r.sign() ** 2 * r.sign() ** 2, 1)


def signs_are_not_all_equal(r: Draw) -> Outcome:
    return same(r.sign() * r.sign(), 1)


def vector_by_unit_vectors(r: Draw) -> Outcome:
    """Any vectors e_i, or the columns of the identity."""
    x = r.vector()
    are_axes = r.coin()
    e = np.eye(len(x)) if are_axes else r.matrix(len(x), len(x))
    return under(are_axes, same(sum(x[i] * e[i] for i in range(len(x))), x))


def vector_by_unit_vectors_alone(r: Draw) -> Outcome:
    x = r.vector()
    return same(sum(np.eye(len(x))), x)
