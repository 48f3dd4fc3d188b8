"""Sums and products over the members of a list of random variables, written out: X_1 + X_2 + X_3 for n = 3."""

from __future__ import annotations

from collections.abc import Container

from mathnn.check import random_names as said
from mathnn.check.scene import Unsupported
from mathnn.expression import INTEGER, NUMBER, TRUTH
from mathnn.expression.build import add, multiply
from mathnn.expression.tree import (
    Bind,
    Call,
    Expr,
    Number,
    Symbol,
    children,
    operators,
    rebuild,
    substitute,
    symbols,
    walk,
)
from mathnn.syntax.dimensions import counted

_MOST = 8
_LISTS = frozenset(("sum", "product"))
_COUNTS = ("n", "N", "m", "M")  # how many there are


def unrolled(members: int, *trees: Expr, listed: Container[str] = ()) -> tuple[Expr, ...]:
    """The trees with their sums over such members written out, a size that is a letter taken as `members`.

    `listed` are variables of which the text said that they are lists: a q_i among them is no distribution. A sum
    without an end, sum_i X_i, has as many terms as the n beside it says.
    """
    if all(_LISTS.isdisjoint(operators(tree)) for tree in trees):
        return trees
    sums = [node for tree in trees for node in walk(tree) if isinstance(node, Bind) and node.op in _LISTS]
    names = {node.upper.name for node in sums if isinstance(node.upper, Symbol)}
    if any(node.upper is None and _runs_over_members(node, listed) for node in sums):
        beside = {symbol.name for tree in trees for symbol in symbols(tree)}
        names = names or set([name for name in _COUNTS if name in beside][:1])
    sizes: dict[Expr, Expr] = {
        Symbol(name, sort): counted(members) for name in names for sort in (INTEGER, NUMBER)}
    return tuple(_written(substitute(tree, sizes) if sizes else tree, members, listed) for tree in trees)


def partitioned(tree: Expr) -> Expr:
    """The tree with B_i in P(A | B_i) read as "B takes its i-th value": one of these events happens."""
    if said.head(tree) == said.PROBABILITY:
        table: dict[Expr, Expr] = {
            node: Call("equal", children(node), TRUTH) for node in walk(tree) if _is_of_list(node)}
        return substitute(tree, table)
    made = rebuild(tree, partitioned)
    if isinstance(made, Bind) and made.op == "sum" and made != tree:  # over all, whatever their number is called
        return Bind("sum", made.index, made.body, sort=made.sort)
    return made


def _is_of_list(node: Expr) -> bool:
    """B_i, one of a list of events."""
    if not isinstance(node, Call) or node.op != "entry" or len(node.args) != 2:
        return False
    base, place = node.args
    return isinstance(place, Symbol) and isinstance(base, Symbol) and said.is_capital(base.name)


def _written(tree: Expr, members: int, listed: Container[str]) -> Expr:
    if _LISTS.isdisjoint(operators(tree)):
        return tree
    if not isinstance(tree, Bind) or tree.op not in _LISTS or not _runs_over_members(tree, listed):
        return rebuild(tree, lambda part: _written(part, members, listed))
    if tree.where is not None:
        raise Unsupported("a condition on a sum over random variables")
    first, last = _end(tree.lower, 1), _end(tree.upper, members)
    if last - first >= _MOST:
        raise Unsupported("a sum over many random variables")
    body = _written(tree.body, members, listed)
    terms = [substitute(body, {tree.index: counted(k)}) for k in range(first, last + 1)]
    return add(*terms) if tree.op == "sum" else multiply(*terms)


def _end(tree: Expr | None, usual: int) -> int:
    if tree is None:
        return usual
    if isinstance(tree, Number) and tree.value.denominator == 1:
        return int(tree.value)
    raise Unsupported("the end of a sum over random variables")


def _runs_over_members(tree: Bind, listed: Container[str]) -> bool:
    """Is its index the label of members, and no value of a random variable?"""
    labels = False
    for node in walk(tree.body):
        if isinstance(node, Call) and node.op in ("entry", "layer") and tree.index in node.args[1:]:
            base = node.args[0]
            if isinstance(base, Symbol) and said.statistic(base.name) == said.PROBABILITY and (
                    said.variable(base.name) not in listed):
                return False
            labels = True
        elif isinstance(node, Call) and (
                (node.op in ("given", "apply") and tree.index in node.args[1:])
                or (node.op == "equal" and node.args[1] == tree.index)):
            return False
    return labels


__all__ = ["partitioned", "unrolled"]
