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


def root_of_square_of_negative_signless(r: Draw) -> Outcome:
    x = -r.positive()
    return same(root(x * x), x)


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


def cube_of_difference(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return same((a - b) ** 3, a**3 - 3 * a**2 * b + 3 * a * b**2 - b**3)


def difference_of_squares(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return same(a**2 - b**2, (a - b) * (a + b))


def difference_of_squares_as_square(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return same(a**2 - b**2, (a - b) ** 2)


def completed_square(r: Draw) -> Outcome:
    p, q, x = r.numbers(3)
    return same(x * x + p * x + q, (x + p / 2) ** 2 + q - p * p / 4)


def log_of_sum(r: Draw) -> Outcome:
    x, y = r.positive(), r.positive()
    return same(log(x + y), log(x) + log(y))


def log_of_even_power(r: Draw) -> Outcome:
    x = r.number()
    return same(log(x * x), 2 * log(abs(x)))


def log_of_even_power_signless(r: Draw) -> Outcome:
    x = r.number()
    return under(x > 0, same(log(x * x), 2 * log(x)))


def log_squared(r: Draw) -> Outcome:
    x = r.positive()
    return same(log(x) ** 2, 2 * log(x))


def exponential_of_log(r: Draw) -> Outcome:
    x = r.number()
    return under(x > 0, same(np.exp(log(x)), x))


def log_of_exponential(r: Draw) -> Outcome:
    x = r.number()
    return same(log(np.exp(x)), x)


def sigmoid_complement(r: Draw) -> Outcome:
    z = r.number()
    return same(sigmoid(-z), 1 - sigmoid(z))


def sigmoid_is_odd(r: Draw) -> Outcome:
    z = r.number()
    return same(sigmoid(-z), -sigmoid(z))


def sigmoid_inverse(r: Draw) -> Outcome:
    z = r.number()
    return same(z, log(sigmoid(z) / (1 - sigmoid(z))))


def sigmoid_two_forms(r: Draw) -> Outcome:
    x = r.number()
    return same(np.exp(x) / (1 + np.exp(x)), 1 / (1 + np.exp(-x)))


def root_of_sum_of_squares(r: Draw) -> Outcome:
    a, b = r.positive(), r.positive()
    return same(root(a * a + b * b), a + b)


def root_of_product(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return under(a >= 0 and b >= 0, same(root(a * b), root(a) * root(b)))


def reciprocal_of_root(r: Draw) -> Outcome:
    x = r.positive()
    return same(1 / root(x), np.exp(-log(x) / 2))


def reciprocal_of_fraction(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return under(b != 0, same(quotient(1, quotient(a, b)), quotient(b, a)))


def sine_and_cosine_squared(r: Draw) -> Outcome:
    x = r.number()
    return same(np.sin(x) ** 2 + np.cos(x) ** 2, 1)


def sine_of_double(r: Draw) -> Outcome:
    x = r.number()
    return same(np.sin(2 * x), 2 * np.sin(x))


def hyperbolic_squares(r: Draw) -> Outcome:
    x = r.number()
    return same(np.cosh(x) ** 2 - np.sinh(x) ** 2, 1)


def hyperbolic_squares_wrong_sign(r: Draw) -> Outcome:
    x = r.number()
    return same(np.cosh(x) ** 2 + np.sinh(x) ** 2, 1)


def power_of_power(r: Draw) -> Outcome:
    x, (a, b) = r.positive(), r.numbers(2)
    return same((x**a) ** b, x ** (a * b))


def sigmoid_of_score_is_vector(r: Draw) -> Outcome:
    w, x = r.vectors(2)
    return same(sigmoid(w @ x), x)


def whole_power_is_square(r: Draw) -> Outcome:
    x, n = r.number(), r.integer(1, 6)
    return same(x**n, x**2)


def power_of_minus_one(r: Draw) -> Outcome:
    return same((-1) ** r.integer(1, 6), 1)


def negated_letter_beside_its_square(r: Draw) -> Outcome:
    b = r.number()
    return same(-b + b**2, b**2 - b)


def negated_letter_beside_its_square_lost_sign(r: Draw) -> Outcome:
    b = r.number()
    return same(-b + b**2, b**2 + b)


def any_function_of_sum(r: Draw) -> Outcome:
    (x, y), h = r.numbers(2), r.curve()
    return same(h(x + y), h(x) + h(y))


def root_in_plain_letters(r: Draw) -> Outcome:
    x = r.number()
    return same(np.sqrt(x * x), abs(x))


def root_as_an_operator_name(r: Draw) -> Outcome:
    x = r.number()
    return under(x >= 0, same(root(x) ** 2, x))


def root_in_plain_letters_wrong(r: Draw) -> Outcome:
    x = r.nonzero()
    return same(np.sqrt(x * x), abs(2 * x))


def typed_exponents(r: Draw) -> Outcome:
    x = r.number()
    return same(x * x + 2 * x + 1, (x + 1) ** 2)


def typed_exponents_wrong(r: Draw) -> Outcome:
    x = r.nonzero()
    return same(x * x + x + 1, (x + 1) ** 2)


def typed_index(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return same(a * a - b * b, (a - b) * (a + b))
