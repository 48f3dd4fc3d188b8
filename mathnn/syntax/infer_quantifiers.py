"""Quantifiers: for which values of which letters something is said, and of what sort their sets make them."""

from __future__ import annotations

from mathnn.expression import INTEGER, TRUTH, Bind, Call, Expr, Sort, Symbol
from mathnn.syntax.evidence import rank_of
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_sets import members_of, set_of
from mathnn.syntax.ranges import as_members, is_range
from mathnn.syntax.spelled_names import name_of
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.uses import COUNTS

_OF_ONE_SORT = frozenset(("reals", "naturals", "integers", "span", "difference", "interval"))


def quantified(inf: Inference, node: Node) -> Expr:
    """A quantifier sign with what is behind it."""
    head, inside = node.parts
    if head.parts:
        raise UnreadableError("a script on this sign", head)
    inner = opened(inside)
    parts = inner.parts if inner.kind == "list" else (inner,)
    body: Node | None = None
    if inner.kind == "given":
        parts, body = (inner.parts[0],), inner.parts[1]
        parts = opened(parts[0]).parts if opened(parts[0]).kind == "list" else parts
    elif inner.kind == "relation" and (front := opened(inner.parts[0])).kind == "juxtaposed" and (
            front.parts[0].kind == "name"):  # forall t Z_t = Z, with no sign behind t
        parts, body = front.parts[:1], _without_first(inner, front.parts[1:])
    elif len(parts) > 1 and parts[-1].kind in ("relation", "big") and parts[0].kind == "name" and (
            name_of(parts[0]) and not (parts[-1].kind == "relation" and parts[-1].text.split()[0] == "member")):
        parts, body = parts[:-1], parts[-1]
    elif len(parts) > 1 and parts[0].kind == "relation":
        rest = Node("list", " ".join("," * (len(parts) - 2)), parts[1:], parts[1].first, inner.last)
        parts, body = parts[:1], rest if len(parts) > 2 else parts[1]
    return quantify(inf, node.text, parts, body, node)


def _without_first(relation: Node, rest: tuple[Node, ...]) -> Node:
    """The relation with these factors on its left side."""
    left = rest[0] if len(rest) == 1 else Node("juxtaposed", "", rest, rest[0].first, rest[-1].last)
    return Node("relation", relation.text, (left, *relation.parts[1:]), left.first, relation.last)


def quantify(inf: Inference, op: str, parts: tuple[Node, ...], body: Node | Expr | None, node: Node) -> Expr:
    """For all (or some) of these: the statement; without one, the bare condition on them."""
    conditions: list[tuple[Symbol, Node | None]] = []
    if is_range(parts):
        members = as_members(parts, node)
        parts = members.parts if members.kind == "list" else (members,)
    for each, said in _each_with_its_range(parts):
        text = name_of(each)
        if not text:
            raise UnreadableError("what is quantified is no name", each)
        known = inf.symbols.get(text) or inf.declared(text)
        conditions.append((known or Symbol(text, _sort_within(inf, text, said)), said))
    for symbol, _ in conditions:
        inf.enter(symbol)
    wheres = [inf.tree(part) if part is not None else None for _, part in conditions]
    if body is None:
        made: Expr = Symbol(r"\top", TRUTH)
    else:
        made = inf.tree(body) if isinstance(body, Node) else body
    for symbol, _ in conditions:
        inf.leave(symbol)
    for (symbol, _), where in zip(reversed(conditions), reversed(wheres), strict=True):
        made = Bind(op, symbol, made, None, None, where, TRUTH)
    return made


def _each_with_its_range(parts: tuple[Node, ...]) -> list[tuple[Node, Node | None]]:
    """Every letter and the relation that says its range; letters before one share it: x, y > 0."""
    found: list[tuple[Node, Node | None]] = []
    waiting: list[Node] = []
    for part in map(opened, parts):
        head = opened(part.parts[0]) if part.kind == "relation" else part
        if part.kind == "relation" and len(part.parts) == 3 and not name_of(head):  # 1 <= i <= n
            found.append((opened(part.parts[1]), part))
            continue
        waiting += map(opened, head.parts) if head.kind == "list" else (head,)
        if part.kind != "relation":
            continue
        found += [(each, Node("relation", part.text, (each, *part.parts[1:]), part.first, part.last))
                  for each in waiting]
        waiting = []
    return [*found, *((each, None) for each in waiting)]


def _sort_within(inf: Inference, text: str, where: Node | None) -> Sort:
    """The sort of a letter by the set that it is from, or by how it looks."""
    if where is not None and where.text == "member" and isinstance(collection := set_of(
            inf, where.parts[1]), Call) and collection.op in _OF_ONE_SORT:
        return members_of(collection)[0]
    return INTEGER if inf.evidence.of(text) & COUNTS else inf.sort_of_rank(rank_of(text, inf.evidence)[0])


__all__ = ["quantified", "quantify"]
