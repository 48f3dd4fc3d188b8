"""Letters of which the words speak in all their values: "for every real x we have". No condition saves what fails."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mathnn.reading.left_side import names
from mathnn.reading.phrases import phrase
from mathnn.reading.posed import Posed

_KINDS = ("real|positive|negative|non-?zero|numbers?|scalars?|vectors?|points?|matrix|matrices|"
          r"values?\s+of|choices?\s+of|two|three|pairs?\s+of")
_FOR_ALL = r"\bfor\s+(?:all|any|every|each|(?:an?\s+)?(?:arbitrary|general|generic|real))\b"
_WORDS = "all|any|every|each|arbitrary|gener|real"
_INTRODUCED = phrase(rf"{_FOR_ALL}(?:\s+(?:{_KINDS}))*\s*(?:¤\s*(?:,\s*and\b|,|and\b)\s*)*$", _WORDS)
_SAID_OF_ALL = phrase(rf"{_FOR_ALL}(?:\s+(?:{_KINDS}))*\s*¤(?:\s|¤|,|:|and\b)*"
                      r"(?:(?:we\s+have|it\s+holds(?:\s+that)?|one\s+has)\s*:?\s*)?$", _WORDS)
_GOES_ON = phrase(rf"{_FOR_ALL}\b[^.;]*$", _WORDS)
_FOR = re.compile(r"\bfor\s*$", re.IGNORECASE)
_FOR_ONE = re.compile(r"\bfor\s*¤[^.;]*$", re.IGNORECASE)
_IN_DOMAIN = phrase(
    r"\b(?:in|on|over|within|inside|among|of)\s+(?:an?|the|this|these|any|every|our|such)\b[^.;¤]*(?:,|\bwe\b)",
    "in|on|over|among|of")
_OF_OTHER_KIND = phrase(
    r"\b(?:boolean|idempotent\w*|algebras?|rings?|fields?|groups?|lattices?|modulo|subspaces?|binary)\b",
    "boolean|idempotent|algebra|ring|field|group|lattice|modulo|subspace|binary")
_BEHIND = re.compile(rf"\s*,?\s*{_FOR_ALL}\s*¤\s*(?:[,;:.)]|$)", re.IGNORECASE)
_LETTER = re.compile(r"[A-Za-z]|\\[A-Za-z]+(?:\{[A-Za-z]\})?")
_OF_SPACE = re.compile(r"\\in\s*\\mathbb\s*\{?\s*[RQZN]\s*\}?\s*(?:\^\s*(?:\w|\{[^{}]*\})\s*)?$")


@dataclass(slots=True)
class Every:
    """The letters that were introduced so last, and the paragraph that they stand in."""

    letters: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()  # without the sizes of their spaces, the n of R^n
    whole: frozenset[str] = frozenset()  # those that may be any numbers or columns, and not of a set with a name
    paragraph: int = -1
    is_of_space: bool = False  # "for x in R", without "all"

    def hear(self, statement: Posed) -> None:
        """Take the letters of a formula behind "for all"."""
        located = statement.located
        is_of_space = _FOR.search(located.before) is not None and _OF_SPACE.search(located.row.latex) is not None
        if not is_of_space and not _INTRODUCED.stands_in(located.before):
            return
        self.is_of_space = is_of_space
        goes_on = located.paragraph == self.paragraph
        space = frozenset(names(statement.sides[1])) if statement.relations == ("member",) else frozenset()
        subjects = frozenset(names(statement.node)) - space
        self.subjects = (self.subjects if goes_on else frozenset()) | subjects
        is_whole = not statement.relations or _OF_SPACE.search(located.row.latex) is not None
        self.whole = (self.whole if goes_on else frozenset()) | (subjects if is_whole else frozenset())
        earlier = self.letters if goes_on else frozenset()
        self.letters, self.paragraph = earlier | frozenset(names(statement.node)), located.paragraph

    def of(self, statement: Posed) -> frozenset[str]:
        """The letters of which a statement in the same sentence says something for all values."""
        located = statement.located
        is_near = 0 <= located.paragraph - self.paragraph <= 1  # a display is a paragraph of its own
        is_said = _GOES_ON.stands_in(located.before) or (
            self.is_of_space and _FOR_ONE.search(located.before) is not None)
        return self.letters if is_near and is_said else frozenset()

    def wholly(self, statement: Posed) -> frozenset[str]:
        """The letters of which a statement is said right behind them, for all numbers or columns."""
        return self.whole if self.of(statement) and _SAID_OF_ALL.stands_in(statement.before) else frozenset()


def names_domain(before: str, paragraph: str) -> bool:
    """Do the words name what all of these letters are of: "in a Boolean algebra", "on the unit sphere"?"""
    return _IN_DOMAIN.stands_in(before) or _OF_OTHER_KIND.stands_in(paragraph)


def behind(words: str, formula: str) -> frozenset[str]:
    """The letters of the formula that stands in the words behind a statement, "for all x": any numbers or columns."""
    if not formula or _BEHIND.match(words) is None:
        return frozenset()
    head, member, _ = formula.partition(r"\in")
    if member and _OF_SPACE.search(formula) is None:
        return frozenset()
    found = [piece.strip() for piece in head.split(",")]
    return frozenset(found) if all(map(_LETTER.fullmatch, found)) else frozenset()


__all__ = ["Every", "behind", "names_domain"]
