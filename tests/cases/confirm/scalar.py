"""Scalar algebra and elementary functions, confirmed at real points with 0 and ±1 among them."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import log, quotient, root, sigmoid
from .oracle import Outcome, same, under


def square_of_sum(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return same((a + b) ** 2, a * a + 2 * a * b + b * b)


def square_of_sum_lost_cross_term(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return same((a + b) ** 2, a * a + b * b)


def root_of_square(r: Draw) -> Outcome:
    x = r.number()
    return same(root(x * x), abs(x))


def root_of_square_signless(r: Draw) -> Outcome:
    x = r.number()
    return under(x >= 0, same(root(x * x), x))


def log_of_product(r: Draw) -> Outcome:
    x, y = r.numbers(2)
    return under(x > 0 and y > 0, same(log(x * y), log(x) + log(y)))


def log_of_product_positive(r: Draw) -> Outcome:
    x, y = r.positive(), r.positive()
    return same(log(x * y), log(x) + log(y))


def cancelled_factor(r: Draw) -> Outcome:
    x = r.number()
    return under(x != 1, same(quotient(x * x - 1, x - 1), x + 1))


def exponential_of_sum(r: Draw) -> Outcome:
    x, y = r.numbers(2)
    return same(np.exp(x + y), np.exp(x) * np.exp(y))


def exponential_of_sum_as_sum(r: Draw) -> Outcome:
    x, y = r.numbers(2)
    return same(np.exp(x + y), np.exp(x) + np.exp(y))


def tanh_by_sigmoid(r: Draw) -> Outcome:
    x = r.number()
    return same(np.tanh(x), 2 * sigmoid(2 * x) - 1)


def reciprocal_of_sum(r: Draw) -> Outcome:
    a, b = r.positive(), r.positive()
    return same(1 / (a + b), 1 / a + 1 / b)
