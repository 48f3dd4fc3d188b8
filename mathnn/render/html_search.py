"""What the search of the web pages looks through: titles, sentences and equations, each with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mathnn.errors import ReadError
from mathnn.render.numbering import Marks
from mathnn.render.page import (
    Block,
    Break,
    Code,
    Formula,
    Heading,
    Inlines,
    Listing,
    Math,
    Page,
    Picture,
    Steps,
    Text,
    below,
    inlines,
    sentences,
)
from mathnn.syntax.layout import layout
from mathnn.syntax.spoken import spoken
from mathnn.syntax.typeset import typeset

Row = tuple[str, str, str, str]  # kind, anchor, title, text


def index(page: Page, marks: Marks) -> str:
    """A script that hands the rows of a page to the search; a page opened from a disk cannot fetch a file."""
    rows = json.dumps(list(_rows(page, marks)), ensure_ascii=False, separators=(",", ":"))
    name, title = (json.dumps(text, ensure_ascii=False) for text in (page.name, plain(page.title)))
    return f"mathnnSearch({_in_script(name)},{_in_script(title)},{_in_script(rows)});\n"


def _in_script(text: str) -> str:
    """JSON that stays a string wherever a script stands."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _rows(page: Page, marks: Marks) -> Iterator[Row]:
    """One row a section with all its sentences, and one for each thing that has a number."""
    heading: Row = ("chapter", "", plain(page.title), "")
    text: list[str] = []
    for block in below(page.blocks):
        if isinstance(block, Heading) and block.level == 2:
            yield (*heading[:3], " ".join(text))
            mark = marks[block.label]
            heading, text = ("section", _anchor(block.label), f"{mark.number} {plain(block.title)}", ""), []
            continue
        if row := _numbered(block, marks):
            yield row
        text += [plain(run) for run in sentences(block) if not isinstance(block, Picture | Steps)]
    yield (*heading[:3], " ".join(text))


def _numbered(block: Block, marks: Marks) -> Row | None:
    """The row of an equation, a derivation, a figure or a box."""
    if isinstance(block, Heading | Listing) or not getattr(block, "label", ""):
        return None
    label: str = getattr(block, "label", "")
    mark = marks[label]
    name = f"{mark.word.capitalize()} {mark.number}"
    if isinstance(block, Formula):
        words = label.partition(":")[2].replace("_", " ").replace("-", " ")
        return ("equation", _anchor(label), f"{name}: {words}", f"{block.latex} \u2003 {spoken(layout(block.tree))}")
    if isinstance(block, Steps):
        lines = " ".join([block.start, *(f"{row.latex} {plain(row.rule)}" for row in block.rows)])
        return ("equation", _anchor(label), f"{name}: {plain(block.title)}", f"{lines} {spoken(layout(block.tree))}")
    about = plain(mark.title)
    if isinstance(block, Picture):
        return ("figure", _anchor(label), name, f"{about} {block.alt}")
    return (mark.word, _anchor(label), f"{name}: {about}" if about else name, "")


def _anchor(label: str) -> str:
    return label.replace(":", "-")


def plain(run: Inlines) -> str:
    """The words of a run of text, formulas as they are spoken."""
    parts = []
    for part in inlines(run):
        if isinstance(part, Text | Code):
            parts.append(part.text)
        elif isinstance(part, Math):
            parts.append(_said(part))
        elif isinstance(part, Break):
            parts.append(" ")
    return " ".join("".join(parts).split())


def _said(part: Math) -> str:
    try:
        return spoken(layout(part.tree) if part.tree is not None else typeset(part.latex))
    except ReadError:
        return part.latex
