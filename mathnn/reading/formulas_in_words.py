r"""Formulas that words give: "$S$ is the diagonal matrix with entries $p_i (1 - p_i)$", "$P$ is the softmax of $Z$".

What stands behind the words is a formula without a sign; with them it is S = diag(p_i (1 - p_i)).
"""

from __future__ import annotations

import re

from mathnn.reading.known import Known
from mathnn.reading.surroundings import Located

_NAME = r"\$\s*(\\?[A-Za-z]+(?:\{[^{}$]{1,12}\})?(?:_\w|_\{[^{}$]{1,12}\})?)\s*\$"
_IS = r"(?:is|be|being|denotes?|as)"
_DIAGONAL = re.compile(
    rf"{_NAME}\s*(?:,\s*)?{_IS}?\s+(?:the|a)\s+(?:[^$.;:]{{0,30}}\s)?diagonal\s+matrix\s+(?:with|whose|having|of)\s+(?:the\s+)?"
    r"(?:diagonal\s+)?(?:entries|elements)\s*(?:are|given\s+by|equal\s+to)?\s*$")
_SOFTMAX = re.compile(
    rf"{_NAME}\s+{_IS}\s+(?:the\s+)?(?:row-?wise\s+)?softmax\s+(?:of|over)\s+(?:(?:each|every|the)\s+rows?\s+of\b)?\s*$")
_SIGNS = re.compile(r"[=<>&]|\\(?:approx|le|ge|leq|geq|ne|in|sim|propto|to)(?![a-z])")
_REACH = 120


def by_its_words(part: Located, latex: str, known: Known) -> str:
    """The formula with the sign that the words before it stand for; unchanged where they give none."""
    words = known.words.text[-_REACH:]
    if part.row.equation.display or not ("iagonal" in words or "oftmax" in words) or _SIGNS.search(latex):
        return latex
    for pattern, function in ((_DIAGONAL, "diag"), (_SOFTMAX, "softmax")):
        if (found := pattern.search(words)) is not None:
            return rf"{found[1]} = \operatorname{{{function}}}({latex})"
    return latex


__all__ = ["by_its_words"]
