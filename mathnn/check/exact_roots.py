"""Roots, absolute values and signs: the functions that depend on the sign of their argument.

The argument is split into irreducible factors. A factor whose sign is known leaves the root on its own; what is left
stays together, its sign being fixed by the domain of the root.
"""

from __future__ import annotations

from math import isqrt, lcm

from flint import fmpq, fmpq_mpoly, fmpz

from mathnn.check.exact_errors import TooLarge, Undefined
from mathnn.check.exact_field import Condition, Field, Generator
from mathnn.check.exact_ring import is_constant
from mathnn.check.exact_sign import factor_sign, polynomial_sign
from mathnn.check.exact_value import Exact

MOST_ROOT = 64
FACTORED_BITS = 64  # integers beyond this are not factored


def sqrt(u: Exact) -> Exact:
    """The square root; leaves the condition u >= 0."""
    return root(u, 2)


def root(u: Exact, k: int) -> Exact:
    """The real k-th root, k >= 1: of u >= 0 for even k (a condition), of any u for odd k. May raise Undefined."""
    if not 1 <= k <= MOST_ROOT:
        raise TooLarge(f"a root of degree {k}")
    field = u.field
    n, d = field.current(u)
    if k % 2 == 0 and u.constant is None:
        field.conditions.append(Condition("nonnegative", u))
    unit, above = field.factor(n)
    scale, below = field.factor(d)
    unit = unit / scale
    if not len(n) or k == 1:
        return u
    result, left = field.number(1), field.ring.one
    for f, e in [*above, *((f, -e) for f, e in below)]:
        sign = factor_sign(field, f)
        outside, inside = divmod(e, k)
        if outside:
            whole = field.polynomial(f) if k % 2 or outside % 2 == 0 else _absolute(field, f, sign)
            result = result * quiet_power(whole, outside)
        if inside and (k % 2 or (sign or 0) > 0):
            result = result * chain(field, f, k) ** inside
        elif inside and sign is not None and sign < 0:
            unit = unit * (-1) ** inside
            result = result * chain(field, -f, k) ** inside
        elif inside:
            left = field.ring.times(left, field.ring.power(f, inside))
    return result * _rest(field, unit, left, k)


def _rest(field: Field, unit: fmpq, left: fmpq_mpoly, k: int) -> Exact:
    """The root of the number and of the factors whose signs are known only together."""
    size = number_root(field, abs(unit), k)
    if is_constant(left):
        if unit < 0 and k % 2 == 0:
            raise Undefined("an even root of a negative number")
        return -size if unit < 0 else size
    return size * chain(field, left if unit > 0 else -left, k)


def number_root(field: Field, value: fmpq, k: int) -> Exact:
    """The k-th root of a positive rational number, by its prime factors."""
    result = field.number(1)
    for prime, e in prime_powers(value):
        outside, inside = divmod(e, k)
        result = result * field.number(fmpq(prime) ** outside)
        if inside:
            result = result * chain(field, field.ring.constant(fmpq(prime)), k) ** inside
    return result


def prime_powers(value: fmpq) -> list[tuple[int, int]]:
    """Prime factors of a positive fraction with exponents; a huge number counts as prime, unless it is a square."""
    found = []
    for number, sign in ((int(value.p), 1), (int(value.q), -1)):
        if number == 1:
            continue
        if number.bit_length() <= FACTORED_BITS:
            found += [(int(p), sign * int(e)) for p, e in fmpz(number).factor()]
        else:
            side = isqrt(number)
            found.append((side, 2 * sign) if side * side == number else (number, sign))
    return found


def chain(field: Field, f: fmpq_mpoly, k: int) -> Exact:
    """The k-th root of f, f >= 0 or k odd, by the finest root of f that there is: sqrt x is the cube of x^(1/6)."""
    f = field.ring.lift(f)
    nested = _nested(field, f)
    if nested is not None:
        base, degree = nested
        return chain(field, base, degree * k)
    finest, found = 1, None
    for i, (base, degree, generator) in enumerate(field.roots):
        base = field.ring.lift(base)
        field.roots[i] = (base, degree, generator)
        if base == f:
            finest, found = degree, generator
    if found is not None and finest % k == 0:
        return field.value(found) ** (finest // k)
    degree = lcm(finest, k)
    if degree > MOST_ROOT:
        raise TooLarge(f"a root of degree {degree}")
    positive = 2 if polynomial_sign(field, f) == 2 else 1 if degree % 2 == 0 else factor_sign(field, f)
    value = field.adjoin(Generator("root", "", (field.polynomial(f),), (degree,), positive))
    old = field.ring.lift(f) if found is None else field.ring.generator(found)
    field.ring.relate(field.ring.power(value.numerator, degree // finest) - old)
    field.roots.append((field.ring.lift(f), degree, len(field.generators) - 1))
    return value ** (degree // k)


def _nested(field: Field, f: fmpq_mpoly) -> tuple[fmpq_mpoly, int] | None:
    """f = g^(1/d), an even root of g (or g positive): then a root of f is one of g."""
    generator = single(field, f)
    if generator is None or generator.kind != "root":
        return None
    base = field.ring.lift(generator.args[0].numerator)
    degree = generator.order[0]
    return (base, degree) if degree % 2 == 0 or generator.sign == 2 else None


def single(field: Field, f: fmpq_mpoly) -> Generator | None:
    """The generator that f is, or None."""
    f = field.ring.lift(f)
    if len(f) != 1 or f.leading_coefficient() != 1 or f.total_degree() != 1:
        return None
    return field.generators[field.ring.size - 1 - next(i for i, k in enumerate(f.monomial(0)) if k)]


def absolute(u: Exact) -> Exact:
    """|u|, by |u v| = |u| |v|; a factor of known sign is itself or its negative."""
    field = u.field
    n, d = field.current(u)
    if not len(n):
        return u
    if d.is_one() and (sign := polynomial_sign(field, n)) is not None:
        return u if sign >= 0 else -u
    unit, above = field.factor(n)
    scale, below = field.factor(d)
    result = field.number(abs(unit / scale))
    for f, e in [*above, *((f, -e) for f, e in below)]:
        base = field.polynomial(f) if e % 2 == 0 else _absolute(field, f, factor_sign(field, f))
        result = result * quiet_power(base, e)
    return result


def _absolute(field: Field, f: fmpq_mpoly, sign: int | None) -> Exact:
    """|f| of an irreducible factor: a generator with square f^2 when its sign is not known."""
    value = field.polynomial(f)
    if sign is not None:
        return value if sign >= 0 else -value
    found = field.find("abs", "", (value,))
    if found is not None:
        return field.value(found)
    made = field.adjoin(Generator("abs", "", (value,), (), 1))
    square = field.ring.power(field.ring.lift(f), 2)
    field.ring.relate(field.ring.power(made.numerator, 2) - square)
    return made


def sign(u: Exact) -> Exact:
    """1, -1 or 0 as u is positive, negative or zero; multiplicative, and |f| sign f = f."""
    field = u.field
    n, d = field.current(u)
    unit, above = field.factor(n)
    scale, below = field.factor(d)
    known = fmpq(0) if not len(n) else unit / scale
    result = field.number(0 if known == 0 else 1 if known > 0 else -1)
    for f, e in above + below:
        known_sign = factor_sign(field, f)
        if known_sign is not None and abs(known_sign) == 2:
            result = result * ((1 if known_sign > 0 else -1) ** e)
        else:
            result = result * _sign(field, f) ** (2 if e % 2 == 0 else 1)
    return result


def _sign(field: Field, f: fmpq_mpoly) -> Exact:
    value = field.polynomial(f)
    found = field.find("sign", "", (value,))
    if found is not None:
        return field.value(found)
    size = _absolute(field, f, factor_sign(field, f))
    s = field.adjoin(Generator("sign", "", (value,), (), factor_sign(field, f)))
    p, size_p = s.numerator, field.ring.lift(size.numerator)
    ring, base = field.ring, field.ring.lift(f)
    for relation in (ring.power(p, 3) - p, ring.times(p, base) - size_p, ring.times(p, size_p) - base):
        ring.relate(relation / relation.leading_coefficient())
    return s


def quiet_power(u: Exact, k: int) -> Exact:
    """u^k where u != 0 follows from what was recorded already."""
    return u**k if k >= 0 else u.field.divide(u.field.number(1), u**-k, quietly=True)
