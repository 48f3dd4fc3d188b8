"""Limits, sums without end and total derivatives, confirmed by differences and partial sums."""

from __future__ import annotations

from itertools import pairwise
from math import factorial
from typing import Any

import numpy as np

from .calculus import gradient, hessian, slope
from .draw import Draw
from .oracle import Outcome, same, under


def _second(f: Any, x: float) -> Any:
    return slope(lambda t: slope(f, t), x)


def difference_quotient(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(_towards(lambda h: (f(x + h) - f(x)) / h), slope(f, x))


def difference_quotient_with_a_sum(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(_towards(lambda h: (f(x + h) + f(x)) / h), slope(f, x))


def central_difference_quotient(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(_towards(lambda h: (f(x + h) - f(x - h)) / (2 * h)), slope(f, x))


def central_difference_quotient_undivided(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(_towards(lambda h: (f(x + h) - f(x - h)) / h), slope(f, x))


def second_difference_quotient(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(_towards(lambda h: (f(x + h) - 2 * f(x) + f(x - h)) / h**2), _second(f, x))


def sine_over_its_angle(_r: Draw) -> Outcome:
    return same(_towards(lambda x: np.sin(x) / x), 1.0)


def versine_over_square(_r: Draw) -> Outcome:
    return same(_towards(lambda x: (1 - np.cos(x)) / x**2), 1.0)


def compound_interest(r: Draw) -> Outcome:
    x = r.number()
    return same(_towards(lambda t: np.exp(np.log1p(x * t) / t)), np.exp(x))


def compound_interest_without_rate(r: Draw) -> Outcome:
    x = r.number()
    return same(_towards(lambda t: np.exp(np.log1p(x * t) / t)), 1 + x)


def quotient_of_lines_far_out(_r: Draw) -> Outcome:
    return same(_towards(lambda t: (2 / t + 1) / (1 / t - 3)), 2.0)


def _towards(f: Any) -> float:
    """The value that f(h) goes to for h down to 0, by Richardson's rule on halved steps."""
    table = [float(f(0.04 / 2**k)) for k in range(6)]
    for order in range(1, 6):
        table = [(2**order * b - a) / (2**order - 1) for a, b in pairwise(table)]
    return table[0]


def _series(term: Any, start: int = 0, count: int = 80) -> float:
    return float(sum(term(n) for n in range(start, start + count)))


def exponential_series(r: Draw) -> Outcome:
    x = r.number()
    return same(_series(lambda n: x**n / factorial(n)), np.exp(x))


def exponential_series_from_one(r: Draw) -> Outcome:
    x = r.number()
    return same(_series(lambda n: x**n / factorial(n), 1), np.exp(x))


def _ratio(r: Draw) -> float:
    return float(np.tanh(r.number()) * 0.9)


def geometric_series(r: Draw) -> Outcome:
    q = _ratio(r)
    return same(_series(lambda n: q**n, count=400), 1 / (1 - q))


def geometric_series_from_one(r: Draw) -> Outcome:
    q = _ratio(r)
    return same(_series(lambda n: q**n, 1, 400), 1 / (1 - q))


def geometric_series_anywhere(r: Draw) -> Outcome:
    q = _ratio(r) if r.coin() else r.sign() * r.above_one()
    total = _series(lambda n: q**n, count=400) if abs(q) < 1 else np.nan
    return under(abs(q) < 1, same(total, 1 / (1 - q)))


def halves(_r: Draw) -> Outcome:
    return same(_series(lambda k: 0.5**k), 2.0)


def mean_of_poisson_counts(r: Draw) -> Outcome:
    rate = r.number()
    return same(_series(lambda k: k * rate**k * np.exp(-rate) / factorial(k)), rate)


def sine_series(r: Draw) -> Outcome:
    x = r.number()
    return same(_series(lambda n: (-1) ** n * x ** (2 * n + 1) / factorial(2 * n + 1)), np.sin(x))


def sine_series_with_one_sign(r: Draw) -> Outcome:
    x = r.number()
    return same(_series(lambda n: x ** (2 * n + 1) / factorial(2 * n + 1)), np.sin(x))


def first_terms_of_exponential(_r: Draw) -> Outcome:
    """The rest after the terms shown is of the fourth order."""
    def rest(x: float) -> float:
        return float((np.exp(x) - (1 + x + x**2 / 2 + x**3 / 6)) / x**3)
    return same(_towards(lambda h: rest(10 * h)), 0.0)


def first_terms_of_exponential_over_whole_numbers(_r: Draw) -> Outcome:
    def rest(x: float) -> float:
        return float((np.exp(x) - (1 + x + x**2 / 2 + x**3 / 3)) / x**3)
    return same(_towards(lambda h: rest(10 * h)), 0.0)


def _rest_in_direction(r: Draw, share: float) -> float:
    """What is left of f(x + t h) after the terms of t and t^2, over t^2; it must go to 0."""
    n = r.integer(2, 4)
    f, (x, h) = r.field(n), r.vectors(2, n)
    first, second = gradient(f, x) @ h, share * h @ hessian(f, x) @ h
    return _towards(lambda t: (f(x + t * h) - f(x) - t * first - t**2 * second) / t**2)


def first_terms_in_a_direction(r: Draw) -> Outcome:
    return same(_rest_in_direction(r, 0.5), 0.0)


def first_terms_in_a_direction_without_half(r: Draw) -> Outcome:
    return same(_rest_in_direction(r, 1.0), 0.0)


def endless_sum_of_another_function(r: Draw) -> Outcome:
    x = r.number()
    return same(_series(lambda n: x**n / factorial(n + 1)), np.exp(x))


def _plane(a: float, b: float, c: float) -> Any:
    return lambda p: a + b * p[0] + c * p[1] + p[0] * p[1]


def gradient_at_the_origin(r: Draw) -> Outcome:
    a, b, c = r.numbers(3)
    return same(gradient(_plane(a, b, c), np.zeros(2)), np.array([b, c]))


def gradient_at_the_origin_swapped(r: Draw) -> Outcome:
    a, b, c = r.numbers(3)
    return same(gradient(_plane(a, b, c), np.zeros(2)), np.array([c, b]))


def gradient_at_a_product(r: Draw) -> Outcome:
    u, v = r.numbers(2)
    return same(gradient(lambda p: p[0] * p[1], np.array([u * v, 1.0])), np.array([1.0, u * v]))


def hessian_of_two_variables(r: Draw) -> Outcome:
    point = np.array(r.numbers(2))
    return same(hessian(lambda p: p[0] ** 2 + 3 * p[0] * p[1], point), np.array([[2.0, 3.0], [3.0, 0.0]]))


def _total(r: Draw) -> tuple[float, float, float]:
    """df/dx, ∂f/∂x and ∂f/∂y dy/dx."""
    field, y, x = r.field(2), r.curve(), r.number()
    whole = slope(lambda t: field(np.array([t, y(t)])), x)
    by_x, by_y = gradient(field, np.array([x, float(y(x))]))
    return float(whole), float(by_x), float(by_y * slope(y, x))


def total_derivative(r: Draw) -> Outcome:
    whole, direct, through = _total(r)
    return same(whole, direct + through)


def total_derivative_minus(r: Draw) -> Outcome:
    whole, direct, through = _total(r)
    return same(whole, direct - through)


def derivative_at_a_point_written_as_fraction(r: Draw) -> Outcome:
    a, b, c, x = r.numbers(4)
    return same(slope(lambda t: a * t**2 + b * t + c, x), 2 * a * x + b)


def _rest(r: Draw, order: int) -> float:
    """What is left of f(x + h) after two terms, over h to an order, for h down to 0; of order - 1 it must go to 0."""
    f, x = r.curve(), r.number()
    return _towards(lambda h: (f(x + h) - f(x) - h * slope(f, x)) / h**order)


def expansion_with_rest(r: Draw) -> Outcome:
    return same(_rest(r, 1), 0.0)


def expansion_with_rest_of_higher_order(r: Draw) -> Outcome:
    return same(_rest(r, 2), 0.0)


def euler_number_as_a_letter(r: Draw) -> Outcome:
    return same(_towards(lambda h: (1 + h) ** (1 / h)), np.e)


def euler_number_as_a_letter_inverse(r: Draw) -> Outcome:
    return same(_towards(lambda h: (1 - h) ** (1 / h)), np.e)
