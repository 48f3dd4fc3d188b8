"""The only place that makes `proved`, `conditional` and `tested`.

Exact calculation settles a statement at some sizes; `all_sizes` says which sizes are enough for every one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

from mathnn.check.all_sizes import Enough, enough, is_square
from mathnn.check.cases import Effort, Outcome, examine
from mathnn.check.free_parts import with_free_parts
from mathnn.check.implied_chain import with_any_loss
from mathnn.check.jensen import by_convexity
from mathnn.check.laws import by_laws
from mathnn.check.needed import strict
from mathnn.check.question import Question
from mathnn.check.sample import sizes as sizes_of
from mathnn.check.scene import Sizes
from mathnn.check.whole import as_real
from mathnn.claims import Verdict
from mathnn.expression.tree import is_zero

EQUALITIES = ("equal", "identical")
LITTLE = 50_000  # operations for an inequality between values of an unknown function: signs of these say little


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement that was shown exactly: for all sizes, or only for those that `sizes` spells."""

    for_all: bool
    conditions: tuple[str, ...]
    sizes: Callable[[], str]
    method: str
    argument: str = ""


def prove(question: Question, effort: Effort) -> Proof | None:
    """Show the relation exactly, or None."""
    written_out = with_any_loss(question)
    if written_out is None:
        return _prove(question, effort)
    proof = _prove(written_out, effort)
    if proof is not None and proof.for_all:
        return proof
    proof = _prove(question, effort)
    return None if proof is None else replace(proof, for_all=False)


def _prove(question: Question, effort: Effort) -> Proof | None:
    """By Jensen's inequality, or at the sizes that are enough; else by laws of inverses that hold in every size."""
    if question.curves and (convex := _by_convexity(question, effort)) is not None:
        return convex
    if question.curves and question.relation not in EQUALITIES:
        effort = Effort(min(effort.left, LITTLE))
    if (freed := with_free_parts(question)) is not None and (
            proof := _at_sizes(freed, Effort(effort.left // 2))) is not None and (
            proof.for_all and not proof.conditions):
        return proof
    proof = _at_sizes(question, effort)
    if proof is not None and not proof.for_all and (real := as_real(question)) is not None:
        wider = _at_sizes(real, effort)
        is_for_all = wider is not None and wider.for_all and not (question.counted and wider.conditions)
        return wider if is_for_all else proof
    lawful = by_laws(question) if proof is not None and not proof.for_all else None
    if proof is None or lawful is None:
        return proof
    reduced = _at_sizes(lawful, effort)
    if reduced is None or not reduced.for_all:
        return proof
    return replace(proof, for_all=True, argument="laws", method="laws of inverses and determinants, " + reduced.method)


def _by_convexity(question: Question, effort: Effort) -> Proof | None:
    """By Jensen's inequality, where what it asks for is shown for all sizes and without a condition."""
    last: Proof | None = None
    for asked in by_convexity(question):
        last = _at_sizes(asked, effort)
        if last is None or not last.for_all or last.conditions:
            return None
    return None if last is None else replace(last, method=f"Jensen's inequality, {last.method}")


def _at_sizes(question: Question, effort: Effort) -> Proof | None:
    wanted = enough(question)
    conditions: dict[str, None] = {}
    last: Outcome | None = None
    tried: list[Sizes] = []
    for sizes in _choices(question, wanted):
        last = examine(question, sizes, effort)
        if not last.holds:
            return None
        tried.append(sizes)
        conditions.update((c.latex, None) for c in last.conditions)
    assert last is not None
    for_all = not question.unrolled and not question.counted and (
        wanted is not None or _is_at_least_zero(question) or not any(_counts(s, question) for s in tried))
    method = "canonical form" if question.relation in EQUALITIES else "sign of the difference"
    if last.cases > 1:
        method = f"{method} in {last.cases} cases"
    return Proof(for_all, strict(tuple(conditions)), partial(_spelled, tried, question), method,
                 wanted.argument if wanted else "")


def _is_at_least_zero(question: Question) -> bool:
    """A sum of squares is at least 0 in every size, by its form."""
    left, right = question.sides if question.relation != "less_equal" else question.sides[::-1]
    return question.relation in ("greater_equal", "less_equal") and is_zero(right) and is_square(left)


def _choices(question: Question, wanted: Enough | None) -> list[Sizes]:
    """The sizes at which to calculate."""
    if wanted is None:
        return [sizes_of(question, (2, 3, 2, 3)), sizes_of(question, (3, 2, 3, 2))]
    found = []
    for extra in product(*(range(count) for count in wanted.counts.values())):
        sizes = sizes_of(question, (2, 2))
        for name, least, more in zip(wanted.counts, wanted.least.values(), extra, strict=True):
            if name not in sizes.given:
                sizes.given[name] = max(least, question.least_size, 2) + more
        found.append(sizes)
    return found or [sizes_of(question, (2, 2))]


def _counts(sizes: Sizes, question: Question) -> bool:
    """Is any size more than a label or a declared number?"""
    fixed = set(sizes_of(question, (2,)).given)
    return any(key not in fixed for key in sizes.given)


def _spelled(tried: list[Sizes], question: Question) -> str:
    from mathnn.check.refute import spell_sizes

    return "; ".join(dict.fromkeys(text for s in tried if (text := spell_sizes(s))))


def verdict(proof: Proof, question: Question, points: int) -> Verdict:
    """What a proof, with which `points` samples agree, is worth."""
    if proof.conditions:
        listed = ", ".join(f"${c}$" for c in proof.conditions)
        if proof.for_all:
            return Verdict("conditional", f"It holds where {listed}.", conditions=proof.conditions,
                           method=proof.method, checked_for=_scope(proof))
    if proof.for_all:
        return Verdict("proved", "Both sides are the same." if question.relation in EQUALITIES else "It always holds.",
                       method=proof.method, checked_for=_scope(proof))
    tried = proof.sizes()
    return Verdict("tested", f"It is exact for {tried or 'the members that were tried'}; no proof for every size was "
                             "found.", conditions=proof.conditions, method=proof.method, checked_for=tried)


def under(proof: Proof, conditions: tuple[str, ...], without: Verdict | None) -> Verdict:
    """Proved under a condition of domain or normalisation; `without` holds a point where it fails without that."""
    return Verdict("conditional", f"It holds where {', '.join(f'${c}$' for c in conditions)}.", conditions=conditions,
                   counterexample=without.counterexample if without else None, method=proof.method,
                   checked_for=_scope(proof) if proof.for_all else proof.sizes())


def _scope(proof: Proof) -> str:
    return "all sizes" if proof.argument else "all values"


def tested(points: int, checked_for: str) -> Verdict:
    """It held at every admissible sample, and no exact form showed it."""
    return Verdict("tested", f"It held at all {points} points that were tried; no proof was found.",
                   method="sampling", checked_for=checked_for)


def shown_by_shape() -> Verdict:
    """A statement about a shape that follows from the sorts."""
    return Verdict("proved", "The shape follows from what is declared.", method="sorts", checked_for="all sizes")


def shown_by_numbers(rounded: bool) -> Verdict:
    """Numbers that were calculated: exactly equal or in order, or right at the digits shown."""
    if rounded:
        return Verdict("proved", "Right at the digits that are shown.", method="certified digits",
                       checked_for="these numbers")
    return Verdict("proved", "Calculated exactly.", method="exact arithmetic", checked_for="these numbers")
