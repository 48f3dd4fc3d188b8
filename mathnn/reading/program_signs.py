"""Signs of programs in formulas: np.sum(X, axis=1) for the sums of the rows, and a prime before its label."""

from __future__ import annotations

import re

_BASE = r"[A-Za-z]+(?:\s*\^\s*\{[^{}]{1,8}\}|\s*\^\s*\w|\s*_\s*\{[^{}]{1,8}\}|\s*_\s*\w){0,2}"
_SUM = re.compile(rf"(?<![A-Za-z\\])(?:np|numpy)\s*\.\s*sum\s*\(\s*({_BASE})\s*(?:,\s*axis\s*=\s*([01])\s*)?"
                  r"(?:,\s*keepdims\s*=\s*\w+\s*)?\)")
_PRIMED = re.compile(r"\^\s*\{\s*('+)\s*(\[[^\[\]{}]{1,6}\]|\([^(){}]{1,6}\))\s*\}")


def with_program_signs(latex: str) -> str:
    """The formula with the signs of mathematics for them."""
    if "sum" in latex and "(" in latex:
        latex = _SUM.sub(_summed, latex)
    return _PRIMED.sub(r"^{\2\1}", latex) if "'" in latex else latex


def _summed(found: re.Match[str]) -> str:
    if found[2] is None:
        return rf"\sum {found[1]}"
    return rf"{found[1]} \mathbf{{1}}" if found[2] == "1" else rf"\mathbf{{1}}^\top {found[1]}"


__all__ = ["with_program_signs"]
