"""The second number system: balls of certified digits, to refute."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isfinite, isqrt
from typing import Any

from flint import arb, fmpq

from mathnn.check.dual import Array
from mathnn.check.systems import UNKNOWN, Numbers, each, objects


class Certified(Numbers):
    """Rational numbers while they stay rational, else balls that are sure to hold the true number (Arb)."""

    def number(self, value: Fraction | int) -> Array:
        return objects(fmpq(*value.as_integer_ratio()))

    def integers(self, values: Array) -> Array:
        return each(lambda k: fmpq(int(k)), values)

    def pi(self) -> Array:
        return objects(arb.pi())

    def divide(self, a: Array, b: Array) -> Array:
        return each(_divided, a, b)

    def function(self, name: str, x: Array) -> Array:
        return each(lambda v: _ball(name, v), x)

    def root(self, x: Array, k: int) -> Array:
        return each(lambda v: _ball_root(v, k), x)

    def power(self, a: Array, b: Array) -> Array:
        return each(_ball_power, a, b)

    def angle(self, squared: Array, product: Array) -> Array:
        """The angle of two vectors by |u|^2 |v|^2 - (u.v)^2, which is never negative, and u.v.

        The ball of a cosine near 1 reaches beyond 1, where no arccos is.
        """
        return each(_ball_angle, squared, product)

    def sign(self, x: Array) -> Array:
        return each(_ball_sign, x).astype(int)

    def undefined(self) -> Array:
        return objects(arb("nan"))


def _divided(a: Any, b: Any) -> Any:
    if isinstance(b, fmpq | int):
        return fmpq(1, 1) * a / fmpq(b) if b != 0 else arb("nan")
    return arb("nan") if b.contains(0) else a / b


def ball(x: Any) -> arb:
    """A number of this system as a ball, also where it stayed rational."""
    return x if isinstance(x, arb) else arb(fmpq(x))


def as_printed(x: arb, form: str) -> float | str:
    """The middle of a ball as a float in this form; LaTeX with a power of ten where that is 0 or no float any more."""
    number = float(format(float(x.mid()), form))
    if isfinite(number) and (number or x.mid() == 0):
        return number
    mantissa, _, exponent = x.mid().str(6, radius=False).partition("e")
    return rf"{mantissa.rstrip('0').rstrip('.')} \cdot 10^{{{int(exponent)}}}"


def _ball_sign(x: Any) -> int:
    if isinstance(x, arb) and not x.is_finite():
        return UNKNOWN
    return 1 if x > 0 else -1 if x < 0 else 0 if x == 0 else UNKNOWN


_AT_ZERO: Mapping[str, int | fmpq] = {
    "exp": 1, "sin": 0, "cos": 1, "tan": 0, "sinh": 0, "cosh": 1, "tanh": 0, "arcsin": 0, "arctan": 0, "erf": 0,
    "sigmoid": fmpq(1, 2),
}
_ARB = {"arcsin": "asin", "arccos": "acos", "arctan": "atan"}


def _ball(name: str, x: Any) -> Any:
    if name == "abs":
        return abs(x)
    if isinstance(x, int):
        x = fmpq(x)
    if isinstance(x, fmpq):
        if name == "floor":
            return fmpq(x.floor())
        if x == 0 and name in _AT_ZERO:
            return fmpq(_AT_ZERO[name])
        if x == 1 and name in ("log", "arccos"):
            return fmpq(0)
        x = arb(x)
    if not x.is_finite():
        return arb("nan")
    if name == "sigmoid":
        return 1 / (1 + (-x).exp())
    if name == "softplus":
        return (1 + x.exp()).log()
    if name == "log" and not x > 0:
        return arb("nan")
    value = getattr(x, _ARB.get(name, name))()
    return value if value.is_finite() else arb("nan")


def _ball_root(x: Any, k: int) -> Any:
    if isinstance(x, int):
        x = fmpq(x)
    if x < 0:
        return -_ball_root(-x, k) if k % 2 else arb("nan")
    if isinstance(x, fmpq):
        if k == 2:
            p, q = isqrt(int(x.p)), isqrt(int(x.q))
            if p * p == x.p and q * q == x.q:
                return fmpq(p, q)
        if x == 0 or x == 1:
            return x
        x = arb(x)
    return x.sqrt() if k == 2 else (x.root(k) if x > 0 else arb("nan"))


def _ball_angle(squared: Any, product: Any) -> Any:
    squared, product = arb(squared), arb(product)
    if not (squared.is_finite() and product.is_finite()) or (squared.contains(0) and product.contains(0)):
        return arb("nan")  # one of the two may be zero
    return arb.atan2(squared.nonnegative_part().sqrt(), product)


def _ball_power(a: Any, b: Any) -> Any:
    if not a > 0:
        return arb("nan")
    if a == 1 or b == 0:
        return fmpq(1)
    return arb(a) ** arb(b)
