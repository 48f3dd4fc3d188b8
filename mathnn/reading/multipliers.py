r"""Lagrangians: where all slopes of u^T S u - \lambda (u^T u - 1) vanish, u^T u - 1 vanishes as well."""

from __future__ import annotations

from collections.abc import Iterator

from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.build import equal, number
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import symbols, walk
from mathnn.notation import Name, Notation

_MULTIPLIERS = frozenset((r"\lambda", r"\mu", r"\nu", r"\alpha", r"\beta", r"\gamma"))


def constraints(tree: Expr, notation: Notation) -> Iterator[Expr]:
    """The constraints of the Lagrangian whose slope an equation begins with: what its multipliers stand before.

    A penalty is none: a constraint has a constant, as u^T u - 1 has one and \\lambda w^T w has none.
    """
    first = tree.args[0] if isinstance(tree, Call) and tree.op == "chain" else tree
    slope = first.args[0] if isinstance(first, Call) and first.op == "equal" else None
    if not isinstance(slope, Call) or slope.op not in DERIVATIVES:
        return
    row = _lagrangian(slope.args[0], notation)
    if row is None or row.definition is None or not isinstance(row.definition, Call) or row.definition.op != "add":
        return
    for term in row.definition.args:
        product = term.args[0] if isinstance(term, Call) and term.op == "negate" else term
        if not isinstance(product, Call) or product.op != "multiply":
            continue
        letters = [arg for arg in product.args if isinstance(arg, Symbol) and arg.name in _MULTIPLIERS]
        sums = [arg for arg in product.args if isinstance(arg, Call) and arg.op == "add"]
        if len(letters) == len(sums) == 1 and len(product.args) == 2 and letters[0] not in symbols(sums[0]) and (
                letters[0] != slope.args[1] and _has_constant(sums[0])):
            yield equal(sums[0], number(0))


def _lagrangian(tree: Expr, notation: Notation) -> Name | None:
    head = tree.args[0] if isinstance(tree, Call) and tree.op == "apply" else tree
    return notation.find(head.name) if isinstance(head, Symbol) else None


def _has_constant(tree: Call) -> bool:
    parts = (arg.args[0] if isinstance(arg, Call) and arg.op == "negate" else arg for arg in tree.args)
    return any(isinstance(part, Number) and part.value for part in parts) and any(
        isinstance(node, Symbol) for node in walk(tree))


__all__ = ["constraints"]
