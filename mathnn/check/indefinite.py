"""Integrals without bounds: an equation between them holds when the derivatives of both sides agree."""

from __future__ import annotations

from mathnn.check.question import Question
from mathnn.expression.build import add, multiply, negate
from mathnn.expression.tree import Bind, Call, Expr, Symbol, symbols, walk


def without_indefinite(question: Question) -> Question:
    """Both sides differentiated by the variable of the integrals without bounds; unchanged where that does not work."""
    if "integral" not in question.operators:
        return question
    found = {node.index for side in question.sides for node in walk(side)
             if isinstance(node, Bind) and is_indefinite(node)}
    if len(found) != 1 or question.relation not in ("equal", "identical"):
        return question
    (x,) = found
    sides = [_slope(side, x) for side in question.sides]
    if sides[0] is None or sides[1] is None:
        return question
    return question.with_sides(sides[0], sides[1])


def is_indefinite(node: Expr) -> bool:
    """An integral without bounds over one number."""
    return isinstance(node, Bind) and node.op == "integral" and not node.index.sort.shape and (
        node.lower is None and node.upper is None and node.where is None)


def _slope(tree: Expr, x: Symbol) -> Expr | None:
    """The derivative by x, that of an integral being what stands in it."""
    if isinstance(tree, Bind) and is_indefinite(tree) and tree.index == x:
        return tree.body
    if not any(is_indefinite(node) for node in walk(tree)):
        return Call("derivative", (tree, x))
    if isinstance(tree, Call) and tree.op in ("add", "negate"):
        parts = [_slope(arg, x) for arg in tree.args]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return add(*known) if tree.op == "add" else negate(known[0])
    if isinstance(tree, Call) and tree.op == "multiply" and all(x not in symbols(arg) for arg in tree.args[:-1]):
        inner = _slope(tree.args[-1], x)
        return None if inner is None else multiply(*tree.args[:-1], inner)
    return None
