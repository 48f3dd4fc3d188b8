r"""P(B | \text{not } A): "not" before an event in a probability is its complement, \neg A."""

from __future__ import annotations

import re

_NOT = re.compile(r"\\(?:text|textrm|mathrm|textnormal|operatorname)\s*\{\s*not\s*\}\s*(?:\\[,; ]\s*|~)?")
_IN_CHANCE = re.compile(r"(?:P|Pr|\\Pr|\\mathbb\s*\{?P\}?|\\mathrm\{P\}|p)\s*(?:\\left\s*)?\(")


def with_negations(latex: str) -> str:
    """The formula with a sign for such words; the same string where there are none."""
    if "not" not in latex or _IN_CHANCE.search(latex) is None:
        return latex
    return _NOT.sub(r"\\neg ", latex) if _NOT.search(latex) else latex


__all__ = ["with_negations"]
