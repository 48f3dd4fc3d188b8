"""Names whose sort is still open: they take it from their place, of the terms or factors beside them."""

from __future__ import annotations

from mathnn.expression import Expr
from mathnn.syntax.infer import Inference, negated
from mathnn.syntax.surface import Node, opened


def terms(inf: Inference, parts: tuple[Node, ...]) -> list[Expr]:
    """The trees of terms: those of a known shape first, so that new names can take it."""
    made: dict[int, Expr] = {}
    waiting: list[int] = []
    for position, part in enumerate(parts):
        if new_name(inf, part) is not None:
            waiting.append(position)
        else:
            made[position] = inf.tree(part)
    if not waiting:
        return list(made.values())
    shape = next((tree.sort for tree in made.values() if tree.sort.shape), None)
    for position in waiting:
        part, found = parts[position], new_name(inf, parts[position])  # another term may have made it known by now
        made[position] = inf.tree(part) if found is None else with_sign(part, inf.name(found, shape))
    return [made[position] for position in range(len(parts))]


def new_name(inf: Inference, node: Node) -> str | None:
    """The name that a node is, when its sort is still open."""
    node = opened(node)
    if node.kind == "prefix" and node.text == "-":  # of +-x the place says nothing
        node = opened(node.parts[0])
    return node.text if node.kind == "name" and node.text not in ("e",) and inf.is_new(node.text) else None


def with_sign(node: Node, tree: Expr) -> Expr:
    """The tree of a name, negated where it stands with a minus."""
    return negated(tree) if opened(node).kind == "prefix" else tree


def entry_or_value(inf: Inference, node: Node) -> Expr:
    """One entry, or the value of one case; a name that nothing was said of is a number there."""
    text = new_name(inf, node)
    return with_sign(node, inf.name(text)) if text is not None else inf.tree(node)


__all__ = ["entry_or_value", "new_name", "terms", "with_sign"]
