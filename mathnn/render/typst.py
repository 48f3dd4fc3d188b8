"""Page -> Typst, for the PDF. One function for each kind of node; how they look stands in templates/typst/style.typ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mathnn.errors import MathnnError, Place
from mathnn.render import typst_maths as maths
from mathnn.render.formula_parts import boxes
from mathnn.render.markdown import ended, reference_words
from mathnn.render.numbering import Marks
from mathnn.render.page import (
    Block,
    Blocks,
    Box,
    Break,
    Code,
    Formula,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Listing,
    Math,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Rule,
    Steps,
    Styled,
    Table,
    Text,
    words,
)
from mathnn.render.typst_text import escape, string, target

BOXES = {
    "example": "Example", "mistake": "Common mistake", "run": "Run", "exercise": "Exercise", "solution": "",
    "note": "Note", "tip": "Tip", "warning": "Warning",
}
_SHORT = 160  # characters of a paragraph of two lines
_TEXT_WIDTH = 74  # characters of a table row that fit on a line
LETTERS = ", letters: true"  # marks the table whose rows go into the glossary of the book
PLACE = "// at "


@dataclass(frozen=True, slots=True)
class Setting:
    """What a node needs to know: the chapter's name for its labels, the numbers, the files of the figures.

    `source` and `line` are the last place of the template that is known. In a box no paragraph is indented.
    """

    name: str
    marks: Marks
    drawn: Mapping[str, Path] = field(default_factory=dict)
    source: str = ""
    line: int = 0
    boxed: bool = False

    @property
    def place(self) -> Place:
        """Where an error is."""
        return Place(self.source, self.line or None)

    def label(self, name: str) -> str:
        """A label that is unique in the whole book, as a string; the empty string for none."""
        return string(f"{self.name}:{name}" if name else "")

    def number(self, name: str) -> str:
        """The number of a label, as a string."""
        return string(self.marks[name].number if name in self.marks else "")


def blocks(parts: Blocks, setting: Setting) -> str:
    """Blocks with an empty line between them, each after a remark that names its place.

    Raises BuildError or UsageError with the place for what cannot be printed.
    """
    made = []
    for before, part, after in zip((None, *parts), parts, (*parts[1:], None), strict=False):
        if line := getattr(part, "line", 0):
            setting = replace(setting, line=line)
        try:
            text = BLOCKS[type(part)](part, setting)
        except MathnnError as error:
            raise error.at(setting.place) from None
        if isinstance(part, Paragraph) and _leads(part, after):
            text = f"#lead-in({str(isinstance(before, Paragraph) and not setting.boxed).lower()})[{text}]"
        made.append(f"{PLACE}{string(str(setting.place))}\n{text}")
    return "\n\n".join(made)


def _leads(part: Paragraph, after: Block | None) -> bool:
    """Does a paragraph stay on the page of what follows it? A long one need not, before a title of a derivation."""
    return isinstance(after, Formula | Listing) or (isinstance(after, Steps) and len(words(part.inside)) < _SHORT)


def run(parts: Inlines, setting: Setting) -> str:
    """A run of text."""
    return "".join(INLINES[type(part)](part, setting) for part in parts)


def _text(part: Text, setting: Setting) -> str:
    return escape(part.text)


def _break(part: Break, setting: Setting) -> str:
    return "#linebreak()\n" if part.hard else "\n"


def _code(part: Code, setting: Setting) -> str:
    return f"#raw({string(part.text)});"


def _math(part: Math, setting: Setting) -> str:
    line = part.line or setting.line
    return f"{maths.inline(part, replace(setting, line=line).place)};"


def _styled(part: Styled, setting: Setting) -> str:
    function = "strong" if part.style == "strong" else "emph"
    return f"#{function}[{run(part.inside, setting)}];"


def _link(part: Link, setting: Setting) -> str:
    return f"#web({target(part.target)}, [{run(part.inside, setting)}]);"


def _reference(part: Reference, setting: Setting) -> str:
    shown = escape(reference_words(part, setting.marks)).replace(" ", "~")
    return f"#to({setting.label(part.label)}, [{shown}]);"


INLINES: Mapping[type[Inline], Callable[[Any, Setting], str]] = {
    Text: _text, Break: _break, Code: _code, Math: _math, Styled: _styled, Link: _link, Reference: _reference,
}


def _heading(block: Heading, setting: Setting) -> str:
    title = run(block.title, setting)
    if block.label not in setting.marks:
        return f"#part[{title}]"
    return f"#section({setting.label(block.label)}, {setting.number(block.label)}, [{title}])"


def _paragraph(block: Paragraph, setting: Setting) -> str:
    return run(block.inside, setting)


def _items(block: Items, setting: Setting) -> str:
    tight = str(all(len(item) == 1 for item in block.items)).lower()
    items = "\n".join(f"[{_inside(item, setting)}]," for item in block.items)
    if block.start is None:
        return f"#list(tight: {tight},\n{items}\n)"
    return f"#enum(tight: {tight}, start: {block.start},\n{items}\n)"


def _inside(parts: Blocks, setting: Setting) -> str:
    """Blocks within brackets: a remark ends with its line, so the bracket stands on one of its own."""
    return f"\n{blocks(parts, setting)}\n"


def _quote(block: Quote, setting: Setting) -> str:
    return f"#quote[{_inside(block.blocks, setting)}]"


def _listing(block: Listing, setting: Setting) -> str:
    longest = max(1, *map(len, block.text.split("\n")))
    return f"#listing({string(str(setting.place))}, {string(block.language)}, {longest}, {string(block.text)})"


def _rule(block: Rule, setting: Setting) -> str:
    return "#across()"


def _formula(block: Formula, setting: Setting) -> str:
    alt, ways = maths.displayed(block, setting.place)
    wrong = ", wrong: true" if block.mistake else ""
    head = f"{string(str(setting.place))}, {setting.label(block.label)}, {setting.number(block.label)}, {alt}{wrong}"
    return f"#equation({head},\n  " + ",\n  ".join(ways) + ")"


def _steps(block: Steps, setting: Setting) -> str:
    """A derivation: the relation is an arrow between statements, the equals sign between expressions."""
    place = setting.place
    statements = block.tree.sort.kind == "truth"
    relation = "⟹" if statements else "="
    start = maths.start(boxes(block.tree, block.start, place), block.start, statements, place)
    rows = []
    for row in block.rows:
        alt, ways = maths.step(row, relation, place)
        rows.append(f"  (alt: {alt}, ways: {ways}, rule: [{run(row.rule, setting)}]),")
    head = f"{string(str(place))}, {setting.label(block.label)}, {setting.number(block.label)}"
    return f"#steps({head}, [{ended(run(block.title, setting))}],\n  {start}, (\n" + "\n".join(rows) + "\n))"


def _picture(block: Picture, setting: Setting) -> str:
    drawing = string(setting.drawn[block.name].read_text(encoding="utf-8"))
    head = f"{setting.label(block.label)}, {setting.number(block.label)}, {string(block.alt)}"
    return f"#picture({head}, [{run(block.caption, setting)}], {drawing})"


def _table(block: Table, setting: Setting) -> str:
    cells = "\n".join("  " + " ".join(f"[{run(cell, setting)}]," for cell in row) for row in block.rows)
    header = " ".join(f"[{run(cell, setting)}]," for cell in block.header)
    head = f"{setting.label(block.label)}, {setting.number(block.label)}, [{run(block.caption, setting)}]"
    letters = LETTERS if block.label == "tab:glossary" else ""
    return f"#rows({head}, ({_columns(block)}), ({header}){letters},\n{cells}\n)"


def _columns(block: Table) -> str:
    """Columns as wide as they are; where a row is too long for the page, its longest column takes what is left."""
    widths = [max(len(words(cell)) for cell in column) for column in zip(block.header, *block.rows, strict=True)]
    kinds = ["auto"] * len(widths)
    if sum(widths) > _TEXT_WIDTH:
        kinds[widths.index(max(widths))] = "1fr"
    return "".join(f"{kind}, " for kind in kinds)


def _box(block: Box, setting: Setting) -> str:
    """An exercise or a solution begins with its name; the rest has a bar at its side."""
    number = f" {setting.marks[block.label].number}" if block.label else ""
    word, title = escape(f"{BOXES[block.kind]}{number}"), run(block.title, setting)
    inside = _inside(block.blocks, replace(setting, boxed=True))
    if block.kind in ("exercise", "solution"):
        shown = " ".join(filter(None, (word, title)))
        return f"#named-text({setting.label(block.label)}, [{shown}], [{inside}])"
    about = f"[{title}]" if title else "none"
    return f"#barred({setting.label(block.label)}, {string(block.kind)}, [{word}], {about}, [{inside}])"


BLOCKS: Mapping[type[Block], Callable[[Any, Setting], str]] = {
    Heading: _heading, Paragraph: _paragraph, Items: _items, Quote: _quote, Listing: _listing, Rule: _rule,
    Formula: _formula, Steps: _steps, Picture: _picture, Table: _table, Box: _box,
}
