"""Signs of exact values, proved: by the signs of terms and factors, by facts, by sums of squares, by squaring.

Every rule holds at each point where the generators have their values, so a sign that is returned is certain; None says
only that no rule was found.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq_mpoly

from mathnn.check.exact_errors import TooLarge
from mathnn.check.exact_field import Field, Sign
from mathnn.check.exact_squares import is_sum_of_squares
from mathnn.check.exact_value import Exact

SPELLED: Final = {2: "+", 1: ">=0", 0: "0", -1: "<=0", -2: "-"}
MOST_SEARCH = 400_000  # operations for one sign
DEEPEST = 3  # how often a generator may be removed by squaring
CANDIDATES = 3  # how many generators are tried each time


def sign_of(e: Exact) -> str | None:
    """'+', '>=0', '0', '<=0', '-', or None when no rule decides."""
    found = _upwards(e)
    if found is None:
        opposite = _upwards(-e)
        found = None if opposite is None else -opposite
    return None if found is None else SPELLED[found]


def is_nonnegative(e: Exact) -> bool:
    """Is e >= 0 wherever it is defined? Certain when True."""
    return (_upwards(e) or -1) > 0 or sign_of(e) == "0"


def is_positive(e: Exact) -> bool:
    """Is e > 0 wherever it is defined? Certain when True."""
    return _upwards(e) == 2


def is_nonzero(e: Exact) -> bool:
    """Is e never zero where it is defined? Certain when True."""
    if sign_of(e) in ("+", "-"):
        return True
    field = e.field
    n, _ = field.current(e)
    n = field.ring.reduce(n)
    return len(n) > 0 and all(
        is_nonzero_factor(field, f) or abs(factor_sign(field, f) or 0) == 2 for f, _ in field.factor(n)[1]
    )


def _upwards(e: Exact) -> Sign:
    """The sign, the costly rules being tried for >= 0 only."""
    field = e.field
    n, d = field.current(e)
    try:
        with field.ring.allowance(MOST_SEARCH):
            n, d = field.ring.reduce(n), field.ring.reduce(d)
            below = 2 if d.is_constant() else polynomial_sign(field, d)
            if not below:
                return None
            return polynomial_sign(field, n if below > 0 else -n, DEEPEST)  # a denominator is not zero
    except TooLarge:
        return None


def times(a: int, b: int) -> int:
    """The sign of a product of factors with these signs."""
    strict = abs(a) == 2 and abs(b) == 2
    return 0 if a * b == 0 else (2 if strict else 1) * (1 if a * b > 0 else -1)


def polynomial_sign(field: Field, p: fmpq_mpoly, deep: int = 0) -> Sign:
    """The sign of a polynomial; `deep` allows that many steps of squaring, which look for >= 0 only."""
    p = field.ring.lift(p)
    if not len(p):
        return 0
    if (found := _by_terms(field, p)) is not None:
        return found
    if (found := _by_facts(field, p)) is not None:
        return found
    if p.total_degree() == 1 and not deep:
        return None
    unit, factors = field.factor(p)
    found = 2 if unit > 0 else -2
    unknown = []
    for f, e in factors:
        sign = factor_sign(field, f)
        if sign is None and e % 2:
            unknown.append(f)
            continue
        found = times(found, _to_the(sign, e, is_nonzero_factor(field, f)))
    return _joint(field, found, unknown, deep)


def _to_the(sign: Sign, e: int, nonzero: bool) -> int:
    """The sign of f^e, for even e also where that of f is not known."""
    if sign == 0:
        return 0
    size = 2 if nonzero or (sign is not None and abs(sign) == 2) else 1
    return -size if e % 2 and sign is not None and sign < 0 else size


def _joint(field: Field, known: int, unknown: list[fmpq_mpoly], deep: int) -> Sign:
    """The sign when factors remain whose own signs are not known: of their product, by facts or by squaring."""
    if not unknown:
        return known
    if len(unknown) > 1 and field.facts:
        product = field.ring.one
        for f in unknown:
            product = field.ring.times(product, f)
        sign = _by_facts(field, product)
    elif deep and len(unknown) == 1:
        f = unknown[0] if known > 0 else -unknown[0]
        sign = _by_squaring(field, f, deep)
        return None if sign is None else times(abs(known), sign)
    else:
        sign = None
    return None if sign is None else times(known, sign)


def factor_sign(field: Field, f: fmpq_mpoly) -> Sign:
    """The sign of an irreducible polynomial."""
    f = field.ring.lift(f)
    if (found := _by_terms(field, f)) is not None:
        return found
    if (found := _by_facts(field, f)) is not None:
        return found
    if f.total_degree() == 1:
        return None
    if (strict := is_sum_of_squares(field, f)) is not None:
        return 2 if strict else 1
    strict = is_sum_of_squares(field, -f)
    return None if strict is None else -2 if strict else -1


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
        sign = _fact(field, field.ring.generator(number))
    nonzero = generator.nonzero or (sign is not None and abs(sign) == 2)
    return sign, nonzero or is_nonzero_factor(field, field.ring.generator(number))


def _logarithm_sign(field: Field, f: Exact) -> Sign:
    """log f has the sign of f - 1 where f > 0."""
    n, _ = field.current(f)
    return _by_terms(field, n - 1) if _by_terms(field, n) == 2 else None


def _by_terms(field: Field, p: fmpq_mpoly) -> Sign:
    """Every term has the same sign."""
    total: int | None = None
    size = field.ring.size
    known: dict[int, tuple[Sign, bool]] = {}
    for monomial, c in p.terms():
        sign = 2 if c > 0 else -2
        for i, k in enumerate(monomial):
            if k:
                if i not in known:
                    known[i] = generator_sign(field, size - 1 - i)
                own, nonzero = known[i]
                if own is None and k % 2:
                    return None
                sign = times(sign, _to_the(own, int(k), nonzero))
        if total is not None and total * sign < 0:
            return None
        total = sign if not total or abs(sign) == 2 else total
    return total


def _fact(field: Field, p: fmpq_mpoly) -> Sign:
    """The sign of a multiple of something that was assumed."""
    lead = p.leading_coefficient()
    for fact, sign in field.facts:
        if sign is not None and field.ring.lift(fact) * lead == p:
            if abs(sign) == 1 and is_nonzero_factor(field, p):
                sign *= 2
            return sign if lead > 0 else -sign
    return None


def _by_facts(field: Field, p: fmpq_mpoly, steps: int = 3) -> Sign:
    """A positive combination of assumed facts, found by removing leading terms."""
    if not field.facts:
        return None
    if (found := _fact(field, p)) is not None or not steps:
        return found
    lead = p.monomial(0)
    for fact, sign in field.facts:
        fact = field.ring.lift(fact)
        if fact.monomial(0) != lead or sign is None:
            continue
        c = p.leading_coefficient() / fact.leading_coefficient()
        rest = p - c * fact
        own = sign if c > 0 else -sign
        other = 0 if not len(rest) else _by_terms(field, rest)
        other = other if other is not None else _by_facts(field, rest, steps - 1)
        if other is not None and other * own >= 0:
            return own if abs(own) >= abs(other) else other
    return None


def _by_squaring(field: Field, p: fmpq_mpoly, deep: int) -> Sign:
    """p = u + v g >= 0 when u >= 0 and u^2 >= (v g)^2, or v g >= 0 and (v g)^2 >= u^2; None when neither is shown."""
    ring = field.ring
    for number in _squarable(field, p):
        u = p.subs({ring.size - 1 - number: 0})
        w = p - u
        gap = ring.reduce(ring.times(u, u) - ring.times(w, w))
        for upper, wider in ((u, gap), (w, -gap)):
            if _at_least(field, upper, deep - 1) and (sign := _at_least(field, wider, deep - 1)):
                return sign
    return None


def _at_least(field: Field, p: fmpq_mpoly, deep: int) -> int:
    """2 when p > 0 and 1 when p >= 0 are shown, else 0."""
    sign = polynomial_sign(field, p, deep)
    return 0 if sign is None or sign < 0 else max(sign, 1)


def _squarable(field: Field, p: fmpq_mpoly) -> list[int]:
    """Generators that p holds to the first power only, the newest first; variables stay."""
    found = []
    for i, k in enumerate(p.degrees()):
        number = field.ring.size - 1 - i
        if k == 1 and field.generators[number].kind != "variable":
            found.append(number)
    return found[:CANDIDATES]
