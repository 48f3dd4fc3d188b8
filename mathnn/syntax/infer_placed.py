r"""Values at a point: \frac{df}{dx}\Big|_{x=0}, \left. F(x) \right|_a^b, [F(x)]_a^b."""

from __future__ import annotations

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import symbols
from mathnn.syntax.infer import Inference, UnreadableError, negated
from mathnn.syntax.surface import Node, opened


def placed(inf: Inference, node: Node) -> Expr:
    """What stands before a bar, at the point below it; with a second one above, the difference of the two values."""
    return at_points(inf, inf.tree(node.parts[0]), dict(zip(node.text.strip("|"), node.parts[1:], strict=True)), node)


def at_points(inf: Inference, tree: Expr, scripts: dict[str, Node], node: Node) -> Expr:
    """A tree at the point below a bar, or from the point below to the one above."""
    below, above = scripts.get("_"), scripts.get("^")
    if below is None:
        raise UnreadableError("a value at no point", node, "|")
    if above is None:
        return _at(inf, tree, below)
    variable = _variable(inf, tree, below)
    ends = [_at(inf, tree, end, variable) for end in (above, below)]
    return inf.make("add", (ends[0], negated(ends[1])), node)


def between_ends(inf: Inference, node: Node, scripts: dict[str, Node]) -> Expr | None:
    """[F(x)]_a^b of a number that hangs on one letter; None for any other brackets with scripts."""
    if set(scripts) != {"_", "^"} or opened(node).kind == "list":
        return None
    tree = inf.tree(node)
    if tree.sort.shape or len(_letters(tree)) != 1:
        return None
    return at_points(inf, tree, scripts, node)


def _at(inf: Inference, tree: Expr, point: Node, variable: Symbol | None = None) -> Expr:
    inner = opened(point)
    relations = inner.parts if inner.kind == "list" else (inner,)
    if all(each.kind == "relation" and each.text == "equal" for each in map(opened, relations)):
        for each in map(opened, relations):
            letter = inf.tree(each.parts[0])
            if not isinstance(letter, Symbol):
                raise UnreadableError("what is set to a value here is no letter", each)
            tree = inf.make("at", (tree, letter, inf.tree(each.parts[1])), point)
        return tree
    letter, value = variable or _variable(inf, tree, point), inf.tree(inner)
    is_number = value.sort.kind in ("number", "integer") and not value.sort.shape
    if is_number and (letter.sort.shape or (inner is not point and point.text == "()")):
        raise UnreadableError("what stands below this bar is no value of the letter", point)
    return inf.make("at", (tree, letter, value), point)


def _variable(inf: Inference, tree: Expr, point: Node) -> Symbol:
    """The letter that takes the value: named below, differentiated by, or the only one."""
    inner = opened(point)
    if inner.kind == "relation":
        letter = inf.tree(inner.parts[0])
        if isinstance(letter, Symbol):
            return letter
    if isinstance(tree, Call) and tree.op in DERIVATIVES and isinstance(tree.args[1], Symbol):
        return tree.args[1]
    letters = _letters(tree)
    if len(letters) != 1:
        raise UnreadableError("a value at a point of which letter: name it below the bar", point)
    return letters[0]


def _letters(tree: Expr) -> list[Symbol]:
    return sorted((s for s in symbols(tree) if s.sort.kind == "number"), key=lambda s: s.name)


__all__ = ["at_points", "between_ends", "placed"]
