"""Powers and roots: the exponent decides what they mean."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeGuard

import numpy as np

from mathnn.check.dual import Value, rank
from mathnn.check.elementwise import function, integer_power, root
from mathnn.check.elementwise import power as real_power
from mathnn.check.products import dot, matrix_power
from mathnn.check.scene import Unsupported
from mathnn.expression.tree import FROBENIUS, Call, Expr, Number, symbols

if TYPE_CHECKING:
    from mathnn.check.evaluate import Evaluator, Local

TWO = Number(Fraction(2), "2")
HIGHEST = 1_000  # exponent of a number
HIGHEST_OF_MATRIX = 8
MOST_BITS = 20_000  # of a rational number raised to a power


def is_euclidean(tree: Expr) -> TypeGuard[Call]:
    """Is it the root of a sum of squares, |x|, |x|_2 of a column or |A|_F? Its square has no root."""
    if type(tree) is not Call or tree.op != "norm":
        return False
    return len(tree.args) == 1 or tree.args[1] == FROBENIUS or (tree.args[1] == TWO and not tree.args[0].sort.is_matrix)


def power(ev: Evaluator, tree: Call, local: Local) -> Value:
    """base^exponent: repeated product, root, or exp(exponent log base)."""
    base, exponent = tree.args
    c = constant(exponent)
    if c is None:
        c = _whole(ev, exponent, local)
    if c is None:
        if constant(base) == 0:  # 0^a is 0 where a > 0
            return ev.number(0) * function(ev.system, "log", ev.value(exponent, local))
        return real_power(ev.system, ev.value(base, local), ev.value(exponent, local))
    p, q = c.as_integer_ratio()
    if p == 2 and q == 1 and is_euclidean(base):
        x = ev.value(base.args[0], local)
        return dot(x, x) if rank(x) else x * x
    x = ev.value(base, local)
    if q == 1:
        if abs(p) > HIGHEST:
            raise Unsupported(f"an exponent of {c}" if abs(c) < 10**12 else "an exponent of this size")
        return raised(ev, x, p)
    return raised(ev, rooted(ev, x, q), p)


def raised(ev: Evaluator, x: Value, k: int) -> Value:
    """x^k; of a matrix the product of k factors."""
    if rank(x) == 2:
        if abs(k) > HIGHEST_OF_MATRIX:
            raise Unsupported(f"the power {k} of a matrix")
        return matrix_power(ev.system, x, k)
    if isinstance(x, np.ndarray) and x.dtype == object:
        for v in x.flat:
            if hasattr(v, "field"):  # of an exact function the ring looks after the size
                continue
            p = getattr(v, "p", getattr(v, "numerator", 0))
            q = getattr(v, "q", getattr(v, "denominator", 0))
            if (int(p).bit_length() + int(q).bit_length()) * abs(k) > MOST_BITS:
                raise Unsupported("a power of this size")
    return integer_power(ev.system, x, k)


def rooted(ev: Evaluator, x: Value, k: int) -> Value:
    """The real k-th root, k up to 64."""
    if not 1 <= k <= 64:
        raise Unsupported(f"a root of degree {k}")
    return x if k == 1 else root(ev.system, x, k)


def root_rule(ev: Evaluator, tree: Call, local: Local) -> Value:
    """root(x) and root(x, k)."""
    k = 2
    if len(tree.args) == 2:
        degree = ev.index(tree.args[1], local)
        if not isinstance(degree, int):
            raise Unsupported("a root whose degree varies")
        k = degree
    return rooted(ev, ev.value(tree.args[0], local), k)


def constant(tree: Expr) -> Fraction | None:
    """The rational number that a tree of numbers is, or None."""
    if type(tree) is Number:
        return tree.value
    if type(tree) is not Call:
        return None
    if tree.op == "negate":
        inner = constant(tree.args[0])
        return None if inner is None else -inner
    if tree.op == "divide":
        a, b = (constant(arg) for arg in tree.args)
        return a / b if a is not None and b else None
    if tree.op in ("add", "multiply"):
        parts = [constant(arg) for arg in tree.args]
        if any(part is None for part in parts):
            return None
        total = Fraction(tree.op == "multiply")
        for part in parts:
            assert part is not None
            total = total + part if tree.op == "add" else total * part
        return total
    return None


def _whole(ev: Evaluator, exponent: Expr, local: Local) -> Fraction | None:
    """An exponent that counts, such as n or k + 1 for integers n and k."""
    if not all(s.sort.kind == "integer" for s in symbols(exponent)):
        return None
    try:
        found = ev.index(exponent, local)
    except Unsupported:
        return None
    return Fraction(found) if isinstance(found, int) else None
