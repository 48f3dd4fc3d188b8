"""Ranges of indices, i = 1, ..., n, and how they stand behind a relation as its condition, no factor of its last side.

In brackets, \\xi_i \\ge 0 (i = 1, \\dots, n), or behind a quantifier, a_{ij} = a_{ji} \\forall i, j. Behind a comma or
a space that is left on purpose brackets may hold any condition: \\sqrt{x^2} = x \\quad (x \\ge 0).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mathnn.syntax.grammar import DOTS
from mathnn.syntax.surface import Node, opened

_INDICES = frozenset((*"ijklmnst", r"\ell", r"\mu", r"\nu"))
_FUNCTIONS = frozenset("PEpfgFHI")  # before brackets that hold a relation they are applied: P(i = j)
_ORDERS = frozenset(("member", "unequal", "equal", "less", "greater", "less_equal", "greater_equal"))


def ranged(relation: Node, is_apart: Callable[[int], bool]) -> Node:
    """The relation under its condition; the same node where none stands behind it.

    `is_apart` tells whether space was left before a token: x \\; (x > 0) is no product.
    """
    last = relation.parts[-1]
    cut = _cut(last, is_apart) if last.kind in ("juxtaposed", "sum", "product", "big") else None
    if cut is None:
        return relation
    rest, condition = cut
    main = Node(relation.kind, relation.text, (*relation.parts[:-1], rest), relation.first, rest.last)
    if condition.kind == "big":
        return Node("list", ",", (main, condition), relation.first, relation.last)
    return Node("when", "when", (main, condition), relation.first, relation.last)


def bracketed(listed: Node) -> Node:
    """A list whose last entry is a condition in brackets, as the statements before it under this condition."""
    *front, last = listed.parts
    if last.kind != "group" or last.text != "()" or len(last.parts) != 1 or not _is_any_condition(last.parts[0]):
        return listed
    if any(part.kind not in ("relation", "when") for part in front):
        return listed
    signs = listed.text.rpartition(" ")[0]
    main = front[0] if len(front) == 1 else Node("list", signs, tuple(front), listed.first, front[-1].last)
    return Node("when", "when", (main, last.parts[0]), listed.first, listed.last)


def _is_any_condition(node: Node) -> bool:
    """x > 0; -1 < x < 1; a, b > 0; x > 0, y > 0."""
    parts = node.parts if node.kind == "list" else (node,)
    at = _position(parts)
    return at is not None and all(map(_is_letter, parts[:at])) and all(
        part.kind == "relation" and _ORDERS.issuperset(signs := part.text.split())
        and ("equal" not in signs or _is_letter(part.parts[0])) for part in parts[at:])


def _is_letter(node: Node) -> bool:
    return opened(node).kind in ("name", "scripts")


def _cut(node: Node, is_apart: Callable[[int], bool]) -> tuple[Node, Node] | None:
    """A side without the range at its end, and the range."""
    is_large = node.kind == "big" or (node.kind == "juxtaposed" and node.parts[-1].kind == "big" and (
        node.parts[-1].text not in ("forall", "exists")))  # the sum or extreme at the end takes the quantifier with it
    if node.kind in ("sum", "product") or is_large:
        inner = _cut(node.parts[-1], is_apart)
        return None if inner is None or (is_large and inner[1].kind != "big") else (
            Node(node.kind, node.text, (*node.parts[:-1], inner[0]), node.first, inner[0].last), inner[1])
    if node.kind != "juxtaposed":
        return None
    *front, group = node.parts
    rest = front[0] if len(front) == 1 else Node("juxtaposed", "", tuple(front), node.first, front[-1].last)
    if group.kind == "big" and group.text in ("forall", "exists") and not group.parts[0].parts:
        return rest, group
    before = opened(front[-1])
    if group.kind != "group" or group.text != "()" or len(group.parts) != 1:
        return None
    if not _is_condition(group.parts[0]) and not (_is_any_condition(group.parts[0]) and is_apart(group.first)):
        return None
    if before.kind == "name" and before.text in _FUNCTIONS:
        return None
    return rest, group.parts[0]


def _is_condition(node: Node) -> bool:
    """i = 1, ..., n; i \\in S; i \\ne j; i, j = 1, ..., n."""
    parts = list(map(opened, node.parts if node.kind == "list" else (node,)))
    relation = next((part for part in parts if part.kind == "relation"), None)
    if relation is None or relation.text not in _ORDERS or opened(relation.parts[0]).text not in _INDICES:
        return False
    if len(parts) == 1:
        return relation.text != "equal" or _runs(opened(relation.parts[1]))
    if not all(part.text in _INDICES for part in parts[: _position(parts)]):
        return False
    return is_range(parts) or parts[-1] is relation


def _runs(node: Node) -> bool:
    """1 \\dots n without commas."""
    return node.kind == "juxtaposed" and any(part.kind == "name" and part.text in DOTS for part in node.parts)


def is_range(parts: Sequence[Node]) -> bool:
    """i = 1, ..., n; i, j = 1, ..., n; i = 1, 2: which values indices run over."""
    at = _position(parts)
    if at is None or any(opened(part).kind != "name" for part in parts[:at]):
        return False
    first, rest = parts[at], parts[at + 1:]
    return (first.text == "equal" and opened(first.parts[0]).kind == "name" and bool(rest)
            and all(part.kind != "relation" for part in rest)
            and (any(part.kind == "name" and part.text in DOTS for part in rest)
                 or (all(part.kind == "number" for part in rest) and not all(map(_is_thousands, rest)))))


def _is_thousands(part: Node) -> bool:
    """The 000 of 60,000."""
    return len(part.text) == 3 and part.text.isdigit()


def as_members(parts: Sequence[Node], node: Node) -> Node:
    """i, j = 1, ..., n as i in {1, ..., n}, j in {1, ..., n}."""
    at = _position(parts)
    assert at is not None
    last, least = parts[at].parts
    listed = (least, *parts[at + 1:])
    values = Node("list", " ".join("," * (len(listed) - 1)), listed, least.first, node.last)
    collection = Node("group", r"\{\}", (values,), least.first, node.last)
    found = tuple(Node("relation", "member", (index, collection), node.first, node.last)
                  for index in (*parts[:at], last))
    return found[0] if len(found) == 1 else Node("list", " ".join("," * (len(found) - 1)), found, node.first, node.last)


def _position(parts: Sequence[Node]) -> int | None:
    """Where the first relation stands."""
    return next((at for at, part in enumerate(parts) if part.kind == "relation"), None)
