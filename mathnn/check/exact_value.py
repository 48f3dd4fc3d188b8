"""Exact values: fractions of polynomials in a field's generators, with the arithmetic that NumPy arrays ask for.

An array of them with dtype object takes `a @ b`, `a * b`, `a.T` and `np.sum` as an array of floats does.
"""

from __future__ import annotations

from fractions import Fraction
from operator import index
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mpoly

from mathnn.check.exact_ring import is_constant

if TYPE_CHECKING:
    from mathnn.check.exact_field import Field


class Exact:
    """A real function of the field's variables, as numerator / denominator. Made by a Field; never changed.

    It has no truth value and no `==`: two forms may be the same function. Ask `is_zero(a - b)`.
    """

    __slots__ = ("denominator", "field", "numerator")

    def __init__(self, field: Field, numerator: fmpq_mpoly, denominator: fmpq_mpoly) -> None:
        self.field = field
        self.numerator = numerator
        self.denominator = denominator

    def __add__(self, other: object) -> Exact:
        if type(other) is Exact and other.field is self.field:
            return self.field.add(self, other)
        if type(other) is int and other == 0:
            return self
        b = self._operand(other)
        return NotImplemented if b is None else self.field.add(self, b)

    def __sub__(self, other: object) -> Exact:
        b = self._operand(other)
        return NotImplemented if b is None else self.field.add(self, -b)

    def __rsub__(self, other: object) -> Exact:
        b = self._operand(other)
        return NotImplemented if b is None else self.field.add(b, -self)

    def __mul__(self, other: object) -> Exact:
        if type(other) is Exact and other.field is self.field:
            return self.field.multiply(self, other)
        if type(other) is int:
            return self.field.scaled(self, other)
        if type(other) is Fraction:
            return self.field.scaled(self, as_rational(other))
        b = self._operand(other)
        return NotImplemented if b is None else self.field.multiply(self, b)

    def __truediv__(self, other: object) -> Exact:
        b = self._operand(other)
        return NotImplemented if b is None else self.field.divide(self, b)

    def __rtruediv__(self, other: object) -> Exact:
        b = self._operand(other)
        return NotImplemented if b is None else self.field.divide(b, self)

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self) -> Exact:
        return Exact(self.field, -self.numerator, self.denominator)

    def __pos__(self) -> Exact:
        return self

    def __pow__(self, exponent: object) -> Exact:
        """An integer power. Any other is `exact_functions.power`, which records its conditions."""
        try:
            return self.field.power(self, index(exponent))  # type: ignore[arg-type]
        except TypeError:
            return NotImplemented

    def __bool__(self) -> bool:
        raise TypeError("an exact value has no truth value; ask is_zero or sign_of")

    def __repr__(self) -> str:
        return self.field.spell(self)

    @property
    def constant(self) -> Fraction | None:
        """The rational number that this is, or None when it depends on any generator."""
        if is_constant(self.numerator) and is_constant(self.denominator):
            return as_fraction(_number(self.numerator) / _number(self.denominator))
        return None

    def _operand(self, other: object) -> Exact | None:
        if type(other) is Exact:
            if other.field is not self.field:
                raise ValueError("exact values of two fields do not mix")
            return other
        if type(other) is int or type(other) is Fraction:
            return self.field.number(other)
        try:
            return self.field.number(index(other))  # type: ignore[arg-type]
        except TypeError:
            return None


def _number(p: fmpq_mpoly) -> fmpq:
    return p.leading_coefficient() if len(p) else fmpq(0)


def as_fraction(value: fmpq) -> Fraction:
    """A flint fraction as Python's."""
    return Fraction(int(value.p), int(value.q))


def as_rational(value: int | Fraction) -> fmpq:
    """A Python number as flint's fraction."""
    return fmpq(value.numerator, value.denominator)
