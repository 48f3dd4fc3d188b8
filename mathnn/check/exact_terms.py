"""Signs that are seen at once: of generators, of assumed facts, of polynomials whose terms all have one sign."""

from __future__ import annotations

from flint import fmpq_mpoly

from mathnn.check.exact_field import Field, Sign
from mathnn.check.exact_value import Exact


def times(a: int, b: int) -> int:
    """The sign of a product of factors with these signs."""
    strict = abs(a) == 2 and abs(b) == 2
    return 0 if a * b == 0 else (2 if strict else 1) * (1 if a * b > 0 else -1)


def to_the(sign: Sign, e: int, nonzero: bool) -> int:
    """The sign of f^e, for even e also where that of f is not known."""
    if sign == 0:
        return 0
    size = 2 if nonzero or (sign is not None and abs(sign) == 2) else 1
    return -size if e % 2 and sign is not None and sign < 0 else size


def is_nonzero_factor(field: Field, f: fmpq_mpoly) -> bool:
    """Is f assumed not to be zero, or never zero by its kind?"""
    f, lead = field.ring.lift(f), f.leading_coefficient()
    return any(field.ring.lift(g) * lead == f for g in field.nonzero)


def generator_sign(field: Field, number: int) -> tuple[Sign, bool]:
    """The sign of a generator and whether it is never zero."""
    generator = field.generators[number]
    sign = generator.sign
    if sign is None and generator.kind == "log":
        sign = _logarithm_sign(field, generator.args[0])
    if sign is None:
        sign = fact_sign(field, field.ring.generator(number))
    nonzero = generator.nonzero or (sign is not None and abs(sign) == 2)
    return sign, nonzero or is_nonzero_factor(field, field.ring.generator(number))


def _logarithm_sign(field: Field, f: Exact) -> Sign:
    """log f has the sign of f - 1 where f > 0."""
    n, _ = field.current(f)
    if by_terms(field, n) != 2:
        return None
    found = by_terms(field, n - 1)
    return fact_sign(field, n - 1) if found is None else found


def by_terms(field: Field, p: fmpq_mpoly) -> Sign:
    """Every term has the same sign."""
    total: int | None = None
    size = field.ring.size
    known = field.looked().generators
    used = [i for i, degree in enumerate(p.degrees()) if degree > 0]
    for monomial, c in p.terms():
        sign = 2 if c > 0 else -2
        for i in used:
            k = monomial[i]
            if k:
                number = size - 1 - i
                if number not in known:
                    known[number] = generator_sign(field, number)
                own, nonzero = known[number]
                if own is None and k % 2:
                    return None
                sign = times(sign, to_the(own, int(k), nonzero))
        if total is not None and total * sign < 0:
            return None
        total = sign if not total or abs(sign) == 2 else total
    return total


def fact_sign(field: Field, p: fmpq_mpoly) -> Sign:
    """The sign of p as a multiple of something that was assumed."""
    lead = p.leading_coefficient()
    for fact, sign in field.facts:
        if sign is not None and field.ring.lift(fact) * lead == p:
            if abs(sign) == 1 and is_nonzero_factor(field, p):
                sign *= 2
            return sign if lead > 0 else -sign
    return None
