"""The value of an integral where no antiderivative is known: to look at in floats, and certain in balls.

Floats: Gauss's rule on panels, with fewer and with more of them; where the two differ the value is not defined, so that
no pole is overlooked. Balls: on each panel the value in the middle and what derivatives up to the fourth can add to it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from flint import arb, fmpq

from mathnn.check import calculus
from mathnn.check.dual import Array, Value, linear, values_only
from mathnn.check.scene import Unsupported
from mathnn.check.systems import each
from mathnn.expression.tree import Bind, symbols, walk

if TYPE_CHECKING:
    from mathnn.check.evaluate import Evaluator, Local

NODES = 10  # points of Gauss's rule
PANELS_AT = {1: (3, 4), 2: (1, 2)}  # fewer and more panels, by how many integrals are inside each other
PANELS = 16  # in balls
SIXTH = Fraction(1, 6)
DEEPEST = 2  # integrals inside each other
TOLERANCE = 1e-8
_RULE = np.polynomial.legendre.leggauss(NODES)


def integral(ev: Evaluator, tree: Bind, local: Local) -> Value:
    """The integral over a finite range. Raises Unsupported for others, and where no value is exact."""
    if tree.lower is None or tree.upper is None or tree.where is not None or tree.index.sort.shape:
        raise Unsupported("an integral over this range")
    if ev.system.exact:
        raise Unsupported("the integral, exactly")
    depth = _nesting(tree)
    if depth > DEEPEST:
        raise Unsupported(f"more than {DEEPEST} integrals inside each other")
    low, high = ev.value(tree.lower, local), ev.value(tree.upper, local)
    if _is_constant(ev, tree):
        return ev.value(tree.body, local) * (high - low)
    if values_only(low).dtype == object:
        if not isinstance(low, np.ndarray) or not isinstance(high, np.ndarray):
            raise Unsupported("the derivative of an integral, in certain numbers")
        return _in_balls(ev, tree, local, low, high)
    rough, fine = (_gauss(ev, tree, local, low, high, panels) for panels in PANELS_AT[depth])
    return linear(lambda a, b: np.where(np.abs(a - b) <= TOLERANCE * (1 + np.abs(b)), b, np.nan), rough, fine)


def _is_constant(ev: Evaluator, tree: Bind) -> bool:
    """Does the letter of integration stand nowhere in what is integrated, nor in a formula that it may lead to?"""
    formulas = (row.definition for row in ev.scene.question.notation if row.definition is not None)
    return tree.index not in symbols(tree.body) and not any(tree.index in symbols(each) for each in formulas)


def _nesting(tree: Bind) -> int:
    return max((1 + _nesting(node) for node in walk(tree.body) if isinstance(node, Bind) and node.op == "integral"),
               default=1)


def _gauss(ev: Evaluator, tree: Bind, local: Local, low: Value, high: Value, panels: int) -> Value:
    nodes, weights = _RULE
    width = (high - low) * ev.number(Fraction(1, panels))
    total: Value = ev.number(0)
    for k in range(panels):
        for node, weight in zip(nodes, weights, strict=True):
            x = low + width * np.array([k + (float(node) + 1) / 2])
            total = total + ev.value(tree.body, {**local, tree.index.name: x}) * np.array([float(weight) / 2])
    return total * width


def _in_balls(ev: Evaluator, tree: Bind, local: Local, low: Array, high: Array) -> Value:
    """2h (f(c) + h²/6 f''(c) + h⁴/120 of the fourth derivative around), over all panels; at one point all at once."""
    half = (high - low) * np.array([fmpq(1, 2 * PANELS)], dtype=object)
    def body(x: Value) -> Value:
        return ev.value(tree.body, {**local, tree.index.name: x})
    def panels(steps: Array) -> Value:
        middle = low + half * steps
        around = each(_around, middle, half + middle * 0)
        square: Value = half * half
        bend, rest = calculus.along(ev, body, middle, 2), calculus.along(ev, body, around, 4)
        bend = bend + rest * square * ev.number(Fraction(1, 20))
        made: Value = (body(middle) + bend * square * ev.number(SIXTH)) * half * ev.number(2)
        return made
    steps = np.array([fmpq(2 * k + 1) for k in range(PANELS)], dtype=object)
    if half.shape == (1,):
        made = panels(steps)
        return linear(lambda v: np.broadcast_to(v, (*v.shape[:-1], PANELS)).sum(axis=-1, keepdims=True), made)
    total: Value = ev.number(0)
    for step in steps:
        total = total + panels(np.array([step], dtype=object))
    return total


def _around(middle: object, half: object) -> arb:
    """The ball of all numbers between middle - half and middle + half."""
    return _ball(middle) + _ball(half) * arb(0, 1)


def _ball(x: object) -> arb:
    return x if isinstance(x, arb) else arb(fmpq(x) if isinstance(x, int) else x)  # type: ignore[arg-type]

