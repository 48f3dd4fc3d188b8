r"""What words say of how samples are stacked: "whose rows are x_i^T", "with rows x_i", "q_i are the rows of Q"."""

from __future__ import annotations

import re

from mathnn.expression import INTEGER, Sort, Symbol
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.reading.left_side import opened
from mathnn.reading.phrases import phrase
from mathnn.reading.surroundings import Located
from mathnn.syntax.surface import Node

_SAID = phrase(r"\b(row|column)s?\s+(?:of\s+(?:\w+\s+)?¤\s+)?(?:is|are|being|holds?|contains?)"
               r"(?:\s+\w+){0,4}\s*$|\b(?:with|having|has|have)\s+(?:\w+\s+)?(row|column)s\s*$", "row|column")
_INLINE = re.compile(r"\$([^$]{1,20})\$")
_NAMES = r"(?:\$[^$]{1,20}\$\s*(?:,\s*)?(?:and\s+)?)"
_ARE = phrase(
    rf"({_NAMES}{{1,3}})(?:is|are|be|denotes?)\s+(?:the\s+)?(?:\$?[a-z]\$?\s*-?\s*th\s+)?(?:corresponding\s+|respective\s+)?"
    rf"(row|column)s?\s+(?:vectors?\s+)?of\s+({_NAMES}{{1,3}})$", "row|column")
_BASE = re.compile(r"\s*(\\?[A-Za-z]+(?:\{\\?[A-Za-z]+\})?)\s*_")


def learn_stacking(part: Located, node: Node, known: Known) -> None:
    """Learn how the samples of a letter are stacked, from the words before it or around the letters of both."""
    node = opened(node)
    if node.kind == "name":
        for name, way in _said_of(part, known):
            _learn(name, way, part, known)
        return
    found = _SAID.search(part.before)
    if node.kind == "list" and found is not None:  # its rows are x_1^T, ..., x_n^T
        node = opened(node.parts[0])
    if found is None or node.kind != "scripts" or opened(node.parts[0]).kind != "name":
        return
    _learn(opened(node.parts[0]).text, f"{(found[1] or found[2]).lower()}s", part, known)


def _said_of(part: Located, known: Known) -> list[tuple[str, str]]:
    """The letters and ways of "where q_i and k_j are the rows of Q and K", where this letter ends it."""
    found = _ARE.search(known.words.text) if known.words.text.endswith("$") else None
    if found is None:
        return []
    pairs = zip(_INLINE.findall(found[1]), _INLINE.findall(found[3]), strict=False)
    bases = [(base[1], whole.strip()) for member, whole in pairs if (base := _BASE.match(member)) is not None]
    return [(base, f"{found[2].lower()}s") for base, whole in bases if whole.lower() == base != whole]


def _learn(name: str, way: str, part: Located, known: Known) -> None:
    known.stacked = {**known.stacked, name: way}
    line = part.row.place.line or 1
    whole = next((said.name.symbol for key, said in known.names.items() if key.lower() == name != key), None)
    before = known.names.get(name)
    is_new = before is None or (before.section != known.section and not before.declared)
    if whole is not None and whole.sort.kind == "number" and whole.sort.is_matrix and is_new:
        size = whole.sort.shape[1 if way == "rows" else 0]
        known.name(Name(Symbol(name, Sort("family", (), (INTEGER,), Sort("number", (size,))))), line, declared=True)
        known.at.told |= {name}
    if whole is None and (made := _stacked(name, way, known)) is not None:
        known.name(Name(made), line, declared=True)


def _stacked(name: str, way: str, known: Known) -> Symbol | None:
    """The X of "with X having rows x_i", where the text said how many x_i there are and how long they are."""
    said, count = known.names.get(name), known.here.counts.get(name)
    named = (latex.strip() for latex in _INLINE.findall(known.words.text))
    capital = next((latex for latex in named if latex != name == latex.lower()), None)
    if said is None or capital is None or not isinstance(count, Symbol):
        return None
    one = said.name.symbol.sort.value or said.name.symbol.sort
    if not one.is_vector:
        return None
    sizes = (count, one.shape[0]) if way == "rows" else (one.shape[0], count)
    return Symbol(capital, Sort("number", sizes))


__all__ = ["learn_stacking"]
