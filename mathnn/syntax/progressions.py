"""The general term of a sum with dots whose last term is written with a letter: 1 + 3 + ... + (2n - 1)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.tree import substitute, symbols

_FEWEST = 2  # terms that show how it goes on
_STARTS = (1, 0, 2, -1, 3)
_LARGEST = 20  # exponent that is calculated


def progression(shown: Sequence[Expr], last: Expr, index: Symbol) -> tuple[Expr, Expr, Expr] | None:
    """The general term, the first index and the last one, where the numbers shown are the first of these terms."""
    letters = symbols(last)
    if len(shown) < _FEWEST or len(letters) != 1 or last.sort.shape or any(symbols(term) for term in shown):
        return None
    (letter,) = letters
    if letter.sort.kind != "integer" or letter == last:
        return None
    wanted = [_value(term) for term in shown]
    for start in _STARTS:
        if None not in wanted and wanted == [_value(_at(last, letter, start + place)) for place in range(len(shown))]:
            return substitute(last, {letter: index}), _whole(start), letter
    return None


def _at(tree: Expr, letter: Symbol, value: int) -> Expr:
    return substitute(tree, {letter: _whole(value)})


def _whole(value: int) -> Expr:
    number = Number(Fraction(abs(value)), str(abs(value)))
    return number if value >= 0 else Call("negate", (number,), number.sort)


def _value(tree: Expr) -> Fraction | None:
    """The exact value of a formula of numbers alone."""
    if isinstance(tree, Number):
        return tree.value
    if not isinstance(tree, Call):
        return None
    parts = [_value(arg) for arg in tree.args]
    values = [part for part in parts if part is not None]
    if len(values) != len(parts):
        return None
    if tree.op == "add":
        return sum(values, Fraction(0))
    if tree.op == "negate":
        return -values[0]
    if tree.op == "multiply":
        product = Fraction(1)
        for value in values:
            product *= value
        return product
    if tree.op == "divide" and values[1]:
        return values[0] / values[1]
    if tree.op == "power" and values[1].denominator == 1 and 0 <= values[1] <= _LARGEST:
        return Fraction(values[0] ** int(values[1]))
    return None


__all__ = ["progression"]
