"""Statements of probability, judged on finite spaces with free weights.

A statement is written out over spaces of several sizes and judged there like any other. What holds exactly on all that
were tried is `tested`; a law of expectations that is exact with enough free outcomes is proved for every space (see
`enough_outcomes`). One that fails is refuted only when it fails for independent variables too, and for such of one
distribution and of mean zero: what a text says of its variables stands in words more often than in formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from mathnn.check import random_names as said
from mathnn.check.agreement import agreement
from mathnn.check.expectations import WrittenOut, is_whole_line
from mathnn.check.outcomes import Assumed, Space
from mathnn.check.prove import tested
from mathnn.check.question import Question
from mathnn.check.random_cast import JOINED, Cast, Casting, event_name, is_complement, listed_in
from mathnn.check.scene import OutOfRange, Unsupported
from mathnn.check.unrolled import unrolled
from mathnn.claims import Verdict
from mathnn.expression import TRUTH
from mathnn.expression.build import multiply, number, scalar
from mathnn.expression.tree import Bind, Call, Expr, Symbol, children, substitute, symbols, walk
from mathnn.notation import Notation

Settle: TypeAlias = "Callable[[Question], Verdict]"
METHOD = "finite probability space"
INDEPENDENT, IDENTICAL, CENTRED, POSITIVE = (Symbol(rf"\text{{random variables are {words}}}", TRUTH) for words in (
    "independent", "identically distributed", "of mean zero", "not negative"))
WORDS = frozenset((INDEPENDENT, IDENTICAL, CENTRED, POSITIVE))
_STRONGER = tuple(Assumed(*map(bool, flags)) for flags in (
    (1, 0, 0, 0), (0, 0, 1, 0), (1, 1, 0, 0), (1, 0, 1, 0), (1, 1, 1, 0), (0, 0, 0, 1), (1, 0, 0, 1)))
_TRUE = ("proved", "conditional", "tested")
_ORDER = ("less", "less_equal", "greater", "greater_equal")
_MOST_OUTCOMES = 12
RELATIONS = frozenset(("equal", "identical", "unequal", "less", "less_equal", "greater", "greater_equal",
                       "proportional"))


@dataclass(frozen=True, slots=True)
class Posed:
    """A relation between two sides, and the notation that it stands in."""

    relation: str
    left: Expr
    right: Expr
    notation: Notation


@dataclass(frozen=True, slots=True)
class Written:
    """A statement written out in a space; `enough` where what holds there holds in every space."""

    sizes: str
    space: Space
    questions: tuple[Question, ...]
    enough: bool
    sure: bool
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tried:
    """At how many points it held in which spaces, or where it first failed."""

    points: int
    spaces: tuple[Written, ...]
    failing: tuple[Written, Question] | None


def is_chance(tree: Expr, notation: Notation) -> bool:
    """Does a statement speak of probability, by a sign that means nothing else?"""
    applied: dict[str, set[Expr]] = {}
    moments = False
    for node in walk(tree):
        moments |= isinstance(node, Symbol) and _is_moment(node)
        if isinstance(node, Bind) and node.op == "integral" and is_whole_line(node):
            moments |= True
        if isinstance(node, Bind) and node.op == "expectation":
            return True
        statistic = said.head(node)
        if statistic is None:
            continue
        assert isinstance(node, Call)
        assert isinstance(node.args[0], Symbol)
        if _is_another(node.args[0].name, notation):
            return False
        if _is_sign(node, statistic, node.args[0].name):
            return True
        applied.setdefault(statistic, set()).add(node)
    if moments and applied.get(said.PROBABILITY):
        return True
    if len(applied.get(said.PROBABILITY, ())) > 1 and _of_one_distribution(applied[said.PROBABILITY]):
        return True
    entropies = [node for statistic in (said.ENTROPY, said.INFORMATION) for node in applied.get(statistic, ())]
    return bool(entropies) and all(map(_of_capitals, entropies)) and (
        len(entropies) > 1 or any(isinstance(node, Call) and node.op in ("log", "log2") for node in walk(tree)))


def _is_moment(symbol: Symbol) -> bool:
    """\\mu_X, \\sigma_X."""
    of = said.subscript(symbol.name)
    return of is not None and of[0] in (r"\mu", r"\sigma") and said.is_capital(of[1])


def _is_another(name: str, notation: Notation) -> bool:
    """Did the text give this name a formula that does not speak of probability: an error E, a step H?"""
    row = notation.find(name)
    if row is None or row.definition is None:
        return False
    return not any(isinstance(node, Symbol) and said.statistic(node.name) for node in walk(row.definition))


def _of_capitals(node: Expr) -> bool:
    """H(X), I(X; Y), H(p): of random variables or distributions."""
    assert isinstance(node, Call)
    items = [item for arg in node.args[1:] for item in listed_in(arg)]
    return all((name := said.spelled(item)) is not None and (said.is_capital(name) or said.statistic(name))
               for item in items)


def _of_one_distribution(calls: set[Expr]) -> bool:
    """p(x, y) beside p(x): as many arguments as there are variables, so p is no function of one number."""
    counts = {len(call.args) for call in calls if isinstance(call, Call)}
    events = (children(arg)[0] if is_complement(arg) else arg
              for call in calls if isinstance(call, Call) for arg in call.args[1:])
    return len(counts) > 1 or all((name := said.spelled(event)) is not None and said.is_capital(event_name(name))
                                  for event in events)


def _is_sign(node: Call, statistic: str, name: str) -> bool:
    if statistic in (said.VARIANCE, said.COVARIANCE, said.DEVIATION):
        return True
    if statistic == said.DIVERGENCE:
        return True
    given = any(isinstance(arg, Call) and (arg.op == "given" or arg.op in JOINED or arg.sort == TRUTH)
                for arg in node.args[1:])
    if statistic == said.CORRELATION:
        return len(node.args) == 3 and all(isinstance(arg, Symbol) and arg.name.isupper() for arg in node.args[1:])
    if statistic == said.EXPECTATION:
        inner = {s.name for arg in node.args[1:] for s in symbols(arg)}
        return given or name != "E" or not node.args[0].sort.domain or any(map(said.is_capital, inner))
    return given


# --- the verdict ------------------------------------------------------------------------------------------------------
def judged(tree: Call, notation: Notation, settle: Settle) -> Verdict:
    """What is found of one relation that speaks of probability; `settle` judges what it is written out to."""
    posed = _posed(tree, notation)
    least = Assumed(independent=any(map(_is_independence, notation.assumptions)))
    told = Assumed(INDEPENDENT in notation.assumptions, {INDEPENDENT, IDENTICAL} <= set(notation.assumptions),
                   CENTRED in notation.assumptions, POSITIVE in notation.assumptions)
    try:
        found = _judged(posed, least, told, settle)
        if found.kind not in _TRUE and (with_formulas := _with_definitions(posed)) != posed:
            other = _judged(with_formulas, least, told, settle)
            found = other if other.kind in _TRUE else replace(found, kind="unsettled", counterexample=None)
    except (Unsupported, OutOfRange) as limit:
        return Verdict("unsettled", f"Not decided: {limit}.")
    return found


def _is_independence(condition: Expr) -> bool:
    """X \\perp Y, as a declaration."""
    return isinstance(condition, Call) and condition.op == "perpendicular"


def _judged(posed: Posed, least: Assumed, told: Assumed, settle: Settle) -> Verdict:
    """What is found where at least this holds of the variables, by declaration; the words told as much."""
    general = _tried(posed, least)
    if general.failing is None:
        return _true(general, settle)
    stronger = tuple(assumed for assumed in _stronger(posed) if least.is_within(assumed) and assumed != least)
    for assumed in (assumed for assumed in stronger if assumed.is_within(told)):
        if (found := _tried(posed, assumed)).failing is None:
            listed = ", ".join(assumed.words())
            reason = f"It holds for random variables that are {listed}."
            return replace(_true(found, settle), kind="conditional", reason=reason,
                           conditions=(rf"\text{{random variables that are {listed}}}",))
    for assumed in stronger:
        if _tried(posed, assumed).failing is None:
            return Verdict("unsettled", "It is not true of all random variables; it holds for those that are "
                                        f"{', '.join(assumed.words())}.")
    if not is_free(posed.left, posed.right, posed.relation):
        return Verdict("unsettled", "It is not true of all random variables; the text may speak of some.")
    written, question = general.failing
    return _spoken(settle(question), written, question)


def _tried(posed: Posed, assumed: Assumed) -> Tried:
    """The statement at sample points in spaces of several sizes. Raises Unsupported and OutOfRange."""
    points, spaces = 0, []
    for written in _questions(posed, assumed):
        spaces.append(written)
        for question in written.questions:
            found = agreement(question)
            if found is None:
                return Tried(0, tuple(spaces), (written, question))
            points += found
    if not points:
        raise Unsupported("no outcomes at which both sides are defined")
    return Tried(points, tuple(spaces), None)


def _true(found: Tried, settle: Settle) -> Verdict:
    """A law of expectations is proved with enough outcomes; the rest held wherever it was tried."""
    for written in (spaces for spaces in found.spaces if spaces.enough):
        verdict = settle(written.questions[0])
        if verdict.kind == "proved":
            return replace(verdict, checked_for="all finite probability spaces", method=METHOD)
    sizes = "; ".join(dict.fromkeys(written.sizes for written in found.spaces))
    return replace(tested(found.points, f"finite probability spaces of {sizes}"), method=METHOD)


def _stronger(posed: Posed) -> tuple[Assumed, ...]:
    """What a text may say in words of the random variables of this statement."""
    names = Casting().over(*(unrolled(side, 2) for side in (posed.left, posed.right))).variables
    families = {name.split("_")[0] for name in names}
    return tuple(assumed for assumed in _STRONGER if (len(names) > 1 or not assumed.independent)
                 and (len(families) < len(names) or not assumed.identical)
                 and (posed.relation in _ORDER or not assumed.positive))


def _posed(tree: Call, notation: Notation) -> Posed:
    names = {name: row for name, row in notation.names.items() if said.statistic(name) is None}
    kept = tuple(condition for condition in notation.assumptions
                 if condition not in WORDS and not _is_independence(condition) and not is_chance(condition, notation))
    left, right = tree.args
    return Posed(tree.op, left, right, Notation(names, kept))


def _with_definitions(posed: Posed) -> Posed:
    """The relation with what the text defined put in its place: Y where Y = aX + b."""
    table: dict[Expr, Expr] = {
        node: row.definition for side in (posed.left, posed.right) for node in walk(side)
        if isinstance(node, Symbol) and said.is_capital(node.name)
        and (row := posed.notation.find(node.name)) is not None and row.definition is not None and not row.parameters
        and node not in symbols(row.definition)}
    return replace(posed, left=substitute(posed.left, table), right=substitute(posed.right, table))


def _spoken(verdict: Verdict, written: Written, question: Question) -> Verdict:
    """The verdict on what was written out as one on the statement."""
    if verdict.kind != "refuted" or verdict.counterexample is None:
        return Verdict("unsettled", "Some points seem to contradict it, but none could be certified.")
    own = written.space.symbols
    free = {s.name for side in question.sides for s in symbols(side)} - own
    left, right = ({s.name for s in symbols(side)} - own for side in question.sides)
    unknown = {s.name for side in question.sides for s in symbols(side) if s.sort.kind == "function"
               and ((row := question.notation.find(s.name)) is None or row.definition is None)}
    is_compared = question.relation in _ORDER or any(
        isinstance(node, Call) and node.op == "indicator" for side in question.sides for node in walk(side))
    hangs = free & {r"\mu", r"\sigma"} or (is_compared and free)
    if (left ^ right) - written.numbers or unknown or hangs or not written.sure:
        return Verdict("unsettled", "It is not true of all random variables and numbers.")
    example = verdict.counterexample
    values = written.space.spoken(example.values)
    where = ", ".join(f"{name} = {_listed(value)}" for name, value in values.items())
    return replace(verdict, method=METHOD, suggestion=None, counterexample=replace(example, values=values),
                   reason=f"Where {where}, the left side is {example.left}, but the right side is {example.right}.")


def _listed(value: object) -> str:
    return f"({', '.join(map(_listed, value))})" if isinstance(value, tuple) else str(value)


def is_free(left: Expr, right: Expr, relation: str) -> bool:
    """Does a false statement say it of any random variables? Not where a side speaks of others, or of none.

    H(X) = 1, P(A | B) = P(A) may be so for the variables that the text means; P(A or B) = P(A) + P(B) is, for events
    that exclude each other; two letters are unequal where the text chooses them so.
    """
    ops = {node.op for side in (left, right) for node in walk(side) if isinstance(node, Call)}
    if relation == "unequal" or (ops & {"union", "or"} and not ops & {"intersection", "and"}):
        return False
    a, b = _speaks_of(left), _speaks_of(right)
    return a == b and bool(a)


def _speaks_of(side: Expr) -> set[str]:
    """The random variables of a side, but for those that it sums over; of none its distributions."""
    cast = Casting().over(unrolled(side, 2))
    bound = {node.index.name for node in walk(side) if isinstance(node, Bind)}
    summed = {cast.letters[name] for name in bound if name in cast.letters}
    free = {variable for name, variable in cast.letters.items() if name not in bound}
    named = {said.variable(name) for node in walk(side) if (name := said.spelled(node)) and said.is_capital(name)}
    found = set(cast.variables) - (summed - free - named)
    return found or cast.distributions


# --- spaces -----------------------------------------------------------------------------------------------------------
def _questions(posed: Posed, assumed: Assumed) -> Iterator[Written]:
    """The statement written out in a space of each size, for every choice of values that its free letters ask for."""
    for members in (2, 3):
        left, right = (unrolled(side, members) for side in (posed.left, posed.right))
        cast = Casting().over(left, right)
        deep = max(depth(left), depth(right))
        counts = _counts(cast, members, deep, assumed)
        if counts is None:
            continue
        diagonal = cast.only_moments and not assumed.independent
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
    total = 1
    for name, count in found.items():
        if total * count > _MOST_OUTCOMES:
            found[name] = count = 2
        total *= count
    return found if total <= 2 * _MOST_OUTCOMES else None


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


__all__ = ["CENTRED", "IDENTICAL", "INDEPENDENT", "METHOD", "POSITIVE", "RELATIONS", "WORDS", "is_chance", "judged"]
