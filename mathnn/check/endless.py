"""What has no end, taken away before a question is sampled or proved: integrals, limits, endless sums."""

from __future__ import annotations

from mathnn.check.cases import Effort
from mathnn.check.indefinite import without_indefinite
from mathnn.check.integrals import without_integrals
from mathnn.check.question import Question
from mathnn.expression.tree import Bind, walk

ENDLESS = frozenset(("integral", "limit", "sum"))
BUDGET = 1_500_000  # operations of exact calculation that taking them away may cost


def without_calculus(question: Question) -> Question:
    """The same question about derivatives and closed forms, as far as exact rules reach."""
    if not any(isinstance(node, Bind) and node.op in ENDLESS for tree in question.trees for node in walk(tree)):
        return question
    effort = Effort(BUDGET)
    return without_integrals(without_indefinite(question), effort)
