"""Statements of probability, judged on finite spaces with free weights.

A statement is written out over spaces of several sizes and judged there like any other. What holds exactly on all that
were tried is `tested`; a law of expectations that is exact with enough free outcomes is proved for every space (see
`depth`). One that fails is refuted only when it fails for independent variables too, and for such of one distribution
and of mean zero: what a text says of its variables stands in words more often than in formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeAlias

from mathnn.check import random_names as said
from mathnn.check.agreement import agreement
from mathnn.check.composite_moments import with_moments
from mathnn.check.drawn_from import with_their_draws
from mathnn.check.listed_values import with_values
from mathnn.check.outcomes import Assumed
from mathnn.check.prove import tested
from mathnn.check.question import Question
from mathnn.check.random_cast import Cast, Casting
from mathnn.check.random_degrees import is_alike
from mathnn.check.random_signs import is_chance, is_moment
from mathnn.check.random_slips import without_slip
from mathnn.check.random_spaces import Posed, Written, questions
from mathnn.check.scene import OutOfRange, Unsupported
from mathnn.check.unrolled import partitioned, unrolled
from mathnn.claims import Verdict
from mathnn.errors import SortError
from mathnn.expression import TRUTH
from mathnn.expression.build import add, negate, power
from mathnn.expression.tree import Bind, Call, Expr, Symbol, substitute, symbols, walk
from mathnn.notation import Notation
from mathnn.syntax.to_latex import to_latex

Settle: TypeAlias = "Callable[[Question], Verdict]"
METHOD = "finite probability space"
INDEPENDENT, IDENTICAL, CENTRED, POSITIVE, SPECIAL = (
    Symbol(rf"\text{{random variables are {words}}}", TRUTH) for words in (
        "independent", "identically distributed", "of mean zero", "not negative", "of a distribution that has a name"))
WORDS = frozenset((INDEPENDENT, IDENTICAL, CENTRED, POSITIVE, SPECIAL))
_STRONGER = tuple(Assumed(*map(bool, flags)) for flags in (
    (1, 0, 0, 0), (0, 0, 1, 0), (1, 1, 0, 0), (1, 0, 1, 0), (1, 1, 1, 0), (0, 0, 0, 1), (1, 0, 0, 1)))
_ORDER = ("less", "less_equal", "greater", "greater_equal")
OF_CHANCES = r"\text{the letters take values that have a probability, not a density}"
OF_SOME = "It is not true of all random variables; the text may speak of some."
RELATIONS = frozenset(("equal", "identical", "unequal", "less", "less_equal", "greater", "greater_equal",
                       "proportional"))


@dataclass(frozen=True, slots=True)
class Tried:
    """At how many points it held in which spaces, or where it first failed."""

    points: int
    spaces: tuple[Written, ...]
    failing: tuple[Written, Question] | None


def judged(tree: Call, notation: Notation, settle: Settle) -> Verdict:
    """What is found of one relation that speaks of probability; `settle` judges what it is written out to."""
    posed = posing(tree, notation)
    with_formulas = with_definitions(posed)
    readings = (posed,) if with_formulas == posed else (posed, with_formulas)
    least = Assumed(independent=any(map(_is_independence, notation.assumptions)))
    told = Assumed(INDEPENDENT in notation.assumptions, {INDEPENDENT, IDENTICAL} <= set(notation.assumptions),
                   CENTRED in notation.assumptions, POSITIVE in notation.assumptions)
    limits: list[Unsupported | OutOfRange] = []
    fallen: list[tuple[Posed, Tried]] = []
    for each in readings:
        try:
            found = _tried(each, least)
        except (Unsupported, OutOfRange) as limit:
            limits.append(limit)
            continue
        if found.failing is None:
            return _of_densities(each, least, _true(found, settle))
        fallen.append((each, found))
    try:
        for special, condition in _special(posed):
            if (found := _tried(special, least)).failing is None:
                return replace(_true(found, settle), kind="conditional", conditions=(condition,),
                               reason=f"It holds where ${condition}$.")
        for each, _ in fallen:
            if (held := _as_told(each, told, settle)) is not None:
                return held
        if IDENTICAL in notation.assumptions and any(_holds_exchanged(each, least) for each, _ in fallen):
            return Verdict("unsettled", "It is not true of all random variables; it holds if they can change places.")
        if fallen and (slipped := _slipped(posed, least, fallen[0][1], settle)) is not None:
            return slipped
        if posed.relation in _ORDER and (bent := _with_curve(tree, notation)) is not None:
            of_square = judged(*bent, settle)
            if of_square.kind == "refuted":
                return of_square
        if limits or len(readings) > 1 or SPECIAL in notation.assumptions:
            return Verdict("unsettled", f"Not decided: {limits[0]}." if limits else OF_SOME)
        return _false(posed, least, fallen[0][1], settle)
    except (Unsupported, OutOfRange) as limit:
        return Verdict("unsettled", f"Not decided: {limit}.")


def _of_densities(posed: Posed, least: Assumed, found: Verdict) -> Verdict:
    """What holds of chances, none of which is above 1, may fail for densities: E[log q(z)] <= 0. Then it says so."""
    if posed.relation not in _ORDER or not any(map(_is_mean_of_log, (*walk(posed.left), *walk(posed.right)))):
        return found
    try:
        if _tried(replace(posed, continuous=True), least).failing is None:
            return found
    except (Unsupported, OutOfRange):
        return found
    return replace(found, kind="conditional", conditions=(OF_CHANCES,), reason=f"It holds where ${OF_CHANCES}$.")


def _is_mean_of_log(node: Expr) -> bool:
    return isinstance(node, Bind) and node.op == "expectation" and any(
        isinstance(part, Call) and part.op in ("log", "log2") and any(
            said.head(inner) == said.PROBABILITY for inner in walk(part)) for part in walk(node.body))


def _with_curve(tree: Call, notation: Notation) -> tuple[Call, Notation] | None:
    """The statement for a square in place of a convex function, or minus a square of a concave one."""
    for condition in notation.assumptions:
        f = condition.args[0] if isinstance(condition, Call) and condition.op in _BENT else None
        if isinstance(f, Symbol) and f in symbols(tree) and f.sort.ranks == (0,) and (
                (row := notation.find(f.name)) is None or row.definition is None):
            assert isinstance(condition, Call)
            table: dict[Expr, Expr] = {
                node: power(node.args[1], 2) if condition.op == "convex" else negate(power(node.args[1], 2))
                for node in walk(tree) if isinstance(node, Call) and node.op == "apply" and node.args[0] == f}
            squared = substitute(tree, table)
            kept = tuple(each for each in notation.assumptions if each != condition)
            return (squared, Notation(notation.names, kept)) if isinstance(squared, Call) else None
    return None


_BENT = frozenset(("convex", "concave"))


def _special(posed: Posed) -> Iterator[tuple[Posed, str]]:
    """What a letter or a list of events is mostly used for, each with the condition that this is so."""
    left, right = (partitioned(side) for side in (posed.left, posed.right))
    if (left, right) != (posed.left, posed.right):
        yield replace(posed, left=left, right=right), r"\text{one of the events in the sum happens, and only one}"
    sides = (posed.left, posed.right)
    if posed.relation in _ORDER and any(said.head(node) == said.ENTROPY for side in sides for node in walk(side)):
        for side in sides:
            if isinstance(side, Call) and side.op in ("log", "log2") and isinstance(side.args[0], Symbol):
                name = side.args[0].name
                yield replace(posed, counted=name), rf"{name} \text{{ is the number of values}}"


def _is_independence(condition: Expr) -> bool:
    """X \\perp Y, as a declaration."""
    return isinstance(condition, Call) and condition.op == "perpendicular"


def _as_told(posed: Posed, told: Assumed, settle: Settle) -> Verdict | None:
    """The verdict where the words of the text hold of the variables, if it is true then."""
    for assumed in (assumed for assumed in _stronger(posed) if assumed.is_within(told)):
        if (found := _tried(posed, assumed)).failing is None:
            listed = ", ".join(assumed.words())
            return replace(_true(found, settle), kind="conditional",
                           reason=f"It holds for random variables that are {listed}.",
                           conditions=(rf"\text{{random variables that are {listed}}}",))
    return None


def _false(posed: Posed, least: Assumed, general: Tried, settle: Settle) -> Verdict:
    """A statement that fails: refuted where it fails whatever the words of a text may say of its variables."""
    assert general.failing is not None
    written, question = general.failing
    numbers = {s.name for side in question.sides for s in symbols(side)} - written.space.symbols
    if not is_free(posed.left, posed.right, posed.relation) or (posed.relation in _ORDER and numbers):
        return Verdict("unsettled", OF_SOME)
    for assumed in _stronger(posed):
        if not least.is_within(assumed) or assumed == least:
            continue
        if _tried(posed, assumed).failing is None:
            return Verdict("unsettled", "It is not true of all random variables; it holds for those that are "
                                        f"{', '.join(assumed.words())}.")
    return _spoken(settle(question), written, question)


def _holds_exchanged(posed: Posed, least: Assumed) -> bool:
    """Does the mean of an equation and of the same with X and Y exchanged hold, as it must for X and Y of one law?"""
    names = sorted((s for side in (posed.left, posed.right) for s in symbols(side)
                    if s.name in Casting().over(*unrolled(2, posed.left, posed.right)).variables), key=lambda s: s.name)
    if posed.relation != "equal" or len(pair := tuple(dict.fromkeys(names))) != 2:
        return False
    table: dict[Expr, Expr] = dict(zip(pair, pair[::-1], strict=True))
    left, right = (add(side, substitute(side, table)) for side in (posed.left, posed.right))
    with suppress(Unsupported, OutOfRange, SortError):
        return _tried(replace(posed, left=left, right=right), least).failing is None
    return False


def _slipped(posed: Posed, least: Assumed, general: Tried, settle: Settle) -> Verdict | None:
    """The verdict on what is a law of all random variables but for one sign, factor, square or fraction."""
    assert general.failing is not None
    for other in without_slip(posed):
        with suppress(Unsupported, OutOfRange, SortError):
            if _tried(other, least).failing is None:
                written, question = general.failing
                found = _spoken(settle(question), written, question)
                shown = to_latex(Call(posed.relation, (other.left, other.right), TRUTH))
                return found.changed(suggestion=f"It holds as ${shown}$.") if found.kind == "refuted" else None
    return None


def _tried(posed: Posed, assumed: Assumed) -> Tried:
    """The statement at sample points in spaces of several sizes. Raises Unsupported and OutOfRange."""
    points, spaces = 0, []
    for written in questions(posed, assumed):
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
    names = Casting().over(*unrolled(2, posed.left, posed.right)).variables
    families = {name.split("_")[0] for name in names}
    return tuple(assumed for assumed in _STRONGER if (len(names) > 1 or not assumed.independent)
                 and (len(families) < len(names) or not assumed.identical)
                 and (posed.relation in _ORDER or not assumed.positive))


def posing(tree: Call, notation: Notation) -> Posed:
    """The relation, and of the notation what is no word about random variables."""
    names = {name: row for name, row in notation.names.items() if said.statistic(name) is None}
    kept = tuple(condition for condition in notation.assumptions
                 if condition not in WORDS and not _is_independence(condition) and not is_chance(condition, notation))
    left, right = (with_moments(with_values(side), notation) for side in with_their_draws(tree).args)
    return Posed(tree.op, left, right, Notation(names, kept))


def with_definitions(posed: Posed) -> Posed:
    """The relation with what the text defined put in its place: Y = aX + b, s_i = sum_j w_{ij} x_j."""
    table: dict[Expr, Expr] = {}
    for node in (node for side in (posed.left, posed.right) for node in walk(side)):
        base, *places = node.args if isinstance(node, Call) and node.op in ("entry", "layer") else (node,)
        row = posed.notation.find(base.name) if isinstance(base, Symbol) else None
        if row is None or row.definition is None or len(row.parameters) != len(places) or base in symbols(
                row.definition) or is_moment(base):
            continue
        table[node] = substitute(row.definition, dict(zip(row.parameters, places, strict=True)))
    return replace(posed, left=substitute(posed.left, table), right=substitute(posed.right, table)) if table else posed


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
    if not is_alike(left, right):
        return False
    (a, of_a), (b, of_b) = _speaks_of(left), _speaks_of(right)
    summed = not (_has_free(left) and _has_free(right))
    return a == b and bool(a) and (of_a == of_b or (not summed and (of_a <= of_b or of_b <= of_a)))


def _speaks_of(side: Expr) -> tuple[set[str], set[str]]:
    """The random variables of a side, those that it sums over where there are no others; and its distributions."""
    cast = Casting().of(*unrolled(2, side))
    if not cast.variables and len(cast.distributions) > 1:  # D_KL(P || Q) alone
        return {"X"}, cast.distributions
    free, summed = _free_and_summed(side, cast)
    return free or summed, cast.distributions or {"p"}


def _has_free(side: Expr) -> bool:
    """Does it speak of a variable that it does not sum over?"""
    return bool(_free_and_summed(side, Casting().of(*unrolled(2, side)))[0])


def _free_and_summed(side: Expr, cast: Cast) -> tuple[set[str], set[str]]:
    bound = {node.index.name for node in walk(side) if isinstance(node, Bind)}
    summed = {cast.letters[name] for name in bound if name in cast.letters}
    free = {variable for name, variable in cast.letters.items() if name not in bound}
    named = {said.variable(name) for node in walk(side) if (name := said.spelled(node)) and said.is_capital(name)}
    return set(cast.variables) - (summed - free - named), summed


__all__ = ["CENTRED", "IDENTICAL", "INDEPENDENT", "METHOD", "OF_SOME", "POSITIVE", "RELATIONS", "SPECIAL",
           "WORDS", "is_chance", "judged", "posing", "with_definitions"]
