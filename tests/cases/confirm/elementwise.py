"""Hadamard, diagonal, outer and Kronecker products, confirmed on arrays of differing sizes."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import column, norm
from .oracle import Array, Outcome, hadamard, same


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


def hadamard_commutes(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(hadamard(a, b), hadamard(b, a))


def hadamard_distributes(r: Draw) -> Outcome:
    a, b, c = r.vectors(3)
    return same(hadamard(a, b + c), hadamard(a, b) + hadamard(a, c))


def hadamard_associates(r: Draw) -> Outcome:
    a, b, c = r.vectors(3)
    return same(hadamard(hadamard(a, b), c), hadamard(a, hadamard(b, c)))


def hadamard_transposed(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.m, r.n)
    return same(hadamard(A, B).T, hadamard(A.T, B.T))


def hadamard_as_matrix_product(r: Draw) -> Outcome:
    A, B = r.matrix(r.n, r.n), r.matrix(r.n, r.n)
    return same(hadamard(A, B), A @ B)


def hadamard_of_different_lengths(r: Draw) -> Outcome:
    a, b = r.vector(r.m), r.vector(r.n)
    return same(hadamard(a, b), hadamard(b, a))


def hadamard_moves_across_dot(r: Draw) -> Outcome:
    x, y, z = r.vectors(3)
    return same(x @ hadamard(y, z), hadamard(x, y) @ z)


def hadamard_norm(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(norm(hadamard(a, b)), norm(a) * norm(b))


def hadamard_with_complement(r: Draw) -> Outcome:
    a = r.vector()
    return same(hadamard(a, np.ones(r.n) - a), a - hadamard(a, a))


def product_of_diagonals(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(np.diag(a) @ np.diag(b), np.diag(hadamard(a, b)))


def diagonal_as_outer_product(r: Draw) -> Outcome:
    a = r.vector()
    return same(np.diag(a), column(a) @ column(a).T)


def diagonal_equals_vector(r: Draw) -> Outcome:
    a = r.vector()
    return same(np.diag(a), a)


def trace_of_diagonal(r: Draw) -> Outcome:
    a = r.vector()
    return same(np.trace(np.diag(a)), np.ones(r.n) @ a, sum(a))


def determinant_of_diagonal(r: Draw) -> Outcome:
    a = r.vector()
    return same(np.linalg.det(np.diag(a)), np.prod(a))


def outer_entry(r: Draw) -> Outcome:
    u, v = r.vector(r.m), r.vector(r.n)
    return same(column(u) @ column(v).T, [[u[i] * v[j] for j in range(r.n)] for i in range(r.m)])


def outer_entry_swapped(r: Draw) -> Outcome:
    u, v = r.vectors(2)
    return same(column(u) @ column(v).T, [[u[j] * v[i] for j in range(r.n)] for i in range(r.n)])


def outer_squared(r: Draw) -> Outcome:
    u, v = r.vectors(2)
    outer = column(u) @ column(v).T
    return same(outer @ outer, (v @ u) * outer)


def outer_norm(r: Draw) -> Outcome:
    u, v = r.vector(r.m), r.vector(r.n)
    return same(np.linalg.norm(column(u) @ column(v).T), norm(u) * norm(v))


def outer_is_singular(r: Draw) -> Outcome:
    u, v = r.vectors(2, size=3)
    return same(np.linalg.det(column(u) @ column(v).T), 0)


def outer_of_ones(r: Draw) -> Outcome:
    x, ones = r.vector(), np.ones(r.n)
    return same(column(ones) @ column(ones).T @ x, x.sum() * ones)


def kronecker_transposed(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.k, 2)
    return same(np.kron(A, B).T, np.kron(A.T, B.T))


def kronecker_transposed_swapped(r: Draw) -> Outcome:
    A, B = r.matrix(2, 2), r.matrix(2, 2)
    return same(np.kron(A, B).T, np.kron(B.T, A.T))


def _stacked(X: Array) -> Array:
    """The columns of a matrix, one below the other."""
    return X.flatten(order="F")


def kronecker_vec(r: Draw) -> Outcome:
    A, X, B = r.matrix(r.m, r.n), r.matrix(r.n, r.k), r.matrix(r.k, 2)
    return same(_stacked(A @ X @ B), np.kron(B.T, A) @ _stacked(X))


def kronecker_vec_swapped(r: Draw) -> Outcome:
    A, X, B = r.matrix(2, 2), r.matrix(2, 2), r.matrix(2, 2)
    return same(_stacked(A @ X @ B), np.kron(A, B.T) @ _stacked(X))


def kronecker_trace(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.m), r.matrix(r.n, r.n)
    return same(np.trace(np.kron(A, B)), np.trace(A) * np.trace(B))


def kronecker_as_matrix_product(r: Draw) -> Outcome:
    A, B = r.matrix(2, 3), r.matrix(3, 2)
    return same(np.kron(A, B), A @ B)
