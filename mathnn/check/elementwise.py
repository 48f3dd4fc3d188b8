"""Functions that work entry by entry, with their slopes: one row a function, one rule for every number system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np

from mathnn.check.dual import Array, Dual, Value, among, level, linear, values_only
from mathnn.check.systems import UNKNOWN, System

ONE, TWO, ZERO = 1, 2, 0
Slope = Callable[[System, Value, Value], Value]  # of the argument and the function's value there


def divide(system: System, a: Value, b: Value) -> Value:
    """a / b; undefined where b is zero."""
    if not isinstance(a, Dual) and not isinstance(b, Dual):
        return system.divide(a, b)
    top = max(level(a), level(b))
    if level(b) < top:
        assert isinstance(a, Dual)
        return Dual(divide(system, a.value, b), divide(system, a.tangent, b), top)
    assert isinstance(b, Dual)
    above = a.value if isinstance(a, Dual) and a.level == top else a
    quotient = divide(system, above, b.value)
    change = -quotient * b.tangent
    if isinstance(a, Dual) and a.level == top:
        change = a.tangent + change
    return Dual(quotient, divide(system, change, b.value), top)


def function(system: System, name: str, x: Value) -> Value:
    """A function of the table, entry by entry. Raises KeyError when there is none of that name."""
    if name in PIECEWISE:
        return PIECEWISE[name](system, x)
    if not isinstance(x, Dual):
        return system.function(name, x)
    y = function(system, name, x.value)
    return Dual(y, SLOPES[name](system, x.value, y) * x.tangent, x.level)


def root(system: System, x: Value, k: int = 2) -> Value:
    """The real k-th root."""
    if not isinstance(x, Dual):
        return system.root(x, k)
    y = root(system, x.value, k)
    return Dual(y, divide(system, y * x.tangent, x.value * system.number(k)), x.level)


def integer_power(system: System, x: Value, k: int) -> Value:
    """x^k for an integer k, undefined at 0 for a negative one."""
    if k < 0:
        return divide(system, system.number(ONE), integer_power(system, x, -k))
    if isinstance(x, Dual):
        if k == 0:
            return integer_power(system, x.value, 0)
        slope = integer_power(system, x.value, k - 1) * system.number(k)
        return Dual(integer_power(system, x.value, k), slope * x.tangent, x.level)
    if k == 0:
        return x * 0 + system.number(ONE)
    return x**k


def power(system: System, a: Value, b: Value) -> Value:
    """a^b for a > 0 and any real b."""
    top = max(level(a), level(b))
    if top == 0:
        return system.power(a, b)  # type: ignore[arg-type]
    at = [v.value if isinstance(v, Dual) and v.level == top else v for v in (a, b)]
    y = power(system, at[0], at[1])
    change: Value = system.number(ZERO)
    if isinstance(b, Dual) and b.level == top:
        change = change + b.tangent * function(system, "log", at[0])
    if isinstance(a, Dual) and a.level == top:
        change = change + divide(system, at[1] * a.tangent, at[0])
    return Dual(y, y * change, top)


def signs(system: System, x: Value) -> tuple[Array, Array]:
    """The sign of x at the point, and next to it on the side from which a derivative is taken."""
    if not isinstance(x, Dual):
        at = system.sign(x)
        return at, at
    at, _ = signs(system, x.value)
    if (at != 0).all():
        return at, at
    turn, _ = signs(system, x.tangent)
    at, turn = np.broadcast_arrays(at, turn)
    return at, np.where(at == 0, np.where(turn == UNKNOWN, UNKNOWN, turn * system.side), at)


def select(system: System, at: Array, near: Array, a: Value, b: Value, top: int = 0) -> Value:
    """a where the mask is true, else b; `at` holds at the point, `near` next to it.

    At a seam the slope is that of the branch next to it, and undefined where the value jumps. Whoever takes the
    derivative looks at `system.seam` and asks for the slope from the other side too. `top` is the level of the test.
    """
    top = max(level(a), level(b), top if at is not near and (at != near).any() else 0)
    if top == 0:
        return np.where(at, a, b)  # type: ignore[arg-type]
    values = [x.value if isinstance(x, Dual) and x.level == top else x for x in (a, b)]
    rates = [x.tangent if isinstance(x, Dual) and x.level == top else x * 0 for x in (a, b)]
    value = select(system, at, at, values[0], values[1])
    tangent = select(system, near, near, rates[0], rates[1])
    seam = at != near
    if seam.any():
        system.seam = True
        smooth = ~seam | _same(system, values[0], values[1])
        if not smooth.all():
            tangent = linear(lambda t: np.where(smooth, t, system.undefined()), tangent)
    return Dual(value, tangent, top)


def _same(system: System, a: Value, b: Value) -> Array:
    return np.asarray(system.sign(values_only(a - b)) == 0)


def _branches(system: System, test: Value, accept: tuple[int, ...], a: Value, b: Value) -> Value:
    """a where the sign of `test` is one of `accept`, else b; undefined where the sign is not known."""
    at, near = signs(system, test)
    if at is not near or isinstance(test, Dual):
        system.seam = system.seam or bool((at == 0).any())
    chosen = select(system, among(at, accept), among(near, accept), a, b, level(test))
    unknown = at == UNKNOWN
    if unknown.any():
        return linear(lambda v: np.where(unknown, system.undefined(), v), chosen)
    return chosen


def _absolute(system: System, x: Value) -> Value:
    if not isinstance(x, Dual):
        return system.function("abs", x)
    if system.exact and not system.vanishes(values_only(x)):
        y = _absolute(system, x.value)
        return Dual(y, divide(system, x.value * x.tangent, y), x.level)
    return _branches(system, x, (0, 1), x, -x)


def _relu(system: System, x: Value) -> Value:
    if system.exact:
        return (x + _absolute(system, x)) * system.number(Fraction(1, 2))
    return _branches(system, x, (0, 1), x, x * 0)


def _sign(system: System, x: Value) -> Value:
    if system.exact and not isinstance(x, Dual):
        return system.function("sign", x)
    one, zero = x * 0 + system.number(ONE), x * 0
    return _branches(system, x, (1,), one, _branches(system, x, (0,), zero, -one))


def _step(system: System, x: Value) -> Value:
    return _branches(system, x, (0, 1), x * 0 + system.number(ONE), x * 0)


def maximum(system: System, a: Value, b: Value) -> Value:
    """The greater of two, entry by entry."""
    if system.exact:
        return (a + b + _absolute(system, a - b)) * system.number(Fraction(1, 2))
    return _branches(system, a - b, (0, 1), a + b * 0, b + a * 0)


def _to_base(base: int) -> Callable[[System, Value], Value]:
    def value(system: System, x: Value) -> Value:
        return divide(system, function(system, "log", x), function(system, "log", system.number(base)))
    return value


def _ceil(system: System, x: Value) -> Value:
    return -function(system, "floor", -x)


PIECEWISE: Mapping[str, Callable[[System, Value], Value]] = {
    "abs": _absolute, "relu": _relu, "sign": _sign, "step": _step, "ceil": _ceil,
    "log2": _to_base(2), "log10": _to_base(10),
}


def _one_minus_square(system: System, x: Value) -> Value:
    return root(system, system.number(ONE) - x * x)


def _erf_slope(system: System, x: Value, _y: Value) -> Value:
    return divide(system, function(system, "exp", -(x * x)) * system.number(TWO), root(system, system.pi()))


def _flat(system: System, x: Value, y: Value) -> Value:
    """A slope of 0 between the jumps; at a jump there is none."""
    return divide(system, x * 0, function(system, "sin", system.pi() * x))


SLOPES: Mapping[str, Slope] = {
    "exp": lambda system, x, y: y,
    "log": lambda system, x, y: divide(system, system.number(ONE), x),
    "sin": lambda system, x, y: function(system, "cos", x),
    "cos": lambda system, x, y: -function(system, "sin", x),
    "tan": lambda system, x, y: system.number(ONE) + y * y,
    "sinh": lambda system, x, y: function(system, "cosh", x),
    "cosh": lambda system, x, y: function(system, "sinh", x),
    "tanh": lambda system, x, y: system.number(ONE) - y * y,
    "sigmoid": lambda system, x, y: y * (system.number(ONE) - y),
    "softplus": lambda system, x, y: function(system, "sigmoid", x),
    "arcsin": lambda system, x, y: divide(system, system.number(ONE), _one_minus_square(system, x)),
    "arccos": lambda system, x, y: -divide(system, system.number(ONE), _one_minus_square(system, x)),
    "arctan": lambda system, x, y: divide(system, system.number(ONE), system.number(ONE) + x * x),
    "erf": _erf_slope,
    "floor": _flat,
}
