"""Page -> Markdown that reads well on a code host: fenced maths, anchors, notes. One function for each kind of node."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mathnn.render import layout
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
    Page,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Rule,
    Steps,
    Styled,
    Table,
    Text,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<$|~]|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+>=]|\d+(?=[.)](?:\s|$)))", re.MULTILINE)
_PUNCTUATED = re.compile(r"\\[^A-Za-z\s]|<[A-Za-z]")
BOXES = {
    "example": "Example", "mistake": "Common mistake", "run": "Run", "exercise": "Exercise", "solution": "Solution",
    "note": "NOTE", "tip": "TIP", "warning": "WARNING",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a node needs to know: the numbers, where figures are, whether it stands in a table."""

    marks: Marks
    figures: str = "../figures"
    in_table: bool = False


def write(page: Page, marks: Marks, figures: str = "../figures") -> str:
    """A page as Markdown. `figures` is the way from the page to the folder of the chapters' figures."""
    setting = Setting(marks, figures)
    heading = f"{page.number} " if page.number else ""
    return f"# {heading}{run(page.title, setting)}\n\n{blocks(page.blocks, setting)}\n"


def blocks(parts: Blocks, setting: Setting) -> str:
    """Blocks with an empty line between them."""
    return "\n\n".join(BLOCKS[type(part)](part, setting) for part in parts)


def run(parts: Inlines, setting: Setting) -> str:
    """A run of text."""
    return "".join(INLINES[type(part)](part, setting) for part in parts)


def escape(text: str) -> str:
    """Text in which nothing is markup."""
    return _SPECIAL.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", text)


def anchor(label: str) -> str:
    """A place to link to."""
    return f'<a id="{label.replace(":", "-")}"></a>' if label else ""


def ended(title: str) -> str:
    """A title with a full stop, unless it ends with a sign of its own."""
    return title if title.endswith((".", "?", "!")) else f"{title}."


def _text(part: Text, setting: Setting) -> str:
    return escape(part.text)


def _break(part: Break, setting: Setting) -> str:
    return "\\\n" if part.hard else "\n"


def _code(part: Code, setting: Setting) -> str:
    longest = max(map(len, re.findall("`+", part.text)), default=0)
    fence, pad = "`" * (longest + 1), " " if part.text.startswith("`") or part.text.endswith("`") else ""
    text = part.text.replace("|", "\\|") if setting.in_table else part.text
    return f"{fence}{pad}{text}{pad}{fence}"


def _math(part: Math, setting: Setting) -> str:
    latex = part.latex.replace("\n", " ")
    if setting.in_table:  # a bar ends the cell, even within maths
        latex = latex.replace(r"\|", r"\Vert ").replace("|", r"\vert ")
    return f"$`{latex}`$" if _PUNCTUATED.search(latex) else f"${latex}$"


def _styled(part: Styled, setting: Setting) -> str:
    mark = "**" if part.style == "strong" else "*"
    return f"{mark}{run(part.inside, setting)}{mark}"


def _link(part: Link, setting: Setting) -> str:
    target = part.target.replace("<", "%3C").replace(">", "%3E")
    return f"[{run(part.inside, setting)}](<{target}>)"


def reference_words(part: Reference, marks: Marks) -> str:
    """The words of a reference: ``equation (1.2)``, ``Figure 1.3``."""
    mark = marks[part.label]
    word = mark.word.capitalize() if part.capital else mark.word
    return f"{word} ({mark.number})" if mark.word == "equation" else f"{word} {mark.number}"


def _reference(part: Reference, setting: Setting) -> str:
    return f"[{reference_words(part, setting.marks)}](#{part.label.replace(':', '-')})"


INLINES: Mapping[type[Inline], Callable[[Any, Setting], str]] = {
    Text: _text, Break: _break, Code: _code, Math: _math, Styled: _styled, Link: _link, Reference: _reference,
}


def _heading(block: Heading, setting: Setting) -> str:
    number = f"{setting.marks[block.label].number} " if block.label in setting.marks else ""
    return f"{anchor(block.label)}\n\n{'#' * block.level} {number}{run(block.title, setting)}"


def _paragraph(block: Paragraph, setting: Setting) -> str:
    return _LINE_START.sub(lambda found: f"{found[1]}{_shielded(found[2])}", run(block.inside, setting))


def _shielded(start: str) -> str:
    """What would begin a list or a heading, so that it does not."""
    return f"{start}\\" if start[0].isdigit() else f"\\{start}"


def _items(block: Items, setting: Setting) -> str:
    lines = []
    for count, item in enumerate(block.items):
        bullet = "- " if block.start is None else f"{block.start + count}. "
        lines.append(bullet + _indented(blocks(item, setting), " " * len(bullet)))
    tight = all(len(item) == 1 for item in block.items)
    return ("\n" if tight else "\n\n").join(lines)


def _indented(text: str, margin: str) -> str:
    return re.sub(r"\n(?=[^\n])", f"\n{margin}", text)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _quote(block: Quote, setting: Setting) -> str:
    return _quoted(blocks(block.blocks, setting))


def _listing(block: Listing, setting: Setting) -> str:
    longest = max(map(len, re.findall("`{3,}", block.text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{block.language or 'text'}\n{block.text}\n{fence}"


def _rule(block: Rule, setting: Setting) -> str:
    return "---"


def _fenced(latex: str, number: str) -> str:
    tag = f" \\tag{{{number}}}" if number else ""
    return f"```math\n{latex}{tag}\n```"


def _formula(block: Formula, setting: Setting) -> str:
    number = setting.marks[block.label].number if block.label else ""
    before = [anchor(block.label)] if block.label else []
    before += ["<!-- mathnn: false -->"] if block.mistake else []
    return "\n\n".join([*before, _fenced(layout.display(block), number)])


def _steps(block: Steps, setting: Setting) -> str:
    title = f"{anchor(block.label)}\n\n**{ended(run(block.title, setting))}**"
    return f"{title}\n\n{_fenced(layout.derivation(block), setting.marks[block.label].number)}"


def _picture(block: Picture, setting: Setting) -> str:
    alt = escape(block.alt).replace("\n", " ")
    image = f"![{alt}]({setting.figures}/{block.folder}/{block.name}.svg)"
    number = setting.marks[block.label].number
    return f"{anchor(block.label)}\n\n{image}\n\n**Figure {number}.** {run(block.caption, setting)}"


def _table(block: Table, setting: Setting) -> str:
    cell = replace(setting, in_table=True)
    caption = f"**Table {setting.marks[block.label].number}.** {run(block.caption, setting)}"
    lines = [_row(block.header, cell), "|" + "---|" * len(block.header), *(_row(row, cell) for row in block.rows)]
    return f"{anchor(block.label)}\n\n{caption}\n\n" + "\n".join(lines)


def _row(cells: tuple[Inlines, ...], setting: Setting) -> str:
    return "| " + " | ".join(run(cell, setting).replace("\n", " ") for cell in cells) + " |"


def _box(block: Box, setting: Setting) -> str:
    """Remarks are notes of the code host; the rest has a title with its number."""
    inside = blocks(block.blocks, setting)
    if block.kind in ("note", "tip", "warning"):
        return _quoted(f"[!{BOXES[block.kind]}]\n{inside}")
    number = f" {setting.marks[block.label].number}" if block.label else ""
    title = f"{BOXES[block.kind]}{number}" if block.kind != "solution" else ""
    name = run(block.title, setting)
    between = ": " if title and name else ""
    head = f"**{ended(title + between + name)}**"
    return "\n\n".join(filter(None, (anchor(block.label), head, inside)))


BLOCKS: Mapping[type[Block], Callable[[Any, Setting], str]] = {
    Heading: _heading, Paragraph: _paragraph, Items: _items, Quote: _quote, Listing: _listing, Rule: _rule,
    Formula: _formula, Steps: _steps, Picture: _picture, Table: _table, Box: _box,
}
