"""Marks that number things, ``E = \\sum_q E^q``, ``\\sum_i (y^i - t^i)^2``, ``\\delta 3``: they are labels, no powers.

The index of a sum is a label above a letter where that letter is the whole sum, where the letter is bold, or where
several letters bear it; a power series has one variable. A whole number right behind a letter is its index: a factor
stands before it.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import partial

from mathnn.syntax.changes import with_changes
from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.index_letters import is_index
from mathnn.syntax.repeats import with_repeats
from mathnn.syntax.surface import Kinds, Node, by_kind, opened, walk
from mathnn.syntax.typefaces import BOLD_FACES, face

_SUMS = frozenset(("sum", "product"))
_CONSTANTS = frozenset(("e", r"\mathrm{e}", r"\pi", r"\infty", r"\partial", r"\nabla", r"\Delta"))


def with_marks(node: Node, letters: Container[str]) -> tuple[Node, Kinds]:
    """The tree in which changes of letters are names and labels stand in brackets, and its nodes by their kind.

    The same tree where there is none of these; `letters` are names that are known.
    """
    kinds = by_kind((node,))
    for step in (partial(with_changes, letters=letters), _with_transposed_layers, _with_indices, _with_labels_of_sums,
                 with_repeats):
        made = step(node, kinds)
        if made is not node:
            node, kinds = made, by_kind((made,))
    return node, kinds


def _with_transposed_layers(node: Node, kinds: Kinds) -> Node:
    found = any(_label_and_transpose(part) is not None for part in kinds.get("scripts", ()))
    return _parted(node) if found else node


def _with_indices(node: Node, kinds: Kinds) -> Node:
    found = any(any(map(_is_number_of, part.parts, part.parts[1:])) for part in kinds.get("juxtaposed", ()))
    return _indexed(node) if found else node


def _with_labels_of_sums(node: Node, kinds: Kinds) -> Node:
    sums = [part for part in kinds.get("big", ()) if part.text in _SUMS]
    raised = [part for part in kinds.get("scripts", ()) if part.text == "^" and opened(part.parts[1]).kind == "name"]
    if not sums or not raised:
        return node
    found = _numbered(sums, kinds.get("relation", ()))
    return _bracketed(node, frozenset(found)) if found else node


def _label_and_transpose(node: Node) -> tuple[Node, Node] | None:
    """The label and the transpose of ``W^{[l] T}``."""
    if node.kind != "scripts" or node.text not in ("^", "_^"):
        return None
    above = opened(node.parts[-1])
    if above.kind != "juxtaposed" or len(above.parts) != 2:
        return None
    label, sign = (opened(part) for part in above.parts)
    is_label = label.kind == "group" and label.text in ("()", "[]")
    return (above.parts[0], sign) if is_label and sign.kind == "name" and sign.text in TRANSPOSES else None


def _parted(node: Node) -> Node:
    """The tree in which such a layer is transposed as a whole."""
    parts = tuple(map(_parted, node.parts))
    if (found := _label_and_transpose(node)) is None:
        return node._replace(parts=parts)
    label, sign = found
    layer = Node("scripts", node.text, (*parts[:-1], label), node.first, label.last)
    return Node("scripts", "^", (layer, sign), node.first, node.last)


def _is_number_of(letter: Node, number: Node) -> bool:
    """A letter and the number right behind it."""
    return (letter.kind == "name" and number.kind == "number" and number.text.isdigit()
            and letter.text not in _CONSTANTS and "dots" not in letter.text)


def _indexed(node: Node) -> Node:
    """The tree in which each number behind a letter is its subscript; a_{n1} has two indices."""
    if node.kind == "scripts":
        return node._replace(parts=(_indexed(node.parts[0]), *node.parts[1:]))
    parts: list[Node] = []
    for part in map(_indexed, node.parts):
        if node.kind == "juxtaposed" and parts and _is_number_of(parts[-1], part):
            letter = parts.pop()
            part = Node("scripts", "_", (letter, part), letter.first, part.last)
        parts.append(part)
    return parts[0] if node.kind == "juxtaposed" and len(parts) == 1 else node._replace(parts=tuple(parts))


def _numbered(sums: Sequence[Node], relations: Sequence[Node]) -> set[tuple[str, str]]:
    """Letters and the index that is a label above them, in these sums."""
    found: set[tuple[str, str]] = set()
    whole = _wholes(relations)
    for node in sums:
        if index := _index(node.parts[0]):
            bases = {opened(part.parts[0]).text for part in walk(node.parts[1]) if _is_raised(part, index)}
            if len(bases) > 1:
                found |= {(base, index) for base in bases}
            found |= {(base, index) for base in bases if base in whole or face(base)[0] in BOLD_FACES}
    return found


def _wholes(relations: Sequence[Node]) -> set[str]:
    """The letters that stand alone on the left of a relation."""
    found: set[str] = set()
    for node in relations:
        left = opened(node.parts[0])
        left = opened(left.parts[0]) if left.kind == "juxtaposed" and len(left.parts) == 2 else left
        found |= {left.text} if left.kind == "name" else set()
    return found


def _index(limits: Node) -> str:
    """The letter that a sum runs over; empty where it is no letter that counts."""
    if "_" not in limits.text or not limits.parts:
        return ""
    below = opened(limits.parts[0])
    if below.kind == "relation":
        below = opened(below.parts[0])
    return below.text if below.kind == "name" and is_index(below) else ""


def _is_raised(node: Node, index: str) -> bool:
    """A letter with this index and nothing else above it."""
    return (node.kind == "scripts" and node.text == "^" and opened(node.parts[0]).kind == "name"
            and opened(node.parts[0]).text not in ("e", r"\mathrm{e}") and opened(node.parts[1]).text == index
            and opened(node.parts[1]).kind == "name")


def _bracketed(node: Node, labels: frozenset[tuple[str, str]]) -> Node:
    parts = tuple(_bracketed(part, labels) for part in node.parts)
    if node.kind == "scripts" and node.text == "^":
        above = opened(node.parts[1])
        if (opened(node.parts[0]).text, above.text) in labels and above.kind == "name":
            parts = (parts[0], Node("group", "()", (above,), node.parts[1].first, node.parts[1].last))
    return node._replace(parts=parts)


__all__ = ["with_marks"]
