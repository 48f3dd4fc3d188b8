"""The summation convention: an index that stands twice in a term is summed over."""

from __future__ import annotations

from collections import Counter

from mathnn.expression import INTEGER, Bind, Call, Expr, Sort, Symbol
from mathnn.syntax.infer import Inference

_THROUGH = frozenset(("equal", "chain", "add", "negate", "and", "implies", "iff", "define", "assign"))


def summed(inf: Inference, tree: Expr) -> Expr:
    """The tree with the sums that the convention leaves out."""
    if isinstance(tree, Call) and tree.op in _THROUGH:
        return Call(tree.op, tuple(summed(inf, arg) for arg in tree.args), tree.sort)
    counts = Counter[Symbol]()
    _count(tree, counts, frozenset())
    for index, times in sorted(counts.items(), key=lambda pair: pair[0].name):
        if times == 2:
            inf.taken.setdefault("summed " + index.name, f"{index.name} stands twice in a term: summed over")
            tree = Bind("sum", index, tree, None, None, None, Sort("number", tree.sort.shape))
    return tree


def _count(tree: Expr, counts: Counter[Symbol], bound: frozenset[Symbol]) -> None:
    """How often each free index stands in entries."""
    if isinstance(tree, Call) and tree.op == "add":  # each term of a sum in brackets holds the same indices
        parts = [Counter[Symbol]() for _ in tree.args]
        for arg, part in zip(tree.args, parts, strict=True):
            _count(arg, part, bound)
        for held in frozenset[Symbol]().union(*parts):
            counts[held] += max(part[held] for part in parts)
    elif isinstance(tree, Call):
        indices = tree.args[1:] if tree.op == "entry" else tree.args if tree.op == "delta" else ()
        for index in indices:
            if isinstance(index, Symbol) and index.sort == INTEGER and index not in bound:
                counts[index] += 1
        for arg in tree.args[:1] if tree.op == "entry" else () if tree.op == "delta" else tree.args:
            _count(arg, counts, bound)
    elif isinstance(tree, Bind):
        _count(tree.body, counts, bound | {tree.index})
