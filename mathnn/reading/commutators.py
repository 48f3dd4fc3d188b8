"""[A, B] is A B - B A in a text that speaks of commutators."""

from __future__ import annotations

import re

from mathnn.reading.phrases import phrase

COMMUTATORS = phrase(r"\b(?:anti)?commut(?:ators?|es|ing|e)\b|\bLie (?:brackets?|algebras?)\b", "commut|lie ")
_BRACKET = re.compile(r"(?<![A-Za-z}_^])(?:\\left\s*)?\[\s*([^\[\],=]+?)\s*,\s*([^\[\],=]+?)\s*(?:\\right\s*)?\]")
_OF_MATRICES = re.compile(r"(?<![A-Za-z\\])[A-Z](?![a-z])|\\(?:mathbf|boldsymbol|bm|hat)\s*\{\s*\\?[A-Z]|^\(.* - .*\)$")
_MOST = 12
_LONGEST = 2000  # characters: nested brackets double


def with_commutators(latex: str) -> str:
    """The formula with each bracket written out, from the inside out."""
    for _ in range(_MOST):
        found = _BRACKET.search(latex)
        if found is None or len(latex) > _LONGEST or not all(map(_OF_MATRICES.search, found.groups())):
            break
        a, b = (f"({part})" if re.search(r"[-+]", part) and part[0] != "(" else part for part in found.groups())
        latex = f"{latex[:found.start()]}({a} {b} - {b} {a}){latex[found.end():]}"
    return latex


__all__ = ["COMMUTATORS", "with_commutators"]
