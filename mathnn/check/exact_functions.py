"""The functions of the exact number system: each in the form that makes equal functions equal.

Exponentials are products of exponentials of basic arguments, logarithms sums over irreducible factors; what has no
algebra of its own is a generator with a rule for its derivative. Names are those of the operator table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce as reduce_product
from operator import mul

from flint import fmpq, fmpq_mpoly

from mathnn.check.exact_errors import NotExact, TooLarge, Undefined
from mathnn.check.exact_field import Angle, Condition, Field, Generator
from mathnn.check.exact_ring import MOST_DEGREE
from mathnn.check.exact_roots import absolute, chain, prime_powers, quiet_power, root, sign, single, sqrt
from mathnn.check.exact_sign import polynomial_sign
from mathnn.check.exact_span import insert, parts, pieces, primitive, reduce
from mathnn.check.exact_trigonometry import cos, pi, sin
from mathnn.check.exact_value import Exact, as_fraction


def exp(u: Exact) -> Exact:
    """e^u. exp(0) = 1, exp(u + v) = exp u exp v, exp(u / 2)^2 = exp u, exp(c log v) = v^c."""
    field = u.field
    factors, rest = _take_logarithms(u)
    for part in parts(field, rest):
        known, left = reduce(field, "exp", part)
        factors += [_exponential_power(row.values[0], c) for row, c in known]
        for piece in pieces(field, left):
            c, basic = primitive(piece)
            e = field.adjoin(Generator("exp", "", (field.fraction(basic.p, basic.q),), (), 2))
            insert(field, "exp", Angle(basic.p, basic.q, (e,)))
            factors.append(_exponential_power(e, c))
    return reduce_product(mul, factors) if factors else field.number(1)


def _exponential_power(e: Exact, c: fmpq) -> Exact:
    """e^c for the exponential of a basic argument."""
    if abs(int(c.p)) > MOST_DEGREE:
        raise TooLarge("an exponential of too high a multiple")
    if c.q == 1:
        return quiet_power(e, int(c.p))
    return quiet_power(chain(e.field, e.field.ring.lift(e.numerator), int(c.q)), int(c.p))


def _take_logarithms(u: Exact) -> tuple[list[Exact], Exact]:
    """exp of each term c log f with a number c, and the argument without them."""
    field = u.field
    n, d = field.current(u)
    factors: list[Exact] = []
    if not d.is_one():
        return factors, u
    for i, generator in enumerate(field.generators):
        if generator.kind == "log" and (c := n[field.ring.generator(i).monomial(0)]) != 0:
            n = n - c * field.ring.generator(i)
            factors.append(_real_power(absolute(generator.args[0]), as_fraction(c)))
            n = field.ring.lift(n)
    return factors, field.polynomial(n) if factors else u


def _real_power(u: Exact, c: Fraction) -> Exact:
    """u^c for u > 0 by what was recorded before."""
    base = u if c.denominator == 1 else quietly(u.field, lambda: root(u, c.denominator))
    return quiet_power(base, c.numerator)


def quietly(field: Field, make: Callable[[], Exact]) -> Exact:
    """A value whose conditions follow from those that were recorded before."""
    before = len(field.conditions)
    value = make()
    del field.conditions[before:]
    return value


def log(u: Exact) -> Exact:
    """The natural logarithm: the sum of e log|f| over the factors f^e. Leaves the condition u > 0."""
    field = u.field
    n, d = field.current(u)
    if not len(field.ring.reduce(n)) or (u.constant or 1) < 0:
        raise Undefined("the logarithm of a number that is not positive")
    if u.constant is None:
        field.conditions.append(Condition("positive", u))
    unit, above = field.factor(n)
    scale, below = field.factor(d)
    result = field.number(0)
    for prime, e in prime_powers(abs(unit / scale)):
        result = result + _log_of_factor(field, field.ring.constant(prime)) * e
    for f, e in [*above, *((f, -e) for f, e in below)]:
        result = result + _log_of_factor(field, f) * e
    return result


def _log_of_factor(field: Field, f: fmpq_mpoly) -> Exact:
    """log|f| of an irreducible factor or a prime number."""
    f = field.ring.lift(f)
    generator = single(field, f)
    if generator is not None and generator.kind == "exp":
        return generator.args[0]
    if generator is not None and generator.kind == "root":
        return _log_of_factor(field, field.current(generator.args[0])[0]) * Fraction(1, generator.order[0])
    if generator is not None and generator.kind == "abs":
        return _log_of_factor(field, field.current(generator.args[0])[0])
    value = field.polynomial(f)
    found = field.find("log", "", (value,))
    return field.value(found) if found is not None else field.adjoin(Generator("log", "", (value,)))


def sigmoid(u: Exact) -> Exact:
    """1 / (1 + e^-u)."""
    e = exp(u)
    return u.field.divide(e, 1 + e, quietly=True)


def tanh(u: Exact) -> Exact:
    """(e^u - e^-u) / (e^u + e^-u)."""
    square = exp(2 * u)
    return u.field.divide(square - 1, square + 1, quietly=True)


def sinh(u: Exact) -> Exact:
    """(e^u - e^-u) / 2."""
    e = exp(u)
    return (e - quiet_power(e, -1)) * Fraction(1, 2)


def cosh(u: Exact) -> Exact:
    """(e^u + e^-u) / 2."""
    e = exp(u)
    return (e + quiet_power(e, -1)) * Fraction(1, 2)


def softplus(u: Exact) -> Exact:
    """log(1 + e^u)."""
    e = exp(u)
    return quietly(u.field, lambda: log(1 + e))


def tan(u: Exact) -> Exact:
    """sin u / cos u; leaves the condition cos u != 0."""
    return sin(u) / cos(u)


def relu(u: Exact) -> Exact:
    """max(0, u)."""
    return (u + absolute(u)) * Fraction(1, 2)


def maximum(a: Exact, b: Exact) -> Exact:
    """The greater of two values, (a + b + |a - b|) / 2."""
    return (a + b + absolute(a - b)) * Fraction(1, 2)


def minimum(a: Exact, b: Exact) -> Exact:
    """The smaller of two values, (a + b - |a - b|) / 2."""
    return (a + b - absolute(a - b)) * Fraction(1, 2)


def function(name: str, *args: Exact, order: tuple[int, ...] = ()) -> Exact:
    """Any smooth function F of these arguments, differentiated `order[i]` times by the i-th.

    Mixed derivatives are counted, so their order does not matter.
    """
    field = args[0].field
    order = order or (0,) * len(args)
    if len(order) != len(args):
        raise NotExact(f"{name} is used with {len(args)} arguments and {len(order)} derivatives")
    found = field.find("function", name, args, order)
    return field.value(found) if found is not None else field.adjoin(Generator("function", name, args, order))


def erf(u: Exact) -> Exact:
    """The error function, an odd one."""
    return _odd("erf", u)


def arctan(u: Exact) -> Exact:
    """The inverse of tan with values in (-π/2, π/2)."""
    return _odd("arctan", u)


def arcsin(u: Exact) -> Exact:
    """The inverse of sin with values in [-π/2, π/2]; leaves the condition 1 - u^2 >= 0."""
    u.field.conditions.append(Condition("nonnegative", 1 - u * u))
    if (c := u.constant) is not None and abs(c) in _ARCSINES:
        return pi(u.field) * (_ARCSINES[abs(c)] * (1 if c > 0 else -1))
    return _odd("arcsin", u)


_ARCSINES = {Fraction(1): Fraction(1, 2), Fraction(1, 2): Fraction(1, 6)}  # as parts of pi


def arccos(u: Exact) -> Exact:
    """The inverse of cos with values in [0, π]: π/2 - arcsin u; leaves the condition 1 - u^2 >= 0."""
    return pi(u.field) * Fraction(1, 2) - arcsin(u)


def _odd(name: str, u: Exact) -> Exact:
    """A generator for an odd function, of u or -u, whichever begins with a positive coefficient."""
    field = u.field
    n, d = field.current(u)
    if not len(n):
        return u
    if n.leading_coefficient() < 0:
        return -_odd(name, -u)
    found = field.find(name, "", (u,))
    if found is not None:
        return field.value(found)
    return field.adjoin(Generator(name, "", (u,), (), polynomial_sign(field, n) if d.is_one() else None))


def _floor(u: Exact) -> Exact:
    """The greatest integer that is not greater; a number of its own unless u is rational."""
    c = u.constant
    if c is not None:
        return u.field.number(c.numerator // c.denominator)
    found = u.field.find("floor", "", (u,))
    return u.field.value(found) if found is not None else u.field.adjoin(Generator("floor", "", (u,)))


def _log_to(base: int) -> Callable[[Exact], Exact]:
    return lambda u: log(u) / log(u.field.number(base))


# One row an operator of one argument, under its name in `expression.operators`.
FUNCTIONS: Mapping[str, Callable[[Exact], Exact]] = {
    "exp": exp, "log": log, "log2": _log_to(2), "log10": _log_to(10),
    "sqrt": sqrt, "abs": absolute, "sign": sign, "floor": _floor, "ceil": lambda u: -_floor(-u),
    "sin": sin, "cos": cos, "tan": tan, "arcsin": arcsin, "arccos": arccos, "arctan": arctan,
    "sinh": sinh, "cosh": cosh, "tanh": tanh, "sigmoid": sigmoid, "softplus": softplus, "relu": relu, "erf": erf,
}  # fmt: skip
