"""One slip in a law of probability: P(A or B) = P(A) + P(B) + P(A and B), Var X = E[X^2] - E[X], a fraction turned,
an inequality the wrong way round.

Such a statement may be true of some random variables, of those for which the wrong term is zero. Where one small change
makes it true of all, nobody means these: the term would not have been written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mathnn.check import random_names as said
from mathnn.check.random_spaces import Posed
from mathnn.expression.build import divide, multiply, negate, number, power
from mathnn.expression.tree import Call, Expr, Symbol, walk

_MOST = 24


def without_slip(posed: Posed) -> Iterator[Posed]:
    """The statement with one small change, each a possible one."""
    if posed.relation in _TURNED:
        yield replace(posed, relation=_TURNED[posed.relation])
    if posed.relation not in ("equal", "identical"):
        return
    made = [replace(posed, right=each) for each in _changed(posed.right)]
    made += [replace(posed, left=each) for each in _changed(posed.left)]
    events = tuple(dict.fromkeys(node.args[1] for side in (posed.left, posed.right) for node in walk(side)
                                 if said.head(node) == said.PROBABILITY and isinstance(node, Call)
                                 and isinstance(node.args[1], Symbol)))
    variables = tuple(dict.fromkeys(
        arg for node in walk(posed.left) if isinstance(node, Call) and said.head(node) == said.COVARIANCE
        for part in node.args[1:] for arg in walk(part) if isinstance(arg, Symbol)))
    others = [replace(posed, right=each) for each in _with_another(posed.right, events, variables)]
    yield from (*made[:_MOST], *(each for each in others[:_MOST] if each.left != each.right))


_TURNED = {"less_equal": "greater_equal", "greater_equal": "less_equal"}  # the other way round, as with Jensen


def _changed(side: Expr) -> Iterator[Expr]:
    """A side with a sign, a factor 2 or a square in one of its terms changed, or with a fraction turned."""
    if not isinstance(side, Call):
        return
    if side.op == "add":
        for at, term in enumerate(side.args):
            for other in _terms(term):
                yield Call("add", (*side.args[:at], other, *side.args[at + 1:]), side.sort)
    elif side.op == "negate":
        yield side.args[0]
    elif side.op == "divide":
        yield from _turned(*side.args)


def _terms(term: Expr) -> Iterator[Expr]:
    """What may stand in place of a term."""
    yield term.args[0] if isinstance(term, Call) and term.op == "negate" else negate(term)
    yield multiply(2, term)
    yield divide(term, 2)
    if isinstance(term, Call) and term.op == "power" and isinstance(base := term.args[0], Call) and base.op == "add":
        for at, part in enumerate(base.args):
            other = part.args[0] if isinstance(part, Call) and part.op == "negate" else negate(part)
            yield power(Call("add", (*base.args[:at], other, *base.args[at + 1:]), base.sort), term.args[1])
    if isinstance(term, Call) and term.op == "negate":
        if isinstance(term.args[0], Call) and term.args[0].op == "apply":
            yield negate(power(term.args[0], 2))
    elif isinstance(term, Call) and term.op == "apply":
        yield power(term, 2)


def _with_another(side: Expr, events: tuple[Expr, ...], variables: tuple[Expr, ...]) -> Iterator[Expr]:
    """A sum, product or quotient with another event, condition or variable in one of its factors, or other powers.

    Of a side that is a factor alone the statement may be meant: H(X | Y) = H(Y | X) holds of some variables.
    """
    if not isinstance(side, Call) or side.op not in _COMPOSED:
        return
    for at, part in enumerate(side.args):
        for other in (*_with_another(part, events, variables), *_other_factors(part, events, variables)):
            yield _rebuilt(side, at, other)
    if side.op == "multiply" and any(map(_is_square, side.args)):
        yield Call("multiply", tuple(_without_square(part) for part in side.args), side.sort)


_COMPOSED = frozenset(("add", "negate", "multiply", "divide"))


def _rebuilt(side: Call, at: int, other: Expr) -> Expr:
    """The same with another part at one place."""
    return Call(side.op, (*side.args[:at], other, *side.args[at + 1:]), side.sort)


def _is_square(part: Expr) -> bool:
    return isinstance(part, Call) and part.op == "power" and isinstance(part.args[0], Symbol) and part.args[1] == _TWO


def _without_square(part: Expr) -> Expr:
    return part.args[0] if isinstance(part, Call) and _is_square(part) else part


_TWO = number(2)


def _other_factors(part: Expr, events: tuple[Expr, ...], variables: tuple[Expr, ...]) -> Iterator[Expr]:
    """P(B), P(not A) for P(A); P(B | A) for P(A | B), and H(Y | X) for H(X | Y); Cov(Y, Z) for Cov(X, Z)."""
    statistic = said.head(part)
    if statistic is None or not isinstance(part, Call):
        return
    first = part.args[1]
    if isinstance(first, Call) and first.op == "given" and statistic in (said.PROBABILITY, said.ENTROPY):
        yield _rebuilt(part, 1, Call("given", first.args[::-1], first.sort))
    if statistic == said.PROBABILITY and isinstance(first, Symbol):
        yield _rebuilt(part, 1, Call("not", (first,), first.sort))
        yield from (_rebuilt(part, 1, event) for event in events if event != first)
    elif statistic == said.PROBABILITY and isinstance(first, Call) and first.op == "not":
        yield _rebuilt(part, 1, first.args[0])
    elif statistic == said.COVARIANCE and len(part.args) == 3:
        yield from (_rebuilt(part, at, other) for at in (1, 2) for other in variables if other not in part.args)


def _turned(above: Expr, below: Expr) -> Iterator[Expr]:
    """b a / c and a c / b instead of c b / a, as with Bayes' rule."""
    factors = above.args if isinstance(above, Call) and above.op == "multiply" else (above,)
    for at, factor in enumerate(factors):
        rest = (*factors[:at], below, *factors[at + 1:])
        yield divide(multiply(*rest) if len(rest) > 1 else rest[0], factor)


__all__ = ["without_slip"]
