"""Sums, products, means and indices, confirmed entry by entry."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import log
from .oracle import Outcome, each, same, under


def sum_is_linear(r: Draw) -> Outcome:
    a, (x, y) = r.number(), r.vectors(2)
    return same(sum(a * p + q for p, q in zip(x, y, strict=True)), a * x.sum() + y.sum())


def sum_of_products_as_product_of_sums(r: Draw) -> Outcome:
    x, y = r.vectors(2)
    return same(np.sum(x * y), x.sum() * y.sum())


def sum_of_first_integers(r: Draw) -> Outcome:
    n = r.integer(0, 40)
    return same(sum(range(1, n + 1)), n * (n + 1) / 2)


def deviations_from_mean(r: Draw) -> Outcome:
    x = r.vector()
    return same(np.sum(x - x.sum() / x.size), 0)


def variance_shift(r: Draw) -> Outcome:
    x = r.vector()
    mean = x.sum() / x.size
    return same(np.sum((x - mean) ** 2) / x.size, np.sum(x**2) / x.size - mean**2)


def variance_shift_wrong_sign(r: Draw) -> Outcome:
    x = r.vector()
    mean = x.sum() / x.size
    return same(np.sum((x - mean) ** 2) / x.size, np.sum(x**2) / x.size + mean**2)


def double_sum_swapped(r: Draw) -> Outcome:
    A = r.matrix(r.m, r.n)
    return same(sum(row.sum() for row in A), sum(column.sum() for column in A.T))


def ellipsis_sum(r: Draw) -> Outcome:
    x = r.vector()
    total = 0.0
    for entry in x:
        total += entry
    return same(total, x.sum())


def delta_picks_entry(r: Draw) -> Outcome:
    x = r.vector()
    return same([sum((i == j) * x[j] for j in range(r.n)) for i in range(r.n)], x)


def implied_sum_dot(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(sum(a[i] * b[i] for i in range(r.n)), a @ b)


def sum_of_constant(r: Draw) -> Outcome:
    c, n = r.number(), r.integer(1, 9)
    return same(sum([c] * n), n * c)


def sum_of_constant_lost_count(r: Draw) -> Outcome:
    c, n = r.number(), r.integer(1, 9)
    return same(sum([c] * n), c)


def square_of_sum_as_double_sum(r: Draw) -> Outcome:
    x = r.vector()
    return same(x.sum() ** 2, sum(p * q for p in x for q in x))


def square_of_sum_as_sum_of_squares(r: Draw) -> Outcome:
    x = r.vector()
    return same(x.sum() ** 2, sum(p * p for p in x))


def sum_of_squares_expanded(r: Draw) -> Outcome:
    x, y = r.vectors(2)
    return same(sum((x + y) ** 2), sum(x**2) + 2 * sum(x * y) + sum(y**2))


def _ratio(r: Draw) -> float:
    q = r.nonzero()
    return q if abs(q - 1) > 0.01 else 2.0


def geometric_sum(r: Draw) -> Outcome:
    q, n = _ratio(r), r.integer(0, 6)
    return same(sum(q**k for k in range(n + 1)), (1 - q ** (n + 1)) / (1 - q))


def geometric_sum_one_term_short(r: Draw) -> Outcome:
    q, n = _ratio(r), r.integer(0, 6)
    return same(sum(q**k for k in range(n + 1)), (1 - q**n) / (1 - q))


def sum_index_shifted(r: Draw) -> Outcome:
    x = r.vector()
    entry = {i + 1: value for i, value in enumerate(x)}
    return same(sum(entry[i] for i in range(1, r.n + 1)), sum(entry[i + 1] for i in range(r.n)))


def telescoping_sum(r: Draw) -> Outcome:
    x = r.vector()
    return same(sum(x[i + 1] - x[i] for i in range(r.n - 1)), x[-1] - x[0])


def telescoping_sum_wrong_sign(r: Draw) -> Outcome:
    x = r.vector()
    return same(sum(x[i + 1] - x[i] for i in range(r.n - 1)), x[0] - x[-1])


def matrix_vector_entry(r: Draw) -> Outcome:
    W, x = r.matrix(r.m, r.n), r.vector(r.n)
    return same(W @ x, [sum(W[i, j] * x[j] for j in range(r.n)) for i in range(r.m)])


def matrix_vector_entry_swapped(r: Draw) -> Outcome:
    W, x = r.matrix(r.n, r.n), r.vector(r.n)
    return same(W @ x, [sum(W[j, i] * x[j] for j in range(r.n)) for i in range(r.n)])


def matrix_product_entry(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.k), r.matrix(r.k, r.n)
    return same(A @ B, [[sum(A[i, k] * B[k, j] for k in range(r.k)) for j in range(r.n)] for i in range(r.m)])


def log_of_product_of_many(r: Draw) -> Outcome:
    x = r.positive_vector()
    return same(log(np.prod(x)), sum(log(x)))


def log_of_product_of_many_undeclared(r: Draw) -> Outcome:
    x = r.positive_vector() if r.coin() else r.vector()
    return under((x > 0).all(), same(log(np.prod(x)), sum(log(x))))


def log_of_product_of_many_as_product(r: Draw) -> Outcome:
    x = r.positive_vector()
    return same(log(np.prod(x)), np.prod(log(x)))


def mean_of_squares(r: Draw) -> Outcome:
    x = r.vector()
    return same(sum(x**2) / r.n, (sum(x) / r.n) ** 2)


def delta_summed_twice(r: Draw) -> Outcome:
    return same(sum(i == j for i in range(r.n) for j in range(r.n)), r.n)


def delta_summed_twice_as_square(r: Draw) -> Outcome:
    return same(sum(i == j for i in range(r.n) for j in range(r.n)), r.n**2)


def implied_sum_matrix_vector(r: Draw) -> Outcome:
    W, x = r.matrix(r.m, r.n), r.vector(r.n)
    return same(W @ x, np.einsum("ij,j->i", W, x))


def implied_sum_undeclared(r: Draw) -> Outcome:
    x, y = r.vectors(2)
    i = r.integer(0, r.n - 1)
    return same(x[i] * y[i], x @ y)


def column_sum_is_trace(r: Draw) -> Outcome:
    A, j = r.matrix(r.n, r.n), r.integer(0, r.n - 1)
    return same(A[:, j].sum(), np.trace(A))


def sum_equals_vector(r: Draw) -> Outcome:
    x = r.vector()
    return same(x.sum(), x)


def centred_samples(r: Draw) -> Outcome:
    X = r.matrix(r.m, r.n)
    return same(sum(row - X.sum(axis=0) / r.m for row in X), np.zeros(r.n))


def entries_of_a_sum(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return same(a + b, [a[i] + b[i] for i in range(r.n)])


def bias_as_term_zero(r: Draw) -> Outcome:
    (w, x), b = r.vectors(2), r.number()
    entries = zip([b, *w], [1.0, *x], strict=True)
    return same(sum(p * q for p, q in entries), sum(w * x) + b)


def columns_weighted_by_entries(r: Draw) -> Outcome:
    A, x = r.matrix(r.m, r.n), r.vector()
    return same(A @ x, sum((x[i] * A[:, i] for i in range(r.n)), np.zeros(r.m)))


def columns_weighted_by_entries_squared(r: Draw) -> Outcome:
    A, x = r.matrix(r.m, r.n), r.vector()
    return same(A @ x, sum((x[i] ** 2 * A[:, i] for i in range(r.n)), np.zeros(r.m)))


def rows_times_a_column(r: Draw) -> Outcome:
    A, x = r.matrix(r.m, r.n), r.vector()
    return same(A @ x, [row @ x for row in A])


def spread_of_samples(r: Draw) -> Outcome:
    X, m = r.matrix(r.n, r.k), r.vector(r.k)
    squares = sum(x @ x for x in X)
    return same(sum((x - m) @ (x - m) for x in X), squares - 2 * m @ X.sum(axis=0) + r.n * m @ m)


def spread_of_samples_lost_n(r: Draw) -> Outcome:
    X, m = r.matrix(r.n, r.k), r.vector(r.k)
    squares = sum(x @ x for x in X)
    return same(sum((x - m) @ (x - m) for x in X), squares - 2 * m @ X.sum(axis=0) + m @ m)


def outer_products_times_a_column(r: Draw) -> Outcome:
    U, V, scale, x = r.matrix(r.k, r.m), r.matrix(r.k, r.n), r.vector(r.k), r.vector()
    whole = sum((scale[i] * np.outer(U[i], V[i]) for i in range(r.k)), np.zeros((r.m, r.n)))
    return same(whole @ x, sum((scale[i] * (V[i] @ x) * U[i] for i in range(r.k)), np.zeros(r.m)))


def sum_over_pairs_in_order(r: Draw) -> Outcome:
    a = r.vector()
    pairs = sum(a[i] * a[j] for j in range(len(a)) for i in range(j))
    return same(pairs, (a.sum() ** 2 - (a**2).sum()) / 2)


def sum_over_pairs_in_order_lost_half(r: Draw) -> Outcome:
    a = r.vector()
    pairs = sum(a[i] * a[j] for j in range(len(a)) for i in range(j))
    return same(pairs, a.sum() ** 2 - (a**2).sum())


def sum_over_others_of_one(r: Draw) -> Outcome:
    a = r.vector()
    return each(*(same(sum(a[i] for i in range(len(a)) if i != j), a.sum() - a[j]) for j in range(len(a))))


def signs_squared_as_two(r: Draw) -> Outcome:
    return same(np.sum(np.sign(r.vector() + 0.5) ** 2), 2)


def quotients_of_equal_entries_as_two(r: Draw) -> Outcome:
    z = r.positive_vector()
    return same(np.sum(z / z), 2)


def opposite_exponentials_as_two(r: Draw) -> Outcome:
    z = r.vector()
    return same(np.sum(np.exp(z) * np.exp(-z)), 2)


def slopes_of_entries_by_themselves_as_two(r: Draw) -> Outcome:
    return same(np.trace(np.eye(r.vector().size)), 2)
