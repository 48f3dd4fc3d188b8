r"""Problems of optimisation in a display: what is to be made small or large, ``\min_w f(w) \text{ s.t. } g(w) \le 0``.

The goal states nothing; what stands behind "subject to", in its row and in those below, are constraints.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mathnn.reading.surroundings import Located

_WORD = r"(?:arg\s*)?(?:min|max)|(?:mini|maxi)mi[sz]e|inf|sup"
_GOAL = re.compile(
    rf"(?:\s|\\[,;:!]|&|~|\\q?quad)*(?:\\(?:arg)?(?:min|max)|\\(?:inf|sup)|\\arg\s*\\(?:min|max)|"
    rf"\\(?:text\w*|mathrm|operatorname\*?|mathop)\s*\{{\s*\\?(?:{_WORD})\s*\}}|"
    rf"\\under(?:set\s*\{{[^{{}}]*(?:\{{[^{{}}]*\}}[^{{}}]*)*\}}|)\s*\{{\s*\\?(?:{_WORD})\s*\}})(?![A-Za-z])")
_SUBJECT = re.compile(
    r"\\(?:text\w*|mbox|mathrm|operatorname\*?)\s*\{\s*(?:s\.\s?t\.?|subject\s+to)(?![A-Za-z])|"
    r"(?<![A-Za-z\\])s\.\s?t\.")
_SUCH_THAT = re.compile(r"\\(?:text\w*|mbox|mathrm)\s*\{\s*(?:such\s+that|under\s+the\s+constraints?)(?![A-Za-z])")
_START = re.compile(r"(?:\s|\\[,;:!]|&|~|\\q?quad)*")
_APART = re.compile(r"[\s&]+")
_BEGINNING = 200  # characters of a display in which its goal stands
_NEAR = 16  # characters by which a row is found in its display


def poses_problem(located: Located) -> bool:
    """Is it the goal of a problem, constraints of which follow in the same display?"""
    row = located.row
    if not row.equation.display or _GOAL.match(row.latex) is None:
        return False
    return _said_in(row.equation.latex).search(
        row.equation.latex, row.equation.latex.find(row.latex[:_NEAR]) + 1) is not None


def is_constraint(located: Located) -> bool:
    """Does it begin with "subject to", or stand below a row that does?"""
    row = located.row
    if not row.equation.display or row.follows:
        return False
    start = _START.match(row.latex)
    if _said_in(row.equation.latex).match(row.latex, start.end() if start else 0) is not None:
        return True
    return _squeezed(row.latex)[:_NEAR] in _below_subject(row.equation.latex)


@lru_cache(maxsize=4)
def _below_subject(latex: str) -> str:
    """What stands behind "subject to" in a display, squeezed. Kept, since every row of it asks."""
    said = _said_in(latex).search(latex)
    return "" if said is None else _squeezed(latex[said.end():])


@lru_cache(maxsize=4)
def _said_in(latex: str) -> re.Pattern[str]:
    """The words by which constraints begin; behind a goal "such that" does as well. Kept, as every row of it asks."""
    is_such = "that" in latex or "under" in latex
    if is_such and _SUCH_THAT.search(latex) and _GOAL.search(latex[:_BEGINNING]) and not _SUBJECT.search(latex):
        return _SUCH_THAT
    return _SUBJECT


def _squeezed(latex: str) -> str:
    """Without blanks and what parts the columns of a table, in which a problem may stand."""
    return _APART.sub("", latex)


__all__ = ["is_constraint", "poses_problem"]
