"""w . x = 1 beside w . x = -1: two planes, or other sets on which an expression has a value, and no contradiction."""

from __future__ import annotations

from dataclasses import replace

from mathnn.claims import Role, Verdict
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Notation
from mathnn.reading.judged_reading import under_reading
from mathnn.reading.known import Known
from mathnn.reading.stated import Formula
from mathnn.syntax.read import Reading


def are_level_sets(before: Formula, now: Formula, known: Known) -> bool:
    """Is one expression in letters without a formula set equal to two numbers in one display or paragraph?"""
    return (before.paragraph == now.paragraph and not symbols(before.right) and not symbols(now.right)
            and not isinstance(now.left, Symbol) and any(_is_open(s, known) for s in symbols(now.left)))


def _is_open(letter: Symbol, known: Known) -> bool:
    said = known.names.get(letter.name)
    return letter.sort.kind == "number" and (said is None or said.name.definition is None)


def beside_its_level_sets(found: Verdict, reading: Reading, what: Role, known: Known) -> Verdict:
    """The verdict on what is false since the same expression was set equal to another number right before."""
    left = _level(reading.tree)
    if found.kind != "refuted" or left is None:
        return found
    kept = tuple(each for each in reading.notation.assumptions if each == reading.tree or _level(each) != left)
    if kept == reading.notation.assumptions:
        return found
    freed = replace(reading, notation=Notation(reading.notation.names, kept))
    return under_reading(freed, what, known) or found


def _level(tree: Expr) -> Expr | None:
    """An expression that is set equal to a number."""
    is_level = isinstance(tree, Call) and tree.op == "equal" and isinstance(tree.args[0], Call)
    return tree.args[0] if isinstance(tree, Call) and is_level and not symbols(tree.args[1]) else None


__all__ = ["are_level_sets", "beside_its_level_sets"]
