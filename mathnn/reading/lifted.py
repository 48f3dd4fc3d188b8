r"""Formulas of one example taken for each of many: z = w^T x + b, and then J = 1/m sum_i L(\hat{y}^{(i)}, y^{(i)}).

What depends on the example gets its label: x, what the text writes with the label itself, and what is given by these.
Weights have none. Where a text means this it seldom says so; what holds is conditional on it.
"""

from __future__ import annotations

from collections.abc import Iterable

from mathnn.expression import INTEGER, Call, Expr, Sort, Symbol
from mathnn.expression.tree import substitute, symbols
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.syntax.typefaces import face

_I = Symbol("i", INTEGER)


def as_samples(name: str, known: Known) -> Symbol | None:
    """The family of what was given for one example, a = sigma(z) or the column x; None for any other name."""
    said = known.names.get(name)
    if said is None or said.name.symbol.sort.kind != "number" or len(said.name.symbol.sort.shape) > 1 or (
            said.name.parameters):
        return None
    if said.name.definition is None and face(name)[1] != "x":
        return None
    return Symbol(name, Sort("family", (), (INTEGER,), said.name.symbol.sort))


def lifted(families: Iterable[Symbol], known: Known) -> dict[str, Name]:
    """The rows of families that have no formula of their own, by that of one example; with those that it needs."""
    waiting = list(families)
    labelled = {family.name for family in waiting}
    rows: dict[str, Name] = {}
    while waiting:
        family = waiting.pop()
        own = as_samples(family.name, known)
        said = known.names.get(family.name)
        if family.name in rows or own is None or said is None or own.sort.value != family.sort.value:
            continue
        formula = said.name.definition
        if formula is None:
            rows[family.name] = Name(own)
            continue
        parts = {symbol: each for symbol in symbols(formula) if symbol.sort.kind == "number"
                 and (each := _of_example(symbol, labelled, known)) is not None}
        if not parts:
            continue
        table: dict[Expr, Expr] = {symbol: Call("layer", (each, _I), symbol.sort) for symbol, each in parts.items()}
        rows[family.name] = Name(own, "", substitute(formula, table), (_I,))
        waiting += parts.values()
    return rows


def _of_example(symbol: Symbol, labelled: set[str], known: Known) -> Symbol | None:
    """The family of a letter in such a formula, where it depends on the example."""
    if symbol.name in labelled or face(symbol.name)[1] == "x":
        return Symbol(symbol.name, Sort("family", (), (INTEGER,), symbol.sort))
    said = known.names.get(symbol.name)
    formula = said.name.definition if said is not None and not said.name.parameters else None
    if formula is None or symbol in symbols(formula):
        return None
    depends = any(_of_example(each, labelled, known) is not None for each in symbols(formula)
                  if each.sort.kind == "number" and each != symbol)
    return Symbol(symbol.name, Sort("family", (), (INTEGER,), symbol.sort)) if depends else None


__all__ = ["as_samples", "lifted"]
