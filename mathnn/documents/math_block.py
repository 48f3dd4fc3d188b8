"""Displayed formulas that begin a line of Markdown: ``$$``, ``\\[``, ``\\\\[`` and the environments of LaTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

from mathnn.documents.environments import OPENING, body_start

_OPENING = re.compile(r"\$\$|\\\\\[|\\\[|" + OPENING.pattern)
_CLOSING = {
    "$$": re.compile(r"(?<!\\)\$\$"),
    "\\[": re.compile(r"(?<!\\)\\\]"),
    "\\\\[": re.compile(r"\\\\\]"),
}
_NUMBER = r"\((?P<number>[^()$\n]{1,80})\)|\{#(?P<id>[^{}\s]{1,80})[^{}]*\}"
_REST = re.compile(rf"[\s.,;:!?*]{{0,40}}(?:{_NUMBER})?[\s.,;:!?*]{{0,40}}(?:\{{:[^{{}}]*\}})?\s*")
_ENDS_SEARCH = re.compile(r"#{1,6}(?:\s|$)|```|~~~|<!--|\\begin\{document\}")
_MATHEMATICAL = re.compile(r"[\\^_=<>+]|^\s*\w\s*$")
_LONGEST = 2_000  # lines of one formula


@dataclass(frozen=True, slots=True)
class MathBlock:
    """A formula's lines as offsets in the text, and the first line after it."""

    spans: tuple[tuple[int, int], ...]
    after: int
    delimiter: str
    environment: str
    number: str


def match(state: StateBlock, start: int, end: int) -> MathBlock | None:
    """The formula that begins on line `start`, when nothing but its number or a full stop follows it on its last line.

    A ``$$`` alone on its line may hold blank lines; any other formula ends at one, as in TeX.
    """
    position, line_end = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if state.src[position : position + 1] not in ("$", "\\") or state.is_code_block(start):
        return None
    opening = _OPENING.match(state.src, position, line_end)
    if not opening:
        return None
    environment = opening[1] or ""
    delimiter = "\\begin" if environment else opening[0]
    inside = body_start(state.src, environment, opening.end()) if environment else opening.end()
    closing = _find_closing(state, start, end, delimiter, environment, inside)
    if not closing:
        return None
    last, stop, after = closing
    rest = _REST.fullmatch(state.src, after, state.eMarks[last])
    spans = _spans(state, start, last, inside, stop)
    if not rest or (delimiter == "\\[" and not _MATHEMATICAL.search(" ".join(state.src[a:b] for a, b in spans))):
        return None
    return MathBlock(spans, last + 1, delimiter, environment, rest["number"] or rest["id"] or "")


def _find_closing(
    state: StateBlock, start: int, end: int, delimiter: str, environment: str, inside: int
) -> tuple[int, int, int] | None:
    """Line on which the formula ends, and the offsets where its closing sign begins and ends."""
    sought = _CLOSING.get(delimiter) or re.compile(r"\\end\s*\{\s*" + re.escape(environment) + r"\s*\}")
    failed = state.env.setdefault("failed", {})
    known_from, known_to = failed.get(sought.pattern, (0, 0))
    if known_from <= start < known_to:
        return None  # an earlier search came through here in vain
    blank_allowed = bool(environment) or not state.src[inside : state.eMarks[start]].strip()
    line, position = start, inside
    while line < min(end, start + _LONGEST):
        found = sought.search(state.src, position, state.eMarks[line])
        if found:
            return line, found.start(), found.end()
        line += 1
        if line >= end or (state.isEmpty(line) and not (blank_allowed and _goes_on(state, line, end))):
            break
        position = state.bMarks[line] + state.tShift[line]
        if _ENDS_SEARCH.match(state.src, position, state.eMarks[line]):
            break
    failed[sought.pattern] = (start, line)
    return None


def _goes_on(state: StateBlock, line: int, end: int) -> bool:
    """Whether the blank line stands alone: two end a formula that was never closed."""
    return line + 1 < end and not state.isEmpty(line + 1)


def _spans(state: StateBlock, start: int, last: int, inside: int, stop: int) -> tuple[tuple[int, int], ...]:
    spans = []
    for line in range(start, last + 1):
        begin = inside if line == start else state.bMarks[line] + state.tShift[line]
        spans.append((begin, max(begin, stop if line == last else state.eMarks[line])))
    return tuple(spans)
