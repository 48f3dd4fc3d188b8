"""The three number systems: floats to look, certified numbers to refute, exact functions to prove.

Each does the same few things on arrays whose last axis counts samples. What is undefined is nan in the first two; in
the third it is a condition that the field records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from fractions import Fraction
from math import isqrt
from typing import Any, Protocol

import numpy as np
from flint import arb, fmpq

from mathnn.check.dual import Array
from mathnn.check.exact import FUNCTIONS, Exact, Field, is_nonzero, is_zero, power, root, sign_of
from mathnn.check.exact import pi as exact_pi
from mathnn.check.exact_sign import factor_sign
from mathnn.errors import Stopped

_LONE = (1,)
UNKNOWN = 2  # the sign of what is undefined, or of a ball that holds zero


def each(rule: Callable[..., Any], *arrays: Array) -> Array:
    """Apply a rule to every entry of arrays of objects."""
    first, last = arrays[0], arrays[-1]
    if first.shape == last.shape == _LONE and len(arrays) < 3:  # mostly it is one number at one point
        return _objects(rule(first[0]) if len(arrays) == 1 else rule(first[0], last[0]))
    made = np.frompyfunc(rule, len(arrays), 1)(*arrays)
    assert isinstance(made, np.ndarray)
    return made


class Undecided(Stopped):
    """An exact calculation needs to know the sign of a value; the prover splits the cases there."""

    def __init__(self, value: Exact, known: str | None) -> None:
        super().__init__(f"the sign of {value!r} is not known")
        self.value = value
        self.signs = {">=0": (1, 0), "<=0": (-1, 0), "!=0": (1, -1)}.get(known or "", (1, -1, 0))


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


class Floats:
    """float64: fast, and wrong in the last digits."""

    exact = False

    def __init__(self) -> None:
        self.side = 1
        self.seam = False

    def vanishes(self, x: Array) -> bool:
        return bool((self.sign(x) == 0).any())

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

    def unconditionally(self) -> AbstractContextManager[None]:
        return nullcontext()


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


class Certified:
    """Rational numbers while they stay rational, else balls that are sure to hold the true number (Arb)."""

    exact = False

    def __init__(self) -> None:
        self.side = 1
        self.seam = False

    def vanishes(self, x: Array) -> bool:
        return bool((self.sign(x) == 0).any())

    def number(self, value: Fraction | int) -> Array:
        return _objects(fmpq(*value.as_integer_ratio()))

    def integers(self, values: Array) -> Array:
        return each(lambda k: fmpq(int(k)), values)

    def pi(self) -> Array:
        return _objects(arb.pi())

    def divide(self, a: Array, b: Array) -> Array:
        return each(_divided, a, b)

    def function(self, name: str, x: Array) -> Array:
        return each(lambda v: _ball(name, v), x)

    def root(self, x: Array, k: int) -> Array:
        return each(lambda v: _ball_root(v, k), x)

    def power(self, a: Array, b: Array) -> Array:
        return each(_ball_power, a, b)

    def sign(self, x: Array) -> Array:
        return each(_ball_sign, x).astype(int)

    def undefined(self) -> Array:
        return _objects(arb("nan"))

    def unconditionally(self) -> AbstractContextManager[None]:
        return nullcontext()


def _objects(value: Any) -> Array:
    made = np.empty(1, dtype=object)
    made[0] = value
    return made


def _divided(a: Any, b: Any) -> Any:
    if isinstance(b, fmpq | int):
        return fmpq(1, 1) * a / fmpq(b) if b != 0 else arb("nan")
    return arb("nan") if b.contains(0) else a / b


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


def _ball_power(a: Any, b: Any) -> Any:
    if not a > 0:
        return arb("nan")
    if a == 1 or b == 0:
        return fmpq(1)
    return arb(a) ** arb(b)


class Nowhere:
    """The value of a branch that is defined nowhere; whatever is made of it is so too."""

    def _same(self, *_others: object) -> Nowhere:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _same
    __truediv__ = __rtruediv__ = __pow__ = __neg__ = _same


NOWHERE = Nowhere()


class ExactFunctions:
    """Functions of the field of one statement."""

    exact = True

    def __init__(self, field: Field, answers: tuple[int, ...] = ()) -> None:
        self.field = field
        self.side = 1
        self.seam = False
        self.answers = answers  # the signs that this case assumes, in the order in which they are asked
        self.asked = 0
        self.supposed: list[Exact] = []

    def vanishes(self, x: Array) -> bool:
        return any(v is not NOWHERE and is_zero(self.lift(v)) is True for v in x.flat)

    def number(self, value: Fraction | int) -> Array:
        p, q = value.as_integer_ratio()
        return _objects(p if q == 1 else value)

    def integers(self, values: Array) -> Array:
        return each(int, values)

    def pi(self) -> Array:
        return _objects(exact_pi(self.field))

    def divide(self, a: Array, b: Array) -> Array:
        return each(self._divide, a, b)

    def function(self, name: str, x: Array) -> Array:
        return each(lambda v: v if v is NOWHERE else self._function(name, self.reduced(v)), x)

    def _function(self, name: str, u: Exact) -> Exact:
        """A function of the table; found again for the same argument, with the conditions that it left."""
        field = self.field
        n, d = field.current(u)
        for other, m, e, value, conditions in field.looked().functions:
            if other == name and m == n and e == d:
                field.conditions += conditions
                return value
        before, size = len(field.conditions), field.ring.size
        value = FUNCTIONS[name](u)
        if size == field.ring.size:
            field.looked().functions.append((name, n, d, value, field.conditions[before:]))
        return value

    def root(self, x: Array, k: int) -> Array:
        return each(lambda v: v if v is NOWHERE else root(self.reduced(v), k), x)

    def power(self, a: Array, b: Array) -> Array:
        return each(self._power, a, b)

    def sign(self, x: Array) -> Array:
        return each(self._sign, x).astype(int)

    def undefined(self) -> Array:
        return _objects(NOWHERE)

    @contextmanager
    def unconditionally(self) -> Iterator[None]:
        before = len(self.field.conditions)
        yield
        del self.field.conditions[before:]

    def lift(self, value: Any) -> Exact:
        """A Python number as a value of the field."""
        return value if type(value) is Exact else self.field.number(value)

    def reduced(self, value: Any) -> Exact:
        """A value in the form that the assumptions give it: 0 for x where x = 0 is assumed."""
        e, ring = self.lift(value), self.field.ring
        if not ring.relations:
            return e
        n, d = self.field.current(e)
        return Exact(self.field, ring.reduce(n), d)

    def _power(self, a: Any, b: Any) -> Any:
        return NOWHERE if a is NOWHERE or b is NOWHERE else power(self.reduced(a), self.reduced(b))

    def _divide(self, a: Any, b: Any) -> Any:
        if a is NOWHERE or b is NOWHERE:
            return NOWHERE
        if type(b) is Exact:
            return self.lift(a) / b
        if b == 0:
            return self.lift(a) / self.field.number(0)
        return a * Fraction(1, b) if b not in (1, -1) else a * b

    def core(self, value: Exact) -> tuple[Exact, int]:
        """The factors whose sign is not known, and the sign of the others."""
        n, d = self.field.current(value)
        unit, above = self.field.factor(n)
        flip, core, known = (1 if unit > 0 else -1), self.field.number(1), d.is_one() and abs(unit) == 1
        left = 0
        for f, k in [*above, *self.field.factor(d)[1]]:
            sign = factor_sign(self.field, f) or 0
            if abs(sign) == 2:
                flip, known = flip * (1 if sign > 0 or k % 2 == 0 else -1), False
            else:
                core, known, left = core * self.field.polynomial(f) ** k, known and k == 1, left + 1
        return (core, flip) if left and not (known and left == 1 and flip == 1) else (value, 1)

    def _sign(self, value: Any) -> int:
        if value is NOWHERE:
            return UNKNOWN
        if type(value) is not Exact:
            return int(value > 0) - int(value < 0)
        value = self._without_bars(value)
        found = sign_of(value)
        if found in ("+", "0", "-"):
            return {"+": 1, "0": 0, "-": -1}[found]
        core, flip = self.core(value)
        return flip * self._ask(core, found if core is value else None)

    def _without_bars(self, value: Exact) -> Exact:
        """|u| as u or -u, by the sign of u, which is asked first: so |u| = 1 is u = 1 or u = -1."""
        field = self.field
        for number in range(len(field.generators)):
            generator = field.generators[number]
            if generator.kind != "abs":
                continue
            n, d = field.current(value)
            place = field.ring.size - 1 - number
            if not d.is_constant() or n.degrees()[place] != 1:
                continue
            inside = generator.args[0]
            sign = self._sign(inside)
            rest = n.subs({place: 0})
            slope = (n - rest) / field.ring.generator(number)
            value = field.polynomial(rest / d.leading_coefficient())
            value = value + field.polynomial(slope / d.leading_coefficient()) * inside * sign
        return value

    def _ask(self, value: Exact, found: str | None) -> int:
        """The sign that this case assumes."""
        if self.asked == len(self.answers):
            raise Undecided(value, "!=0" if found is None and is_nonzero(value) else found)
        answer = self.answers[self.asked]
        self.asked += 1
        self.supposed.append(value)
        if answer:
            self.field.assume_positive(value if answer > 0 else -value)
        else:
            self.field.assume_zero(value)
        return answer


class Impossible(Stopped):
    """The assumptions contradict each other in this case."""
