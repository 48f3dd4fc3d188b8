"""Transpose, inverse, trace and determinant, confirmed on random matrices with all sizes different."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import column, inverse
from .oracle import Outcome, same, under


def transpose_of_product(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.n, r.k)
    return same((A @ B).T, B.T @ A.T)


def transpose_of_product_same_order(r: Draw) -> Outcome:
    A, B = r.matrix(r.n, r.n), r.matrix(r.n, r.n)
    return same((A @ B).T, A.T @ B.T)


def transpose_of_product_does_not_fit(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.n, r.k)
    return same((A @ B).T, A.T @ B.T)


def inverse_of_product(r: Draw) -> Outcome:
    A, B = r.invertible(r.n), r.invertible(r.n)
    return same(inverse(A @ B), inverse(B) @ inverse(A))


def inverse_times_matrix(r: Draw) -> Outcome:
    A = r.invertible(r.n) if r.coin() else r.matrix(r.n, r.n)
    return under(abs(np.linalg.det(A)) > 1e-12, same(inverse(A) @ A, np.eye(r.n)))


def trace_is_cyclic(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.n, r.m)
    return same(np.trace(A @ B), np.trace(B @ A))


def trace_of_product_as_product(r: Draw) -> Outcome:
    A, B = r.matrix(r.n, r.n), r.matrix(r.n, r.n)
    return same(np.trace(A @ B), np.trace(A) * np.trace(B))


def determinant_of_product(r: Draw) -> Outcome:
    A, B = r.matrix(r.n, r.n), r.matrix(r.n, r.n)
    return same(np.linalg.det(A @ B), np.linalg.det(A) * np.linalg.det(B))


def determinant_two_by_two(r: Draw) -> Outcome:
    a, b, c, d = r.numbers(4)
    return same(np.linalg.det(np.array([[a, b], [c, d]])), a * d - b * c)


def determinant_scales(r: Draw) -> Outcome:
    A, c = r.matrix(r.n, r.n), r.above_one()
    return same(np.linalg.det(c * A), c * np.linalg.det(A))


def vector_equals_its_transpose(r: Draw) -> Outcome:
    x = column(r.vector())
    return same(x, x.T)
