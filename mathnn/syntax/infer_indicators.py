"""Indicators: 1_{x > 0} and 1[x > 0], with the condition below or in brackets."""

from __future__ import annotations

from mathnn.expression import TRUTH, Expr
from mathnn.syntax.infer import Inference
from mathnn.syntax.infer_spread import where
from mathnn.syntax.surface import Node, opened

INDICATORS = frozenset((r"\mathbb{1}", r"\mathbf{1}", r"\mathbb{I}", r"\mathrm{1}", r"\chi", r"\boldsymbol{1}"))


def indicator_in_brackets(inf: Inference, part: Node, group: Node, whole: Node) -> Expr | None:
    """1[x > 0], with the condition in brackets."""
    part = opened(part)
    is_one = part.kind == "number" and part.text == "1" and group.parts and opened(group.parts[0]).kind == "relation"
    if not is_one and (part.kind != "name" or part.text not in INDICATORS or not group.parts):
        return None
    inner = inf.tree(group.parts[0])
    if inner.sort != TRUTH:
        return None
    return where(inf, inner, whole) or inf.make("indicator", (inner,), whole)


def indicator_with_subscript(inf: Inference, text: str, parts: dict[str, Node], node: Node) -> Expr | None:
    """1_{x > 0}, with the condition below."""
    if text not in (*INDICATORS, "1") or set(parts) != {"_"}:
        return None
    inner = opened(parts["_"])
    if inner.kind == "group" and inner.parts:
        inner = opened(inner.parts[0])
    if inner.kind not in ("relation", "logic", "list") or (inner.kind == "list" and not all(
            opened(part).kind == "relation" for part in inner.parts)):
        return None
    condition = inf.tree(inner)
    return where(inf, condition, node) or inf.make("indicator", (condition,), node)


__all__ = ["indicator_in_brackets", "indicator_with_subscript"]
