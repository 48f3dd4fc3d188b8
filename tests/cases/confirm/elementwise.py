"""Hadamard, diagonal, outer and Kronecker products, confirmed on arrays of differing sizes."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import column
from .oracle import Outcome, hadamard, same


def hadamard_as_diagonal(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(hadamard(a, b), np.diag(a) @ b)


def hadamard_sum_is_dot(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(np.ones(r.n) @ hadamard(a, b), a @ b)


def hadamard_is_dot(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(hadamard(a, b), a @ b)


def outer_transposed(r: Draw) -> Outcome:
    u, v = column(r.vector(r.m)), column(r.vector(r.n))
    return same((u @ v.T).T, v @ u.T)


def outer_commutes(r: Draw) -> Outcome:
    u, v = column(r.vector()), column(r.vector())
    return same(u @ v.T, v @ u.T)


def outer_is_inner(r: Draw) -> Outcome:
    u, v = r.vectors(2)
    return same(column(u) @ column(v).T, u @ v)


def outer_acts_on_vector(r: Draw) -> Outcome:
    u, v, x = r.vector(r.m), r.vector(r.n), r.vector(r.n)
    return same(column(u) @ column(v).T @ column(x), (v @ x) * column(u))


def kronecker_mixed_product(r: Draw) -> Outcome:
    A, B, C, D = r.matrix(2, 3), r.matrix(2, 2), r.matrix(3, 2), r.matrix(2, 3)
    return same(np.kron(A, B) @ np.kron(C, D), np.kron(A @ C, B @ D))


def kronecker_commutes(r: Draw) -> Outcome:
    A, B = r.matrix(2, 2), r.matrix(2, 2)
    return same(np.kron(A, B), np.kron(B, A))
