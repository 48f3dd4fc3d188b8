"""Names and sizes replaced everywhere: in values, in shapes, in definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mathnn.expression import Expr, Number, Sort, Symbol
from mathnn.expression.tree import rebuild, substitute, symbols
from mathnn.notation import Name


def resized_row(row: Name, table: Mapping[Expr, Expr]) -> Name:
    """The row of a name with other sizes."""
    symbol = resized(row.symbol, table)
    parameters = tuple(p for p in (resized(parameter, table) for parameter in row.parameters) if isinstance(p, Symbol))
    definition = None if row.definition is None else resized(row.definition, table)
    return replace(row, symbol=symbol if isinstance(symbol, Symbol) else row.symbol, definition=definition,
                   parameters=parameters)


def resized(tree: Expr, table: Mapping[Expr, Expr]) -> Expr:
    """Replaced in values and in shapes."""
    if (found := table.get(tree)) is not None:
        return found
    made = rebuild(tree, lambda part: resized(part, table))
    if isinstance(made, Number):
        return made
    sort = _sort(made.sort, table)
    return made if sort == made.sort else replace(made, sort=sort)


def _sort(sort: Sort, table: Mapping[Expr, Expr]) -> Sort:
    shape, domain = (tuple(substitute(size, table) for size in sort.shape),
                     tuple(_sort(each, table) for each in sort.domain))
    return Sort(sort.kind, shape, domain, None if sort.value is None else _sort(sort.value, table))


def as_known(row: Name, rows: Mapping[str, Name]) -> Name:
    """The row with the sizes of names in its formula that got numbers since: A may have four rows by now."""
    table: dict[Expr, Expr] = {}
    for old in symbols(row.definition) if row.definition is not None else ():
        found = rows.get(old.name)
        if found is None or old in row.parameters or found.definition is None or symbols(found.definition):
            continue
        now = found.symbol
        if now == old or now.sort.kind != old.sort.kind or len(now.sort.shape) != len(old.sort.shape):
            continue
        sizes = dict(zip(old.sort.shape, now.sort.shape, strict=True))
        if any(table.get(was, size) != size for was, size in sizes.items()):
            return row
        table |= {old: now, **{was: size for was, size in sizes.items() if isinstance(was, Symbol) and was != size}}
    return resized_row(row, table) if table else row


__all__ = ["as_known", "resized", "resized_row"]
