r"""Equations with a label, and where words refer to them: "by \eqref{eq:split}" takes that equation for given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mathnn.reading.phrases import phrase

LAST = ""  # the label of what was displayed last
_INSIDE = re.compile(r"\\label\s*\{([^{}]{1,80})\}|\\tag\*?\s*\{([^{}]{1,40})\}")
_BEHIND = re.compile(r"\s*(?::eqlabel:`([^`]{1,80})`|\{#(eq:[^}\s]{1,80})\})")
_REFERENCE = phrase(
    r":eqref:`([^`]{1,80})`|\\(?:eqref|ref|cref|Cref|autoref)\s*\{([^{}]{1,80})\}|\{eq\}`([^`]{1,80})`|@(eq:[\w:-]{1,80})"
    r"|\b(?:[Ee]quations?|[Ee]qs?\.|from|by|in|into|using|with|of|and)\s*~?\(([\w.*']{1,8})\)",
    "(|{|`|@", 0)


_ABOVE = phrase(
    r"\b(?:both sides|(?:is|the|from|equation) above|(?:this|the (?:last|previous|preceding)) equation)\b",
    "both sides|above|equation")


def means_above(text: str) -> bool:
    """Do the words work on the equation that was displayed last?"""
    return _ABOVE.stands_in(text)


def labels(latex: str) -> Iterator[str]:
    """The labels that stand inside a formula."""
    for found in _INSIDE.finditer(latex):
        yield found[1] or found[2]


def label_behind(text: str) -> str | None:
    """The label that the words right behind a formula begin with."""
    found = _BEHIND.match(text)
    return (found[1] or found[2]) if found else None


def referred(text: str) -> Iterator[str]:
    """The labels of equations that running text refers to."""
    for found in _REFERENCE.finditer(text):
        yield next(group for group in found.groups() if group)


__all__ = ["LAST", "label_behind", "labels", "means_above", "referred"]
