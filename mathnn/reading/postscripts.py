"""Formulas that come after they were used: "f(x) = s(w x + b). Here s(z) = ...".

A displayed claim, or a definition with further sides, that is not settled is read once more when the words behind it
say what one of its letters stands for; so is one in running text that "where" or "with" goes on from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mathnn.documents.document import Macro
from mathnn.reading.entry import Entry
from mathnn.reading.judged import in_context
from mathnn.reading.known import Known
from mathnn.reading.left_side import names
from mathnn.reading.posed import Posed
from mathnn.reading.surroundings import Located

_GOES_ON = re.compile(r"¤\W*(?:where|with|for|here|in which|since|as|and|if|when|whenever|provided|assuming|because)\b"
                      r"[^.]*$", re.IGNORECASE)
_EXPLAINED = re.compile(r"\s*,?\s*(?:where|with|for)\b", re.IGNORECASE)
_REACH = 2  # paragraphs behind a formula in which its letters are still explained
_MOST_TRIES = 4


@dataclass(slots=True)
class Waiting:
    """A claim that is not settled, where its entry stands, and how often it may be tried again."""

    place: int
    entry: Entry
    statement: Posed
    tries: int = _MOST_TRIES
    displays: int = 0

    def is_over(self, part: Located) -> bool:
        """Has the text gone on to something else?"""
        self.displays += part.row.equation.display
        far = part.paragraph - self.statement.located.paragraph > _REACH
        return far or self.displays > 1 or not self.tries or part.section != self.statement.located.section

    def mentions(self, letters: frozenset[str]) -> bool:
        """Is one of these letters in the claim?"""
        return not letters.isdisjoint(names(self.statement.node))

    def again(self, known: Known, macros: Mapping[str, Macro]) -> Entry | None:
        """The entry with what is known by now, if that makes it true."""
        self.tries -= 1
        tried = known.copy()
        tried.assumed = [old for old in tried.assumed if old.paragraph != self.statement.located.paragraph]
        said, verdict = in_context(self.statement, (self.entry.role, self.entry.role_reason), tried, macros)
        if not verdict.is_true:
            return None
        return replace(self.entry, role=said[0], role_reason=said[1], verdict=verdict)


def waits(entry: Entry, part: Located) -> bool:
    """May what comes explain its letters?"""
    by_convention = any(r"^\top = " in condition for condition in entry.verdict.conditions)  # that H is symmetric
    is_open = entry.verdict.kind in ("unsettled", "refuted") or by_convention
    explained = entry.display or _EXPLAINED.match(part.after) is not None
    return explained and entry.role in ("claim", "definition") and is_open and not part.row.follows


def tells_of_above(statement: Posed) -> bool:
    """Do the words go on behind a formula: "where H is symmetric"?"""
    return _GOES_ON.search(statement.before[-40:]) is not None


def explains(statement: Posed, waiting: Waiting) -> bool:
    """Is what it defines mentioned in the claim?"""
    mentioned = frozenset(names(waiting.statement.node))
    return statement.left.head in mentioned or statement.left.letters <= mentioned


__all__ = ["Waiting", "explains", "waits"]
