"""The softmax of a matrix: over each column, or over each row where the samples are rows. Texts seldom say which."""

from __future__ import annotations

from dataclasses import replace

from mathnn.expression import Bind, Call, Expr
from mathnn.expression.operators import sort_of
from mathnn.expression.tree import operators, rebuild
from mathnn.notation import Notation

CONDITION = r"\text{the softmax is over each row}"


def over_rows(tree: Expr, notation: Notation) -> tuple[Expr, Notation] | None:
    """The statement with each softmax of a matrix over its rows, also in formulas; None where there is none."""
    made = _turned(tree)
    names = {name: replace(row, definition=_turned(row.definition)) if row.definition is not None else row
             for name, row in notation.names.items()}
    is_same = made == tree and all(names[name].definition == row.definition for name, row in notation.names.items())
    return None if is_same else (made, replace(notation, names=names))


def _turned(tree: Expr) -> Expr:
    if not isinstance(tree, Call | Bind) or "softmax" not in operators(tree):
        return tree
    made = rebuild(tree, _turned)
    if not isinstance(made, Call) or made.op != "softmax" or not made.sort.is_matrix:
        return made
    return _transposed(Call("softmax", (_transposed(made.args[0]),), _transposed(made.args[0]).sort))


def _transposed(tree: Expr) -> Call:
    return Call("transpose", (tree,), sort_of("transpose", (tree.sort,)))


__all__ = ["CONDITION", "over_rows"]
