r"""K_{ij} = x_i^T x_j: a table whose two indices count the same things has as many rows as columns."""

from __future__ import annotations

from mathnn.errors import SortError
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import walk
from mathnn.syntax.infer import Inference


def with_square_tables(inf: Inference, tree: Expr) -> Expr:
    """The same tree; where both indices of its left side say which member of one family is meant, its sizes are one."""
    left = tree.args[0] if isinstance(tree, Call) and tree.op in ("equal", "define", "chain") else None
    if isinstance(left, Call) and left.op == "equal":
        left = left.args[0]
    if not (isinstance(left, Call) and left.op == "entry" and len(left.args) == 3 and left.args[1] != left.args[2]):
        return tree
    table, first, second = left.args
    if not table.sort.is_matrix or not isinstance(first, Symbol) or not isinstance(second, Symbol):
        return tree
    labels: dict[Expr, set[Expr]] = {}
    for node in walk(tree):
        if isinstance(node, Call) and node.op == "layer":
            labels.setdefault(node.args[0], set()).add(node.args[1])
    if any({first, second} <= found for found in labels.values()):
        try:
            inf.dimensions.same(*table.sort.shape)
        except SortError:
            inf.dimensions.clash = None
    return tree


__all__ = ["with_square_tables"]
