"""How numbers are printed: exact where that is short, never an equals sign before rounded digits."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathnn.examples.numbers import result, root, root_result, rounded
from mathnn.expression.tree import Number
from mathnn.syntax.to_latex import to_latex


def spelled(links: tuple[tuple[str, object], ...]) -> str:
    signs = {"equal": "=", "approximately": "~"}
    return " ".join(f"{signs[relation]} {to_latex(side)}" for relation, side in links)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(-1, 2), "= -0.5"),
        (Fraction(1, 3), r"= \frac{1}{3} ~ 0.333333"),
        (Fraction(-2, 3), r"= -\frac{2}{3} ~ -0.666667"),
        (Fraction(123456789), "= 123456789"),
        (Fraction("1.2345678"), "~ 1.23457"),
        (Fraction(1001, 3), "~ 333.667"),
        (Fraction(10**6, 7), "~ 142857"),
        (Fraction(10**7, 7), r"~ 1.42857 \cdot 10^6"),
        (Fraction(10) ** 20 / 3, r"~ 3.33333 \cdot 10^{19}"),
        (Fraction(1, 3 * 10**9), r"~ 3.33333 \cdot 10^{-10}"),
        (Fraction(0), "= 0"),
    ],
)
def test_results(value: Fraction, printed: str) -> None:
    assert spelled(result(value)) == printed


def test_roots_are_exact_only_for_perfect_squares() -> None:
    assert spelled(root_result(Fraction(25, 4))) == "= 2.5"
    assert spelled(root_result(Fraction(2))) == "~ 1.41421"


@given(st.fractions(min_value=Fraction(1, 10**4), max_value=999_999))
def test_rounding_is_within_half_a_unit_of_the_sixth_digit(value: Fraction) -> None:
    shown = rounded(value)
    assert isinstance(shown, Number)
    assert abs(shown.value - value) <= value * Fraction(5, 10**6)


@given(st.fractions(min_value=0, max_value=10**6))
def test_roots_to_forty_digits(square: Fraction) -> None:
    assert abs(root(square) ** 2 - square) <= square * Fraction(1, 10**35)
