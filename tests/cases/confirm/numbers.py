"""Worked lines, confirmed in exact fractions, or against the digits that are shown."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np

from .draw import Draw
from .functions import sigmoid
from .oracle import Outcome, same, truth, under


def _exactly(*values: Fraction | int) -> Outcome:
    """Every value is the same, without rounding."""
    return truth(all(value == values[0] for value in values))


def _shown(value: float | Fraction, digits: str) -> Outcome:
    """The digits that are printed are those of the value, rounded at the last one."""
    half = Fraction(1, 2) * Fraction(10) ** int(Decimal(digits).as_tuple().exponent)
    return truth(abs(Fraction(value) - Fraction(digits)) <= half)


def net_input(_: Draw) -> Outcome:
    return _exactly(Fraction("0.15") * Fraction("0.05") + Fraction("0.35"), Fraction("0.3575"))


def net_input_wrong_digit(_: Draw) -> Outcome:
    return _exactly(Fraction("0.15") * Fraction("0.05") + Fraction("0.35"), Fraction("0.3565"))


def sigmoid_value(_: Draw) -> Outcome:
    return _shown(1 / (1 + math.exp(-0.3775)), "0.5933")


def sigmoid_value_wrong_digit(_: Draw) -> Outcome:
    return _shown(1 / (1 + math.exp(-0.3775)), "0.5937")


def dot_product_of_numbers(_: Draw) -> Outcome:
    return _exactly(int(np.dot([1, 2, 3], [4, -5, 6])), 4 - 10 + 18, 12)


def norm_of_numbers(_: Draw) -> Outcome:
    return _exactly(math.isqrt(3**2 + 4**2) ** 2, 5**2, 9 + 16)


def fraction_sum(_: Draw) -> Outcome:
    return _exactly(Fraction(1, 3) + Fraction(1, 6), Fraction(1, 2))


def root_rounded(_: Draw) -> Outcome:
    return _shown(math.sqrt(2), "1.4142")


def fraction_as_rounded_equal(_: Draw) -> Outcome:
    return _shown(Fraction(2, 3), "0.6667")


def matrix_times_numbers(_: Draw) -> Outcome:
    return same(np.array([[1, 2], [3, 4]]) @ np.array([[5], [6]]), [[17], [39]])


def matrix_times_numbers_as_row(_: Draw) -> Outcome:
    return same(np.array([[1, 2], [3, 4]]) @ np.array([[5], [6]]), [[17, 39]])


def aligned_chain(_: Draw) -> Outcome:
    return _exactly(Fraction("0.5") * 2 + Fraction("0.25") * -1, 1 - Fraction("0.25"), Fraction("0.75"))


def aligned_chain_wrong_link(_: Draw) -> Outcome:
    return _exactly(Fraction("0.5") * 2 + Fraction("0.25") * -1, 1 + Fraction("0.25"), Fraction("1.25"))


def power_of_two(_: Draw) -> Outcome:
    return _exactly(2**10, 1024)


def power_of_two_rounded(_: Draw) -> Outcome:
    return _exactly(2**10, 1000)


def minus_before_square(_: Draw) -> Outcome:
    return _exactly(-(3**2), -9)


def minus_inside_square(_: Draw) -> Outcome:
    return _exactly((-3) ** 2, -9)


def decimal_sum(_: Draw) -> Outcome:
    return _exactly(Fraction("0.1") + Fraction("0.2"), Fraction("0.3"))


def squared_error_value(_: Draw) -> Outcome:
    return _shown((Fraction("0.01") - Fraction("0.7514")) ** 2 / 2, "0.2748")


def squared_error_value_wrong_digit(_: Draw) -> Outcome:
    return _shown((Fraction("0.01") - Fraction("0.7514")) ** 2 / 2, "0.2784")


def sum_of_two_errors(_: Draw) -> Outcome:
    return _exactly(Fraction("0.274811083") + Fraction("0.023560026"), Fraction("0.298371109"))


def stepped_weight(_: Draw) -> Outcome:
    return _shown(Fraction("0.40") - Fraction("0.5") * Fraction("0.082167041"), "0.35891648")


def stepped_weight_wrong_digit(_: Draw) -> Outcome:
    return _shown(Fraction("0.40") - Fraction("0.5") * Fraction("0.082167041"), "0.35891748")


def cosine_of_numbers(_: Draw) -> Outcome:
    lengths = Fraction(math.isqrt((1**2 + 2**2) * (2**2 + 1**2)))
    return _exactly((1 * 2 + 2 * 1) / lengths, Fraction(4, 5), Fraction("0.8"))


def distance_of_numbers(_: Draw) -> Outcome:
    return _exactly(Fraction(abs(3 * 2 + 4 * 1 - 5), math.isqrt(3**2 + 4**2)), 1)


def distance_of_numbers_lost_norm(_: Draw) -> Outcome:
    return _exactly(Fraction(abs(3 * 2 + 4 * 1 - 5), math.isqrt(3**2 + 4**2)), 5)


def natural_log(_: Draw) -> Outcome:
    return _shown(math.log(2), "0.6931")


def root_rounded_down(_: Draw) -> Outcome:
    return _shown(math.sqrt(10), "3.1")


def scientific_notation(_: Draw) -> Outcome:
    return _exactly(3 * Fraction(10) ** -2, Fraction("0.03"))


def _largest_share() -> float:
    return math.exp(2) / (math.exp(2) + math.exp(1) + math.exp(0))


def softmax_of_numbers(_: Draw) -> Outcome:
    return _shown(_largest_share(), "0.6652")


def softmax_of_numbers_swapped_digits(_: Draw) -> Outcome:
    return _shown(_largest_share(), "0.6562")


def determinant_of_numbers(_: Draw) -> Outcome:
    return same(np.linalg.det(np.array([[2, 1], [1, 3]])), 2 * 3 - 1 * 1, 5)


def determinant_of_numbers_wrong_sign(_: Draw) -> Outcome:
    return same(np.linalg.det(np.array([[2, 1], [1, 3]])), 2 * 3 + 1 * 1, 7)


def outer_product_of_numbers(_: Draw) -> Outcome:
    return same(np.array([[1], [2]]) @ np.array([[3, 4]]), [[3, 4], [6, 8]])


def outer_product_of_numbers_transposed(_: Draw) -> Outcome:
    return same(np.array([[1], [2]]) @ np.array([[3, 4]]), [[3, 6], [4, 8]])


def sum_of_squares_of_numbers(_: Draw) -> Outcome:
    return _exactly(sum(k**2 for k in range(1, 5)), 1 + 4 + 9 + 16, 30)


def sum_of_squares_of_numbers_one_short(_: Draw) -> Outcome:
    return _exactly(sum(k**2 for k in range(1, 5)), 14)


def score_of_numbers(_: Draw) -> Outcome:
    return _exactly(int(np.dot([2, -1], [3, 4])) + 1, 3)


def dot_product_of_numbers_with_different_lengths(_: Draw) -> Outcome:
    return same(np.dot([1, 2], [3, 4, 5]), 11)


def matrix_times_too_long_vector(_: Draw) -> Outcome:
    return same(np.array([[1, 2], [3, 4]]) @ np.array([[5], [6], [7]]), [[17], [39]])


def decimal_below_fraction(_: Draw) -> Outcome:
    return truth(Fraction("0.3") < Fraction(1, 3))


def decimal_below_fraction_wrong(_: Draw) -> Outcome:
    return truth(Fraction("0.34") < Fraction(1, 3))


def sigmoid_at_zero(_: Draw) -> Outcome:
    return _shown(float(sigmoid(0.0)), "0.5")


def tanh_value(_: Draw) -> Outcome:
    return _shown(math.tanh(0.5), "0.4621")


def sum_of_lengths(_: Draw) -> Outcome:
    return _exactly(3 + 4, 7)


def sum_of_lengths_wrong(_: Draw) -> Outcome:
    return _exactly(3 + 4, 8)


def _cut(value: float, digits: str) -> Outcome:
    """The digits that are printed are those of the value, without rounding at the last one."""
    unit = Fraction(10) ** int(Decimal(digits).as_tuple().exponent)
    return truth(0 <= abs(Fraction(value)) - abs(Fraction(digits)) < unit)


def number_cut_off(_: Draw) -> Outcome:
    return _cut(math.pi, "3.14159")


def number_cut_off_wrong(_: Draw) -> Outcome:
    return _cut(math.pi, "3.14157")


def logarithm_of_a_vast_power(r: Draw) -> Outcome:
    ten = r.coin()
    return under(ten, _cut(1_000_000_000 * (math.log10 if ten else math.log)(0.5), "-301029995.6"))


def logarithm_of_a_vast_power_wrong(_: Draw) -> Outcome:
    return same(1_000_000_000 * math.log(0.5), 100_000_000 * math.log(0.5))


def logarithm_in_bits(r: Draw) -> Outcome:
    two = r.coin()
    return under(two, same(-(np.log2 if two else np.log)(0.125), 3))


def natural_logarithm_wrong(_: Draw) -> Outcome:
    return _shown(math.log(2), "0.301")


SLOPE = (0.5 * 2 - 0.8512) * 2  # of half the square of w x - t, by w


def slope_at_its_digits(_: Draw) -> Outcome:
    return _shown(SLOPE, "0.298")


def slope_at_wrong_digits(_: Draw) -> Outcome:
    return _shown(SLOPE, "0.297")


def slope_of_a_named_function(_: Draw) -> Outcome:
    return _shown(1 - math.tanh(0.5) ** 2, "0.786")


def slope_of_a_named_function_wrong(_: Draw) -> Outcome:
    return _shown(1 - math.tanh(0.5) ** 2, "0.9")


def condition_in_brackets(r: Draw) -> Outcome:
    x = -abs(r.number())
    return same(abs(x), -x)


def condition_in_brackets_wrong(r: Draw) -> Outcome:
    x = -abs(r.nonzero())
    return same(abs(x), x)


def square_root_of_a_square_in_brackets(r: Draw) -> Outcome:
    x = -abs(r.number())
    return same(np.sqrt(x * x), -x)


def root_of_a_negative_number(_: Draw) -> Outcome:
    return truth(bool(2 + np.emath.sqrt(1 - 4) == 5))


def column_with_a_power_of_ten(_: Draw) -> Outcome:
    return _shown(Fraction("993805.8"), "9.93806E+5")


def column_with_a_power_of_ten_wrong_digit(_: Draw) -> Outcome:
    return _shown(Fraction("993805.8"), "9.93803E+5")


def rounded_factor_beside_a_letter(_: Draw) -> Outcome:
    return truth(round(math.log(2), 3) == 0.693)


def rounded_factor_beside_a_letter_wrong_digit(_: Draw) -> Outcome:
    return truth(round(math.exp(0.095), 2) == 1.11)


def two_factors_written_out(r: Draw) -> Outcome:
    x = r.nonzero()
    return same(1.5 * x, 1.49 * x)


def circumference_with_a_rounded_factor(_: Draw) -> Outcome:
    return truth(round(2 * math.pi, 3) == 6.283)
