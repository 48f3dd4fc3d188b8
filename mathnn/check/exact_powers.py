"""Powers u^v: integer, rational, with an integer that is a variable, and real."""

from __future__ import annotations

from flint import fmpq_mpoly

from mathnn.check.exact_errors import NotExact, TooLarge, Undefined
from mathnn.check.exact_field import Condition, Field, Generator
from mathnn.check.exact_functions import exp, log, quietly
from mathnn.check.exact_inequality import is_positive
from mathnn.check.exact_roots import absolute, root
from mathnn.check.exact_value import Exact

PIECEWISE = frozenset(("abs", "sign", "floor", "parity"))  # kinds that can make an exponent an integer on an interval


def power(u: Exact, v: Exact) -> Exact:
    """u^v. An integer power is a product; a rational one a root of u >= 0; u^n, n an integer variable, asks u != 0.

    Any other is exp(v log u) with the condition u > 0. Raises NotExact for an exponent that may be an integer on an
    interval, unless u is known to be positive.
    """
    c = v.constant
    if c is not None and c.denominator == 1:
        return u**c.numerator
    if c is not None:
        if c.denominator % 2:
            u.field.conditions.append(Condition("nonnegative", u))
        return root(u, c.denominator) ** c.numerator
    if not is_positive(u):
        if _is_whole(v):
            return _integer_power(u, v)
        if not _is_real(v):
            raise NotExact("a power whose exponent is an integer at some points only")
    return exp(v * log(u))


def _integer_power(u: Exact, v: Exact) -> Exact:
    """|u|^v' sign(u)^v' u^c for v = v' + c with a number c, where u is not zero."""
    field = u.field
    u.field.conditions.append(Condition("nonzero", u))
    if not len(field.ring.reduce(field.current(u)[0])):
        raise Undefined("a power of zero with an unknown exponent")
    p, _ = field.current(v)
    c = int(p[(0,) * field.ring.size].p)
    size = absolute(u)
    result = quietly(field, lambda: exp((v - c) * log(size)) * u**c)
    for monomial, k in field.current(v)[0].terms():
        if int(k.p) % 2 and any(monomial):
            exponent = field.polynomial(field.ring.context.term(1, monomial))
            for f in _signs(u):
                result = result * _parity(field, f, exponent)
    return result


def _signs(u: Exact) -> list[fmpq_mpoly]:
    """Factors whose signs multiply to that of u, those of known sign left out or replaced by -1."""
    field = u.field
    n, d = field.current(u)
    unit, above = field.factor(n)
    negative = bool(unit < 0)
    found = []
    for f, k in [*above, *field.factor(d)[1]]:
        if k % 2:
            ratio = field.polynomial(f) / absolute(field.polynomial(f))
            if ratio.constant is None:
                found.append(f)
            else:
                negative ^= ratio.constant < 0
    return [*found, field.ring.constant(-1)] if negative else found


def _parity(field: Field, f: fmpq_mpoly, exponent: Exact) -> Exact:
    """sign(f)^n, which is 1 or -1: a generator with square 1."""
    args = (field.polynomial(field.ring.lift(f)), exponent)
    found = field.find("parity", "", args)
    if found is not None:
        return field.value(found)
    made = field.adjoin(Generator("parity", "", args, (), None, True))
    field.ring.relate(made.numerator * made.numerator - field.ring.one)
    return made


def _is_whole(v: Exact) -> bool:
    """A polynomial with integer coefficients in integer variables?"""
    field = v.field
    n, d = field.current(v)
    if not d.is_one() or any(c.q != 1 for c in n.coeffs()):
        return False
    if int(n.total_degree()) > 8:
        raise TooLarge("an exponent of high degree")
    return all(field.generators[i].integer for i in _used(field, n))


def _is_real(v: Exact) -> bool:
    """Is v an analytic function of real variables, so that it is no integer but at single points?"""
    field = v.field
    generators = [field.generators[i] for p in field.current(v) for i in _used(field, p)]
    smooth = all(g.kind not in PIECEWISE and all(map(_is_analytic, g.args)) for g in generators)
    return smooth and not all(g.integer for g in generators)


def _is_analytic(v: Exact) -> bool:
    return v.constant is not None or _is_real(v)


def _used(field: Field, p: fmpq_mpoly) -> list[int]:
    return [field.ring.size - 1 - i for i, k in enumerate(p.degrees()) if k > 0]
