"""Excerpt: a piece of a file that still knows where each of its characters stood."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Run = tuple[int, int, int]
"""A run of characters that stood together: position in the excerpt (from 0), line and column (from 1) in the file."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text taken from a file, perhaps with parts left out, and the runs that lead back to the file.

    Within a run the column grows by one with each character. A line break belongs to the line that it ends.
    """

    text: str
    runs: tuple[Run, ...] = ((0, 1, 1),)

    def locate(self, position: int) -> tuple[int, int]:
        """Line and column in the file (both from 1) of the character at `position` (from 0; the length is allowed)."""
        start, line, column = self.runs[bisect_right(self.runs, (position, sys.maxsize, 0)) - 1]
        return line, column + position - start

    def cut(self, start: int, end: int) -> Excerpt:
        """The characters from `start` up to `end`; costs what it cuts, not what it is cut from."""
        line, column = self.locate(start)
        first = bisect_right(self.runs, (start, sys.maxsize, 0))
        last = bisect_left(self.runs, (end, 0, 0))
        later = [(at - start, row, col) for at, row, col in self.runs[first:last]]
        return Excerpt(self.text[start:end], ((0, line, column), *later))

    def strip(self) -> Excerpt:
        """The same without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        return self if (start, end) == (0, len(self.text)) else self.cut(start, max(start, end))

    def without(self, spans: Sequence[tuple[int, int]]) -> Excerpt:
        """The same with the given spans (in order, apart) left out."""
        if not spans:
            return self
        starts = [0, *(end for _, end in spans)]
        ends = [*(start for start, _ in spans), len(self.text)]
        return join([self.cut(a, b) for a, b in zip(starts, ends, strict=True) if a < b], "")


def of_text(text: str) -> Excerpt:
    """A whole text, its lines ended by ``\\n`` alone."""
    runs: list[Run] = [(0, 1, 1)]
    at, line = text.find("\n") + 1, 2
    while at:
        runs.append((at, line, 1))
        at, line = text.find("\n", at) + 1, line + 1
    return Excerpt(text, tuple(runs))


def join(pieces: Iterable[Excerpt], between: str = " ") -> Excerpt:
    """The pieces one after the other; what is put between them stands where the piece before it ended."""
    texts: list[str] = []
    runs: list[Run] = []
    length = 0
    for piece in pieces:
        if texts and between:
            texts.append(between)
            length += len(between)
        runs += [(at + length, line, column) for at, line, column in piece.runs]
        texts.append(piece.text)
        length += len(piece.text)
    return Excerpt("".join(texts), tuple(runs) or ((0, 1, 1),))
