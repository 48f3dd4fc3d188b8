"""Sine and cosine: of basic angles they are two generators with s² = 1 - c²; the rest is the addition theorem."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from mathnn.check.exact_errors import TooLarge
from mathnn.check.exact_field import Angle, Field, Generator
from mathnn.check.exact_ring import is_constant
from mathnn.check.exact_roots import single, sqrt
from mathnn.check.exact_span import Part, insert, parts, pieces, primitive, reduce
from mathnn.check.exact_value import Exact

MOST_MULTIPLE = 24

Pair = tuple[Exact, Exact]  # cosine and sine


def pi(field: Field) -> Exact:
    """The number π, as a generator."""
    found = field.find("pi", "", ())
    return field.value(found) if found is not None else field.adjoin(Generator("pi", "", (), (), 2))


def cos(u: Exact) -> Exact:
    """The cosine; multiples of π/6 and π/4 are exact."""
    return cosine_and_sine(u)[0]


def sin(u: Exact) -> Exact:
    """The sine; multiples of π/6 and π/4 are exact."""
    return cosine_and_sine(u)[1]


def cosine_and_sine(u: Exact) -> Pair:
    """cos u and sin u by the addition theorem over the basic angles that u is a combination of."""
    field = u.field
    turned, rest = _take_turns(u)
    result = turned
    for part in parts(field, rest):
        known, left = _refined(field, part)
        for row, c in known:
            result = _sum(result, _multiple((row.values[0], row.values[1]), int(c.p)))
        for piece in pieces(field, left):
            c, basic = primitive(piece)
            result = _sum(result, _multiple(_basic(field, basic), int(c.p)))
    return result


def _refined(field: Field, part: Part) -> tuple[list[tuple[Angle, fmpq]], Part]:
    """The part by basic angles with integer coefficients; a basic angle is divided when it is too coarse."""
    known, left = reduce(field, "angle", part)
    coarse = [(row, int(c.q)) for row, c in known if c.q != 1]
    if not coarse:
        return known, left
    for row, q in coarse:
        _divide(field, row, q)
    return reduce(field, "angle", part)


def _basic(field: Field, basic: Part) -> Pair:
    """Cosine and sine of a new basic angle; of an inverse function they are algebraic."""
    angle = field.fraction(basic.p, basic.q)
    generator = single(field, basic.p) if basic.q.is_one() else None
    if generator is not None and generator.kind in ("arcsin", "arctan"):
        pair = _of_inverse(generator)
    else:
        pair = _generators(field, angle)
    insert(field, "angle", Angle(basic.p, basic.q, pair))
    return pair


def _of_inverse(generator: Generator) -> Pair:
    u = generator.args[0]
    field = u.field
    before = len(field.conditions)
    if generator.kind == "arcsin":
        pair = sqrt(1 - u * u), u
    else:
        length = sqrt(1 + u * u)
        pair = field.divide(field.number(1), length, quietly=True), field.divide(u, length, quietly=True)
    del field.conditions[before:]
    return pair


def _generators(field: Field, angle: Exact) -> Pair:
    c = field.adjoin(Generator("cos", "", (angle,)))
    s = field.adjoin(Generator("sin", "", (angle,)))
    ring = field.ring
    one, p, q = ring.one, ring.lift(c.numerator), ring.lift(s.numerator)
    ring.relate(ring.power(q, 2) + ring.power(p, 2) - one)
    field.facts += [(one - p, 1), (one + p, 1), (one - q, 1), (one + q, 1)]
    return c, s


def _divide(field: Field, row: Angle, q: int) -> None:
    """Replace the basic angle b by b / q; the old cosine and sine are tied to the new ones."""
    if q > MOST_MULTIPLE:
        raise TooLarge(f"an angle divided by {q}")
    field.spans["angle"].remove(row)
    finer = Part(field.ring.lift(row.numerator) / q, field.ring.lift(row.denominator))
    pair = _generators(field, field.fraction(finer.p, finer.q))
    insert(field, "angle", Angle(finer.p, finer.q, pair))
    cosine, sine = _multiple(pair, q)
    _tie(field, cosine, row.values[0])
    _tie(field, sine, row.values[1])
    if q == 2:  # tan(b/2) = sin b / (1 + cos b) = (1 - cos b) / sin b
        _tie(field, pair[1] * (1 + row.values[0]), pair[0] * row.values[1])
        _tie(field, pair[0] * (1 - row.values[0]), pair[1] * row.values[1])


def _tie(field: Field, a: Exact, b: Exact) -> None:
    """A relation a = b between two known values."""
    n = field.ring.reduce(field.current(a - b)[0])
    if len(n) and not is_constant(n):
        field.ring.relate(n / n.leading_coefficient())


def _sum(a: Pair, b: Pair) -> Pair:
    return a[0] * b[0] - a[1] * b[1], a[1] * b[0] + a[0] * b[1]


def _multiple(pair: Pair, k: int) -> Pair:
    """cos and sin of k times an angle, by doubling."""
    if abs(k) > MOST_MULTIPLE:
        raise TooLarge(f"{k} times an angle")
    if k < 0:
        cosine, sine = _multiple(pair, -k)
        return cosine, -sine
    if k == 0:
        return pair[0].field.number(1), pair[0].field.number(0)
    if k == 1:
        return pair
    half = _multiple(pair, k // 2)
    double = _sum(half, half)
    return _sum(double, pair) if k % 2 else double


def _take_turns(u: Exact) -> tuple[Pair, Exact]:
    """The cosine and sine of the term c π, where c is a multiple of 1/6 or 1/4, and u without it."""
    field = u.field
    n, d = field.current(u)
    found = field.find("pi", "", ())
    zero = field.number(1), field.number(0)
    if found is None or not d.is_one():
        return zero, u
    generator = field.ring.generator(found)
    c = n[generator.monomial(0)]
    if 12 % int(c.q):
        return zero, u
    twelfths = int((c * 12).p) % 24
    if twelfths % 2 and twelfths % 3:
        return zero, u
    return _turn(field, twelfths), field.polynomial(field.ring.lift(n - c * generator))


def _turn(field: Field, twelfths: int) -> Pair:
    """cos and sin of twelfths · π/12."""
    quarters, rest = divmod(twelfths, 6)
    cosine, sine = (_root_of(field, q) for q in _SQUARES[rest])
    for _ in range(quarters):
        cosine, sine = -sine, cosine
    return cosine, sine


# The squares of cos and sin in the first quarter turn, by twelfths of π.
_SQUARES: dict[int, tuple[Fraction, Fraction]] = {
    0: (Fraction(1), Fraction(0)), 2: (Fraction(3, 4), Fraction(1, 4)), 3: (Fraction(1, 2), Fraction(1, 2)),
    4: (Fraction(1, 4), Fraction(3, 4)),
}  # fmt: skip


def _root_of(field: Field, q: Fraction) -> Exact:
    return sqrt(field.number(q))
