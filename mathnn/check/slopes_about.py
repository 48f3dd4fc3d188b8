"""dL/dw \\approx -0.2081: a slope at the numbers of an example, and about how great it is said to be.

It is judged as the equation is, but what is nearly right may have been calculated from numbers that were rounded on the
way, and is left open.
"""

from __future__ import annotations

from collections.abc import Callable

from mathnn.check.question import Question
from mathnn.claims import Verdict
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Call

_NEAR = 0.05  # of the greater side
_OPEN = Verdict("none", "An approximation without numbers to judge it by.")
UNJUDGED = Verdict("none", "What the slope is about equal to was not judged.")
_ROUNDED = Verdict("unsettled", "Not decided: whether its numbers were rounded.")


def judged_about(asked: Question, tree: Call, as_equation: Callable[[Question, Call], Verdict]) -> Verdict:
    """The verdict on an approximation that is not one of numbers alone; `as_equation` judges it as an equation."""
    if asked.operators.isdisjoint(DERIVATIVES | {"prime"}):
        return _OPEN
    found = as_equation(asked.with_relation("equal"), Call("equal", tree.args, tree.sort))
    if found.kind == "tested" and not found.counterexample and found.method == "certified digits":
        return found
    if found.kind != "refuted" or (example := found.counterexample) is None or example.values:
        return UNJUDGED  # letters are free, of which it says what holds nearly
    return _ROUNDED if _are_near(example.left, example.right) else found


def _are_near(left: object, right: object) -> bool:
    """Are they numbers, or columns of numbers, of which each is within a twentieth of the other?"""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_are_near, left, right))
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return True
    return abs(left - right) <= _NEAR * max(abs(left), abs(right))


__all__ = ["UNJUDGED", "judged_about"]
