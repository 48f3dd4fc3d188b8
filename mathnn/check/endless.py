"""What has no end, taken away before a question is sampled or proved: integrals, limits, endless sums."""

from __future__ import annotations

from mathnn.check.beginnings import without_dots
from mathnn.check.cases import Effort
from mathnn.check.indefinite import without_indefinite
from mathnn.check.infinity import INFINITY
from mathnn.check.integrals import without_integrals
from mathnn.check.limits import without_limits
from mathnn.check.orders import without_rest
from mathnn.check.question import Question
from mathnn.check.series import without_series
from mathnn.expression import TRUTH
from mathnn.expression.tree import Bind, Call, Number, Symbol, walk

CONTINUOUS = frozenset(("integral", "limit"))
ENDLESS = CONTINUOUS | {"sum"}
BUDGET = 1_500_000  # operations of exact calculation that taking them away may cost


def without_calculus(question: Question) -> Question:
    """The same question about derivatives and closed forms, as far as exact rules reach."""
    question = without_dots(without_rest(question))
    if question.operators.isdisjoint(ENDLESS):
        return question
    question = without_series(question)
    if question.operators.isdisjoint(CONTINUOUS):
        return question
    effort = Effort(BUDGET)
    taken = without_integrals(without_indefinite(_upwards(question)), effort)
    return without_limits(taken, effort)


def _upwards(question: Question) -> Question:
    """In an inequality an integral goes upwards: its lower bound is not above the upper one."""
    if question.relation not in ("less", "less_equal", "greater", "greater_equal"):
        return question
    known = {tuple(condition.args) for condition in question.notation.assumptions if isinstance(condition, Call)}
    pairs = {(node.lower, node.upper) for side in question.sides for node in walk(side)
             if isinstance(node, Bind) and node.op == "integral" and node.lower is not None and node.upper is not None}
    ordered = tuple(Call("less_equal", pair, TRUTH) for pair in sorted(pairs, key=str)
                    if pair not in known and all(isinstance(end, Symbol | Number) for end in pair)
                    and INFINITY not in pair and any(isinstance(end, Symbol) for end in pair))
    return question.under(question.notation.assuming(*ordered)) if ordered else question
