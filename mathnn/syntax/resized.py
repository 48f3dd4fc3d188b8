"""Names and sizes replaced everywhere: in values, in shapes, in definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mathnn.expression import Expr, Number, Sort, Symbol
from mathnn.expression.tree import Bind, rebuild, substitute, symbols
from mathnn.notation import Name


def resized_row(row: Name, table: Mapping[Expr, Expr]) -> Name:
    """The row of a name with other sizes."""
    symbol = resized(row.symbol, table)
    own = frozenset(row.parameters)
    parameters = tuple(p for p in (resized(parameter, table, own) for parameter in row.parameters)
                       if isinstance(p, Symbol))
    definition = None if row.definition is None else resized(row.definition, table, own)
    return replace(row, symbol=symbol if isinstance(symbol, Symbol) else row.symbol, definition=definition,
                   parameters=parameters)


def resized(tree: Expr, table: Mapping[Expr, Expr], bound: frozenset[Expr] = frozenset()) -> Expr:
    """Replaced in values and in shapes; the `bound` letters are indices and parameters, no sizes of the same name."""
    if (found := table.get(tree)) is not None and tree not in bound:
        return found
    if isinstance(tree, Bind) and tree.index in table:
        within = bound | {tree.index}
        lower, upper, where = (None if part is None else resized(part, table, inside) for part, inside in (
            (tree.lower, bound), (tree.upper, bound), (tree.where, within)))
        made: Expr = replace(tree, body=resized(tree.body, table, within), lower=lower, upper=upper, where=where)
    else:
        made = rebuild(tree, lambda part: resized(part, table, bound))
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
