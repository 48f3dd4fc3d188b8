"""Page -> the HTML of its text. One function for each kind of node; all that an author wrote is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from mathnn.errors import Place, UsageError
from mathnn.render import html_maths
from mathnn.render.html_code import coloured
from mathnn.render.html_equation import anchor, derivation, equation, identifier
from mathnn.render.html_verdict import findings
from mathnn.render.markdown import reference_words
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
from mathnn.witnesses import Checked

BOXES = {
    "example": "Example", "mistake": "Common mistake", "run": "Run", "exercise": "Exercise", "solution": "",
    "note": "Note", "tip": "Tip", "warning": "Warning",
}
_CLOSING = re.compile(r"[.,;:!?)\]”’]+")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_SCHEMES = frozenset(("http", "https", "mailto"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a node needs to know: the numbers, what was found of each statement, where figures are, which can be played.

    `line` is the last line of the source that is known; `box` is the label of the box around, for what has none itself.
    """

    marks: Marks
    source: str = ""
    checked: Mapping[str, Checked] = field(default_factory=dict)
    figures: str = "figures"
    playable: frozenset[str] = frozenset()
    line: int = 0
    box: str = ""

    @property
    def place(self) -> Place:
        """Where an error is."""
        return Place(self.source, self.line or None)


def write(page: Page, setting: Setting) -> str:
    """The text of a page, without its title. Raises BuildError with its place for a formula that cannot be set."""
    return blocks(page.blocks, setting)


def blocks(parts: Blocks, setting: Setting) -> str:
    """Blocks one after the other; each tells those after it how far the source was read."""
    made = []
    for part in parts:
        if line := getattr(part, "line", 0):
            setting = replace(setting, line=line)
        made.append(BLOCKS[type(part)](part, setting))
    return "\n".join(made)


def run(parts: Inlines, setting: Setting) -> str:
    """A run of text. A formula and the punctuation after it stay on one line, which browsers do not see to."""
    made: list[str] = []
    for before, part in zip((None, *parts), parts, strict=False):
        text = INLINES[type(part)](part, setting)
        found = _CLOSING.match(part.text) if isinstance(part, Text) and isinstance(before, Math) else None
        if found and isinstance(before, Math):
            *rest, last = _pieces(before, setting)
            made[-1] = f'{"".join(rest)}<span class="whole">{last}{found[0]}</span>'
            text = escape(found.string[found.end():], quote=False)
        made.append(text)
    return "".join(made)


def _text(part: Text, setting: Setting) -> str:
    return escape(part.text, quote=False)


def _break(part: Break, setting: Setting) -> str:
    return "<br>\n" if part.hard else "\n"


def _code(part: Code, setting: Setting) -> str:
    return f"<code>{escape(part.text)}</code>"


def _math(part: Math, setting: Setting) -> str:
    return "".join(_pieces(part, setting))


def _pieces(part: Math, setting: Setting) -> list[str]:
    return html_maths.inline(part, Place(setting.source, part.line or setting.line or None))


def _styled(part: Styled, setting: Setting) -> str:
    tag = "strong" if part.style == "strong" else "em"
    return f"<{tag}>{run(part.inside, setting)}</{tag}>"


def _link(part: Link, setting: Setting) -> str:
    scheme = _SCHEME.match(part.target)
    if (scheme and scheme[1].lower() not in _SCHEMES) or any(ord(sign) < 32 for sign in part.target):
        raise UsageError(f"a link leads to the web or to a file, not to {part.target!r}", place=setting.place)
    return f'<a href="{escape(part.target, quote=True)}">{run(part.inside, setting)}</a>'


def _reference(part: Reference, setting: Setting) -> str:
    return f'<a class="ref" href="#{identifier(part.label)}">{escape(reference_words(part, setting.marks))}</a>'


INLINES: Mapping[type[Inline], Callable[[Any, Setting], str]] = {
    Text: _text, Break: _break, Code: _code, Math: _math, Styled: _styled, Link: _link, Reference: _reference,
}


def _number(label: str, setting: Setting) -> str:
    return setting.marks[label].number if label in setting.marks else ""


def _heading(block: Heading, setting: Setting) -> str:
    number = _number(block.label, setting)
    shown = f'<span class="count">{escape(number)}</span> ' if number else ""
    link = f'<a class="here" href="#{identifier(block.label)}" aria-label="Permanent link to this section">#</a>'
    tag = f"h{block.level}"
    return f"<{tag}{anchor(block.label)}>{shown}{run(block.title, setting)}{link}</{tag}>"


def _paragraph(block: Paragraph, setting: Setting) -> str:
    return f"<p>{run(block.inside, setting)}</p>"


def _items(block: Items, setting: Setting) -> str:
    tight = all(len(item) == 1 and isinstance(item[0], Paragraph) for item in block.items)
    lines = "\n".join(f"<li>{_item(item, tight, setting)}</li>" for item in block.items)
    if block.start is None:
        return f"<ul>\n{lines}\n</ul>"
    first = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{first}>\n{lines}\n</ol>"


def _item(item: Blocks, tight: bool, setting: Setting) -> str:
    if tight and isinstance(item[0], Paragraph):
        return run(item[0].inside, setting)
    return blocks(item, setting)


def _quote(block: Quote, setting: Setting) -> str:
    return f"<blockquote>\n{blocks(block.blocks, setting)}\n</blockquote>"


def _listing(block: Listing, setting: Setting) -> str:
    kind = "code" if block.language else "printed"
    text = coloured(block.text) if block.language == "python" else escape(block.text)
    return f'<pre class="{kind}"><code>{text}</code></pre>'


def _rule(block: Rule, setting: Setting) -> str:
    return "<hr>"


def _formula(block: Formula, setting: Setting) -> str:
    found = _found(block, setting)
    name = block.label or _borrowed(found, setting)
    return equation(
        block, name, _number(block.label, setting), found, lambda inside: run(inside, setting), setting.place
    )


def _found(block: Formula, setting: Setting) -> tuple[Checked, ...]:
    """What was found of a formula: under its own label, or of the same statement under that of the box around it."""
    if block.label:
        return findings(setting.checked, block.label)
    return tuple(found for found in findings(setting.checked, setting.box) if found.statement.tree == block.tree)[:1]


def _borrowed(found: tuple[Checked, ...], setting: Setting) -> str:
    """The id of a line of a box: the box's own with the line's count; a mistake, which stands alone, is its box."""
    count = found[0].statement.name.rpartition(".")[2] if found else ""
    return f"{setting.box}-{count}" if count.isdigit() else ""


def _steps(block: Steps, setting: Setting) -> str:
    found = findings(setting.checked, block.label)
    number = _number(block.label, setting)
    return derivation(block, block.label, number, found, lambda inside: run(inside, setting), setting.place)


def _picture(block: Picture, setting: Setting) -> str:
    source = escape(f"{setting.figures}/{block.folder}/{block.name}.svg", quote=True)
    play = f' data-play="{escape(block.name, quote=True)}"' if block.name in setting.playable else ""
    return (
        f'<figure{anchor(block.label)}{play}><img src="{source}" alt="{escape(block.alt, quote=True)}">\n'
        f"<figcaption>{_numbered('Figure', block.label, setting)}{run(block.caption, setting)}</figcaption></figure>"
    )


def _numbered(word: str, label: str, setting: Setting) -> str:
    return f'<a class="name" href="#{identifier(label)}">{word} {escape(_number(label, setting))}</a> '


def _table(block: Table, setting: Setting) -> str:
    head = "".join(f'<th scope="col">{run(cell, setting)}</th>' for cell in block.header)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{run(cell, setting)}</td>" for cell in row) + "</tr>" for row in block.rows
    )
    caption = _numbered("Table", block.label, setting) + run(block.caption, setting)
    return (
        f'<div class="table"{anchor(block.label)}><table><caption>{caption}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _box(block: Box, setting: Setting) -> str:
    """A title, then the blocks; a numbered box is a place to link to."""
    name = run(block.title, setting)
    number = _number(block.label, setting)
    word = " ".join(filter(None, (BOXES[block.kind], escape(number))))
    shown = f'<a class="name" href="#{identifier(block.label)}">{word}</a>' if block.label else f"<b>{word}</b>"
    title = " ".join(filter(None, (shown if word else "", f'<span class="about">{name}</span>' if name else "")))
    inside = blocks(block.blocks, replace(setting, box=block.label))
    return f'<div class="box {block.kind}"{anchor(block.label)}><p class="title">{title}</p>\n{inside}\n</div>'


BLOCKS: Mapping[type[Block], Callable[[Any, Setting], str]] = {
    Heading: _heading, Paragraph: _paragraph, Items: _items, Quote: _quote, Listing: _listing, Rule: _rule,
    Formula: _formula, Steps: _steps, Picture: _picture, Table: _table, Box: _box,
}
