"""Markdown -> page: one function for each kind of token that markdown-it makes; an unknown kind stops the build.

What Python puts into a text is not Markdown: a template's call leaves a slot (a number between two private-use
characters), and the value that belongs there is put in when the tokens are read, so nothing in it is taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from mathnn.errors import Place, UsageError
from mathnn.render.page import (
    Block,
    Blocks,
    Box,
    BoxKind,
    Break,
    Code,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Listing,
    Math,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
    words,
)

OPEN, CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{OPEN}(\\d+){CLOSE}")
_LABEL = re.compile(r"\s*\{#([a-z0-9-]+)\}\s*$")
_ALERT = re.compile(r"\[!(NOTE|TIP|WARNING)\]\s*$")
_CAPTION = "Table: "
_BAR = re.compile(r"(?<!\\)\|")
ALERTS: dict[str, BoxKind] = {"NOTE": "note", "TIP": "tip", "WARNING": "warning"}

Value: TypeAlias = Inline | Block | Blocks


def slot(position: int) -> str:
    """What stands in a text for the value at this position."""
    return f"{OPEN}{position}{CLOSE}"


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").use(
        dollarmath_plugin, allow_labels=False, allow_space=False, double_inline=False
    )


def read_blocks(text: str, path: str = "", values: Sequence[Value] = ()) -> Blocks:
    """The blocks of a Markdown text. Raises UsageError with file and line for what has no place in a chapter."""
    return tuple(_Reader(path, values, text.split("\n")).blocks(_markdown().parse(text)))


def read_inline(text: str) -> Inlines:
    """One line of Markdown, such as a caption."""
    (inline,) = _markdown().parseInline(text)
    return tuple(_Reader("", (), ()).inlines(inline, 0))


def slug(run: Inlines) -> str:
    """A label made of a title: its words in small letters with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words(run).lower()).strip("-")


class _Reader:
    """Reads tokens of one text, whose lines are `source`; `values` fill its slots."""

    def __init__(self, path: str, values: Sequence[Value], source: Sequence[str]) -> None:
        self.path = path
        self.values = values
        self.source = source

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Blocks in order; a table takes the caption that follows it."""
        groups = list(_groups(tokens))
        skip = False
        for group, after in zip(groups, [*groups, []][1:], strict=True):
            if skip:
                skip = False
            elif group[0].type == "table_open":
                yield self.table(group, after)
                skip = True
            else:
                made = self.block(group)
                yield from made if isinstance(made, tuple) else (made,)

    def block(self, group: list[Token]) -> Block | Blocks:
        """One block, or those that a call made; `group` are its tokens from its opening to its close."""
        read = _BLOCKS.get(group[0].type)
        if read is None:
            raise self.fault(_HINTS.get(group[0].type, f"{group[0].type} has no place in a chapter"), group[0])
        return read(self, group)

    def fault(self, message: str, token: Token | None, line: int = 0) -> UsageError:
        first = token.map[0] + 1 if token is not None and token.map else line
        return UsageError(message, place=Place(self.path, first or None))

    def heading(self, group: list[Token]) -> Heading:
        level = int(group[0].tag[1])
        if level not in (2, 3):
            raise self.fault("sections are ## and ###; the chapter's title stands in book.toml", group[0])
        given = _LABEL.search(group[1].content)
        title = self.line_of(group[1])
        if given and isinstance(title[-1], Text):
            title = (*title[:-1], Text(_LABEL.sub("", title[-1].text)))
        return Heading(level, title, f"sec:{given[1] if given else slug(title)}", self.line(group[0]))

    def paragraph(self, group: list[Token]) -> Block | Blocks:
        content = group[1].content.strip()
        found = _SLOT.fullmatch(content)
        value = self.values[int(found[1])] if found else None
        if value is not None and not isinstance(value, Inline):
            return value
        if content.startswith(_CAPTION):
            raise self.fault("a caption stands right after its table", group[0])
        return Paragraph(self.line_of(group[1]))

    def items(self, group: list[Token]) -> Items:
        start = int(group[0].attrs.get("start", 1)) if group[0].type == "ordered_list_open" else None
        return Items(tuple(tuple(self.blocks(item[1:-1])) for item in _groups(group[1:-1])), start)

    def quote(self, group: list[Token]) -> Quote | Box:
        """A quotation; one that begins with ``[!NOTE]`` is a remark."""
        inside = group[1:-1]
        first = inside[1].children if len(inside) > 1 and inside[1].type == "inline" else None
        found = _ALERT.match(first[0].content) if first else None
        if not found or first is None:
            return Quote(tuple(self.blocks(inside)))
        inside[1].children = first[2:]
        inside[1].content = inside[1].content.partition("\n")[2]
        rest = inside if first[2:] else inside[3:]
        return Box(ALERTS[found[1]], (), tuple(self.blocks(rest)), line=self.line(group[0]))

    def listing(self, group: list[Token]) -> Listing:
        if OPEN in group[0].content:
            raise self.fault("a call cannot stand in code", group[0])
        return Listing(group[0].info.strip(), group[0].content.rstrip("\n"))

    def rule(self, group: list[Token]) -> Rule:
        return Rule()

    def table(self, group: list[Token], after: list[Token]) -> Table:
        """A table and its caption, ``Table: caption {#name}``, which is the paragraph after it."""
        caption = after[1].content if after and after[0].type == "paragraph_open" else ""
        label = _LABEL.search(caption)
        if not caption.startswith(_CAPTION) or label is None:
            raise self.fault("after a table stands its caption, 'Table: what it shows. {#name}'", group[0])
        lines = [self.row(row) for part in _groups(group[1:-1]) for row in _groups(part[1:-1])]
        text = read_inline(_LABEL.sub("", caption.removeprefix(_CAPTION)))
        return Table(lines[0], tuple(lines[1:]), text, f"tab:{label[1]}", self.line(group[0]))

    def row(self, group: list[Token]) -> tuple[Inlines, ...]:
        """One row. A bar ends a cell wherever it stands, so one in a formula or in code would cut the row short."""
        cells = tuple(self.line_of(cell) for cell in group if cell.type == "inline")
        written = self.source[self.line(group[0]) - 1]
        bars = len(_BAR.findall(written.strip().strip("|")))
        if bars + 1 != len(cells) or "\\|" in written:
            raise self.fault(r"a bar within a cell of a table: write \vert or \Vert in formulas", group[0])
        return cells

    def line(self, token: Token) -> int:
        return token.map[0] + 1 if token.map else 0

    def line_of(self, token: Token) -> Inlines:
        return tuple(self.inlines(token, self.line(token)))

    def inlines(self, token: Token, line: int) -> Iterator[Inline]:
        """The run of text in an inline token."""
        for group in _groups(token.children or []):
            kind = group[0].type
            read = _INLINES.get(kind)
            if read is None:
                raise self.fault(_HINTS.get(kind, f"{kind} has no place in a chapter"), None, line)
            yield from read(self, group, line)

    def text(self, group: list[Token], line: int) -> Iterator[Inline]:
        parts = _SLOT.split(group[0].content)
        for position, part in enumerate(parts):
            if position % 2 == 0:
                if part:
                    yield Text(part)
                continue
            value = self.values[int(part)]
            if not isinstance(value, Inline):
                raise self.fault("what this call prints stands alone, with an empty line before and after", None, line)
            yield value

    def code(self, group: list[Token], line: int) -> Iterator[Inline]:
        if OPEN in group[0].content:
            raise self.fault("a call cannot stand in code", None, line)
        yield Code(group[0].content)

    def math(self, group: list[Token], line: int) -> Iterator[Inline]:
        if OPEN in group[0].content:
            raise self.fault("a call cannot stand within a formula", None, line)
        yield Math(group[0].content.strip(), line=line)

    def styled(self, group: list[Token], line: int) -> Iterator[Inline]:
        style = "strong" if group[0].type == "strong_open" else "emphasis"
        yield Styled("strong" if style == "strong" else "emphasis", self.within(group, line))

    def link(self, group: list[Token], line: int) -> Iterator[Inline]:
        yield Link(str(group[0].attrs["href"]), self.within(group, line))

    def within(self, group: list[Token], line: int) -> Inlines:
        inner = Token("inline", "", 0, children=group[1:-1])
        return tuple(self.inlines(inner, line))

    def soft(self, group: list[Token], line: int) -> Iterator[Inline]:
        yield Break()

    def hard(self, group: list[Token], line: int) -> Iterator[Inline]:
        yield Break(hard=True)


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Tokens that stand side by side, each with all that is inside it."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


_BLOCKS: dict[str, Callable[[_Reader, list[Token]], Block | Blocks]] = {
    "heading_open": _Reader.heading,
    "paragraph_open": _Reader.paragraph,
    "bullet_list_open": _Reader.items,
    "ordered_list_open": _Reader.items,
    "blockquote_open": _Reader.quote,
    "fence": _Reader.listing,
    "code_block": _Reader.listing,
    "hr": _Reader.rule,
}

_INLINES: dict[str, Callable[[_Reader, list[Token], int], Iterator[Inline]]] = {
    "text": _Reader.text,
    "code_inline": _Reader.code,
    "math_inline": _Reader.math,
    "em_open": _Reader.styled,
    "strong_open": _Reader.styled,
    "link_open": _Reader.link,
    "softbreak": _Reader.soft,
    "hardbreak": _Reader.hard,
}

_HINTS = {
    "math_block": "a displayed formula comes from Python: << equation(...) >>",
    "image": "a picture comes from Python: << figure(...) >>",
}
