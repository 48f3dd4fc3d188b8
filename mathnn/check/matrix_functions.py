"""Functions of square matrices: log A and A^{1/2} are evaluated entry by entry, and a text may mean the other ones.

So nothing is called false for them: of det e^A = e^{tr A} the exponential is that of the matrix.
"""

from __future__ import annotations

from collections.abc import Iterable

from mathnn.check.powers import constant
from mathnn.expression import Call, Expr
from mathnn.expression.operators import is_one
from mathnn.expression.tree import walk

_NAMES = {"exp": "The exponential", "log": "The logarithm", "root": "The root", "power": "The power",
          "sin": "The sine", "cos": "The cosine"}


def entry_by_entry(trees: Iterable[Expr]) -> str | None:
    """In words, which function was taken so of a square matrix; None for none. Whole powers are products."""
    for node in (node for tree in trees for node in walk(tree)):
        if not isinstance(node, Call) or node.op not in _NAMES:
            continue
        shape = node.args[0].sort.shape
        exponent = constant(node.args[1]) if node.op == "power" else None
        is_whole = node.op == "power" and (
            node.args[1].sort.kind == "integer" or (exponent is not None and exponent.denominator == 1))
        if len(shape) == 2 and shape[0] == shape[1] and not is_whole and not is_one(shape[0]):
            return f"{_NAMES[node.op]} was taken entry by entry here; it may be that of the matrix."
    return None


__all__ = ["entry_by_entry"]
