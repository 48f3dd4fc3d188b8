"""Integrals, confirmed by quadrature."""

from __future__ import annotations

import numpy as np

from .calculus import slope
from .draw import Draw
from .oracle import Outcome, at_most, same
from .quadrature import everywhere, integral, over_box, to_infinity


def fundamental_theorem(r: Draw) -> Outcome:
    f, (a, b) = r.curve(), r.numbers(2)
    return same(integral(lambda x: slope(f, x), a, b), f(b) - f(a))


def fundamental_theorem_reversed(r: Draw) -> Outcome:
    f, (a, b) = r.curve(), r.numbers(2)
    return same(integral(lambda x: slope(f, x), a, b), f(a) - f(b))


def slope_of_integral_by_upper_bound(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(slope(lambda t: integral(f, 0, t), x), f(x))


def slope_of_integral_to_square(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(slope(lambda t: integral(f, 0, t**2), x), 2 * x * f(x**2))


def slope_of_integral_to_square_without_factor(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(slope(lambda t: integral(f, 0, t**2), x), f(x**2))


def slope_of_integral_by_lower_bound(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(slope(lambda t: integral(f, t, 1), x), f(x))


def renamed_variable(r: Draw) -> Outcome:
    f, (a, b) = r.curve(), r.numbers(2)
    return same(integral(f, a, b), integral(lambda z: f(z), a, b))


def integral_is_linear(r: Draw) -> Outcome:
    f, g, (a, b, c) = r.curve(), r.curve(), r.numbers(3)
    return same(integral(lambda x: c * f(x) + g(x), a, b), c * integral(f, a, b) + integral(g, a, b))


def integral_of_product(r: Draw) -> Outcome:
    f, g, (a, b) = r.curve(), r.curve(), r.numbers(2)
    return same(integral(lambda x: f(x) * g(x), a, b), integral(f, a, b) * integral(g, a, b))


def integral_in_two_parts(r: Draw) -> Outcome:
    f, (a, b, c) = r.curve(), r.numbers(3)
    return same(integral(f, a, c), integral(f, a, b) + integral(f, b, c))


def integral_backwards(r: Draw) -> Outcome:
    f, (a, b) = r.curve(), r.numbers(2)
    return same(integral(f, b, a), -integral(f, a, b))


def change_of_variable(r: Draw) -> Outcome:
    f, (a, b) = np.sin, r.numbers(2)
    def u(x: float) -> float:
        return x**2 + x
    return same(integral(f, u(a), u(b)), integral(lambda x: f(u(x)) * (2 * x + 1), a, b))


def change_of_variable_without_slope(r: Draw) -> Outcome:
    f, (a, b) = np.sin, r.numbers(2)
    def u(x: float) -> float:
        return x**2 + x
    return same(integral(f, u(a), u(b)), integral(lambda x: f(u(x)), a, b))


def by_parts_without_bounds(r: Draw) -> Outcome:
    f, g, (a, b) = r.curve(), r.curve(), r.numbers(2)
    left = integral(lambda x: f(x) * slope(g, x), a, b)
    return same(left, f(b) * g(b) - f(a) * g(a) - integral(lambda x: slope(f, x) * g(x), a, b))


def by_parts_without_bounds_plus(r: Draw) -> Outcome:
    f, g, (a, b) = r.curve(), r.curve(), r.numbers(2)
    left = integral(lambda x: f(x) * slope(g, x), a, b)
    return same(left, f(b) * g(b) - f(a) * g(a) + integral(lambda x: slope(f, x) * g(x), a, b))


def power_without_bounds(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return same(integral(lambda x: x**2, a, b), b**3 / 3 - a**3 / 3)


def power_without_bounds_and_divisor(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return same(integral(lambda x: x**2, a, b), b**3 - a**3)


def reciprocal_from_one(r: Draw) -> Outcome:
    b = r.positive()
    return same(integral(lambda x: 1 / x, 1, b), np.log(b))


def order_of_integration(r: Draw) -> Outcome:
    a, b, c, d = r.numbers(4)
    left = integral(lambda x: _over_second(x, c, d), a, b)
    return same(left, integral(lambda y: _over_first(y, a, b), c, d))


def order_of_integration_ranges_swapped(r: Draw) -> Outcome:
    a, b, c, d = r.numbers(4)
    return same(integral(lambda x: _over_second(x, c, d), a, b), integral(lambda x: _over_second(x, a, b), c, d))


def _over_second(x: float, low: float, high: float) -> float:
    """The integral of sin(x + 2y) + x y² by y, in closed form: the one over x is left to quadrature."""
    return float((np.cos(x + 2 * low) - np.cos(x + 2 * high)) / 2 + x * (high**3 - low**3) / 3)


def _over_first(y: float, low: float, high: float) -> float:
    return float(np.cos(low + 2 * y) - np.cos(high + 2 * y) + y**2 * (high**2 - low**2) / 2)


def over_a_box(_r: Draw) -> Outcome:
    return same(over_box(lambda x, y: x + 2 * y, (0, 1), (0, 2)), 5.0)


def over_a_box_halved(_r: Draw) -> Outcome:
    return same(over_box(lambda x, y: x + 2 * y, (0, 1), (0, 2)), 2.5)


def exponential_density(r: Draw) -> Outcome:
    rate = r.positive()
    return same(to_infinity(lambda x: rate * np.exp(-rate * x)), 1.0)


def exponential_density_mean(r: Draw) -> Outcome:
    rate = r.positive()
    return same(to_infinity(lambda x: x * rate * np.exp(-rate * x)), 1 / rate)


def exponential_density_mean_inverted(r: Draw) -> Outcome:
    rate = r.positive()
    return same(to_infinity(lambda x: x * rate * np.exp(-rate * x)), rate)


def gaussian_integral(_r: Draw) -> Outcome:
    return same(everywhere(lambda x: np.exp(-(x**2))), np.sqrt(np.pi))


def gaussian_integral_wrong_constant(_r: Draw) -> Outcome:
    return same(everywhere(lambda x: np.exp(-(x**2))), np.sqrt(2 * np.pi))


def _normal(x: float, m: float, s: float) -> float:
    return float(np.exp(-((x - m) ** 2) / (2 * s**2)) / (np.sqrt(2 * np.pi) * s))


def _about(m: float, s: float, power: int) -> float:
    """The moment about the mean, over twelve deviations to both sides."""
    return integral(lambda x: (x - m) ** power * _normal(x, m, s), m - 12 * s, m + 12 * s)


def normal_density(r: Draw) -> Outcome:
    return same(_about(r.number(), r.positive(), 0), 1.0)


def normal_variance(r: Draw) -> Outcome:
    m, s = r.number(), r.positive()
    return same(_about(m, s, 2), s**2)


def normal_variance_not_squared(r: Draw) -> Outcome:
    m, s = r.number(), r.positive()
    return same(_about(m, s, 2), s)


def polar_gaussian(_r: Draw) -> Outcome:
    return same(to_infinity(lambda radius: 2 * np.pi * radius * np.exp(-(radius**2))), np.pi)


def sine_over_half_a_turn(_r: Draw) -> Outcome:
    return same(integral(np.sin, 0, np.pi), 2.0)


def rounded_value_without_antiderivative(_r: Draw) -> Outcome:
    return same(np.round(integral(lambda x: np.exp(-(x**3)), 0, 1), 4), 0.8075)


def rounded_value_without_antiderivative_wrong(_r: Draw) -> Outcome:
    return same(np.round(integral(lambda x: np.exp(-(x**3)), 0, 1), 4), 0.8175)


def integral_of_square_at_least_zero(r: Draw) -> Outcome:
    f, (a, b) = r.curve(), sorted(r.numbers(2))
    return at_most(0.0, integral(lambda x: f(x) ** 2, a, b))


def _kinked(_r: Draw) -> float:
    return integral(lambda x: np.abs(x - 1), -1, 1) + integral(lambda x: np.abs(x - 1), 1, 3)


def integral_of_absolute_value(r: Draw) -> Outcome:
    return same(_kinked(r), 4.0)


def integral_of_absolute_value_signed(r: Draw) -> Outcome:
    return same(_kinked(r), 0.0)


def _table(_r: Draw) -> float:
    return integral(lambda x: 1 + x, -1, 0) + integral(lambda x: x**2, 0, 2)


def integral_of_table_of_cases(r: Draw) -> Outcome:
    return same(_table(r), 7 / 3)


def integral_of_table_of_cases_right(r: Draw) -> Outcome:
    return same(_table(r), 19 / 6)


def exponential_density_has_mass_one(_r: Draw) -> Outcome:
    return same(to_infinity(lambda x: 2 * np.exp(-2 * x)), 1.0)


def laplace_density_has_mass_one(_r: Draw) -> Outcome:
    return same(2 * to_infinity(lambda x: np.exp(-x) / 2), 1.0)


def laplace_density_without_half(_r: Draw) -> Outcome:
    return same(2 * to_infinity(lambda x: np.exp(-x)), 1.0)


def uniform_law_up_to_t(r: Draw) -> Outcome:
    t = r.random.uniform(0, 1)
    return same(integral(lambda x: np.where((x >= 0) & (x <= 1), 1.0, 0.0), 0, t), t)
