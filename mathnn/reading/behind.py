"""The range of a formula that stands behind it: after a word, or as the bounds that end a display."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mathnn.documents.document import Part
from mathnn.documents.formula import ORDER
from mathnn.documents.rows import Row
from mathnn.reading.surroundings import FORMULA, Located

FOR = r"(?:for|if|when(?:ever)?|where|on|provided(?:\s+that)?|as\s+long\s+as)(?:\s+(?:all|any|every|each))?"
_ONLY_FOR = re.compile(rf"\s*,?\s*{FOR}\s*$", re.IGNORECASE)
_NAME = r"(?:[A-Za-z]|\\(?!in(?![A-Za-z]))[A-Za-z]+)(?:_(?:\w|\{\w+\}))?"
_NUMERAL = r"[-+]?\s*\d+(?:\.\d+)?"
_END = rf"(?:{_NUMERAL}|[-+]?\s*{_NAME})"  # of a letter that lies between two
_BOUND = re.compile(rf"\s*(?:(?:{_NUMERAL}\s*{ORDER}\s*)?{_NAME}(?:\s*,\s*{_NAME})*\s*{ORDER}\s*{_NUMERAL}"
                    rf"|{_END}\s*{ORDER}\s*{_NAME}\s*{ORDER}\s*{_END})[\s.,]*")
_INDEX = r"(?:[i-np-t]|\\ell)"
_INDEX_CASE = re.compile(rf"\s*({_INDEX})\s*(?:=|\\neq?(?![A-Za-z]))\s*(?!\1\s*[.,]*\s*$){_INDEX}[\s.,]*")
_MOST_FORMULAS = 3  # over which words are heard
_MOST = 8  # bounds at the end of a display that are looked at
_MERELY_APART = re.compile(r"(?:[,;\s]|\\(?:quad|qquad))+")


def range_behind(parts: Sequence[Located | Part], position: int) -> str:
    """The formula right behind the words "for" or "if" that follow a statement; empty without such.

    In a display the bounds that end it are meant as such without a word: \\sqrt{x^2} = x, \\quad x \\ge 0.
    """
    part = parts[position]
    if not isinstance(part, Located):
        return ""
    if part.row.equation.display:
        return ", ".join(_bounds_at_the_end(parts, position, part))
    if not only_for(part.after):
        return ""
    following = next((each for each in parts[position + 1 : position + 3] if isinstance(each, Located)), None)
    is_near = following is not None and following.paragraph == part.paragraph and not following.row.equation.display
    return following.row.latex if is_near and following is not None else ""


def words_behind(parts: Sequence[Located | Part], position: int) -> str:
    """The words up to the end of the sentence, over the next formulas: "when s is held fixed"."""
    first, found = parts[position], list[str]()
    for each in parts[position : position + 2 * _MOST_FORMULAS]:
        if not isinstance(each, Located):
            continue
        goes_on = each is first or (FORMULA in each.before and not each.row.equation.display)
        if not isinstance(first, Located) or each.paragraph != first.paragraph or not goes_on:
            break
        found.append(each.after)
    return f" {FORMULA} ".join(found)


def only_for(after: str) -> bool:
    """Does nothing but "for" or "if" stand behind a formula, before the next one?"""
    return bool(_ONLY_FOR.match(after))


def ends_as_bound(row: Row) -> bool:
    """Does it bound letters by numbers behind another statement of its display: f(x) = \\log x, \\quad x > 0?"""
    return row.equation.display and bool(_MERELY_APART.fullmatch(row.introduced_by)) and _is_bound(row)


def _is_bound(row: Row) -> bool:
    """x > 0; a, b \\ge 1; 0 < p < 1; u \\ne 0; i = j."""
    return (_BOUND.fullmatch(row.latex) or _INDEX_CASE.fullmatch(row.latex)) is not None


def _bounds_at_the_end(parts: Sequence[Located | Part], position: int, part: Located) -> list[str]:
    """What stands right behind a statement of a display and bounds letters by numbers."""
    rest: list[str] = []
    if _is_bound(part.row):
        return rest
    for at in range(position + 1, min(len(parts), position + 2 + _MOST)):
        each = parts[at]
        if not isinstance(each, Located) or each.row.equation is not part.row.equation:
            break
        if not ends_as_bound(each.row):
            break  # another statement, which may have bounds of its own
        rest.append(each.row.latex)
    return rest[:_MOST]


__all__ = ["FOR", "ends_as_bound", "only_for", "range_behind"]
