"""Norms: bars with the kind of the norm below them."""

from __future__ import annotations

from mathnn.expression import NUMBER, Call, Expr, Symbol
from mathnn.expression.tree import FROBENIUS
from mathnn.syntax.infer import ClashError, Inference, UnreadableError
from mathnn.syntax.infer_superscripts import raised
from mathnn.syntax.spelled_names import script_parts, text_of
from mathnn.syntax.surface import Node, opened


def norm(inf: Inference, node: Node, base: Node) -> Expr:
    """Bars with scripts: the norm's kind below, then powers."""
    parts = script_parts(node)
    below = parts.pop("_", None)
    inner = inf.tree(base)
    if below is not None:
        if not (isinstance(inner, Call) and inner.op in ("norm", "abs")):
            raise UnreadableError("a subscript on these bars", below)
        kind = _kind_of_norm(inf, below)
        if inner.op == "abs":
            raise ClashError("the norm of a number has no kind", node)
        two = kind is None or (getattr(kind, "written", "") == "2" and not inner.args[0].sort.is_matrix) or (
            inner.args[0].sort.is_matrix and kind == FROBENIUS)
        if two and kind is not None:
            kept = "F" if kind == FROBENIUS else getattr(kind, "written", "")
            inf.taken.setdefault("norm" + kept, f"the norm with index {kept} is the square root of the sum of squares")
        inner = Call("norm", (inner.args[0], kind) if kind is not None else (inner.args[0],), NUMBER)
    return raised(inf, inner, node, parts)


def _kind_of_norm(inf: Inference, below: Node) -> Expr | None:
    inside = opened(below)
    text = text_of(inside)
    if is_frobenius(below):
        return FROBENIUS
    if text == r"\infty":
        return Symbol(r"\infty")
    return inf.tree(inside)


def is_frobenius(below: Node) -> bool:
    """Is it the F below a norm or an inner product of matrices?"""
    return text_of(opened(below)) in ("F", r"\text{F}", r"\mathrm{F}", r"\mathsf{F}", r"\text{Fro}")


__all__ = ["is_frobenius", "norm"]
