r"""Rows of a display that give one thing in pieces, each with its range: f(x) = x, x \ge 0, and below it = -x, x < 0.

Such a row is one statement, "f(x) = -x if x < 0"; a row that begins with the sign goes on with the left side above it,
and is no further side of the row above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mathnn.documents.excerpt import Excerpt, join
from mathnn.documents.formula import ORDER

_LONGEST = 200  # characters in which a left side or a range is looked for
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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A row: what stands before its sign, empty where it begins with the sign; the formula with it; the range."""

    left: Excerpt
    formula: Excerpt
    bound: Excerpt

    def statement(self, left: Excerpt) -> Excerpt:
        """The row as one statement about the left side of the first row, placed where this row begins."""
        above = Excerpt(left.text, ((0, *self.formula.locate(0)),))
        whole = self.formula if self.left.text else join([above, self.formula])
        return join([whole, self.bound], _IF)


def ranged(rows: Sequence[Sequence[Excerpt]]) -> dict[int, Excerpt]:
    """The statement of each row that is such a piece, by the row's number; none where fewer than two stand together."""
    found: dict[int, Excerpt] = {}
    run: dict[int, Excerpt] = {}
    left: Excerpt | None = None
    for number, cells in enumerate(rows):
        piece = _piece(cells)
        goes_on = piece is not None and left is not None and piece.left.text in ("", left.text)
        if not goes_on:
            found |= _several(run)
            run, left = {}, piece.left if piece is not None and piece.left.text else None
        if piece is not None and left is not None:
            run[number] = piece.statement(left)
    return found | _several(run)


def _several(run: dict[int, Excerpt]) -> dict[int, Excerpt]:
    return run if len(run) > 1 else {}


def _piece(cells: Sequence[Excerpt]) -> _Piece | None:
    """A formula and its range, in the last cell or behind a comma; None for any other row."""
    filled = [cell for cell in cells if cell.text.strip()]
    if not filled:
        return None
    last = filled[-1]
    if len(filled) > 1 and len(last.text) <= _LONGEST and (match := _IN_OWN_CELL.fullmatch(last.text)) is not None:
        before = join(filled[:-1])
    elif (match := _BEHIND.search(last.text, max(0, len(last.text) - _LONGEST))) is not None:
        before = join([*filled[:-1], last.cut(0, match.start())])
    else:
        return None
    formula = before.cut(0, len(before.text.rstrip(" \n\t~,;")))
    sign = _LEFT.match(formula.text, 0, _LONGEST)
    if sign is None or _ORDERED.search(sign["left"]):
        return None
    return _Piece(formula.cut(*sign.span("left")), formula, last.cut(*match.span("bound")))


__all__ = ["ranged"]
