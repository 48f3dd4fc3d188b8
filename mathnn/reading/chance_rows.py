"""Probabilities of single values, P(X = 1) = p, gathered until they add up to one: then they are a law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from mathnn.check import random_names as said
from mathnn.check.judge import judge
from mathnn.check.powers import constant
from mathnn.check.random_laws import Law, Table
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import TRUTH, Call, Expr, Symbol
from mathnn.expression.build import add, number
from mathnn.expression.tree import symbols
from mathnn.notation import Notation
from mathnn.syntax.read import read

_MOST = 64
Event = tuple[tuple[str, Fraction], ...]


@dataclass(slots=True)
class ChanceRows:
    """The chances that were read since the heading, for the variables that they speak of."""

    chances: dict[tuple[str, ...], dict[tuple[Fraction, ...], Expr]] = field(default_factory=dict)

    def law(self, latex: str) -> Law | None:
        """Take one statement; the law that is complete by it."""
        try:
            tree = read(latex, Notation()).tree
        except (ReadError, SortError, *FAILURES):
            return None
        links = tree.args if isinstance(tree, Call) and tree.op in ("chain", "and") else (tree,)
        law: Law | None = None
        last = links[-1].args[-1] if isinstance(links[-1], Call) and links[-1].args else None
        for link in links:
            if not isinstance(link, Call) or link.op != "equal" or last is None:
                return law
            for side in link.args:
                event = _event(side)
                if event is not None and said.head(last) is None and not last.sort.shape:
                    law = self._with(event, last) or law
        return law

    def _with(self, event: Event, chance: Expr) -> Law | None:
        names = tuple(name for name, _ in event)
        if len(self.chances) > 8:
            self.chances.clear()
        rows = self.chances.setdefault(names, {})
        rows[tuple(value for _, value in event)] = chance
        return _complete(names, rows) if 1 < len(rows) <= _MOST else None


def adds_up(chances: list[Expr]) -> bool:
    """Is the sum of these one, whatever their letters are?"""
    try:
        found = judge(Call("equal", (add(*chances), number(1)), TRUTH), Notation())
    except FAILURES:
        return False
    return found.kind in ("proved", "tested")


def _complete(names: tuple[str, ...], rows: Mapping[tuple[Fraction, ...], Expr]) -> Law | None:
    """The law, where the chances add up to one; combinations that are not named do not happen."""
    if not adds_up(list(rows.values())):
        return None
    values = [sorted({event[place] for event in rows}) for place in range(len(names))]
    chances = tuple(rows.get(event, number(0)) for event in product(*values))
    if len(chances) > _MOST:
        return None
    table = Table(tuple(tuple(map(number, each)) for each in values), chances)
    conditions = tuple(Call("greater_equal", (chance, number(0)), TRUTH) for chance in chances if symbols(chance))
    return Law(names, (table,), conditions)


def _event(tree: Expr) -> Event | None:
    """The variables of P(X = 1, Y = -1) with their values."""
    if said.head(tree) != said.PROBABILITY or not isinstance(tree, Call):
        return None
    head = tree.args[0]
    if not isinstance(head, Symbol) or said.distribution(head.name) != "p":
        return None
    found: list[tuple[str, Fraction]] = []
    waiting = list(tree.args[1:])
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Call) and part.op in ("and", "tuple", "intersection"):
            waiting[:0] = part.args
            continue
        name = said.spelled(part.args[0]) if isinstance(part, Call) and part.op == "equal" else None
        value = constant(part.args[1]) if isinstance(part, Call) and name is not None else None
        if name is None or value is None:
            return None
        found.append((said.variable(name), value))
    return tuple(found) if len({name for name, _ in found}) == len(found) else None


__all__ = ["ChanceRows", "adds_up"]
