"""Columns and rows by their entries, also with dots between them, and vectors side by side or below each other."""

from __future__ import annotations

import re

from mathnn.expression import INTEGER, Bind, Call, Expr, Number, Sort, Symbol
from mathnn.expression.operators import ONE, is_one
from mathnn.expression.tree import substitute
from mathnn.syntax.dimensions import counted, simple
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_dots import is_dots, pattern, value_at
from mathnn.syntax.infer_indices import fresh_index
from mathnn.syntax.infer_new_names import entry_or_value
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.tokens import spans

_SPACES = re.compile(r"\\[;,:! ]")


def column(inf: Inference, node: Node) -> Expr:
    """A column by its entries; wide spaces between them write a row."""
    tree = vector(inf, list(node.parts), node)
    if not _is_spaced(inf, node):
        return tree
    if isinstance(tree, Call) and tree.op == "block":
        return as_columns(inf, tree, node)
    return as_row(inf, tree, node) if tree.sort.is_vector else tree


def _is_spaced(inf: Inference, node: Node) -> bool:
    """Do spaces part the entries, as in a row of a matrix, and not commas?"""
    latex, _ = inf.text
    at = spans(latex)
    pairs = zip(node.parts, node.parts[1:], strict=False)
    between = [_SPACES.sub("", latex[at[a.last - 1][1] : at[b.first][0]]) for a, b in pairs]
    return not any(sign in text for text in between for sign in ",;&")


def as_row(inf: Inference, tree: Expr, node: Node) -> Expr:
    if isinstance(tree, Bind):
        return inf.make("transpose", (tree,), node)
    return inf.make("rows", (tree,), node)


def _apart(part: Node) -> tuple[Node, ...]:
    """An entry that follows dots without a comma, apart from them."""
    inner = opened(part)
    if inner.kind != "juxtaposed" or len(inner.parts) < 2 or not is_dots(inner.parts[0]):
        return (part,)
    rest = inner.parts[1:]
    alone = rest[0] if len(rest) == 1 else Node("juxtaposed", "", rest, rest[0].first, rest[-1].last)
    return inner.parts[0], alone

_MOST_APART = 2  # entries beside equal ones: columns are sampled with two entries and more


def vector(inf: Inference, parts: list[Node], node: Node) -> Expr:
    parts = [each for part in parts for each in _apart(part)]
    if any(map(is_dots, parts)):
        return with_dots(inf, parts, node)
    trees = entries(inf, parts)
    if any(tree.sort.kind in ("truth", "set", "function", "family") for tree in trees):
        return Call("tuple", tuple(trees), Sort("number"))
    if len({len(tree.sort.shape) for tree in trees}) > 1:
        return Call("tuple", tuple(trees), Sort("number"))
    if trees[0].sort.shape:
        return _stacked(inf, trees, node)
    return inf.make("vector", tuple(trees), node)


def entries(inf: Inference, parts: list[Node]) -> list[Expr]:
    """The trees of some entries."""
    return [entry_or_value(inf, part) for part in parts]


def _stacked(inf: Inference, trees: list[Expr], node: Node) -> Expr:
    """Vectors below each other: rows of a matrix where they are rows; else one long column, by blocks."""
    if all(tree.sort.is_matrix and is_one(tree.sort.shape[0]) for tree in trees):
        turned = tuple(inf.make("transpose", (tree,), node) for tree in trees)
        return inf.make("rows", turned, node)
    height = inf.dimensions.fresh()
    shape = (height, *trees[0].sort.shape[1:])
    return Call("block", tuple(trees), Sort("number", shape))


def with_dots(inf: Inference, parts: list[Node], node: Node) -> Expr:
    """(x_1, ..., x_n): entries by a general one; what stands before the pattern is given entry by entry."""
    at = next(position for position, part in enumerate(parts) if is_dots(part))
    shown = entries(inf, parts[:at])
    rest = entries(inf, parts[at + 1:])
    if shown and rest and shown[-1] == rest[0] and (mixed := _alike_but_for(inf, shown, rest, node)) is not None:
        return mixed
    if not shown or len(rest) != 1:
        raise UnreadableError("dots without a first and a last entry", node, parts[at].text)
    index = fresh_index(inf)
    found = pattern(shown[-1], rest[0], index)
    if found is None:
        raise UnreadableError("the entries around the dots have no common form", node, parts[at].text)
    body, first, last = found
    if first == body:  # all alike: (1, ..., 1)
        upper: Expr = inf.dimensions.fresh()
        inf.taken.setdefault("spread", "a vector of equal entries: as long as its place asks")
        return Bind("vector", index, body, ONE, upper, None, Sort("number", (upper, *body.sort.shape)))
    assert isinstance(first, Number)
    count = 1
    while count < len(shown) and value_at(body, index, int(first.value) - count) == shown[-1 - count]:
        count += 1
    start = int(first.value) - count + 1
    lead = shown[: len(shown) - count]
    if body.sort.shape and not lead:
        return _of_vectors(inf, body, index, last, node)
    return listed_from(lead, body, index, start, last)


def _alike_but_for(inf: Inference, shown: list[Expr], rest: list[Expr], node: Node) -> Expr | None:
    """(1, 0, ..., 0) and (0, ..., 0, 1): equal entries but for some at an end; None where all are equal."""
    body, index = shown[-1], fresh_index(inf)
    count = len(shown)
    while count and shown[count - 1] == body:
        count -= 1
    lead, tail = shown[:count], rest[1:]
    if not lead and not tail:
        return None
    if len(lead) + len(tail) > _MOST_APART or len(tail) > 1 or any(each.sort.shape for each in (*lead, body, *tail)):
        raise UnreadableError("the entries around the dots have no common form", node)
    upper: Expr = inf.dimensions.fresh()
    pieces: list[Expr] = []
    for position, entry in [*enumerate(map(counted, range(1, count + 1))), *((-1, upper) for _ in tail)]:
        value = tail[0] if position < 0 else lead[position]
        pieces += [value, Call("equal", (index, entry), Sort("truth"))]
    whole = Call("cases", (*pieces, body), body.sort)
    return Bind("vector", index, whole, ONE, upper, None, Sort("number", (upper,)))


def _of_vectors(inf: Inference, body: Expr, index: Symbol, last: Expr, node: Node) -> Expr:
    """Columns side by side, or rows below each other, are a matrix; all else is one by blocks."""
    is_upright = node.kind == "grid" and len(node.parts) > 1
    is_row = body.sort.is_matrix and is_one(body.sort.shape[0])
    if is_row != is_upright or (body.sort.is_matrix and not is_row):
        return Call("block", (body,), Sort("number", (inf.dimensions.fresh(), *body.sort.shape[1:])))
    if is_row:
        turned = isinstance(body, Call) and body.op == "transpose"
        body = body.args[0] if turned and isinstance(body, Call) else inf.make("transpose", (body,), node)
    made = Bind("vector", index, body, ONE, last, None, Sort("number", (last, *body.sort.shape)))
    return made if is_upright else inf.make("transpose", (made,), node)


def listed_from(lead: list[Expr], body: Expr, index: Symbol, start: int, last: Expr) -> Expr:
    """The column of some entries and then those of a pattern."""
    shift = start - 1 - len(lead)
    size = simple(Call("add", (last, counted(-shift) if shift <= 0 else Call("negate", (counted(shift),), INTEGER)),
                       INTEGER)) if shift else last
    moved = substitute(body, {index: _plus(index, shift)}) if shift else body
    pieces: list[Expr] = []
    for position, first in enumerate(lead):
        pieces += [first, Call("equal", (index, counted(position + 1)), Sort("truth"))]
    whole = Call("cases", (*pieces, moved), moved.sort) if pieces else moved
    return Bind("vector", index, whole, ONE, size, None, Sort("number", (size, *body.sort.shape)))


def _plus(index: Symbol, shift: int) -> Expr:
    part: Expr = counted(abs(shift))
    return Call("add", (index, part if shift > 0 else Call("negate", (part,), INTEGER)), INTEGER)


def as_columns(inf: Inference, tree: Call, node: Node) -> Expr:
    if all(arg.sort.is_vector for arg in tree.args):
        return inf.make("transpose", (inf.make("rows", tree.args, node),), node)
    return tree


__all__ = ["as_columns", "as_row", "column", "entries", "listed_from", "vector", "with_dots"]
