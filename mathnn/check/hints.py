"""What would make a false statement true: a sign, a factor, a transpose, an index, an order, a relation, a condition.

Small edits are tried at the points that are there already; one that agrees at all of them, and at points of other
sizes, is offered. A hint is no verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import combinations, islice

import numpy as np

from mathnn.check.conditions import assuming, contradicted
from mathnn.check.dual import Value
from mathnn.check.evaluate import NOTHING, Evaluator, Local
from mathnn.check.question import Question
from mathnn.check.sample import PLANS, Sampled, failing_points, match, plain, sample
from mathnn.check.scene import OutOfRange, Scene, Unsupported
from mathnn.check.search import beyond
from mathnn.errors import FAILURES, SortError
from mathnn.expression.build import call, divide, dot, equal, multiply, negate, power, transpose
from mathnn.expression.operators import is_one
from mathnn.expression.tree import Bind, Call, Expr, Symbol, children, symbols, walk
from mathnn.syntax.to_latex import to_latex

MOST_EDITS = 40
MOST_CONDITIONS = 6
MOST_STEPS = 20_000  # of one edit
FLIPPED = {"less": ("less_equal", "greater_equal"), "greater": ("greater_equal", "less_equal"),
           "less_equal": ("greater_equal",), "greater_equal": ("less_equal",)}


def hint(question: Question, sampled: Sampled) -> str | None:
    """What would make a refuted statement true, or None. A search that fails says nothing of the verdict."""
    try:
        return suggestion(question, sampled)
    except (SortError, *FAILURES):
        return None


def suggestion(question: Question, sampled: Sampled) -> str | None:
    """One edit or condition under which the statement holds at every point tried, in words, or None."""
    if question.relation not in ("equal", "identical"):
        return _relation(question, sampled)
    ev = _Remembering(sampled.scene.anew(MOST_STEPS), 0, sampled.local)
    for sides in islice(_edits(question), MOST_EDITS):
        if _agrees(sides, sampled, ev) and _holds_elsewhere(question.with_sides(*sides)):
            return f"It holds as ${to_latex(Call(question.relation, sides))}$."
    failing = failing_points(question.relation, sampled)
    for condition in islice(_conditions(question), MOST_CONDITIONS):
        if contradicted(question, (condition,), [sampled], [failing]):
            continue
        if _holds_elsewhere(assuming(question, (condition,))):
            return f"It holds where ${to_latex(condition)}$."
    return None


def _relation(question: Question, sampled: Sampled) -> str | None:
    if sampled.source.functions and not question.curves:
        return None  # of any function only a few stand-ins were tried
    if any(isinstance(each, Call) and each.args == question.sides for each in question.notation.assumptions):
        return None  # w x < 1 after w x > 1 is the other case
    for other in FLIPPED.get(question.relation, ()):
        if not failing_points(other, sampled).any() and _holds_elsewhere(question.with_relation(other)):
            return f"It holds as ${to_latex(Call(other, question.sides))}$."
    return None


class _Remembering(Evaluator):
    """Keeps the values of the parts that edits have in common, where no index is bound and nothing is moved.

    What is kept holds its tree, so that an `id` stays that of one tree.
    """

    __slots__ = ("known", "outside")

    def __init__(self, scene: Scene, depth: int = 0, outside: Local | None = None) -> None:
        super().__init__(scene, depth)
        self.outside = outside
        self.known: dict[int, tuple[Expr, Value]] = {}

    def value(self, tree: Expr, local: Local = NOTHING) -> Value:
        """The value of a tree, kept where it was found before."""
        if local is not self.outside or type(tree) is not Call:
            return super().value(tree, local)
        if (found := self.known.get(id(tree))) is not None:
            return found[1]
        made = super().value(tree, local)
        self.known[id(tree)] = tree, made
        return made


def _agrees(sides: tuple[Expr, Expr], sampled: Sampled, ev: Evaluator) -> bool:
    """At the points that are there; the values of free symbols are kept."""
    ev.scene.budget[0] = MOST_STEPS
    points = len(sampled.admissible)
    try:
        with np.errstate(all="ignore"):
            left, right = (plain(ev.value(side, sampled.local)) for side in sides)
            left, right = match(left, right, points)
    except (Unsupported, OutOfRange, ValueError):
        return False
    again = Sampled(sampled.scene, sampled.source, sampled.local, left, right, sampled.admissible,
                    sampled.by_luck)
    return int(again.judged.sum()) >= points // 3 and not (again.judged & ~again.agree).any()


def _holds_elsewhere(question: Question) -> bool:
    """At points of the first other sizes at which it can be evaluated, and far from 0."""
    return _holds_at_other_sizes(question) and _holds_far_away(question)


def _holds_far_away(question: Question) -> bool:
    try:
        first = sample(question, *PLANS[0])
        return not any(wrong.any() for _, wrong in beyond(question, first))
    except (Unsupported, OutOfRange, ValueError):
        return True


def _holds_at_other_sizes(question: Question) -> bool:
    for plan in PLANS[1:3]:
        try:
            found = sample(question, *plan)
        except (Unsupported, OutOfRange, ValueError):
            continue
        if failing_points(question.relation, found).any():
            return False
        if int(found.judged.sum()) >= 8:
            return True
    return False


def _edits(question: Question) -> Iterator[tuple[Expr, Expr]]:
    """The two sides with one small change on the right, then on the left."""
    left, right = question.sides
    yield from ((left, edited) for edited in _with_lost_letter(right, left) if edited != left)
    yield from ((edited, right) for edited in _with_lost_letter(left, right) if edited != right)
    yield from ((left, edited) for edited in _changed(right) if edited.sort == right.sort)
    yield from ((left, edited) for edited in _whole(question, right))
    yield from ((edited, right) for edited in _changed(left) if edited.sort == left.sort)


def _whole(question: Question, tree: Expr) -> Iterator[Expr]:
    """The other sign, a factor of 2 or of a size."""
    yield negate(tree)
    yield multiply(2, tree)
    yield divide(tree, 2)
    sizes = sorted(s.name for side in question.sides for s in symbols(side) if s.sort.kind == "integer")
    for name in dict.fromkeys(sizes):
        size = next(s for side in question.sides for s in symbols(side) if s.name == name)
        if name not in question.free_indices and name not in question.labels:
            yield multiply(size, tree)
            yield divide(tree, size)


def _with_lost_letter(side: Expr, other: Expr) -> Iterator[Expr]:
    """A side with a letter that only the other one holds, in place of one that stands in it twice: log x + log x."""
    lost = sorted((s for s in symbols(other) - symbols(side) if s.sort.kind == "number"), key=lambda s: s.name)
    if len(lost) != 1:
        return
    count = Counter(node for node in walk(side) if isinstance(node, Symbol))
    for letter in sorted((s for s in count if s.sort == lost[0].sort and count[s] > 1), key=lambda s: s.name):
        yield from _with_one_changed(side, letter, lost[0])


def _with_one_changed(tree: Expr, letter: Symbol, to: Symbol) -> Iterator[Expr]:
    """Every tree in which one occurrence of a letter is another letter."""
    if tree == letter:
        yield to
    elif isinstance(tree, Bind):
        yield from (replace(tree, body=body) for body in _with_one_changed(tree.body, letter, to))
    elif isinstance(tree, Call):
        for place, part in enumerate(tree.args):
            for edited in _with_one_changed(part, letter, to):
                yield Call(tree.op, (*tree.args[:place], edited, *tree.args[place + 1 :]), tree.sort)


def _changed(tree: Expr) -> Iterator[Expr]:
    """Every tree that differs in one place."""
    with suppress(SortError, IndexError):
        yield from _here(tree)
    if isinstance(tree, Bind):
        for body in _changed(tree.body):
            yield replace(tree, body=body)
        return
    for place, part in enumerate(children(tree)):
        assert isinstance(tree, Call)
        for edited in _changed(part):
            if edited.sort == part.sort:
                yield Call(tree.op, (*tree.args[:place], edited, *tree.args[place + 1 :]), tree.sort)


def _here(tree: Expr) -> Iterator[Expr]:
    if isinstance(tree, Symbol) and tree.sort.is_matrix and tree.sort.shape[0] == tree.sort.shape[1]:
        yield transpose(tree)
    if not isinstance(tree, Call):
        return
    if tree.op == "negate":
        yield tree.args[0]
    elif tree.op == "add":
        for place, term in enumerate(tree.args):
            yield Call("add", (*tree.args[:place], negate(term), *tree.args[place + 1 :]), tree.sort)
    elif tree.op == "transpose":
        if tree.sort.is_matrix and tree.sort.shape[0] == tree.sort.shape[1]:
            yield tree.args[0]
    elif tree.op == "multiply":
        for place in range(len(tree.args) - 1):
            a, b = tree.args[place : place + 2]
            if a.sort.is_matrix and b.sort.is_matrix:
                yield call("multiply", *tree.args[:place], b, a, *tree.args[place + 2 :])
    elif tree.op == "entry" and len(tree.args) == 3:
        yield Call("entry", (tree.args[0], tree.args[2], tree.args[1]), tree.sort)
    elif tree.op == "norm":
        yield power(tree, 2)


def _conditions(question: Question) -> Iterator[Expr]:
    """Conditions that take a term away; they make no statement true, but they explain one."""
    free = sorted({s for side in question.sides for s in symbols(side)
                   if (row := question.notation.find(s.name)) is None or row.definition is None}, key=lambda s: s.name)
    for s in free:
        if s.sort.is_matrix and s.sort.shape[0] == s.sort.shape[1] and not is_one(s.sort.shape[0]):
            yield equal(s, transpose(s))
    for a, b in combinations([s for s in free if s.sort.is_vector], 2):
        if a.sort == b.sort:
            yield equal(dot(a, b), 0)
    for s in free:
        if s.sort.is_number and s.sort.kind == "number" and s.name not in question.dimensions:
            yield equal(s, 0)
