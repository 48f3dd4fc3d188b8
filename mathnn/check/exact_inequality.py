"""Signs of exact values, proved: the questions that a checker asks.

Every rule holds at each point where the generators have their values, so a sign that is returned is certain; None says
only that no rule was found.
"""

from __future__ import annotations

from math import lcm
from typing import Final

from flint import fmpq_mpoly

from mathnn.check.exact_errors import TooLarge
from mathnn.check.exact_facts import programme_sign
from mathnn.check.exact_field import Field, Sign
from mathnn.check.exact_functions import exp
from mathnn.check.exact_ring import is_constant
from mathnn.check.exact_sign import DEEPEST, factor_sign, polynomial_sign
from mathnn.check.exact_terms import is_nonzero_factor
from mathnn.check.exact_value import Exact

SPELLED: Final = {2: "+", 1: ">=0", 0: "0", -1: "<=0", -2: "-"}
MOST_SEARCH = 400_000  # operations for one sign
MOST_LOGARITHMS = 8


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
    field = e.field
    n, _ = field.current(e)
    n = field.ring.reduce(n)
    if not len(n):
        return False
    open_factors = [f for f, _ in field.factor(n)[1] if not is_nonzero_factor(field, f)]
    return not open_factors or sign_of(e) in ("+", "-") or all(
        abs(factor_sign(field, f) or 0) == 2 for f in open_factors)


def _upwards(e: Exact) -> Sign:
    """The sign, the costly rules being tried for >= 0 only."""
    field = e.field
    try:
        with field.ring.allowance(MOST_SEARCH):
            n, d = (field.ring.reduce(p) for p in field.current(e))
            for m, under, sign in field.looked().signs:
                if m == n and under == d:
                    return sign
            found = _fraction_sign(field, n, d)
            field.looked().signs.append((n, d, found))
            return found
    except TooLarge:
        return None


def _fraction_sign(field: Field, n: fmpq_mpoly, d: fmpq_mpoly) -> Sign:
    below = 2 if is_constant(d) else polynomial_sign(field, d)
    if not below:
        return None
    n = n if below > 0 else -n  # a denominator is not zero
    found = polynomial_sign(field, n, DEEPEST)
    for rule in (_by_exponential, programme_sign):
        found = found if found is not None else rule(field, n)
    return found


def _by_exponential(field: Field, p: fmpq_mpoly) -> Sign:
    """A sum of logarithms, times numbers, and of other terms has the sign of its exponential minus 1."""
    logarithms = [i for i, generator in enumerate(field.generators) if generator.kind == "log"]
    rest, scale = p, 1
    for i in logarithms:
        g = field.ring.generator(i)
        c = p[g.monomial(0)]
        scale = lcm(scale, int(c.q))
        rest = rest - c * g
    held = {field.ring.size - 1 - i for i, k in enumerate(rest.degrees()) if k > 0}
    if len(rest) == len(p) or len(p) - len(rest) > MOST_LOGARITHMS or held & set(logarithms):
        return None
    power = exp(field.polynomial(p) * scale)
    n, d = field.current(power - 1)
    below = polynomial_sign(field, d)
    return polynomial_sign(field, n if below > 0 else -n) if below else None
