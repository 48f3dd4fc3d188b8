"""What stands between two dollars or escaped brackets of Markdown: a formula, money, or plain words."""

from __future__ import annotations

import re

_SIGN = re.compile(r"[\\^_=<>]")
_WORD = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}(?![A-Za-z{}])")
_MONEY = re.compile(r"\d[\d.,]*[A-Za-z]{0,3}\s+\(?[A-Za-z]{2}")
_SYMBOLS = re.compile(r"\s*[\w(][\w\s,.()+*/|'-]{0,30}")
_FRONT = re.compile(r"---[ \t]*\n(?:.*\n){0,60}?(?:layout|permalink|mathjax|use_math)[ \t]*:")
_KRAMDOWN = re.compile(r"^\{:\s*[.#\w]|^\{%|\\\\\(", re.M)


def is_formula(between: str, follows: str) -> bool:
    """Whether two dollars around `between`, with the character `follows` behind them, enclose a formula.

    A dollar that opens stands against what it encloses, and so does one that closes, which no digit follows; where
    spaces stand inside, only a sign of mathematics and no running words make it one. `$5 and $6` is money.
    """
    if not between or between.isspace() or follows.isdigit():
        return False
    mathematical = bool(_SIGN.search(between))
    if not mathematical and between[0].isdigit() and _MONEY.match(between):
        return False
    if not between[0].isspace() and not between[-1].isspace():
        return True
    if _WORD.search(between):
        return mathematical and "\\" in between and between[0].isspace() == between[-1].isspace()
    return mathematical or (between[0].isspace() and between[-1].isspace() and bool(_SYMBOLS.fullmatch(between)))


def is_mathematical(between: str) -> bool:
    """Whether brackets with a backslash enclose a formula, and are not brackets that Markdown was kept from reading."""
    if _SIGN.search(between):
        return True
    return bool(_SYMBOLS.fullmatch(between)) and not _WORD.search(between) and not between.strip().isdigit()


def is_kramdown(text: str, single_dollars: bool) -> bool:
    """Whether ``$$`` in running text is inline mathematics here: kramdown has no other sign for it.

    Told by a site generator's front matter or attribute lists, or by the text's having no formula in single dollars.
    """
    return bool(_FRONT.match(text)) or bool(_KRAMDOWN.search(text)) or not single_dollars
