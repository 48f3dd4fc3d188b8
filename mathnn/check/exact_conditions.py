"""Conditions under which operations were defined: which follow from the facts, and the rest in their simplest form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flint import fmpq_mpoly

from mathnn.check.exact_field import Condition, Field
from mathnn.check.exact_inequality import is_nonnegative, is_nonzero, is_positive
from mathnn.check.exact_roots import single
from mathnn.check.exact_sign import factor_sign
from mathnn.check.exact_terms import is_nonzero_factor


def holds(condition: Condition) -> bool:
    """Does a condition follow from the facts of the field? Certain when True."""
    if condition.kind == "positive":
        return is_positive(condition.value)
    if condition.kind == "nonnegative":
        return is_nonnegative(condition.value)
    return is_nonzero(condition.value)


def distinct(conditions: Iterable[Condition]) -> list[Condition]:
    """The conditions without those that are written the same: a matrix has one determinant for all its entries."""
    found: list[Condition] = []
    written: list[tuple[str, fmpq_mpoly, fmpq_mpoly]] = []
    for condition in conditions:
        form = condition.kind, *condition.value.field.current(condition.value)
        if form not in written:
            written.append(form)
            found.append(condition)
    return found


def missing(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """The conditions that do not follow from the facts, each once, by factors of unknown sign.

    So x^2 y e^z > 0 becomes x != 0 and y > 0. A factor that must be positive is not asked to be nonzero as well.
    """
    found: list[Condition] = []
    for condition in conditions:
        for simple in _simple(condition):
            if not any(_same(simple, other) for other in found):
                found.append(simple)
    sharp = [_sharpened(c, found) for c in found]
    return tuple(c for c in sharp if not (c.kind == "nonzero" and any(_implies(other, c) for other in sharp)))


def _simple(condition: Condition) -> Iterator[Condition]:
    """A condition by irreducible factors, without those whose sign is known."""
    if holds(condition):
        return
    field = condition.value.field
    n, d = field.current(condition.value)
    n = field.ring.reduce(n)
    unit, above = field.factor(n)
    if condition.kind in ("nonzero", "smooth"):
        for f, _ in above:
            if not _is_nonzero(field, f):
                yield Condition(condition.kind, field.polynomial(_base(field, f)))
        return
    odd = field.ring.constant(1 if unit > 0 else -1)
    strict = condition.kind == "positive"
    for f, k in [*above, *field.factor(d)[1]]:
        sign = factor_sign(field, f) or 0
        if (k % 2 == 0 or sign == 1) and strict and not _is_nonzero(field, f):
            yield Condition("nonzero", field.polynomial(_base(field, f)))
        elif k % 2 == 0 and not strict and not _is_nonzero(field, f) and (f, k) in above:
            odd = field.ring.times(odd, field.ring.power(f, 2))
        elif k % 2 and abs(sign) == 2:
            odd = odd if sign > 0 else -odd
        elif k % 2:
            odd = field.ring.times(odd, f)
    if not odd.is_constant() or odd.leading_coefficient() < 0:
        yield Condition(condition.kind, field.polynomial(odd))


def _base(field: Field, f: fmpq_mpoly) -> fmpq_mpoly:
    """What is zero where f is: a root and an absolute value are zero with their argument."""
    generator = single(field, f)
    if generator is not None and generator.kind in ("root", "abs"):
        return field.current(generator.args[0])[0]
    return f


def _sharpened(condition: Condition, others: list[Condition]) -> Condition:
    """f >= 0 together with f != 0 is f > 0."""
    nonzero = condition.kind == "nonnegative" and any(
        c.kind == "nonzero" and _same_or_opposite(c, condition) for c in others
    )
    return Condition("positive", condition.value) if nonzero else condition


def _is_nonzero(field: Field, f: fmpq_mpoly) -> bool:
    return is_nonzero_factor(field, f) or abs(factor_sign(field, f) or 0) == 2


def _same(a: Condition, b: Condition) -> bool:
    return a.kind == b.kind and a.value.field.same(a.value, b.value)


def _implies(a: Condition, b: Condition) -> bool:
    """Does a > 0 say that b != 0, b being a or -a?"""
    return a.kind == "positive" and _same_or_opposite(a, b)


def _same_or_opposite(a: Condition, b: Condition) -> bool:
    same = a.value.field.same
    return same(a.value, b.value) or same(-a.value, b.value)
