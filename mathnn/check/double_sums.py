"""Sums over pairs: sum_{i < j} x_i x_j may run over both of the indices below its sign.

In sum_{j != i} w_{ij} the letter i is free and names a row; so it is read first. Where it stands nowhere else, and the
statement is false of a fixed i, the sum is one over pairs.
"""

from __future__ import annotations

from mathnn.expression import Bind, Call, Expr, Symbol
from mathnn.expression.tree import operators, rebuild, symbols, walk

_TIED = frozenset(("less", "less_equal", "greater", "greater_equal", "unequal"))


def with_double_sums(tree: Expr) -> Expr:
    """The tree in which such sums run over both indices; the same tree where there is none."""
    if "sum" not in operators(tree):
        return tree
    pairs = {node: other for node in walk(tree) if (other := _other(node)) is not None and other in symbols(tree)}
    if not pairs:
        return tree
    outside = symbols(_emptied(tree, frozenset(pairs)))
    return _doubled(tree, frozenset(pairs.values()) - outside)


def _other(node: Expr) -> Symbol | None:
    """The second index below a sum that names only the first: j of i < j, i != j."""
    if not isinstance(node, Bind) or node.op != "sum" or node.lower is not None or node.upper is not None:
        return None
    where = node.where
    if not isinstance(where, Call) or where.op not in _TIED or node.index not in where.args:
        return None
    other = where.args[1 - where.args.index(node.index)]
    if not isinstance(other, Symbol) or other.sort.kind != "integer" or other not in symbols(node.body):
        return None
    return other


def _emptied(tree: Expr, nodes: frozenset[Expr]) -> Expr:
    """The tree without what these sums hold."""
    return _ZERO if tree in nodes else rebuild(tree, lambda part: _emptied(part, nodes))


def _doubled(tree: Expr, indices: frozenset[Symbol]) -> Expr:
    other = _other(tree)
    made = rebuild(tree, lambda part: _doubled(part, indices))
    if other is None or other not in indices:
        return made
    return Bind("sum", other, made, sort=made.sort)


_ZERO = Symbol("0")

__all__ = ["with_double_sums"]
