"""Factors and quotients of trees: matrices multiply, what works entry by entry does so."""

from __future__ import annotations

from mathnn.expression import Call, Expr, Sort, Symbol
from mathnn.expression.operators import describe
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer import ClashError, Inference
from mathnn.syntax.infer_dots import multiplied
from mathnn.syntax.infer_spread import is_entrywise, is_entrywise_quotient, spread
from mathnn.syntax.surface import Node


def product(inf: Inference, factors: list[Expr], node: Node) -> Expr:
    """A flat product in the order written. Raises ClashError where matrices do not fit."""
    for at in range(len(factors) - 1, 0, -1):
        if factors[at].sort.is_vector and factors[at - 1].sort.is_vector and is_entrywise_quotient(factors[at - 1]):
            factors[at - 1 : at + 1] = [inf.make("hadamard", (factors[at - 1], factors[at]), node)]
    if len(factors) == 1:
        return factors[0]
    flat: list[Expr] = []
    for factor in factors:
        flat += factor.args if _opens(factor) else (factor,)  # type: ignore[union-attr]
    kinds = {factor.sort.kind for factor in flat}
    if "truth" in kinds:
        raise ClashError("a statement stands as a factor", node)
    if kinds == {"function"}:
        return Call("multiply", tuple(flat), flat[0].sort)
    if inf.may_have_dots and any(isinstance(factor, Symbol) and factor.name in DOTS for factor in flat[1:-1]):
        flat = multiplied(inf, flat, node)
        if len(flat) == 1:
            return flat[0]
    for factor in flat:
        if factor.sort.kind == "family":  # without a label it is no factor
            raise ClashError(f"{getattr(factor, 'name', 'a family')} stands without its label", node)
    return inf.make("multiply", tuple(flat), node)


def _opens(factor: Expr) -> bool:
    """May this product be opened inside another one? Not when its factors are matrices that make a number."""
    if not (isinstance(factor, Call) and factor.op == "multiply"):
        return False
    return bool(factor.sort.shape) or not any(arg.sort.shape for arg in factor.args)


def quotient(inf: Inference, a: Expr, b: Expr, node: Node) -> Expr:
    """a over b: by a number, or entry by entry."""
    if b.sort.is_matrix:
        raise ClashError("a division by a matrix", node)
    if b.sort.shape and not a.sort.shape:
        wide = spread(inf, a, b.sort)
        if wide is a and is_entrywise(b):
            inf.taken.setdefault("spread", "a number over a column: over each of its entries")
            wide = Call("multiply", (a, Symbol(r"\mathbf{1}", Sort("number", b.sort.shape))), b.sort)
        if wide is a:
            raise ClashError(f"{describe(a.sort)} is divided by {describe(b.sort)}", node)
        a = wide
    return inf.make("divide", (a, b), node)


__all__ = ["product", "quotient"]
