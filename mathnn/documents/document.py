"""What a document is made of: equations, the prose around them, headings, comments to the checker, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from mathnn.documents.excerpt import Excerpt
from mathnn.errors import Place

Kind = Literal["markdown", "latex", "notebook"]
Directive = Literal["declare", "false", "ignore"]

MOST_PARTS = 500_000
"""Parts of the longest document that is read; one with more is refused, so that memory stays bounded."""


class Macro(NamedTuple):
    """A macro that the document defines: `arity` arguments ``#1``…, the first one optional if `default` is given."""

    arity: int
    default: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Part:
    """Anything in a document. Parts with the same `block` stand in one paragraph, heading, list item or formula."""

    place: Place
    block: int

    @property
    def line(self) -> int:
        """Line in the file, or in the notebook's cell, from 1."""
        return self.place.line or 1

    @property
    def column(self) -> int:
        """Column in characters, from 1."""
        return self.place.column or 1

    @property
    def cell(self) -> int | None:
        """The notebook's cell, counted over cells of every kind, from 1; None elsewhere."""
        return self.place.cell


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment's word about the equation after it: wrong on purpose (`false`), or not to be judged (`ignore`).

    `place` is given when the comment stands inside the formula: then it is about the row that follows it.
    """

    kind: Directive
    reason: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Equation(Part):
    """A formula as written, without what delimits it. Its place is that of its first character.

    `delimiter` is what opens it (``$``, ``$$``, ``\\(``, ``\\[``, ``\\begin``, ``math`` for a fenced block or a role),
    `environment` the LaTeX environment that it is the body of ("align*"), empty for none; `number` is its label or tag.
    """

    excerpt: Excerpt
    display: bool
    delimiter: str
    environment: str = ""
    number: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def latex(self) -> str:
        """The formula's text, comments of LaTeX taken out."""
        return self.excerpt.text

    def place_at(self, position: int) -> Place:
        """Where the character at `position` (from 0) of `latex` stands in the original file."""
        line, column = self.excerpt.locate(position)
        return replace(self.place, line=line, column=column)


@dataclass(frozen=True, slots=True)
class Prose(Part):
    """Running text between two formulas, as it is written (emphasis and links included)."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading(Part):
    """A heading; `level` is 1 for the highest. Formulas in it follow as equations of the same block."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Comment(Part):
    """A comment to the checker. `text` holds the declarations, or the reason of `ignore` and `false`."""

    kind: Directive
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What could not be followed in a document: an ``\\input`` that is not there, a formula without an end."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document's parts in order, the macros that it defines (by name with backslash), and what could not be followed.

    `included` are the files that it brings in, so that a folder's walk need not read them twice.
    """

    path: str
    kind: Kind
    parts: tuple[Part, ...]
    macros: Mapping[str, Macro] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    included: tuple[str, ...] = ()

    @property
    def equations(self) -> tuple[Equation, ...]:
        """The equations among the parts, displayed and inline."""
        return tuple(part for part in self.parts if isinstance(part, Equation))


