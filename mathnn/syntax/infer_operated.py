"""Factors with a sign between them: dots, crosses, circles, strokes, and operators between sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from mathnn.expression import Call, Expr, Sort
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_factors import product, quotient
from mathnn.syntax.infer_functions import composed
from mathnn.syntax.infer_new_names import new_name, terms, with_sign
from mathnn.syntax.infer_spread import is_entrywise_quotient, spread, where
from mathnn.syntax.surface import Node

Operation: TypeAlias = Callable[[Inference, Expr, Expr, Node, str], Expr]


def operated(inf: Inference, node: Node) -> Expr:
    """Operators between factors, from left to right; a new name takes the shape that its operator asks for."""
    signs = node.text.split()
    if signs[0] == r"\circ" and (found := composed(inf, node)) is not None:
        return found
    trees = _operands(inf, node, signs)
    made = trees[0]
    for position, sign in enumerate(signs):
        right = trees[position + 1]
        made = _BINARY.get(sign, _unknown)(inf, made, right, _part(node, position + 1), sign)
    return made


def _part(node: Node, upto: int) -> Node:
    return Node("product", "", node.parts[: upto + 1], node.first, node.parts[upto].last)


def _operands(inf: Inference, node: Node, signs: list[str]) -> list[Expr]:
    if any(sign in (r"\odot", r"\circ", r"\circledcirc") for sign in signs):
        return terms(inf, node.parts)
    if all(sign in (r"\cdot",) for sign in signs) and len(node.parts) == 2:
        return _dotted(inf, node)
    return [inf.tree(part) for part in node.parts]


def _dotted(inf: Inference, node: Node) -> list[Expr]:
    """Two factors with a dot: a new name beside a bold one is a vector too."""
    news = [new_name(inf, part) for part in node.parts]
    if news[0] is None and news[1] is not None:
        left = inf.tree(node.parts[0])
        right = inf.name(news[1], left.sort if left.sort.is_vector else None)
        return [left, with_sign(node.parts[1], right)]
    if news[1] is None and news[0] is not None:
        right_tree = inf.tree(node.parts[1])
        return [with_sign(node.parts[0], inf.name(news[0], right_tree.sort if right_tree.sort.is_vector else None)),
                right_tree]
    return [inf.tree(part) for part in node.parts]


def _unknown(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    raise UnreadableError("nothing is known of this operator between these", node, sign)


def _is_slope_of_entries(tree: Expr) -> bool:
    """g'(z) of a column or matrix, for a g of numbers: what it is multiplied by has its shape."""
    if not (isinstance(tree, Call) and tree.op == "apply" and tree.sort.shape):
        return False
    head = tree.args[0]
    return isinstance(head, Call) and head.op == "prime" and all(not sort.shape for sort in head.sort.domain)


def _cdot(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    if a.sort.shape and b.sort.shape and (_is_slope_of_entries(a) or _is_slope_of_entries(b)):
        return inf.make("hadamard", (a, b), node)
    if a.sort.is_vector and b.sort.is_vector and is_entrywise_quotient(a):
        return inf.make("hadamard", (a, b), node)
    if a.sort.is_vector and b.sort.is_vector:
        return inf.make("dot", (a, b), node)
    return product(inf, [a, b], node)


def _times(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    if a.sort.shape and b.sort.shape and (_is_slope_of_entries(a) or _is_slope_of_entries(b)):
        return inf.make("hadamard", (a, b), node)
    if a.sort.is_vector and b.sort.is_vector:
        return inf.make("cross", (a, b), node)
    if a.sort.kind == "set" or b.sort.kind == "set":
        return Call("cartesian", (a, b), a.sort)
    return product(inf, [a, b], node)


def _hadamard(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    goes_on = len(node.parts) > 2  # a was made of factors of this product, not set in brackets
    a, b = (where(inf, part, node) or part if part.sort.kind == "truth" else part for part in (a, b))
    parts = (*(a.args if isinstance(a, Call) and a.op == "hadamard" and goes_on else (a,)), b)
    if all(not part.sort.shape for part in parts):
        return product(inf, [a, b], node)
    if any(not part.sort.shape for part in parts):
        shape = next(part.sort for part in parts if part.sort.shape)
        parts = tuple(spread(inf, part, shape) for part in parts)
    return inf.make("hadamard", parts, node)


def _circle(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    inf.taken.setdefault("circ", r"\circ: the elementwise product")
    return _hadamard(inf, a, b, node, sign)


def _kronecker(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    return inf.make("outer" if a.sort.is_vector and b.sort.is_vector else "kronecker", (a, b), node)


def _divided(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    return quotient(inf, a, b, node)


def _of_sets(op: str) -> Operation:
    def make(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
        return Call(op, (a, b), a.sort if a.sort.kind in ("set", "truth") else Sort("set"))
    return make


_BINARY: dict[str, Operation] = {
    r"\cdot": _cdot, "*": _cdot, r"\ast": _cdot, r"\cdotp": _cdot, r"\bullet": _cdot, r"\times": _times,
    r"\odot": _hadamard, r"\circledcirc": _hadamard, r"\circ": _circle, r"\otimes": _kronecker, "/": _divided,
    r"\div": _divided, r"\cup": _of_sets("union"), r"\cap": _of_sets("intersection"),
    r"\setminus": _of_sets("difference"), r"\backslash": _of_sets("difference"),
    r"\wedge": lambda inf, a, b, node, sign: inf.make("and", (a, b), node),
    r"\bmod": lambda inf, a, b, node, sign: Call("modulo", (a, b), a.sort),
    r"\mod": lambda inf, a, b, node, sign: Call("modulo", (a, b), a.sort),
}


__all__ = ["operated"]
