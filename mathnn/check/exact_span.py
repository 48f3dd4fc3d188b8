"""Arguments of exp, sin and cos as rational combinations of as few basic arguments as possible.

exp(u) for u in the span of the basic arguments b_1, …, b_k is a product of powers of exp(b_j); a new argument first
loses what the old ones explain. So e^(x + c), e^x and e^c are never three independent functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

from flint import fmpq, fmpq_mpoly

from mathnn.check.exact_field import Angle, Field
from mathnn.check.exact_value import Exact

SPLIT = 3  # a rest of at most so many terms becomes one basic argument a term


@dataclass(frozen=True, slots=True)
class Part:
    """p / q, a part of an argument whose denominator is q."""

    p: fmpq_mpoly
    q: fmpq_mpoly


def parts(field: Field, u: Exact) -> list[Part]:
    """The polynomial part of u and the proper fraction that is left."""
    n, d = field.current(u)
    one = field.ring.one
    if d.is_one():
        return [Part(n, one)] if len(n) else []
    field.ring.spend(len(n) * len(d))
    quotient, rest = divmod(n, d)
    return [part for part in (Part(quotient, one), Part(rest, d)) if len(part.p)]


def reduce(field: Field, kind: str, part: Part) -> tuple[list[tuple[Angle, fmpq]], Part]:
    """Basic arguments with coefficients, and the rest that they do not explain.

    The rows are kept in descending order of their leading terms, which all differ; taking a row away changes smaller
    terms only, so one pass is enough.
    """
    found, p, q = [], field.ring.lift(part.p), field.ring.lift(part.q)
    for row in field.spans.get(kind, ()):
        if row.numerator.context() is not field.ring.context:
            _renew(field, row)
        if row.denominator != q or not len(p):
            continue
        c = p[row.lead]
        if c != 0:
            c = c / row.numerator.leading_coefficient()
            p = p - c * row.numerator
            found.append((row, c))
    return found, Part(p, q)


def pieces(field: Field, rest: Part) -> list[Part]:
    """New basic arguments for a rest: its terms when they are few, else the whole."""
    if not len(rest.p):
        return []
    if len(rest.p) > SPLIT:
        return [rest]
    return [Part(rest.p.context().term(c, m), rest.q) for m, c in rest.p.terms()]


def primitive(part: Part) -> tuple[fmpq, Part]:
    """A number c and the part divided by c, so that 2x and -x have the basic argument x, and x/2 has x/2."""
    coefficients = part.p.coeffs()
    top = 0
    for a in coefficients:
        top = gcd(top, int(a.p))
    c = fmpq(top if coefficients[0] > 0 else -top)
    return c, Part(part.p / c, part.q)


def insert(field: Field, kind: str, row: Angle) -> None:
    """Add a row, keeping the leading terms in descending order."""
    rows = field.spans.setdefault(kind, [])
    rows.append(row)
    for each in rows:
        _renew(field, each)
    rows.sort(key=lambda r: r.lead, reverse=True)


def _renew(field: Field, row: Angle) -> None:
    """Bring a row up to the size of the ring."""
    if len(row.lead) != field.ring.size:  # also when the row is new
        row.numerator, row.denominator = field.ring.lift(row.numerator), field.ring.lift(row.denominator)
        row.lead = row.numerator.monomial(0)
