"""Numbers that are no real ones: where the square root of a negative number is taken, a side may still have a value.

That value is calculated in complex balls. It counts only where its imaginary part is certainly not zero: then no choice
of the root's sign makes it real, and it cannot be what a real side is.
"""

from __future__ import annotations

from functools import reduce
from operator import add, mul

from flint import acb, arb, fmpq

from mathnn.expression.tree import Call, Expr, Number, Symbol

_MOST = 64  # the largest exponent that is calculated


def not_real(tree: Expr) -> str | None:
    """A calculation with whole numbers that gives no real number, as 2.64575i; None where it does, or may.

    Decimals are not followed: rounded ones may bring a root below zero that is not.
    """
    found = _value(tree)
    if found is None or not found.is_finite() or found.imag.contains(0):
        return None
    real, imaginary = float(found.real.mid()), float(found.imag.mid())
    if found.real == 0:
        return f"{imaginary:.6g}i"
    return f"{real:.6g} {'-' if imaginary < 0 else '+'} {abs(imaginary):.6g}i"


def _value(tree: Expr) -> acb | None:
    if isinstance(tree, Number):
        whole = tree.value.denominator == 1 and "." not in tree.written
        return acb(fmpq(tree.value.numerator, 1)) if whole else None
    if isinstance(tree, Symbol):
        return acb(arb.pi()) if tree.name == r"\pi" else None
    if not isinstance(tree, Call):
        return None
    parts = [_value(part) for part in tree.args]
    known = [part for part in parts if part is not None]
    return _calculated(tree.op, known) if len(known) == len(parts) else None


def _calculated(op: str, parts: list[acb]) -> acb | None:
    if op in ("add", "multiply"):
        return reduce(add if op == "add" else mul, parts)
    if op == "negate":
        return -parts[0]
    if op == "root" and len(parts) == 1:
        return parts[0].sqrt()
    if op == "divide" and not parts[1].contains(0):
        return parts[0] / parts[1]
    if op == "power" and parts[1].imag == 0 and parts[1].real.is_integer() and 0 <= parts[1].real <= _MOST:
        return parts[0] ** parts[1]
    if op == "abs" and parts[0].imag == 0:
        return acb(abs(parts[0].real))
    return None


__all__ = ["not_real"]
