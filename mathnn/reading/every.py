"""Letters of which the words speak in all their values: "for every real x we have". No condition saves what fails."""

from __future__ import annotations

from dataclasses import dataclass

from mathnn.reading.left_side import names
from mathnn.reading.phrases import phrase
from mathnn.reading.posed import Posed

_KINDS = ("real|positive|negative|non-?zero|numbers?|scalars?|vectors?|points?|matrix|matrices|"
          r"values?\s+of|choices?\s+of")
_INTRODUCED = phrase(rf"\bfor\s+(?:all|any|every|each)(?:\s+(?:{_KINDS}))*\s*(?:¤\s*(?:,\s*and\b|,|and\b)\s*)*$",
                     "all|any|every|each")
_GOES_ON = phrase(r"\bfor\s+(?:all|any|every|each)\b[^.;]*$", "all|any|every|each")


@dataclass(slots=True)
class Every:
    """The letters that were introduced so last, and the paragraph that they stand in."""

    letters: frozenset[str] = frozenset()
    paragraph: int = -1

    def hear(self, statement: Posed) -> None:
        """Take the letters of a formula behind "for all"."""
        located = statement.located
        if not _INTRODUCED.stands_in(located.before):
            return
        earlier = self.letters if located.paragraph == self.paragraph else frozenset()
        self.letters, self.paragraph = earlier | frozenset(names(statement.node)), located.paragraph

    def of(self, statement: Posed) -> frozenset[str]:
        """The letters of which a statement in the same sentence says something for all values."""
        located = statement.located
        is_near = 0 <= located.paragraph - self.paragraph <= 1  # a display is a paragraph of its own
        return self.letters if is_near and _GOES_ON.stands_in(located.before) else frozenset()


__all__ = ["Every"]
