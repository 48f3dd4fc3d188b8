r"""Functions with an index in their name and in their formula: f_i(w) = (w^T x_i - y_i)^2, the loss of the i-th sample.

Where a text writes f_i(w), i is the index that stands there, bound by a sum or free. So its formula stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import operators, rebuild, substitute, symbols
from mathnn.notation import Name, Notation

_INDEX = re.compile(r"_\{?([a-z])\}?$")
_DEEPEST = 6


def with_indexed_functions(tree: Expr, notation: Notation) -> tuple[Expr, Notation]:
    """The statement and its notation with the formulas of such functions for them."""
    rows = {row.symbol: row for row in notation if _is_indexed(row)}
    if not rows:
        return tree, notation
    names = {name: row if row.definition is None or row.symbol in rows or "apply" not in operators(row.definition) else
             Name(row.symbol, row.meaning, _written(row.definition, rows, 0), row.parameters)
             for name, row in notation.names.items()}
    return _written(tree, rows, 0), Notation(names, tuple(_written(each, rows, 0) for each in notation.assumptions))


def _is_indexed(row: Name) -> bool:
    if row.symbol.sort.kind != "function" or row.definition is None or not row.parameters:
        return False
    found = _INDEX.search(row.symbol.name)
    return found is not None and any(
        symbol.name == found[1] and symbol.sort.kind == "integer" for symbol in symbols(row.definition))


def _written(tree: Expr, rows: Mapping[Symbol, Name], depth: int) -> Expr:
    made = rebuild(tree, lambda part: _written(part, rows, depth))
    head = made.args[0] if isinstance(made, Call) and made.op == "apply" else None
    row = rows.get(head) if isinstance(head, Symbol) else None
    if row is None or row.definition is None or not isinstance(made, Call) or depth > _DEEPEST or (
            len(made.args) != 1 + len(row.parameters)):
        return made
    table: dict[Expr, Expr] = dict(zip(row.parameters, made.args[1:], strict=True))
    return _written(substitute(row.definition, table), rows, depth + 1)


__all__ = ["with_indexed_functions"]
