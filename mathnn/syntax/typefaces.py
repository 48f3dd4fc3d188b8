"""The typeface of a name, the letter in it, and the marks over that."""

from __future__ import annotations

import re
from functools import lru_cache

_FACE = re.compile(r"\\(mathbf|boldsymbol|vec|mathcal|mathbb|mathscr|mathrm|mathsf|text|operatorname|mathfrak)\{(.*)\}")
_CHANGE = re.compile(r"(?:d|\\mathrm\{d\}|\\Delta )(.+)")
BOLD_FACES = ("mathbf", "boldsymbol", "vec")
_MARK = re.compile(r"\\(?:hat|bar|tilde|dot|ddot|check|breve|underline)\{(.*)\}")


def changed(name: str) -> str:
    """The letter whose change a name is: W of dW; empty for any other name."""
    found = _CHANGE.fullmatch(name)
    return found[1] if found else ""


@lru_cache(maxsize=4096)
def face(name: str) -> tuple[str, str]:
    """The typeface of a name and its letter, under its marks: ``\\hat{\\mathbf{y}}`` is bold y, so is d\\mathbf{y}."""
    name = changed(name) or name
    while found := _MARK.fullmatch(name):
        name = found[1]
    styled = _FACE.fullmatch(name)
    return (styled[1], styled[2]) if styled else ("", name)


def unmarked(name: str) -> str:
    """The letter below a hat, a bar or a tilde; empty for any other name."""
    found = _MARK.fullmatch(name)
    return found[1] if found else ""


def is_capital(letter: str) -> bool:
    """A capital letter, Latin or Greek."""
    return letter[:1].isupper() or (letter[:1] == "\\" and letter[1:2].isupper())


def is_small(name: str) -> bool:
    """A small letter in no typeface of its own: a number or a column."""
    return len(name) == 1 and name.islower()


__all__ = ["BOLD_FACES", "changed", "face", "is_capital", "is_small", "unmarked"]
