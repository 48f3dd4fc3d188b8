"""Jensen's inequality for a function of which the text says that it is convex or concave.

s f(u) <= p_1 f(u_1) + ... + p_k f(u_k) holds for every convex f where no p_i is negative, s is the sum of the p_i and
s u that of the p_i u_i (Jensen 1906). The statements that are left hold no unknown function.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mathnn.check.question import Question
from mathnn.errors import SortError
from mathnn.expression.build import add, divide, multiply, negate
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, symbols

_LOWER_FIRST = {"less_equal": True, "greater_equal": False}
_IS_CONVEX = {"convex": True, "strong": True, "calm": True, "concave": False}


@dataclass(frozen=True, slots=True)
class _Term:
    """factor f(argument), or factor alone; `over` is the sum that it stands in."""

    factor: Expr
    argument: Expr | None = None
    over: Bind | None = None

    def summed(self, body: Expr) -> Expr:
        """The sum of this over the same index."""
        return body if self.over is None else replace(self.over, body=body)


class _NoSumError(Exception):
    """The function stands otherwise than in a sum of multiples of its values."""


def by_convexity(question: Question) -> tuple[Question, ...]:
    """The statements from which this one follows because a function is convex or concave; none where it does not."""
    if question.relation not in _LOWER_FIRST:
        return ()
    for name, word in question.curves.items():
        row = question.notation.find(name)
        if word not in _IS_CONVEX or row is None or row.definition is not None:
            continue
        is_in_order = _LOWER_FIRST[question.relation] == _IS_CONVEX[word]
        lower, upper = question.sides if is_in_order else question.sides[::-1]
        if found := _reduced(row.symbol, lower, upper, question):
            return found
    return ()


def _reduced(f: Symbol, lower: Expr, upper: Expr, question: Question) -> tuple[Question, ...]:
    try:
        below, above = list(_terms(lower, f)), list(_terms(upper, f))
        values = [term for term in below if term.argument is not None]
        if len(values) != 1 or values[0].over is not None:
            return ()
        (value,), parts = values, [term for term in above if term.argument is not None]
        assert value.argument is not None
        rests = [add(*(term.factor for term in side if term.argument is None)) for side in (below, above)]
        weights = [term.summed(term.factor) for term in parts]
        means = [term.summed(multiply(term.factor, term.argument)) for term in parts if term.argument is not None]
        equal = ((rests[0], rests[1]), (add(*weights), value.factor),
                 (add(*means), multiply(value.factor, value.argument)))
    except (SortError, _NoSumError):
        return ()
    notation = question.notation
    return (*(Question("equal", left, right, notation) for left, right in equal if left != right),
            *(Question("greater_equal", term.factor, add(), notation) for term in parts))


def _terms(tree: Expr, f: Symbol) -> Iterator[_Term]:
    """A side as multiples of values of f, and what is left. Raises _NoSumError."""
    if f not in symbols(tree):
        yield _Term(tree)
    elif isinstance(tree, Bind):
        lower = tree.lower
        if tree.op != "sum" or f not in symbols(tree.body) or (
                lower is not None and not (isinstance(lower, Number) and lower.value >= 1)):
            raise _NoSumError  # below 1 a weight such as i has another sign than for the i that are tried
        for term in _terms(tree.body, f):
            if term.over is not None or term.argument is None:
                raise _NoSumError
            yield replace(term, over=tree)
    elif isinstance(tree, Call):
        yield from _terms_of_call(tree, f)
    else:
        raise _NoSumError


def _terms_of_call(tree: Call, f: Symbol) -> Iterator[_Term]:
    if tree.op == "add":
        for part in tree.args:
            yield from _terms(part, f)
    elif tree.op == "apply" and tree.args[0] == f and len(tree.args) == 2 and f not in symbols(tree.args[1]):
        yield _Term(add(1), tree.args[1])
    elif tree.op in ("negate", "multiply", "divide"):
        at = next(i for i, arg in enumerate(tree.args) if f in symbols(arg))
        others = [arg for i, arg in enumerate(tree.args) if i != at]
        if any(f in symbols(arg) for arg in others) or (tree.op == "divide" and at):
            raise _NoSumError
        for term in _terms(tree.args[at], f):
            if term.over is not None and any(term.over.index in symbols(other) for other in others):
                raise _NoSumError
            made = (negate(term.factor) if tree.op == "negate" else divide(term.factor, others[0])
                    if tree.op == "divide" else multiply(*others, term.factor))
            yield replace(term, factor=made)
    else:
        raise _NoSumError


__all__ = ["by_convexity"]
