"""Exact case analysis: both sides in a fresh field for each combination of signs that they ask for.

An outcome says whether the sides were equal (or in order) in every case, and under which conditions. It is no verdict:
`prove` makes one of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from math import prod

import numpy as np

from mathnn.check.constraints import ranges, relations
from mathnn.check.dual import Array
from mathnn.check.exact import (
    Condition,
    Exact,
    Field,
    NotExact,
    TooLarge,
    Undefined,
    holds,
    is_nonnegative,
    is_nonzero,
    is_positive,
    is_zero,
    sign_of,
)
from mathnn.check.exact_system import NOWHERE, ExactFunctions, Impossible, Undecided
from mathnn.check.needed import Needed, needed, without
from mathnn.check.question import Question
from mathnn.check.sample import index_values
from mathnn.check.scene import OutOfRange, Sizes, Unsupported
from mathnn.check.setting import NOTHING_FIXED, ExactScene, Fixed, contradict, exact_scene, supposing

MOST_CASES = 60
COST_OF_CASE = 10_000
MOST_CHOICES = 32
MOST_SIGNS = 4  # asked for after a first failure


@dataclass(slots=True)
class Outcome:
    """What exact calculation found at one choice of sizes."""

    holds: bool = False
    conditions: list[Needed] = field(default_factory=list)
    cases: int = 0
    reason: str = ""


@dataclass(slots=True)
class _Side:
    value: Array | None
    conditions: list[Condition]


@dataclass(slots=True)
class Effort:
    """Operations that exact calculation may still cost for one verdict; counted, so that no clock decides."""

    left: int = 1_000_000


def examine(question: Question, sizes: Sizes, effort: Effort, fixed: Fixed = NOTHING_FIXED) -> Outcome:
    """Decide the relation exactly at these sizes, splitting cases by sign where a side depends on one.

    Symbols that range over a few numbers, y in {-1, 1}, take each of them in turn.
    """
    outcome = Outcome(holds=True)
    chosen = {name: r.among for name, r in ranges(question).items() if r.among and name not in fixed}
    if prod(len(values) for values in chosen.values()) > MOST_CHOICES:
        return Outcome(reason="too many cases")
    try:
        for values in product(*chosen.values()):
            _all_cases(question, sizes, effort, {**fixed, **dict(zip(chosen, values, strict=True))}, outcome)
            if not outcome.holds:
                return outcome
    except (Unsupported, OutOfRange, TooLarge, NotExact, Undefined) as limit:
        return Outcome(reason=str(limit))
    return outcome


def _all_cases(question: Question, sizes: Sizes, effort: Effort, fixed: Fixed, outcome: Outcome) -> None:
    open_cases: list[tuple[int, ...]] = [()]
    while open_cases and outcome.holds:
        answers = open_cases.pop()
        outcome.cases += 1
        if outcome.cases > MOST_CASES:
            raise Unsupported("more cases than a statement may take")
        system = ExactFunctions(Field(budget=max(effort.left, 0)), answers)
        try:
            _one_case(question, sizes, system, effort, fixed, outcome)
        except Undecided as asked:
            open_cases += [(*answers, s) for s in asked.signs]
            outcome.cases -= 1
        except Impossible:
            continue
        finally:
            effort.left = system.field.ring.left - COST_OF_CASE


def _one_case(question: Question, sizes: Sizes, system: ExactFunctions, effort: Effort, fixed: Fixed,
              outcome: Outcome) -> None:
    scene = exact_scene(question, sizes, system, fixed, index_values)
    answers = system.answers
    left, right = _sides(scene)
    if answers:  # what the signs tell simplifies what was made before they were asked
        if not left.conditions and not right.conditions and _are_in_order(scene, left, right):
            return
        scene.forget()
        left, right = _sides(scene)
    if left.value is None and right.value is None:
        return
    if left.value is None or right.value is None:
        outcome.conditions += without(scene, answers)
        outcome.holds = bool(answers) and bool(outcome.conditions)
        return
    settled = _in_order(scene, question.relation, left.value - right.value)
    settled = settled or _where_defined(scene, left.conditions + right.conditions)
    if not settled and (late := _assuming_late(question, sizes, system, fixed)) is not None:
        settled, (scene, left, right) = True, late
    if not settled and not _by_signs(scene):
        outcome.holds = question.implied and contradict(scene)
        return
    effort.left = system.field.ring.left
    outcome.conditions += _domain(question, scene, left, right, sizes, effort, fixed)


def _assuming_late(question: Question, sizes: Sizes, system: ExactFunctions,
                   fixed: Fixed) -> tuple[ExactScene, _Side, _Side] | None:
    """Make both sides first, in a field of their own, and assume the equations then: a root may be split before."""
    if system.answers or not any(r.op == "equal" for a in question.notation.assumptions for r in relations(a)):
        return None
    again = ExactFunctions(Field(budget=max(system.field.ring.left // 2, 0)))
    scene = exact_scene(question, sizes, again, fixed, index_values, put_off=True)
    try:
        left, right = _sides(scene)
    except Undecided:
        return None
    if left.value is None or right.value is None:
        return None
    left, right = (_Side(side.value, [c for c in side.conditions if not holds(c)]) for side in (left, right))
    scene.assume_late()
    assert left.value is not None
    return (scene, left, right) if _in_order(scene, question.relation, left.value - right.value) else None


def _by_signs(scene: ExactScene) -> bool:
    """Ask for the signs of what stands inside absolute values; |x| is x or -x."""
    system = scene.system
    for _ in range(MOST_SIGNS):
        unknown = next((g.args[0] for g in system.field.generators if g.kind in ("abs", "sign") and g.args
                        and sign_of(g.args[0]) not in ("+", "-", "0")), None)
        if unknown is None:
            return False
        system.sign(np.array([unknown], dtype=object))
        scene.forget()
        left, right = _sides(scene)
        if left.value is None or right.value is None:
            return False
        if _are_in_order(scene, left, right):
            return True
    return False


def _sides(scene: ExactScene) -> tuple[_Side, _Side]:
    made = []
    for number in (0, 1):
        try:
            value, conditions = scene.side(number)
        except Undefined:
            made.append(_Side(None, []))
            continue
        made.append(_Side(None if NOWHERE in value.ravel().tolist() else value, conditions))
    return made[0], made[1]


def _where_defined(scene: ExactScene, conditions: list[Condition]) -> bool:
    """Once more, with what makes both sides defined as facts: e^{log x} is x where x > 0."""
    if not conditions:
        return False
    with supposing(scene.system.field, conditions):
        scene.forget()
        return _are_in_order(scene, *_sides(scene))


def _are_in_order(scene: ExactScene, left: _Side, right: _Side) -> bool:
    """Are both sides defined, and as the relation says?"""
    if left.value is None or right.value is None:
        return False
    return _in_order(scene, scene.question.relation, left.value - right.value)


def _in_order(scene: ExactScene, relation: str, gap: Array) -> bool:
    """Does every entry of left - right have a sign that the relation allows?"""
    lift = scene.system.lift
    values = [lift(v) for v in gap.flat]
    if relation in ("equal", "identical"):
        return all(is_zero(v) is True for v in values)
    with supposing(scene.system.field, scene.system.field.conditions):
        return all(_allowed(relation, v) for v in values)


def _allowed(relation: str, gap: Exact) -> bool:
    if relation in ("less", "greater"):
        greater = -gap if relation == "less" else gap
        return is_positive(greater) or (is_nonnegative(greater) and is_nonzero(greater))
    if relation in ("less_equal", "greater_equal"):
        return is_nonnegative(-gap if relation == "less_equal" else gap)
    return is_nonzero(gap)


def _domain(question: Question, scene: ExactScene, left: _Side, right: _Side, sizes: Sizes,
            effort: Effort, fixed: Fixed) -> list[Needed]:
    """What one side asks for and the other does not; of an inequality, what either asks for."""
    if question.relation not in ("equal", "identical"):
        return needed(scene, left.conditions + right.conditions, [])
    if not left.conditions and not right.conditions:
        return []
    found = needed(scene, left.conditions, right.conditions) + needed(scene, right.conditions, left.conditions)
    return [c for c in found if fixed or not _removable(question, c, sizes, effort)]


def _removable(question: Question, condition: Needed, sizes: Sizes, effort: Effort) -> bool:
    """Is the excluded point x = 0 no exception, both sides being defined and equal there as well?"""
    if condition.kind != "nonzero" or condition.leaf is None:
        return False
    at_zero = examine(question, sizes, effort, {condition.leaf: 0})
    return at_zero.holds and not at_zero.conditions
