"""Quantities that are given by their own previous values: x_{t+1} = x_t - ..."""

from __future__ import annotations

import re
from itertools import pairwise

from mathnn.reading.left_side import names, opened
from mathnn.reading.posed import Judged, Posed
from mathnn.syntax.index_letters import is_label
from mathnn.syntax.main_relation import main_relation
from mathnn.syntax.surface import Node, walk

STEPS = frozenset("tknsi") | {r"\tau"}
_REPLACES = re.compile(r"\b(?:set|put|replac\w*|updat\w*|comput\w*|iterat\w*|repeat\w*|assign\w*)\s*:?\s*$",
                       re.IGNORECASE)


def step(said: Posed) -> Judged | None:
    """x_{t+1} = x_t - ...: a quantity given by its own previous value."""
    if said.relations[:1] == ("equal",) and (rows := stepped_rows(said)) and any(
            step_index(part) not in (None, index) for part in walk(said.right[0]) if part.kind == "scripts"
            for name, index in rows if opened(part.parts[0]).text == name):
        return "update", "they are given by their own previous values"
    if said.relations[:1] == ("equal",) and (at := _in_brackets(said.sides[0])) is not None and any(
            found[0] == at[0] and found[1] != at[1] for part in walk(said.right[0])
            if (found := _in_brackets(part)) is not None):
        return "update", "it is given by its own previous value"
    if said.relations[:1] != ("equal",) or said.left.kind not in ("entry", "name") or not said.left.head:
        return None
    left = opened(main_relation(said.node).parts[0])
    right = opened(said.right[0])
    if right.kind == "sum" and len(said.right) == 1 and _is_same(right.parts[0], left):
        return "update", "it is given by its own previous value"
    if len(said.right) == 1 and _REPLACES.search(said.before) and _holds(right, left):
        return "update", "the words before it give it a new value"
    if left.kind != "scripts":
        return None
    index = step_index(left)
    if index is None:
        return None
    for part in walk(said.right[0]):
        if part.kind == "scripts" and opened(part.parts[0]).text == said.left.head:
            other = step_index(part)
            if other is not None and other != index and _base(other) == _base(index):
                if part is right and len(said.right) > 1:  # H_t = H_{t+1} = H
                    return "hypothesis", "it says that it does not change"
                return "update", "it is given by its own previous value"
    return None


def _in_brackets(node: Node) -> tuple[str, str] | None:
    """The name and the step of y[n], y[n - 1]; None for anything else."""
    node = opened(node)
    parts = [opened(part) for part in node.parts] if node.kind == "juxtaposed" else []
    for name, group in pairwise(parts):
        if name.kind == "name" and group.kind == "group" and group.text == "[]" and (
                index := step_index(Node("scripts", "_", (name, group), node.first, node.last))) is not None:
            return name.text, index
    return None


def _holds(right: Node, left: Node) -> bool:
    """Does the left side stand on the right, among others? H(., x) is a function at arguments, no new value of H."""
    parts = [opened(part).kind for part in right.parts] if right.kind == "juxtaposed" else []
    is_called = len(parts) == 2 and parts[0] in ("name", "scripts") and parts[1] == "group"
    return not is_called and not _is_same(right, left) and any(_is_same(part, left) for part in walk(right))


def stepped_rows(said: Posed) -> tuple[tuple[str, str], ...]:
    """The names and step indices of a column of members, (v_{t+1}, x_{t+1}); empty for any other left side."""
    left = opened(said.sides[0])
    if left.kind != "grid":
        return ()
    entries = [opened(row.parts[0]) if len(row.parts) == 1 else row for row in left.parts]
    found = [(opened(entry.parts[0]).text, step_index(entry)) for entry in entries
             if entry.kind == "scripts" and entry.text == "_"]
    made = tuple((name, index) for name, index in found if index is not None)
    return made if len(made) == len(left.parts) > 1 else ()


def step_letter(said: Posed) -> str | None:
    """The letter that counts the steps of what is on the left side: t of x_{t+1}."""
    left = opened(said.sides[0])
    index = step_index(left) if left.kind == "scripts" and left.text == "_" else next(
        (index for _, index in stepped_rows(said)), None)
    return None if index is None else next((letter for letter in STEPS if index.startswith(letter)), None)


def step_index(node: Node) -> str | None:
    """The index of a step: t, t + 1, in a subscript or in brackets above."""
    for part in node.parts[1:]:
        inner = opened(part)
        while inner.kind == "group" and inner.parts:
            inner = opened(inner.parts[0])
        found = list(names(inner))
        if len(found) == 1 and found[0] in STEPS:
            numbers = "".join(p.text for p in walk(inner) if p.kind == "number")
            return f"{found[0]}{inner.text if inner.kind == 'sum' else ''}{numbers}"
    return None


def _base(index: str) -> str:
    return re.sub(r"[-+\d−]+$", "", index)


def is_recursion(said: Posed) -> bool:
    """a^l = f(a^{l-1}): given by another member of the same family, never by itself."""
    left = opened(said.sides[0])
    return said.left.kind == "entry" and left.kind == "scripts" and not any(
        _is_same(part, left)
        for side in said.right for part in walk(side)) and _has_label(left)


def _is_same(a: Node, b: Node) -> bool:
    """Are two trees written alike, wherever they stand?"""
    a, b = opened(a), opened(b)
    return (a.kind, a.text, len(a.parts)) == (b.kind, b.text, len(b.parts)) and all(
        map(_is_same, a.parts, b.parts))


def _has_label(node: Node) -> bool:
    """Is there a label above: l, (l), [l]?"""
    at = 1
    for sign in node.text:
        if sign == "^" and is_label(node.parts[at]):
            return True
        at += sign in "_^"
    return False
