r"""Eigenvalues that a text names in words: "if $\lambda_1, \ldots, \lambda_n$ are the eigenvalues of a matrix"."""

from __future__ import annotations

import re

from mathnn.check.eigenvalues import Eigenvalues
from mathnn.reading.surroundings import Located

_LIST = re.compile(r"\s*(\\?[A-Za-z]+)\s*_\s*\{?1\}?\s*,\s*(?:\1\s*_\s*\{?2\}?\s*,\s*)?\\(?:l|c)?dots\s*,\s*"
                   r"\1\s*_\s*\{?([A-Za-z])\}?\s*")
_ARE = re.compile(r"\s*(?:are|be|denote)\s+(?:the\s+|its\s+)?(?:\w+\s+)?eigenvalues\b", re.IGNORECASE)
_BEHIND = re.compile(r"\beigenvalues\s*(?:(?:of\s*¤\s*)?(?:are|be|by))?\s*$", re.IGNORECASE)


def named(part: Located) -> Eigenvalues | None:
    """The eigenvalues that this formula lists."""
    found = _LIST.fullmatch(part.row.latex) if "dots" in part.row.latex else None
    if found is None or part.row.equation.display or not (_ARE.match(part.after) or _BEHIND.search(part.before)):
        return None
    return Eigenvalues(found[1], found[2])


__all__ = ["named"]
