r"""Rows of a display that give one thing in pieces, each with its range: f(x) = x, x \ge 0, and below it = -x, x < 0.

Such a row is one statement, "f(x) = -x if x < 0"; a row that begins with the sign goes on with the left side above it,
and is no further side of the row above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mathnn.documents.excerpt import Excerpt, join
from mathnn.documents.formula import ORDER

_IF = r" \text{if } "
_APART = r"(?:[\s~]|\\[,;:! ]|\\q?quad)*"
_WORD = r"\\(?:text\w*|mbox|mathrm)\s*\{\s*(?:if|for|when|where)\s*\}"
_NAME = r"(?:[A-Za-z]|\\(?!in(?![A-Za-z]))[A-Za-z]+)(?:_(?:\w|\{\w+\}))?"
_END = rf"(?:[-+]?\s*\d+(?:\.\d+)?|[-+]?\s*{_NAME}|\\infty)"
_FORM = r"(?:[^=&,<>()\[\]{}]|\{[^{}=]{0,20}\}){1,60}?"  # w^\top x + b
_BOUND = rf"(?:(?:{_END}\s*{ORDER}\s*)?{_NAME}\s*(?:{ORDER}|=)\s*{_END}|{_FORM}{ORDER}\s*{_END})"
_IN_OWN_CELL = re.compile(rf"{_APART}(?P<word>{_WORD})?{_APART}(?P<bound>{_BOUND}){_APART}[.,;]?{_APART}")
_BEHIND = re.compile(rf"(?:,{_APART}|(?:[\s~]|\\[,;:! ])*\\q?quad{_APART})(?P<word>{_WORD})?{_APART}(?P<bound>{_BOUND})"
                     rf"{_APART}[.,;]?{_APART}$")
_LEFT = re.compile(rf"{_APART}(?P<left>[^=&]*?){_APART}=(?![=>])")
_ORDERED = re.compile(ORDER)


def ranged(rows: Sequence[Sequence[Excerpt]]) -> dict[int, Excerpt]:
    """The statement of each row that is such a piece, by the row's number; none where fewer than two stand together."""
    found: dict[int, Excerpt] = {}
    run: dict[int, Excerpt] = {}
    left: Excerpt | None = None
    for number, cells in enumerate(rows):
        piece = _piece(cells)
        own = _left(piece[0]) if piece is not None else None
        if piece is None or own is None or (not own.text and left is None):
            goes_on = False
        else:
            goes_on = bool(run) and left is not None and own.text in ("", left.text)
        if not goes_on:
            found |= run if len(run) > 1 else {}
            run, left = {}, own if own is not None and own.text else None
        if piece is not None and left is not None:
            formula = piece[0] if own is not None and own.text else join([_placed(left, piece[0]), piece[0]])
            run[number] = join([formula, piece[1]], _IF)
    return found | (run if len(run) > 1 else {})


def _piece(cells: Sequence[Excerpt]) -> tuple[Excerpt, Excerpt] | None:
    """A formula and its range, in the last cell or behind a comma; None for any other row."""
    filled = [cell for cell in cells if cell.text.strip()]
    if not filled:
        return None
    last = filled[-1]
    if len(filled) > 1 and (match := _IN_OWN_CELL.fullmatch(last.text)) is not None:
        before = join(filled[:-1])
    elif (match := _BEHIND.search(last.text)) is not None:
        before = join([*filled[:-1], last.cut(0, match.start())])
    else:
        return None
    formula = before.cut(0, len(before.text.rstrip(" \n\t~,;")))
    return formula, last.cut(*match.span("bound"))


def _placed(left: Excerpt, row: Excerpt) -> Excerpt:
    """The left side from above, as if it stood where the row begins."""
    return Excerpt(left.text, ((0, *row.locate(0)),))


def _left(formula: Excerpt) -> Excerpt | None:
    """What stands before the sign, empty where the row begins with it; None where no sign is."""
    match = _LEFT.match(formula.text)
    if match is None or _ORDERED.search(match["left"]):
        return None
    return formula.cut(*match.span("left"))


__all__ = ["ranged"]
