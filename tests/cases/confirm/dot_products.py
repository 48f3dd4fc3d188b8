"""Dot products, norms and angles, confirmed with zero, equal, parallel and opposite vectors among the points."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import angle, norm, quotient
from .oracle import Outcome, same, under


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
