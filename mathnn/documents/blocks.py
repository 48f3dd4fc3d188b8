"""Markdown's block structure: which lines are text, a formula or a comment, and where each begins behind its markers.

The containers (quotes, lists, tables, fences, HTML) are markdown-it's. Its rules are wrapped so that each leaf is noted
with exact offsets while the parser still knows them; its tokens are dropped, and its inline rules are not run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, fence, heading, html_block, lheading, paragraph, table
from mdit_py_plugins.front_matter import front_matter_plugin

from mathnn.documents import math_block
from mathnn.documents.document import MOST_PARTS
from mathnn.errors import UsageError

Rule = Callable[[StateBlock, int, int, bool], bool]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Lines that belong together: `spans` are offsets in the text, a line each, behind the containers' markers."""

    kind: Literal["text", "heading", "html", "formula"]
    spans: tuple[Span, ...]
    level: int = 0
    delimiter: str = ""
    environment: str = ""
    number: str = ""


def leaves(text: str) -> list[Leaf]:
    """The leaves of a Markdown text (lines ended by ``\\n``) in order; linear in its length. Code is left out."""
    found: list[Leaf] = []
    _parser().parse(text if text.endswith("\n") else text + "\n", {"leaves": found})
    return found


def _line_spans(state: StateBlock, first: int, last: int) -> tuple[Span, ...]:
    return tuple((min(state.bMarks[n] + state.tShift[n], state.eMarks[n]), state.eMarks[n]) for n in range(first, last))


def _note(state: StateBlock, leaf: Leaf) -> None:
    noted = state.env["leaves"]
    if len(noted) >= MOST_PARTS:
        raise UsageError(f"holds more than {MOST_PARTS:,} paragraphs; split it")
    noted.append(leaf)


def _noting(rule: Rule, kind: Literal["text", "heading", "html"]) -> Rule:
    """The rule, with its lines noted as one leaf and its tokens dropped."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        matched = rule(state, start, end, silent)
        if matched and not silent:
            tag = state.tokens[before].tag if kind == "heading" and len(state.tokens) > before else ""
            del state.tokens[before:]
            _note(state, Leaf(kind, _line_spans(state, start, state.line), int(tag[1:] or 0) if tag else 0))
        return matched

    return noting


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table: each row is a leaf of its own, so that no formula reaches over two rows."""
    before = len(state.tokens)
    matched = table(state, start, end, silent)
    if matched and not silent:
        del state.tokens[before:]
        for line in range(start, state.line):
            if line != start + 1:
                _note(state, Leaf("text", _line_spans(state, line, line + 1)))
    return matched


_INFO = re.compile(r"\s*\{?([\w:.+-]*)\}?[ \t]*(.*)", re.S)
_OPTION_LINE = re.compile(r"\s*:([\w-]+):[ \t]*(.*)")
_PROSE_DIRECTIVES = frozenset(
    "note tip warning important hint seealso attention caution danger error admonition dropdown margin sidebar card "
    "topic theorem lemma definition proof corollary proposition remark example exercise solution axiom conjecture "
    "observation property algorithm assumption criterion tab-item grid-item-card epigraph aside".split()
)


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A fence: of mathematics a formula, of a directive that holds text its text, of code nothing."""
    before = len(state.tokens)
    if not fence(state, start, end, silent):
        return False
    if silent or len(state.tokens) == before:
        return True
    token = state.tokens.pop()
    after = state.line
    _enter_fence(state, token.info, start + 1, start + 1 + token.content.count("\n"))
    state.line = after
    return True


def _enter_fence(state: StateBlock, info: str, first: int, last: int) -> None:
    """Read lines `first` to `last` of a fence by the word behind its marker."""
    matched = _INFO.match(info)
    word = matched[1] if matched else ""
    if word == "math":
        _note_fenced_formula(state, info, first, last)
    elif info.lstrip().startswith("{") and word.split(":")[-1] in _PROSE_DIRECTIVES:
        while first < last and _OPTION_LINE.match(state.src, state.bMarks[first], state.eMarks[first]):
            first += 1
        line_max, state.lineMax = state.lineMax, last
        state.level += 1  # the parser bounds the depth
        state.md.block.tokenize(state, first, last)
        state.level -= 1
        state.lineMax = line_max


def _note_fenced_formula(state: StateBlock, info: str, first: int, last: int) -> None:
    number = ""
    while first < last and (option := _OPTION_LINE.match(state.src, state.bMarks[first], state.eMarks[first])):
        number = option[2].strip() if option[1] == "label" else number
        first += 1
    spans = _line_spans(state, first, last)
    argument = info.partition("}")[2].strip()
    if argument:  # ```{math} a = b
        at = state.src.rfind(argument, 0, state.eMarks[first - 1])
        spans = ((at, at + len(argument)), *spans)
    _note(state, Leaf("formula", spans, delimiter="math", number=number))


_COLONS = re.compile(r"(:{3,})\s*\{?(\w[\w:-]*)?\}?[^\n]*")


def _colon_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``:::{math}`` of MyST. Other colon fences hold Markdown, and their marker lines are only skipped."""
    opening = _COLONS.fullmatch(state.src, *_line_spans(state, start, start + 1)[0])
    if not opening or state.is_code_block(start):
        return False
    if silent:
        return True
    state.line = start + 1
    if opening[2] == "math":
        last = start + 1
        while last < end and not state.src.startswith(opening[1], _line_spans(state, last, last + 1)[0][0]):
            last += 1
        state.line = min(last + 1, end)
        _note_fenced_formula(state, opening[0], start + 1, last)
    return True


_LIQUID = re.compile(r"\{%-?\s*(highlight|comment)\b")


def _liquid(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Code of a site generator, ``{% highlight python %}`` to ``{% endhighlight %}``: left alone."""
    opening = _LIQUID.match(state.src, *_line_spans(state, start, start + 1)[0])
    endless = state.env.setdefault("endless", set())
    if not opening or opening[1] in endless:
        return False
    closing = state.src.find("end" + opening[1], opening.end(), state.eMarks[end - 1])
    if closing < 0:
        endless.add(opening[1])
        return False
    if not silent:
        line = start
        while state.eMarks[line] < closing:
            line += 1
        state.line = line + 1
    return True


def _formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A displayed formula that has its lines to itself."""
    found = math_block.match(state, start, end)
    if found and not silent:
        _note(state, Leaf("formula", found.spans, 0, found.delimiter, found.environment, found.number))
        state.line = found.after
        while state.line < end and not state.isEmpty(state.line) and state.is_code_block(state.line):
            state.line += 1  # to other readers of Markdown the formula is a paragraph, and this goes on with it
        if state.line > found.after:
            _note(state, Leaf("text", _line_spans(state, found.after, state.line)))
    return found is not None


@cache
def _parser() -> MarkdownIt:
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 50}).enable("table").use(front_matter_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    ruler = parser.block.ruler
    ruler.before("table", "formula", _formula, interrupting)
    ruler.before("fence", "colon_fence", _colon_fence, interrupting)
    ruler.before("fence", "liquid", _liquid, interrupting)
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    ruler.at("fence", _fence, interrupting)
    ruler.at("html_block", _noting(html_block, "html"), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("heading", _noting(heading, "heading"), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("lheading", _noting(lheading, "heading"))
    ruler.at("paragraph", _noting(paragraph, "text"))
    return parser
