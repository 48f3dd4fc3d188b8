"""Witnesses for tests of the rendering: they believe everything but mistakes, or what a test tells them not to."""

from __future__ import annotations

from collections.abc import Mapping

from mathnn.chapters.chapter import Chapter
from mathnn.claims import Counterexample, Verdict
from mathnn.witnesses import Statement, Witness

FALSE = Verdict("refuted", "the sides differ", counterexample=Counterexample({r"\mathbf{u}": (1, 2), "t": 0.5}, 5, 3))


def trusting(statement: Statement) -> Verdict:
    """Mistakes are false, all else is true."""
    return FALSE if statement.role == "mistake" else Verdict("proved", "it is believed")


def witnesses(chapter: Chapter) -> Mapping[str, Witness]:
    """What a book is built with here."""
    return {"symbolic": trusting, "reading": trusting}
