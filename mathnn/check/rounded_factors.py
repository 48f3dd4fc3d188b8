"""s(1 - s) = 0.7503 * 0.2497: a calculation from numbers that were rounded before.

Such a side is worth anything that it gives when each number with decimals is moved by half a unit of its last digit.
Numbers with few decimals (0.5, 0.25) are taken for exact: they are what an example chose.
"""

from __future__ import annotations

from typing import Any

from flint import arb, fmpq

from mathnn.check.dual import Array
from mathnn.claims import Verdict
from mathnn.expression.tree import Call, Expr, Number

_FEWEST = 3  # decimals of a number that may have been rounded
_HIGHEST = 9  # power of such a number


def calculated_from_rounded(side: Expr, other: Array) -> bool:
    """Does a product or sum of rounded numbers reach the one value of the other side, which is no fraction?"""
    if other.size != 1 or not isinstance(side, Call) or isinstance(value := other.flat[0], fmpq):
        return False
    reached = _range(side)
    return reached is not None and not reached.is_exact() and bool(reached.overlaps(_ball(value)))


def right_at_its_digits(found: Verdict, link: Expr) -> Verdict:
    """The verdict on a slope with one value, dL/dw = -0.3775 * 0.2350: true where its numbers were rounded before."""
    example = found.counterexample if found.kind == "refuted" and isinstance(link, Call) else None
    if example is None or example.values or not isinstance(link, Call) or link.op != "equal":
        return found
    for side, other in zip(link.args, (example.right, example.left), strict=True):
        if isinstance(side, Call) and not isinstance(side.args[0] if side.op == "negate" else side, Number) and (
                isinstance(other, float)):
            reached = _range(side)
            if reached is not None and not reached.is_exact() and reached.overlaps(arb(other)):
                return Verdict("tested", "Right at the digits that are shown.", method="certified digits",
                               checked_for="these numbers")
    return found


def slack(side: Expr) -> arb:
    """How far a calculation from rounded numbers may be off; 0 of one from exact numbers, and of a number alone."""
    reached = _range(side) if isinstance(side, Call) and side.op != "negate" else None
    return arb(0) if reached is None else reached.rad()


def _ball(x: Any) -> arb:
    return x if isinstance(x, arb) else arb(fmpq(x))


def _range(tree: Expr) -> arb | None:
    """All that the calculation may give; None where it is none of numbers alone."""
    if isinstance(tree, Number):
        decimals = len(tree.written.partition(".")[2])
        middle = arb(fmpq(tree.value.numerator, tree.value.denominator))
        if not decimals:
            return middle
        return middle + arb(0, 0.5) * arb(10) ** (-decimals) if decimals >= _FEWEST else middle
    if isinstance(tree, Call) and tree.op == "power":
        base, exponent = _range(tree.args[0]), tree.args[1]
        is_small = isinstance(exponent, Number) and exponent.value.denominator == 1 and exponent.value <= _HIGHEST
        return base ** int(exponent.value) if base is not None and is_small and isinstance(exponent, Number) else None
    if not isinstance(tree, Call) or tree.op not in ("add", "multiply", "negate", "divide"):
        return None
    parts: list[arb] = []
    for arg in tree.args:
        part = _range(arg)
        if part is None:
            return None
        parts.append(part)
    return _joined(tree.op, parts)


def _joined(op: str, parts: list[arb]) -> arb:
    first, *rest = parts
    if op == "negate":
        return -first
    made = first
    for part in rest:
        made = made + part if op == "add" else made * part if op == "multiply" else made / part
    return made


__all__ = ["calculated_from_rounded", "right_at_its_digits", "slack"]
