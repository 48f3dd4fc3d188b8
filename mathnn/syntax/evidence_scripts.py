"""What the scripts of a name show of it: indices, labels, steps, powers, transposes."""

from __future__ import annotations

from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.index_letters import CLASSES, counts_steps, is_class, is_index, is_label
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.typefaces import face
from mathnn.syntax.uses import (
    CLASS,
    COUNTS,
    INVERTED,
    LABELLED,
    LETTER_INDEX,
    NUMBER_INDEX,
    PRIMED,
    RAISED,
    TRANSPOSED,
    TWO_INDICES,
    Uses,
)

_STARS = frozenset(("*", r"\ast", r"\star"))


def from_scripts(uses: Uses, node: Node) -> None:
    base = opened(node.parts[0])
    if base.kind == "scripts" and base.text == node.text == "^" and opened(base.parts[1]).text in _STARS and (
            opened(base.parts[0]).kind == "name"):
        _superscript(uses, f"{opened(base.parts[0]).text}^{opened(base.parts[1]).text}", node.parts[1])
    if base.kind != "name":
        uses.derives_brackets |= base.kind == "group" and "'" in node.text
        return
    at = 1
    for sign in node.text:
        if sign == "_":
            _subscript(uses, base.text, opened(node.parts[at]))
        elif sign == "^":
            uses.add(base.text, RAISED)
            _superscript(uses, base.text, node.parts[at])
        elif sign == "'":
            uses.add(base.text, PRIMED)
        at += sign in "_^"


def _subscript(uses: Uses, name: str, index: Node) -> None:
    parts = index.parts if index.kind in ("juxtaposed", "list") else (index,)
    parts = tuple(map(opened, parts))
    for part in parts:
        if is_class(part) and opened(part.parts[0]).text in CLASSES and name not in (r"\nabla", r"\partial", "D"):
            uses.add(opened(part.parts[0]).text, CLASS)
    if names_neuron(name, parts):
        return
    if len(parts) == 2 and any(part.text == ":" for part in parts):
        uses.add(name, TWO_INDICES)
    elif all(part.kind == "number" for part in parts):
        uses.add(name, NUMBER_INDEX)
    elif all(is_index(part) for part in parts):
        steps = len(parts) == 1 and counts_steps(parts[0], uses.steps)
        uses.add(name, LABELLED if steps else LETTER_INDEX if len(parts) == 1 else TWO_INDICES)
        for part in parts:
            for inner in walk(part):
                if inner.kind == "name":
                    uses.add(inner.text, COUNTS)


def _superscript(uses: Uses, name: str, above: Node) -> None:
    inner = opened(above)
    if inner.kind == "name" and inner.text in TRANSPOSES:
        uses.add(name, TRANSPOSED)
    elif is_label(inner):
        uses.add(name, LABELLED)
        for part in walk(inner):
            if part.kind == "name":
                uses.add(part.text, COUNTS)
    elif inner.kind == "prefix" and opened(inner.parts[0]).text in ("1", r"\top", "T"):
        uses.add(name, INVERTED)


def names_neuron(name: str, indices: tuple[Node, ...]) -> bool:
    """A word with a letter and a number, out_{h1}: the number of a neuron in a layer that the letter names."""
    letter = face(name)[1]
    return (len(letter) > 1 and letter.isalpha() and len(indices) == 2
            and [opened(index).kind for index in indices] == ["name", "number"])


__all__ = ["from_scripts", "names_neuron"]
