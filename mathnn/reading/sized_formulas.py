"""Formulas whose letters got their sizes later: "let f(x) = x^T x with x in R^d", or f(y) of a column y in R^d."""

from __future__ import annotations

from mathnn.expression import Expr, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.reading.said import ALWAYS
from mathnn.syntax.dimensions import is_open
from mathnn.syntax.resized import resized_row


def with_declared_sizes(found: dict[str, Name], known: Known) -> dict[str, Name]:
    """The rows, those with a formula in the sizes that its letters were declared with since."""
    if all(row.definition is None for row in found.values()):
        return found
    declared = {}
    for key, row in found.items():
        said = known.names.get(key)
        if said is not None and said.declared and row.symbol.sort.shape and row.symbol.sort.kind == "number" and (
                said.section in (known.section, ALWAYS) or is_open(row.symbol.sort.shape[0])):
            declared[key] = row.symbol
    if not declared:
        return found
    columns = {symbol.sort.shape[0] for symbol in declared.values() if symbol.sort.is_vector}
    fixed = {size for symbol in declared.values() for size in symbol.sort.shape}
    made = dict(found)
    for key, row in found.items():
        if row.definition is not None and key not in declared and (table := _sizes(row, declared, columns, fixed)):
            made[key] = resized_row(row, table)
    return made


def _sizes(row: Name, declared: dict[str, Symbol], columns: set[Expr], fixed: set[Expr]) -> dict[Expr, Expr]:
    """Which of the sizes in a formula are others by now; none where two letters ask for different ones."""
    table: dict[Expr, Expr] = {}
    own = symbols(row.definition) if row.definition is not None else frozenset()
    for old in {*own, *row.parameters}:
        now = declared.get(old.name)
        if now is None or now.sort.kind != old.sort.kind or len(now.sort.shape) != len(old.sort.shape):
            continue
        for was, size in zip(old.sort.shape, now.sort.shape, strict=True):
            if isinstance(was, Symbol) and table.setdefault(was, size) != size:
                return {}
    for parameter in row.parameters:
        own_size = parameter.sort.shape[0] if parameter.sort.is_vector else None
        if isinstance(own_size, Symbol) and own_size not in table and own_size not in fixed and len(columns) == 1:
            table[own_size] = next(iter(columns))
    return {was: size for was, size in table.items() if was != size}


__all__ = ["with_declared_sizes"]
