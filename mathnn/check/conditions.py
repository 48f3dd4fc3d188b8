"""Conditions of domain and normalisation, tried when a statement fails without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from mathnn.check.constraints import FULFILLED, each_index, ranges, relations
from mathnn.check.constraints import holds as holds_at
from mathnn.check.evaluate import Evaluator
from mathnn.check.names import constant_kind
from mathnn.check.sample import PLANS, Sampled, failing_points, sample
from mathnn.check.scene import OutOfRange, Unsupported
from mathnn.expression import INTEGER
from mathnn.expression.build import number
from mathnn.expression.sort import TRUTH
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, symbols, walk
from mathnn.syntax.to_latex import to_latex

if TYPE_CHECKING:
    from mathnn.check.dual import Array
    from mathnn.check.question import Question

ENOUGH = 4  # points that agree
ZERO, ONE = number(0), number(1)
_NAME = attrgetter("name")
_OUTCOME = re.compile(r"_\{\(\d\)\}$")  # what a random vector takes with some chance: no letter of the text
_VECTOR = 2  # arguments of an entry of one: itself and the index
_OF_SHARES = ("softmax", "exp", "log")  # beside them the rows of a matrix may be distributions
_DOMAINS = ("unequal", "greater_equal", "greater")  # the last says most


def is_written_out(condition: Expr, question: Question) -> bool:
    """Does the statement write out what the condition makes 1? Who writes |x| does not mean that it is 1."""
    if not isinstance(condition, Call) or condition.op != "equal" or condition.args[1] != ONE:
        return False
    return any(node == condition.args[0] for side in question.sides for node in walk(side))


@dataclass(frozen=True, slots=True)
class Family:
    """Conditions of one kind. Where the statement fails even under `strongest`, none of them can help."""

    strongest: tuple[Expr, ...]
    groups: tuple[tuple[Expr, ...], ...]

    def choices(self) -> Iterator[tuple[Expr, ...]]:
        """One condition, then two and three of a group together."""
        for group in self.groups:
            for size in (1, 2, 3):
                yield from combinations(group, size)


def candidates(question: Question) -> Iterator[Family]:
    """Conditions of domain and normalisation to try. None removes a term or a dimension."""
    numbers, vectors, matrices, squares = _free(question)
    if numbers:
        yield _family([tuple(_related(op, x, ZERO) for x in numbers) for op in _DOMAINS])
    if vectors:
        index = _fresh(question)
        entries = tuple(Call("entry", (v, index)) for v in vectors)
        yield _family([tuple(_related("unequal", v, ZERO) for v in vectors)])
        yield _family([tuple(_related(op, x, ZERO) for x in entries) for op in _DOMAINS])
        shares = tuple(_related("equal", Bind("sum", index, x), ONE) for x in entries)
        if len(shares) == 1 or not question.operators.isdisjoint(_OF_SHARES):
            yield _family([shares])
        else:  # several columns that sum to one are two distributions: of samples x and y hardly
            yield from (_family([(each,)]) for each in shares)
        yield _family([tuple(_related("equal", Call("norm", (v,)), ONE) for v in vectors)])
    if squares:
        yield _family([tuple(_related("unequal", Call("det", (m,)), ZERO) for m in squares)])
    if matrices and not question.operators.isdisjoint(_OF_SHARES):
        row = _fresh(question)
        column = Symbol(next(name for name in ("j", "k", "l", "s", "j'")
                             if name != row.name and not _is_used(name, question)), INTEGER)
        yield _family([tuple(_related("equal", Bind("sum", over, Call("entry", (m, row, column))), ONE)
                             for m in matrices) for over in (row, column)])


def _family(groups: list[tuple[Expr, ...]]) -> Family:
    return Family(groups[-1], tuple(groups))


def _related(op: str, left: Expr, right: Expr) -> Call:
    return Call(op, (left, right), TRUTH)


def are_shares(conditions: tuple[Expr, ...], question: Question) -> bool:
    """Do they say that the entries of rows or columns of matrices sum to one, or those of a column beside shares?"""
    sums = [c.args[0] for c in conditions if isinstance(c, Call) and c.op == "equal" and c.args[1] == ONE]
    is_beside_shares = not question.operators.isdisjoint(_OF_SHARES)
    return len(sums) == len(conditions) and all(
        isinstance(each, Bind) and isinstance(each.body, Call) and (is_beside_shares or len(each.body.args) > _VECTOR)
        for each in sums)


def _fresh(question: Question) -> Symbol:
    """An index that the statement does not use."""
    return Symbol(next(name for name in ("i", "j", "k", "r", "i'") if not _is_used(name, question)), INTEGER)


def _is_used(name: str, question: Question) -> bool:
    return any(s.name == name for side in question.sides for s in symbols(side))


def _free(question: Question) -> tuple[list[Symbol], list[Symbol], list[Symbol], list[Symbol]]:
    """Free numbers, vectors, matrices and square ones of the sides and of what they lead to; I and pi are as they are.
    """
    found: dict[str, Symbol] = {}
    bound = {id(row.definition): row.parameters for row in question.notation if row.definition is not None}
    for tree in question.trees:
        own = bound.get(id(tree), ())
        for s in sorted(symbols(tree), key=_NAME):
            if s.name in found or s in own:
                continue
            row = question.notation.find(s.name)
            if (row is None or row.definition is None) and not constant_kind(s, s, row):
                found[s.name] = s
    chosen = {name for name, known in ranges(question).items() if known.among}  # x != 0 would choose a value of {0, 1}
    numbers = [s for s in found.values() if s.sort.is_number and s.sort.kind == "number" and s.name not in chosen]
    vectors = [s for s in found.values()
               if s.sort.is_vector and s.sort.kind == "number" and s.name not in chosen and not _OUTCOME.search(s.name)]
    matrices = [s for s in found.values() if s.sort.is_matrix]
    squares = [s for s in matrices if s.sort.shape[0] == s.sort.shape[1]]
    return numbers[:5], vectors[:4], matrices[:4], squares[:3]


def assuming(question: Question, conditions: tuple[Expr, ...]) -> Question:
    """The question with more assumptions."""
    return question.under(question.notation.assuming(*conditions))


def latex(condition: Expr) -> str:
    """A condition as the report prints it."""
    return to_latex(condition)


def explains(question: Question, conditions: tuple[Expr, ...], samples: list[Sampled], failing: list[Array]) -> bool:
    """Do all failing points lie outside the conditions, and some points inside agree?"""
    inside = _inside(question, conditions, samples)
    if inside is None or _leaves_an_end(question, conditions, samples) or _leaves_a_case(question, inside, samples):
        return False
    agreeing = 0
    for sampled, mask, within in zip(samples, failing, inside, strict=True):
        if (within & mask).any():
            return False
        left, right = sampled.defined
        agreeing += int((within & left & right).sum())
    return agreeing >= ENOUGH or _meets(question, conditions) is True


def _leaves_an_end(question: Question, conditions: tuple[Expr, ...], samples: list[Sampled]) -> bool:
    """Does x >= 0 hold nowhere but at x = 0, since the text says x <= 0? Then it is no domain."""
    inner = tuple(_related("greater", *c.args) if isinstance(c, Call) and c.op == "greater_equal" else c
                  for c in conditions)
    if inner == conditions or not question.notation.assumptions:
        return False
    inside = _inside(question, inner, samples)
    return inside is not None and not any(points.any() for points in inside)


def _leaves_a_case(question: Question, inside: list[Array], samples: list[Sampled]) -> bool:
    """Do the conditions leave no point of a case that the statement writes out, "0 for x < 0", and is said of?"""
    if "cases" not in question.operators:
        return False
    tests = [_related(_ORDERS[test.op], *test.args) for side in question.sides for node in walk(side)
             if isinstance(node, Call) and node.op == "cases"
             for test in node.args[1::2] if isinstance(test, Call) and test.op in _ORDERS]
    for test in tests:
        own = _inside(question, (test,), samples)
        if own is not None and any(points.any() for points in own) and not any(
                (points & kept).any() for points, kept in zip(own, inside, strict=True)):
            return True
    return False


_ORDERS = {"less": "less", "less_equal": "less", "greater": "greater", "greater_equal": "greater"}  # without their ends


def hopeless(question: Question, conditions: tuple[Expr, ...], samples: list[Sampled], failing: list[Array]) -> bool:
    """Does it fail at a point at which all these conditions hold?"""
    if not conditions or contradicted(question, conditions, samples, failing):
        return True
    return any(r.op == "equal" for c in conditions for r in relations(c)) and _meets(question, conditions) is False


def contradicted(question: Question, conditions: tuple[Expr, ...], samples: list[Sampled],
                 failing: list[Array]) -> bool:
    """Does a point that is there already satisfy the conditions and fail? Not tried where they cannot be evaluated."""
    inside = _inside(question, conditions, samples)
    if inside is None:
        return not any(r.op == "equal" for c in conditions for r in relations(c))
    return any((w & m).any() for w, m in zip(inside, failing, strict=True))


def _inside(question: Question, conditions: tuple[Expr, ...], samples: list[Sampled]) -> list[Array] | None:
    """At which points the conditions hold; of an equation, where it happens to."""
    found = []
    for sampled in samples:
        ev = Evaluator(sampled.scene)
        inside = sampled.admissible.copy()
        try:
            for relation in (r for c in conditions for r in relations(c)):
                if (at_once := _of_values(relation, sampled)) is not None:
                    inside &= at_once
                    continue
                for local in each_index(ev, relation, question):
                    inside &= holds_at(ev, relation, local, len(inside))
        except (Unsupported, OutOfRange):
            return None
        found.append(inside)
    return found


def _of_values(relation: Call, sampled: Sampled) -> Array | None:
    """Where a value that was sampled, every entry of it, their sum or its length is in this relation to a number.

    None for other relations.
    """
    if len(relation.args) != 2 or relation.op not in FULFILLED or not isinstance(relation.args[1], Number):
        return None
    subject, bound = relation.args[0], float(relation.args[1].value)
    form, base = _form(subject)
    if base is None or base.sort.kind != "number" or (form and base.name in sampled.local):
        return None
    row = sampled.scene.row(base)
    value = sampled.source.leaves.get((base.name if row is None else row.symbol.name, None))
    if value is None or (row is not None and row.definition is not None) or (form and value.ndim != 2):
        return None
    if form == "sum":
        value = np.add.reduce(value, axis=0)
    elif form == "norm":
        value = np.sqrt(np.add.reduce(value * value, axis=0))
    found: Array = FULFILLED[relation.op](value - bound)
    if found.ndim == 1:
        return found
    flat = found.reshape(-1, found.shape[-1])
    return np.asarray(flat.any(axis=0) if relation.op == "unequal" and not form else flat.all(axis=0))


def _form(subject: Expr) -> tuple[str, Symbol | None]:
    """x itself, every x_i, the sum of all x_i, or the length of x."""
    form = ""
    if isinstance(subject, Bind) and subject.op == "sum" and subject.lower is subject.upper is subject.where is None:
        form, index, subject = "sum", subject.index, subject.body
        if not isinstance(subject, Call) or subject.op != "entry" or subject.args[1:] != (index,):
            return form, None
        subject = subject.args[0]
    elif isinstance(subject, Call) and subject.op in ("entry", "norm") and len(subject.args) == _ARGUMENTS[subject.op]:
        form, subject = subject.op, subject.args[0]
    return form, subject if isinstance(subject, Symbol) else None


_ARGUMENTS = {"entry": 2, "norm": 1}


def _meets(question: Question, conditions: tuple[Expr, ...]) -> bool | None:
    """Does the relation hold at points made to satisfy the conditions? None when there are too few."""
    known: dict[tuple[Expr, ...], bool | None] = question.kept.setdefault("meets", {})
    if conditions not in known:
        known[conditions] = _at_points_of(question, conditions)
    return known[conditions]


def _at_points_of(question: Question, conditions: tuple[Expr, ...]) -> bool | None:
    try:
        found = sample(assuming(question, conditions), *PLANS[0])
    except (Unsupported, OutOfRange):
        return None
    if failing_points(question.relation, found).any():
        return False
    return True if int(found.judged.sum()) >= ENOUGH else None
