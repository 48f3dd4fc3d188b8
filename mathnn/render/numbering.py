"""One number for every section, equation, figure, table, example and exercise: the same in all outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mathnn.errors import Place, UsageError
from mathnn.nearby import suggestion
from mathnn.render.page import (
    Block,
    Box,
    Formula,
    Heading,
    Inlines,
    Page,
    Picture,
    Reference,
    Steps,
    Table,
    below,
    inlines,
    sentences,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a label stands for: the word for the kind of thing, its number, its title where it has one."""

    label: str
    word: str
    number: str
    title: Inlines = ()


Marks = Mapping[str, Mark]

# The part of a label before the colon: the word that a reference prints. Each word counts for itself.
WORDS = {
    "sec": "section", "eq": "equation", "der": "equation", "fig": "figure", "tab": "table", "ex": "example",
    "run": "run", "mis": "mistake", "exr": "exercise",
}


def number(page: Page) -> Marks:
    """The mark of every label of a page, in reading order.

    Raises UsageError with the template's line for a label that stands twice, and for a reference to none.
    """
    counts = dict.fromkeys(WORDS.values(), 0)
    marks: dict[str, Mark] = {}
    for block in below(page.blocks):
        label, title = _labelled(block)
        if not label:
            continue
        if label in marks:
            raise UsageError(f"{label!r} labels two things of this chapter", place=_place(page, block))
        word = WORDS[label.partition(":")[0]]
        counts[word] += 1
        count = f"{page.number}.{counts[word]}" if page.number else str(counts[word])
        marks[label] = Mark(label, word, count, title)
    _check_references(page, marks)
    return marks


def _labelled(block: Block) -> tuple[str, Inlines]:
    if isinstance(block, Heading):
        return (block.label if block.level == 2 else ""), block.title
    if isinstance(block, Formula):
        return block.label, ()
    if isinstance(block, Steps | Box):
        return block.label, block.title
    if isinstance(block, Picture | Table):
        return block.label, block.caption
    return "", ()


def _check_references(page: Page, marks: Marks) -> None:
    for block in below(page.blocks):
        for run in sentences(block):
            for part in inlines(run):
                if isinstance(part, Reference) and part.label not in marks:
                    raise UsageError(_missing(part.label, marks), place=Place(page.source, part.line or None))


def _missing(label: str, marks: Marks) -> str:
    kind, _, name = label.partition(":")
    known = [other.partition(":")[2] for other in marks if other.startswith(f"{kind}:")]
    return f"a reference to the {WORDS[kind]} {name!r}, which this chapter does not print; {suggestion(name, known)}"


def _place(page: Page, block: Block) -> Place:
    return Place(page.source, getattr(block, "line", 0) or None)
