"""The state of a walk through one LaTeX file: what was handed over so far, and how a formula is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mathnn.documents.collect import Collector
from mathnn.documents.comments import read_comment
from mathnn.documents.document import Mark
from mathnn.documents.excerpt import Excerpt
from mathnn.documents.inputs import Inputs

_COMMENT = re.compile(r"\\.|%[^\n]*", re.S)


@dataclass(slots=True)
class Scan:
    """One file being walked: `start` is where the prose that was not yet handed over begins."""

    source: Excerpt
    into: Collector
    inputs: Inputs
    start: int = 0
    hopeless: dict[str, int] = field(default_factory=dict)  # up to where a closing sign was looked for in vain
    preamble: bool = False
    done: bool = False

    @property
    def text(self) -> str:
        return self.source.text

    def flush(self, end: int, after: int) -> None:
        """Hand over the prose before `end`, and go on at `after`."""
        if not self.preamble:
            self.into.prose(self.source.cut(self.start, max(self.start, end)))
        self.start = max(self.start, after)

    def add(self, opening: int, inside: int, end: int, after: int, delimiter: str, environment: str = "") -> int:
        """Add the formula between `inside` and `end`, its comments taken out; returns where to go on."""
        self.flush(opening, after)
        if self.preamble:
            return after
        formula, marks = self._without_comments(self.source.cut(inside, end))
        display = delimiter in ("$$", "\\[") or (delimiter == "\\begin" and environment != "math")
        self.into.equation(formula, delimiter, display=display, environment=environment, marks=marks)
        return after

    def _without_comments(self, formula: Excerpt) -> tuple[Excerpt, tuple[Mark, ...]]:
        if "%" not in formula.text:
            return formula, ()
        spans: list[tuple[int, int]] = []
        marks: list[Mark] = []
        for found in _COMMENT.finditer(formula.text):
            if found[0][0] == "%":
                spans.append(found.span())
                place = self.into.place(formula, found.start())
                comment = read_comment(found[0].lstrip("% \t"), place, self.into.block)
                if comment and comment.kind != "declare":
                    marks.append(Mark(comment.kind, comment.text, place))
                elif comment:
                    self.into.add(comment)
        return formula.without(spans), tuple(marks)
