r"""Rules for differentials, d(XY) = (dX) Y + X (dY): they hold along any path X(\tau), Y(\tau)."""

from __future__ import annotations

import re
from collections.abc import Container

_D = r"(?:\\mathrm\s*\{\s*d\s*\}|\\operatorname\s*\{\s*d\s*\}|(?<![A-Za-z\\])d|\\partial(?![A-Za-z]))\s*(?:\\[,!;]\s*)?"
_LETTER = r"(?:\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*\\?[A-Za-z]+\s*\}|\\[A-Z]?[a-z]+(?![A-Za-z])|[A-Za-z])"
_CHANGE = re.compile(rf"{_D}(?!\\(?:ln|log|det|operatorname|left|big|Big|cdot)(?![a-z]))({_LETTER})(?![A-Za-z_^'(])")
_WHOLE = re.compile(rf"{_D}(?:\\left\s*)?\((?![^()]*,)")
_FUNCTION = re.compile(rf"{_D}(?=\\(?:ln|log|det|operatorname\s*\{{\s*[Tt]r|[Tt]r)(?![a-z]))")
_SLOPE = re.compile(r"\\[dt]?frac|\\i*int(?![a-z])|\\nabla|/")
_PARAMETER = r"\tau"


def along_a_path(latex: str, taken: Container[str]) -> str:
    """The rule with slopes by a parameter in place of changes; the same where it is no rule for differentials.

    `taken` are letters that the text uses.
    """
    left, sign, right = latex.partition("=")
    is_plain = left.lstrip()[:1] == "d" and "d" not in taken  # which may be a number
    if not sign or "=" in right or not (is_plain or left.lstrip()[:5] in _BEGINNINGS):
        return latex
    if _WHOLE.match(left.strip()) is None and _FUNCTION.match(left.strip()) is None:
        return latex
    if _PARAMETER in latex or _PARAMETER in taken or _SLOPE.search(latex) or not _CHANGE.search(right):
        return latex
    return f"{_with_slopes(left)}={_with_slopes(right)}"


_BEGINNINGS = frozenset((r"\math", r"\oper", r"\part"))


def _with_slopes(side: str) -> str:
    d = rf"\frac{{\mathrm{{d}}}}{{\mathrm{{d}} {_PARAMETER}}}"
    side = _CHANGE.sub(lambda found: rf"\frac{{\mathrm{{d}} {found[1]}}}{{\mathrm{{d}} {_PARAMETER}}}", side)
    side = _FUNCTION.sub(lambda _: d + " ", side)
    return _WHOLE.sub(lambda found: d + (r"\left(" if r"\left" in found[0] else "("), side)


__all__ = ["along_a_path"]
