"""Fractions, which may be derivatives; binomial coefficients and roots."""

from __future__ import annotations

from mathnn.expression import NUMBER, Expr
from mathnn.syntax.derivative_fractions import as_derivative, differential_sign
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_calculus import COSTS, derivative
from mathnn.syntax.infer_factors import quotient
from mathnn.syntax.infer_indices import counting
from mathnn.syntax.infer_products import sequence
from mathnn.syntax.surface import Node, factors, opened


def fraction(inf: Inference, node: Node) -> Expr:
    """A derivative, or one over the other."""
    found = as_derivative(node)
    if found is None:
        if all(differential_sign(factors(part)[0])[0] == "partial" for part in node.parts):
            raise UnreadableError("a derivative by something that is no variable", node.parts[1])
        return quotient(inf, inf.tree(node.parts[0]), inf.tree(node.parts[1]), node)
    if not found[2]:
        raise UnreadableError("nothing stands after this operator", node)
    if len(found[2]) == 1 and (cost := opened(found[2][0])).kind == "name" and cost.text in COSTS and inf.is_new(
            cost.text) and cost.text not in inf.forced:
        inf.name(cost.text, NUMBER)  # a capital, but no matrix
    y = sequence(inf, found[2], node) if len(found[2]) > 1 else inf.tree(found[2][0])
    return derivative(inf, y, found, node)


def binomial(inf: Inference, node: Node) -> Expr:
    """n over k in brackets."""
    return inf.make("binomial", tuple(counting(inf, part) for part in node.parts), node)


def root(inf: Inference, node: Node) -> Expr:
    """The square root, or one of a degree."""
    if len(node.parts) == 1:
        return inf.make("root", (inf.tree(node.parts[0]),), node)
    return inf.make("root", (inf.tree(node.parts[1]), inf.tree(node.parts[0])), node)
