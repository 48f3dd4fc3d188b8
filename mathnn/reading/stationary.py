"""What setting a slope to zero gives: X^T X w = X^T y after the gradient of |X w - y|^2.

Such an equation is no identity. It is right where the difference of its sides is the slope itself, up to a factor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mathnn.check.names import RESTS
from mathnn.claims import Verdict
from mathnn.errors import SortError
from mathnn.expression import NUMBER, Call, Expr, Number
from mathnn.expression.build import add, call, equal, multiply, number
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.sort import TRUTH
from mathnn.expression.tree import Symbol, operators, symbols
from mathnn.notation import Name, Notation
from mathnn.reading.trust import is_slip

_SETS_ZERO = re.compile(r"\b(?:set|sett|equat|put)\w*\b[^.]{0,100}(?:\bzero\b|\b0\b|¤)|\bvanish\w*|"
                        r"\bfirst[- ]order (?:optimality )?condition|\bstationar", re.IGNORECASE)
_DERIVES = re.compile(r"\b(?:tak(?:ing|e|es)\s+(?:the\s+)?(?:partial\s+)?(?:derivative|gradient)s?|differentiating)\b",
                      re.IGNORECASE)
_FACTORS = (Fraction(1), Fraction(-1), Fraction(2), Fraction(-2), Fraction(1, 2), Fraction(-1, 2))
_MOST = 4  # slopes that are tried


def announced(before: str) -> bool:
    """Do the words say that a slope is set to zero, or taken of what is at its least?"""
    return bool(_SETS_ZERO.search(before[-200:]) or _DERIVES.search(before[-240:]))


@dataclass(frozen=True, slots=True)
class Slope:
    """A derivative that a text took, and what it knew of its letters."""

    tree: Expr
    notation: Notation


def slope_in(tree: Expr, notation: Notation) -> Slope | None:
    """The derivative that an equation begins with."""
    first = tree.args[0] if isinstance(tree, Call) and tree.op == "chain" else tree
    left = first.args[0] if isinstance(first, Call) and first.op == "equal" else None
    return Slope(left, notation) if isinstance(left, Call) and left.op in DERIVATIVES else None


def slope_of(row: Name, notation: Notation) -> Slope | None:
    """The derivative of a function of one argument by it."""
    if row.symbol.sort.kind != "function" or len(row.parameters) != 1 or row.symbol.sort.value != NUMBER:
        return None
    by = row.parameters[0]
    value = Call("apply", (row.symbol, by), NUMBER)
    return Slope(call("gradient" if by.sort.shape else "derivative", value, by), notation)


def stationary(link: Expr, notation: Notation, last: Slope | None, given: Sequence[Expr],
               judged: Callable[[Expr, Notation], Verdict]) -> Verdict | None:
    """The verdict on an equation as what a slope says that is zero; None where it is something else.

    `last` is the slope that the text took last, `given` the equations that it refers to.
    """
    if not (isinstance(link, Call) and link.op == "equal") or operators(link) & {"indicator", "given"}:
        return None
    left, right = link.args
    is_zero = isinstance(right, Number) and not right.value
    if not is_zero and any(isinstance(side, Call) and side.op in DERIVATIVES for side in link.args):
        return None  # it gives a slope its formula
    gap = left if is_zero else add(left, call("negate", right))
    names = {**last.notation.names, **notation.names} if last is not None else notation.names
    plain = Notation(names, tuple(each for each in notation.assumptions if not _is_equation(each)))
    slip: Verdict | None = None
    for slope in _slopes(link, given, last):
        if slope.sort.shape != gap.sort.shape:
            continue
        for factor in _FACTORS:
            try:
                asked = equal(gap, slope if factor == 1 else multiply(number(factor), slope))
            except SortError:
                break
            found = judged(asked, plain)
            if found.is_true and not _is_empty(gap, plain, judged):
                return found.changed(reason=f"{found.reason} It says that the slope is zero.")
            if slip is None and is_slip(found):
                slip = found.changed(reason=f"It is not what the slope says that is zero. {found.reason}")
    return slip


def _is_empty(gap: Expr, notation: Notation, judged: Callable[[Expr, Notation], Verdict]) -> bool:
    """Does it hold whatever its letters are, so that it says nothing?"""
    return judged(Call("equal", (gap, number(0)), TRUTH), notation).is_true


def _is_equation(condition: Expr) -> bool:
    """Any but what says that a matrix is symmetric: the equation itself may be among them."""
    return isinstance(condition, Call) and condition.op in ("equal", "chain") and not any(
        isinstance(side, Call) and side.op == "transpose" for side in condition.args)


def _slopes(link: Expr, given: Sequence[Expr], last: Slope | None) -> Iterator[Expr]:
    """The slope that the text took last, and those of the expansions that it refers to."""
    if last is not None:
        yield last.tree
    letters = sorted((s for s in symbols(link) if s.sort.kind == "number"), key=lambda s: s.name)
    count = 0
    for each in reversed(given):
        if not (isinstance(each, Call) and each.op == "equal" and isinstance(each.args[0], Call)
                and each.args[0].op == "apply" and not each.args[1].sort.shape):
            continue
        formula = _without_rest(each.args[1])
        for letter in letters:
            if letter in symbols(formula) and count < _MOST:
                count += 1
                yield call("gradient" if letter.sort.shape else "derivative", formula, letter)


def _without_rest(tree: Expr) -> Expr:
    """An expansion without the terms that it leaves out."""
    terms = tree.args if isinstance(tree, Call) and tree.op == "add" else (tree,)
    return add(*(term for term in terms if not (
        isinstance(term, Call) and term.op == "apply" and isinstance(term.args[0], Symbol)
        and term.args[0].name in RESTS)))


__all__ = ["Slope", "announced", "slope_in", "slope_of", "stationary"]
