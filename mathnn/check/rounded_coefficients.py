"""t = ln 2 / lambda = 0.693 / lambda: a factor beside letters that was rounded.

It is right where the exact factor in its place makes the equation true, and its digits are those of that factor.
"""

from __future__ import annotations

from fractions import Fraction

from mathnn.check.names import constant_kind
from mathnn.check.question import Question
from mathnn.check.rounding import judge_numbers
from mathnn.check.settle import settle
from mathnn.claims import Verdict
from mathnn.expression import Call, Expr, Number
from mathnn.expression.build import divide, multiply
from mathnn.expression.tree import operators, substitute, symbols, walk
from mathnn.notation import Notation

_ONE = Number(Fraction(1), "1")
_DEPTH = 4  # formulas that lead to formulas
_LARGEST = 200  # nodes of a side with these written out


def with_exact_factor(found: Verdict, link: Expr, notation: Notation) -> Verdict:
    """The verdict on a refuted equation of numbers, a side of which is a rounded number times something."""
    if found.kind != "refuted" or not isinstance(link, Call) or link.op != "equal":
        return found
    for side, other in (link.args, link.args[::-1]):
        if (parts := _factor(side)) is None:
            continue
        number, rest = parts
        exact = _ratio(other, rest, notation)
        if exact is None or (operators(exact) <= _RATIONAL and not symbols(exact) and _is_written_out(other, rest)):
            continue  # 1.5 x = 1.49 x: both factors are written out, and neither is what the other was rounded from
        whole = settle(Question("equal", other, multiply(exact, rest), notation))
        if whole.is_true and judge_numbers(Question("equal", exact, number, Notation({}))).is_true:
            kind = whole.kind if whole.kind == "conditional" else "tested"
            return whole.changed(kind=kind, reason=f"{_RIGHT} {whole.reason}" if whole.conditions else _RIGHT)
    return found


_RATIONAL = frozenset(("add", "multiply", "divide", "negate"))
_RIGHT = "Right at the digits that are shown."


def _is_written_out(side: Expr, rest: Expr) -> bool:
    """Has the side a decimal factor of its own, or decimals beside a factor whose digits are a part of it alone?

    Of 3 * 0.01 x + 4 * 0.01 x = 8 * 0.01 x no 0.01 was rounded; 0.123 * 0.456 x = 0.0561 x shows rounded digits.
    """
    if _factor(side) is not None:
        return True
    return any(isinstance(node, Number) and "." in node.written for node in walk(side)) and any(
        isinstance(node, Number) and node.value != 1 for node in walk(rest))


def _factor(side: Expr) -> tuple[Number, Expr] | None:
    """The one number with decimals that a side is a multiple of, and the side with 1 in its place."""
    if isinstance(side, Number):
        return (side, _ONE) if "." in side.written else None
    if not isinstance(side, Call) or side.op not in ("multiply", "negate", "divide"):
        return None
    found = [(at, parts) for at, arg in enumerate(side.args) if (parts := _factor(arg)) is not None]
    if len(found) != 1 or (side.op == "divide" and found[0][0] == 1):
        return None
    at, (number, rest) = found[0]
    return number, Call(side.op, (*side.args[:at], rest, *side.args[at + 1:]), side.sort)


def _ratio(above: Expr, below: Expr, notation: Notation) -> Expr | None:
    """What one side is of the other where all letters are 1; None where some letter is no number."""
    sides = [_written_out(side, notation) for side in (above, below)]
    if any(len(walk(side)) > _LARGEST for side in sides):
        return None
    letters = {symbol for side in sides for symbol in symbols(side)
               if not constant_kind(symbol, symbol, notation.find(symbol.name))}
    if not letters or any(symbol.sort.kind not in ("number", "integer") or symbol.sort.shape for symbol in letters):
        return None
    left, right = (substitute(side, dict.fromkeys(letters, _ONE)) for side in sides)
    return divide(left, right)


def _written_out(side: Expr, notation: Notation) -> Expr:
    """A side with formulas in place of the letters that have one."""
    for _ in range(_DEPTH):
        rows = ((symbol, notation.find(symbol.name)) for symbol in symbols(side))
        table: dict[Expr, Expr] = {
            symbol: row.definition for symbol, row in rows
            if row is not None and row.definition is not None and not row.parameters}
        if not table or len(walk(side)) > _LARGEST:
            break
        side = substitute(side, table)
    return side


__all__ = ["with_exact_factor"]
