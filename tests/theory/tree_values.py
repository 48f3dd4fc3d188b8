"""The value of a typed tree at one point, in plain NumPy: written for the tests, knows nothing of SymPy."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mathnn.expression import Bind, Expr, Number, Symbol


@dataclass(frozen=True, slots=True)
class TreeValues:
    """Values by name: numbers, columns of shape (n,), matrices (m, n)."""

    names: Mapping[str, Any]

    def value(self, tree: Expr) -> Any:
        """The number, column or matrix."""
        if isinstance(tree, Number):
            return float(tree.value)
        if isinstance(tree, Symbol):
            return self._symbol(tree)
        if isinstance(tree, Bind):
            return self._sum(tree)
        if tree.op == "expanded":
            return self.value(tree.args[0])
        if tree.op == "entry":
            base, *indices = (self.value(arg) for arg in tree.args)
            return base[tuple(round(float(index)) - 1 for index in indices)]
        return _OPERATORS[tree.op](*(self.value(arg) for arg in tree.args))

    def _symbol(self, symbol: Symbol) -> Any:
        if symbol.name == r"\mathbf{0}":
            return np.zeros(round(float(self.value(symbol.sort.shape[0]))))
        return math.pi if symbol.name == r"\pi" else self.names[symbol.name]

    def _sum(self, tree: Bind) -> Any:
        assert tree.op == "sum"
        low = 1 if tree.lower is None else round(float(self.value(tree.lower)))
        high = round(float(self.names["n"] if tree.upper is None else self.value(tree.upper)))
        return sum(TreeValues({**self.names, tree.index.name: float(k)}).value(tree.body)
                   for k in range(low, high + 1))


def _product(*factors: Any) -> Any:
    """From left to right; a row is a matrix of one row, and one row times a column is a number."""
    result = factors[0]
    for factor in factors[1:]:
        result = result @ factor if np.ndim(result) and np.ndim(factor) else result * factor
    return result.item() if np.size(result) == 1 and np.ndim(result) == 1 and np.ndim(factors[0]) == 2 else result


_OPERATORS: dict[str, Callable[..., Any]] = {
    "add": lambda *terms: sum(terms[1:], start=terms[0]), "negate": lambda a: -a, "multiply": _product,
    "divide": lambda a, b: a / b, "power": lambda a, b: a**b, "root": math.sqrt, "abs": abs,
    "dot": lambda a, b: math.fsum(a * b), "norm": lambda a: math.hypot(*a), "cos": math.cos,
    "transpose": lambda a: a[np.newaxis] if np.ndim(a) == 1 else a.T, "vector": lambda *entries: np.array(entries),
    "delta": lambda a, b: float(a == b), "step": lambda a: float(a >= 0),
    "angle": lambda a, b: math.acos(math.fsum(a * b) / (math.hypot(*a) * math.hypot(*b))),
}
