"""Formulas between the tags of site generators, ``{% latex %}…{% endlatex %}``, and in ``<script type="math/tex">``."""

from __future__ import annotations

import re

from mathnn.documents.excerpt import Excerpt

_OPENING = re.compile(r"\{%-?\s*(latex|katex|math)\b\s*(\w*)[^%{}]{0,40}%\}")
_CLOSING = re.compile(r"\{%-?\s*end(?:latex|katex|math)\s*-?%\}")
_SCRIPT = re.compile(r"<script\s+type=[\"']math/tex(?:;\s*mode=display)?[\"']\s*>(.*?)</script>",
                     re.DOTALL | re.IGNORECASE)
_LONGEST = 5000  # characters of one formula


def inside_site_tag(text: str, at: int) -> tuple[int, int, int, bool] | None:
    """Where the formula of the tag at `at` begins and ends, where the tag ends, and whether it is displayed."""
    opening = _OPENING.match(text, at)
    closing = _CLOSING.search(text, opening.end(), opening.end() + _LONGEST) if opening else None
    if opening is None or closing is None:
        return None
    return opening.end(), closing.start(), closing.end(), opening[2] in ("display", "centred", "block")


def set_by_script(html: Excerpt) -> Excerpt | None:
    """The formula of an element that is one for a script of the page to set."""
    found = _SCRIPT.match(html.text.strip())
    if found is None:
        return None
    start = len(html.text) - len(html.text.lstrip())
    return html.cut(start + found.start(1), start + found.end(1))


__all__ = ["inside_site_tag", "set_by_script"]
