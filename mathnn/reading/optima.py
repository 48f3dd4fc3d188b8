"""What words say of a point: x^* is the minimizer of f, so that the slope of f vanishes there."""

from __future__ import annotations

import re

from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr
from mathnn.expression.tree import operators, symbols
from mathnn.reading.known import Known
from mathnn.reading.said import Said
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.reading.surroundings import Located
from mathnn.syntax.read import read

_NOUN = (r"(?:(?:unique|global|local|unconstrained)\s+)*(?:minimi[sz]er|maximi[sz]er|minimum|maximum|optimum|"
         r"stationary point|critical point|optimal (?:solution|point|value|parameters?|weights?))")
_BEFORE = re.compile(rf"\b(?:the|a|its|whose)\s+{_NOUN}\s*(?:of\s+¤\s*)?(?:is|be|at|by)?\s*$", re.IGNORECASE)
_AFTER = re.compile(rf"\s*(?:is|be|denotes?|for|as)\s+(?:the|a|its|some|any)\s+{_NOUN}\b", re.IGNORECASE)


def learn_optima(part: Located, name: str | None, known: Known) -> None:
    """Learn that the slope vanishes at a point that the words call the best one; it holds in this section.

    Of which function the words speak is clear where the text gave one formula of such an argument last.
    """
    if name is None or not (_BEFORE.search(part.before) or _AFTER.match(part.after)):
        return
    if (function := latest_function(known)) is None:
        return
    text = rf"\nabla {function.name.symbol.name}({name}) = 0"
    try:
        tree = read(text, notation_for(known, text, Trust.ALL, part.paragraph)).tree
    except (ReadError, SortError, *FAILURES):
        return
    if _fits(tree, function):
        known.optima[name] = (tree, function)


def latest_function(known: Known) -> Said | None:
    """The function of one column or number that got its formula last."""
    found = [said for said in known.names.values() if said.name.symbol.sort.kind == "function"
             and said.name.definition is not None and len(said.name.parameters) == 1
             and "expectation" not in operators(said.name.definition)
             and said.section in {0, known.section, *(number for _, number in known.around)}]
    return max(found, key=lambda said: said.line, default=None)


def _fits(tree: Expr, function: Said) -> bool:
    """Was the point read as an argument of that function?"""
    sort = function.name.parameters[0].sort
    return isinstance(tree, Call) and tree.op == "equal" and all(
        s.sort.shape == sort.shape for s in symbols(tree) if s.sort.kind != "function")


__all__ = ["latest_function", "learn_optima"]
