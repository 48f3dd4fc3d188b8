"""Sizes of which something is assumed: m <= n, n >= 3. Points are taken at sizes that fulfil it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

from mathnn.check.constraints import relations
from mathnn.check.question import Question
from mathnn.check.scene import OutOfRange
from mathnn.check.whole import ORDERS, fulfilled
from mathnn.expression.build import number
from mathnn.expression.tree import Call, Expr, Number, Symbol, substitute, symbols

_LARGER = (7, 8, 9, 10, 12)
_MOST = 3  # letters that are tried together


def related_sizes(question: Question, order: tuple[int, ...], given: dict[tuple[str, int | None], int],
                  ) -> dict[tuple[str, int | None], int]:
    """Values for the sizes of which something is assumed. Raises OutOfRange where none of those tried fulfils it."""
    kept = question.kept
    if "related sizes" not in kept:
        kept["related sizes"] = tuple(_assumed(question))
    assumed: tuple[Call, ...] = kept["related sizes"]
    free = {s for relation in assumed for s in symbols(relation) if (s.name, None) not in given}
    asked = [relation for relation in assumed if not _is_certain(relation, order)]
    if not asked or not free or len(free) > _MOST:
        return {}
    known: dict[Expr, Expr] = {s: number(given[(s.name, None)]) for relation in asked for s in symbols(relation)
                               if (s.name, None) in given}
    letters = sorted(free, key=lambda symbol: symbol.name)
    for chosen in _choices(order, len(letters)):
        table = known | dict(zip(letters, map(number, chosen), strict=True))
        if all(fulfilled(substitute(relation, table)) for relation in asked):
            return {(letter.name, None): value for letter, value in zip(letters, chosen, strict=True)}
    raise OutOfRange("no sizes fit")


def _assumed(question: Question) -> Iterator[Call]:
    """The relations between sizes alone."""
    for assumption in question.notation.assumptions:
        if not isinstance(assumption, Call) or assumption.op not in _COMPARED:
            continue
        for relation in relations(assumption):
            letters = [arg for arg in relation.args if isinstance(arg, Symbol)]
            if letters and relation.op in _COMPARED and all(
                    arg.name in question.dimensions if isinstance(arg, Symbol) else isinstance(arg, Number)
                    for arg in relation.args):
                yield relation


_COMPARED = frozenset((*ORDERS, "chain", "and")) - {"equal"}


def _is_certain(relation: Call, order: tuple[int, ...]) -> bool:
    """n >= 2 holds at all sizes that are tried."""
    letters: frozenset[Symbol] = frozenset(symbols(relation))
    if len(letters) != 1:
        return False
    return all(fulfilled(substitute(relation, dict.fromkeys(letters, number(size)))) for size in order)


def _choices(order: tuple[int, ...], count: int) -> Iterator[tuple[int, ...]]:
    """Different sizes first, or equal ones, where the first is odd: m <= n allows both."""
    if order[0] % 2 == 0:
        yield from permutations(order, count)
    yield from product((*order, *_LARGER), repeat=count)


__all__ = ["related_sizes"]
