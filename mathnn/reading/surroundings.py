"""The words around a formula: the sentence up to it and the words behind it, other formulas shown by a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mathnn.documents.carried_on import carried_on, stands_right_below
from mathnn.documents.document import Document, Equation, Heading, Part, Prose
from mathnn.documents.rows import Row, rows

FORMULA = "¤"  # stands for a formula in the words around another one
COMMA = re.compile(r",(?![^{}]*\})")  # between formulas; that of W^{i,f,o} parts none
# The sign comes first, and what may not stand before it after it: so most characters are passed over at once.
_SENTENCE_END = re.compile(r"[.!?](?<![A-Z].)(?<!\be\.g.)(?<!\bi\.e.)(?<!\bcf.)(?<!\betc.)(?<!\bresp.)"
                           r"[)\"'*_]*(?=\s|$)")
_STOPPED = re.compile(r"[.!?](?:(?<=^.)|(?<=[a-z)\]¤*_].))[)\"'*_]*\s*$")
_LONGEST = 400  # characters of a sentence that are looked at


@dataclass(frozen=True, slots=True)
class Located:
    """A statement and the words around it. `section` counts headings; `paragraph` is the block that it stands in.

    `is_premise` tells that the row below begins with an arrow.
    """

    row: Row
    before: str
    after: str
    section: int
    paragraph: int
    is_premise: bool = False


def located(document: Document) -> Iterator[Located | Part]:
    """Every statement of a document with its surroundings, and between them the parts that are no equations."""
    sentence, section, block, after_display = "", 0, -1, False
    parts = document.parts
    last: Row | None = None
    for position, part in enumerate(parts):
        if isinstance(part, Equation):
            following = parts[position + 1] if position + 1 < len(parts) else None
            if not part.display and part.block != block and not after_display:
                sentence = ""
            after = following.text if isinstance(following, Prose) else ""
            if not part.display and _STOPPED.search(sentence):
                sentence = ""
            made = rows(part)
            if made and last is not None and part.display and not made[0].holds_relation and (
                    stands_right_below(position, parts)):
                made = (carried_on(made[0], last), *made[1:])
            last = made[-1] if made else None
            for number, row in enumerate(made):
                words = f"{sentence} {row.introduced_by}".strip()
                is_premise = any(later.follows for later in made[number + 1 : number + 2])
                yield Located(row, words, row.remark or _first_sentence(after), section, part.block, is_premise)
                sentence = f"{sentence} {FORMULA}"
            after_display = part.display
            sentence = "" if part.display and part.latex.rstrip().endswith(".") else sentence[-_LONGEST:]
        elif isinstance(part, Prose):
            goes_on = part.block == block or (after_display and part.text[:1].islower())
            sentence = _last_sentence(f"{sentence} {part.text}" if goes_on else part.text)
            after_display = False
            yield part
        else:
            if isinstance(part, Heading):
                sentence, section = "", section + 1
            yield part
        block = part.block


def _last_sentence(text: str) -> str:
    """What stands behind the last full stop."""
    text = text[-_LONGEST:]
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    if ends and not text[ends[-1]:].strip():
        ends.pop()  # a full stop before the formula: the sentence that introduces it
        return text[ends[-1]:].strip() if ends else text.strip()
    return text[ends[-1]:].strip() if ends else text.strip()


def _first_sentence(text: str) -> str:
    text = text[:_LONGEST]
    found = _SENTENCE_END.search(text)
    return (text[: found.start()] if found else text).strip()
