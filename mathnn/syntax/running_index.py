"""The index that runs in diag(d_i): the one letter at which all entries in a number are taken."""

from __future__ import annotations

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import walk


def entries_of_vectors(tree: Expr) -> list[Call]:
    """All parts that are an entry by one index."""
    return [part for part in walk(tree) if isinstance(part, Call) and part.op == "entry" and len(part.args) == 2]


def running_index(tree: Expr) -> Symbol | None:
    """The letter, or None where there is no entry, or they stand at several places."""
    places = {part.args[1] for part in entries_of_vectors(tree)}
    index = places.pop() if len(places) == 1 else None
    return index if isinstance(index, Symbol) else None


__all__ = ["entries_of_vectors", "running_index"]
