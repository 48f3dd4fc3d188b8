"""Events inside P(.) and behind the bar of an expectation: which outcomes belong to them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping

from mathnn.check import random_names as said
from mathnn.check.outcomes import Outcome, Space
from mathnn.check.powers import constant
from mathnn.check.random_cast import JOINED, ORDERS, Cast, event_name, is_complement
from mathnn.check.scene import Unsupported
from mathnn.expression import NUMBER, TRUTH
from mathnn.expression.build import multiply, number, subtract
from mathnn.expression.tree import Call, Expr, Symbol

Letters = Mapping[str, int]


class Events(ABC):
    """What `WrittenOut` says of events; `free` are the values of letters without a sum, `apart` what is assumed."""

    cast: Cast
    space: Space
    free: Letters
    apart: list[Expr]

    @abstractmethod
    def value(self, tree: Expr, at: Outcome | None, letters: Letters) -> Expr:
        """A value, at an outcome inside an expectation."""

    def place(self, letter: str, letters: Letters) -> int:
        """Which value of its variable a letter stands for."""
        return letters[letter] if letter in letters else self.free[letter]

    def given(self, item: Expr, at: Outcome | None, letters: Letters) -> Callable[[Outcome], Expr | bool]:
        """A condition of an expectation: on a variable itself it is that the variable is what it is here."""
        name = said.spelled(item)
        if name is not None and at is not None and name not in letters and said.is_capital(name):
            place = self.space.place(said.variable(name))
            return lambda o: o[place] == at[place]
        return self.event(item, letters)

    def event(self, item: Expr, letters: Letters) -> Callable[[Outcome], Expr | bool]:
        """Whether an outcome belongs to an event: known at once, or a number 0 or 1 that hangs on values."""
        if (name := said.spelled(item)) is not None:
            bare = event_name(name)
            place, k = self.space.place(self.cast.letters[bare]), self.place(bare, letters)
            return (lambda o: o[place] != k) if bare != name else (lambda o: o[place] == k)
        assert isinstance(item, Call)
        if item.op == "equal" and (left := said.spelled(item.args[0])) is not None:
            return self._takes(said.variable(left), item.args[1], letters)
        if is_complement(item) or item.op == "not":
            inner = self.event(item.args[0], letters)
            return lambda o: _not(inner(o))
        if item.op in JOINED:
            parts = [self.event(part, letters) for part in item.args]
            if item.op == "difference":
                parts = [parts[0], *(_negated(part) for part in parts[1:])]
            join = _any if item.op in ("union", "or") else _all
            return lambda o: join([part(o) for part in parts])
        if item.op in ORDERS or item.op == "equal":
            return lambda o: indicator(Call(item.op, tuple(self.value(arg, o, letters) for arg in item.args), TRUTH))
        if item.op == "chain":
            parts = [self.event(part, letters) for part in item.args]
            first, last = item.args[0], item.args[-1]
            if isinstance(first, Call) and isinstance(last, Call) and first.op in ("less", "less_equal"):
                self.in_order(first.args[0], last.args[1], letters)
            return lambda o: _all([part(o) for part in parts])
        if item.op == "member":
            return self._within(item, letters)
        raise Unsupported("a part of a probability that is no event")

    def _takes(self, variable: str, value: Expr, letters: Letters) -> Callable[[Outcome], Expr | bool]:
        place = self.space.place(variable)
        number = constant(value)
        if number is not None:
            labels = [constant(label) for label in self.space.labels.get(variable, ())]
            if number not in labels:
                if None in labels or not labels:
                    raise Unsupported("a value that the variable may take or not")
                return lambda o: False
            k = labels.index(number)
        else:
            name = said.spelled(value)
            assert name is not None
            k = self.place(name, letters)
        return lambda o: o[place] == k

    def _within(self, item: Call, letters: Letters) -> Callable[[Outcome], Expr | bool]:
        inner, ends = item.args
        if not isinstance(ends, Call) or ends.op != "interval" or len(ends.args) < 2:
            raise Unsupported("a set that is no interval")
        shown = ends.args[2].name if len(ends.args) > 2 and isinstance(ends.args[2], Symbol) else "[]"
        self.in_order(ends.args[0], ends.args[1], letters)
        low = "less" if shown[0] in "(]" else "less_equal"
        high = "less" if shown[-1] in ")[" else "less_equal"

        def held(o: Outcome) -> Expr:
            x, a, b = (self.value(part, o, letters) for part in (inner, *ends.args[:2]))
            return multiply(indicator(Call(low, (a, x), TRUTH)), indicator(Call(high, (x, b), TRUTH)))

        return held

    def in_order(self, low: Expr, high: Expr, letters: Letters) -> None:
        """The ends between which a variable lies are in order."""
        try:
            ends = tuple(self.value(end, None, letters) for end in (low, high))
        except Unsupported:  # an end that is random itself
            return
        self.apart.append(Call("less", ends, TRUTH))


def indicator(condition: Expr) -> Expr:
    """1 where it holds, else 0."""
    return Call("indicator", (condition,), NUMBER)


def _not(held: Expr | bool) -> Expr | bool:
    return not held if isinstance(held, bool) else subtract(number(1), held)


def _negated(part: Callable[[Outcome], Expr | bool]) -> Callable[[Outcome], Expr | bool]:
    return lambda o: _not(part(o))


def _all(held: list[Expr | bool]) -> Expr | bool:
    if False in held:
        return False
    rest = [each for each in held if not isinstance(each, bool)]
    return multiply(*rest) if rest else True


def _any(held: list[Expr | bool]) -> Expr | bool:
    return _not(_all([_not(each) for each in held]))


__all__ = ["Events", "indicator"]
