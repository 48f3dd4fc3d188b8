"""The letters e and i where they are Euler's number and the imaginary unit, and signs that stand for changes.

Both are letters like any other until a statement is false of them: "(1 + 1/n)^n tends to e" is meant of the number, and
of complex numbers nothing is decided here. An i that is an index is no number and is judged as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from mathnn.claims import Verdict
from mathnn.expression import NUMBER, Call, Expr, Symbol
from mathnn.expression.tree import substitute, symbols
from mathnn.notation import DECLARED, Notation

Judge: TypeAlias = Callable[[Expr, Notation], Verdict]
PARTIAL = Symbol(r"\partial", NUMBER)
_CHANGES = frozenset((r"\delta", "d", r"\mathrm{d}"))
_E, _I, _EULER = Symbol("e", NUMBER), Symbol("i", NUMBER), Symbol(r"\mathrm{e}", NUMBER)


def meant(found: Verdict, tree: Expr, notation: Notation, judge: Judge) -> Verdict:
    """The verdict on a statement, or that with these letters as the constants that they are mostly used for."""
    free = symbols(tree)
    if found.kind != "none" and (sign := _change_sign(tree, found.kind == "refuted")) is not None:
        return Verdict("unsettled", f"Not decided: {sign} may stand for a change of what follows it.")
    if _E in free and _is_open("e", notation):
        other = judge(substitute(tree, {_E: _EULER}), notation)
        if other.is_true or (found.kind == "none" and other.is_settled):
            return other.changed(reason=f"{other.reason} Here e is the base of the natural logarithm.")
    if found.kind == "refuted" and _I in free and _is_open("i", notation):
        return Verdict("unsettled", "Not decided: i may be the imaginary unit.")
    return found


def _change_sign(tree: Expr, is_refuted: bool) -> str | None:
    """A sign that stands for a change, and for no number: a lone partial sign, a d before factors of a false rule."""
    names = {symbol.name for symbol in symbols(tree)}
    if PARTIAL.name in names:
        return PARTIAL.name
    signs = sorted(_CHANGES & names) if is_refuted and isinstance(tree, Call) and tree.op == "equal" else []
    for sign in signs:
        terms = [term for side in tree.args for term in (  # type: ignore[union-attr]
            side.args if isinstance(side, Call) and side.op == "add" else (side,))]
        places = [[getattr(factor, "name", "") for factor in term.args].index(sign) for term in terms
                  if isinstance(term, Call) and term.op == "multiply" and any(
                      isinstance(factor, Symbol) and factor.name == sign for factor in term.args)]
        if len(places) == len(terms) and 0 in places and any(0 < at < len(term.args) - 1 for at, term in zip(
                places, terms, strict=True) if isinstance(term, Call)):
            return sign  # d(XY) = (dX) Y + X (dY): no number stands before a factor, and none between two
    return None


def _is_open(name: str, notation: Notation) -> bool:
    """Did the text say nothing of this letter?"""
    row = notation.find(name)
    return row is None or (row.definition is None and row.meaning != DECLARED and not any(
        row.symbol in symbols(condition) for condition in notation.assumptions))


__all__ = ["meant"]
