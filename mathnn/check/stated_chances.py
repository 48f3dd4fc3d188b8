"""Probabilities that a text states as numbers, P(H = 1) = 0.0015, and what follows from them alone.

Each is a linear equation between the probabilities of outcomes: P(A | B) = c says that P(A and B) = c P(B). An event
has a probability when these equations, and that all outcomes together have 1, settle it; Bayes' rule is among what they
settle. Nothing is assumed to be independent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from mathnn.check.powers import constant
from mathnn.check.random_cast import is_complement
from mathnn.check.random_names import PROBABILITY, spelled, statistic
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.build import divide, number
from mathnn.expression.tree import substitute, walk

MOST_OUTCOMES = 256
ROUNDING = Fraction(1, 100)  # by how much of itself a result may be off when it was calculated from rounded numbers
_OTHER = "another value"
_BINARY = frozenset((Fraction(0), Fraction(1)))
Outcome = Mapping[str, object]
Event = Callable[[Outcome], bool]
Row = list[Fraction]


@dataclass(frozen=True, slots=True)
class Chance:
    """P(event | given) = value; nothing is given where `given` is None."""

    event: Expr
    given: Expr | None
    value: Fraction


def stated(link: Expr) -> Chance | None:
    """What an equation states of a probability; None for anything else."""
    if not isinstance(link, Call) or link.op != "equal" or not is_chance_of_event(link.args[0]):
        return None
    value = constant(link.args[1])
    if value is None or not 0 <= value <= 1:
        return None
    return Chance(*_parts(link.args[0]), value)


def stated_by(links: tuple[Expr, ...], known: tuple[Chance, ...]) -> Chance | None:
    """What a chain P(A) = ... = 0.3 states; with the exact number where what stands before the last sign has one."""
    first, last = links[0], links[-1]
    if not (isinstance(first, Call) and isinstance(last, Call) and last.op == "equal" and len(last.args) == 2):
        return None
    exact = with_numbers(last.args[0], known) if len(links) > 1 else None
    worth = last.args[1] if exact is None or constant(exact) is None else exact
    return stated(Call("equal", (first.args[0], worth), first.sort))


def is_chance_of_event(tree: Expr) -> bool:
    """P(A), P(A, B | C) of events that are read."""
    if not (isinstance(tree, Call) and tree.op == "apply" and isinstance(tree.args[0], Symbol)
            and statistic(tree.args[0].name) == PROBABILITY):
        return False
    return all(_is_event(part) for part in _parts(tree) if part is not None)


def with_numbers(tree: Expr, known: tuple[Chance, ...]) -> Expr | None:
    """The tree with every probability as its number; None where there is none, or one that is not settled."""
    chances = list(dict.fromkeys(node for node in walk(tree) if is_chance_of_event(node)))
    if not chances or not known:
        return None
    system = _System.of((*known, *(Chance(*_parts(node), Fraction(0)) for node in chances)), known)
    values = {node: system.value(*_parts(node)) for node in chances} if system is not None else {}
    if not values or any(value is None for value in values.values()):
        return None
    return substitute(tree, {node: _written(value) for node, value in values.items() if value is not None})


def is_far_apart(link: Expr | None) -> bool:
    """Do two numbers differ by more than the rounding of what the text stated may explain?"""
    if not isinstance(link, Call) or len(link.args) != 2:
        return False
    left, right = map(constant, link.args)
    return left is not None and right is not None and abs(left - right) > ROUNDING * max(abs(left), abs(right))


def _written(value: Fraction) -> Expr:
    """As a quotient, which shows no digits that a rounding could be judged by."""
    return divide(number(value.numerator), number(value.denominator))


# --- events -----------------------------------------------------------------------------------------------------------
def _parts(tree: Expr) -> tuple[Expr, Expr | None]:
    """The event of a probability and what is given."""
    assert isinstance(tree, Call)
    inside = tree.args[1] if len(tree.args) == 2 else Call("tuple", tree.args[1:], tree.sort)
    if isinstance(inside, Call) and inside.op == "given":
        return inside.args[0], inside.args[1]
    return inside, None


def _is_event(tree: Expr) -> bool:
    return all(name is not None for name, _ in _literals(tree))


def _literals(tree: Expr) -> Iterator[tuple[str | None, object]]:
    """The variables of an event with the values that they are said to take; None for what is not read."""
    if isinstance(tree, Call) and (tree.op in ("tuple", "and", "or", "intersection", "union", "not")
                                   or is_complement(tree)):
        for part in tree.args[:1] if is_complement(tree) else tree.args:
            yield from _literals(part)
    elif isinstance(tree, Call) and tree.op in ("equal", "unequal"):
        value = constant(tree.args[1])
        name = spelled(tree.args[1]) if value is None else None
        yield spelled(tree.args[0]), value if name is None else name
    elif isinstance(tree, Symbol) and (tree.name[:1].isupper() or tree.name.startswith((r"\text", r"\mathrm"))):
        yield tree.name, True
    elif isinstance(tree, Symbol) and tree.name.startswith(r"\bar{") and tree.name[5:6].isupper():
        yield tree.name[5:-1], True
    else:
        yield None, None


def _predicate(tree: Expr) -> Event:
    """Whether an outcome belongs to an event that was found to be one."""
    if isinstance(tree, Symbol):
        is_bar = tree.name.startswith(r"\bar{")
        name = tree.name[5:-1] if is_bar else tree.name
        return lambda o: bool(o[name]) != is_bar
    assert isinstance(tree, Call)
    if tree.op in ("equal", "unequal"):
        ((variable, value),) = _literals(tree)
        assert variable is not None
        return (lambda o: o[variable] == value) if tree.op == "equal" else (lambda o: o[variable] != value)
    parts = [_predicate(part) for part in (tree.args[:1] if is_complement(tree) else tree.args)]
    if tree.op in ("or", "union"):
        return lambda o: any(part(o) for part in parts)
    if tree.op == "not" or is_complement(tree):
        return lambda o: not parts[0](o)
    return lambda o: all(part(o) for part in parts)


# --- the equations ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _System:
    """Outcomes, and equations between their probabilities in reduced form: where the 1 stands, and the row."""

    outcomes: tuple[Outcome, ...]
    rows: tuple[tuple[int, Row], ...]
    known: tuple[Chance, ...]

    @classmethod
    def of(cls, mentioned: tuple[Chance, ...], known: tuple[Chance, ...]) -> _System | None:
        """The equations of what is known; None where they contradict each other or there are too many outcomes."""
        domains = _domains(mentioned)
        if prod(map(len, domains.values())) > MOST_OUTCOMES:
            return None
        outcomes = tuple(dict(zip(domains, values, strict=True)) for values in product(*domains.values()))
        made = cls(outcomes, (), known)
        wanted = [[Fraction(1)] * (len(outcomes) + 1)]
        for each in known:
            both, given = made._both(each.event, each.given)
            wanted.append([*(b - each.value * g for b, g in zip(both, given, strict=True)), Fraction(0)])
            if each.given is None:
                wanted[-1] = [*both, each.value]
        rows: list[tuple[int, Row]] = []
        for row in wanted:
            left = _reduced(row, rows)
            place = next((k for k, value in enumerate(left[:-1]) if value), None)
            if place is None:
                if left[-1]:
                    return None
                continue
            left = [value / left[place] for value in left]
            rows = [(k, [a - old[place] * b for a, b in zip(old, left, strict=True)]) for k, old in rows]
            rows.append((place, left))
        return cls(outcomes, tuple(rows), known)

    def value(self, event: Expr, given: Expr | None) -> Fraction | None:
        """The probability of an event; None where the equations do not settle it, or what is given has none."""
        both, condition = self._both(event, given)
        for each in self.known:
            if self._both(each.event, each.given) == (both, condition):
                return each.value
        above, below = self._total(both), self._total(condition) if given is not None else Fraction(1)
        return None if above is None or not below else above / below

    def _both(self, event: Expr, given: Expr | None) -> tuple[Row, Row]:
        """Which outcomes belong to the event and to what is given, and which to what is given."""
        inside = _predicate(event)
        under = _predicate(given) if given is not None else lambda outcome: True
        condition = [Fraction(under(outcome)) for outcome in self.outcomes]
        return [c * inside(outcome) for c, outcome in zip(condition, self.outcomes, strict=True)], condition

    def _total(self, which: Row) -> Fraction | None:
        left = _reduced([*which, Fraction(0)], self.rows)
        return -left[-1] if not any(left[:-1]) else None


def _reduced(row: Row, rows: tuple[tuple[int, Row], ...] | list[tuple[int, Row]]) -> Row:
    for place, known in rows:
        if factor := row[place]:
            row = [a - factor * b for a, b in zip(row, known, strict=True)]
    return row


def _domains(mentioned: tuple[Chance, ...]) -> dict[str, tuple[object, ...]]:
    """The values of each variable: those that are named, and another one unless they are 0 and 1, or yes and no."""
    found: dict[str, set[object]] = {}
    for each in mentioned:
        for part in (each.event, each.given):
            for name, value in _literals(part) if part is not None else ():
                assert name is not None
                found.setdefault(name, set()).add(value)
    return {name: _domain(values) for name, values in found.items()}


def _domain(values: set[object]) -> tuple[object, ...]:
    if values == {True} and any(value is True for value in values):
        return True, False
    if values <= _BINARY:
        return tuple(sorted(_BINARY))
    return (*sorted(values, key=str), _OTHER)


__all__ = ["Chance", "is_chance_of_event", "stated", "with_numbers"]
