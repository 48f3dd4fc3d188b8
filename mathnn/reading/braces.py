r"""Braces around the letter of a function, ``\nabla{f}(x)``: they say nothing, and go before it is read."""

from __future__ import annotations

import re

_BRACED = re.compile(r"(\\nabla(?:\s*\^\s*\{?2\}?)?)\s*\{\s*([A-Za-z]|\\[a-z]+)\s*\}"
                     r"(?=\s*(?:\\left|\\[bB]igg?l?)?\s*\()")


def without_braces(latex: str) -> str:
    """The formula with such letters bare; the same string where there are none."""
    return _BRACED.sub(r"\1 \2", latex) if "nabla" in latex and _BRACED.search(latex) else latex


__all__ = ["without_braces"]
