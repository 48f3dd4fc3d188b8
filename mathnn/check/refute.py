"""The only place that makes `refuted`: a sample at which a statement fails is evaluated again, with certainty.

Floats only suggest a point. Its coordinates become fractions, the assumptions are made to hold exactly, and the sides
are computed in rational numbers or in balls that are sure to hold the true value; the balls must not meet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from typing import Any

import numpy as np
from flint import arb, fmpq

from mathnn.check import smooth
from mathnn.check.certified import Certified, as_printed
from mathnn.check.dual import Array
from mathnn.check.evaluate import Evaluator
from mathnn.check.exact import Field, NotExact, TooLarge, Undefined, is_zero
from mathnn.check.exact_system import ExactFunctions, Undecided
from mathnn.check.logic import ACCEPTED
from mathnn.check.question import Question
from mathnn.check.sample import Sampled, match, plain, shape_of
from mathnn.check.scene import Key, OutOfRange, Scene, Sizes, Unsupported
from mathnn.check.solving import settle
from mathnn.check.systems import UNKNOWN, System, each
from mathnn.claims import Counterexample, Verdict
from mathnn.expression import Sort
from mathnn.expression.tree import Expr, Symbol, symbols

TRIES = 16
FINEST = 10_000  # denominators of a point
LONGEST_DECIMAL = 10**12  # a fraction is written as a decimal where this many digits hold all of it
_MOST_SHOWN = 20  # entries of a column
PLAIN = {2, 4, 5, 8, 10, 16, 20, 25, 40, 50, 100}


@dataclass(slots=True)
class Point:
    """One sample with rational coordinates; a source for scenes of certified numbers."""

    system: System
    leaves: dict[Key, Array]
    shape: str
    curves: Mapping[str, str] = field(default_factory=dict)
    functions: dict[str, int] = field(default_factory=dict)

    def leaf(self, key: Key, sort: Sort, dims: tuple[int, ...]) -> Array:
        """A coordinate of the point; 1 for what the floats never asked for."""
        if key not in self.leaves:
            self.leaves[key] = np.broadcast_to(self.system.number(1), (*dims, 1)).copy()
        return self.leaves[key]

    def smooth(self, name: str, order: tuple[int, ...], args: tuple[Array, ...]) -> Array:
        """The same stand-in as in the floats."""
        self.functions[name] = len(args)
        return smooth.value(self.system, name, order, args, shape_of(name, self.shape, self.curves))


def refuted(question: Question, samples: list[Sampled], failing: list[Array]) -> Verdict | None:
    """A verdict with a certified counterexample, or None when no failing sample could be certified."""
    for sampled, mask in zip(samples, failing, strict=True):
        for column in _simplest_first(sampled, mask)[:TRIES]:
            try:
                found = _certify(question, sampled, int(column))
            except (Unsupported, OutOfRange, OverflowError):
                continue
            if found is not None:
                return _with_counterexample(found, question, sampled.scene.sizes)
    return None


def _with_counterexample(found: Callable[[], Counterexample], question: Question, sizes: Sizes) -> Verdict:
    return Verdict("refuted", lambda: _reason(question, found()), counterexample=found, method="counterexample",
                   checked_for=spell_sizes(sizes))


def _simplest_first(sampled: Sampled, mask: Array) -> Array:
    """Failing columns, those with small whole numbers first; all zeros tell little and come later."""
    columns = np.flatnonzero(mask)
    values = [value.reshape(-1, value.shape[-1]) for value in sampled.source.leaves.values()]
    if len(columns) < 2 or not values:
        return columns
    wide = np.concatenate([v if v.shape[-1] == len(mask) else v.repeat(len(mask), axis=1) for v in values])[:, columns]
    cost = np.add.reduce(np.abs(wide) + 8 * (wide != np.rint(wide)))
    begins = [*accumulate(map(len, values[:-1]), initial=0)]
    cost += 2 * np.add.reduce(np.logical_and.reduceat(wide == 0, begins))
    return columns[np.argsort(cost, kind="stable")]


def _certify(question: Question, sampled: Sampled, column: int) -> Callable[[], Counterexample] | None:
    """The counterexample at a point, to be spelled when it is asked for; None where it cannot be certified."""
    system = Certified()
    leaves = {key: _fractions(value, column) for key, value in sampled.source.leaves.items()}
    point = Point(system, leaves, sampled.source.shape, question.curves)
    known = sampled.scene.sizes
    scene = Scene(system, question, Sizes(known.order, dict(known.given), known.taken), point)
    ev = Evaluator(scene)
    local = {name: values[column : column + 1] for name, values in sampled.local.items()}
    if not settle(ev, question, point.leaves, 1).all():
        return None
    left, right = (plain(ev.value(side, local)) for side in question.sides)
    left, right = match(left, right, 1)
    if not _violated(system, question.relation, left, right) and not _exactly_violated(question, scene, point, local):
        return None
    return lambda: Counterexample(_values(question, scene, point, local), _shown(left), _shown(right))


def _exactly_violated(question: Question, scene: Scene, point: Point, local: dict[str, Array]) -> bool:
    """Where two balls cannot be told apart, sqrt 5 sqrt 20 < 10: the same numbers in a field, exactly."""
    if question.relation not in ("less", "greater", "unequal"):
        return False
    system = ExactFunctions(Field())
    exact = Point(system, {key: each(_python, value) for key, value in point.leaves.items()}, point.shape,
                  point.curves)
    inner = Scene(system, question, scene.sizes, exact)
    try:
        left, right = (plain(Evaluator(inner).value(side, local)) for side in question.sides)
        return any(is_zero(system.lift(v)) is True for v in (left - right).flat)
    except (Undecided, Undefined, TooLarge, NotExact, Unsupported, OutOfRange, TypeError):
        return False


def _python(x: Any) -> Fraction | int:
    x = fmpq(x)
    return int(x.p) if x.q == 1 else Fraction(int(x.p), int(x.q))


def _fractions(value: Array, column: int) -> Array:
    part = value[..., column if value.shape[-1] > 1 else 0]
    made = np.empty(part.size, dtype=object)
    made[:] = [_fraction(x) for x in part.ravel().tolist()]
    return made.reshape(*part.shape, 1)


def _fraction(x: float) -> fmpq:
    """A number of a sample; most are dyadic, and their own fraction."""
    p, q = x.as_integer_ratio()
    if q > FINEST:
        p, q = Fraction(p, q).limit_denominator(FINEST).as_integer_ratio()
    return fmpq(p, q)


def _violated(system: System, relation: str, left: Array, right: Array) -> bool:
    """Does the relation certainly fail in some entry? Both sides must be defined everywhere."""
    if any(isinstance(v, arb) and not v.is_finite() for side in (left, right) for v in side.flat):
        return False
    signs = set(system.sign(left - right).flat)
    if relation == "unequal":
        return signs == {0}
    return not signs <= {UNKNOWN, *ACCEPTED[relation]}


def _values(question: Question, scene: Scene, point: Point, local: dict[str, Array]) -> dict[str, object]:
    """The point in the symbols of the text: free values, sizes that count as numbers, indices, stand-ins."""
    found: dict[str, object] = {}
    for (name, label), value in point.leaves.items():
        if name[:1] == " ":  # one of ours, the variable of a limit that was taken
            continue
        found[f"{name}^{{({label})}}" if label is not None else name] = _shown(value)
    for name, at in local.items():
        found[name] = int(at[0])
    shown = {s.name for side in question.sides for s in _counting(side)}
    for (name, label), size in scene.sizes.given.items():
        if name in shown and label is None and name not in found:
            found[name] = size
    for name, arity in point.functions.items():
        if name[:1] == " ":
            continue
        places = f"({smooth.place(name)})" if arity == 1 else "(u_1, …)"
        shape = shape_of(name, point.shape, point.curves)
        found[name.partition(smooth.BLOCK)[0].strip() + places] = smooth.spell(name, arity, shape)
    return found


def _counting(side: Expr) -> list[Symbol]:
    return [s for s in symbols(side) if s.sort.kind == "integer"]


def _shown(value: Array) -> object:
    """A number as a person writes it: 3, 0.5, "1/3", rounded to six digits; a vector as a list."""
    if value.ndim == 1:
        return _number(value[0])
    return [_shown(part) for part in value]


def _number(x: Any) -> object:
    if isinstance(x, arb):
        if x.contains(0):
            return 0
        return as_printed(x, ".6g")
    x = fmpq(x)
    if x.q == 1:
        return int(x.p)
    exact = Fraction(int(x.p), int(x.q))
    if int(x.q) in PLAIN or (LONGEST_DECIMAL % exact.denominator == 0 and abs(exact) < 1000):
        return float(exact)
    return f"{x.p}/{x.q}"


def _reason(question: Question, found: Counterexample) -> str:
    words = {"equal": "but the right side is", "less": "which is not less than", "less_equal": "which exceeds",
             "greater": "which is not greater than", "greater_equal": "which is below", "unequal": "and so is"}
    left, right = spell_value(found.left), spell_value(found.right)
    return f"{_at_the(found)} left side is {left}, {words.get(question.relation, 'against')} {right}."


def _at_the(found: Counterexample) -> str:
    """"At x = 1 the" or, where no value is named, "The"."""
    point = ", ".join(f"{name} = {spell_value(value)}" for name, value in found.values.items())
    return f"At {point} the" if point else "The"


def spell_value(value: object) -> str:
    """(1, 2) for a vector, rows separated by ; for a matrix."""
    if isinstance(value, list):
        rows = [spell_value(part) for part in value]
        if value and isinstance(value[0], list):
            return "(" + "; ".join(row[1:-1] for row in rows) + ")"
        return "(" + ", ".join(rows if len(rows) <= _MOST_SHOWN else (*rows[:3], "…", rows[-1])) + ")"
    return str(value)


def spell_sizes(sizes: Sizes) -> str:
    """n = 2, m = 3, as far as the text names them."""
    shown = [f"{name} = {size}" if label is None else f"{name}_{{{label}}} = {size}"
             for (name, label), size in sizes.given.items() if not name.startswith(" ")]
    return ", ".join(shown)


def refuted_by_numbers(left: Array, right: Array, digits: str, shown: int = 1) -> Verdict:
    """Two numbers that were calculated with certainty and differ at the digits that side number `shown` has."""
    a, b = _shown(left), _shown(right)
    reason = f"The left side is {spell_value(a)}, the right side {spell_value(b)}."
    if digits:
        reason = f"At these digits it is {digits}, not {spell_value((a, b)[shown])}."
    return Verdict("refuted", reason,
                   counterexample=Counterexample({}, a, b), method="certified digits", checked_for="these numbers",
                   suggestion=digits or None)


def refuted_as_unbounded(found: Verdict) -> Verdict:
    """`found` refutes that the numerator of a limit goes to 0 where its denominator does: the limit is no number."""
    example = found.counterexample
    assert example is not None
    value = spell_value(example.left)
    return found.changed(
        reason=f"{_at_the(example)} numerator goes to {value} where the denominator goes to 0: the limit is no number.",
        counterexample=Counterexample(example.values, f"{value} / 0", "a number"), suggestion=None)


def refuted_as_imaginary(value: str, real: object, at: int) -> Verdict:
    """Side number `at` is no real number, as was calculated with certainty; the other one is."""
    sides = (value, real) if at == 0 else (real, value)
    reason = f"The {('left', 'right')[at]} side is no real number: it takes the root of a negative one."
    return Verdict("refuted", reason,
                   counterexample=Counterexample({}, *sides), method="complex balls", checked_for="these numbers")
