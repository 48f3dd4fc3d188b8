"""How a side grows when all random variables are doubled: Var(X) fourfold, E[X] twofold.

A law of any random variables has the same degree on both sides and in all its terms. Var(X) = E[X] has not: it is true
of some variables alone (of Poisson's), so a counterexample says nothing against a text that speaks of those.
"""

from __future__ import annotations

from fractions import Fraction

from mathnn.check import random_names as said
from mathnn.expression.tree import Bind, Call, Expr, Number

ANY = None  # the degree of a letter that may be anything
_WITHOUT = frozenset((said.PROBABILITY, said.ENTROPY, said.INFORMATION, said.DIVERGENCE, said.CROSS, said.CUMULATIVE,
                      said.CORRELATION))


class UnlikeError(Exception):
    """Terms of different degrees are added."""


def is_alike(left: Expr, right: Expr) -> bool:
    """May both sides grow alike?"""
    try:
        a, b = degree(left), degree(right)
    except UnlikeError:
        return False
    return a is ANY or b is ANY or a == b


def degree(tree: Expr, values: frozenset[str] = frozenset()) -> Fraction | None:
    """The degree, or ANY where a letter leaves it open. Raises UnlikeError for a sum of different degrees.

    `values` are the letters that stand for a value of a variable: those of the sums and integrals around.
    """
    if isinstance(tree, Number):
        return Fraction(0) if tree.value else ANY
    if isinstance(tree, Bind):
        return degree(tree.body, values | {tree.index.name})
    name = said.spelled(tree)
    if name is not None:
        return Fraction(1) if name in values else _of_name(name)
    assert isinstance(tree, Call)
    statistic = said.head(tree)
    if statistic in _WITHOUT:
        return Fraction(0)
    if statistic is not None:
        return _of_statistic(tree, statistic, values)
    if tree.op in ("add", "max", "min"):
        return _of_all([degree(arg, values) for arg in tree.args])
    if tree.op in ("multiply", "divide"):
        found = [degree(arg, values) for arg in tree.args]
        known = [each for each in found if each is not None]
        if len(known) < len(found):
            return ANY
        return sum(known, Fraction(0)) if tree.op == "multiply" else known[0] - known[1]
    if tree.op in ("negate", "abs"):
        return degree(tree.args[0], values)
    if tree.op in ("power", "root"):
        return _of_power(tree, values)
    return ANY


def _of_name(name: str) -> Fraction | None:
    of = said.subscript(name)
    is_moment = of is not None and of[0] in (r"\mu", r"\sigma") and said.is_capital(of[1])
    return Fraction(1) if said.is_capital(name) or is_moment else ANY


def _of_statistic(tree: Call, statistic: str, values: frozenset[str]) -> Fraction | None:
    inner = [degree(arg.args[0] if isinstance(arg, Call) and arg.op == "given" else arg, values)
             for arg in tree.args[1:]]
    known = [each for each in inner if each is not None]
    if len(known) < len(inner):
        return ANY
    return {said.VARIANCE: 2 * known[0], said.COVARIANCE: sum(known, Fraction(0))}.get(statistic, known[0])


def _of_all(found: list[Fraction | None]) -> Fraction | None:
    known = {each for each in found if each is not None}
    if len(known) > 1:
        raise UnlikeError
    return known.pop() if known and None not in found else ANY


def _of_power(tree: Call, values: frozenset[str]) -> Fraction | None:
    inner = degree(tree.args[0], values)
    if tree.op == "root":
        return inner / 2 if inner is not None and len(tree.args) == 1 else ANY
    exponent = tree.args[1]
    return inner * exponent.value if inner is not None and isinstance(exponent, Number) else ANY


__all__ = ["degree", "is_alike"]
