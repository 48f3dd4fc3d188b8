"""A scene of exact functions: every free symbol an independent variable, the assumptions facts of the field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import prod
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np

from mathnn.check.constraints import Range, each_index, is_size, ranges, relations
from mathnn.check.dual import Array
from mathnn.check.evaluate import Evaluator
from mathnn.check.exact import (
    Condition,
    Exact,
    Field,
    Undefined,
    distinct,
    function,
    is_nonnegative,
    is_positive,
    is_zero,
)
from mathnn.check.exact_system import ExactFunctions, Impossible
from mathnn.check.logic import ACCEPTED
from mathnn.check.powers import constant
from mathnn.check.products import dot
from mathnn.check.question import Question
from mathnn.check.sample import plain
from mathnn.check.scene import Key, OutOfRange, Scene, Sizes, Unsupported
from mathnn.check.systems import each
from mathnn.expression import Sort
from mathnn.expression.build import power
from mathnn.expression.tree import Call, Expr

Fixed: TypeAlias = Mapping[str, int | Fraction]
NOTHING_FIXED: Fixed = MappingProxyType({})


@dataclass(slots=True)
class Variables:
    """Independent variables by key; a source for exact scenes. Symbols in `fixed` are numbers."""

    system: ExactFunctions
    domain: dict[str, Range]
    fixed: Fixed = field(default_factory=dict)
    made: dict[Key, Array] = field(default_factory=dict)

    def leaf(self, key: Key, sort: Sort, dims: tuple[int, ...]) -> Array:
        """A variable for each entry, with what its range says."""
        if (values := self.made.get(key)) is None:
            if prod(dims) > 100:
                raise Unsupported("more variables than a statement may take")
            values, fixed = np.empty((*dims, 1), dtype=object), self.fixed.get(key[0])
            for at in product(*map(range, dims)):
                values[(*at, 0)] = self._variable(key, at) if fixed is None else fixed
            self.made[key] = values
        return values

    def _variable(self, key: Key, at: tuple[int, ...]) -> Exact:
        name, label = key
        spelled = name if label is None else f"{name}^{{({label})}}"
        if at:
            spelled += "_{" + ",".join([str(i + 1) for i in at]) + "}"
        known = self.domain.get(name)
        if known is None:
            return self.system.field.variable(spelled)
        positive = known.low is not None and (known.low > 0 or (known.low == 0 and known.open_low))
        x = self.system.field.variable(spelled, positive=positive, nonzero=known.never == 0)
        if known.low is not None and not (positive and known.low == 0):
            self._assume(x - known.low, known.open_low)
        if known.high is not None:
            self._assume(known.high - x, known.open_high)
        if known.never is not None and known.never != 0:
            self.system.field.assume_nonzero(x - known.never)
        return x

    def _assume(self, e: Exact, strict: bool) -> None:
        if strict:
            self.system.field.assume_positive(e)
        else:
            self.system.field.assume_nonnegative(e)

    def smooth(self, name: str, order: tuple[int, ...], args: tuple[Array, ...]) -> Array:
        """Any smooth function, as a generator of the field."""
        lift = self.system.lift
        return each(lambda *values: function(name, *map(lift, values), order=order), *args)


@dataclass(slots=True)
class ExactScene:
    """An evaluator in a fresh field, with the values of the free indices and the assumptions made."""

    question: Question
    ev: Evaluator
    system: ExactFunctions
    variables: Variables
    local: dict[str, Array]
    facts: list[Fact]
    late: list[Call]  # equations that are assumed once both sides are made

    def assume_late(self) -> None:
        """Assume the equations that were put off, as they stand."""
        for relation in self.late:
            for local in each_index(self.ev, relation, self.question):
                left, right = (plain(self.ev.value(arg, local)) for arg in relation.args)
                _fact(self.system, relation.op, left - right, self.facts)

    def side(self, number: int) -> tuple[Array, list[Condition]]:
        """One side and the conditions under which it is defined."""
        conditions = self.system.field.conditions
        before = len(conditions)
        value = plain(self.ev.value(self.question.sides[number], self.local))
        return value, distinct(conditions[before:])

    def forget(self) -> None:
        """Evaluate anew: what was assumed since may simplify."""
        self.ev.scene.forget()


def exact_scene(question: Question, sizes: Sizes, system: ExactFunctions, fixed: Fixed = NOTHING_FIXED,
                index_values: Any = None, put_off: bool = False) -> ExactScene:
    """A fresh field in which the assumptions hold. Raises Undecided, Unsupported, OutOfRange, TooLarge."""
    variables = Variables(system, ranges(question), fixed)
    ev = Evaluator(Scene(system, question, sizes, variables))
    facts: list[Fact] = []
    late: list[Call] = []
    for assumption in question.notation.assumptions:
        for relation in relations(assumption):
            if put_off and relation.op == "equal" and not is_size(relation, question):
                late.append(relation)
                continue
            _assume(ev, system, relation, question, facts)
    del system.field.conditions[:]
    local = index_values(ev, question, None) if index_values else {}
    scene = ExactScene(question, ev, system, variables, local, facts, late)
    scene.forget()
    return scene


def _assume(ev: Evaluator, system: ExactFunctions, relation: Call, question: Question, facts: list[Fact]) -> None:
    """A relation as a fact. What bounds a single symbol is in its range already."""
    if relation.op not in ACCEPTED:
        return
    if is_size(relation, question):
        return
    try:
        for local in each_index(ev, relation, question):
            left, right = (plain(ev.value(arg, local)) for arg in _squared(relation))
            _fact(system, relation.op, left - right, facts)
    except (Unsupported, OutOfRange, Undefined):
        return  # a fact less: nothing is claimed that needs it


def _squared(relation: Call) -> tuple[Expr, ...]:
    """A length that is given, |x| = c, without the root: x.x = c^2."""
    left, right = relation.args
    c = constant(right)
    if relation.op == "equal" and isinstance(left, Call) and left.op == "norm" and len(left.args) == 1 and c:
        return power(left, 2), power(right, 2)
    return relation.args


@dataclass(frozen=True, slots=True)
class Fact:
    """An assumed inequality: e > 0, or e >= 0, and which fact of the field it became."""

    value: Exact
    strict: bool
    place: int


def contradict(scene: ExactScene) -> bool:
    """Does some assumption fail where the others hold? Then nothing satisfies them all."""
    known = scene.system.field.facts
    for fact in scene.facts:
        if fact.place >= len(known):
            continue
        kept = known.pop(fact.place)
        try:
            if is_nonnegative(-fact.value) if fact.strict else is_positive(-fact.value):
                return True
        finally:
            known.insert(fact.place, kept)
    return False


def _fact(system: ExactFunctions, op: str, gap: Array, facts: list[Fact]) -> None:
    field_ = system.field
    if op == "unequal" and gap.ndim > 1:
        squared = dot(gap, gap)
        assert isinstance(squared, np.ndarray)
        field_.assume_positive(system.lift(squared[0]))
        return
    zeros: list[Exact] = []
    for value in gap.flat:
        e = system.lift(value)
        if e.constant is not None:
            if (e.constant > 0) - (e.constant < 0) not in ACCEPTED[op]:
                raise Impossible
            continue
        if op in ("equal", "identical"):
            zeros.append(e)
        elif op == "unequal":
            field_.assume_nonzero(e)
        else:
            core, flip = system.core(e if op.startswith("greater") else -e)
            strict = op in ("less", "greater")
            facts.append(Fact(core * flip, strict, len(field_.facts)))
            (field_.assume_positive if strict else field_.assume_nonnegative)(core * flip)
    if zeros:
        field_.assume_zero(*zeros)


@contextmanager
def supposing(field_: Field, conditions: list[Condition]) -> Iterator[None]:
    """Facts that are taken back afterwards."""
    facts, nonzero = list(field_.facts), list(field_.nonzero)
    try:
        for condition in conditions:
            field_.assume(condition)
        yield
    finally:
        field_.facts[:], field_.nonzero[:] = facts, nonzero


__all__ = ["ExactScene", "exact_scene", "is_zero", "supposing"]
