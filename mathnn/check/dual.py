"""Forward differentiation: values that carry how fast they change, over any number system.

A value is an array whose last axis counts samples; the axes before it are those of the vector or matrix. So a number,
shape (S,), combines with a vector, shape (n, S), by NumPy's own rules. A `Dual` holds two such arrays of one shape.
Derivatives inside derivatives have a level of their own, so that their rates of change are never confused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]


class Dual:
    """value + tangent ε with ε² = 0, at a level of differentiation."""

    __slots__ = ("level", "tangent", "value")
    __array_ufunc__ = None  # an array on the left leaves the operation to the dual on the right

    def __init__(self, value: Value, tangent: Value, level: int) -> None:
        self.value = value
        self.tangent = tangent
        self.level = level

    def __add__(self, other: Value | int) -> Dual:
        a, s, b, t = self._apart(other)
        if t is None:
            return Dual(a + b, _spread(s, b), max(self.level, level(other)))
        return Dual(a + b, _spread(t, a) if s is None else s + t, max(self.level, level(other)))

    __radd__ = __add__

    def __neg__(self) -> Dual:
        return Dual(-self.value, -self.tangent, self.level)

    def __sub__(self, other: Value | int) -> Dual:
        return self + (-other)

    def __rsub__(self, other: Value | int) -> Dual:
        return (-self) + other

    def __mul__(self, other: Value | int) -> Dual:
        a, s, b, t = self._apart(other)
        if t is None:
            return Dual(a * b, s * b, max(self.level, level(other)))
        return Dual(a * b, a * t if s is None else s * b + a * t, max(self.level, level(other)))

    __rmul__ = __mul__

    def _apart(self, other: Value | int) -> tuple[Any, Any, Any, Any]:
        """Both values and both tangents at the higher of the two levels; None where one is constant there."""
        own, theirs = self.level, level(other)
        if own == theirs:
            assert isinstance(other, Dual)
            return self.value, self.tangent, other.value, other.tangent
        if own > theirs:
            return self.value, self.tangent, other, None
        assert isinstance(other, Dual)
        return self, None, other.value, other.tangent


Value: TypeAlias = Array | Dual


def _spread(tangent: Value, other: Value) -> Value:
    """The tangent in the shape of a sum: adding a vector to a number makes a vector of it."""
    return tangent + other * 0 if shape(tangent) != shape(other) else tangent


def level(x: Value | int) -> int:
    """The level of differentiation; 0 for a plain array."""
    return x.level if type(x) is Dual else 0


def shape(x: Value) -> tuple[int, ...]:
    """The shape of the value, samples last."""
    while type(x) is Dual:
        x = x.value
    return x.shape  # type: ignore[union-attr]


def rank(x: Value) -> int:
    """0 for a number, 1 for a vector, 2 for a matrix."""
    while type(x) is Dual:
        x = x.value
    return x.ndim - 1  # type: ignore[union-attr]


def linear(change: Callable[..., Array], *args: Value) -> Value:
    """A linear rearrangement (indexing, transposing, summing, stacking) of values and tangents alike."""
    top = 0
    for x in args:
        if type(x) is Dual and x.level > top:
            top = x.level
    if not top:
        return change(*args)
    values = [x.value if isinstance(x, Dual) and x.level == top else x for x in args]
    tangents = [x.tangent if isinstance(x, Dual) and x.level == top else _nothing(x) for x in args]
    return Dual(linear(change, *values), linear(change, *tangents), top)


def spread(x: Array, shape: tuple[int, ...]) -> Array:
    """An array in a larger shape, written out; NumPy's own views take four times as long to make."""
    if x.shape == shape:
        return x
    made = np.empty(shape, dtype=x.dtype)
    made[...] = x
    return made


def _nothing(x: Value) -> Value:
    """Zeros of the shape and kind of x."""
    return x * 0 if isinstance(x, Dual) or x.dtype != object else np.zeros(x.shape, dtype=object)


def among(signs: Array, accepted: tuple[int, ...]) -> Array:
    """Where a sign is one of a few; NumPy's own search takes longer than that."""
    found = signs == accepted[0]
    for sign in accepted[1:]:
        found = found | (signs == sign)
    return np.asarray(found)


def values_only(x: Value) -> Array:
    """The value without how fast it changes."""
    while isinstance(x, Dual):
        x = x.value
    return x
