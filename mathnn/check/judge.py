"""One statement -> one verdict: shapes, samples, counterexample or proof, conditions. The flow on one screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mathnn.check import conditions as conditions_
from mathnn.check.dual import Array
from mathnn.check.prove import EQUALITIES, Proof, prove, tested, verdict
from mathnn.check.question import Question, with_implied_chain
from mathnn.check.refute import refuted, spell_sizes
from mathnn.check.rounding import is_numeric, judge_numbers
from mathnn.check.sample import ORDERS, Sampled, sample
from mathnn.check.scene import OutOfRange, Unsupported
from mathnn.check.shapes import layouts
from mathnn.check.smooth import SHAPES
from mathnn.claims import KINDS, Verdict, worst
from mathnn.errors import SortError
from mathnn.expression.tree import Bind, Call, Expr
from mathnn.notation import Notation

RELATIONS = ("equal", "identical", "unequal", "less", "less_equal", "greater", "greater_equal")
WANTED = 6  # admissible points that make agreement worth anything


def judge(tree: Expr, notation: Notation) -> Verdict:
    """What is found of a relation, a chain of relations or an implication. Never raises for a well-formed tree."""
    if isinstance(tree, Bind) and tree.op == "forall":
        return judge(tree.body, notation)
    if not isinstance(tree, Call):
        return Verdict("none", "It states no relation.")
    if tree.op in ("chain", "and"):
        return worst(tuple(judge(link, notation) for link in tree.args))
    if tree.op == "implies":
        return judge(tree.args[1], notation.assuming(tree.args[0]))
    if tree.op == "iff":
        a, b = tree.args
        return worst((judge(b, notation.assuming(a)), judge(a, notation.assuming(b))))
    if tree.op in ("define", "assign"):
        return _definition(tree)
    if tree.op in (*RELATIONS, "approximately"):
        return _relation(tree, notation)
    return Verdict("unsettled", f"The relation {tree.op} is not decided.")


def _definition(tree: Call) -> Verdict:
    try:
        layouts(tree)
    except SortError as clash:
        return Verdict("mistyped", clash.message)
    return Verdict("none", "A definition or an update; its shapes agree.")


def _relation(tree: Call, notation: Notation) -> Verdict:
    """The best verdict over the layouts of derivatives in which the sides have one shape."""
    try:
        readings = layouts(tree)
    except SortError as clash:
        return Verdict("mistyped", clash.message)
    found: list[Verdict] = []
    for reading in readings:
        question = Question(tree.op, reading.left, reading.right, notation)
        if is_numeric(question):
            return judge_numbers(question)
        if tree.op == "approximately":
            return Verdict("none", "An approximation without numbers to judge it by.")
        result = settle(with_implied_chain(question))
        if reading.note and result.kind in ("proved", "conditional", "tested"):
            result = replace(result, reason=f"{result.reason} {reading.note}")
        found.append(result)
        if result.kind == "proved":
            break
    return min(found, key=lambda v: KINDS.index(v.kind))


def settle(question: Question) -> Verdict:
    """Samples first; a failing one leads to a condition or a counterexample, none to a proof."""
    try:
        samples = _samples(question)
    except Unsupported as limit:
        return Verdict("unsettled", f"Not decided: {limit}.")
    failing = [_failing(question, s) for s in samples]
    points = sum(int(_judged(s).sum()) for s in samples)
    if not points:
        return _without_samples(question)
    if any(mask.any() for mask in failing):
        return _failed(question, samples, failing)
    proof = prove(question)
    if proof is not None and points >= WANTED:
        return verdict(proof, question, points)
    checked_for = "; ".join(dict.fromkeys(spell_sizes(s.scene.sizes, question) for s in samples))
    return tested(points, checked_for) if points >= WANTED else Verdict(
        "unsettled", "Too few points satisfy what is assumed.")


def _samples(question: Question) -> list[Sampled]:
    found: list[Sampled] = []
    for order, shape in zip(ORDERS, SHAPES, strict=True):
        try:
            found.append(sample(question, order, shape))
        except OutOfRange:
            continue
    return found


def _judged(sampled: Sampled) -> Array:
    left, right = sampled.defined
    return sampled.admissible & left & right


def _failing(question: Question, sampled: Sampled) -> Array:
    """Where both sides are defined and the relation seems not to hold."""
    judged = _judged(sampled)
    if question.relation in EQUALITIES:
        return judged & ~sampled.agree
    with np.errstate(invalid="ignore"):
        gap = sampled.left - sampled.right
        slack = 1e-9 * (1 + np.abs(sampled.left) + np.abs(sampled.right))
        wrong = {
            "less": gap > -slack, "less_equal": gap > slack, "greater": gap < slack, "greater_equal": gap < -slack,
            "unequal": np.abs(gap) <= slack,
        }[question.relation]
    flat = wrong.reshape(-1, wrong.shape[-1])
    return np.asarray(judged & (flat.all(axis=0) if question.relation == "unequal" else flat.any(axis=0)))


def _failed(question: Question, samples: list[Sampled], failing: list[Array]) -> Verdict:
    """A failing sample: true under a condition that the text left out, or refuted."""
    proof, tried = _under_condition(question, samples, failing)
    if proof is not None:
        listed = tuple(dict.fromkeys((*map(conditions_.latex, tried), *proof.conditions)))
        return Verdict("conditional", f"It holds where {', '.join(f'${c}$' for c in listed)}.", conditions=listed,
                       method=proof.method, checked_for="all sizes" if proof.for_all else proof.sizes)
    found = refuted(question, samples, failing)
    if found is not None:
        return found
    return Verdict("unsettled", "Some points seem to contradict it, but none could be certified.")


def _under_condition(question: Question, samples: list[Sampled], failing: list[Array],
                     ) -> tuple[Proof | None, tuple[Expr, ...]]:
    for tried in conditions_.candidates(question):
        if not conditions_.explains(question, tried, samples, failing):
            continue
        proof = prove(conditions_.assuming(question, tried))
        if proof is not None:
            return proof, tried
    return None, ()


def _without_samples(question: Question) -> Verdict:
    return Verdict("unsettled", "No point was found at which the assumptions hold and both sides are defined.")
