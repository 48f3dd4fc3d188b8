"""The case of two indices that a text looks at: "if i = k" and "when j is not i" are conditions on integers.

Of letters that count, an equation gives neither a formula: the i and the k of what follows are places in a column, and
the next case of the same two letters takes the place of this one.
"""

from __future__ import annotations

from mathnn.expression import INTEGER, Call, Expr, Symbol
from mathnn.expression.tree import symbols

_LETTERS = frozenset("ijklmnpqrst") | {r"\ell"}


def as_index_case(tree: Expr) -> Expr | None:
    """The condition on integers, where a statement sets two letters equal or apart that are used as indices."""
    if not (isinstance(tree, Call) and tree.op in ("equal", "unequal")):
        return None
    left, right = tree.args
    if not (isinstance(left, Symbol) and isinstance(right, Symbol) and left != right):
        return None
    if not {left.name, right.name} <= _LETTERS:
        return None
    return Call(tree.op, (Symbol(left.name, INTEGER), Symbol(right.name, INTEGER)), tree.sort)


def is_other_case(old: Expr, new: Expr) -> bool:
    """Do two conditions look at cases of the same indices?"""
    return as_index_case(new) is not None and as_index_case(old) is not None and symbols(old) == symbols(new)


__all__ = ["as_index_case", "is_other_case"]
