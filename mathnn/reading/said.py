"""What a text said of one name, and one condition that it made: where, and how long that holds."""

from __future__ import annotations

from dataclasses import dataclass

from mathnn.expression import Expr
from mathnn.expression.tree import symbols
from mathnn.notation import Name

ALWAYS = -1  # the section of a condition that holds to the end
WITH_NAME = -2  # of one that holds until its letter is declared anew: "a symmetric matrix A"
KEPT = (ALWAYS, WITH_NAME)
PAST = -1  # the argument of a condition that ended with what stood above
_NO_LETTERS = frozenset((r"\pi", r"\infty", "[]", "[)", "(]", "()"))
CONSTANTS = frozenset((r"\mathbf{I}", "I", r"\mathbf{0}", r"\mathbf{1}", "0", "1", r"\pi", r"\infty"))


@dataclass(frozen=True, slots=True)
class Said:
    """A name as the text gave it. `declared` is false where its sort was only inferred."""

    name: Name
    declared: bool
    line: int
    section: int
    casual: bool = False  # given in the running text, not displayed


@dataclass(frozen=True, slots=True)
class Assumed:
    """A condition, and the section and paragraph that it was made in.

    One in passing is in force for a few paragraphs: an equation, or what the text takes for known. One that does not
    last, "for x > 0 we have", was said for its `argument` alone and need not hold for what comes after that.
    """

    condition: Expr
    section: int
    paragraph: int
    in_passing: bool = False
    argument: int = PAST
    lasts: bool = True


def letters_of(condition: Expr) -> set[str]:
    """The letters that a condition is about: constants and the ends of intervals are none."""
    return {s.name for s in symbols(condition)} - _NO_LETTERS
