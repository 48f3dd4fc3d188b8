"""What the words of a paragraph say with its formulas, heard part by part, each thing once."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from mathnn.documents.document import Prose
from mathnn.reading.surroundings import Located


@dataclass(slots=True)
class Paragraph:
    """The words of the paragraph that is read now, its formulas between dollars, and what was taken from them."""

    longest: int  # characters that are kept: what is farther off is no part of what is said
    block: int = -1
    text: str = ""
    heard: set[Hashable] = field(default_factory=set)

    def enter(self, part: Located | Prose) -> None:
        """Begin anew where this part stands in another paragraph than the one before."""
        block = part.paragraph if isinstance(part, Located) else part.block
        if block != self.block:
            self.block, self.text = block, ""
            self.heard.clear()

    def hear(self, part: Located | Prose, latex: str = "") -> None:
        """Take the next part, of this paragraph or another; behind a display the words begin anew.

        `latex` is the formula without the macros of its document.
        """
        self.enter(part)
        if isinstance(part, Located) and part.row.equation.display:
            self.text = ""
        else:
            self.add(part, latex)

    def add(self, part: Located | Prose, latex: str = "") -> None:
        """Take the words, or the formula, of a part."""
        said = part.text.replace("$", " ") if isinstance(part, Prose) else f"${latex or part.row.latex}$"
        self.text = f"{self.text} {said}"[-self.longest :]

    def is_new(self, said: Hashable) -> bool:
        """Is this heard in this paragraph for the first time? From now on it is not."""
        if said in self.heard:
            return False
        self.heard.add(said)
        return True


__all__ = ["Paragraph"]
