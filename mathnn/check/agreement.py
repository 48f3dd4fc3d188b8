"""Does a relation hold at every sample? The cheap half of a verdict: nothing is proved and nothing refuted here."""

from __future__ import annotations

from mathnn.check.question import Question
from mathnn.check.sample import PLANS, Sampled, failing_points, repeats, sample

_TRIED = 2  # rows of the plans; an order needs more points than an identity


def agreement(question: Question) -> int | None:
    """At how many admissible points it held, or None where it failed at one. Raises Unsupported and OutOfRange."""
    points = 0
    samples: list[Sampled] = []
    for plan in PLANS[:_TRIED if question.relation in ("equal", "identical") else None]:
        if repeats(plan, question, samples):
            continue
        samples.append(sampled := sample(question, *plan))
        if failing_points(question.relation, sampled).any():
            return None
        points += int(sampled.judged.sum())
    return points
