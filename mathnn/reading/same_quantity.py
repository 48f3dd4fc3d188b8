r"""One quantity under two names: \hat{y} = sigma(w^T x + b) in the loss, and a = sigma(z), z = w^T x + b, in its slope.

The loss is written with the one and differentiated by the other. Where both formulas come to the same once their
letters are written out, the one stands for the other, so that the loss hangs on either.
"""

from __future__ import annotations

from dataclasses import replace

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import operators, substitute, symbols, walk
from mathnn.notation import Notation
from mathnn.reading.reached import reached

_DEPTH = 6  # formulas within formulas that are written out


def with_same_quantities(tree: Expr, notation: Notation) -> Notation:
    """The notation in which the other names of what is differentiated by are given by it; the same without any."""
    if not operators(tree) & DERIVATIVES:
        return notation
    rows = dict(notation.names)
    for node in walk(tree):
        by = node.args[1] if isinstance(node, Call) and node.op in DERIVATIVES else None
        row = rows.get(by.name) if isinstance(by, Symbol) and by.sort.kind == "number" else None
        if not isinstance(by, Symbol) or row is None or row.definition is None or row.parameters:
            continue
        whole: Expr | None = None
        for name, other in tuple(rows.items()):
            if name == by.name or other.definition is None or other.parameters or other.symbol.sort != by.sort or (
                    not symbols(other.definition)) or by in symbols(other.definition):
                continue
            if any(reached_name == name for reached_name, _ in reached(row.definition, notation)):
                continue  # a = y-hat: the one is given by the other
            whole = whole or _written_out(row.definition, notation)
            if _written_out(other.definition, notation) == whole:
                rows[name] = replace(other, definition=by)
    return notation if rows == notation.names else Notation(rows, notation.assumptions)


def _written_out(tree: Expr, notation: Notation) -> Expr:
    """The formula without letters that have formulas themselves; functions stay."""
    for _ in range(_DEPTH):
        table: dict[Expr, Expr] = {
            symbol: row.definition for symbol in symbols(tree) if symbol.sort.kind == "number"
            and (row := notation.names.get(symbol.name)) is not None and row.definition is not None
            and not row.parameters and symbol not in symbols(row.definition)}
        if not table:
            break
        tree = substitute(tree, table)
    return tree


__all__ = ["with_same_quantities"]
