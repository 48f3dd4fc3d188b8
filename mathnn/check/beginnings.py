"""A function and the beginning of its series, 1 + x + x²/2 + ...: its derivatives at 0 give the terms shown."""

from __future__ import annotations

from itertools import pairwise
from math import factorial

from mathnn.check.polynomials import coefficients
from mathnn.check.question import Question
from mathnn.expression import Sort
from mathnn.expression.build import multiply, number
from mathnn.expression.tree import Call, Expr, Symbol, symbols, walk

HIGHEST = 7  # power of a term that is shown


def without_dots(question: Question) -> Question:
    """The derivatives at 0 of one side against the terms of the other; unchanged where that is not what it says."""
    if question.relation not in ("equal", "identical"):
        return question
    shown = [_shown(side) for side in question.sides]
    if (shown[0] is None) == (shown[1] is None):
        return question
    terms = shown[0] or shown[1] or ()
    whole = question.right if shown[0] is not None else question.left
    found = _powers(terms)
    if found is None or any(is_dots(node) for node in walk(whole)):
        return question
    x, powers = found
    left, right, order = list[Expr](), list[Expr](), max(powers)
    slope: Expr = whole
    for k in range(order + 1):
        left.append(Call("at", (slope, x, number(0)), whole.sort))
        right.append(multiply(number(factorial(k)), powers[k]) if k in powers else number(0))
        slope = Call("derivative", (slope, x), whole.sort)
    return question.with_sides(_column(left), _column(right))


def is_dots(node: Expr) -> bool:
    """Dots that stand for what is left out."""
    return isinstance(node, Symbol) and "dots" in node.name


def _shown(side: Expr) -> tuple[Expr, ...] | None:
    """The terms before the dots that end a sum."""
    if isinstance(side, Call) and side.op == "add" and len(side.args) > 2 and is_dots(side.args[-1]):
        terms = side.args[:-1]
        return None if any(is_dots(node) for term in terms for node in walk(term)) else terms
    return None


def _powers(terms: tuple[Expr, ...]) -> tuple[Symbol, dict[int, Expr]] | None:
    """The one variable in whose rising powers the terms are, with their coefficients."""
    fitting = []
    for x in sorted(frozenset().union(*map(symbols, terms)), key=lambda s: s.name):
        parts = [coefficients(term, x) for term in terms]
        if x.sort.shape or any(part is None or len(part) != 1 for part in parts):
            continue
        powers = [(k, c) for part in parts if part is not None for k, c in part.items()]
        rising = all(a < b for (a, _), (b, _) in pairwise(powers))
        if rising and powers[-1][0] <= HIGHEST:
            fitting.append((x, dict(powers)))
    return fitting[0] if len(fitting) == 1 else None


def _column(entries: list[Expr]) -> Expr:
    return Call("vector", tuple(entries), Sort("number", (number(len(entries)),)))
