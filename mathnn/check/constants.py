"""The letters e and i where they are Euler's number and the imaginary unit.

Both are letters like any other until a statement is false of them: "(1 + 1/n)^n tends to e" is meant of the number, and
of complex numbers nothing is decided here. An i that is an index is no number and is judged as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from mathnn.claims import Verdict
from mathnn.expression import NUMBER, Expr, Symbol
from mathnn.expression.tree import substitute, symbols
from mathnn.notation import DECLARED, Notation

Judge: TypeAlias = Callable[[Expr, Notation], Verdict]
_E, _I, _EULER = Symbol("e", NUMBER), Symbol("i", NUMBER), Symbol(r"\mathrm{e}", NUMBER)


def meant(found: Verdict, tree: Expr, notation: Notation, judge: Judge) -> Verdict:
    """The verdict on a statement, or that with these letters as the constants that they are mostly used for."""
    free = symbols(tree)
    if _E in free and _is_open("e", notation):
        other = judge(substitute(tree, {_E: _EULER}), notation)
        if other.is_true or (found.kind == "none" and other.is_settled):
            return other.changed(reason=f"{other.reason} Here e is the base of the natural logarithm.")
    if found.kind == "refuted" and _I in free and _is_open("i", notation):
        return Verdict("unsettled", "Not decided: i may be the imaginary unit.")
    return found


def _is_open(name: str, notation: Notation) -> bool:
    """Did the text say nothing of this letter?"""
    row = notation.find(name)
    return row is None or (row.definition is None and row.meaning != DECLARED and not any(
        row.symbol in symbols(condition) for condition in notation.assumptions))


__all__ = ["meant"]
