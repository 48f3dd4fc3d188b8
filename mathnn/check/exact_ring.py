"""Polynomials over Q in generators that may be added later, reduced by relations between them, within a budget.

Generators are ordered by age, the newest first, in lexicographic order. A relation such as g² = q with q in older
generators therefore has the leading term g², and dividing by it replaces every higher power of g.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from math import comb

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz, fmpz_mpoly_ctx, fmpz_mpoly_vec
from flint.utils.flint_exceptions import IncompatibleContextError

from mathnn.check.exact_errors import TooLarge, Undefined

MOST_TERMS = 20_000
MOST_GENERATORS = 200
MOST_DEGREE = 4_096
MOST_BITS = 20_000  # of a coefficient made by a power
BUDGET = 3_000_000  # products of two terms; flint makes about forty million a second
GCD_LIMIT = 60_000  # product of the lengths above which a fraction stays as it is
FACTOR_LIMIT = 200  # terms above which a polynomial counts as irreducible
FACTOR_DEGREE = 100  # and the degree
FEWEST = 8
LIFTING = 20  # operations that writing a polynomial anew counts as
MOST_LIFTED = 2_000  # polynomials kept with what they became

Factors = tuple[fmpq, list[tuple[fmpq_mpoly, int]]]


@cache
def _context(size: int) -> fmpq_mpoly_ctx:
    return fmpq_mpoly_ctx.get(tuple(f"g{i}" for i in reversed(range(size))), Ordering.lex)


@cache
def _generators(size: int) -> tuple[fmpq_mpoly, ...]:
    return tuple(_context(size).gens())


@cache
def _one(size: int) -> fmpq_mpoly:
    return _context(size).constant(1)


@cache
def _images(old: int, new: int) -> tuple[fmpq_mpoly, ...]:
    """The generators of a small context among those of a larger one."""
    return _generators(new)[new - old :]


@dataclass(frozen=True, slots=True)
class Relation:
    """A polynomial that is zero, and the exponents of its leading term as (generator, exponent)."""

    polynomial: fmpq_mpoly
    lead: tuple[tuple[int, int], ...]


class Ring:
    """The polynomials of one statement. It grows as generators are added; `lift` brings an old polynomial up."""

    def __init__(self, expected: int = FEWEST, budget: int = BUDGET) -> None:
        self.used = 0
        self.left = budget
        self._resize(1 << (max(1, min(expected, MOST_GENERATORS)) - 1).bit_length())
        self.products = 0
        self.relations: list[Relation] = []

    def new(self) -> int:
        """The number of a fresh generator. Raises TooLarge beyond 200."""
        if self.used == MOST_GENERATORS:
            raise TooLarge(f"more than {MOST_GENERATORS} independent functions")
        if self.used == self.size:
            self._resize(2 * self.size)
            self.relations = [replace(r, polynomial=self.lift(r.polynomial)) for r in self.relations]
        self.used += 1
        return self.used - 1

    def _resize(self, size: int) -> None:
        self.size = size
        self.context = _context(size)
        self.one = _one(size)
        self.generators = _generators(size)
        self.factored: list[tuple[fmpq_mpoly, Factors]] = []
        self.lifted: dict[int, tuple[fmpq_mpoly, fmpq_mpoly]] = {}  # with the old one, so that its id stays its own

    def lift(self, p: fmpq_mpoly) -> fmpq_mpoly:
        """The same polynomial among the generators known by now."""
        context = p.context()
        if context is self.context:
            return p
        if p.is_one():
            return self.one
        if (found := self.lifted.get(id(p))) is None:
            self.spend(LIFTING)
            if len(self.lifted) >= MOST_LIFTED:
                self.lifted.clear()
            found = self.lifted[id(p)] = p, p.compose(*_images(context.nvars(), self.size), ctx=self.context)
        return found[1]

    def generator(self, number: int) -> fmpq_mpoly:
        """A generator as a polynomial."""
        return self.generators[self.size - 1 - number]

    def constant(self, value: fmpq | int) -> fmpq_mpoly:
        """A rational number as a polynomial."""
        return self.context.constant(value)

    def spend(self, operations: int) -> None:
        """Count operations. Raises TooLarge when the budget is used up."""
        self.left -= operations
        if self.left < 0:
            raise TooLarge("more operations than one statement may cost")

    @contextmanager
    def allowance(self, operations: int) -> Iterator[None]:
        """A smaller budget for a search that may give up; what it spends counts."""
        before = self.left
        self.left = kept = min(before, operations)
        try:
            yield
        finally:
            self.left = before - (kept - max(self.left, 0))

    def times(self, p: fmpq_mpoly, q: fmpq_mpoly) -> fmpq_mpoly:
        """The product, not yet reduced. Raises TooLarge before it would cost more than is left."""
        self.left -= len(p) * len(q) + 4
        if self.left < 0:
            self.spend(0)
        try:
            product = p * q
        except IncompatibleContextError:  # one of them was made before the ring grew
            product = self.lift(p) * self.lift(q)
        self.products += 1
        if len(product) > MOST_TERMS or not self.products % 8:  # in between, coefficients can double eight times
            self._check(product)
        return product

    def _check(self, p: fmpq_mpoly) -> None:
        """Refuse a polynomial that has grown too long, too high or too wide; of a long one the ends are looked at."""
        n = len(p)
        if n > MOST_TERMS:
            raise TooLarge(f"a polynomial of more than {MOST_TERMS} terms")
        if n and (p.coefficient(0).height_bits() > MOST_BITS or p.coefficient(n - 1).height_bits() > MOST_BITS):
            raise TooLarge(f"a coefficient of more than {MOST_BITS} binary digits")
        if 0 < n < 4 and p.total_degree() > MOST_DEGREE:
            raise TooLarge(f"a degree above {MOST_DEGREE}")

    def power(self, p: fmpq_mpoly, k: int) -> fmpq_mpoly:
        """p^k for k >= 0, not yet reduced; degree, length and coefficients are bounded before anything is made."""
        p = self.lift(p)
        if len(p) == 0:
            return self.constant(int(k == 0))
        if int(p.total_degree()) * k > MOST_DEGREE or _bits(p) * k > MOST_BITS:
            raise TooLarge("a power too high to write out")
        if len(p) > 1:
            self.spend(_length_of_power(len(p), k) * len(p))
        return p**k

    def reduce(self, p: fmpq_mpoly) -> fmpq_mpoly:
        """The normal form modulo the relations; zero only if p is a combination of them."""
        if p.context() is not self.context:
            p = self.lift(p)
        if not self.relations or not len(p):
            return p
        changed = True
        while changed:
            changed, degrees = False, p.degrees()
            for relation in self.relations:
                for g, k in relation.lead:
                    if degrees[self.size - 1 - g] < k:
                        break
                else:
                    rest = self._remainder(p, relation, degrees)
                    if rest != p:
                        p, changed, degrees = rest, True, rest.degrees()
                        if not len(p):
                            return p
        return p

    def _remainder(self, p: fmpq_mpoly, relation: Relation, degrees: tuple[int, ...]) -> fmpq_mpoly:
        times = min(int(degrees[self.size - 1 - g]) // k for g, k in relation.lead)
        if times > MOST_DEGREE or times * _bits(relation.polynomial) > MOST_BITS:
            raise TooLarge("a power too high to reduce")
        self.spend(len(p) * _length_of_power(len(relation.polynomial) - 1, times))
        rest = divmod(p, relation.polynomial)[1]
        self._check(rest)
        return rest

    def relate(self, p: fmpq_mpoly) -> None:
        """Let a polynomial that is not a constant be zero from now on."""
        p = self.lift(p)
        lead = tuple((self.size - 1 - i, int(k)) for i, k in enumerate(p.monomial(0)) if k)
        self.relations.insert(0, Relation(p, lead))

    def complete(self) -> None:
        """Add what follows from relations with common leading generators (Buchberger), within small limits."""
        leads = [g for relation in self.relations for g, _ in relation.lead]
        if len(leads) == len(set(leads)):
            return  # coprime leading terms are a Gröbner basis already
        context = fmpz_mpoly_ctx.get(self.context.names(), Ordering.lex)
        integral = [context.from_dict(_integral(r.polynomial)) for r in self.relations]
        found: object = fmpz_mpoly_vec(integral, context).buchberger_naive(limits=(24, 60, 200))
        assert isinstance(found, tuple)  # with limits: the basis and whether it is complete (the stub says otherwise)
        basis: fmpz_mpoly_vec = found[0]
        self.relations = []
        for p in basis.autoreduction():
            q = self.context.from_dict({m: fmpq(c) for m, c in p.to_dict().items()})
            if q.is_constant() and len(q):
                raise Undefined("the assumptions contradict each other")
            if len(q):
                self.relate(q / q.leading_coefficient())

    def gcd(self, p: fmpq_mpoly, q: fmpq_mpoly) -> fmpq_mpoly:
        """The greatest common divisor, or 1 where finding it would cost too much."""
        cost = len(p) * len(q)
        if cost > GCD_LIMIT:
            return self.one
        self.spend(cost + 20)
        if len(p) == 1 or len(q) == 1:  # what divides one term has one, and divides each term of the other
            return p.term_content().gcd(q.term_content())
        if max(p.total_degree(), q.total_degree()) > MOST_DEGREE:
            return self.one
        return p.gcd(q)

    def factor(self, p: fmpq_mpoly) -> Factors:
        """A rational number and irreducible factors with exponents; a long polynomial counts as irreducible."""
        p = self.lift(p)
        if is_constant(p):
            return p.leading_coefficient() if len(p) else fmpq(0), []
        if len(p) == 1:
            powers = [(self.generator(self.size - 1 - i), int(k)) for i, k in enumerate(p.monomial(0)) if k]
            return p.leading_coefficient(), powers
        lead = p.leading_coefficient()
        if len(p) > FACTOR_LIMIT or not 1 < p.total_degree() <= FACTOR_DEGREE:
            return lead, [(p / lead, 1)]
        for known, factors in self.factored:
            if known == p:
                return factors
        self.spend(10 * len(p) * len(p))
        self.factored.append((p, self._factors(p)))
        return self.factored[-1][1]

    def _factors(self, p: fmpq_mpoly) -> Factors:
        held = [i for i, k in enumerate(p.degrees()) if k > 0]
        back = [_generators(self.size)[i] for i in held]
        unit, found = _among_few(p, held).factor()
        factors = []
        for factor, k in found:
            scale = factor.leading_coefficient()
            unit *= scale**k
            factors.append(((factor / scale).compose(*back, ctx=self.context), int(k)))
        return unit, factors


def is_constant(p: fmpq_mpoly) -> bool:
    """Is it a number? Flint's own answer looks at the degree of every term."""
    return len(p) < 2 and p.is_constant()


def _among_few(p: fmpq_mpoly, held: list[int]) -> fmpq_mpoly:
    """The same polynomial in a context of the generators that it holds: factoring costs by the size of the context."""
    few = _context(len(held))
    images = [few.constant(0)] * p.context().nvars()
    for place, generator in zip(held, _generators(len(held)), strict=True):
        images[place] = generator
    return p.compose(*images, ctx=few)


def _integral(p: fmpq_mpoly) -> dict[tuple[int, ...], fmpz]:
    scale = fmpz(1)
    for c in p.coeffs():
        scale = scale * c.q // scale.gcd(c.q)
    return {m: (c * scale).p for m, c in p.to_dict().items()}


def _bits(p: fmpq_mpoly) -> int:
    """An upper bound of the bits of a coefficient of p, counted so that a power's are at most k times as many."""
    if len(p) == 1:
        return int(p.leading_coefficient().height_bits()) - 1
    return max(int(c.height_bits()) for c in p.coeffs()) + len(p).bit_length()


def _length_of_power(terms: int, k: int) -> int:
    """How many terms the k-th power of a polynomial can have."""
    if terms < 2:
        return 1
    few = min(k, terms - 1)
    return comb(k + terms - 1, few) if few <= 30 else 10**12
