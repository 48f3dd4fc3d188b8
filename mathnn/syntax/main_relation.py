"""Which relation a formula states: conditions and quantifiers left aside."""

from __future__ import annotations

from mathnn.syntax.surface import Node, noted

_HOLD_RELATIONS = ("relation", "when", "logic", "list", "given")


def opened(node: Node) -> Node:
    """The node inside braces and notes."""
    while (node.kind == "group" and node.text == "{}" and len(node.parts) == 1) or node.kind == "noted":
        node = noted(node)[0] if node.kind == "noted" else node.parts[0]
    return node


def main_relation(node: Node) -> Node:
    """The relation that a formula states, conditions and quantifiers left aside; the formula itself if it has none."""
    node = opened(node)
    while node.kind in ("when", "list", "rows", "given", "logic") and node.parts:
        inside = [part for part in map(opened, node.parts) if part.kind in _HOLD_RELATIONS]
        if not inside:
            return node
        node = inside[0]
    if node.kind == "big" and node.text in ("forall", "exists"):
        return main_relation(node.parts[-1])
    return node
