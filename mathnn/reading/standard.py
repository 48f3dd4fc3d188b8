"""Definitions of what has a meaning already: a norm, the entry of a product, tanh, a variance. They can be wrong."""

from __future__ import annotations

from mathnn.check.random_signs import is_chance
from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.tree import FROBENIUS, symbols
from mathnn.notation import Notation

_FUNCTIONS = frozenset(("relu", "softplus", "softmax", "tanh", "sinh", "cosh", "tan", "det", "trace"))
_MADE = frozenset(("transpose", "multiply", "hadamard", "outer", "softmax", "relu", "add"))


def standard(tree: Expr, notation: Notation) -> Expr | None:
    """The equation that a definition begins with, where its left side means something whatever the text says."""
    first = tree.args[0] if isinstance(tree, Call) and tree.op == "chain" else tree
    if not isinstance(first, Call) or first.op != "equal":
        return None
    left, right = first.args
    if not symbols(left) & symbols(right):
        return None  # a length that is given, |x| = 1
    if isinstance(left, Call) and left.op == "abs":
        return first if symbols(right) <= symbols(left) else None  # |z| of a complex z is said with another letter
    return first if _has_meaning(left) or (_is_called(left) and is_chance(first, notation)) else None


def _has_meaning(left: Expr) -> bool:
    if not isinstance(left, Call):
        return False
    if left.op == "power" and isinstance(left.args[1], Number):
        return _has_meaning(left.args[0])
    if left.op == "norm":
        return _is_known_norm(left)
    if left.op == "entry":
        inner = left.args[0]
        return isinstance(inner, Call) and inner.op in _MADE
    return left.op in _FUNCTIONS


def _is_known_norm(left: Call) -> bool:
    """The Euclidean norm of a column, and the norms whose index says which they are."""
    index = left.args[1] if len(left.args) > 1 else None
    is_numbered = isinstance(index, Number) or (isinstance(index, Symbol) and index.name == r"\infty")
    return is_numbered or index == FROBENIUS or (index is None and left.args[0].sort.is_vector)


def _is_called(left: Expr) -> bool:
    return isinstance(left, Call) and left.op == "apply"


__all__ = ["standard"]
