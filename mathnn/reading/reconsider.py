"""The role of a statement in the light of its verdict: an author does not claim what is plainly false of a letter.

Where a statement would be refuted, or hangs on a letter that has no formula, and it has the form of a new definition or
of a condition, it is taken for that. Which of them it is, the reason says.
"""

from __future__ import annotations

from mathnn.claims import Verdict
from mathnn.expression import Call, Expr
from mathnn.expression.tree import walk
from mathnn.reading import cues
from mathnn.reading.left_side import names
from mathnn.reading.roles import Judged, Posed

_SMALL = 4  # nodes of a side that only names something
_CONSTANTS = frozenset((r"\pi", "e", r"\mathrm{e}", r"\infty", r"\top", "T", "d", r"\partial"))


def reconsidered(statement: Posed, said: Judged, found: Verdict, tree: Expr) -> Judged:
    """The role and its reason: those given before, or others that the verdict suggests."""
    if said[0] != "claim" or not (found.is_wrong or found.kind == "unsettled"):
        return said
    if found.is_wrong and _may_be_new(statement):
        assert statement.earlier is not None
        return "definition", f"it gets another formula than on line {statement.earlier.line}"
    if found.is_wrong and _is_property(statement, tree):
        return "hypothesis", "it singles out those that have this property"
    return said


def _may_be_new(statement: Posed) -> bool:
    """Has the left side a meaning, and is the right side a formula of its own arguments, or the place a casual one?"""
    if statement.earlier is None or not statement.left.may_be_defined or statement.relations != ("equal",):
        return False
    if statement.is_setting or statement.left.kind not in ("name", "applied"):
        return statement.is_setting
    own = statement.left.letters | _CONSTANTS
    closed = statement.left.kind == "applied" and all(name in own for name in names(statement.right[0]))
    casual = not statement.located.row.equation.display and not cues.asserting(statement.before)
    return closed or casual


def _is_property(statement: Posed, tree: Expr) -> bool:
    """A short relation between two forms of one thing (A = A^T, f(-x) = f(x)), in the running text or behind a colon."""
    if not isinstance(tree, Call) or len(tree.args) != 2 or len(statement.relations) != 1:
        return False
    return all(sum(1 for _ in walk(side)) <= _SMALL for side in tree.args) and bool(statement.left.letters)


__all__ = ["reconsidered"]
