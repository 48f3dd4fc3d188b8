"""The third number system: exact functions, to prove."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from mathnn.check.dual import Array
from mathnn.check.exact import FUNCTIONS, Exact, Field, is_nonzero, is_zero, power, root, sign_of
from mathnn.check.exact import pi as exact_pi
from mathnn.check.exact_sign import factor_sign
from mathnn.check.systems import UNKNOWN, each, objects
from mathnn.errors import Stopped


class Undecided(Stopped):
    """An exact calculation needs to know the sign of a value; the prover splits the cases there."""

    def __init__(self, value: Exact, known: str | None) -> None:
        super().__init__(f"the sign of {value!r} is not known")
        self.value = value
        self.signs = {">=0": (1, 0), "<=0": (-1, 0), "!=0": (1, -1)}.get(known or "", (1, -1, 0))


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
        return objects(p if q == 1 else value)

    def integers(self, values: Array) -> Array:
        return each(int, values)

    def pi(self) -> Array:
        return objects(exact_pi(self.field))

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
        return objects(NOWHERE)

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
