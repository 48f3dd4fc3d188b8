"""What an evaluator asks of a number system, and the first of the three: floats to look.

Certified numbers refute (`certified`), exact functions prove (`exact_system`). Each does the same few things on arrays
whose last axis counts samples. What is undefined is nan in the first two; in the third it is a condition that the field
records.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from typing import Any, Protocol

import numpy as np

from mathnn.check.dual import Array

_LONE = (1,)
UNKNOWN = 2  # the sign of what is undefined, or of a ball that holds zero


def each(rule: Callable[..., Any], *arrays: Array) -> Array:
    """Apply a rule to every entry of arrays of objects."""
    first, last = arrays[0], arrays[-1]
    if first.shape == last.shape == _LONE and len(arrays) < 3:  # mostly it is one number at one point
        return objects(rule(first[0]) if len(arrays) == 1 else rule(first[0], last[0]))
    made = np.frompyfunc(rule, len(arrays), 1)(*arrays)
    assert isinstance(made, np.ndarray)
    return made


def objects(value: Any) -> Array:
    """One value at one point."""
    made = np.empty(1, dtype=object)
    made[0] = value
    return made


class System(Protocol):
    """What an evaluator asks of numbers."""

    exact: bool
    side: int  # from which side a derivative at a seam is taken: 1 after it, -1 before it
    seam: bool  # whether a derivative met a seam

    def vanishes(self, x: Array) -> bool:
        """Is any entry zero for certain?"""
        ...

    def number(self, value: Fraction | int) -> Array: ...
    def integers(self, values: Array) -> Array: ...
    def pi(self) -> Array: ...
    def divide(self, a: Array, b: Array) -> Array: ...
    def function(self, name: str, x: Array) -> Array: ...
    def root(self, x: Array, k: int) -> Array: ...
    def power(self, a: Array, b: Array) -> Array: ...
    def sign(self, x: Array) -> Array:
        """-1, 0, 1 or UNKNOWN, as integers."""
        ...

    def undefined(self) -> Array: ...
    def unconditionally(self) -> AbstractContextManager[None]:
        """Around what is defined everywhere: no condition is recorded."""
        ...


class Numbers(ABC):
    """What floats and certified numbers share: each value is a number, so that its sign shows whether it vanishes."""

    exact = False

    def __init__(self) -> None:
        self.side = 1
        self.seam = False

    def vanishes(self, x: Array) -> bool:
        """Is any entry zero for certain?"""
        return bool((self.sign(x) == 0).any())

    @abstractmethod
    def sign(self, x: Array) -> Array:
        """-1, 0, 1 or UNKNOWN, as integers."""

    def unconditionally(self) -> AbstractContextManager[None]:
        """Nothing to do: no condition is ever recorded."""
        return nullcontext()


class Floats(Numbers):
    """float64: fast, and wrong in the last digits."""

    def number(self, value: Fraction | int) -> Array:
        p, q = value.as_integer_ratio()
        return np.array([p / q])

    def integers(self, values: Array) -> Array:
        return values.astype(float)

    def pi(self) -> Array:
        return np.array([np.pi])

    def divide(self, a: Array, b: Array) -> Array:
        if np.count_nonzero(b) < b.size:
            b = b.copy()
            b[b == 0] = np.nan
        return np.asarray(a / b)

    def function(self, name: str, x: Array) -> Array:
        return _FLOATS[name](x)

    def root(self, x: Array, k: int) -> Array:
        size = np.sqrt(np.abs(x)) if k == 2 else np.abs(x) ** (1 / k)
        if k % 2:
            return np.sign(x) * size
        return np.where(x < 0, np.nan, size)

    def power(self, a: Array, b: Array) -> Array:
        return np.where(a > 0, np.abs(a) ** b, np.nan)

    def sign(self, x: Array) -> Array:
        found = np.sign(x)
        found[np.isnan(x)] = UNKNOWN
        return found.astype(int)

    def undefined(self) -> Array:
        return np.array([np.nan])


def _float_erf(x: Array) -> Array:
    from math import erf

    return np.asarray(np.vectorize(erf, otypes=[float])(x))


_FLOATS: Mapping[str, Callable[[Array], Array]] = {
    "exp": np.exp,
    "log": lambda x: np.where(x > 0, np.log(x), np.nan),
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh,
    "arcsin": np.arcsin, "arccos": np.arccos, "arctan": np.arctan, "erf": _float_erf,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)), "softplus": lambda x: np.logaddexp(0, x),
    "floor": np.floor, "abs": np.abs,
}
