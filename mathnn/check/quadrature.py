"""The value of an integral where no antiderivative is known: to look at in floats, and certain in balls.

Floats: Gauss's rule on panels, with fewer and with more of them; where the two differ the value is not defined, so that
no pole is overlooked. Balls: on each panel the value in the middle and what the second derivative can add to it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from flint import arb, fmpq

from mathnn.check import calculus
from mathnn.check.dual import Array, Dual, Value, level, linear, rank, shape
from mathnn.check.scene import Unsupported
from mathnn.check.systems import each
from mathnn.expression.tree import Bind, walk

if TYPE_CHECKING:
    from mathnn.check.evaluate import Evaluator, Local

NODES, FEW, MANY = 10, 3, 4  # points of Gauss's rule, panels
PANELS = 24  # in balls
DEEPEST = 2  # integrals inside each other
TOLERANCE = 1e-8


def integral(ev: Evaluator, tree: Bind, local: Local) -> Value:
    """The integral over a finite range. Raises Unsupported for others, and where no value is exact."""
    if tree.lower is None or tree.upper is None or tree.where is not None or tree.index.sort.shape:
        raise Unsupported("an integral over this range")
    if ev.system.exact:
        raise Unsupported("the integral, exactly")
    if _nesting(tree) > DEEPEST:
        raise Unsupported(f"more than {DEEPEST} integrals inside each other")
    low, high = ev.value(tree.lower, local), ev.value(tree.upper, local)
    certified = isinstance(_innermost(low), np.ndarray) and (_innermost(low).dtype == object)
    if certified:
        if level(low) or level(high):
            raise Unsupported("the derivative of an integral, in certain numbers")
        return _in_balls(ev, tree, local, low, high)
    rough, fine = (_gauss(ev, tree, local, low, high, panels) for panels in (FEW, MANY))
    return linear(lambda a, b: np.where(np.abs(a - b) <= TOLERANCE * (1 + np.abs(b)), b, np.nan), rough, fine)


def _innermost(x: Value) -> Array:
    while isinstance(x, Dual):
        x = x.value
    return x


def _nesting(tree: Bind) -> int:
    return max((1 + _nesting(node) for node in walk(tree.body) if isinstance(node, Bind) and node.op == "integral"),
               default=1)


def _gauss(ev: Evaluator, tree: Bind, local: Local, low: Value, high: Value, panels: int) -> Value:
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    width = (high - low) * ev.number(Fraction(1, panels))
    total: Value = ev.number(0)
    for k in range(panels):
        for node, weight in zip(nodes, weights, strict=True):
            x = low + width * np.array([k + (float(node) + 1) / 2])
            total = total + ev.value(tree.body, {**local, tree.index.name: x}) * np.array([float(weight) / 2])
    return total * width


def _in_balls(ev: Evaluator, tree: Bind, local: Local, low: Value, high: Value) -> Value:
    """2h f(c) + h³/3 f''(somewhere in c ± h), panel by panel."""
    half = (high - low) * ev.number(Fraction(1, 2 * PANELS))
    if rank(half) or shape(half)[-1] != 1:
        raise Unsupported("an integral at several points at once")
    total: Value = ev.number(0)
    def body(x: Value) -> Value:
        return ev.value(tree.body, {**local, tree.index.name: x})
    for k in range(PANELS):
        middle = low + half * ev.number(2 * k + 1)
        around = each(_around, middle, half)
        bend = calculus.along(ev, body, around, 2)
        total = total + (body(middle) + bend * half * half * ev.number(Fraction(1, 6))) * half * ev.number(2)
    return total


def _around(middle: object, half: object) -> arb:
    """The ball of all numbers between middle - half and middle + half."""
    return _ball(middle) + _ball(half) * arb(0, 1)


def _ball(x: object) -> arb:
    return x if isinstance(x, arb) else arb(fmpq(x) if isinstance(x, int) else x)  # type: ignore[arg-type]

