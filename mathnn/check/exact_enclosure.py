"""Numbers for exact values: certified intervals at rational points, from Arb through flint.

The intervals are rigorous: the true value lies inside. A counterexample stands when left - right excludes zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import nan

from flint import arb, ctx, fmpq, fmpq_mpoly

from mathnn.check.exact_errors import NotExact
from mathnn.check.exact_field import Condition, Field, Generator
from mathnn.check.exact_value import Exact, as_rational

PRECISIONS = (64, 256, 1024, 4096)  # bits, until the interval is narrow

Functions = Mapping[str, Callable[[tuple[arb, ...], tuple[int, ...]], arb]]


def enclose(
    e: Exact, values: Mapping[str, Fraction | int | float], bits: int = 128, functions: Functions | None = None
) -> arb:
    """An interval that holds e at the point, if the conditions that e left hold there (see `are_met`).

    It is not finite (`arb.is_finite`) where that is not shown.

    `values` has every variable by name, floats being taken exactly. `functions` gives unknown functions by name, as
    callables of the arguments' intervals and of how often they are differentiated by each. Raises NotExact for a name
    that has no value.
    """
    with ctx.workprec(bits):
        return _Point(e.field, values, functions or {}).value(e)


def are_met(
    conditions: Iterable[Condition],
    values: Mapping[str, Fraction | int | float],
    bits: int = 128,
    functions: Functions | None = None,
) -> bool:
    """Do these conditions certainly hold at the point?"""
    for condition in conditions:
        ball = enclose(condition.value, values, bits, functions)
        if not ball.is_finite() or not _MET[condition.kind](ball):
            return False
    return True


def evaluate(e: Exact, values: Mapping[str, Fraction | int | float], functions: Functions | None = None) -> float:
    """The value to twelve digits, nan where no interval that narrow is found: undefined, or lost by cancellation."""
    for bits in PRECISIONS:
        ball = enclose(e, values, bits, functions)
        if ball.is_finite() and (ball.rel_accuracy_bits() > 40 or ball.rad() < 1e-30):
            return float(ball.mid())
    return nan


_MET: Mapping[str, Callable[[arb], bool]] = {
    "nonzero": lambda ball: not ball.contains(0),
    "smooth": lambda ball: not ball.contains(0),
    "positive": lambda ball: bool(ball > 0),
    "nonnegative": lambda ball: bool(ball >= 0),
}


class _Point:
    """The values of a field's generators at one point, each worked out once."""

    def __init__(self, field: Field, values: Mapping[str, Fraction | int | float], functions: Functions) -> None:
        self.field = field
        self.given = values
        self.functions = functions
        self.known: dict[int, arb] = {}

    def value(self, e: Exact) -> arb:
        n, d = self.field.current(e)
        top = self.polynomial(n)
        return top if d.is_one() else top / self.polynomial(d)

    def polynomial(self, p: fmpq_mpoly) -> arb:
        total = arb(0)
        size = self.field.ring.size
        for monomial, c in p.terms():
            term = arb(fmpq(c))
            for i, k in enumerate(monomial):
                if k:
                    term = term * self.generator(size - 1 - i) ** int(k)
            total = total + term
        return total

    def generator(self, number: int) -> arb:
        if number not in self.known:
            generator = self.field.generators[number]
            if generator.kind == "variable":
                self.known[number] = self.variable(generator.name)
            else:
                args = tuple(self.value(u) for u in generator.args)
                self.known[number] = self.apply(generator, args)
        return self.known[number]

    def variable(self, name: str) -> arb:
        if name not in self.given:
            raise NotExact(f"{name} has no value")
        return arb(as_rational(Fraction(self.given[name])))

    def apply(self, generator: Generator, args: tuple[arb, ...]) -> arb:
        if generator.kind == "function":
            if generator.name not in self.functions:
                raise NotExact(f"the function {generator.name} has no value")
            return self.functions[generator.name](args, generator.order)
        return _ENCLOSURES[generator.kind](generator, *args)


def _root(generator: Generator, u: arb) -> arb:
    degree = generator.order[0]
    return -((-u).root(degree)) if degree % 2 and u < 0 else u.root(degree)


def _parity(_: Generator, u: arb, n: arb) -> arb:
    """sign(u)^n for an integer n."""
    if not n.is_integer():
        return arb.nan()
    return arb(1) if int(n.unique_fmpz() or 0) % 2 == 0 else u.sgn()


_ENCLOSURES: Mapping[str, Callable[..., arb]] = {
    "pi": lambda g: arb.pi(),
    "exp": lambda g, u: u.exp(),
    "log": lambda g, u: abs(u).log(),
    "root": _root,
    "abs": lambda g, u: abs(u),
    "sign": lambda g, u: u.sgn(),
    "cos": lambda g, u: u.cos(),
    "sin": lambda g, u: u.sin(),
    "arctan": lambda g, u: u.atan(),
    "arcsin": lambda g, u: u.asin(),
    "erf": lambda g, u: u.erf(),
    "floor": lambda g, u: u.floor(),
    "parity": _parity,
}
