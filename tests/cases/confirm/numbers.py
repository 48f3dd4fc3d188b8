"""Worked lines, confirmed in exact fractions, or against the digits that are shown."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np

from .draw import Draw
from .oracle import Outcome, same, truth


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
