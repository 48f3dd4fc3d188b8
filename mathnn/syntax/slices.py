"""All entries along one index: A_{i,:} is a row of A, A_{:,j} a column."""

from __future__ import annotations

from mathnn.expression import Expr
from mathnn.syntax.infer import Inference
from mathnn.syntax.infer_indices import counting
from mathnn.syntax.surface import Node


def of(indices: tuple[Node, ...]) -> int | None:
    """Which of two indices is given, where the other one is a colon."""
    if len(indices) != 2:
        return None
    colons = [index.kind == "name" and index.text == ":" for index in indices]
    return colons.index(False) if sum(colons) == 1 else None


def taken(inf: Inference, base: Expr, index: Node, side: int, node: Node) -> Expr:
    """The row (a matrix of one row) or the column of a matrix. Raises ClashError where the base is none."""
    place = counting(inf, index)
    if side == 0:
        return inf.make("transpose", (inf.entry(base, (place,), node),), node)
    return inf.entry(inf.make("transpose", (base,), node), (place,), node)


__all__ = ["of", "taken"]
