"""Admissible points: small and special values for the free symbols, at which all assumptions hold.

Among them zeros, ones, equal, opposite and parallel vectors, unit vectors and random small numbers. All are dyadic, so
that floats hold them exactly. Everything is deterministic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, product
from math import prod
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from mathnn.check import smooth
from mathnn.check.constraints import Range, everywhere, ranges, relations
from mathnn.check.dual import Array, Value, spread
from mathnn.check.evaluate import Evaluator
from mathnn.check.logic import ACCEPTED
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.check.related_sizes import related_sizes
from mathnn.check.scene import Key, OutOfRange, Scene, Sizes, Unsupported
from mathnn.check.smooth import BLOCK
from mathnn.check.solving import settle
from mathnn.check.systems import Floats, System
from mathnn.check.whole import values, whole_numbers
from mathnn.expression import Sort
from mathnn.expression.tree import Bind, Call, Symbol, symbols, walk

POINTS = 32
NOTHING: Mapping[Key, Array] = MappingProxyType({})
# Sizes for the dimensions, all different in each row; the stand-in for unknown functions; how many points.
Plan: TypeAlias = tuple[tuple[int, ...], str, int]
PLANS: tuple[Plan, ...] = (
    ((2, 3, 4, 5, 6), "simple", POINTS), ((3, 2, 5, 4, 6), "mixed", POINTS), ((4, 3, 2, 5, 6), "wave", POINTS),
    ((5, 4, 3, 2, 6), "simple", 16), ((6, 5, 2, 3, 4), "simple", 16), ((7, 2, 3, 4, 5), "simple", 16),
)
MANY: Plan = ((2, 3, 4, 5, 6), "simple", 256)  # for what few points fulfil, x > y > z > 0
LARGE: Plan = ((12, 11, 10, 9, 8), "simple", 16)  # for what is not proved: |x|_1 <= 3 |x|_2
MOST_COMBINATIONS = 600  # of free indices
HUGE: Plan = ((150, 149, 148, 147, 146), "simple", 16)  # of columns: |x|_1 <= 10 |x|_2
_SPECIAL = 9
_IDENTITY = 9  # the point at which square matrices are the identity
_POOL = 4_000
_LATEST = 4  # by how much a label that counts may be later than the first one


@cache
def _pool(points: int) -> Array:
    """Random numbers, a row an entry, a column a point: integers first, then eighths, at last points near 0.

    Near 0 a square is less than the number itself; x <= x^2 is refuted nowhere else.
    """
    rng = np.random.default_rng(20)
    small = rng.integers(-2, 3, size=(_POOL, points)).astype(float)
    half = points // 2
    small[:, half:-6] = rng.choice([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0], size=(_POOL, points - half - 6))
    small[:, -6:-3] = rng.integers(1, 24, size=(_POOL, 3)) / 8 * rng.choice([-1.0, 1.0], size=(_POOL, 3))
    small[:, -3:] = rng.integers(1, 8, size=(_POOL, 3)) / (8, 16, 64) * rng.choice([-1.0, 1.0], size=(_POOL, 3))
    small[:, -1] = np.abs(small[:, -1])
    small.flags.writeable = False
    return small


@lru_cache(maxsize=1024)
def _special(ordinal: int, start: int, count: int, points: int) -> Array:
    """Rows of the pool from `start` for symbol number `ordinal`, with the special points in the first columns."""
    pool = _pool(points)
    made = np.array(pool[start : start + count])
    shared = pool[:count, :_SPECIAL]
    unit = np.zeros(count)
    unit[ordinal % count] = 1.0
    first = np.zeros(count)
    first[0] = 1.0
    made[:, 0], made[:, 1] = 0.0, 1.0
    made[:, 2], made[:, 3], made[:, 4] = shared[:, 4], shared[:, 4] * (-1) ** ordinal, shared[:, 4] * (ordinal + 1)
    made[:, 5], made[:, 6] = unit, first
    if ordinal < 2:
        made[:, 7 + ordinal] = 0.0
    made.flags.writeable = False
    return made


@lru_cache(maxsize=1024)
def _made(ordinal: int, start: int, dims: tuple[int, ...], points: int) -> Array:
    """Rows of the pool in a shape; a square matrix is the identity at one point."""
    made = _special(ordinal, start, prod(dims), points).reshape(*dims, points)
    if len(dims) != 2 or dims[0] != dims[1]:
        return made
    square = made.copy()
    square[..., _IDENTITY] = np.eye(dims[0])
    square.flags.writeable = False
    return square


def shape_of(name: str, shape: str, curves: Mapping[str, str]) -> str:
    """The shape of the stand-in for a function: convex or the like where it is said to be."""
    curve = curves.get(name.partition(BLOCK)[0])
    return f"{curve} {shape}" if curve else shape


@dataclass(slots=True)
class Points:
    """Values of free symbols, made when first asked for; a source for scenes of floats."""

    system: System
    domain: dict[str, Range] = field(default_factory=dict)
    shape: str = "simple"
    points: int = POINTS
    curves: Mapping[str, str] = field(default_factory=dict)
    leaves: dict[Key, Array] = field(default_factory=dict)
    functions: dict[str, int] = field(default_factory=dict)
    used: int = 0

    def leaf(self, key: Key, sort: Sort, dims: tuple[int, ...]) -> Array:
        """A fresh value for a free symbol, inside its declared range."""
        if key not in self.leaves:
            count = prod(dims)
            if not count:
                raise OutOfRange("a value without entries")
            if count > 400:
                raise Unsupported(f"a value of {count} entries")
            made = _made(len(self.leaves), self.used, dims, self.points)
            self.used = (self.used + count) % (_POOL - 400)
            if key[0] in self.domain:
                made = self.domain[key[0]].into(made)
            self.leaves[key] = made
        return self.leaves[key]

    def smooth(self, name: str, order: tuple[int, ...], args: tuple[Array, ...]) -> Array:
        """A stand-in for an unknown function."""
        self.functions[name] = len(args)
        return smooth.value(self.system, name, order, args, shape_of(name, self.shape, self.curves))


@dataclass(slots=True)
class Sampled:
    """Both sides at admissible points; `admissible` says which points are."""

    scene: Scene
    source: Points
    local: dict[str, Array]
    left: Array
    right: Array
    admissible: Array
    by_luck: bool  # are these points special, since an equation that is assumed was not solved?
    defined: tuple[Array, Array] = field(init=False)  # where each side is
    judged: Array = field(init=False)  # where the statement is put to the test

    def __post_init__(self) -> None:
        self.defined = left, right = _finite(self.left), _finite(self.right)
        self.judged = self.admissible & left & right

    @property
    def is_at_one_point(self) -> bool:
        """Are all points at which it is judged the same one, as those of sqrt(x) = -x are?"""
        values = [leaf[..., self.judged] for leaf in self.source.leaves.values()]
        return bool(values) and not self.source.functions and all((value == value[..., :1]).all() for value in values)

    @property
    def agree(self) -> Array:
        """Where both sides are equal, up to rounding."""
        with np.errstate(invalid="ignore"):  # of infinities
            same = np.asarray(self.left == self.right)
            if np.count_nonzero(same) == same.size:
                return everywhere(same.shape[-1])
            gap = np.abs(self.left - self.right)
            size = 1 + np.abs(self.left) + np.abs(self.right)
            return _all(np.asarray(gap <= 1e-9 * size))


def _finite(side: Array) -> Array:
    return _all(np.isfinite(side))


def _all(mask: Array) -> Array:
    return np.asarray(np.logical_and.reduce(mask.reshape(-1, mask.shape[-1]))) if mask.ndim > 1 else mask


def sizes(question: Question, order: tuple[int, ...]) -> Sizes:
    """Sizes for every symbol that counts, and the labels that the statement fixes."""
    least = question.least_size
    given: dict[tuple[str, int | None], int] = {}
    if question.labels:
        later = min(order[0] - 2, _LATEST)
        given = {(name, None): value + later * (name in question.counted) for name, value in question.labels.items()}
    given |= _declared_sizes(question)
    large = order if least <= 2 else tuple(k for k in order if k >= least)
    return Sizes(large or (least, least + 1), given)


def _declared_sizes(question: Question) -> dict[tuple[str, int | None], int]:
    """n = 3 among the assumptions."""
    kept = question.kept
    if "declared sizes" not in kept:
        kept["declared sizes"] = _found_sizes(question)
    found: dict[tuple[str, int | None], int] = kept["declared sizes"]
    return found


def _found_sizes(question: Question) -> dict[tuple[str, int | None], int]:
    found: dict[tuple[str, int | None], int] = {}
    for a in question.notation.assumptions:
        if isinstance(a, Call) and a.op == "equal" and isinstance(a.args[0], Symbol):
            value, symbol = constant(a.args[1]), a.args[0]
            counts = symbol.sort.kind == "integer" or symbol.name in question.dimensions
            if value is not None and value.denominator == 1 and counts:
                found[(symbol.name, None)] = int(value)
    return found


def index_values(ev: Evaluator, question: Question, points: int | None) -> dict[str, Array]:
    """All values of the free indices, one combination a point; repeated to fill `points`, or just once each."""
    if not (free := question.free_indices):
        return {}
    columns = _combinations(tuple([ev.size(dimension) for dimension in free.values()]))
    local = dict(zip(free, columns, strict=True))
    count = len(columns[0])
    if masks := [*_inside(ev, question, local), *_admitted(ev, question, local)]:
        fits = np.ones(count, dtype=bool)
        for mask in masks:
            fits &= mask
        local = {name: values[fits] for name, values in local.items()}
        count = int(np.count_nonzero(fits))
    if not count:
        raise OutOfRange("no index fits")
    return local if points is None else {name: values[_turn(count, points)] for name, values in local.items()}


@lru_cache(maxsize=256)
def _combinations(sizes: tuple[int, ...]) -> tuple[Array, ...]:
    """All combinations of indices up to these sizes, a column each."""
    if prod(sizes) > MOST_COMBINATIONS:
        raise Unsupported("more combinations of indices than a statement may take")
    return tuple(np.array(column) for column in zip(*product(*(range(1, n + 1) for n in sizes)), strict=True))


@lru_cache(maxsize=256)
def _turn(count: int, points: int) -> Array:
    """Which combination stands at which point."""
    return (np.arange(points) * 7) % count if count % 7 else np.arange(points) % count


def _admitted(ev: Evaluator, question: Question, local: dict[str, Array]) -> Iterator[Array]:
    """Which combinations fulfil what is assumed of the indices themselves: j unequal k."""
    for assumption in question.notation.assumptions:
        for relation in relations(assumption):
            if relation.op in ACCEPTED and {s.name for s in symbols(relation)} <= set(local):
                left, right = (np.asarray(ev.index(arg, local)) for arg in relation.args)
                yield np.isin(np.sign(left - right), ACCEPTED[relation.op])


def _inside(ev: Evaluator, question: Question, local: dict[str, Array]) -> Iterator[Array]:
    """Which combinations keep every index, such as i + 1, within what it indexes."""
    for node in chain.from_iterable(map(walk, question.sides)):
        if type(node) is not Call or node.op != "entry":
            continue
        for arg, dimension in zip(node.args[1:], node.args[0].sort.shape, strict=False):
            if not isinstance(arg, Call | Bind) or not any(s.name in local for s in symbols(arg)):
                continue
            try:
                at = np.asarray(ev.index(arg, local))
            except Unsupported:
                continue
            yield (at >= 1) & (at <= ev.size(dimension))


def sample(question: Question, order: tuple[int, ...], shape: str, points: int = POINTS,
           turn: int | None = None, leaves: Mapping[Key, Array] = NOTHING) -> Sampled:
    """Both sides in floats at admissible points; with a turn, at whole numbers beyond those that come first.

    `leaves` are values to take for the free ones.
    Raises Unsupported or OutOfRange.
    """
    system = Floats()
    source = Points(system, ranges(question), shape, points, question.curves, dict(leaves))
    chosen = sizes(question, order)
    chosen.given.update(values(question, order[0] - 2 if turn is None else turn, turn is not None))
    if question.notation.assumptions and question.dimensions:
        chosen.given.update(related_sizes(question, chosen.order, chosen.given))
    scene = Scene(system, question, chosen, source)
    ev = Evaluator(scene)
    local = index_values(ev, question, points)
    with np.errstate(all="ignore"):
        admissible = settle(ev, question, source.leaves, points)
        left, right = (plain(ev.value(side, local)) for side in question.sides)
    left, right = match(left, right, points)
    return Sampled(scene, source, local, left, right, admissible, ev.lucky)


def repeats(plan: Plan, question: Question, earlier: Iterable[Sampled]) -> bool:
    """Would a plan give points again that are there? Where no size, no unknown function and no whole number is asked
    for, plans of as many points do not differ.
    """
    _, shape, points = plan
    return not whole_numbers(question) and not question.counted and any(
        each.source.points == points and not each.scene.sizes.taken
        and (each.source.shape == shape or not each.source.functions) for each in earlier)


def plain(x: Value) -> Array:
    """An array, never a dual: no derivative is taken outside."""
    if not isinstance(x, np.ndarray):
        raise Unsupported("a value that has no samples")
    return x


def match(left: Array, right: Array, points: int) -> tuple[Array, Array]:
    """Both sides in one shape; a number stands for a vector of it, and one point for all.

    A row beside a square has no such meaning: a definition then has other sizes than its letter was read with.
    """
    if left.shape == right.shape and left.shape[-1] == points:
        return left, right
    if left.ndim == right.ndim > 1 and left.shape[:-1] != right.shape[:-1]:
        raise Unsupported("sides whose sizes differ from those they were read with")
    while left.ndim < right.ndim:
        left = left[None]
    while right.ndim < left.ndim:
        right = right[None]
    sizes = left.shape[:-1]
    if right.shape[:-1] != sizes:
        sizes = np.broadcast_shapes(sizes, right.shape[:-1])
    return spread(left, (*sizes, points)), spread(right, (*sizes, points))


def failing_points(relation: str, sampled: Sampled) -> Array:
    """The judged points at which the relation seems not to hold; a strict one also where the sides seem equal."""
    judged = sampled.judged
    if relation in ("equal", "identical"):
        return judged & ~sampled.agree
    with np.errstate(invalid="ignore"):
        gap = sampled.left - sampled.right
        slack = 1e-9 * (1 + np.abs(sampled.left) + np.abs(sampled.right))
        wrong = {
            "less": gap > -slack, "less_equal": gap > slack, "greater": gap < slack, "greater_equal": gap < -slack,
            "unequal": np.abs(gap) <= slack,
        }[relation]
    flat = wrong.reshape(-1, wrong.shape[-1])
    return np.asarray(judged & (flat.all(axis=0) if relation == "unequal" else flat.any(axis=0)))
