"""Letters of ours for sizes that the text has for an index: of y = softmax(a) with n entries, and dy_m / da_n below it.

Who reads n for the size there takes y_n for the last entry, and m and n for what is not free.
"""

from __future__ import annotations

from collections.abc import Iterator

from mathnn.expression import INTEGER, Expr, Symbol
from mathnn.reading.declared import is_size_of_ours
from mathnn.reading.known import Known
from mathnn.syntax.surface import Node, walk

_OTHERS = "pqrstdhuvnmk"


def keep_sizes_apart(node: Node, known: Known) -> None:
    """Give sizes that are only inferred other letters than the indices of a statement."""
    indices = set(_indices(node)) & known.sizes if known.sizes else set()
    sizes = [size for name in sorted(indices) if is_size_of_ours(known, size := Symbol(name, INTEGER))]
    if not sizes:
        return
    taken = {part.text for part in walk(node) if part.kind == "name"} | known.sizes | known.names.keys()
    free = [letter for letter in _OTHERS if letter not in taken]
    table: dict[Expr, Expr] = {size: Symbol(letter, INTEGER) for size, letter in zip(sizes, free, strict=False)}
    known.resize(table)
    known.sizes -= {size.name for size in table if isinstance(size, Symbol)}
    known.sizes |= {size.name for size in table.values() if isinstance(size, Symbol)}


def _indices(node: Node) -> Iterator[str]:
    """The small letters that stand below others."""
    for part in walk(node):
        if part.kind == "scripts" and part.text[:1] == "_":
            for inner in walk(part.parts[1]):
                if inner.kind == "name" and len(inner.text) == 1 and inner.text.islower():
                    yield inner.text


__all__ = ["keep_sizes_apart"]
