"""Collecting the parts of a document while a reader walks through it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mathnn.documents.comments import apply_marks, read_comment
from mathnn.documents.customary import customary
from mathnn.documents.document import (
    MOST_PARTS,
    Document,
    Equation,
    Heading,
    Kind,
    Macro,
    Mark,
    Notice,
    Part,
    Prose,
)
from mathnn.documents.excerpt import Excerpt
from mathnn.documents.frames import without_frames
from mathnn.documents.macros import take_definitions
from mathnn.documents.plain_words import with_plain_words
from mathnn.documents.thousands import with_thousands
from mathnn.errors import Place, UsageError

_MOST_NOTICES = 1_000  # a text full of garbage need not be told sign by sign

# Spaces of LaTeX: i.i.d.\ with, Eq.~(1); "~5 %" and "X ~ N" are none.
_SPACES = re.compile(r"(?<=[^\s~])~(?=[^\s~])|^~(?=[^\s~])|(?<=[^\s~])~$|(?<!\\)\\\s")


@dataclass(slots=True)
class Collector:
    """The parts found so far. One lives inside one call of a reader; the document that it makes is frozen."""

    path: str = ""
    cell: int | None = None
    block: int = 0
    parts: list[Part] = field(default_factory=list)
    macros: dict[str, Macro] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    included: list[str] = field(default_factory=list)

    def place(self, excerpt: Excerpt, position: int = 0) -> Place:
        """Where a character of the excerpt stands in the file that is being read."""
        line, column = excerpt.locate(position)
        return Place(self.path, line, column, self.cell)

    def add(self, part: Part) -> None:
        """Add a part. Raises UsageError when the document holds more than MOST_PARTS."""
        if len(self.parts) >= MOST_PARTS:
            raise UsageError(f"holds more than {MOST_PARTS:,} formulas and pieces of text; split it")
        self.parts.append(part)

    def prose(self, excerpt: Excerpt) -> None:
        """Add running text, unless it is blank."""
        if excerpt.text and not excerpt.text.isspace():
            excerpt = excerpt.strip()
            text = _SPACES.sub(" ", excerpt.text) if "~" in excerpt.text or "\\" in excerpt.text else excerpt.text
            self.add(Prose(self.place(excerpt), self.block, text))

    def heading(self, excerpt: Excerpt, level: int) -> None:
        """Add a heading."""
        excerpt = excerpt.strip()
        self.add(Heading(self.place(excerpt), self.block, excerpt.text, level))

    def equation(
        self,
        excerpt: Excerpt,
        delimiter: str,
        *,
        display: bool,
        environment: str = "",
        number: str = "",
        marks: tuple[Mark, ...] = (),
    ) -> None:
        """Add a formula, its macro definitions taken out; one that holds nothing else is left out."""
        excerpt = take_definitions(excerpt, self.macros) if "\\" in excerpt.text else excerpt.strip()
        if excerpt.text:
            excerpt = with_thousands(with_plain_words(without_frames(excerpt)))
            place = self.place(excerpt)
            self.add(Equation(place, self.block, excerpt, display, delimiter, environment, number, marks))

    def comment(self, text: str, place: Place) -> None:
        """Add a comment when it is to the checker."""
        found = read_comment(text, place, self.block)
        if found:
            self.add(found)

    def notice(self, place: Place, message: str) -> None:
        """Note what could not be followed."""
        if len(self.notices) < _MOST_NOTICES:
            self.notices.append(Notice(place, message))

    def document(self, kind: Kind) -> Document:
        """Everything collected, each mark put on the equation that follows it."""
        self.notices += apply_marks(self.parts)
        parts, notices = tuple(self.parts), tuple(self.notices)
        formulas = [part.excerpt.text for part in parts if isinstance(part, Equation) and "\\" in part.excerpt.text]
        macros = {**customary(formulas, self.macros), **self.macros}
        return Document(self.path, kind, parts, macros, notices, tuple(self.included))
