"""A tree of numbers as SymPy's expression, for timing only: the checker never meets SymPy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy

from mathnn.expression.tree import Call, Expr, Number, Symbol
from mathnn.notation import Notation

FUNCTIONS: Mapping[str, Callable[..., sympy.Expr]] = {
    "add": sympy.Add, "multiply": sympy.Mul, "negate": lambda x: -x, "divide": lambda a, b: a / b, "power": sympy.Pow,
    "root": lambda x, k=2: sympy.root(x, k), "abs": sympy.Abs, "exp": sympy.exp, "log": sympy.log, "sin": sympy.sin,
    "cos": sympy.cos, "tan": sympy.tan, "tanh": sympy.tanh, "sinh": sympy.sinh, "cosh": sympy.cosh, "max": sympy.Max,
    "min": sympy.Min, "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)), "relu": lambda x: sympy.Max(0, x),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
}


class CannotConvert(ValueError):  # noqa: N818 - a condition, not a fault
    """A construct that is no elementary function of numbers."""


def to_sympy(tree: Expr, notation: Notation, local: Mapping[str, sympy.Expr] | None = None) -> sympy.Expr:
    """The expression, definitions put in. Raises CannotConvert."""
    local = local or {}
    if tree.sort.shape:
        raise CannotConvert("a vector")
    if isinstance(tree, Number):
        return sympy.Rational(tree.value.numerator, tree.value.denominator)
    if isinstance(tree, Symbol):
        row = notation.find(tree.name)
        if tree.name in local or row is None or row.definition is None:
            return local.get(tree.name, sympy.Symbol(tree.name, real=True))
        return to_sympy(row.definition, notation)
    if isinstance(tree, Call) and tree.op in FUNCTIONS:
        return FUNCTIONS[tree.op](*[to_sympy(arg, notation, local) for arg in tree.args])
    if isinstance(tree, Call) and tree.op == "apply":
        return _applied(tree, notation, local)
    raise CannotConvert(getattr(tree, "op", "?"))


def _applied(tree: Call, notation: Notation, local: Mapping[str, sympy.Expr]) -> sympy.Expr:
    """A function of the text, or its derivative, at a value."""
    head, *args = tree.args
    times = 0
    while isinstance(head, Call) and head.op == "prime":
        head, times = head.args[0], times + 1
    row = notation.find(head.name) if isinstance(head, Symbol) else None
    if row is None or row.definition is None or len(row.parameters) != len(args) or (times and len(args) > 1):
        raise CannotConvert("a function without a definition")
    names = [sympy.Symbol(f"_{p.name}", real=True) for p in row.parameters]
    body = to_sympy(row.definition, notation, dict(zip((p.name for p in row.parameters), names, strict=True)))
    if times:
        body = sympy.diff(body, names[0], times)
    return body.subs(dict(zip(names, [to_sympy(arg, notation, local) for arg in args], strict=True)))
