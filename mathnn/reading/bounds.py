"""f(x) = 1/(b - a) for a <= x <= b: a case that is looked at holds somewhere, so that its bounds are in this order."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from mathnn.expression import Call, Expr, Number, Symbol
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


def excludes(one: Expr, other: Expr) -> bool:
    """x > 0 and x < -1: bounds by numbers on one letter that no number fulfils?"""
    found = _interval(one), _interval(other)
    if found[0] is None or found[1] is None or found[0][0] != found[1][0]:
        return False
    low, high = max(found[0][1], found[1][1]), min(found[0][2], found[1][2])
    return low >= high and (low > high or not (found[0][3] and found[1][3]))


def _interval(bound: Expr) -> tuple[Symbol, float, float, bool] | None:
    """The letter, between which numbers it lies, and whether these belong to it."""
    if not isinstance(bound, Call) or bound.op not in (*_UPWARD, *_DOWNWARD) or not isinstance(bound.args[0], Symbol):
        return None
    value, is_below = bound.args[1], bound.op in _UPWARD
    is_negative = isinstance(value, Call) and value.op == "negate"
    value = value.args[0] if isinstance(value, Call) and is_negative else value
    if not isinstance(value, Number):
        return None
    at = -float(value.value) if is_negative else float(value.value)
    ends = (-inf, at) if is_below else (at, inf)
    return bound.args[0], *ends, bound.op.endswith("equal")


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


__all__ = ["excludes", "ordered_bounds"]
