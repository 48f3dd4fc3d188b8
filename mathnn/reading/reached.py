"""What a statement depends on by the formulas of its notation, and whether it defines anything by itself."""

from __future__ import annotations

from mathnn.check.question import beginning
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Name, Notation
from mathnn.reading.formulas import definition


def reached(tree: Expr, notation: Notation) -> frozenset[tuple[str, Name]]:
    """The rows that a tree depends on, definitions followed."""
    rows: dict[str, Name] = {}
    waiting = list(symbols(tree))
    while waiting:
        name = waiting.pop().name
        row = notation.find(name)
        if name not in rows and row is not None:
            rows[name] = row
            if row.definition is not None:
                waiting += symbols(row.definition)
            if (first := notation.names.get(beginning(name))) is not None:
                waiting.append(first.symbol)
    return frozenset(rows.items())


def is_circular(tree: Expr, notation: Notation) -> bool:
    """Would it define a letter by things that the text defined by this letter?"""
    made = definition(tree)
    if made is None or made.definition is None or made.symbol.sort.kind in ("family", "function"):
        return False
    return any(made.symbol in symbols(row.definition) for _, row in reached(made.definition, notation)
               if row.definition is not None)


def is_of_known(tree: Expr, head: str, notation: Notation) -> bool:
    """Is it about an entry b_{ij} of a matrix B that the text gave by a formula or a condition?"""
    left = tree.args[0] if isinstance(tree, Call) and tree.op == "equal" else None
    base = left.args[0] if isinstance(left, Call) and left.op == "entry" else None
    if not isinstance(base, Symbol) or base.name == head or not base.sort.is_matrix:
        return False
    row = notation.names.get(base.name)
    return (row is not None and row.definition is not None) or any(
        base.name in {s.name for s in symbols(condition)} for condition in notation.assumptions)
