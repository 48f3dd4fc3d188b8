"""Is a polynomial a sum of squares? An exact test by its Gram matrix, small and bounded.

p is written as z' G z with a vector z of monomials; G positive semidefinite proves p >= 0 (Choi, Lam and Reznick 1995).
Where a term of p can stand at several places of G, three fixed ways to share it are tried instead of an optimisation.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement

from flint import fmpq_mpoly

from mathnn.check.exact_field import Field
from mathnn.check.exact_value import as_fraction

MOST_TERMS = 240
MOST_BASIS = 40
SHARES = ("apart", "diagonal", "even")  # where an ambiguous term goes

Monomial = tuple[int, ...]
Terms = dict[Monomial, Fraction]
Gram = list[list[Fraction]]


def is_sum_of_squares(field: Field, p: fmpq_mpoly) -> bool | None:
    """True when p > 0, False when p >= 0 is shown, None when neither is."""
    if len(p) > MOST_TERMS:
        return None
    terms = _in_square_roots(field, p)
    lowest = (0,) * len(next(iter(terms)))
    constant = terms.get(lowest, Fraction(0))
    if constant > 0:
        for part in (Fraction(1, 2), Fraction(1, 16)):
            if _is_nonnegative({**terms, lowest: constant * (1 - part)}, field):
                return True
    return False if _is_nonnegative(terms, field) else None


def _in_square_roots(field: Field, p: fmpq_mpoly) -> Terms:
    """The terms with every g >= 0 written as the square of a real number, and x as R^2 where R = sqrt x is there."""
    size = field.ring.size
    used = {size - 1 - i for i, k in enumerate(p.degrees()) if k > 0}
    nonnegative = {i for i in used if (field.generators[i].sign or 0) > 0} | _assumed(field, used)
    rooted = {}
    for base, degree, generator in field.roots:
        base = field.ring.lift(base)
        for i in used:
            if generator in used and base == field.ring.generator(i):
                rooted[i] = (generator, degree)
    columns = sorted(used)
    place = {i: j for j, i in enumerate(columns)}
    terms: Terms = {}
    for monomial, c in p.terms():
        exponents = [0] * len(columns)
        for i in columns:
            k = int(monomial[size - 1 - i])
            target, scale = rooted.get(i, (i, 1))
            exponents[place[target]] += k * scale
        key = tuple(2 * k if i in nonnegative else k for i, k in zip(columns, exponents, strict=True))
        terms[key] = terms.get(key, Fraction(0)) + as_fraction(c)
    return {m: c for m, c in terms.items() if c}


def _assumed(field: Field, used: set[int]) -> set[int]:
    """Generators that a fact says are at least zero."""
    return {
        i for i in used for fact, sign in field.facts
        if sign is not None and sign > 0 and field.ring.lift(fact) == field.ring.generator(i)
    }


def _is_nonnegative(terms: Terms, field: Field) -> bool:
    terms = {m: c for m, c in terms.items() if c}
    basis = [tuple(k // 2 for k in m) for m, c in terms.items() if c > 0 and all(k % 2 == 0 for k in m)]
    if not basis or len(basis) > MOST_BASIS:
        return not terms
    places = _places(basis)
    if any(m not in places for m in terms):
        return False
    field.ring.spend(len(basis) ** 3)
    tried: list[Gram] = []
    for share in SHARES:
        gram = _gram(terms, places, len(basis), share)
        if gram not in tried and _is_semidefinite([row[:] for row in gram]):
            return True
        tried.append(gram)
    return False


def _places(basis: list[Monomial]) -> dict[Monomial, list[tuple[int, int]]]:
    """At which entries of the Gram matrix each product of two basis monomials stands."""
    found: dict[Monomial, list[tuple[int, int]]] = {}
    for (i, a), (j, b) in combinations_with_replacement(enumerate(basis), 2):
        found.setdefault(tuple(x + y for x, y in zip(a, b, strict=True)), []).append((i, j))
    return found


def _gram(terms: Terms, places: dict[Monomial, list[tuple[int, int]]], n: int, share: str) -> Gram:
    gram = [[Fraction(0)] * n for _ in range(n)]
    for monomial, c in terms.items():
        entries = list(_chosen(places[monomial], share))
        for i, j in entries:
            part = c / len(entries)
            gram[i][j] += part if i == j else part / 2
            if i != j:
                gram[j][i] += part / 2
    return gram


def _chosen(entries: list[tuple[int, int]], share: str) -> Iterator[tuple[int, int]]:
    if len(entries) == 1 or share == "even":
        yield from entries
        return
    wanted = [e for e in entries if (e[0] == e[1]) == (share == "diagonal")]
    yield from wanted or entries


def _is_semidefinite(a: Gram) -> bool:
    """Symmetric elimination over the rationals: no negative pivot, and a zero pivot only in a zero row."""
    n = len(a)
    for k in range(n):
        pivot = a[k][k]
        if pivot < 0 or (pivot == 0 and any(a[k][j] for j in range(k + 1, n))):
            return False
        if pivot == 0:
            continue
        for i in range(k + 1, n):
            if a[i][k]:
                ratio = a[i][k] / pivot
                for j in range(i, n):
                    a[i][j] -= ratio * a[k][j]
                    a[j][i] = a[i][j]
    return True
