"""Conditions that a reason gives in words: "$\\mathbf{p}$ and $\\mathbf{r}$ are orthogonal" is p . r = 0."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FORMULA = r"\$([^$]{1,60})\$"
_ORTHOGONAL = "(?:orthogonal|perpendicular|at right angles)"
_PAIRS = (re.compile(rf"{_FORMULA}\s+and\s+{_FORMULA}\s+are\s+{_ORTHOGONAL}"),
          re.compile(rf"{_FORMULA}\s+is\s+{_ORTHOGONAL}\s+to\s+{_FORMULA}"))
_UNIT = re.compile(rf"{_FORMULA}\s+(?:is a unit vector|has length (?:one|1))")
_CONSTANT = re.compile(rf"\bconstants?\s+{_FORMULA}|{_FORMULA}\s+(?:is|are)\s+(?:an?\s+)?constants?\b")
_SYMMETRIC = re.compile(rf"{_FORMULA}\s+is\s+symmetric")


def conditions(reason: str) -> Iterator[str]:
    """The conditions in LaTeX."""
    for pattern in _PAIRS:
        yield from (rf"{found[1]} \cdot {found[2]} = 0" for found in pattern.finditer(reason))
    yield from (rf"\|{found[1]}\| = 1" for found in _UNIT.finditer(reason))
    yield from (rf"{found[1]} = {found[1]}^\top" for found in _SYMMETRIC.finditer(reason))


def constants(reason: str) -> Iterator[str]:
    """The letters that are said to be constant."""
    for found in _CONSTANT.finditer(reason):
        yield (found[1] or found[2]).strip()


__all__ = ["conditions", "constants"]
