"""Integers inside a statement: indices, dimensions, labels, bounds of sums, factorials."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from math import comb
from math import factorial as of_integer
from typing import TYPE_CHECKING, Any

import numpy as np

from mathnn.check.dual import Value
from mathnn.check.scene import Index, OutOfRange, Unsupported
from mathnn.check.systems import each
from mathnn.expression.tree import Call, Expr, Number, Symbol

if TYPE_CHECKING:
    from mathnn.check.evaluate import Evaluator, Local

LARGEST = 10**6


def index(ev: Evaluator, tree: Expr, local: Local) -> Index:
    """An integer, or one for each sample. Raises Unsupported for what is none."""
    if type(tree) is Symbol:
        return _symbol(ev, tree, local)
    if type(tree) is Number:
        p, q = tree.value.as_integer_ratio()
        if q != 1 or p > LARGEST:
            raise Unsupported(f"{tree.written} where an integer of moderate size is needed")
        return p
    if type(tree) is Call:
        if tree.op == "layer" and isinstance(tree.args[0], Symbol):
            label = index(ev, tree.args[1], local)
            if isinstance(label, int):
                return ev.scene.sizes.of(tree.args[0].name, label)
        if (rule := _INTEGERS.get(tree.op)) is not None:
            found = reduce(rule, [index(ev, arg, local) for arg in tree.args])
            if isinstance(found, int) and abs(found) > LARGEST:
                raise Unsupported("an integer too large to count to")
            return -found if tree.op == "negate" else found
        if tree.op == "divide":
            return _quotient(index(ev, tree.args[0], local), index(ev, tree.args[1], local))
    raise Unsupported("an index that is no integer")


def _times(a: Any, b: Any) -> Any:
    return a * b


_INTEGERS: Mapping[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b, "multiply": _times, "negate": _times,
    "power": lambda a, b: a**b if isinstance(b, int) and 0 <= b <= 20 else _refuse(),
}


def _refuse() -> Any:
    raise Unsupported("an integer power of this size")


def _quotient(a: Index, b: Index) -> Index:
    if isinstance(a, int) and isinstance(b, int) and b and a % b == 0:
        return a // b
    if isinstance(a, int) and isinstance(b, int) and b:
        raise OutOfRange(f"index {a}/{b}")  # of another size n the half n/2 is one
    raise Unsupported("an index that is no integer")


def _symbol(ev: Evaluator, tree: Symbol, local: Local) -> Index:
    found = local.get(tree.name)
    if found is not None:
        if isinstance(found, int) or (isinstance(found, np.ndarray) and found.dtype.kind == "i"):
            return found
        raise Unsupported(f"{tree.name} is no integer here")
    if tree.name == r"\infty":
        raise Unsupported("a sum without end")
    row = ev.scene.row(tree)
    if row is not None and row.definition is not None and not row.parameters:
        return index(ev, row.definition, {})
    if tree.sort.kind != "integer" and (tree.name, None) not in ev.scene.sizes.given:
        raise Unsupported(f"{tree.name} is no integer here")
    return ev.scene.sizes.of(tree.name)


def as_number(ev: Evaluator, value: Index) -> Value:
    """An index used as a number."""
    if isinstance(value, int):
        return ev.system.number(value)
    return ev.system.integers(value)


def _function_of_integers(combine: Callable[..., int], *values: Index) -> Index:
    if all(isinstance(v, int) for v in values):
        return combine(*values)
    return each(combine, *map(np.asarray, values)).astype(int)


def factorial(ev: Evaluator, tree: Call, local: Local) -> Value:
    """n! for 0 <= n <= 100."""
    def bounded(n: int) -> int:
        if not 0 <= n <= 100:
            raise Unsupported("a factorial of this size")
        return of_integer(n)
    return as_number(ev, _function_of_integers(bounded, index(ev, tree.args[0], local)))


def binomial(ev: Evaluator, tree: Call, local: Local) -> Value:
    """The number of choices of k among n, 0 <= n <= 200."""
    def bounded(n: int, k: int) -> int:
        if not 0 <= n <= 200:
            raise Unsupported("a binomial coefficient of this size")
        return comb(n, k) if k >= 0 else 0
    return as_number(ev, _function_of_integers(bounded, *(index(ev, arg, local) for arg in tree.args)))


def argmax(ev: Evaluator, tree: Call, local: Local) -> Value:
    """The first index of the greatest (or least) entry of a vector."""
    x = ev.value(tree.args[0], local)
    if not isinstance(x, np.ndarray) or x.dtype == object:
        raise Unsupported("the place of the greatest entry, exactly")
    place = np.argmax(x if tree.op == "argmax" else -x, axis=0) + 1
    return ev.system.integers(place)
