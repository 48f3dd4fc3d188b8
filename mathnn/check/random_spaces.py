"""A statement of probability written out over spaces of several sizes, as questions of ordinary algebra."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mathnn.check import random_names as said
from mathnn.check.expectations import WrittenOut
from mathnn.check.outcomes import Assumed, Space
from mathnn.check.question import Question
from mathnn.check.random_cast import Cast, Casting, event_name
from mathnn.check.scene import Unsupported
from mathnn.check.unrolled import unrolled
from mathnn.expression import TRUTH
from mathnn.expression.build import index, multiply, number, scalar
from mathnn.expression.tree import Bind, Call, Expr, Symbol, children, substitute, walk
from mathnn.notation import Notation

_MOST_OUTCOMES = 12
_MOST_INDEPENDENT = 64


@dataclass(frozen=True, slots=True)
class Posed:
    """A relation between two sides, and the notation that it stands in."""

    relation: str
    left: Expr
    right: Expr
    notation: Notation
    counted: str = ""  # a letter that stands for how many values the only variable takes
    continuous: bool = False  # its probabilities are densities


@dataclass(frozen=True, slots=True)
class Written:
    """A statement written out in a space; `enough` where what holds there holds in every space."""

    sizes: str
    space: Space
    questions: tuple[Question, ...]
    enough: bool
    sure: bool
    numbers: frozenset[str]


def questions(posed: Posed, assumed: Assumed) -> Iterator[Written]:
    """The statement written out in a space of each size, for every choice of values that its free letters ask for."""
    for members in (2, 3):
        left, right = unrolled(members, posed.left, posed.right)
        cast = Casting().over(left, right)
        cast.continuous |= posed.continuous
        deep = max(depth(left), depth(right))
        counts = _counts(cast, members, deep, assumed)
        if counts is None:
            continue
        diagonal = cast.only_moments and not assumed.independent
        if posed.counted and len(counts) == 1:
            values = number(*counts.values())
            size: dict[Expr, Expr] = {scalar(posed.counted): values, index(posed.counted): values}
            left, right = (substitute(side, size) for side in (left, right))
        labels = {name: tuple(values) for name, values in cast.variables.items()}
        space = Space(counts, assumed, diagonal, labels)
        questions = tuple(_written(posed, left, right, cast, space, free) for free in _free(cast, counts))
        enough = (diagonal and posed.relation in ("equal", "identical") and (left, right) == (posed.left, posed.right)
                  and deep <= len(space.outcomes) and assumed == Assumed())
        shown = [len(space.outcomes)] if diagonal else counts.values()
        yield Written(" x ".join(map(str, shown)) + " outcomes", space, questions, enough, cast.sure,
                      frozenset(cast.numbers))


def _written(posed: Posed, left: Expr, right: Expr, cast: Cast, space: Space, free: dict[str, int]) -> Question:
    bits = any(isinstance(node, Call) and node.op == "log2" for side in (left, right) for node in walk(side))
    log = "log2" if bits else "log"
    writer = WrittenOut(cast, space, free, log)
    sides = [writer.value(side, None, {}) for side in (left, right)]
    relation = posed.relation
    if relation == "proportional":
        relation = "equal"
        first = next(_front(left), "")
        if first not in free:
            raise Unsupported("what the two sides are proportional over")
        other = WrittenOut(cast, space, {**free, first: 1 - free[first]}, log)
        moved = [other.value(side, None, {}) for side in (left, right)]
        sides = [multiply(sides[0], moved[1]), multiply(moved[0], sides[1])]
    conditions = (*space.conditions(), *writer.apart)
    if space.assumed.positive:
        conditions += tuple(Call("greater", (scalar(name), number(0)), TRUTH) for name in sorted(cast.numbers))
    return Question(relation, sides[0], sides[1], posed.notation.assuming(*conditions))


def _front(tree: Expr) -> Iterator[str]:
    """The letters before the bar."""
    if said.head(tree) == said.PROBABILITY:
        assert isinstance(tree, Call)
        arg = tree.args[1]
        item = arg.args[0] if isinstance(arg, Call) and arg.op == "given" else arg
        name = said.spelled(item.args[1] if isinstance(item, Call) and item.op == "equal" else item)
        if name is not None:
            yield event_name(name)


def _counts(cast: Cast, members: int, deep: int, assumed: Assumed) -> dict[str, int] | None:
    """How many values each variable takes: as many as the statement names, else enough; None for too many outcomes."""
    if cast.only_moments and not assumed.independent:
        return dict.fromkeys(cast.variables, max(min(deep, 4), 2))
    found = {name: len(values) if len(values) > 1 else members for name, values in cast.variables.items()}
    most, total = _MOST_INDEPENDENT if cast.only_moments else 2 * _MOST_OUTCOMES, 1
    for name, count in found.items():
        if total * count > _MOST_OUTCOMES:
            found[name] = count = 2
        total *= count
    return found if total <= most else None


def _free(cast: Cast, counts: dict[str, int]) -> Iterator[dict[str, int]]:
    """The values that free letters stand for: all the first, and where a variable has two letters, different ones."""
    yield dict.fromkeys(cast.letters, 0)
    by_variable: dict[str, list[str]] = {}
    for letter, variable in cast.letters.items():
        by_variable.setdefault(variable, []).append(letter)
    if any(len(letters) > 1 for letters in by_variable.values()):
        yield {letter: place % counts[variable] for variable, letters in by_variable.items()
               for place, letter in enumerate(letters)}


def depth(tree: Expr) -> int:
    """An upper bound for how many expectations are multiplied in one term, when everything is multiplied out.

    With that many free outcomes products of different expectations are independent functions: in the term where all
    outcomes differ each expectation is read off by its outcome. What vanishes there vanishes on every space.
    """
    if isinstance(tree, Call):
        statistic = said.head(tree)
        inner = [depth(arg) for arg in tree.args]
        if statistic == said.EXPECTATION:
            return 1 + max(inner)
        if statistic in (said.VARIANCE, said.COVARIANCE):
            return 2 + 2 * max(inner)
        if tree.op == "multiply":
            return sum(inner)
        if tree.op == "power" and isinstance(tree.args[1], Call | Symbol | Bind):
            return 99 if inner[0] else 0
        if tree.op == "power":
            return inner[0] * int(getattr(tree.args[1], "value", 99))
        if tree.op in ("add", "negate", "equal"):
            return max(inner, default=0)
        return 99 * sum(1 for each in inner if each)
    if isinstance(tree, Symbol):
        of = said.subscript(tree.name)
        return 2 if of is not None and of[0] in (r"\mu", r"\sigma") and said.is_capital(of[1]) else 0
    return max((depth(part) for part in children(tree)), default=0) if not isinstance(tree, Bind) else 99


__all__ = ["Posed", "Written", "depth", "questions"]
