"""One evaluator of trees over every number system: a table with a row an operator, one with a row a binder.

Definitions of the notation are followed down to the free symbols. A value is an array whose last axis counts samples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial, reduce
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from mathnn.check import binders, calculus, counting, logic, names, powers, ranks, spectral
from mathnn.check.certified import Certified
from mathnn.check.dual import Array, Dual, Value, linear, rank, shape
from mathnn.check.elementwise import divide, function, maximum
from mathnn.check.products import (
    cross,
    determinant,
    diag,
    dot,
    inverse,
    kronecker,
    norm,
    outer,
    stack,
    times,
    trace,
    transpose,
    vec,
)
from mathnn.check.scene import Index, Scene, Unsupported
from mathnn.check.systems import System
from mathnn.expression.operators import ELEMENTWISE
from mathnn.expression.tree import FROBENIUS, Bind, Call, Expr, Number, Symbol
from mathnn.syntax.function_letters import EXTREMES

Local: TypeAlias = Mapping[str, "Index | Value"]
NOTHING: Local = MappingProxyType({})
Rule: TypeAlias = "Callable[[Evaluator, Call, Local], Value]"


class Evaluator:
    """Evaluates trees in one scene.

    `depth` counts the derivatives around the place that is evaluated, `tries` the values that were tried to make the
    assumptions hold; `lucky` tells that an equation among them was not solved, but happens to hold at some points.
    """

    __slots__ = ("depth", "lucky", "scene", "system", "tries")

    def __init__(self, scene: Scene, depth: int = 0) -> None:
        self.scene = scene
        self.system = scene.system
        self.depth = depth
        self.tries = 0
        self.lucky = False

    def value(self, tree: Expr, local: Local = NOTHING) -> Value:
        """The value of a tree. Raises Unsupported, OutOfRange, and in the exact system Undecided and its own errors."""
        budget = self.scene.budget
        budget[0] = left = budget[0] - 1
        if left < 0:
            raise Unsupported("more steps than a statement may take")
        if type(tree) is Call:
            rule = RULES.get(tree.op)
            if rule is None:
                raise Unsupported(f"the operator {tree.op}")
            return rule(self, tree, local)
        if type(tree) is Symbol:
            known = self.scene.found.get(tree.name) if tree.name not in local else None
            return names.symbol(self, tree, local) if known is None else known
        if isinstance(tree, Number):
            return self.system.number(tree.value)
        assert isinstance(tree, Bind)
        return binders.bound(self, tree, local)

    def number(self, value: int | Fraction) -> Value:
        """A rational number in this system."""
        return self.system.number(value)

    def index(self, tree: Expr, local: Local = NOTHING) -> Index:
        """An integer, or one for each sample. Raises Unsupported for anything else."""
        if type(tree) is Symbol and type(found := local.get(tree.name)) is int:
            return found
        return counting.index(self, tree, local)

    def size(self, dimension: Expr, local: Local = NOTHING) -> int:
        """The concrete size of a dimension."""
        found = self.index(dimension, local)
        if not isinstance(found, int):
            raise Unsupported("a dimension that differs between samples")
        return found


def _of_one(combine: Callable[[Value], Value]) -> Rule:
    """A rule that needs the value of its argument and nothing else."""
    return lambda ev, tree, local: combine(ev.value(tree.args[0], local))


def _of_two(combine: Callable[[Value, Value], Value]) -> Rule:
    return lambda ev, tree, local: combine(ev.value(tree.args[0], local), ev.value(tree.args[1], local))


def _with_system(combine: Callable[[System, Value], Value]) -> Rule:
    return lambda ev, tree, local: combine(ev.system, ev.value(tree.args[0], local))


def _entrywise(name: str) -> Rule:
    return lambda ev, tree, local: function(ev.system, name, ev.value(tree.args[0], local))


def _first(ev: Evaluator, tree: Call, local: Local) -> Value:
    return ev.value(tree.args[0], local)


def _norm(ev: Evaluator, tree: Call, local: Local) -> Value:
    x = ev.value(tree.args[0], local)
    if len(tree.args) == 1 or tree.args[1] in (powers.TWO, FROBENIUS):
        return norm(ev.system, x) if rank(x) else function(ev.system, "abs", x)
    kind = tree.args[1]
    size = function(ev.system, "abs", x)
    if isinstance(kind, Symbol) and kind.name == r"\infty":
        return _greatest(ev, size, maximum)
    p = ev.index(kind, local)
    if not isinstance(p, int) or p < 1:
        raise Unsupported("a norm of this kind")
    total = linear(lambda v: v.reshape(-1, v.shape[-1]).sum(axis=0), powers.raised(ev, size, p))
    return total if p == 1 else powers.rooted(ev, total, p)




def _greatest(ev: Evaluator, x: Value, choose: Callable[..., Value]) -> Value:
    flat = linear(lambda v: v.reshape(-1, v.shape[-1]), x)
    entries = [linear(lambda v, i=i: v[i], flat) for i in range(shape(flat)[0])]
    return reduce(lambda a, b: choose(ev.system, a, b), entries)


def _minimum(system: System, a: Value, b: Value) -> Value:
    return -maximum(system, -a, -b)


def _choose(choose: Callable[..., Value]) -> Rule:
    """max(a, b, ...), and of one vector its greatest entry."""
    def rule(ev: Evaluator, tree: Call, local: Local) -> Value:
        values = [ev.value(arg, local) for arg in tree.args]
        if len(values) == 1 and rank(values[0]):
            return _greatest(ev, values[0], choose)
        return reduce(lambda a, b: choose(ev.system, a, b), values)
    return rule


def _mean(ev: Evaluator, tree: Call, local: Local) -> Value:
    x = ev.value(tree.args[0], local)
    total = linear(lambda v: v.reshape(-1, v.shape[-1]).sum(axis=0), x)
    return total * ev.number(Fraction(1, int(np.prod(shape(x)[:-1]))))


def _softmax(ev: Evaluator, tree: Call, local: Local) -> Value:
    powers_of_e = function(ev.system, "exp", ev.value(tree.args[0], local))
    total = linear(lambda v: v.sum(axis=0) if v.ndim > 1 else v, powers_of_e)  # a number is its own sum
    return divide(ev.system, powers_of_e, total)


def _angle(ev: Evaluator, tree: Call, local: Local) -> Value:
    a, b = (ev.value(arg, local) for arg in tree.args)
    product = dot(a, b)
    if isinstance(ev.system, Certified):
        squared = dot(a, a) * dot(b, b) - product * product
        if not isinstance(product, Dual) and not isinstance(squared, Dual):
            return ev.system.angle(squared, product)
    cosine = divide(ev.system, product, norm(ev.system, a) * norm(ev.system, b))
    return function(ev.system, "arccos", linear(_clipped, cosine))


def _clipped(v: Array) -> Array:
    """Rounding may push the cosine of parallel vectors above 1."""
    return v if v.dtype == object else np.clip(v, -1.0, 1.0)


def _product(ev: Evaluator, tree: Call, local: Local) -> Value:
    first, *rest = tree.args
    value = ev.value(first, local)
    for arg in rest:
        value = times(value, ev.value(arg, local))
    return value


def _sum(ev: Evaluator, tree: Call, local: Local) -> Value:
    first, *rest = tree.args
    value = ev.value(first, local)
    for arg in rest:
        value = value + ev.value(arg, local)
    return value


def _divide(ev: Evaluator, tree: Call, local: Local) -> Value:
    above, below = tree.args
    return divide(ev.system, ev.value(above, local), _shared(ev, below, local))


def _shared(ev: Evaluator, below: Expr, local: Local) -> Value:
    """What stands below several fractions, such as the total weight of all outcomes, is worked out once in a scene.

    Not in the exact system, where each side leaves conditions of its own.
    """
    if local or type(below) is not Call or ev.system.exact:
        return ev.value(below, local)
    if (known := ev.scene.fixed.get(id(below))) is not None:
        return known[1]
    value = ev.value(below, local)
    ev.scene.fixed[id(below)] = below, value
    return value


def _hadamard(ev: Evaluator, tree: Call, local: Local) -> Value:
    return reduce(lambda a, b: a * b, [ev.value(arg, local) for arg in tree.args])


RULES: dict[str, Rule] = {
    "add": _sum,
    "negate": lambda ev, tree, local: -ev.value(tree.args[0], local),
    "multiply": _product,
    "divide": _divide,
    "power": powers.power,
    "root": powers.root_rule,
    "expanded": _first,
    "parallel": _first,
    "factorial": counting.factorial,
    "binomial": counting.binomial,
    "softmax": _softmax,
    **{name: _entrywise(name) for name in (*ELEMENTWISE.split(), "abs")},
    "max": _choose(maximum), "min": _choose(_minimum), "greatest": _choose(maximum), "least": _choose(_minimum),
    "argmax": counting.argmax, "argmin": counting.argmax,
    "mean": _mean,
    "apply": names.apply,
    "dot": _of_two(dot), "hadamard": _hadamard, "cross": _of_two(cross), "outer": _of_two(outer),
    "kronecker": _of_two(kronecker), "transpose": _of_one(transpose), "inverse": _with_system(inverse),
    "pseudoinverse": _with_system(ranks.pseudoinverse), "rank": _with_system(ranks.rank_of),
    "trace": _of_one(trace), "det": _with_system(determinant), "norm": _norm, "diag": _of_one(diag),
    "vec": _of_one(vec), "angle": _angle, "operator_norm": spectral.operator_norm,
    **{name: partial(spectral.extreme, name) for name in dict.fromkeys(EXTREMES.values())},
    "entry": names.entry, "layer": names.layer,
    "vector": lambda ev, tree, local: stack([ev.value(arg, local) for arg in tree.args]),
    "rows": lambda ev, tree, local: stack([ev.value(arg, local) for arg in tree.args]),
    "derivative": calculus.partial, "partial": calculus.partial, "gradient": calculus.partial,
    "jacobian": calculus.partial, "hessian": calculus.hessian, "at": calculus.placed,
    "cases": logic.cases, "indicator": logic.indicator, "delta": logic.delta,
}

__all__ = ["Bind", "Evaluator", "Local", "NOTHING"]
