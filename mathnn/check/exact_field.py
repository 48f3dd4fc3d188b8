"""The field of one statement: its generators, what is assumed of them, and the conditions that operations left.

A field is made for each statement and thrown away with it; there is no other state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from flint import fmpq, fmpq_mpoly

from mathnn.check.exact_errors import Undefined
from mathnn.check.exact_ring import BUDGET, FEWEST, Factors, Ring, is_constant
from mathnn.check.exact_value import Exact, as_rational

# A sign: 2 positive, 1 at least zero, 0 zero, -1 at most zero, -2 negative; None is not known.
Sign = int | None


class Generator(NamedTuple):
    """One independent function. `kind` is a row of the tables of derivatives, signs and enclosures.

    `name` is that of a variable or function; `order` is the degree of a root, or how often a function was
    differentiated by each argument.
    """

    kind: str
    name: str = ""
    args: tuple[Exact, ...] = ()
    order: tuple[int, ...] = ()
    sign: Sign = None
    nonzero: bool = False
    integer: bool = False


class Condition(NamedTuple):
    """Where an operation is defined: `value` is not zero, positive, at least zero; or not at a kink (value is 0)."""

    kind: Literal["nonzero", "positive", "nonnegative", "smooth"]
    value: Exact


@dataclass(slots=True, eq=False)
class Angle:
    """A basic argument, `numerator` / `denominator`, and the values there: of exp, or of cos and sin.

    `lead` is the leading monomial of the numerator; it and the polynomials are written anew when the ring grows.
    """

    numerator: fmpq_mpoly
    denominator: fmpq_mpoly
    values: tuple[Exact, ...]
    lead: tuple[int, ...] = ()


@dataclass(slots=True, eq=False)
class Looked:
    """What was found with the facts, factors and relations that there were; `kept` holds them, so ids stay theirs."""

    key: tuple[int, ...] = ()
    kept: tuple[object, ...] = ()
    assumed: list[Any] | None = None  # by `exact_facts`
    generators: dict[int, tuple[Sign, bool]] = dataclass_field(default_factory=dict)  # by `exact_terms`
    factors: list[tuple[fmpq_mpoly, Sign]] = dataclass_field(default_factory=list)  # by `exact_sign`
    signs: list[tuple[fmpq_mpoly, fmpq_mpoly, Sign]] = dataclass_field(default_factory=list)  # by `exact_inequality`
    functions: list[tuple[str, fmpq_mpoly, fmpq_mpoly, Exact, list[Condition]]] = dataclass_field(
        default_factory=list)  # by `systems`


_UNSEEN = Looked()


class Field:
    """Rational functions over Q in independent generators, of one statement.

    >>> field = Field()
    >>> x = field.variable("x", positive=True)
    >>> (x + 1) * (x - 1) - x**2
    -1
    """

    def __init__(self, expected: int = FEWEST, budget: int = BUDGET) -> None:
        """`expected` is about how many variables and functions there will be; it saves time, it limits nothing."""
        self.ring = Ring(expected, budget)
        self.generators: list[Generator] = []
        self.variables: dict[str, int] = {}
        self.conditions: list[Condition] = []
        self.facts: list[tuple[fmpq_mpoly, Sign]] = []
        self.nonzero: list[fmpq_mpoly] = []
        self.assumed: list[Exact] = []
        self.spans: dict[str, list[Angle]] = {}
        self.roots: list[tuple[fmpq_mpoly, int, int]] = []  # base, degree, generator; the finest of a base last
        self._looked = _UNSEEN
        self.derivatives: dict[tuple[int, int], Exact] = {}

    # -- making values

    def number(self, value: int | Fraction | fmpq) -> Exact:
        """A rational number."""
        exact = value if isinstance(value, int | fmpq) else as_rational(value)
        return Exact(self, self.ring.constant(exact), self.ring.one)

    def variable(self, name: str, positive: bool = False, nonzero: bool = False, integer: bool = False) -> Exact:
        """An independent real variable; the same name gives the same variable."""
        if name not in self.variables:
            sign = 2 if positive else None
            self.variables[name] = self.ring.used
            self.adjoin(Generator("variable", name, (), (), sign, nonzero or positive, integer))
        return self.value(self.variables[name])

    def adjoin(self, generator: Generator) -> Exact:
        """A new generator, as a value. Whoever calls has looked that there is none like it."""
        number = self.ring.new()
        self.generators.append(generator)
        return self.value(number)

    def find(self, kind: str, name: str, args: tuple[Exact, ...], order: tuple[int, ...] = ()) -> int | None:
        """The number of the generator that is this function of these arguments, or None."""
        for i, g in enumerate(self.generators):
            alike = g.kind == kind and g.name == name and g.order == order and len(g.args) == len(args)
            if alike and all(map(self.same, g.args, args)):
                return i
        return None

    def value(self, number: int) -> Exact:
        """A generator as a value."""
        return Exact(self, self.ring.generator(number), self.ring.one)

    def polynomial(self, p: fmpq_mpoly) -> Exact:
        """A polynomial in the generators as a value."""
        return Exact(self, self.ring.lift(p), self.ring.one)

    def current(self, a: Exact) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        """Numerator and denominator among the generators known by now.

        A value made before the ring grew is written anew in place: it stays the same function.
        """
        if a.denominator is not self.ring.one and a.numerator.context() is not self.ring.context:
            a.numerator, a.denominator = self.ring.lift(a.numerator), self.ring.lift(a.denominator)
        return a.numerator, a.denominator

    # -- arithmetic

    def add(self, a: Exact, b: Exact) -> Exact:
        """a + b."""
        one = self.ring.one
        if a.denominator is one and b.denominator is one:  # among the generators known by now
            return Exact(self, a.numerator + b.numerator, one)
        (n, d), (m, e) = self.current(a), self.current(b)
        if d == e:
            return Exact(self, n + m, d) if d.is_one() else self.fraction(n + m, d)
        times = self.ring.times
        return self.fraction(times(n, e) + times(m, d), times(d, e))

    def multiply(self, a: Exact, b: Exact) -> Exact:
        """a b."""
        ring = self.ring
        if a.denominator is ring.one and b.denominator is ring.one:
            product = ring.times(a.numerator, b.numerator)
            return Exact(self, ring.reduce(product) if ring.relations else product, ring.one)
        (n, d), (m, e) = self.current(a), self.current(b)
        product = ring.times(n, m)
        if d.is_one() and e.is_one():
            return Exact(self, ring.reduce(product), d)
        return self.fraction(product, ring.times(d, e))

    def scaled(self, a: Exact, k: int | fmpq) -> Exact:
        """k a; nothing to reduce."""
        if k == 1:
            return a
        return Exact(self, a.numerator * k, a.denominator) if k else self.number(0)

    def divide(self, a: Exact, b: Exact, quietly: bool = False) -> Exact:
        """a / b; leaves the condition b != 0 unless `quietly`. Raises Undefined when b is zero everywhere."""
        (n, d), (m, e) = self.current(a), self.current(b)
        if not len(self.ring.reduce(m)):
            raise Undefined("division by zero")
        if not quietly and not is_constant(m):
            self.conditions.append(Condition("nonzero", b))
        return self.fraction(self.ring.times(n, e), self.ring.times(d, m))

    def power(self, a: Exact, k: int) -> Exact:
        """a^k for an integer k; a negative one leaves the condition a != 0."""
        if k < 0:
            return self.divide(self.number(1), self.power(a, -k)) if k != -1 else self.divide(self.number(1), a)
        if k == 1:
            return a
        n, d = self.current(a)
        if d.is_one():
            return Exact(self, self.ring.reduce(self.ring.power(n, k)), d)
        return self.fraction(self.ring.power(n, k), self.ring.power(d, k))

    def fraction(self, n: fmpq_mpoly, d: fmpq_mpoly) -> Exact:
        """n / d in lowest terms, the leading coefficient below being 1."""
        ring = self.ring
        n, d = ring.reduce(n), ring.reduce(d)
        if not len(d):
            raise Undefined("division by zero")
        if is_constant(d):
            return Exact(self, n if d.is_one() else n / d.leading_coefficient(), ring.one)
        if not len(n):
            return Exact(self, n, ring.one)
        common = ring.gcd(n, d)
        if not common.is_one():
            n, d = n / common, d / common
        lead = d.leading_coefficient()
        return Exact(self, n / lead, d / lead) if lead != 1 else Exact(self, n, d)

    # -- comparing

    def same(self, a: Exact, b: Exact) -> bool:
        """Certainly the same function?"""
        (n, d), (m, e) = self.current(a), self.current(b)
        if d == e:
            return not len(self.ring.reduce(n - m))
        times = self.ring.times
        return not len(self.ring.reduce(times(n, e) - times(m, d)))

    def looked(self) -> Looked:
        """What was found with all that is assumed now."""
        ring = self.ring
        key = (ring.size, *map(id, self.facts), 0, *map(id, self.nonzero), 0, *map(id, ring.relations))
        if self._looked.key != key:
            self._looked = Looked(key, (*self.facts, *self.nonzero, *ring.relations))
        return self._looked

    def factor(self, p: fmpq_mpoly) -> Factors:
        """A rational number and monic irreducible factors with their exponents."""
        return self.ring.factor(p)

    # -- what is assumed

    def assume_zero(self, *values: Exact) -> None:
        """Side relations e = 0, e.g. sum_k y_k = 1. Later answers hold where they hold.

        Best assumed after both sides were made: derivatives of what was already reduced by them are refused. What
        follows from them is worked out once for all, as of the entries of a matrix.
        """
        known = len(self.assumed)
        for e in values:
            n, _ = self.current(e)
            n = self.ring.reduce(n)
            if not len(n):
                continue
            if is_constant(n):
                raise Undefined("the assumptions contradict each other")
            self.assumed.append(self.polynomial(n))
            self.ring.relate(n / n.leading_coefficient())
        if len(self.assumed) > known:
            self.ring.complete()

    def assume_positive(self, e: Exact) -> None:
        """A fact e > 0, used for signs, roots, logarithms and absolute values."""
        self._assume(e, 2)

    def assume_nonnegative(self, e: Exact) -> None:
        """A fact e >= 0."""
        self._assume(e, 1)

    def assume_nonzero(self, e: Exact) -> None:
        """A fact e != 0."""
        n, _ = self.current(e)
        self.nonzero += [f for f, _ in self.factor(n)[1]]

    def assume(self, condition: Condition) -> None:
        """A condition that an operation left, as a fact."""
        if condition.kind in ("positive", "nonnegative"):
            self._assume(condition.value, 2 if condition.kind == "positive" else 1)
        else:
            self.assume_nonzero(condition.value)

    def _assume(self, e: Exact, sign: int) -> None:
        n, d = self.current(e)
        unit, above = self.factor(n)
        below = self.factor(d)[1]
        self.nonzero += [f for f, _ in (above + below if sign == 2 else below)]
        if sign == 1 and any(k % 2 == 0 for _, k in above):
            return  # x^2 y >= 0 says nothing of y where x = 0
        odd = self.ring.one
        for f, k in above + below:
            if k % 2:
                odd = self.ring.times(odd, f)
        if not is_constant(odd):
            self.facts.append((odd, sign if unit > 0 else -sign))

    def spell(self, e: Exact) -> str:
        """A short text for a person who debugs; it is no LaTeX."""
        n, d = self.current(e)
        text = str(n) if d.is_one() else f"({n})/({d})"
        return re.sub(r"g(\d+)", lambda found: _label(self.generators[int(found[1])]), text)


def _label(generator: Generator) -> str:
    head = generator.name or generator.kind
    head += "'" * sum(generator.order) if generator.kind == "function" else ""
    return f"{head}({', '.join(map(repr, generator.args))})" if generator.args else head
