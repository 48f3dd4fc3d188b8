"""Brackets: a column, a set, an absolute value, a length, a determinant, an inner product, a floor."""

from __future__ import annotations

from collections.abc import Callable

from mathnn.expression import NUMBER, SET, TRUTH, Call, Expr, Number
from mathnn.expression.operators import is_one
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_columns import column
from mathnn.syntax.infer_sets import interval, set_in_braces
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.typefaces import BOLD_FACES, face, is_capital
from mathnn.syntax.uses import SIDE_BY_SIDE


def group(inf: Inference, node: Node) -> Expr:
    """Brackets: around an expression they say nothing more; around a list they make a vector or set."""
    if not node.parts:
        if node.text == r"\{\}":
            return Call("finite_set", (), SET)
        raise UnreadableError("there is nothing between these brackets", node, node.text)
    inner = node.parts[0]
    rule = _BRACKETS.get(node.text)
    if rule is None:
        raise UnreadableError("these brackets are not known together", node, node.text)
    return rule(inf, inner, node)


def _round(inf: Inference, inner: Node, node: Node) -> Expr:
    if inner.kind == "list":
        return column(inf, inner)
    if node.text == "[]" and inner.kind == "juxtaposed" and all(_is_column(inf, part) for part in inner.parts):
        return column(inf, Node("list", "", inner.parts, inner.first, inner.last))
    made = inf.tree(inner)
    if node.text == "[]" and made.sort == TRUTH:
        return inf.make("indicator", (made,), node)
    return made


def _is_column(inf: Inference, node: Node) -> bool:
    """A bold small letter, one of several columns, or the dots between two: no product, but columns side by side."""
    node = opened(node)
    is_member = node.kind == "scripts" and node.text in ("_", "^")
    base = opened(node.parts[0]) if is_member else node
    style, letter = face(base.text) if base.kind == "name" else ("", "")
    if base.text in DOTS or (style in BOLD_FACES and not is_capital(letter) and node.text != "^"):
        return True
    return is_member and base.kind == "name" and bool(inf.evidence.of(base.text) & SIDE_BY_SIDE)


def _braces(inf: Inference, inner: Node, node: Node) -> Expr:
    return inf.tree(inner)


def _bars(inf: Inference, inner: Node, node: Node) -> Expr:
    """|x|: absolute value, length of a vector, determinant."""
    made = inf.tree(inner)
    if made.sort.kind == "set":
        return Call("size", (made,), NUMBER)
    if made.sort.is_matrix and not is_one(inf.dimensions.resolve(made.sort.shape[0])):
        return inf.make("det", (made,), node)
    if made.sort.shape:
        return inf.make("norm", (made,), node)
    return inf.make("abs", (made,), node)


def _double_bars(inf: Inference, inner: Node, node: Node) -> Expr:
    made = inf.tree(inner)
    return inf.make("norm" if made.sort.shape else "abs", (made,), node)


def _angles(inf: Inference, inner: Node, node: Node) -> Expr:
    """<a, b> of two vectors is their dot product; a list of numbers is a vector."""
    if inner.kind == "list":
        trees = [inf.tree(part) for part in inner.parts]
        if len(trees) == 2 and any(tree.sort.shape for tree in trees):
            return inf.make("dot", tuple(trees), node)
        if len(trees) == 2 and _are_alike(*trees):
            return inf.make("multiply", tuple(trees), node)
        return column(inf, inner)
    return inf.tree(inner)


def _are_alike(a: Expr, b: Expr) -> bool:
    """Entries x_i and x_j, or values f(x) and f(y): their inner product as numbers is their product."""
    if not isinstance(a, Call) or not isinstance(b, Call) or a.op != b.op:
        return False
    if a.op == "apply":
        return a.args[0] == b.args[0]
    return a.op == "entry" and not any(isinstance(each.args[1], Number) for each in (a, b))


def _floor(op: str) -> Callable[[Inference, Node, Node], Expr]:
    return lambda inf, inner, node: inf.make(op, (inf.tree(inner),), node)


_BRACKETS: dict[str, Callable[[Inference, Node, Node], Expr]] = {
    "{}": _braces, "()": _round, "[]": _round, r"\{\}": set_in_braces, "||": _bars, r"\|\|": _double_bars,
    r"\langle\rangle": _angles, r"\lfloor\rfloor": _floor("floor"), r"\lceil\rceil": _floor("ceil"),
    r"\{.": set_in_braces, "[)": interval, "(]": interval,
}


__all__ = ["group"]
