"""Links of numbers alone in a chain whose other links stay open: y = W h + b = 0.5 * 0.2 - 0.5 * 0.4 = 0.1.

Whatever its letters stand for, and even where no reading of them agrees, the numbers are wrong by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mathnn.check.judge import judge
from mathnn.claims import Verdict
from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression.tree import symbols
from mathnn.notation import Notation
from mathnn.reading.left_side import names
from mathnn.reading.posed import Posed
from mathnn.syntax.macros import expanded
from mathnn.syntax.read import read
from mathnn.syntax.surface import Node
from mathnn.syntax.to_latex import to_latex
from mathnn.syntax.tokens import spans

_EQUATES = frozenset(("equal", "approximately"))
_MIXED = re.compile(r"\d\s*\\[dt]?frac")  # 1 \frac12, which may be a product or a sum
_SIGNS = {"equal": "=", "approximately": r"\approx"}


def wrong_numbers(statement: Posed, macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict on the first link between numbers that is false; None where there is none."""
    if len(statement.sides) < 3:
        return None
    text = expanded(statement.located.row.latex, macros) if macros else statement.located.row.latex
    for latex in _links(statement, text):
        if _MIXED.search(latex) is not None:
            continue
        try:
            reading = read(latex, Notation())
        except (ReadError, SortError, *FAILURES):
            continue
        if symbols(reading.tree):
            continue
        found = judge(reading.tree, Notation())
        if found.kind == "refuted":
            return found.changed(reading=to_latex(reading.tree), start=None, end=None)
    return None


def _links(statement: Posed, text: str) -> Iterator[str]:
    """The pairs of sides without letters, as they are written."""
    places = spans(text)
    for at, sign in enumerate(statement.relations):
        pair = statement.sides[at:at + 2]
        if at and sign in _EQUATES and not any(map(_has_letters, pair)):
            left, right = (text[places[side.first][0]:places[side.last - 1][1]] for side in pair)
            yield f"{left} {_SIGNS[sign]} {right}"


def _has_letters(side: Node) -> bool:
    return any(True for _ in names(side))


__all__ = ["wrong_numbers"]
