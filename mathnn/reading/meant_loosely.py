"""Words that make a statement one of another kind than an equation of values: up to constants, modulo 3, in binary."""

from __future__ import annotations

import re

from mathnn.reading.phrases import phrase

LEFT_OUT = r"(?:ignor|neglect|drop|discard|omit|disregard|leav(?:e|ing)\s+out)\w*"
_UP_TO = (r"constants?|factors?|scale|scaling|signs?|rotations?|permutations?|relabell?ing|reordering|translations?|"
          r"isomorphisms?|normali[sz]ations?|rounding(?:\s+errors?)?")
_CONSTANTS = phrase(rf"\b(?:{LEFT_OUT}|up\s+to|modulo)(?:\s+(?!the\b.*\bterm\b)[\w-]+){{0,3}}?\s+(?:{_UP_TO})\b",
                    "constant|factor|scal|sign|rotat|permut|relabel|reorder|transl|isomorph|normal|round")
_LARGE = phrase(r"\bfor\s+(?:(?:very|sufficiently)\s+)*large\s+(?:values\s+of\s+)?¤|\b(?<!not )asymptotically\b|"
                r"\bin\s+the\s+limit\b", "large|asymptotic|limit")
_NEARLY = phrase(r"\b(?:approximately|roughly|can\s+be\s+approximated\s+(?:by|as)|is\s+approximated\s+(?:by|as)|"
                 r"to\s+a\s+good\s+approximation)\b[^.;¤]{0,40}$", "approximat|roughly")
_NUMERAL = re.compile(r"\s*(hundreds?|thousands?|(?:m|b|tr)illions?|dozens?|percent|per\s+cent)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*[,(]*\s*(mod(?:ulo)?\b|in\s+(?:binary|hexadecimal|octal|base|floating|finite)\b)",
                       re.IGNORECASE)


def meant_loosely(before: str, after: str) -> str | None:
    """The words, right before or right behind it, for which a statement that is false of values is not called so."""
    if after and (found := _NUMERAL.match(after) or _NUMBERED.match(after)) is not None:
        return found[1]
    for words in (before, after):
        if words and (said := _CONSTANTS.search(words) or _LARGE.search(words)) is not None:
            return said[0].replace("¤", "").strip()
    nearly = _NEARLY.search(before) if before else None
    return nearly[0].strip() if nearly is not None else None


__all__ = ["LEFT_OUT", "meant_loosely"]
