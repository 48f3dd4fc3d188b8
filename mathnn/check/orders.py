"""Expansions with a rest of a given order, f(x + h) = f(x) + h f'(x) + O(h²): derivatives at h = 0 agree up to it."""

from __future__ import annotations

from collections.abc import Mapping

from mathnn.check.names import RESTS
from mathnn.check.polynomials import coefficients
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.claims import Verdict
from mathnn.expression import NUMBER, Sort
from mathnn.expression.build import add, divide, multiply, number, power
from mathnn.expression.tree import Call, Expr, Number, Symbol, substitute, symbols, walk

SMALL = frozenset(("o",))
LARGE = frozenset("nmNMkKTdDpL")  # counts: their orders are of growth
HIGHEST = 4
T = Symbol(" t", NUMBER)


def without_rest(question: Question) -> Question:
    """The derivatives along h of both sides, as far as the rest leaves them; unchanged where there is none such."""
    if "apply" not in question.operators:
        return question
    rests = [node for side in question.sides for node in walk(side)
             if type(node) is Call and node.op == "apply" and _is_rest(node)]
    if question.relation not in ("equal", "identical") or len(rests) != 1:
        return question
    (rest,) = rests
    found = _order(rest)
    parts = [_without(side, rest) for side in question.sides]
    if found is None or parts[0] is None or parts[1] is None:
        return question
    h, count = found
    along: dict[Expr, Expr] = {h: multiply(T, h) if h.sort.shape else T}
    return agreeing(question.with_sides(parts[0], parts[1]), along, count) or question


def agreeing(question: Question, along: Mapping[Expr, Expr], count: int) -> Question | None:
    """That the first `count` derivatives by t agree at t = 0 when letters become `along` t.

    None where a letter is fixed by a definition, or the derivatives are too many.
    """
    if any(along.keys() & symbols(tree) for tree in question.trees[2:]) or not 1 <= count <= HIGHEST + 1:
        return None
    sides, count = _cleared([substitute(side, along) for side in question.sides], count)
    return question.with_sides(_derivatives(sides[0], count), _derivatives(sides[1], count))


def _cleared(sides: list[Expr], count: int) -> tuple[list[Expr], int]:
    """Both sides times t^k where one of them is divided by it: (f(x + h) - f(x)) / h has no value at 0 itself."""
    for side in sides:
        below = coefficients(side.args[1], T) if isinstance(side, Call) and side.op == "divide" else None
        if below is not None and len(below) == 1 and max(below) > 0:
            k = max(below)
            return [_over(part, below[k]) if part is side else multiply(power(T, k), part) for part in sides], count + k
    return sides, count


def _over(quotient: Expr, below: Expr) -> Expr:
    """The numerator by what is left of the denominator."""
    assert isinstance(quotient, Call)
    return divide(quotient.args[0], below)


def _is_rest(applied: Call) -> bool:
    head = applied.args[0]
    return isinstance(head, Symbol) and head.name in RESTS and len(applied.args) == 2


def _without(side: Expr, rest: Expr) -> Expr | None:
    """A side without the rest, which has to be a term of it."""
    if rest not in tuple(walk(side)):
        return side
    if isinstance(side, Call) and side.op == "add":
        kept = [term for term in side.args if term not in (rest, Call("negate", (rest,), rest.sort))]
        return add(*kept) if len(kept) == len(side.args) - 1 else None
    return None


def _order(rest: Call) -> tuple[Symbol, int] | None:
    """The small quantity and how many derivatives along it are said to agree."""
    head, inside = rest.args
    assert isinstance(head, Symbol)
    found = [pair for factor in (inside.args if isinstance(inside, Call) and inside.op == "multiply" else (inside,))
             if (pair := _power(factor)) is not None]
    raised = [pair for pair in found if pair[1] > 1] or found
    if len(raised) != 1:
        return None
    return raised[0][0], raised[0][1] + (head.name in SMALL)


def _power(factor: Expr) -> tuple[Symbol, int] | None:
    times = 1
    if isinstance(factor, Call) and factor.op == "power":
        exponent = constant(factor.args[1])
        if exponent is None or exponent.denominator != 1:
            return None
        factor, times = factor.args[0], int(exponent)
    if isinstance(factor, Call) and factor.op in ("norm", "abs") and len(factor.args) == 1:
        factor = factor.args[0]
    is_small = isinstance(factor, Symbol) and factor.sort.kind == "number" and factor.name not in LARGE
    return (factor, times) if is_small and isinstance(factor, Symbol) else None


def of_derivatives(found: Verdict, asked: Question, question: Question) -> Verdict:
    """The verdict on two columns of derivatives, which says what they are: the author wrote none."""
    column = question.left
    if found.kind != "refuted" or not (isinstance(column, Call) and column.op == "vector" and all(
            isinstance(entry, Call) and entry.op == "at" for entry in column.args)):
        return found
    if any(isinstance(node, Number) and "." in node.written for side in asked.sides for node in walk(side)):
        return Verdict("unsettled", "Not decided: its decimals may be rounded ones.")
    return found.changed(reason=f"{found.reason} These are the value and the derivatives at the point of expansion.")


def _derivatives(tree: Expr, count: int) -> Expr:
    found: list[Expr] = []
    for _ in range(count):
        found.append(Call("at", (tree, T, number(0)), tree.sort))
        tree = Call("derivative", (tree, T), tree.sort)
    return Call("vector", tuple(found), Sort("number", (number(count), *tree.sort.shape)))
