"""Markdown: formulas in the leaves of its block structure, inline and displayed; code and money are left alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mathnn.documents.blocks import Leaf, leaves
from mathnn.documents.collect import Collector
from mathnn.documents.document import Equation
from mathnn.documents.dollars import is_formula, is_kramdown, is_mathematical
from mathnn.documents.environments import OPENING, body_start, find_end
from mathnn.documents.excerpt import Excerpt, join, of_text
from mathnn.documents.site_tags import inside_site_tag, set_by_script

_SIGN = re.compile(
    r"\\\\[(\[]|\\[(\[]|" + OPENING.pattern + r"|\{%(?=-?\s*(?:latex|katex|math)\b)"
    r"|\\.|`+|\$\$|\$`|\$|<!--|<(?=[A-Za-z/])|\]\([^\s()<>$]*\$[^\s()<>]*",
    re.S,
)
_DOLLAR = re.compile(r"\\.|\$", re.S)
_ROLE = re.compile(r"(?:\{math\}|:math:)$")
_NUMBERED = re.compile(r"(?::(?:eq)?label:)$")
_CODE = re.compile(r"<(code|pre|script|style|svg|textarea|kbd|samp)\b", re.I)
_ATTRIBUTE = r"\s+[A-Za-z_:@][\w:.@-]*(?:\s*=\s*(?:\"[^\"]{0,5000}\"|'[^']{0,5000}'|[^\s\"'=<>`]+))?"
_TAG = re.compile(rf"</?[A-Za-z][\w-]*(?:{_ATTRIBUTE})*\s*/?>|<[a-z][a-z+.-]*:[^\s<>]*>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_DISPLAY_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_WORD = re.compile(r"\w")
_WORD_AFTER = re.compile(r"[^\n\w]{0,80}\w")
_SETEXT = re.compile(r"\s*(?:=+|-+)\s*$")
_ESCAPED = re.compile(r"\\\\(\\\\)|\\(\\)(?=[^A-Za-z\s\\]|left|right)|(\\)(?=[_*])")
# No index and no bracket is written so: x\_{i}, x\_1, \\left[.
_IS_ESCAPED = re.compile(
    r"\\_\{|(?<!\\)\\\\(?:left|right)(?![a-z])|(?:(?<![A-Za-z])[A-Za-z]|\\[A-Za-z]+|[)}])\\_[A-Za-z0-9](?![A-Za-z])")


@dataclass(slots=True)
class _Scan:
    """One leaf being walked: `start` is where the prose that was not yet handed over begins."""

    leaf: Excerpt
    into: Collector
    running: list[int]  # indices of the parts that are $$…$$ inside running text
    quiet: bool = False  # a heading's text was handed over as a whole
    start: int = 0
    absent: dict[str, int] = field(default_factory=dict)  # closing signs that do not come any more
    code: dict[int, list[int]] | None = None  # where runs of backticks begin, by their length

    @property
    def text(self) -> str:
        return self.leaf.text

    def find(self, sign: str, position: int) -> int:
        """Like str.find, but a sign that is not there is looked for once only."""
        if sign in self.absent:
            return -1
        at = self.text.find(sign, position)
        if at < 0:
            self.absent[sign] = position
        return at

    def endless(self, found: re.Match[str], message: str) -> None:
        """Note an opening sign whose formula does not end."""
        self.into.notice(self.into.place(self.leaf, found.start()), message)

    def take(self, opening: int, start: int, end: int, after: int) -> Excerpt:
        """Hand over the prose before a formula; returns the formula, and goes on behind it."""
        if not self.quiet:
            self.into.prose(self.leaf.cut(self.start, opening))
        self.start = after
        return self.leaf.cut(start, end)


def read_markdown(text: str, into: Collector) -> None:
    """Walk a Markdown text (lines ended by ``\\n``) and add its parts. Linear in its length."""
    whole = of_text(text)
    line_starts = [start for start, _, _ in whole.runs]
    running: list[int] = []
    first = len(into.parts)
    for leaf in leaves(text):
        into.block += 1
        excerpt = _excerpt(leaf, text, line_starts)
        if leaf.kind == "formula":
            _add_displayed(excerpt, leaf.delimiter, into, leaf.environment, leaf.number)
        else:
            _read_text(leaf, excerpt, into, running)
    single = any(isinstance(part, Equation) and part.delimiter == "$" for part in into.parts[first:])
    if running and is_kramdown(text, single):
        for index in running:
            part = into.parts[index]
            if isinstance(part, Equation):
                into.parts[index] = replace(part, display=False)


def _excerpt(leaf: Leaf, text: str, line_starts: list[int]) -> Excerpt:
    line = bisect_right(line_starts, leaf.spans[0][0]) if leaf.spans else 1
    lines = []
    for number, (start, end) in enumerate(leaf.spans, line):
        lines.append(Excerpt(text[start:end], ((0, number, start - line_starts[number - 1] + 1),)))
    return join(lines, "\n")


def _unescaped(formula: Excerpt) -> Excerpt:
    """The formula as a site sets it where Markdown first takes away backslashes: ``\\_{i}`` is an index there."""
    return _without_escapes(formula) if _IS_ESCAPED.search(formula.text) else formula


def _without_escapes(formula: Excerpt) -> Excerpt:
    return formula.without([escape.span(escape.lastindex or 0) for escape in _ESCAPED.finditer(formula.text)])


def _add_displayed(
    excerpt: Excerpt, delimiter: str, into: Collector, environment: str = "", number: str = ""
) -> None:
    excerpt = _unescaped(excerpt)
    if "\n" in excerpt.text and "%" in excerpt.text:  # a comment of LaTeX ends with its line
        excerpt = excerpt.without([found.span() for found in _DISPLAY_COMMENT.finditer(excerpt.text)])
    into.equation(excerpt, delimiter, display=True, environment=environment, number=number)


def _read_text(leaf: Leaf, excerpt: Excerpt, into: Collector, running: list[int]) -> None:
    if leaf.kind == "html" and _CODE.match(excerpt.text):
        if formula := set_by_script(excerpt):
            _add_displayed(formula, "script", into)
        return
    scan = _Scan(excerpt, into, running, quiet=leaf.kind == "heading")
    if scan.quiet:
        into.heading(_title(excerpt), leaf.level)
    position = 0
    while found := _SIGN.search(excerpt.text, position):
        position = _HANDLERS.get(found[0], _other)(scan, found)
    scan.take(len(excerpt.text), 0, 0, len(excerpt.text))


def _title(heading: Excerpt) -> Excerpt:
    """A heading without its hashes or the line under it."""
    title, _, underline = heading.text.rpartition("\n")
    if title and _SETEXT.match(underline):
        return heading.cut(0, len(title))
    start = len(heading.text) - len(heading.text.lstrip("#"))
    return heading.cut(start, max(start, len(heading.text.rstrip("# \t"))))


def _other(scan: _Scan, found: re.Match[str]) -> int:
    """Signs that are not the same each time: code, an environment, a link's target, an escaped character."""
    if found[0][0] == "`":
        return _code(scan, found)
    if found[1]:
        return _environment(scan, found)
    return found.end()


def _code(scan: _Scan, found: re.Match[str]) -> int:
    """A code span, or a role of MyST in one: ``{math}`a = b```."""
    width, start = len(found[0]), found.end()
    if scan.code is None:
        scan.code = {}
        for run in re.finditer("`+", scan.text):
            scan.code.setdefault(len(run[0]), []).append(run.start())
    closings = scan.code.get(width, [])
    index = bisect_right(closings, found.start())
    if index >= len(closings):
        return start
    end = closings[index]
    before = scan.text[max(0, found.start() - 12) : found.start()]
    if role := _ROLE.search(before):
        formula = scan.take(found.start() - len(role[0]), start, end, end + width)
        scan.into.equation(formula, "math", display=False)
    elif role := _NUMBERED.search(before):
        scan.take(found.start() - len(role[0]), start, end, end + width)
        _number_last(scan.into, scan.text[start:end])
    return end + width


def _number_last(into: Collector, number: str) -> None:
    """Give the number that stands behind a displayed formula to it."""
    if into.parts and isinstance(last := into.parts[-1], Equation) and last.display:
        into.parts[-1] = replace(last, number=number)


def _environment(scan: _Scan, found: re.Match[str]) -> int:
    name = found[1]
    inside = body_start(scan.text, name, found.end())
    end = find_end(scan.text, name, inside)
    if not end:
        scan.endless(found, f"\\begin{{{name}}} has no end")
        return found.end()
    formula = scan.take(found.start(), inside, end[0], end[1])
    _add_displayed(formula, "\\begin", scan.into, name)
    return end[1]


def _double_dollar(scan: _Scan, found: re.Match[str]) -> int:
    end = scan.find("$$", found.end())
    while end > 0 and scan.text[end - 1] == "\\":
        end = scan.find("$$", end + 1)
    if end < 0:
        if is_mathematical(scan.text[found.end() :]):  # no price, and no word for much money
            scan.endless(found, "the formula that $$ opens has no end")
        return found.end()
    formula = scan.take(found.start(), found.end(), end, end + 2)
    before = len(scan.into.parts)
    _add_displayed(formula, "$$", scan.into)
    before_it = scan.text[max(0, found.start() - 80) : found.start()].rpartition("\n")[2]
    within = _WORD.search(before_it) and _WORD_AFTER.match(scan.text, end + 2)
    if within and len(scan.into.parts) > before:
        scan.running.append(before)
    return end + 2


def _dollar(scan: _Scan, found: re.Match[str]) -> int:
    """``$…$``: the next unescaped dollar must close it and what is between must look like a formula."""
    start = found.end()
    if "$" in scan.absent:
        return start
    for sign in _DOLLAR.finditer(scan.text, start):
        if sign[0] == "$":
            break
    else:
        scan.absent["$"] = start
        return start
    end = sign.start()
    if not is_formula(scan.text[start:end], scan.text[end + 1 : end + 2]):
        return start
    scan.into.equation(_unescaped(scan.take(found.start(), start, end, end + 1)), "$", display=False)
    return end + 1


def _code_dollar(scan: _Scan, found: re.Match[str]) -> int:
    """``$`…`$`` of code hosts."""
    end = scan.find("`$", found.end())
    if end < 0:
        return found.start() + 1
    scan.into.equation(scan.take(found.start(), found.end(), end, end + 2), "$`", display=False)
    return end + 2


def _bracket(scan: _Scan, found: re.Match[str]) -> int:
    """``\\(…\\)`` and ``\\[…\\]``, or with two backslashes as kramdown wants them."""
    opening = found[0]
    closing = opening[:-1] + (")" if opening[-1] == "(" else "]")
    end = scan.find(closing, found.end())
    while len(opening) == 2 and end > 0 and scan.text[end - 1] == "\\":
        end = scan.find(closing, end + 1)
    if end < 0 or (len(opening) == 2 and not is_mathematical(scan.text[found.end() : end])):
        return found.end()
    formula = scan.take(found.start(), found.end(), end, end + len(closing))
    if len(opening) == 3:  # there Markdown takes one backslash away before the formula is set
        formula = _without_escapes(formula)
    if opening[-1] == "(":
        scan.into.equation(formula, opening, display=False)
    else:
        _add_displayed(formula, opening, scan.into)
    return end + len(closing)


def _html_comment(scan: _Scan, found: re.Match[str]) -> int:
    end = scan.find("-->", found.end())
    if end < 0:
        return found.end()
    place = scan.into.place(scan.leaf, found.start())
    scan.take(found.start(), found.end(), end, end + 3)
    scan.into.comment(scan.text[found.end() : end], place)
    return end + 3


def _html_tag(scan: _Scan, found: re.Match[str]) -> int:
    """A tag is passed over with its attributes, an element of code with its content."""
    tag = _TAG.match(scan.text, found.start())
    if not tag:
        return found.end()
    code = _CODE.match(tag[0])
    end = scan.find(f"</{code[1]}", tag.end()) if code else -1
    return max(end, tag.end())


def _site_tag(scan: _Scan, found: re.Match[str]) -> int:
    """``{% latex %}…{% endlatex %}`` of site generators."""
    inside = inside_site_tag(scan.text, found.start())
    if inside is None:
        return found.end()
    start, end, after, display = inside
    formula = scan.take(found.start(), start, end, after)
    if display:
        _add_displayed(formula, "{%", scan.into)
    else:
        scan.into.equation(formula, "{%", display=False)
    return after


_HANDLERS: dict[str, Callable[[_Scan, re.Match[str]], int]] = {
    "$": _dollar,
    "$$": _double_dollar,
    "$`": _code_dollar,
    "\\(": _bracket,
    "\\[": _bracket,
    "\\\\(": _bracket,
    "\\\\[": _bracket,
    "<!--": _html_comment,
    "<": _html_tag,
    "{%": _site_tag,
}
