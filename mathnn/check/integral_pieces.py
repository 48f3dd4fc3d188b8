"""An integral of a formula by cases as integrals between the places where its cases change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from mathnn.check.infinity import is_endless, where_positive
from mathnn.check.polynomials import at, degree, depends, slope
from mathnn.check.powers import constant
from mathnn.expression.build import add, negate, number
from mathnn.expression.tree import Call, Expr, Number, Symbol, rebuild, walk

_SIDES = {"less": 1, "less_equal": 1, "greater": -1, "greater_equal": -1}
_KINKED = ("abs", "relu")
_FAR = Fraction(10**6)  # beyond every place that a text writes


@dataclass(frozen=True, slots=True)
class Stretch:
    """The integrand on one stretch; `guards` are zeros that are defined only where the ends are in order."""

    lower: Expr
    upper: Expr
    body: Expr
    guards: tuple[Expr, ...] = ()


def stretches(body: Expr, x: Symbol, lower: Expr, upper: Expr) -> tuple[Stretch, ...] | None:
    """The stretches between the ends on which no case changes; None where the places of change are not known."""
    found = {mark for node in walk(body) if isinstance(node, Call) for mark in _changes(node, x)}
    if not found:
        return (Stretch(lower, upper, body),)
    marks = {mark for mark in found if mark is not None}
    if len(marks) < len(found):
        return None
    low, high = _end(lower), _end(upper)
    if low is None or (high is None and any(mark > low for mark in marks)):
        return None
    if high is not None and high < low:
        turned = stretches(body, x, upper, lower)
        return None if turned is None else tuple(
            Stretch(each.upper, each.lower, each.body, each.guards) for each in reversed(turned))
    inner = sorted(mark for mark in marks if low < mark and (high is None or mark < high))
    edges = [(low, lower), *((mark, number(mark)) for mark in inner), (low + 1 if high is None else high, upper)]
    guards = (where_positive(add(upper, negate(lower))),) if high is None else ()
    made = []
    for (left, begin), (right, end) in pairwise(edges):
        chosen = _chosen(body, x, (left + right) / 2)
        if chosen is None:
            return None
        made.append(Stretch(begin, end, chosen, guards))
    return tuple(made)


def _end(end: Expr) -> Fraction | None:
    """Where an end of the range lies; infinity beyond everything."""
    sign = is_endless(end)
    return sign * _FAR if sign else constant(end)


def _changes(node: Call, x: Symbol) -> Iterator[Fraction | None]:
    """The places where a node takes another of its formulas; None for one that is not known."""
    if node.op == "cases":
        for test in node.args[1::2]:
            yield from _marks(test, x) if depends(test, x) else ()
    elif node.op in _KINKED and depends(node, x):
        yield _root(node.args[0], x)


def _root(tree: Expr, x: Symbol) -> Fraction | None:
    """Where a straight line in x is zero."""
    if degree(tree, x) != 1:
        return None
    rise, start = constant(slope(tree, x)), constant(at(tree, x, number(0)))
    return -start / rise if rise and start is not None else None


def _marks(test: Expr, x: Symbol) -> Iterator[Fraction | None]:
    """The places where a test of x changes; None for one that is not known."""
    if not isinstance(test, Call):
        yield None
    elif test.op in ("and", "or", "chain"):
        for part in test.args:
            yield from _marks(part, x)
    elif test.op == "member" and test.args[0] == x:
        inner = test.args[1]
        is_interval = isinstance(inner, Call) and inner.op == "interval"
        yield from map(_end, inner.args[:2]) if isinstance(inner, Call) and is_interval else (None,)
    elif test.op in (*_SIDES, "equal", "unequal") and x in test.args:
        left, right = test.args
        yield constant(right if left == x else left)
    elif test.op in _SIDES and (bound := _of_distance(test, x)) is not None:
        yield from (bound, -bound)
    else:
        yield None


def _of_distance(test: Call, x: Symbol) -> Fraction | None:
    """The number that |x| is compared with."""
    for side, other in (test.args, test.args[::-1]):
        if isinstance(side, Call) and side.op == "abs" and side.args[0] == x:
            return constant(other)
    return None


def _chosen(tree: Expr, x: Symbol, place: Fraction) -> Expr | None:
    """The tree with the case taken that holds at a place; None where no case does."""
    if isinstance(tree, Call) and tree.op == "cases" and any(depends(test, x) for test in tree.args[1::2]):
        values, tests = tree.args[::2], tree.args[1::2]
        for value, test in zip(values, tests, strict=False):
            held = _holds(test, x, place)
            if held is None:
                return None
            if held:
                return _chosen(value, x, place)
        return _chosen(values[-1], x, place) if len(values) > len(tests) else None
    if isinstance(tree, Call) and tree.op in _KINKED and depends(tree, x):
        inner = tree.args[0]
        rise, root = constant(slope(inner, x)), _root(inner, x)
        if rise is None or root is None:
            return None
        is_below = (place - root) * rise < 0
        return (negate(inner) if tree.op == "abs" else number(0)) if is_below else inner
    failed = False

    def change(part: Expr) -> Expr:
        nonlocal failed
        made = _chosen(part, x, place)
        failed = failed or made is None
        return part if made is None else made

    made = rebuild(tree, change)
    return None if failed else made


def _holds(test: Expr, x: Symbol, place: Fraction) -> bool | None:
    """Does a test hold at a place that is none of its marks?"""
    if not isinstance(test, Call):
        return None
    if test.op in ("and", "or", "chain"):
        found = [_holds(part, x, place) for part in test.args]
        return None if None in found else any(found) if test.op == "or" else all(found)
    if test.op == "member":
        inner = test.args[1]
        ends = [_end(end) for end in inner.args[:2]] if isinstance(inner, Call) and inner.op == "interval" else [None]
        return None if None in ends else bool(ends[0] < place < ends[1])  # type: ignore[operator]
    if test.op in ("equal", "unequal"):
        return test.op == "unequal"
    values = [_at(side, x, place) for side in test.args]
    if values[0] is None or values[1] is None or test.op not in _SIDES:
        return None
    return (values[1] - values[0]) * _SIDES[test.op] > 0


def _at(side: Expr, x: Symbol, place: Fraction) -> Fraction | None:
    if side == x:
        return place
    if isinstance(side, Call) and side.op == "abs" and side.args[0] == x:
        return abs(place)
    return constant(side) if isinstance(side, Number | Call) else None


__all__ = ["Stretch", "stretches"]
