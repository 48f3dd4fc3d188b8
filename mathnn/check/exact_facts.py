"""Is a polynomial a combination, with positive coefficients, of what is known to be at least zero?

Known are the assumed facts, their products in pairs, and the tangents of exp and log at the points that matter:
e^b >= 1 + b, log f <= f - 1 and, between two logarithms, f log(f/g) >= f - g, from which Gibbs' inequality follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flint import fmpq, fmpq_mpoly

from mathnn.check.exact_field import Field, Sign
from mathnn.check.exact_programme import coefficients
from mathnn.check.exact_terms import by_terms, fact_sign, is_nonzero_factor

MOST_FACTS = 10  # beyond this their products are not formed
MOST_STEPS = 3
MOST_TERMS = 60
COST = 20  # operations that looking at one fact counts as


@dataclass(frozen=True, slots=True)
class Known:
    """A polynomial that is at least zero, or positive when `strict`."""

    polynomial: fmpq_mpoly
    strict: bool


def combination_sign(field: Field, p: fmpq_mpoly) -> Sign:
    """The sign of p by the facts alone: a multiple of one, or one after the other takes the leading term away."""
    if not field.facts:
        return None
    if (found := fact_sign(field, p)) is not None:
        return found
    field.ring.spend(COST * len(field.facts))
    known: dict[tuple[int, ...], list[Known]] = {}
    for k in _assumed(field):
        known.setdefault(k.polynomial.monomial(0), []).append(k)
    if (up := _descend(field, known, p, MOST_STEPS)) is not None:
        return up
    down = _descend(field, known, -p, MOST_STEPS)
    return None if down is None else -down


def _descend(field: Field, known: dict[tuple[int, ...], list[Known]], p: fmpq_mpoly, steps: int) -> Sign:
    """2 or 1 when p is shown to be positive or at least zero, 0 when it is zero, else None."""
    direct = by_terms(field, p) if len(p) else 0
    if direct is not None or not steps:
        return direct if direct is not None and direct >= 0 else None
    for k in known.get(p.monomial(0), ()):
        ratio = p.leading_coefficient() / k.polynomial.leading_coefficient()
        if ratio > 0:
            found = _descend(field, known, p - ratio * k.polynomial, steps - 1)
            if found is not None:
                return 2 if k.strict or found == 2 else 1
    return None


def programme_sign(field: Field, p: fmpq_mpoly) -> Sign:
    """2 or 1 when p is a positive combination of facts, their products, tangents and positive monomials, else None."""
    p, known = field.ring.lift(p), _assumed(field)
    known += [*_products(field, known), *_tangents(field, p)]
    if not known or len(p) > MOST_TERMS:
        return None
    monomials = {m for k in known for m in k.polynomial.monoms()}
    if any(m not in monomials and _monomial(field, m) is None for m in p.monoms()):
        return None  # nothing that is known holds it
    monomials.update(p.monoms())
    known += [k for m in monomials if (k := _monomial(field, m)) is not None]
    field.ring.spend(len(monomials) * len(known) * 10)
    found = coefficients(p.to_dict(), [k.polynomial.to_dict() for k in known])
    if found is None:
        return None
    return 2 if any(known[i].strict for i in found) else 1


def _monomial(field: Field, m: tuple[int, ...]) -> Known | None:
    term = field.ring.context.term(1, m)
    sign = by_terms(field, term)
    return Known(term, sign == 2) if sign is not None and sign > 0 else None


def _assumed(field: Field) -> list[Known]:
    """The facts as they are by now; found once for the facts, relations and factors that there are."""
    looked = field.looked()
    if looked.assumed is None:
        looked.assumed = _as_known(field)
    return list(looked.assumed)


def _as_known(field: Field) -> list[Known]:
    found = []
    for fact, sign in field.facts:
        p = field.ring.reduce(fact)
        if sign and len(p):
            strict = abs(sign) == 2 or is_nonzero_factor(field, p)
            found.append(Known(p if sign > 0 else -p, strict))
    return found


def _products(field: Field, known: list[Known]) -> Iterator[Known]:
    if len(known) > MOST_FACTS:
        return
    for i, a in enumerate(known):
        for b in known[i:]:
            product = field.ring.reduce(field.ring.times(a.polynomial, b.polynomial))
            if len(product):
                yield Known(product, a.strict and b.strict)


def _tangents(field: Field, p: fmpq_mpoly) -> Iterator[Known]:
    """Inequalities about the exponentials and logarithms in p."""
    ring = field.ring
    used = [ring.size - 1 - i for i, k in enumerate(p.degrees()) if k > 0]
    logarithms: list[tuple[fmpq_mpoly, fmpq_mpoly]] = []  # f and log f
    for number in used:
        generator, g = field.generators[number], ring.generator(number)
        if generator.kind not in ("exp", "log"):
            continue
        n, d = field.current(generator.args[0])
        if generator.kind == "exp" and d.is_one():
            yield from _reduced(field, g - 1 - n, ring.times(g, n - 1) + 1)
        elif generator.kind == "log" and not n.is_constant() and by_terms(field, n) == 2:
            logarithms.append((n, g))
    constant, size = _constant_logarithm(field, p)
    for f, log_f in logarithms:
        yield from _reduced(field, f - 1 - log_f, ring.times(f, log_f) - f + 1)
        if size is not None:  # f log(f/c) >= f - c with c = e^-constant
            yield from _reduced(field, ring.times(f, log_f + constant) - f + 1 / size)
        for g, log_g in logarithms:
            if log_g is not log_f:
                yield from _reduced(field, ring.times(f, log_f - log_g) - f + g)


def _reduced(field: Field, *polynomials: fmpq_mpoly) -> Iterator[Known]:
    for p in polynomials:
        q = field.ring.reduce(p)
        if len(q):
            yield Known(q, False)


def _constant_logarithm(field: Field, p: fmpq_mpoly) -> tuple[fmpq_mpoly, fmpq | None]:
    """The terms c log(prime) of p with integers c, and the number whose logarithm they are; None without any."""
    ring = field.ring
    total, size = ring.constant(0), fmpq(1)
    for number, generator in enumerate(field.generators):
        if generator.kind != "log" or generator.args[0].constant is None:
            continue
        c = p[ring.generator(number).monomial(0)]
        if c.q == 1 and 0 < abs(int(c.p)) <= 16:
            total = total + c * ring.generator(number)
            size = size * field.current(generator.args[0])[0].leading_coefficient() ** int(c.p)
    return total, None if size == 1 else size
