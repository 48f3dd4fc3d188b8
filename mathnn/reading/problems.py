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
_START = re.compile(r"(?:\s|\\[,;:!]|&|~|\\q?quad)*")
_NEAR = 16  # characters by which a row is found in its display


def poses_problem(located: Located) -> bool:
    """Is it the goal of a problem, constraints of which follow in the same display?"""
    row = located.row
    if not row.equation.display or _GOAL.match(row.latex) is None:
        return False
    return _SUBJECT.search(row.equation.latex, row.equation.latex.find(row.latex[:_NEAR]) + 1) is not None


def is_constraint(located: Located) -> bool:
    """Does it begin with "subject to", or stand below a row that does?"""
    row = located.row
    if not row.equation.display or row.follows:
        return False
    start = _START.match(row.latex)
    if _SUBJECT.match(row.latex, start.end() if start else 0) is not None:
        return True
    end = _subject_end(row.equation.latex)
    return end is not None and row.equation.latex.find(row.latex[:_NEAR], end) > 0


@lru_cache(maxsize=4)
def _subject_end(latex: str) -> int | None:
    """Where "subject to" ends in a display. Kept, since every row of it asks."""
    said = _SUBJECT.search(latex)
    return None if said is None else said.end()


__all__ = ["is_constraint", "poses_problem"]
