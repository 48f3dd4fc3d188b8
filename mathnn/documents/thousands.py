"""60,000 as one number: a comma between thousands, where a group begins with 0, as no number of a list does."""

from __future__ import annotations

import re
from dataclasses import replace

from mathnn.documents.excerpt import Excerpt

_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})*?,0\d{2}(?:,\d{3})*(?![\d.]|,\d)")


def with_thousands(excerpt: Excerpt) -> Excerpt:
    """The formula with a space of LaTeX for each such comma; every character stays where it was."""
    if ",0" not in excerpt.text or _GROUPED.search(excerpt.text) is None:
        return excerpt
    return replace(excerpt, text=_GROUPED.sub(_as_one, excerpt.text))


def _as_one(found: re.Match[str]) -> str:
    """The number; 100,010,001 may be a list of codes."""
    is_of_bits = set(found[0]) <= set("01,") and any(group != "000" for group in found[0].split(",")[1:])
    return found[0] if is_of_bits else found[0].replace(",", "~")


__all__ = ["with_thousands"]
