"""A slope behind an arrow, f_c(x) = c + x \\rightarrow df/dx = 1: the bare f is the function before the arrow."""

from __future__ import annotations

from dataclasses import replace

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import substitute, symbols
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.reading.posed import Posed
from mathnn.syntax.read import Reading

_ARROWS = (r"\rightarrow", r"\to", r"\longrightarrow", r"\Rightarrow", r"\implies", r"\quad")
_SLOPES = ("derivative", "partial")


def of_the_one_before(reading: Reading, statement: Posed, known: Known) -> Reading:
    """The reading in which the letter under the derivative stands for the function that was defined right before."""
    if not any(arrow in statement.located.row.introduced_by for arrow in _ARROWS):
        return reading
    slope = reading.tree.args[0] if isinstance(reading.tree, Call) and reading.tree.op == "equal" else None
    if not isinstance(slope, Call) or slope.op not in _SLOPES or not isinstance(slope.args[0], Symbol):
        return reading
    letter, row = slope.args[0], _defined_before(known)
    if row is None or row.definition is None or row.symbol.name.partition("_")[0] != letter.name:
        return reading
    if letter.name == row.symbol.name or len(row.parameters) != 1:
        return reading
    formula = substitute(row.definition, {row.parameters[0]: slope.args[1]})
    own = {symbol.name: symbol for symbol in symbols(reading.tree)}  # the a of f_a was read as a number that counts
    formula = substitute(formula, {symbol: own.get(symbol.name, symbol) for symbol in symbols(formula)})
    return replace(reading, notation=reading.notation.with_name(Name(letter, "", formula)))


def _defined_before(known: Known) -> Name | None:
    latest: Expr | None = known.last.equation
    left = latest.args[0] if isinstance(latest, Call) and latest.op == "equal" else None
    head = left.args[0] if isinstance(left, Call) and left.op == "apply" else None
    said = known.names.get(head.name) if isinstance(head, Symbol) else None
    return said.name if said is not None else None
