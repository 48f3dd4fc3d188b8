"""Vectors and matrices whose entries are from one set: {0, 1}^n, [0, 1]^{m x n}, Z^n, R_{>0}^n."""

from __future__ import annotations

from collections.abc import Callable

from mathnn.expression import SET, Call, Expr
from mathnn.syntax.infer import Inference
from mathnn.syntax.number_sets import dimension, signed
from mathnn.syntax.spelled_names import script_parts
from mathnn.syntax.surface import Node, opened

_OF_COUNTS = {r"\mathbb{N}": "naturals", r"\mathbb{Z}": "integers"}
_BRACKETS = frozenset((r"\{\}", "[]", "()", "[)", "(]", "]["))


def power_of_set(inf: Inference, node: Node, set_of: Callable[[Inference, Node], Expr]) -> Call | None:
    """The set of all columns or tables with entries in another set; None for what is no power of a set."""
    parts = script_parts(node) if node.kind == "scripts" else {}
    if "^" not in parts or len(parts) != len(node.text):
        return None
    entries = _entries(inf, opened(node.parts[0]), parts, set_of)
    if entries is None:
        return None
    inner = opened(parts["^"])
    sides = inner.parts if inner.kind == "product" and set(inner.text.split()) <= {r"\times"} else (inner,)
    if any(opened(side).kind == "name" and opened(side).text in ("*", "+", "-") for side in sides):
        return None
    return Call("tuples", (entries, *(dimension(inf, side) for side in sides)), SET)


def _entries(inf: Inference, base: Node, parts: dict[str, Node], set_of: Callable[[Inference, Node], Expr],
             ) -> Expr | None:
    if base.kind == "group" and base.text in _BRACKETS and len(parts) == 1:
        found = set_of(inf, base)
        return found if isinstance(found, Call) and found.op in ("finite_set", "interval", "span") else None
    if base.text in _OF_COUNTS and len(parts) == 1:
        return Call(_OF_COUNTS[base.text], (), SET)
    return signed(base.text, {"_": parts["_"]}) if "_" in parts else None


__all__ = ["power_of_set"]
