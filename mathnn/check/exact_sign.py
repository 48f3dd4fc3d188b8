"""Signs of polynomials, proved: by the signs of terms and factors, by facts, by sums of squares, by squaring."""

from __future__ import annotations

from flint import fmpq_mpoly

from mathnn.check.exact_facts import combination_sign
from mathnn.check.exact_field import Field, Sign
from mathnn.check.exact_squares import is_sum_of_squares
from mathnn.check.exact_terms import by_terms, is_nonzero_factor, times, to_the

DEEPEST = 3  # how often a generator may be removed by squaring
CANDIDATES = 3  # how many generators are tried each time
COST = 2_000  # operations that looking for one sign counts as, besides its products


def polynomial_sign(field: Field, p: fmpq_mpoly, deep: int = 0) -> Sign:
    """The sign of a polynomial; `deep` allows that many steps of squaring, which look for >= 0 only."""
    p = field.ring.lift(p)
    if not len(p):
        return 0
    if (found := by_terms(field, p)) is not None:
        return 2 * found if abs(found) == 1 and is_nonzero_factor(field, p) else found
    field.ring.spend(COST)
    if (found := combination_sign(field, p)) is not None:
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
        found = times(found, to_the(sign, e, is_nonzero_factor(field, f)))
    return _joint(field, found, unknown, deep)


def _joint(field: Field, known: int, unknown: list[fmpq_mpoly], deep: int) -> Sign:
    """The sign when factors remain whose own signs are not known: of their product, by facts or by squaring."""
    if not unknown:
        return known
    if len(unknown) > 1 and field.facts:
        product = field.ring.one
        for f in unknown:
            product = field.ring.times(product, f)
        sign = combination_sign(field, product)
    elif deep and len(unknown) == 1:
        f = unknown[0] if known > 0 else -unknown[0]
        sign = _by_squaring(field, f, deep)
        return None if sign is None else times(abs(known), sign)
    else:
        sign = None
    return None if sign is None else times(known, sign)


def factor_sign(field: Field, f: fmpq_mpoly) -> Sign:
    """The sign of an irreducible polynomial, looked for once for what is assumed."""
    f = field.ring.lift(f)
    for known, sign in field.looked().factors:
        if known == f:
            return sign
    sign = _factor_sign(field, f)
    field.looked().factors.append((f, sign))
    return sign


def _factor_sign(field: Field, f: fmpq_mpoly) -> Sign:
    if (found := by_terms(field, f)) is not None:
        return found
    if (found := combination_sign(field, f)) is not None:
        return found
    if f.total_degree() == 1:
        return None
    if (strict := is_sum_of_squares(field, f)) is not None:
        return 2 if strict else 1
    strict = is_sum_of_squares(field, -f)
    return None if strict is None else -2 if strict else -1


def _by_squaring(field: Field, p: fmpq_mpoly, deep: int) -> Sign:
    """p = u + v g >= 0 when u >= 0 and u^2 >= (v g)^2, or v g >= 0 and (v g)^2 >= u^2; None when neither is shown."""
    ring = field.ring
    for u, w in _split(field, p):
        gap = ring.reduce(ring.times(u, u) - ring.times(w, w))
        for upper, wider in ((u, gap), (w, -gap)):
            if _at_least(field, upper, deep - 1) and (sign := _at_least(field, wider, deep - 1)):
                return sign
    return None


def _at_least(field: Field, p: fmpq_mpoly, deep: int) -> int:
    """2 when p > 0 and 1 when p >= 0 are shown, else 0."""
    sign = polynomial_sign(field, p, deep)
    return 0 if sign is None or sign < 0 else max(sign, 1)


def _split(field: Field, p: fmpq_mpoly) -> list[tuple[fmpq_mpoly, fmpq_mpoly]]:
    """p as u + v g for functions g that it holds to the first power; a part v g that is not positive comes first."""
    found = []
    for i, k in enumerate(p.degrees()):
        if k == 1 and field.generators[field.ring.size - 1 - i].kind != "variable":
            u = p.subs({i: 0})
            found.append((u, p - u))
    found.sort(key=lambda parts: (by_terms(field, parts[1]) or 0) > 0)
    return found[:CANDIDATES]
