"""The words around a formula: the sentence up to it and the words behind it, other formulas shown by a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mathnn.documents.carried_on import carried_on, stands_right_below
from mathnn.documents.document import Document, Equation, Heading, Part, Prose
from mathnn.documents.rows import Row, rows
from mathnn.reading.phrases import phrase

FORMULA = "¤"  # stands for a formula in the words around another one
COMMA = re.compile(r",(?![^{}]*\})")  # between formulas; that of W^{i,f,o} parts none
# The sign comes first, and what may not stand before it after it: so most characters are passed over at once.
_SENTENCE_END = re.compile(r"[.!?](?<![A-Z].)(?<!\be\.g.)(?<!\bi\.e.)(?<!\bcf.)(?<!\betc.)(?<!\bresp.)"
                           r"[)\"'*_]*(?=\s|$)")
_STOPPED = re.compile(r"[.!?](?:(?<=^.)|(?<=[a-z)\]¤*_].))[)\"'*_]*\s*$")
_LONGEST = 400  # characters of a sentence that are looked at
# Words with which a sentence goes on with what the one before supposes: "hence", "taking logarithms", "since".
_GOES_ON = phrase(
    r"[\s*_(]*(?:(?:and|but|or|now)\s+)?(?:then|hence|so|thus|therefore|thereby|consequently|accordingly|it\s+follows|"
    r"follows|this|that|these|those|here|where|which|with|in\s+(?:this|that|such|these)|for\s+(?:this|that|these|such)|"
    r"since|because|indeed|as|by|from|using|via|after|to\s+see|proof|"
    r"(?:we|one|you)\s+(?:then|now|thus|therefore|hence|also|get|obtain|conclude|find|see|can|may|must|deduce|know)|"
    r"equivalently|in\s+other\s+words|i\.e|that\s+is|[a-z]+ing)\b")


@dataclass(frozen=True, slots=True)
class Located:
    """A statement and the words around it. `section` counts headings; `paragraph` is the block that it stands in.

    Sentences that draw on the one before are of one `argument` with it. `is_premise` tells that the row below begins
    with an arrow, `is_last` that no other row of its formula comes.
    """

    row: Row
    before: str
    after: str
    section: int
    paragraph: int
    is_premise: bool = False
    argument: int = 0
    is_last: bool = True


@dataclass(slots=True)
class _Sentence:
    """The sentence that is read now, up to the next formula, and the number of its argument."""

    words: str = ""
    argument: int = 0

    def begin(self) -> None:
        """Another one begins, which owes nothing to the one before."""
        self.words, self.argument = "", self.argument + 1

    def hear(self, text: str, *, goes_on: bool, is_begun: bool) -> None:
        """Take the next words; they begin a sentence, go on with one, or do both."""
        heard = f"{self.words} {text}" if goes_on else text
        is_begun = is_begun or not goes_on or not self.words
        self.words = _last_sentence(heard)
        if (is_begun or len(self.words) < len(heard.strip())) and not _GOES_ON.pattern.match(self.words):
            self.argument += 1

    def add(self, formula: str) -> None:
        """A formula stands here."""
        self.words = f"{self.words} {formula}"[-_LONGEST:]


def located(document: Document) -> Iterator[Located | Part]:
    """Every statement of a document with its surroundings, and between them the parts that are no equations."""
    sentence, section, block, after_display = _Sentence(), 0, -1, False
    parts = document.parts
    last: Row | None = None
    for position, part in enumerate(parts):
        if isinstance(part, Equation):
            following = parts[position + 1] if position + 1 < len(parts) else None
            after = following.text if isinstance(following, Prose) else ""
            if not part.display and ((part.block != block and not after_display) or _STOPPED.search(sentence.words)):
                sentence.begin()
            made = rows(part)
            if made and last is not None and part.display and not made[0].holds_relation and (
                    stands_right_below(position, parts)):
                made = (carried_on(made[0], last), *made[1:])
            last = made[-1] if made else None
            for number, row in enumerate(made):
                words = f"{sentence.words} {row.introduced_by}".strip()
                is_premise = any(later.follows for later in made[number + 1 : number + 2])
                yield Located(row, words, row.remark or _first_sentence(after), section, part.block, is_premise,
                              sentence.argument, number + 1 == len(made))
                sentence.add(FORMULA)
            after_display = part.display
            if part.display and part.latex.rstrip().endswith("."):
                sentence.words = ""
        elif isinstance(part, Prose):
            goes_on = part.block == block or (after_display and part.text[:1].islower())
            sentence.hear(part.text, goes_on=goes_on, is_begun=after_display and part.text[:1].isupper())
            after_display = False
            yield part
        else:
            if isinstance(part, Heading):
                sentence.begin()
                section += 1
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
