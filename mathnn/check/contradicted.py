"""Whether samples speak against an equation: quicker than a verdict, where no counterexample has to be shown."""

from __future__ import annotations

import numpy as np

from mathnn.check.endless import without_calculus
from mathnn.check.implied_chain import with_implied_chain
from mathnn.check.question import Question
from mathnn.check.rounding import is_numeric
from mathnn.check.sample import PLANS, failing_points, sample
from mathnn.check.scene import OutOfRange, Unsupported
from mathnn.check.shapes import layouts
from mathnn.errors import FAILURES, SortError
from mathnn.expression.tree import Call
from mathnn.notation import Notation


def fails_at_samples(tree: Call, notation: Notation) -> bool:
    """Does an equation between values fail at some sample, in each layout of its derivatives?

    False says nothing: what has no samples, such as a probability, is left to `judge`.
    """
    try:
        asked = (Question(tree.op, reading.left, reading.right, notation) for reading in layouts(tree))
        return all(_fails(with_implied_chain(without_calculus(question))) for question in asked)
    except (SortError, *FAILURES):
        return False


def _fails(question: Question) -> bool:
    if question.is_by_shared or is_numeric(question):
        return False
    try:
        return bool(np.count_nonzero(failing_points(question.relation, sample(question, *PLANS[0]))))
    except (OutOfRange, Unsupported):
        return False


__all__ = ["fails_at_samples"]
