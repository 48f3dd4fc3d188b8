"""Equations with a limit that is no number: its denominator goes to 0 where its numerator does not."""

from __future__ import annotations

from mathnn.check.cases import Effort
from mathnn.check.infinity import is_endless
from mathnn.check.limits import Limits
from mathnn.check.question import Question
from mathnn.expression.build import number
from mathnn.expression.tree import walk


def without_denominator(question: Question, effort: Effort) -> Question | None:
    """That the numerator of a limit goes to 0, which its equation with a number needs; None where it does not say so.

    An equation with infinity needs the opposite.
    """
    if question.relation not in ("equal", "identical") or "limit" not in question.operators:
        return None
    if any(is_endless(node) for side in question.sides for node in walk(side)):
        return None
    limits = Limits(question, effort)
    for side in question.sides:
        if (numerator := limits.numerator_over_zero(side)) is not None and not numerator.sort.shape:
            return question.with_sides(numerator, number(0))
    return None
