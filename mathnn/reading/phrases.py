"""Patterns of words that are looked for only in texts that hold a word which every match has.

Most texts hold none, and to see that takes a tenth of the time of the pattern. A pattern is compiled when a text first
holds one: most texts are short, and to compile them all would take a third of the time from start to verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mathnn.check.once import Once


@dataclass(frozen=True)
class Phrase:
    """A pattern, and words of which every match of it has one, in small letters."""

    source: str
    words: tuple[str, ...]
    flags: int

    @Once
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.source, self.flags)

    def may_stand_in(self, text: str) -> bool:
        """Does the text hold one of the words?"""
        low = text.lower()
        for word in self.words:  # noqa: SIM110 - `any` takes twice as long
            if word in low:
                return True
        return False

    def stands_in(self, text: str) -> bool:
        """Does the pattern match anywhere?"""
        return self.search(text) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self.pattern.search(text) if self.may_stand_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches."""
        return self.pattern.finditer(text) if self.may_stand_in(text) else iter(())


def phrase(pattern: str, words: str = "", flags: int = re.IGNORECASE) -> Phrase:
    """A phrase; the words are parted by bars, ``"mean|variance"``. Without words it may stand in any text."""
    return Phrase(pattern, tuple(words.split("|")), flags)


__all__ = ["Phrase", "phrase"]
