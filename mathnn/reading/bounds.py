"""f(x) = 1/(b - a) for a <= x <= b: a case that is looked at holds somewhere, so that its bounds are in this order."""

from __future__ import annotations

from collections.abc import Iterator

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.build import call
from mathnn.expression.tree import walk

_UPWARD = ("less", "less_equal")
_DOWNWARD = ("greater", "greater_equal")


def ordered_bounds(tree: Expr) -> Iterator[Expr]:
    """a < b for each case a <= x <= b of a formula in which both bounds are letters."""
    for node in walk(tree):
        if isinstance(node, Call) and node.op == "cases":
            for condition in node.args[1::2]:
                yield from _of_case(condition)


def _of_case(condition: Expr) -> Iterator[Expr]:
    if not (isinstance(condition, Call) and condition.op in ("chain", "and") and len(condition.args) == 2):
        return
    first, second = condition.args
    if not (isinstance(first, Call) and isinstance(second, Call)) or len(first.args) != 2 or len(second.args) != 2:
        return
    if first.args[1] != second.args[0]:
        return
    ends = first.args[0], second.args[1]
    if not all(isinstance(end, Symbol) and not end.sort.shape for end in ends):
        return
    if first.op in _UPWARD and second.op in _UPWARD:
        yield call("less", *ends)
    elif first.op in _DOWNWARD and second.op in _DOWNWARD:
        yield call("less", *ends[::-1])


__all__ = ["ordered_bounds"]
