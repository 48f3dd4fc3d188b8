"""Transpose, inverse, trace and determinant, confirmed on random matrices with all sizes different."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import column, inverse, norm, quotient
from .oracle import Array, Outcome, plus, same, under


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


def transpose_twice(r: Draw) -> Outcome:
    A = r.matrix(r.m, r.n)
    return same(A.T.T, A)


def transpose_of_sum(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.m, r.n)
    return same(plus(A, B).T, plus(A.T, B.T))


def matrix_sum_of_different_shapes(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.n, r.m)
    return same(plus(A, B), plus(B, A))


def matrix_product_commutes(r: Draw) -> Outcome:
    A, B = _pair(r)
    return same(A @ B, B @ A)


def matrix_product_commutes_rectangular(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.n, r.m)
    return same(A @ B, B @ A)


def matrix_product_associates(r: Draw) -> Outcome:
    A, B, x = r.matrix(r.m, r.n), r.matrix(r.n, r.k), r.vector(r.k)
    return same((A @ B) @ x, A @ (B @ x))


def bilinear_form_transposed(r: Draw) -> Outcome:
    A, x, y = r.matrix(r.m, r.n), r.vector(r.m), r.vector(r.n)
    return same(x @ A @ y, y @ A.T @ x)


def bilinear_form_lost_transpose(r: Draw) -> Outcome:
    A, (x, y) = r.matrix(r.n, r.n), r.vectors(2)
    return same(x @ A @ y, y @ A @ x)


def gram_matrix_is_symmetric(r: Draw) -> Outcome:
    X = r.matrix(r.m, r.n)
    return same((X.T @ X).T, X.T @ X)


def gram_matrix_of_rows(r: Draw) -> Outcome:
    X = r.matrix(r.n, r.n)
    return same(X.T @ X, X @ X.T)


def gram_matrix_of_rows_rectangular(r: Draw) -> Outcome:
    X = r.matrix(r.m, r.n)
    return same(X.T @ X, X @ X.T)


def transpose_of_inverse(r: Draw) -> Outcome:
    A = r.invertible(r.n)
    return same(inverse(A).T, inverse(A.T))


def inverse_of_sum(r: Draw) -> Outcome:
    A, B = r.invertible(r.n), r.invertible(r.n)
    return same(inverse(A + B), inverse(A) + inverse(B))


def inverse_of_product_same_order(r: Draw) -> Outcome:
    A, B = r.invertible(r.n), r.invertible(r.n)
    return same(inverse(A @ B), inverse(A) @ inverse(B))


def inverse_two_by_two(r: Draw) -> Outcome:
    a, b, c, d = r.numbers(4)
    adjugate = np.array([[d, -b], [-c, a]])
    return same(inverse(np.array([[a, b], [c, d]])), quotient(adjugate, a * d - b * c))


def inverse_two_by_two_wrong_signs(r: Draw) -> Outcome:
    a, b, c, d = r.numbers(4)
    return same(inverse(np.array([[a, b], [c, d]])), quotient(np.array([[d, b], [c, a]]), a * d - b * c))


def inverse_of_multiple(r: Draw) -> Outcome:
    A, c = r.invertible(r.n), r.nonzero()
    return same(inverse(c * A), inverse(A) / c)


def inverse_of_rectangular(r: Draw) -> Outcome:
    A = r.matrix(3, 2)
    return same(inverse(A) @ A, np.eye(2))


def trace_is_linear(r: Draw) -> Outcome:
    (A, B), (a, b) = _pair(r), r.numbers(2)
    return same(np.trace(a * A + b * B), a * np.trace(A) + b * np.trace(B))


def trace_of_outer_product(r: Draw) -> Outcome:
    x, y = r.vectors(2)
    return same(np.trace(column(x) @ column(y).T), y @ x)


def trace_of_three(r: Draw) -> Outcome:
    A, B, C = r.matrix(r.m, r.n), r.matrix(r.n, r.k), r.matrix(r.k, r.m)
    return same(np.trace(A @ B @ C), np.trace(C @ A @ B))


def trace_of_three_swapped(r: Draw) -> Outcome:
    (A, B), C = _pair(r), r.matrix(r.n, r.n)
    return same(np.trace(A @ B @ C), np.trace(A @ C @ B))


def frobenius_norm(r: Draw) -> Outcome:
    A = r.matrix(r.m, r.n)
    return same(np.linalg.norm(A) ** 2, np.trace(A.T @ A), sum(entry**2 for entry in A.flat))


def determinant_of_transpose(r: Draw) -> Outcome:
    A = r.matrix(r.n, r.n)
    return same(np.linalg.det(A.T), np.linalg.det(A))


def determinant_of_inverse(r: Draw) -> Outcome:
    A = r.invertible(3)
    return same(np.linalg.det(inverse(A)), 1 / np.linalg.det(A))


def determinant_of_sum(r: Draw) -> Outcome:
    A, B = _pair(r)
    return same(np.linalg.det(A + B), np.linalg.det(A) + np.linalg.det(B))


def determinant_of_negative(r: Draw) -> Outcome:
    A = r.matrix(r.n, r.n)
    return same(np.linalg.det(-A), -np.linalg.det(A))


def trace_of_identity(r: Draw) -> Outcome:
    return same(np.trace(np.eye(r.n)), r.n)


def trace_of_identity_at_some_sizes(r: Draw) -> Outcome:
    t = np.trace(np.eye(r.n))
    return same(t**2 + 6, 5 * t)


def symmetric_and_skew_part(r: Draw) -> Outcome:
    A = r.matrix(r.n, r.n)
    return same(A, (A + A.T) / 2 + (A - A.T) / 2)


def orthogonal_map_keeps_length(r: Draw) -> Outcome:
    Q, x = np.linalg.qr(r.invertible(r.n))[0], r.vector()
    return same(norm(Q @ x), norm(x))


def _pair(r: Draw) -> tuple[Array, Array]:
    """Two square matrices of one size."""
    return r.matrix(r.n, r.n), r.matrix(r.n, r.n)


def transpose_by_prime(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.n, r.k)
    return same((A @ B).T, B.T @ A.T)


def outer_product_is_a_matrix(r: Draw) -> Outcome:
    x = column(r.vector())
    return same((x @ x.T).shape, (r.n, r.n))


def inner_product_is_a_vector(r: Draw) -> Outcome:
    x = r.vector()
    return same(x @ x, x)


def _orthogonal(r: Draw, size: int) -> Array:
    """An orthogonal matrix of either determinant; one in two is the identity with some signs changed."""
    turned = np.linalg.qr(r.invertible(size))[0]
    return np.diag([r.sign() for _ in range(size)]) if r.coin() else turned


def orthogonal_matrices_commute(r: Draw) -> Outcome:
    P, Q = _orthogonal(r, r.n), _orthogonal(r, r.n)
    return same(P @ Q, Q @ P)


def product_of_orthogonal_matrices(r: Draw) -> Outcome:
    P, Q = _orthogonal(r, r.n), _orthogonal(r, r.n)
    return same((P @ Q).T @ P @ Q, np.eye(r.n))


def sum_of_orthogonal_matrices(r: Draw) -> Outcome:
    P, Q = _orthogonal(r, r.n), _orthogonal(r, r.n)
    return same((P + Q).T @ (P + Q), np.eye(r.n))


def _with_eigenvectors(r: Draw, size: int) -> tuple[Array, Array, Array]:
    """A matrix, its eigenvectors, one a column and of length one, and its eigenvalues, no two of which are equal."""
    basis, values = r.invertible(size), r.vector(size) + 9 * np.arange(size)
    basis = basis / np.linalg.norm(basis, axis=0)
    return basis @ np.diag(values) @ inverse(basis), basis, values


def eigenvectors_at_right_angles(r: Draw) -> Outcome:
    _, basis, _ = _with_eigenvectors(r, r.integer(2, 4))
    return same(basis[:, 0] @ basis[:, 1], 0)


def power_at_eigenvector(r: Draw) -> Outcome:
    A, basis, values = _with_eigenvectors(r, r.n)
    return same(A @ A @ basis[:, 0], values[0] ** 2 * basis[:, 0])


def quadratic_form_at_unit_eigenvector(r: Draw) -> Outcome:
    A, basis, values = _with_eigenvectors(r, r.n)
    return same(basis[:, 0] @ A @ basis[:, 0], values[0])


def quadratic_form_at_unit_eigenvector_squared(r: Draw) -> Outcome:
    A, basis, values = _with_eigenvectors(r, r.n)
    return same(basis[:, 0] @ A @ basis[:, 0], values[0] ** 2)


def identity_of_two_sizes(r: Draw) -> Outcome:
    A = r.matrix(r.m, r.n)
    return same(A @ np.eye(r.n), np.eye(r.m) @ A)


def inverse_pushed_through(r: Draw) -> Outcome:
    X, c = r.matrix(r.m, r.n), r.positive()
    return same(inverse(X.T @ X + c * np.eye(r.n)) @ X.T, X.T @ inverse(X @ X.T + c * np.eye(r.m)))


def inverse_pushed_through_wrong_sign(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.n, r.m)
    return same(inverse(np.eye(r.m) + A @ B) @ A, A @ inverse(np.eye(r.n) - B @ A))


def old_switches_of_the_typeface(r: Draw) -> Outcome:
    A, x, y = r.matrix(r.m, r.n), r.vector(r.m), r.vector(r.n)
    return same(x @ A @ y, np.trace(np.outer(A @ y, x)))


def old_switches_of_the_typeface_turned(r: Draw) -> Outcome:
    A, x, y = r.matrix(r.n, r.n), r.vector(r.n), r.vector(r.n)
    return same(x @ A @ y, y @ A @ x)


def trace_of_orthogonal_matrix_and_its_transpose(r: Draw) -> Outcome:
    Q = np.linalg.qr(r.matrix(r.n, r.n))[0]
    return same(np.trace(Q.T @ Q), r.n)


def trace_of_orthogonal_matrix_and_its_transpose_as_two(r: Draw) -> Outcome:
    Q = np.linalg.qr(r.matrix(r.n, r.n))[0]
    return same(np.trace(Q.T @ Q), 2)


def product_of_skew_matrices(r: Draw) -> Outcome:
    A, B = r.matrix(r.n, r.n), r.matrix(r.n, r.n)
    A, B = A - A.T, B - B.T
    return same(A @ B, B @ A)
