r"""A cost written for one output and used for a column of them: L = -(y \log \hat{y} + (1 - y) \log(1 - \hat{y})).

Who takes its slopes means a number. It is the sum over the entries then, which for one output is what was written; the
target y of a column \hat{y} is a column as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from mathnn.expression import INTEGER, NUMBER, Call, Expr, Number, Sort, Symbol
from mathnn.expression.build import call, entry, number, total
from mathnn.expression.tree import symbols
from mathnn.notation import Name, Notation
from mathnn.reading.known import Known
from mathnn.syntax.read import Reading

NOTE = "total"
_LETTER = r"(?:[A-Z]|\\ell|\\mathcal\s*\{?\s*[A-Z]\s*\}?|\\(?:text|mathrm|operatorname)\s*\{\w+\})"
_COST = re.compile(rf"\\partial\s*({_LETTER}(?:_(?:\w|\{{[^{{}}]{{1,12}}\}}))?)\s*\}}\s*\{{\s*\\partial")
_TARGETS = ("y", "t", r"\mathbf{y}", r"\mathbf{t}")
_ENTRYWISE = frozenset(("add", "negate", "multiply", "divide", "hadamard", "log", "exp", "power", "abs", "sigmoid"))
_ONE, _ZERO = r"\mathbf{1}", r"\mathbf{0}"


def costs(formulas: Iterable[str]) -> frozenset[str]:
    """The letters of which a document takes slopes, as they are spelled without spaces."""
    return frozenset("".join(found.split()) for latex in formulas if r"\partial" in latex
                     for found in _COST.findall(latex))


def as_total(reading: Reading, known: Known) -> Reading:
    """The definition of a cost that came out as a column, as the sum of its entries; any other as it is."""
    tree = reading.tree
    if not isinstance(tree, Call) or tree.op not in ("equal", "define") or len(tree.args) != 2:
        return reading
    cost, formula = tree.args
    if not isinstance(cost, Symbol) or not cost.sort.is_vector or cost.sort != formula.sort or (
            cost.name.replace(" ", "") not in known.habits.costs or _is_declared(cost.name, known)):
        return reading
    own = {symbol.name for symbol in symbols(formula)}
    index = Symbol(next(name for name in "kijr" if name not in own), INTEGER)
    body = _entry(formula, index, cost.sort)
    if body is None:
        return reading
    made = Symbol(cost.name, NUMBER)
    rows = {name: Name(replace(row.symbol, sort=cost.sort)) if _is_target(row.symbol, own, known) else row
            for name, row in reading.notation.names.items() if name != cost.name}
    inferred = {name: rows.get(name, row) for name, row in reading.inferred.items() if name != cost.name}
    rows[cost.name] = inferred[cost.name] = Name(made)
    notes = {**reading.notes, NOTE: "a cost is a number: the sum over all outputs"}
    return replace(reading, tree=Call(tree.op, (made, total(index, body)), tree.sort), inferred=inferred,
                   notation=Notation(rows, reading.notation.assumptions), notes=notes)


def _entry(tree: Expr, index: Symbol, column: Sort) -> Expr | None:
    """Entry number `index` of a formula that is calculated entry by entry; None for another one."""
    own = {symbol.name for symbol in symbols(tree)}

    def at_index(part: Expr) -> Expr | None:
        if isinstance(part, Number):
            return part
        if isinstance(part, Symbol):
            if part.sort == column and part.name in (_ONE, _ZERO):
                return number(1 if part.name == _ONE else 0)
            if part.sort == column or (part.sort.is_number and _is_named_target(part.name, own)):
                return entry(replace(part, sort=column), index)
            return part if part.sort.is_number else None
        if not isinstance(part, Call) or part.op not in _ENTRYWISE:
            return None
        args = tuple(made for each in part.args if (made := at_index(each)) is not None)
        op = "multiply" if part.op == "hadamard" else part.op
        return call(op, *args) if len(args) == len(part.args) else None

    return at_index(tree)


def _is_target(symbol: Symbol, own: set[str], known: Known) -> bool:
    return symbol.sort.is_number and _is_named_target(symbol.name, own) and not _is_declared(symbol.name, known)


def _is_named_target(name: str, own: set[str]) -> bool:
    r"""Is it the y beside \hat{y}, or a letter that texts have for what an output should be?"""
    return name in own and (name in _TARGETS or rf"\hat{{{name}}}" in own)


def _is_declared(name: str, known: Known) -> bool:
    said = known.names.get(name)
    return said is not None and said.declared


__all__ = ["as_total", "costs"]
