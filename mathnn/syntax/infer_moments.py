"""Means and covariances of random vectors: E[x] has the shape of x, Cov(x) and Var(x) are matrices."""

from __future__ import annotations

from mathnn.expression import Bind, Call, Expr, Sort, Symbol, function
from mathnn.expression.build import multiply, power, subtract, transpose
from mathnn.expression.operators import is_one
from mathnn.syntax.infer import ClashError, Inference
from mathnn.syntax.surface import Node
from mathnn.syntax.typefaces import face

MEANS = frozenset(("E", r"\mathbb{E}", r"\mathrm{E}", r"\operatorname{E}", r"\mathop{E}"))
_SPREADS = frozenset(("Var", "Cov", "var", "cov", "V"))


def of_vectors(inf: Inference, head: Symbol, args: tuple[Expr, ...], group: Node) -> Expr | None:
    """The moment of vectors or matrices with its shape; None for what is no such moment."""
    shapes = [tuple(one for one in inf.shape(arg) if not is_one(one)) for arg in args]
    if head.name in MEANS:
        if len(args) != 1 or (head.name == "E" and (group.text != "[]" or inf.declared("E") is not None)):
            return None
        of = args[0].args[0] if isinstance(args[0], Call) and args[0].op == "given" else args[0]  # E[x | y]
        sort = Sort("number", of.sort.shape if of.sort.kind != "function" else ())
    elif face(head.name)[1] in _SPREADS and head.name[:1] == "\\" and len(args) in (1, 2):
        is_covariance = len(args) == 1 and face(head.name)[1] in ("Cov", "cov")
        if not is_covariance and any(isinstance(arg, Symbol) and not face(arg.name)[0] for arg in args):
            return None  # Var(w) of weights w_1, ..., w_n is the variance of each
        if any(len(shape) > 1 for shape in shapes) or any(arg.sort.kind != "number" for arg in args):
            return None
        sort = Sort("number", (*shapes[0], *shapes[-1]))
    else:
        return None
    return Call("apply", (Symbol(head.name, function(*(arg.sort for arg in args), value=sort)), *args), sort)


def is_spread_name(text: str) -> bool:
    """Var, Cov."""
    return text[:1] == "\\" and face(text)[1] in _SPREADS


def spread_about(mean: Expr, node: Node) -> Expr:
    """Var_{x \\sim p}[f] by the mean of f: the mean of (f - mean)^2, for a column of (f - mean)(f - mean)^T."""
    binders: list[Bind] = []
    inner = mean
    while isinstance(inner, Bind) and inner.op == "expectation":
        binders.append(inner)
        inner = inner.body
    if inner.sort.shape and not inner.sort.is_vector:
        raise ClashError("the variance of a matrix", node)
    off = subtract(inner, mean)
    made = multiply(off, transpose(off)) if inner.sort.shape else power(off, 2)
    for each in reversed(binders):
        made = Bind(each.op, each.index, made, None, None, each.where, Sort("number", made.sort.shape))
    return made


__all__ = ["MEANS", "is_spread_name", "of_vectors", "spread_about"]
