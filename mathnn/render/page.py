"""What a page is made of: frozen inline and block values, the same for every output.

A block that can be referred to has a `label`: the kind of thing it is and its name, such as ``eq:decision``.
Numbers are not in the page; `numbering.py` gives each label one. A formula is LaTeX as it was typed in prose (`Math`),
or a statement of the book (`Formula`, with its tree).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from mathnn.expression import Expr


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; every writer escapes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line in the source: `hard` when it was asked for."""

    hard: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Code within a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula within a sentence; `tree` is there when Python made it, `line` of the template when an author did."""

    latex: str
    tree: Expr | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that are set apart."""

    style: Literal["emphasis", "strong"]
    inside: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another document."""

    target: str
    inside: Inlines


@dataclass(frozen=True, slots=True)
class Reference:
    """Points at a label of this chapter; `capital` where a sentence begins with it, `line` of the template."""

    label: str
    capital: bool = False
    line: int = 0


Inline: TypeAlias = Text | Break | Code | Math | Styled | Link | Reference
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section (level 2) or of a part of one (level 3, without a number)."""

    level: int
    title: Inlines
    label: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences."""

    inside: Inlines


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered from `start`, with bullets when that is None."""

    items: tuple[Blocks, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Listing:
    """Code or what it printed, in lines; `language` is empty for what was printed."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A displayed statement. Without a label it has no number; a `mistake` is shown because it is false."""

    latex: str
    tree: Expr
    label: str = ""
    mistake: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a derivation: what the expression became, and the rule that made it so, as Markdown was read."""

    latex: str
    tree: Expr
    rule: Inlines


@dataclass(frozen=True, slots=True)
class Steps:
    """A derivation: the first expression and the rows that follow from it, under one number."""

    title: Inlines
    start: str
    tree: Expr
    rows: tuple[Row, ...]
    label: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure: the files are ``FOLDER/NAME.svg`` and ``.pdf``."""

    name: str
    folder: str
    caption: Inlines
    alt: str
    label: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; its caption stands above it."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines
    label: str
    line: int = 0


BoxKind: TypeAlias = Literal["example", "mistake", "run", "exercise", "solution", "note", "tip", "warning"]


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks that stand together under a title: a worked example, a common mistake, a remark."""

    kind: BoxKind
    title: Inlines
    blocks: Blocks
    label: str = ""
    line: int = 0


Block: TypeAlias = (
    Heading | Paragraph | Items | Quote | Listing | Rule | Formula | Steps | Picture | Table | Box
)
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One chapter or report as every writer gets it. `number` is the chapter's, 0 for a report of its own."""

    name: str
    title: Inlines
    number: int
    blocks: Blocks
    source: str = field(default="", compare=False)


def below(blocks: Blocks) -> Iterator[Block]:
    """Every block in reading order, those inside others too."""
    for block in blocks:
        yield block
        if isinstance(block, Box | Quote):
            yield from below(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from below(item)


def sentences(block: Block) -> Iterator[Inlines]:
    """The runs of text that stand directly in a block."""
    if isinstance(block, Heading | Box | Steps):
        yield block.title
    if isinstance(block, Steps):
        yield from (row.rule for row in block.rows)
    if isinstance(block, Paragraph):
        yield block.inside
    if isinstance(block, Picture | Table):
        yield block.caption
    if isinstance(block, Table):
        yield from block.header
        for row in block.rows:
            yield from row


def inlines(run: Inlines) -> Iterator[Inline]:
    """Every inline value of a run of text, those inside others too."""
    for part in run:
        yield part
        if isinstance(part, Styled | Link):
            yield from inlines(part.inside)


def words(run: Inlines) -> str:
    """The text of a run without its styles."""
    return "".join(
        part.text if isinstance(part, Text | Code) else part.latex if isinstance(part, Math) else " "
        for part in inlines(run)
        if isinstance(part, Text | Code | Math | Break)
    )
