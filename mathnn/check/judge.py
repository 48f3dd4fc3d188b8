"""One statement -> one verdict: shapes, samples, counterexample or proof, conditions. The flow on one screen."""

from __future__ import annotations

from functools import partial

import numpy as np

from mathnn.check import conditions as conditions_
from mathnn.check import constants, indices, normal_divergences, probability, softmax_rows, two_signs
from mathnn.check.beginnings import tells_enough, with_first_terms
from mathnn.check.cases import Effort
from mathnn.check.constraints import relations
from mathnn.check.conventions import under_convention
from mathnn.check.cut_numbers import without_dots
from mathnn.check.double_sums import with_double_sums
from mathnn.check.dual import Array
from mathnn.check.endless import BUDGET, ENDLESS, without_calculus
from mathnn.check.hints import hint
from mathnn.check.hypotheses import cases, functional, ignored, not_understood, supposing
from mathnn.check.named_parameters import as_written, by_label, with_parameters
from mathnn.check.no_limit import without_denominator
from mathnn.check.orders import of_derivatives
from mathnn.check.probability import INDEPENDENT
from mathnn.check.prove import Proof, prove, tested, under, verdict
from mathnn.check.quantified import inside, leaves_out, of_every, under_its_ranges
from mathnn.check.question import Question, with_implied_chain
from mathnn.check.refute import refuted, refuted_as_unbounded, spell_sizes
from mathnn.check.rounded_factors import right_at_its_digits
from mathnn.check.rounding import is_numeric, judge_numbers
from mathnn.check.sample import LARGE, MANY, PLANS, Plan, Sampled, failing_points, repeats, sample
from mathnn.check.scene import OutOfRange, Unsupported
from mathnn.check.search import beyond
from mathnn.check.shapes import layouts, membership
from mathnn.check.total import NOTE, with_arguments_held, with_direct_partials
from mathnn.check.two_signs import has_two_signs
from mathnn.check.whole import more_turns, whole_numbers
from mathnn.claims import KINDS, Verdict, of_chain, worst
from mathnn.errors import FAILURES, SortError
from mathnn.expression.build import equal, multiply
from mathnn.expression.tree import Bind, Call, Expr, Symbol, substitute, symbols, walk
from mathnn.notation import Notation
from mathnn.syntax.adjoints import CONJUGATES
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer_relations import is_in_words

RELATIONS = ("equal", "identical", "unequal", "less", "less_equal", "greater", "greater_equal")
MOST_LINKS = 100  # of a chain
MOST_PROOFS = 4  # under conditions that a text left out
GIVEN_UP = 4  # sets of samples without an admissible point: the others would have none either
WANTED = 6  # admissible points that make agreement worth anything


def judge(tree: Expr, notation: Notation) -> Verdict:
    """What is found of a relation, a chain of relations or an implication. Never raises for a well-formed tree."""
    try:
        found = _statement(tree, notation)
        if found.kind == "refuted" and (paired := with_double_sums(tree)) is not tree:
            other = _statement(paired, notation)
            found = other.changed(reason=f"{other.reason} A sum is over pairs.") if other.is_true else found
        if found.kind == "refuted" and (by_rows := softmax_rows.over_rows(tree, notation)) is not None:
            other = _statement(*by_rows)
            found = under_convention(other, (softmax_rows.CONDITION,)) if other.is_true else found
        if found.kind in ("refuted", "none") or constants.PARTIAL in symbols(tree):
            found = constants.meant(found, tree, notation, _statement)
        if found.kind == "proved" and CONJUGATES in notation.assumptions:
            return found.changed(kind="tested", reason=f"{found.reason} Only real matrices were looked at.")
        if found.kind == "refuted" and notation.assumptions and (
                vague := ignored(tree, notation, _always_holds)) is not None:
            return Verdict("unsettled", f"Not decided: whether something fulfils what is assumed ({vague}).")
        return found
    except RecursionError:
        return Verdict("unsettled", "Not decided: it is nested too deeply.")
    except SortError as clash:  # a rewriting that does not fit is no fault of the statement
        return Verdict("unsettled", f"Not decided: {clash.message}.")
    except (ValueError, IndexError, OverflowError):  # arrays that NumPy cannot combine, numbers that no float holds
        return Verdict("unsettled", "Not decided: its values do not fit together.")
    except FAILURES as failure:
        return Verdict("unsettled", f"The checker failed on it ({type(failure).__name__}); please report this.")


def _always_holds(assumption: Expr, notation: Notation) -> bool:
    """Is an assumption true whatever else is assumed?"""
    return _statement(assumption, Notation(notation.names)).is_true


def _statement(tree: Expr, notation: Notation) -> Verdict:
    if has_two_signs(tree):
        return two_signs.judged(tree, notation, _statement)
    if isinstance(tree, Bind) and tree.op == "forall":
        return _statement(tree.body, of_every(tree, notation))
    if isinstance(tree, Bind) and tree.op == "exists":
        return Verdict("none", "Whether there is such a value is not decided.")
    if not isinstance(tree, Call):
        return Verdict("none", "It states no relation.")
    if tree.op == "and" and (implied := under_its_ranges(tree)) is not None:
        return _statement(implied, notation)
    if tree.op in ("chain", "and"):
        if len(tree.args) > MOST_LINKS:
            return Verdict("unsettled", f"Not decided: more than {MOST_LINKS} relations in one statement.")
        return of_chain(tuple(_statement(link, notation) for link in tree.args))
    if tree.op == "implies":
        return _implication(tree.args[0], tree.args[1], notation)
    if tree.op == "iff":
        a, b = tree.args
        return worst((_implication(a, b, notation), _implication(b, a, notation)))
    if tree.op == "perpendicular" and (meant := tuple(relations(tree))) != (tree,):
        return _statement(meant[0], notation)
    if tree.op in ("define", "assign"):
        return _definition(tree)
    if tree.op in RELATIONS and (closed := normal_divergences.with_formulas_of_normals(tree)) is not tree:
        return _statement(closed, notation.assuming(*normal_divergences.conditions(tree)))
    if tree.op in probability.RELATIONS and probability.is_chance(tree, notation):
        found = probability.judged(tree, notation, settle)
        if found.kind == "unsettled":
            from mathnn.check.random_vectors import judged_by_vectors  # few statements need it

            independent = INDEPENDENT in notation.assumptions
            found = judged_by_vectors(tree, notation, {}, judge, independent=independent) or found
        if found.kind == "tested" and tree.op in ("less", "greater", "unequal"):
            return Verdict("unsettled", "Not decided: whether both sides are equal where some chance is 0.")
        return found
    if tree.op == "proportional":
        return _proportional(tree, notation)
    if tree.op == "member":
        return membership(tree) if (between := inside(tree)) is None else _statement(between, notation)
    if tree.op in (*RELATIONS, "approximately"):
        return _relation(tree, notation)
    return Verdict("unsettled", f"The relation {tree.op} is not decided.")


def _definition(tree: Call) -> Verdict:
    try:
        layouts(tree)
    except SortError as clash:
        return Verdict("mistyped", clash.message)
    return Verdict("none", "A definition or an update; its shapes agree.")


def _proportional(tree: Call, notation: Notation) -> Verdict:
    """p_i is proportional to q_i: p_i q_j = p_j q_i for all i and j."""
    left, right = tree.args
    question = Question("equal", left, right, notation)
    if len(question.free_indices) != 1 or left.sort.shape or right.sort.shape:
        return Verdict("unsettled", "What the two sides are proportional over is not known.")
    (name,) = question.free_indices
    index = next(s for side in tree.args for s in symbols(side) if s.name == name)
    other = Symbol(name + "'", index.sort)
    left_at, right_at = (substitute(side, {index: other}) for side in tree.args)
    product = equal(multiply(left, right_at), multiply(left_at, right))
    return judge(product, notation)


def _implication(premise: Expr, conclusion: Expr, notation: Notation) -> Verdict:
    """What follows from each alternative of a hypothesis."""
    if len(alternatives := cases(premise)) > 1:
        return worst(tuple(_implication(each, conclusion, notation) for each in alternatives))
    found = _conclusion(conclusion, supposing(premise, conclusion, notation))
    if found.is_wrong and (unknown := not_understood(premise)) is not None:
        return Verdict("unsettled", f"Not decided: whether something fulfils the hypothesis ({unknown}).")
    return found


def _conclusion(tree: Expr, notation: Notation) -> Verdict:
    """What follows from a hypothesis, which is among the assumptions."""
    if isinstance(tree, Call) and tree.op in ("chain", "and"):
        return of_chain(tuple(_conclusion(link, notation) for link in tree.args))
    if isinstance(tree, Call) and tree.op in RELATIONS:
        return _relation(tree, notation, implied=True)
    return judge(tree, notation)


def _relation(tree: Call, notation: Notation, implied: bool = False, is_cut: bool = False) -> Verdict:
    """The best verdict over the layouts of derivatives in which the sides have one shape."""
    if (cut := without_dots(tree)) is not None:
        return _relation(cut, notation, implied, is_cut=True)
    if by_label(tree):
        return Verdict("unsettled", "Not decided: it is differentiated by a label of its letters.")
    whole, with_all = with_parameters(tree, notation)
    if whole is not tree:
        assert isinstance(whole, Call)
        return as_written(_relation(whole, with_all, implied, is_cut), tree, whole)
    try:
        readings = layouts(tree)
    except SortError as clash:
        if any(is_in_words(side) for side in tree.args):
            return Verdict("unsettled", "A function in words stands for what the other side says.")
        return Verdict("mistyped", clash.message)
    found: list[Verdict] = []
    for reading in readings:
        asked = Question(tree.op, reading.left, reading.right, notation, implied)
        question = without_calculus(asked)
        if not implied and is_numeric(question):
            return judge_numbers(question, is_cut=is_cut)
        if tree.op == "approximately":
            return Verdict("none", "An approximation without numbers to judge it by.")
        result = _doubted(_in_layout(asked, question, tree), asked, question, tree)
        if reading.note and result.is_true:
            result = result.changed(reason=f"{result.reason} {reading.note}")
        found.append(result)
        if result.kind == "proved":
            break
    return min(found, key=lambda v: KINDS.index(v.kind))


def _in_layout(asked: Question, question: Question, tree: Call) -> Verdict:
    """The verdict on a relation in one layout; `question` is what was asked, without integrals, limits and dots."""
    result = settle(with_implied_chain(question))
    if result.kind == "unsettled" and not asked.operators.isdisjoint(ENDLESS):
        result = _without_end(asked) or result
    if result.kind == "refuted" and (direct := with_direct_partials(question)) is not None:
        other = settle(direct)
        result = other.changed(reason=f"{other.reason} {NOTE}") if other.is_true else result
    if result.kind == "refuted" and (held := with_arguments_held(question)) is not None and settle(held).is_true:
        result = Verdict("unsettled", "It is true only where the other letters of the derivative are held.")
    result = right_at_its_digits(result, tree)
    if question is not asked:  # a hint would be about what the author did not write
        result = of_derivatives(result, asked, question).changed(suggestion=None)
    return result


def _doubted(result: Verdict, asked: Question, question: Question, tree: Call) -> Verdict:
    """The verdict, or `unsettled` where what was tried says too little of what the statement means."""
    notation, reason = asked.notation, None
    if result.kind == "tested":
        of_some = functional(tree, notation) if not asked.implied else _rests_on_unknown(notation)
        if question.relation == "equal" and "calm" in question.curves.values():
            reason = "Of the smooth convex functions only squares were tried."
        elif of_some:
            reason = "Of the points that the equation of its premise allows only some were tried."
    elif result.kind == "refuted":
        if functional(tree, notation):
            reason = "Not decided: which functions fulfil what is assumed at all of their places."
        elif any(symbol.name in DOTS for symbol in symbols(tree)) and not tells_enough(asked):
            reason = "Not decided: what the dots leave out does not show."
    return result if reason is None else Verdict("unsettled", reason)


def _without_end(asked: Question) -> Verdict | None:
    """What shows an equation with an endless sum or a limit to be wrong, where neither has a value that is known.

    The first terms of a sum of powers are those of another function; the numerator of a limit stays where its
    denominator goes to 0. Neither can show that the equation holds.
    """
    if (begun := with_first_terms(asked)) is not None:
        columns = without_calculus(begun)
        found = of_derivatives(settle(columns), begun, columns)
        return found.changed(suggestion=None) if found.kind == "refuted" else None
    if (above := without_denominator(asked, Effort(BUDGET))) is not None:
        found = settle(above)
        return refuted_as_unbounded(found) if found.kind == "refuted" else None
    return None


def _rests_on_unknown(notation: Notation) -> bool:
    """Is there an equation between values of unknown functions? It has more solutions than those that are found."""
    return any(isinstance(node, Call) and node.op == "equal" and any(
        isinstance(part, Call) and part.op == "apply" and isinstance(part.args[0], Symbol)
        and ((row := notation.find(part.args[0].name)) is None or row.definition is None)
        for side in node.args for part in walk(side)) for node in notation.assumptions)


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
        if proof is not None and proof.for_all:
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
    return tested(points, "; ".join(dict.fromkeys(spell_sizes(s.scene.sizes, question) for s in samples)))


def _are_few(samples: list[Sampled]) -> bool:
    """Do the assumptions leave out so many points that special ones among them, z = 0 of x < y, may be missing?"""
    return 2 * sum(int(np.count_nonzero(s.admissible)) for s in samples) < sum(s.admissible.size for s in samples)


def _at_large(question: Question) -> Verdict | None:
    """A counterexample at a larger size or whole number than those that are tried first."""
    tries: list[tuple[Plan, int | None]] = [(PLANS[0], turn) for turn in more_turns(question)]
    is_equality = question.relation in ("equal", "identical")
    is_solved = any(r.op == "equal" for a in question.notation.assumptions for r in relations(a))  # that takes long
    if question.dimensions and not is_solved and (not is_equality or _names_a_size(question)):
        tries.append((LARGE, None))
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
    """A counterexample far from 0, or where an inequality is tightest."""
    for further, wrong in beyond(question, first):
        if np.count_nonzero(wrong) and (found := refuted(question, [further], [wrong])) is not None:
            return found.changed(suggestion=partial(hint, question, further))
    return None


def _names_a_size(question: Question) -> bool:
    """Does a size stand as a number in a side, n(n - 2)? Equations of entries have shown themselves in small ones."""
    return any(symbol.name in question.dimensions for side in question.sides for symbol in symbols(side))


def _points(samples: list[Sampled]) -> int:
    """At how many points the statement was put to the test."""
    return sum(int(np.count_nonzero(s.judged)) for s in samples)


def _failed(question: Question, samples: list[Sampled], failing: list[Array], effort: Effort) -> Verdict:
    """A failing sample: true under a condition that the text left out, or refuted."""
    proof, tried = _under_condition(question, samples, failing, effort)
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


def _under_condition(question: Question, samples: list[Sampled], failing: list[Array], effort: Effort,
                     ) -> tuple[Proof | None, tuple[Expr, ...]]:
    left = MOST_PROOFS
    for family in conditions_.candidates(question):
        if conditions_.hopeless(question, family.strongest, samples, failing):
            continue
        for tried in family.choices():
            if conditions_.explains(question, tried, samples, failing):
                proof = prove(conditions_.assuming(question, tried), effort)
                if proof is not None:
                    return proof, tried
                if not (left := left - 1):
                    return None, ()
    return None, ()


def _without_samples(question: Question, effort: Effort) -> Verdict:
    """Of an implication whose hypothesis never seems to hold, a proof is still one; agreement is worth nothing."""
    if (clash := indices.clash(question)) is not None:
        return Verdict("mistyped", clash)
    proof = prove(question, effort) if question.implied else None
    if proof is not None and proof.for_all:
        return verdict(proof, question, 0)
    return Verdict("unsettled", "No point was found at which the assumptions hold and both sides are defined.")
