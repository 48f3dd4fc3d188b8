"""Conditions inside an expression: comparisons, definitions by cases, indicators, Kronecker's delta."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mathnn.check.dual import Array, Value, among, level, linear
from mathnn.check.elementwise import select, signs
from mathnn.check.scene import Unsupported
from mathnn.check.systems import UNKNOWN
from mathnn.expression.sort import TRUTH
from mathnn.expression.tree import Call, Expr, Symbol, symbols

if TYPE_CHECKING:
    from mathnn.check.evaluate import Evaluator, Local

ACCEPTED: Mapping[str, tuple[int, ...]] = {
    "less": (-1,), "less_equal": (-1, 0), "greater": (1,), "greater_equal": (0, 1), "equal": (0,), "unequal": (-1, 1),
    "identical": (0,),
}


@dataclass(frozen=True, slots=True)
class Truth:
    """Masks over the samples: true at the point, true next to it, and where it is not known."""

    at: Array
    near: Array
    unknown: Array
    level: int = 0  # of differentiation, of what is compared


def truth(ev: Evaluator, tree: Expr, local: Local) -> Truth:
    """Where a condition holds. Raises Unsupported for what is no comparison."""
    if isinstance(tree, Call):
        if tree.op in ACCEPTED:
            return _compare(ev, tree, local)
        if tree.op in ("and", "chain"):
            return _join([truth(ev, arg, local) for arg in tree.args], np.logical_and)
        if tree.op == "or":
            return _join([truth(ev, arg, local) for arg in tree.args], np.logical_or)
        if tree.op == "not":
            inner = truth(ev, tree.args[0], local)
            return Truth(~inner.at, ~inner.near, inner.unknown, inner.level)
        if tree.op == "member" and isinstance(tree.args[1], Call):
            return _member(ev, tree, local)
    raise Unsupported("a condition that is no comparison")


def _join(parts: list[Truth], combine: np.ufunc) -> Truth:
    at, near, unknown = parts[0].at, parts[0].near, parts[0].unknown
    for part in parts[1:]:
        at, near, unknown = combine(at, part.at), combine(near, part.near), unknown | part.unknown
    return Truth(at, near, unknown, max(part.level for part in parts))


def _compare(ev: Evaluator, tree: Call, local: Local) -> Truth:
    top = 0
    try:
        a, b = (ev.index(arg, local) for arg in tree.args)
    except Unsupported:
        difference = ev.value(tree.args[0], local) - ev.value(tree.args[1], local)
        at, near = signs(ev.system, difference)
        top = level(difference)
        ev.system.seam = ev.system.seam or (top > 0 and bool((at == 0).any()))
    else:
        at = near = np.atleast_1d(np.sign(np.asarray(a) - np.asarray(b)))
    accepted = ACCEPTED[tree.op]
    return _whole(Truth(among(at, accepted), among(near, accepted), np.asarray(at == UNKNOWN), top), tree.op)


def _whole(found: Truth, op: str) -> Truth:
    """A comparison of vectors holds when it holds for every entry; they differ when any entry does."""
    gather = np.any if op == "unequal" else np.all
    while found.at.ndim > 1:
        found = Truth(gather(found.at, axis=0), gather(found.near, axis=0), np.asarray(found.unknown.any(axis=0)),
                      found.level)
    return found


def _member(ev: Evaluator, tree: Call, local: Local) -> Truth:
    element, collection = tree.args
    assert isinstance(collection, Call)
    if collection.op == "finite_set":
        options = [_compare(ev, Call("equal", (element, option)), local) for option in collection.args]
        return _join(options, np.logical_or)
    if collection.op == "span" and element.sort.kind == "integer":
        return _join([_compare(ev, end, local) for end in ends_of_span(tree)], np.logical_and)
    if collection.op == "interval":
        return _join([truth(ev, end, local) for end in ends_of_interval(tree)], np.logical_and)
    if collection.op in ("reals", "integers", "naturals"):
        everywhere = np.array([True])
        return Truth(everywhere, everywhere, ~everywhere)
    raise Unsupported(f"a condition about {collection.op}")


def ends_of_interval(tree: Call) -> list[Call]:
    """What membership in an interval says; a bracket that opens towards an end leaves it out. Infinity is no end."""
    element, interval = tree.args
    assert isinstance(interval, Call)
    low, high, brackets = interval.args
    kind = brackets.name if isinstance(brackets, Symbol) else ""
    found = (Call("greater_equal" if kind[:1] == "[" else "greater", (element, low), TRUTH),
             Call("less_equal" if kind[1:] == "]" else "less", (element, high), TRUTH))
    return [relation for relation in found if not any(s.name == r"\infty" for s in symbols(relation.args[1]))]


def ends_of_span(tree: Call) -> tuple[Call, Call]:
    """What membership in {1, ..., n} says of a whole number."""
    element, span = tree.args
    assert isinstance(span, Call)
    return (Call("greater_equal", (element, span.args[0]), TRUTH), Call("less_equal", (element, span.args[1]), TRUTH))


def cases(ev: Evaluator, tree: Call, local: Local) -> Value:
    """The first value whose condition holds; undefined where none does. A branch nobody takes is not evaluated.

    Where a condition changes at the point itself, the slope is that of the branch next to it, wherever it stands.
    """
    taken, unknown, top = _branches(ev, tree, local)
    if len(taken) == 1 and taken[0][0].all() and taken[0][1].all():
        return taken[0][2]
    here: Value = ev.system.undefined()
    there = here
    seam = np.array([False])
    for at, near, value in reversed(taken):
        here, there = select(ev.system, at, at, value, here), select(ev.system, near, near, value, there)
        seam = seam | (at != near)
    whole = select(ev.system, np.ones_like(seam), ~seam, here, there, top)
    return linear(lambda v: np.where(unknown, ev.system.undefined(), v), whole) if unknown.any() else whole


def _branches(ev: Evaluator, tree: Call, local: Local) -> tuple[list[tuple[Array, Array, Value]], Array, int]:
    """The branches that some sample takes at the point or next to it, with masks; where a test is not known; levels."""
    taken: list[tuple[Array, Array, Value]] = []
    everywhere = np.array([True])
    open_at, open_near, unknown, top = everywhere, everywhere, ~everywhere, 0
    for place in range(0, len(tree.args), 2):
        last = place + 1 == len(tree.args)
        found = Truth(everywhere, everywhere, ~everywhere) if last else truth(ev, tree.args[place + 1], local)
        at, near = open_at & found.at, open_near & found.near
        unknown, top = unknown | ((open_at | open_near) & found.unknown), max(top, found.level)
        if at.any() or near.any():
            taken.append((at, near, ev.value(tree.args[place], local)))
        open_at, open_near = open_at & ~found.at, open_near & ~found.near
        if not open_at.any() and not open_near.any():
            break
    return taken, unknown, top


def indicator(ev: Evaluator, tree: Call, local: Local) -> Value:
    """1 where the condition holds, else 0."""
    found = truth(ev, tree.args[0], local)
    value = select(ev.system, found.at, found.near, ev.number(1), ev.number(0), found.level)
    if found.unknown.any():
        return linear(lambda v: np.where(found.unknown, ev.system.undefined(), v), value)
    return value


def delta(ev: Evaluator, tree: Call, local: Local) -> Value:
    """1 where the two indices agree, else 0."""
    return indicator(ev, Call("indicator", (Call("equal", tree.args),)), local)
