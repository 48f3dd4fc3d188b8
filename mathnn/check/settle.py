"""A relation between two sides settled: samples first, then a counterexample, a condition or a proof."""

from __future__ import annotations

from functools import partial
from itertools import chain

import numpy as np

from mathnn.check import conditions as conditions_
from mathnn.check import indices
from mathnn.check.cases import Effort
from mathnn.check.constraints import relations
from mathnn.check.dual import Array
from mathnn.check.family_reader import is_row_sum
from mathnn.check.hints import hint
from mathnn.check.prove import Proof, prove, tested, under, verdict
from mathnn.check.quantified import leaves_out
from mathnn.check.question import Question
from mathnn.check.refute import refuted, spell_sizes
from mathnn.check.sample import HUGE, LARGE, MANY, PLANS, Plan, Sampled, failing_points, repeats, sample
from mathnn.check.scene import OutOfRange, Unsupported
from mathnn.check.search import beyond, touching
from mathnn.check.shares_of_members import shares_of_members
from mathnn.check.whole import more_turns, whole_numbers
from mathnn.claims import Verdict
from mathnn.expression.tree import Expr, operators, symbols, walk

MOST_PROOFS = 4  # under conditions that a text left out
GIVEN_UP = 4  # sets of samples without an admissible point: the others would have none either
_DOUBTED, _AT_ONCE = 4, 2  # points that are calculated exactly though they seem right
_SEVERAL = 2  # sizes at which what is assumed must hold to say anything of all sizes
WANTED = 6  # admissible points that make agreement worth anything


def settle(question: Question) -> Verdict:
    """Samples first; a failing one leads to a condition or a counterexample, none to a proof.

    A proof for all sizes needs one set of samples beside it; without one, more sizes are sampled.
    """
    if question.is_by_shared:
        return Verdict("unsettled", "Not decided: it is differentiated by what every step of a sequence holds.")
    samples: list[Sampled] = []
    failing: list[Array] = []
    proof: Proof | None = None
    effort, attempted = Effort(), False
    first = len(PLANS) - 1 if whole_numbers(question) else 0  # each plan has other whole numbers
    for number, plan in enumerate((*PLANS, MANY)):
        if number >= GIVEN_UP and not _points(samples):
            break
        if plan is MANY and _points(samples) >= WANTED and (proof is not None or not _are_few(samples)):
            break
        if repeats(plan, question, samples):
            continue
        try:
            samples.append(sample(question, *plan))
        except OutOfRange:
            continue
        except Unsupported as limit:
            if not number:
                return Verdict("unsettled", f"Not decided: {limit}.")
            continue
        failing.append(failing_points(question.relation, samples[-1]))
        if np.count_nonzero(failing[-1]):
            return _failed(question, samples, failing, effort)
        points = _points(samples)
        if points >= WANTED and not attempted and number >= first:
            proof, attempted = prove(question, effort), True
        if proof is not None and proof.for_all and not _may_be_of_some_sizes(question) and not _has_row_sums(question):
            return verdict(proof, question, points)
    return _unrefuted(question, samples, proof, effort)


def _unrefuted(question: Question, samples: list[Sampled], proof: Proof | None, effort: Effort) -> Verdict:
    """No sample failed, and there is no proof for all sizes."""
    points = _points(samples)
    if not points:
        return _without_samples(question, effort)
    if (found := _at_large(question)) is not None or (
            proof is None and (found := _far_away(question, samples[0])) is not None):
        return found
    if _may_be_of_some_sizes(question) and _are_at_one_size(samples):
        return Verdict("unsettled", "Not decided: at which sizes what is assumed can hold.")
    if proof is not None:
        return verdict(proof, question, points)
    if points < WANTED:
        return Verdict("unsettled", "Too few points satisfy what is assumed.")
    if _points([each for each in samples if not each.by_luck]) < WANTED:
        return Verdict("unsettled", "Of the points that its assumptions allow only special ones were tried.")
    if all(each.is_at_one_point for each in samples):
        return Verdict("unsettled", "Of the points that were tried both sides are defined at one alone.")
    if question.relation == "unequal":
        return Verdict("unsettled", "Not decided: points that are tried seldom make two sides equal.")
    if (place := touching(question)) is not None:
        return Verdict("unsettled", f"Not decided: both sides seem to be equal near {place}.")
    return tested(points, "; ".join(dict.fromkeys(spell_sizes(s.scene.sizes) for s in samples)))


def _are_few(samples: list[Sampled]) -> bool:
    """Do the assumptions leave out so many points that special ones among them, z = 0 of x < y, may be missing?"""
    return 2 * sum(int(np.count_nonzero(s.admissible)) for s in samples) < sum(s.admissible.size for s in samples)


def _at_large(question: Question) -> Verdict | None:
    """A counterexample at a larger size or whole number than those that are tried first."""
    tries: list[tuple[Plan, int | None]] = [(PLANS[0], turn) for turn in more_turns(question)]
    is_equality = question.relation in ("equal", "identical")
    is_solved = any(r.op == "equal" for a in question.notation.assumptions for r in relations(a))  # that takes long
    if question.dimensions and not is_solved and (not is_equality or _names_a_size(question)):
        of_matrices = any(node.sort.is_matrix for side in question.sides for node in walk(side))  # too many entries
        tries += [(LARGE, None), *([] if of_matrices else [(HUGE, None)])]
    for plan, turn in tries:
        try:
            larger = sample(question, *plan, turn=turn)
        except (OutOfRange, Unsupported):
            continue
        wrong = failing_points(question.relation, larger)
        if np.count_nonzero(wrong) and (found := refuted(question, [larger], [wrong])) is not None:
            return found.changed(suggestion=partial(hint, question, larger))
    return None


def _far_away(question: Question, first: Sampled) -> Verdict | None:
    """A counterexample far from 0, or where an inequality is tightest; there, and at the first points, in full."""
    tried = 0
    for further, wrong in chain(((first, np.zeros_like(first.judged)),), beyond(question, first)):
        doubtful = wrong
        if not np.count_nonzero(wrong) and tried < _DOUBTED:
            doubtful = _in_doubt(question, further)
            tried += int(np.count_nonzero(doubtful))
        if np.count_nonzero(doubtful) and (found := refuted(question, [further], [doubtful])) is not None:
            return found.changed(suggestion=partial(hint, question, further))
    return None


def _in_doubt(question: Question, sampled: Sampled) -> Array:
    """A few points at which floats cannot tell whether a relation holds: x = x + 10^{-20} seems to."""
    if question.relation in ("equal", "identical"):
        mask = sampled.judged
    else:
        with np.errstate(invalid="ignore"):
            gap = np.abs(sampled.left - sampled.right)
            near = (gap <= 1e-9 * (1 + np.abs(sampled.left) + np.abs(sampled.right))) & (gap > 0)
        mask = sampled.judged & near.reshape(-1, near.shape[-1]).any(axis=0)
    found = np.zeros_like(mask)
    found[np.flatnonzero(mask)[-_AT_ONCE:]] = True
    return found


def _names_a_size(question: Question) -> bool:
    """Does a size stand as a number in a side, n(n - 2)? Equations of entries have shown themselves in small ones."""
    return any(symbol.name in question.dimensions for side in question.sides for symbol in symbols(side))


def _points(samples: list[Sampled]) -> int:
    """At how many points the statement was put to the test."""
    return sum(int(np.count_nonzero(s.judged)) for s in samples)


def _failed(question: Question, samples: list[Sampled], failing: list[Array], effort: Effort) -> Verdict:
    """A failing sample: true under a condition that the text left out, or refuted."""
    proof, tried = _under_condition(question, samples, failing, effort)
    if proof is None and tried:
        condition = ", ".join(map(conditions_.latex, tried))
        return Verdict("unsettled", f"Not decided: it held wherever ${condition}$ was tried, but no proof was found.")
    if proof is None and (of_members := _of_members(question, samples, effort)) is not None:
        return of_members
    counterexample = refuted(question, samples, failing)
    if counterexample is None and (alone := prove(question, effort)) is not None:
        return verdict(alone, question, _points(samples))  # what fails there are the digits of floating point
    if proof is not None:
        listed = tuple(dict.fromkeys((*map(conditions_.latex, tried), *proof.conditions)))
        found = under(proof, listed, counterexample)
        is_wrong = counterexample is not None and (
            leaves_out(tried, question.notation) or any(conditions_.is_written_out(each, question) for each in tried))
        return counterexample.changed(suggestion=found.reason) if counterexample is not None and is_wrong else found
    if counterexample is not None:
        return counterexample.changed(suggestion=partial(hint, question, samples[-1]))
    return Verdict("unsettled", "Some points seem to contradict it, but none could be certified.")


def _of_members(question: Question, samples: list[Sampled], effort: Effort) -> Verdict | None:
    """The verdict where it holds once the entries of every member of a family sum to one."""
    found = shares_of_members(question, samples)
    if found is None:
        return None
    condition = rf"\sum_i {found[0].name}^{{(t)}}_i = 1"
    proof = prove(conditions_.assuming(question, found[1]), effort)
    if proof is None:
        return Verdict("unsettled", f"Not decided: it held wherever ${condition}$ was tried, but no proof was found.")
    return under(proof, tuple(dict.fromkeys((condition, *proof.conditions))), None)


def _under_condition(question: Question, samples: list[Sampled], failing: list[Array], effort: Effort,
                     ) -> tuple[Proof | None, tuple[Expr, ...]]:
    """A proof under a condition that the failing points do not fulfil; without one, shares under which it held."""
    left = MOST_PROOFS
    held: tuple[Expr, ...] = ()
    for family in conditions_.candidates(question):
        if conditions_.hopeless(question, family.strongest, samples, failing):
            continue
        for tried in family.choices():
            if conditions_.explains(question, tried, samples, failing):
                supposed = conditions_.assuming(question, tried)
                proof = prove(supposed, effort)
                is_sure = proof is not None and proof.for_all and not _may_be_of_some_sizes(supposed)
                if proof is not None and (is_sure or not _fails_at_other_sizes(supposed)):
                    return proof, tried
                held = held or (tried if conditions_.are_shares(tried, question) else ())
                if not (left := left - 1):
                    return None, held
    return None, held


def _may_be_of_some_sizes(question: Question) -> bool:
    """May what is assumed hold at some sizes alone: of a skew J, det J is not 0 where n is even?

    Where nothing fulfils it, anything is proved.
    """
    return bool(question.dimensions) and any("det" in operators(each) for each in question.notation.assumptions)


def _has_row_sums(question: Question) -> bool:
    """Do rows sum to one? Then the sum over all is their number, of which a proof at few sizes knows little."""
    return bool(question.dimensions) and any(
        is_row_sum(side) for each in question.notation.assumptions for relation in relations(each)
        if relation.op == "equal" for side in relation.args)


def _fails_at_other_sizes(question: Question) -> bool:
    """Is what was shown at some sizes false at another one, or is all that is assumed fulfilled at one size alone?"""
    if not question.dimensions:
        return False
    samples: list[Sampled] = []
    for plan in PLANS:
        try:
            samples.append(sample(question, *plan))
        except (OutOfRange, Unsupported):
            continue
        if np.count_nonzero(failing_points(question.relation, samples[-1])):
            return True
    return _may_be_of_some_sizes(question) and _are_at_one_size(samples)


def _are_at_one_size(samples: list[Sampled]) -> bool:
    return sum(bool(np.count_nonzero(each.admissible)) for each in samples) < _SEVERAL


def _without_samples(question: Question, effort: Effort) -> Verdict:
    """Of an implication whose hypothesis never seems to hold, a proof is still one; agreement is worth nothing."""
    if (clash := indices.clash(question)) is not None:
        return Verdict("mistyped", clash)
    proof = prove(question, effort) if question.implied else None
    if proof is not None and proof.for_all:
        return verdict(proof, question, 0)
    return Verdict("unsettled", "No point was found at which the assumptions hold and both sides are defined.")
