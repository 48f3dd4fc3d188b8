"""A letter that the words introduce once more: "another sample Y", "a new weight w", "now let f be": it means no more
what it meant before.
"""

from __future__ import annotations

import re

from mathnn.expression.tree import symbols
from mathnn.reading.known import Known
from mathnn.reading.left_side import names, opened
from mathnn.reading.said import ALWAYS
from mathnn.reading.surroundings import Located
from mathnn.syntax.surface import Node

# "another way to write y", "a new look at x" are about the same letter.
_NO_NOUN = "of|to|for|in|is|with|from|that|by|as|on|at|and|or|than|about|form|expression|formula|notation|look|name"
_ANOTHER = re.compile(r"\b(?:another|some\s+other|an?\s+(?:different|new|second|third|fresh|further))\s+"
                      rf"(?:(?!(?:{_NO_NOUN})\b)[A-Za-z-]+\s+){{0,3}}$", re.IGNORECASE)
_LET = re.compile(r"\blet\s+$", re.IGNORECASE)
_NOW_LET = re.compile(r"\b(?:(?:now|next|this\s+time|instead),?\s+let|let\s+now)\s+$", re.IGNORECASE)
_NOW = re.compile(r"\bnow\s+$", re.IGNORECASE)
_IS_ANOTHER = re.compile(
    r"\s*(?:is|are|denotes|has|have)\s+(?:an?|any|some|free|arbitrary|distributed|exponential\w*|normal\w*|gaussian|"
    r"uniform\w*|poisson|bernoulli|binomial\w*|geometric\w*)\b", re.IGNORECASE)
_BE = re.compile(r"\s*(?:now\s+|instead\s+)?(?:be|denote|stand|have)\b", re.IGNORECASE)
_BE_ANOTHER = re.compile(r"\s*(?:be|denote)\s+(?:another|some\s+other|an?\s+(?:different|new|second|fresh))\b",
                         re.IGNORECASE)


def learn_anew(part: Located, node: Node, known: Known) -> None:
    """Forget what was said of a lone letter that the words around it introduce anew.

    "Let x be a real number" and "let x \\in R" introduce it as well; what was supposed of an x before need not hold.
    """
    name = opened(node)
    if part.row.equation.display:
        return
    if name.kind == "name" and (_is_anew(part) or (
            _DATA.search(part.before[-60:] + " ") is not None and not known.is_of_section(name.text))):
        _forget(name.text, known)
    elif _LET_ALL.search(part.before[-80:] + " ") and (
            _BE_ANY.match(known.at.words_behind) if name.kind == "name" else "\\in" in part.row.latex):
        letters = frozenset(names(name.parts[0] if name.kind == "relation" else name))
        is_free = _BE_FREE.match(known.at.words_behind) is not None
        known.end_suppositions(letters, part.argument, of_others=is_free)
        for letter in letters & known.numeric.keys() if is_free else ():
            known.reopen(letter)


_DATA = re.compile(r"\b(?:the|a|an|its|each|one-hot)\s+(?:\w+[- ]){0,2}(?:targets?|labels?|ground\s+truth|"
                   r"observations?|responses?)\s+$", re.IGNORECASE)
_LET_ALL = re.compile(r"\b(?:let|take|consider)\s+(?:now\s+)?(?:¤\s*(?:,\s*and\b|,|and\b)\s*)*$", re.IGNORECASE)
_BE_FREE = re.compile(r"(?:\s|,|and\b|¤)*(?:now\s+|instead\s+)?be\s+(?:an?\s+)?(?:any|arbitrary|free)\b", re.IGNORECASE)
_BE_ANY = re.compile(r"(?:\s|,|and\b|¤)*(?:now\s+|instead\s+)?be\s+(?:any|some|arbitrary|an?)\b", re.IGNORECASE)


def _is_anew(part: Located) -> bool:
    before, after = part.before[-80:] + " ", part.after
    if _ANOTHER.search(before) or (_NOW.search(before) and _IS_ANOTHER.match(after)):
        return True
    return _LET.search(before) is not None and (
        (_NOW_LET.search(before) is not None and _BE.match(after) is not None) or _BE_ANOTHER.match(after) is not None)


def _forget(name: str, known: Known) -> None:
    """Its sort is kept, since another vector x is a vector as well."""
    known.reopen(name)
    known.assumed = [old for old in known.assumed
                     if old.section == ALWAYS or name not in {s.name for s in symbols(old.condition)}]
    known.here.chances = tuple(old for old in known.here.chances if name not in {
        s.name for tree in (old.event, old.given) if tree is not None for s in symbols(tree)})
    known.defined = {pattern: where for pattern, where in known.defined.items() if not pattern.startswith(f"{name}(")}
    for table in (known.numeric, known.optima, known.steps, known.beginnings, known.defined):
        table.pop(name, None)
    known.here.domains = {other: each for other, each in known.here.domains.items() if other != name}
    known.laws.forget(name)


__all__ = ["learn_anew"]
