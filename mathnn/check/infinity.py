"""Values at infinity of trees in one variable, and conditions that are written as zeros that are not always defined."""

from __future__ import annotations

from mathnn.check.antiderivative import factors, over
from mathnn.check.polynomials import at, degree, depends, quadratic, slope
from mathnn.check.powers import constant
from mathnn.expression.build import add, call, divide, multiply, negate, number
from mathnn.expression.tree import Call, Expr, Symbol

INFINITY = Symbol(r"\infty")
ZERO, ONE = number(0), number(1)
_LIMITS = {  # at minus and plus infinity
    "erf": (number(-1), ONE), "tanh": (number(-1), ONE), "sigmoid": (ZERO, ONE), "softplus": (ZERO, None),
    "arctan": (negate(divide(Symbol(r"\pi"), number(2))), divide(Symbol(r"\pi"), number(2))), "exp": (ZERO, None),
}


def is_endless(end: Expr) -> int:
    """1 for infinity, -1 for minus infinity, 0 for a number."""
    if isinstance(end, Symbol) and end.name == INFINITY.name:
        return 1
    return -1 if isinstance(end, Call) and end.op == "negate" and is_endless(end.args[0]) == 1 else 0


def where_positive(tree: Expr) -> Expr:
    """0, defined only where the tree is positive."""
    return multiply(ZERO, call("log", tree))


def end_value(tree: Expr, x: Symbol, end: Expr) -> Expr | None:
    """The tree with x at a number or at infinity; None where its limit there is not known."""
    sign = is_endless(end)
    return at(tree, x, end) if not sign else _limit(tree, x, sign)


def _limit(tree: Expr, x: Symbol, sign: int) -> Expr | None:
    if not depends(tree, x):
        return tree
    if not isinstance(tree, Call):
        return None
    if tree.op in ("add", "negate"):
        parts = [_limit(arg, x, sign) for arg in tree.args]
        if any(part is None for part in parts):
            return None
        found = [part for part in parts if part is not None]
        return add(*found) if tree.op == "add" else negate(found[0])
    if tree.op in ("multiply", "divide"):
        return _of_product(tree, x, sign)
    if tree.op == "power" and (c := constant(tree.args[1])) is not None and c < 0 and degree(tree.args[0], x) == 1:
        return ZERO if c.denominator == 1 else where_positive(multiply(number(sign), slope(tree.args[0], x)))
    if tree.op == "exp":
        return _vanishing(tree.args[0], x, sign)
    if tree.op in _LIMITS and degree(tree.args[0], x) == 1:
        return _of_step(tree, x, sign)
    return None


def _of_product(tree: Call, x: Symbol, sign: int) -> Expr | None:
    """An exponential that vanishes takes polynomials with it; bounded factors have their limits."""
    parts = list(factors(tree))
    outside = [part for part in parts if not depends(part[0], x)]
    inside = [part for part in parts if depends(part[0], x)]
    exponents = [factor.args[0] if s > 0 else negate(factor.args[0]) for factor, s in inside
                 if isinstance(factor, Call) and factor.op == "exp"]
    others = [part for part in inside if not (isinstance(part[0], Call) and part[0].op == "exp")]
    if exponents and all(degree(factor, x) is not None for factor, _ in others):
        zero = _vanishing(add(*exponents), x, sign)
        return None if zero is None else multiply(over(outside), zero) if outside else zero
    if exponents:
        return None
    if all(s < 0 and degree(factor, x) is not None for factor, s in others):
        return ZERO
    limits = [(_limit(factor, x, sign), s) for factor, s in others]
    if any(limit is None or s < 0 for limit, s in limits):
        return None
    return multiply(over(outside), *(limit for limit, _ in limits if limit is not None))


def _vanishing(exponent: Expr, x: Symbol, sign: int) -> Expr | None:
    """0 where e^exponent goes to 0."""
    size = degree(exponent, x)
    if size not in (1, 2):
        return None
    lead = quadratic(exponent, x)[0] if size == 2 else multiply(number(sign), slope(exponent, x))
    return where_positive(negate(lead))


def _of_step(tree: Call, x: Symbol, sign: int) -> Expr | None:
    """A function that levels off, of a straight line: which way the line goes has to be known."""
    lead = slope(tree.args[0], x)
    low, high = _LIMITS[tree.op]
    forward = high if sign > 0 else low
    if forward is not None:
        return add(forward, where_positive(lead))
    return None


__all__ = ["INFINITY", "end_value", "is_endless", "where_positive"]
