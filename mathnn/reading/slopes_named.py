r"""A slope that gets a name behind it, "let \frac{\partial L}{\partial Z} = G be given": G is defined by it."""

from __future__ import annotations

import re

from mathnn.expression.tree import symbols
from mathnn.reading.known import Known

_COST = r"(?:[JLCE]|\\ell|\\mathcal\s*\{\s*[JLCE]\s*\}|\\mathcal\s*[JLCE]|\\mathrm\s*\{\s*[JLCE]\s*\})"
_FRACTION = rf"\\frac\s*\{{\s*\\partial\s*{_COST}\s*\}}\s*\{{\s*\\partial[^=]{{0,60}}\}}"
_NAME = r"(?:\\(?:mathbf|boldsymbol|bm)\s*\{\s*\\?[A-Za-z]+\s*\}|\\[A-Za-z]+|[A-Za-z])"
_NAMED = re.compile(rf"\s*({_FRACTION})\s*(?::=|=)\s*({_NAME})((?:_(?:\w|\{{[^{{}}]{{1,12}}\}}))?)(\s*\\in\b.*)?\s*")


def with_name_first(latex: str, known: Known) -> str:
    """The formula with the name on its left side, where the text has not used its letter before."""
    if r"\partial" not in latex or (found := _NAMED.fullmatch(latex)) is None or _PLAIN.search(found[1]) is None or (
            found[2] in _FIXED):
        return latex
    slope, letter, below, kind = found.groups(default="")
    if "".join((letter + below).split()) in _used(known) or letter in _used(known):
        return latex
    return f"{letter}{below} = {slope}{kind}"


_FIXED = frozenset(("I", "e", r"\pi", r"\mathbf{I}"))
_PLAIN = re.compile(r"^\\frac\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*\{(?:[^{}]|\{[^{}]*\})*\}$")  # one fraction alone


def _used(known: Known) -> set[str]:
    """The names that formulas have so far, and the letters in them."""
    steps = (said for steps in known.steps.values() for said in steps)
    formulas = [said.name.definition for said in (*known.names.values(), *known.past_steps.values(), *steps)]
    inside = {symbol.name for formula in formulas if formula is not None for symbol in symbols(formula)}
    return inside | known.names.keys()


__all__ = ["with_name_first"]
