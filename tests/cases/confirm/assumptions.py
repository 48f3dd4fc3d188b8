"""Statements under assumptions, confirmed at points that are drawn so that the assumptions hold."""

from __future__ import annotations

import math

import numpy as np

from .draw import Draw
from .oracle import Array, Outcome, at_most, below, same, truth, under


def _skew(r: Draw) -> Array:
    made = r.matrix(r.n, r.n)
    return np.asarray(made - made.T)


def skew_quadratic_form(r: Draw) -> Outcome:
    a, u = _skew(r), r.vector()
    return same(u @ a @ u, 0)


def skew_square_by_sign(r: Draw) -> Outcome:
    a = _skew(r)
    return same(a @ a, -a)


def symmetric_by_entries(r: Draw) -> Outcome:
    a, b = r.symmetric(r.n), r.symmetric(r.n)
    return same(a @ b, (b @ a).T)


def symmetric_by_entries_commute(r: Draw) -> Outcome:
    a, b = r.symmetric(r.n), r.symmetric(r.n)
    return same(a @ b, b @ a)


def _in_order(r: Draw) -> tuple[float, float]:
    """The greater first; equal at one point in four."""
    y = r.number()
    return (y + r.positive() if r.random.integers(4) else y), y


def greatest_is_first_at_least(r: Draw) -> Outcome:
    x, y = _in_order(r)
    return at_most(y, x)


def greatest_is_first_strictly(r: Draw) -> Outcome:
    x, y = _in_order(r)
    return below(y, x)


def equal_exponentials_doubled(r: Draw) -> Outcome:
    x = r.number()
    y = x
    return same(np.exp(2 * x), np.exp(2 * y))


def below_the_end_of_a_closed_range(r: Draw) -> Outcome:
    return below(r.integer(0, 4) / 4, 1)


def floor_leaves_room(r: Draw) -> Outcome:
    return below(1 + r.integer(0, 3) / 4, 1.5)


def floor_below_next(r: Draw) -> Outcome:
    return below(1 + r.integer(0, 3) / 4, 2)


def _ordered_and_factor(r: Draw) -> tuple[float, float, float]:
    x = r.number()
    return x, x + r.positive(), abs(r.number())


def order_times_nonnegative(r: Draw) -> Outcome:
    x, y, z = _ordered_and_factor(r)
    return at_most(x * z, y * z)


def order_times_nonnegative_strictly(r: Draw) -> Outcome:
    x, y, z = _ordered_and_factor(r)
    return under(z != 0, below(x * z, y * z))


def zero_at_one_place(r: Draw) -> Outcome:
    f, a, b = r.curve(), r.number(), r.number()
    return same(f(b) - f(a), 0)


def _corners(r: Draw) -> tuple[Array, Array]:
    """Two distributions, of which each is near a corner at half of the points."""
    found = [r.distribution(r.n + 1) ** (20 if r.coin() else 1) for _ in range(2)]
    p, q = (each / each.sum() for each in found)
    return p, q


def squared_distance_of_distributions(r: Draw) -> Outcome:
    p, q = _corners(r)
    return at_most(((p - q) ** 2).sum(), 2)


def squared_distance_of_distributions_too_small(r: Draw) -> Outcome:
    p, q = _corners(r)
    return at_most(((p - q) ** 2).sum(), 1)


def zeros_and_ones_squared(r: Draw) -> Outcome:
    x = r.random.integers(0, 2, size=r.n)
    return same((x**2).sum(), x.sum())


def _signs(r: Draw) -> Array:
    return np.asarray(r.random.choice([-1, 1], size=r.n))


def signs_squared(r: Draw) -> Outcome:
    x = _signs(r)
    return same(x @ x, r.n)


def two_columns_of_signs(r: Draw) -> Outcome:
    return same(_signs(r) @ _signs(r), r.n)


def log_of_product_of_positive_column(r: Draw) -> Outcome:
    x = r.positive_vector()
    return same(np.log(x).sum(), np.log(x.prod()))


def third_power_of_zeros_and_ones(r: Draw) -> Outcome:
    x = r.random.integers(0, 2, size=r.n)
    return same((x**3).sum(), (x**2).sum())


def factor_of_exponents(r: Draw) -> Outcome:
    x = r.number()
    return same(x, 2 * np.cbrt(x**3))


def diagonal_of_skew_matrix(r: Draw) -> Outcome:
    return same(np.diag(_skew(r)), np.zeros(r.n))


def skew_matrix_is_zero(r: Draw) -> Outcome:
    a = _skew(r)
    return same(a, np.zeros_like(a))


def wide_matrix_times_its_transpose(r: Draw) -> Outcome:
    a = r.matrix(r.n, r.n + r.integer(1, 3))
    return same(np.linalg.det(a.T @ a), 0)


def tall_matrix_times_its_transpose(r: Draw) -> Outcome:
    a = r.matrix(r.n + r.integer(1, 3), r.n)
    return same(np.linalg.det(a.T @ a), 0)


def square_matrix_is_not_wide(r: Draw) -> Outcome:
    a = r.matrix(r.n, r.n)
    return same(np.linalg.det(a @ a.T), 0)


def sum_of_sizes_by_three(r: Draw) -> Outcome:
    x = np.ones(r.integer(1, 20))
    return at_most(np.abs(x).sum(), 3 * np.linalg.norm(x))


def sum_of_sizes_by_root(r: Draw) -> Outcome:
    x = r.vector()
    return at_most(np.abs(x).sum(), np.sqrt(r.n) * np.linalg.norm(x))


def factorial_against_power_early(r: Draw) -> Outcome:
    n = r.integer(6, 10)
    return at_most(3.0**n, math.factorial(n))


def factorial_against_power(r: Draw) -> Outcome:
    n = r.integer(7, 20)
    return at_most(3.0**n, math.factorial(n))


def whole_number_that_is_not_tried_first(r: Draw) -> Outcome:
    return truth(r.integer(1, 10) != 5)


def trace_squared_by_six(r: Draw) -> Outcome:
    a = np.eye(r.integer(1, 10))
    return at_most(np.trace(a) ** 2 / 6, np.trace(a.T @ a))
