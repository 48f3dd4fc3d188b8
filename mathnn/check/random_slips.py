"""One slip in a law of probability: P(A or B) = P(A) + P(B) + P(A and B), Var X = E[X^2] - E[X], a fraction turned.

Such a statement may be true of some random variables, of those for which the wrong term is zero. Where one small change
makes it true of all, nobody means these: the term would not have been written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mathnn.check.random_spaces import Posed
from mathnn.expression.build import divide, multiply, negate, power
from mathnn.expression.tree import Call, Expr

_MOST = 24


def without_slip(posed: Posed) -> Iterator[Posed]:
    """The statement with one small change, each a possible one."""
    if posed.relation not in ("equal", "identical"):
        return
    made = [replace(posed, right=each) for each in _changed(posed.right)]
    made += [replace(posed, left=each) for each in _changed(posed.left)]
    yield from made[:_MOST]


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


def _turned(above: Expr, below: Expr) -> Iterator[Expr]:
    """b a / c and a c / b instead of c b / a, as with Bayes' rule."""
    factors = above.args if isinstance(above, Call) and above.op == "multiply" else (above,)
    for at, factor in enumerate(factors):
        rest = (*factors[:at], below, *factors[at + 1:])
        yield divide(multiply(*rest) if len(rest) > 1 else rest[0], factor)


__all__ = ["without_slip"]
