"""Sums and products over the members of a list of random variables, written out: X_1 + X_2 + X_3 for n = 3."""

from __future__ import annotations

from fractions import Fraction

from mathnn.check import random_names as said
from mathnn.check.scene import Unsupported
from mathnn.expression.build import add, multiply
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, rebuild, substitute, walk

_MOST = 8


def unrolled(members: int, *trees: Expr) -> tuple[Expr, ...]:
    """The trees with their sums over such members written out, a size that is a letter taken as `members`."""
    sizes: dict[Expr, Expr] = {
        node.upper: _number(members) for tree in trees for node in walk(tree)
        if isinstance(node, Bind) and node.op in ("sum", "product") and isinstance(node.upper, Symbol)}
    return tuple(_written(substitute(tree, sizes) if sizes else tree, members) for tree in trees)


def _written(tree: Expr, members: int) -> Expr:
    if not isinstance(tree, Bind) or tree.op not in ("sum", "product") or not _runs_over_members(tree):
        return rebuild(tree, lambda part: _written(part, members))
    if tree.where is not None:
        raise Unsupported("a condition on a sum over random variables")
    first, last = _end(tree.lower, 1), _end(tree.upper, members)
    if last - first >= _MOST:
        raise Unsupported("a sum over many random variables")
    body = _written(tree.body, members)
    terms = [substitute(body, {tree.index: _number(k)}) for k in range(first, last + 1)]
    return add(*terms) if tree.op == "sum" else multiply(*terms)


def _end(tree: Expr | None, usual: int) -> int:
    if tree is None:
        return usual
    if isinstance(tree, Number) and tree.value.denominator == 1:
        return int(tree.value)
    raise Unsupported("the end of a sum over random variables")


def _runs_over_members(tree: Bind) -> bool:
    """Is its index the label of members, and no value of a random variable?"""
    labels = False
    for node in walk(tree.body):
        if isinstance(node, Call) and node.op in ("entry", "layer") and tree.index in node.args[1:]:
            base = node.args[0]
            if isinstance(base, Symbol) and said.statistic(base.name) == said.PROBABILITY:
                return False
            labels = True
        elif isinstance(node, Call) and (
                (node.op in ("given", "apply") and tree.index in node.args[1:])
                or (node.op == "equal" and node.args[1] == tree.index)):
            return False
    return labels


def _number(value: int) -> Number:
    return Number(Fraction(value), str(value))


__all__ = ["unrolled"]
