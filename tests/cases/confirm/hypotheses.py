"""Implications, confirmed at points that fulfil their hypotheses."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import norm
from .oracle import Array, Outcome, below, each, same, truth

STEP = 1e-6


def _slope_of_square(r: Draw) -> tuple[float, float]:
    """A point, and the slope of the square there by a difference quotient."""
    x = r.number()
    return x, ((x + STEP) ** 2 - (x - STEP) ** 2) / (2 * STEP)


def slope_of_square_from_its_formula(r: Draw) -> Outcome:
    x, slope = _slope_of_square(r)
    return same(slope, 2 * x)


def slope_of_square_from_its_formula_lost_factor(r: Draw) -> Outcome:
    x, slope = _slope_of_square(r)
    return same(slope, x)


def value_from_formula(r: Draw) -> Outcome:
    return same(3.0**2, 9)


def value_from_formula_doubled(r: Draw) -> Outcome:
    return same(3.0**2, 6)


derivative_from_formula = slope_of_square_from_its_formula


def _twice(x: float) -> float:
    return 2 * (2 * x + 1) + 1


def composed_with_itself(r: Draw) -> Outcome:
    x = r.number()
    return same(_twice(x), 4 * x + 3)


def composed_with_itself_lost_one(r: Draw) -> Outcome:
    x = r.number()
    return same(_twice(x), 4 * x + 2)


def _at_a_right_angle(r: Draw) -> tuple[Array, Array]:
    """Two vectors; what of the second one points along the first is taken off it."""
    a, b = r.vectors(2, r.integer(2, 5))
    return a, b - (a @ b) / (a @ a) * a if a @ a > 0 else b


def sum_of_squares_at_a_right_angle(r: Draw) -> Outcome:
    a, b = _at_a_right_angle(r)
    return same(norm(a + b) ** 2, norm(a) ** 2 + norm(b) ** 2)


def difference_of_squares_at_a_right_angle(r: Draw) -> Outcome:
    a, b = _at_a_right_angle(r)
    return same(norm(a + b) ** 2, norm(a) ** 2 - norm(b) ** 2)


def right_angle_by_dot_product(r: Draw) -> Outcome:
    w, x = r.vectors(2)
    both = norm(w) * norm(x)
    is_right = both == 0 or abs(np.arccos(np.clip(w @ x / both, -1, 1)) - np.pi / 2) < 1e-9
    return truth((abs(w @ x) < 1e-9 * max(both, 1)) == is_right)


def roots_one_by_one(r: Draw) -> Outcome:
    return each(*(same(x**2 - 5 * x + 6, 0) for x in (2.0, 3.0)))


def roots_one_by_one_wrong(r: Draw) -> Outcome:
    return each(*(same(x**2 - 5 * x + 6, 0) for x in (2.0, 4.0)))


def square_of_number_that_is_none_of_these(r: Draw) -> Outcome:
    x = r.number()
    x = x + 0.5 if x in (0.0, 1.0) else x
    return truth(x**2 != x)


def power_of_a_square(r: Draw) -> Outcome:
    x = r.number() / 4
    return same(((x + STEP) ** 6 - (x - STEP) ** 6) / (2 * STEP), 6 * x**5)


def square_positive_on_both_sides_of_zero(r: Draw) -> Outcome:
    return below(0, r.nonzero() ** 2)


def positive_on_both_sides_of_zero(r: Draw) -> Outcome:
    return below(0, r.nonzero())


def formula_at_a_sum(r: Draw) -> Outcome:
    x = r.number()
    return same((x + 1) ** 2, x**2 + 2 * x + 1)


def formula_at_a_sum_lost_middle(r: Draw) -> Outcome:
    x = r.number()
    return same((x + 1) ** 2, x**2 + 1)


def _in_order(r: Draw) -> tuple[float, float]:
    a = r.number()
    return a, a + r.positive()


def order_of_sums(r: Draw) -> Outcome:
    (a, b), c = _in_order(r), r.number()
    return below(a + c, b + c)


def order_of_negatives(r: Draw) -> Outcome:
    a, b = _in_order(r)
    return below(-a, -b)


def equal_fractions(r: Draw) -> Outcome:
    b, d, c = r.nonzero(), r.nonzero(), r.number()
    a = c / d * b
    return same(a * d, b * c)


def _slope_of_sine_of_square(r: Draw) -> tuple[float, float]:
    x = r.number() / 4
    return x, (np.sin((x + STEP) ** 2) - np.sin((x - STEP) ** 2)) / (2 * STEP)


def chain_of_formulas(r: Draw) -> Outcome:
    x, slope = _slope_of_sine_of_square(r)
    return same(slope, 2 * x * np.cos(x**2))


def chain_of_formulas_lost_inner_slope(r: Draw) -> Outcome:
    x, slope = _slope_of_sine_of_square(r)
    return same(slope, np.cos(x**2))


def _slope_of_squared_error(r: Draw) -> tuple[float, float]:
    """The slope by the weight, by a difference quotient, and the error times the input."""
    w, x, y = r.numbers(3)
    slope = ((y - (w + STEP) * x) ** 2 - (y - (w - STEP) * x) ** 2) / (4 * STEP)
    return slope, (y - w * x) * x


def squared_error_of_one_weight(r: Draw) -> Outcome:
    slope, product = _slope_of_squared_error(r)
    return same(slope, -product)


def squared_error_of_one_weight_wrong_sign(r: Draw) -> Outcome:
    return same(*_slope_of_squared_error(r))
