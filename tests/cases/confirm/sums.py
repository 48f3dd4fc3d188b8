"""Sums, products, means and indices, confirmed entry by entry."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .oracle import Outcome, same


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
