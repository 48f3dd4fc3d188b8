"""Sums, products and extremes over an index."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from mathnn.check.counting import as_number
from mathnn.check.dual import Array, Value, linear, values_only
from mathnn.check.elementwise import maximum
from mathnn.check.labels import ANY
from mathnn.check.logic import truth
from mathnn.check.products import stack, times
from mathnn.check.scene import Unsupported
from mathnn.check.systems import UNKNOWN
from mathnn.expression.tree import Bind, Call, Expr, Symbol, symbols, walk

if TYPE_CHECKING:
    from mathnn.check.evaluate import Evaluator, Local

MOST_TERMS = 200
FAR = 90  # terms of a sum without end
INFINITY = Symbol(r"\infty")


def bound(ev: Evaluator, tree: Bind, local: Local) -> Value:
    """The value of an operator that binds an index; a closed one is evaluated once in a scene."""
    rule = BINDERS.get(tree.op)
    if rule is None:
        raise Unsupported(f"the operator {tree.op}")
    free = ev.scene.fixed
    closed = not local or not any(s.name in local for s in symbols(tree))
    if closed and id(tree) in free:
        return free[id(tree)][1]
    value = rule(ev, tree, local)
    if closed:
        free[id(tree)] = tree, value
    return value


def terms(ev: Evaluator, tree: Bind, local: Local, missing: int) -> list[Value]:
    """The bodies for all values of the index; where a sample leaves one out, the number `missing` stands for it."""
    low, high = limits(ev, tree, local)
    if isinstance(low, int) and isinstance(high, int) and tree.where is None:
        return [ev.value(tree.body, {**local, tree.index.name: i}) for i in range(low, high + 1)]
    found = []
    for i in range(int(np.min(low)), int(np.max(high)) + 1):
        inner = {**local, tree.index.name: i}
        mask = (np.asarray(low) <= i) & (i <= np.asarray(high))
        if tree.where is not None:
            mask = mask & truth(ev, tree.where, inner).at
        if mask.all():
            found.append(ev.value(tree.body, inner))
        elif mask.any():
            body = ev.value(tree.body, inner)
            found.append(linear(lambda v, m=mask: np.where(m, v, ev.system.number(missing)), body))
    return found


def _left_over(ev: Evaluator, tree: Bind) -> Expr | None:
    """The range of k in sum_j y_k, where k stands on one side of the statement alone: it is the index meant."""
    question = ev.scene.question
    names = [{symbol.name for symbol in symbols(side)} for side in question.sides]
    for node in walk(tree.body):
        for index in node.args[1:] if isinstance(node, Call) and node.op == "entry" else ():
            if isinstance(index, Symbol) and (index.name in names[0]) != (index.name in names[1]) and (
                    index.name in question.free_indices):
                return question.free_indices[index.name]
    return None


def limits(ev: Evaluator, tree: Bind, local: Local) -> tuple[int | Array, int | Array]:
    """The first and last value of the index: as written, else the range of what it indexes."""
    if tree.lower is not None and tree.upper is not None:
        low, high = ev.index(tree.lower, local), ev.index(tree.upper, local)
    else:
        dimension = indexed(tree.body, tree.index) or (ANY if labels(tree.body, tree.index) else _left_over(ev, tree))
        if dimension is None:
            raise Unsupported(f"the range of the index {tree.index.name}, which indexes nothing")
        low = 1 if tree.lower is None else ev.index(tree.lower, local)
        high = ev.index(dimension, local)
    ends = (low, high) if isinstance(low, int) and isinstance(high, int) else (int(np.min(low)), int(np.max(high)))
    if ends[1] - ends[0] > MOST_TERMS:
        raise Unsupported(f"a sum of more than {MOST_TERMS} terms")
    return low, high


def indexed(tree: Expr, index: Symbol) -> Expr | None:
    """The dimension of what an index stands at, the first place in reading order; plain `i` before `i + 1`."""
    for node in walk(tree):
        if isinstance(node, Call) and node.op == "entry":
            for place, arg in enumerate(node.args[1:]):
                shape = node.args[0].sort.shape
                if arg == index and place < len(shape):
                    return shape[place]
    return None


def labels(tree: Expr, index: Symbol) -> bool:
    """Does the index tell the members of a family apart? It runs over some members then, as many as were taken."""
    return any(isinstance(node, Call) and node.op == "layer" and index in node.args[1:] for node in walk(tree))


def _vector(ev: Evaluator, tree: Bind, local: Local) -> Value:
    """A column by its entries, (x_1, ..., x_n)."""
    return stack(terms(ev, tree, local, 0))


def _sum(ev: Evaluator, tree: Bind, local: Local) -> Value:
    if tree.upper is not None and tree.upper == INFINITY:
        return _endless(ev, tree, local)
    found = terms(ev, tree, local, 0)
    return reduce(add, found) if found else ev.number(0)


def _endless(ev: Evaluator, tree: Bind, local: Local) -> Value:
    """A sum without end, to look at: as far as its terms matter, undefined where they do not become small soon."""
    start = ev.index(tree.lower, local) if tree.lower is not None else None
    rounds = values_only(ev.number(0)).dtype != object
    if not isinstance(start, int) or tree.where is not None or not rounds:
        raise Unsupported("a sum without end")
    total, last = ev.number(0), ev.number(0)
    for k in range(start, start + FAR):
        last = ev.value(tree.body, {**local, tree.index.name: k})
        total = total + last
    return linear(lambda t, v: np.where(np.abs(v) <= 1e-13 * (1 + np.abs(t)), t, np.nan), total, last)


def _product(ev: Evaluator, tree: Bind, local: Local) -> Value:
    if tree.body.sort.is_matrix:
        raise Unsupported("a product of matrices over an index, whose order is not said")
    found = terms(ev, tree, local, 1)
    return reduce(times, found) if found else ev.number(1)


def _mean(ev: Evaluator, tree: Bind, local: Local) -> Value:
    found = terms(ev, tree, local, 0)
    return reduce(add, found) * ev.number(Fraction(1, len(found)))


def _greatest(ev: Evaluator, tree: Bind, local: Local) -> Value:
    sign = 1 if tree.op == "max" else -1
    found = [value * ev.number(sign) for value in terms(ev, tree, local, 0)]
    if not found:
        raise Unsupported("an extreme over no index")
    return reduce(lambda a, b: maximum(ev.system, a, b), found) * ev.number(sign)


def _place(ev: Evaluator, tree: Bind, local: Local) -> Value:
    values = terms(ev, tree, local, 0)
    arrays = np.broadcast_arrays(*[v for v in values if isinstance(v, np.ndarray)])
    if len(arrays) != len(values) or ev.system.exact:
        raise Unsupported("the place of an extreme, exactly")
    if any(each.ndim != 1 for each in arrays):
        raise Unsupported("the place of an extreme of what is no number")
    low, _ = limits(ev, tree, local)
    stacked = np.stack(arrays)
    if stacked.dtype == object:  # balls: only where each pair can be told apart
        ahead = [[ev.system.sign(a - b) for b in arrays] for a in arrays]
        won = np.array([[s if tree.op == "argmax" else np.where(np.abs(s) == 1, -s, s) for s in row] for row in ahead])
        if (won == UNKNOWN).any():
            raise Unsupported("the place of an extreme that is not certain")
        return as_number(ev, np.argmax((won >= 0).all(axis=1), axis=0) + low)
    return as_number(ev, np.argmax(stacked if tree.op == "argmax" else -stacked, axis=0) + low)


def _integral(ev: Evaluator, tree: Bind, local: Local) -> Value:
    from mathnn.check.quadrature import integral

    return integral(ev, tree, local)


BINDERS: Mapping[str, Callable[[Evaluator, Bind, Local], Value]] = {
    "sum": _sum, "vector": _vector, "product": _product, "mean": _mean, "max": _greatest, "min": _greatest,
    "argmax": _place, "argmin": _place, "integral": _integral,
}
