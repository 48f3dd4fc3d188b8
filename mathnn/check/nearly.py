"""Equations that hold only nearly, f(x + h) = f(x) + h f'(x): the sides agree up to a higher power of what is small.

What is small are the letters in which the points of a function differ, or the difference of two such points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mathnn.check.judge import judge
from mathnn.check.orders import T, agreeing
from mathnn.check.polynomials import coefficients
from mathnn.check.question import Question
from mathnn.claims import Verdict
from mathnn.expression.build import add, multiply
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.sort import TRUTH
from mathnn.expression.tree import Bind, Call, Expr, Symbol, children, is_zero, substitute, symbols, walk
from mathnn.notation import Notation
from mathnn.syntax.to_latex import to_latex

EXACT = frozenset(("integral", "limit"))  # what they say of a function at two points is exact
_RELATIONS = ("equal", "identical", "approximately")
_STEP = " step"
Table = Mapping[Expr, Expr]


@dataclass(frozen=True, slots=True)
class Near:
    """A relation, what is small in it as LaTeX, and how it is made smaller."""

    question: Question
    small: str
    along: Table


def judged_nearly(link: Call, notation: Notation) -> Verdict | None:
    """The verdict on a relation as one to the highest power that it shows; None where it is nothing of the kind.

    It is refuted where both sides hold the same letters, agree where nothing moves, and part at a power that is shown.
    """
    if link.op not in _RELATIONS or len(link.args) != 2:
        return None
    near = _near(Question("equal", link.args[0], link.args[1], notation))
    if near is None:
        return None
    found = asked_near(near, _highest(near) + 1)
    if found is None:
        return None
    if found.is_true:
        return Verdict("conditional", f"It holds up to higher powers of what is small, as ${near.small}$.",
                       conditions=(near.small,), method="derivatives at 0", checked_for=found.checked_for)
    begins = asked_near(near, 1) if found.kind == "refuted" and _has_same_letters(near) else None
    if begins is None or not begins.is_true:
        return None
    return Verdict("refuted", f"Not even nearly: as ${near.small}$, the sides differ by a term as large as one that is "
                   "shown.", counterexample=found.counterexample, method=found.method, checked_for=found.checked_for)


def _near(question: Question) -> Near | None:
    """The first function of the text's choice that is set against its slope at another point."""
    trees = question.sides
    if any(isinstance(node, Bind) and node.op in EXACT for tree in trees for node in walk(tree)):
        return None
    for name in sorted({s.name for tree in trees for s in symbols(tree) if s.sort.kind == "function"}):
        row = question.notation.find(name)
        if (row is None or row.definition is None) and (found := _about(question, name)) is not None:
            return found
    return None


def points_of(tree: Expr, name: str, inside: bool = False) -> Iterator[tuple[tuple[Expr, ...], bool]]:
    """The arguments at which a function stands, and whether it is differentiated there."""
    while isinstance(tree, Call) and tree.op == "at":
        tree = substitute(tree.args[0], {tree.args[1]: tree.args[2]})
    if isinstance(tree, Call) and tree.op == "apply":
        head, is_slope = tree.args[0], inside
        while isinstance(head, Call) and head.op == "prime":
            head, is_slope = head.args[0], True
        if isinstance(head, Symbol) and head.name == name:
            yield tree.args[1:], is_slope
    inner = inside or (isinstance(tree, Call) and tree.op in DERIVATIVES)
    for part in children(tree):
        yield from points_of(part, name, inner)


def _about(question: Question, name: str) -> Near | None:
    """What moves the arguments of the function away from where it is differentiated."""
    found = [pair for side in question.sides for pair in points_of(side, name)]
    values = [args for args, is_slope in found if not is_slope]
    slopes = list(dict.fromkeys(args for args, is_slope in found if is_slope))
    if len(slopes) != 1 or all(value == slopes[0] for value in values):
        return None
    (base,) = slopes
    moved = frozenset(s for value in values for arg in value for s in symbols(arg)) - {
        s for arg in base for s in symbols(arg)}
    small = sorted((s for s in moved if s.sort.kind == "number"), key=lambda s: s.name)
    if len(small) == 1 and (small[0],) in values and isinstance(base[0], Symbol):
        x, point, step = small[0], base[0], Symbol(_STEP, small[0].sort)
        left, right = (substitute(side, {x: add(point, step)}) for side in question.sides)
        return Near(replace(question, left=left, right=right), rf"{to_latex(x)} \to {to_latex(point)}", along((step,)))
    if not small or (len(small) == 1 and (small[0],) in values and not _is_zero(base[0])):
        return None
    return Near(question, ", ".join(rf"{to_latex(s)} \to 0" for s in small), along(small))


def _is_zero(tree: Expr) -> bool:
    return is_zero(tree) or (isinstance(tree, Symbol) and tree.name == r"\mathbf{0}")


def along(small: tuple[Symbol, ...] | list[Symbol]) -> Table:
    """One number becomes t; several, or the entries of a column, t times what they are."""
    return {s: T if len(small) == 1 and not s.sort.shape else multiply(T, s) for s in small}


def asked_near(near: Near, count: int) -> Verdict | None:
    """Do the first derivatives of both sides agree where nothing moves?"""
    notation = near.question.notation
    kept = tuple(each for each in notation.assumptions if not symbols(each) & near.along.keys())
    made = agreeing(replace(near.question, notation=Notation(notation.names, kept)), near.along, count)
    return None if made is None else judge(Call("equal", made.sides, TRUTH), made.notation)


def _has_same_letters(near: Near) -> bool:
    left, right = (symbols(side) - near.along.keys() for side in near.question.sides)
    return left == right


def _highest(near: Near) -> int:
    """The highest power of what is small among the terms that hold no moved function."""
    terms = [term for side in near.question.sides for term in (
        side.args if isinstance(side, Call) and side.op == "add" else (side,))]
    return max((order for term in terms if (order := _order(term, near.along)) is not None), default=0)


def _order(term: Expr, along: Table) -> int | None:
    total = 0
    for factor in _factors(term):
        if not symbols(factor) & along.keys():
            continue
        if any(isinstance(node, Call) and node.op == "apply" and symbols(node) & along.keys() for node in walk(factor)):
            return None
        found = {1: factor} if factor.sort.shape else coefficients(substitute(factor, along), T)
        if found is None:
            return None
        total += max(found)
    return total


def _factors(term: Expr) -> tuple[Expr, ...]:
    if isinstance(term, Call) and term.op in ("negate", "transpose", "divide"):
        return _factors(term.args[0])
    if isinstance(term, Call) and term.op in ("multiply", "dot"):
        return tuple(factor for part in term.args for factor in _factors(part))
    return (term,)


__all__ = ["EXACT", "Near", "along", "asked_near", "judged_nearly", "points_of"]
