"""Round numbers behind an approximate sign: 1024 is about 1000, 13 370 about 13 000, a million operations are 10^6."""

from __future__ import annotations

from flint import arb, fmpq

from mathnn.check.certified import ball
from mathnn.check.dual import Array
from mathnn.expression.tree import Call, Expr, Number

_CLOSE = fmpq(1, 10)  # of a number with one digit that counts, by which it may be off beyond doubt
_MOST_ZEROS = 400


def is_nearly_round(sides: tuple[Expr, Expr], left: Array, right: Array) -> bool | None:
    """Is one side about the round number that the other side is? None where it depends on how rough it is meant.

    With several digits it was rounded to the last of them. One digit, or a power of ten, may tell no more than the
    order of magnitude.
    """
    if left.size != 1 or right.size != 1:
        return False
    found: set[bool | None] = {_is_about(side, value) for side, value in zip(
        sides, (ball(right.flat[0]), ball(left.flat[0])), strict=True)}
    return True if True in found else None if None in found else False


def _is_about(side: Expr, value: arb) -> bool | None:
    """Is the value about a side, if that is a round number?"""
    if isinstance(side, Call) and side.op == "power" and (zeros := _zeros_of_power(side)) is not None:
        round_, digits, unit = fmpq(10) ** zeros, 1, fmpq(10) ** zeros
        lowest, highest = arb(round_) / arb(10).sqrt(), arb(round_) * arb(10).sqrt()
    elif isinstance(side, Number) and side.written.isdigit() and side.written.endswith("0") and side.value:
        count = side.written.rstrip("0").lstrip("0")
        zeros, digits = len(side.written) - len(side.written.rstrip("0")), len(count)
        round_, unit = fmpq(side.value.numerator), fmpq(10) ** zeros
        lowest = arb(round_ - unit / (20 if count == "1" else 2))  # 96 is about 100, and 94 is about 90
        highest = arb(round_ + unit / 2)
    else:
        return False
    gap = abs(value - arb(round_))
    if gap <= arb(unit / 2 if digits > 1 else round_ * _CLOSE):
        return True
    return None if lowest <= value and value <= highest else False


def _zeros_of_power(side: Call) -> int | None:
    """3 of 10^3."""
    base, exponent = side.args
    is_ten = isinstance(base, Number) and base.value == 10
    if not is_ten or not isinstance(exponent, Number) or exponent.value.denominator != 1:
        return None
    return int(exponent.value) if exponent.value <= _MOST_ZEROS else None


__all__ = ["is_nearly_round"]
