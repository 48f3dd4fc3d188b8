r"""Solutions with two signs: "the solutions of $x^2 = 9$ are $x = \pm 3$" is a claim about the equation before it."""

from __future__ import annotations

import re

from mathnn.check.judge import judge
from mathnn.check.two_signs import base_of, has_two_signs
from mathnn.claims import Verdict
from mathnn.expression import TRUTH, Call, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Notation
from mathnn.reading.in_force import nearby_equations
from mathnn.reading.known import Known
from mathnn.reading.posed import Judged, Posed
from mathnn.syntax.read import Reading

SOLVES: Judged = "claim", "it gives the solutions of an equation above"
_SOLVED = re.compile(r"\b(?:solv\w*|solutions?|roots?|zeros?|zeroes|eigenvalues?)\b", re.IGNORECASE)


def may_solve(statement: Posed) -> bool:
    """Is it x = a ± b, and do the words speak of solutions?"""
    latex = statement.located.row.latex
    return (r"\pm" in latex or r"\mp" in latex) and statement.relations[:1] == ("equal",) and (
        _SOLVED.search(statement.before) is not None)


def solved(reading: Reading, known: Known, paragraph: int) -> Verdict | None:
    """The verdict on the solutions of the last equation in this letter; None where there is no such equation."""
    tree, notation = reading.tree, reading.notation
    first = tree.args[0] if isinstance(tree, Call) and tree.op == "chain" else tree
    letter = first.args[0] if isinstance(first, Call) and first.op == "equal" else None
    if not isinstance(letter, Symbol) or not has_two_signs(first):
        return None
    name = base_of(letter.name)
    equation = next((old for old in nearby_equations(known, paragraph) if name in {s.name for s in symbols(old)}), None)
    row = notation.find(name)
    if equation is None or (row is not None and row.definition is not None):
        return None
    kept = tuple(each for each in notation.assumptions if name not in {s.name for s in symbols(each)})
    return judge(Call("implies", (equation, tree), TRUTH), Notation(notation.names, kept))


__all__ = ["SOLVES", "may_solve", "solved"]
