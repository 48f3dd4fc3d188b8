"""Numbers as they are printed: exact where that is short, else six digits after an approximate sign."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from mathnn.expression.build import call, chain, multiply, negate, number, power
from mathnn.expression.tree import Call, Expr, Number

DIGITS = 6
Link = tuple[str, Expr]


def rounded(value: Fraction | float) -> Expr:
    """A value to six significant digits; very small ones, and where a last zero would be none, with a power of ten."""
    if value == 0:
        return number(0)
    if value < 0:
        return negate(rounded(-value))
    shown = _six_digits(Fraction(value))
    exponent = shown.adjusted()
    if -5 <= exponent < DIGITS:
        return number(f"{shown:f}".rstrip("0").rstrip(".") if "." in f"{shown:f}" else f"{shown:f}")
    mantissa = f"{shown.scaleb(-exponent).normalize():f}"
    return multiply(number(mantissa), power(number(10), number(exponent)))


def rounded_entry(value: Fraction) -> Expr:
    """An entry of a column: beside decimals a whole number looks exact, so one that is rounded keeps its zeros."""
    if value < 0:
        return negate(rounded_entry(-value))
    shown = rounded(value)
    if not isinstance(shown, Number) or shown.value.denominator != 1 or value.denominator == 1:
        return shown
    digits = _six_digits(value)
    if digits.adjusted() < DIGITS - 1:
        return number(f"{digits:f}")
    return multiply(number(f"{digits.scaleb(-digits.adjusted()):f}"), power(number(10), number(digits.adjusted())))


def _six_digits(value: Fraction) -> Decimal:
    exponent = math.floor(math.log10(value))
    shown = Decimal(_scaled(value, DIGITS - 1 - exponent)).scaleb(exponent - DIGITS + 1)
    return shown.quantize(Decimal(1).scaleb(shown.adjusted() - DIGITS + 1))  # 9.999996 has become 10.00000


def _scaled(value: Fraction, places: int) -> int:
    """value * 10^places, rounded half up as readers expect."""
    return math.floor(value * Fraction(10) ** places + Fraction(1, 2))


def exact(value: Fraction) -> Expr | None:
    """A value in full, when it is an integer, a short decimal or a fraction of small numbers."""
    tree = number(value)
    core = tree.args[0] if isinstance(tree, Call) and tree.op == "negate" else tree
    if isinstance(core, Call):
        return tree if max(abs(value.numerator), value.denominator) < 1000 else None
    digits = core.written.replace(".", "").lstrip("0") if hasattr(core, "written") else ""
    return tree if len(digits) <= (9 if value.denominator == 1 else DIGITS) else None


def result(value: Fraction) -> tuple[Link, ...]:
    """How a line ends: ``= 2.5``, ``= 1/3 \\approx 0.333333``, or only ``\\approx``."""
    full = exact(value)
    if full is None:
        return (("approximately", rounded(value)),)
    if _is_decimal(value):
        return (("equal", full),)
    return (("equal", full), ("approximately", rounded(value)))


def _is_decimal(value: Fraction) -> bool:
    return (10**40) % value.denominator == 0


def root_result(square: Fraction) -> tuple[Link, ...]:
    """How a square root ends: exactly when the square is a perfect one, else to six digits."""
    perfect = perfect_root(square)
    return result(perfect) if perfect is not None else (("approximately", rounded(root(square))),)


def perfect_root(square: Fraction) -> Fraction | None:
    """The root when it is a fraction."""
    top, bottom = math.isqrt(square.numerator), math.isqrt(square.denominator)
    return Fraction(top, bottom) if Fraction(top, bottom) ** 2 == square else None


def root(square: Fraction) -> Fraction:
    """The square root to forty digits, enough that rounding it is right."""
    with localcontext(prec=40):
        return Fraction((Decimal(square.numerator) / Decimal(square.denominator)).sqrt())


def steps(first: Expr, *links: Link) -> Expr:
    """A chain whose links may differ: ``steps(a, ("equal", b), ("approximately", c))``; a repeated side is left out."""
    sides: list[Link] = [("equal", first)]
    for relation, side in links:
        if side != sides[-1][1]:
            sides.append((relation, side))
    made = [chain(relation, left, right) for (_, left), (relation, right) in pairwise(sides)]
    return made[0] if len(made) == 1 else call("chain", *made)


