"""Statements about all values of a letter, confirmed at many of them."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import norm, sigmoid
from .oracle import Outcome, at_most, below, each, same


def _share(r: Draw) -> float:
    """A number from 0 to 1, ends included."""
    return float(r.random.choice([0.0, 1.0, 0.5, r.random.uniform()]))


def root_of_square_for_all(r: Draw) -> Outcome:
    x = r.number()
    return same(np.sqrt(x**2), x)


root_of_square_for_all_behind = root_of_square_for_all


def root_of_square_from_zero_on(r: Draw) -> Outcome:
    x = abs(r.number())
    return same(np.sqrt(x**2), x)


root_of_square_range_behind = root_of_square_from_zero_on


def absolute_value_of_positive_numbers(r: Draw) -> Outcome:
    x = abs(r.number())
    return same(abs(x), x)


def absolute_value_in_an_interval(r: Draw) -> Outcome:
    x = -1 + 3 * _share(r)
    return same(abs(x), x)


def quotient_by_absolute_value(r: Draw) -> Outcome:
    x = r.nonzero()
    return same(abs(x) / x, 1)


def square_below_number_in_unit_interval(r: Draw) -> Outcome:
    share = _share(r)
    return at_most(share**2, share)


def square_above_number_in_unit_interval(r: Draw) -> Outcome:
    share = _share(r)
    return at_most(share, share**2)


def square_of_whole_number(r: Draw) -> Outcome:
    n = r.integer(0, 20)
    return at_most(n, n**2)


def power_of_two_of_whole_number(r: Draw) -> Outcome:
    n = r.integer(0, 20)
    return at_most(n + 1, 2.0**n)


def power_of_two_of_whole_number_strict(r: Draw) -> Outcome:
    n = r.integer(0, 4)
    return below(n + 1, 2.0**n)


def sum_of_whole_numbers_for_all(r: Draw) -> Outcome:
    n = r.integer(1, 20)
    return same(sum(range(1, n + 1)), n * (n + 1) / 2)


def square_of_number_that_is_not_zero(r: Draw) -> Outcome:
    return below(0, r.nonzero() ** 2)


def square_of_any_number_positive(r: Draw) -> Outcome:
    return below(0, (0.0 if r.coin() else r.number()) ** 2)


def norm_of_vector_that_is_not_zero(r: Draw) -> Outcome:
    return below(0, norm(r.nonzero_vector()))


def means_of_positive_numbers(r: Draw) -> Outcome:
    x, y = r.positive(), r.positive()
    return at_most(np.sqrt(x * y), (x + y) / 2)


def logarithm_of_product_range_of_both(r: Draw) -> Outcome:
    x, y = r.positive(), r.positive()
    return same(np.log(x * y), np.log(x) + np.log(y))


def trace_of_product_for_all(r: Draw) -> Outcome:
    n = r.integer(1, 5)
    a, b = r.matrix(n, n), r.matrix(n, n)
    return same(np.trace(a @ b), np.trace(b @ a))


def product_commutes_for_all(r: Draw) -> Outcome:
    a, b = r.matrix(3, 3), r.matrix(3, 3)
    return same(a @ b, b @ a)


def kronecker_delta_off_the_diagonal(r: Draw) -> Outcome:
    identity = np.eye(5)
    return each(*(same(identity[i, j], 0) for i in range(5) for j in range(5) if i != j))


def square_of_entry_below_squared_norm(r: Draw) -> Outcome:
    x = r.vector()
    return each(*(at_most(entry**2, norm(x) ** 2) for entry in x))


def norm_of_multiple_without_bars(r: Draw) -> Outcome:
    c, x = r.number(), r.vector()
    return same(norm(c * x), c * norm(x))


def sigmoid_is_a_probability(r: Draw) -> Outcome:
    s = sigmoid(r.number())
    return each(below(0, s), below(s, 1))


def sigmoid_below_one_half(r: Draw) -> Outcome:
    s = sigmoid(r.number())
    return each(below(0, s), below(s, 0.5))


def bernoulli_from_minus_one_on(r: Draw) -> Outcome:
    x, n = max(r.number(), -1.0), r.integer(1, 6)
    return at_most(1 + n * x, (1 + x) ** n)


def bernoulli_below_minus_two(r: Draw) -> Outcome:
    x, n = float(r.integer(-6, 6)), r.integer(1, 6)
    return at_most(1 + n * x, (1 + x) ** n)
