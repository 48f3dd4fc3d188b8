"""Unit vectors in words: "where $\\mathbf{e}_i$ is the $i$-th standard basis vector"."""

from __future__ import annotations

import re

from mathnn.reading.known import Known
from mathnn.reading.left_side import opened
from mathnn.reading.surroundings import FORMULA, Located
from mathnn.syntax.surface import Node

_KIND = r"(?:(?:standard|canonical|natural|coordinate|orthonormal|one-?hot)[\s-]+)*"
_VECTORS = rf"{_KIND}(?:(?:standard|canonical|natural)\s+basis|(?:basis|unit|one-?hot|coordinate)\s+vectors?)\b"
_IS = r"(?:is|are|be|denotes?|being)\s+(?:the\s+|a\s+)?"
_BEHIND = re.compile(rf"\s*{_IS}(?:\w+th\s+)?{_VECTORS}", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:standard|canonical|natural)\s+(?:basis(?:\s+vectors?)?|unit\s+vectors?)\s*$", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(rf"{FORMULA}\s*(?:{_IS}|,?\s*the\s+)$", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(rf"\s*(?:-\s*)?th\s+{_VECTORS}", re.IGNORECASE)


def learn_axes(part: Located, node: Node, known: Known) -> None:
    """Learn that e_i is a unit vector along an axis; a formula for the letter makes it something else again."""
    node = opened(node)
    if node.kind == "relation" and node.text in ("member", "equal"):
        if node.text == "equal":
            known.axes.discard(_letter(opened(node.parts[0])))
            return
        node = opened(node.parts[0])
    if node.kind == "name" and known.last.indexed is not None and known.last.indexed[1] == part.paragraph and (
            _NUMBER_BEFORE.search(f"{part.before} ") and _NUMBER_BEHIND.match(part.after)):
        known.axes.add(known.last.indexed[0])
        return
    letter = _letter(opened(node.parts[0]) if node.kind == "list" else node)
    known.last.indexed = (letter, part.paragraph) if letter else None
    if letter and (_BEHIND.match(part.after) or _BEFORE.search(part.before)):
        known.axes.add(letter)


def _letter(node: Node) -> str:
    """The e of e_i; empty for what is no letter with one script."""
    if node.kind != "scripts" or node.text not in ("_", "^"):
        return ""
    base = opened(node.parts[0])
    return base.text if base.kind == "name" else ""


__all__ = ["learn_axes"]
