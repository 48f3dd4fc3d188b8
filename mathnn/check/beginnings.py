"""A function and the beginning of its series, 1 + x + x²/2 + ...: its derivatives at 0 give the terms shown."""

from __future__ import annotations

from itertools import pairwise
from math import factorial

from mathnn.check.names import BUILT_IN, constant_kind
from mathnn.check.orders import T, agreeing
from mathnn.check.polynomials import at, coefficients
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.check.series import is_series
from mathnn.expression import Sort
from mathnn.expression.build import add, multiply, number
from mathnn.expression.tree import Bind, Call, Expr, Symbol, substitute, symbols, walk

HIGHEST = 7  # power of a term that is shown
FIRST_TERMS = 4  # of an endless sum
MOST_STEPS = 3  # vectors in one term
DOTS = r"\dots"
_PRODUCTS = frozenset(("multiply", "divide", "negate", "transpose", "dot"))


def without_dots(question: Question) -> Question:
    """The derivatives at 0 of one side against the terms of the other; unchanged where that is not what it says."""
    if question.relation not in ("equal", "identical") or (expansion := _expansion(question)) is None:
        return question
    whole, terms = expansion
    if (found := _powers(terms, whole)) is not None:
        return _columns(question, whole, *found)
    if (towards := _towards(terms)) is None or max(towards[1]) > MOST_STEPS:
        return question
    step, degrees = towards
    between = question.with_sides(whole, add(*terms))
    return agreeing(between, {step: multiply(T, step)}, max(degrees) + 1) or question


def with_first_terms(question: Question) -> Question | None:
    """The question with dots behind the first terms of an endless sum of powers of a letter; None where there is none.

    Where its terms are those of another function, no closed form of the sum is needed to tell.
    """
    series = [is_series(side) for side in question.sides]
    if question.relation not in ("equal", "identical") or sorted(series) != [False, True]:
        return None
    whole, sum_ = (question.left, question.right) if series[1] else (question.right, question.left)
    assert isinstance(sum_, Bind)
    start = constant(sum_.lower) if sum_.lower is not None else None
    if start is None or start.denominator != 1 or sum_.where is not None or sum_.sort.shape:
        return None
    terms = [at(sum_.body, sum_.index, number(int(start) + k)) for k in range(FIRST_TERMS)]
    begun = question.with_sides(whole, Call("add", (*terms, Symbol(DOTS)), whole.sort))
    return begun if tells_enough(begun) else None


def _columns(question: Question, whole: Expr, x: Symbol, powers: dict[int, Expr]) -> Question:
    """The value and the derivatives of a function at x = 0, beside what the terms say of them."""
    if not any(x in symbols(tree) for tree in question.trees[2:]):
        whole, x = substitute(whole, {x: T}), T  # a counterexample names no value of x: it is 0 in all of them
    left, right, order = list[Expr](), list[Expr](), max(powers)
    slope: Expr = whole
    for k in range(order + 1):
        left.append(Call("at", (slope, x, number(0)), whole.sort))
        right.append(multiply(number(factorial(k)), powers[k]) if k in powers else number(0))
        slope = Call("derivative", (slope, x), whole.sort)
    return question.with_sides(_column(left), _column(right))


def tells_enough(question: Question) -> bool:
    """Do the terms that are shown decide, whatever the dots hide? Not where one is yet to be found, or for any f."""
    expansion = None if without_dots(question) is question else _expansion(question)
    if expansion is None:
        return False
    whole, terms = expansion
    shown = {s for term in terms for s in symbols(term)}
    told = {inner for s in shown for inner in symbols(_given(s, question) or s) if _is_open(inner, question)}
    of_whole = {s for s in symbols(whole) if _is_open(s, question)}
    return of_whole <= told and {s for s in shown if _is_open(s, question)} <= of_whole  # f(x + h, y + k) = f + h f_x


def without_tail(link: Call) -> Call | None:
    """The equation without the dots that end a sum in it, which stand for no value; None where there are none."""
    shown = [_shown(side) for side in link.args]
    if link.op != "equal" or (shown[0] is None) == (shown[1] is None):
        return None
    sides = tuple(side if terms is None else add(*terms) for side, terms in zip(link.args, shown, strict=True))
    return Call("equal", sides, link.sort)


def _given(symbol: Symbol, question: Question) -> Expr | None:
    """The formula that the text gave for a letter."""
    row = question.notation.find(symbol.name)
    return None if row is None else row.definition


def _is_open(symbol: Symbol, question: Question) -> bool:
    """Has it no value by a formula, the tables or its name?"""
    if _given(symbol, question) is not None or symbol.name in BUILT_IN:
        return False
    return not constant_kind(symbol, symbol, question.notation.find(symbol.name))


def _expansion(question: Question) -> tuple[Expr, tuple[Expr, ...]] | None:
    """The side without dots, and the terms of the other one before its dots."""
    left, right = question.sides
    for whole, sum_ in ((left, right), (right, left)):
        if (terms := _shown(sum_)) is not None:
            return None if any(is_dots(node) for node in walk(whole)) else (whole, terms)
    return None


def is_dots(node: Expr) -> bool:
    """Dots that stand for what is left out."""
    return isinstance(node, Symbol) and "dots" in node.name


def _shown(side: Expr) -> tuple[Expr, ...] | None:
    """The terms before the dots that end a sum."""
    if isinstance(side, Call) and side.op == "add" and len(side.args) > 2 and is_dots(side.args[-1]):
        terms = side.args[:-1]
        return None if any(is_dots(node) for term in terms for node in walk(term)) else terms
    return None


def _powers(terms: tuple[Expr, ...], whole: Expr) -> tuple[Symbol, dict[int, Expr]] | None:
    """The one variable in whose rising powers the terms are, with their coefficients.

    One power may stand twice where the function hangs on nothing else: of f(x + h, y + k) the dots hide terms with k.
    """
    fitting = []
    for x in sorted(frozenset().union(*map(symbols, terms)), key=lambda s: s.name):
        if constant_kind(x, x, None):
            continue
        parts = [coefficients(term, x) for term in terms]
        if x.sort.shape or any(part is None or len(part) != 1 for part in parts):
            continue
        powers = [(k, c) for part in parts if part is not None for k, c in part.items()]
        alone = not any(s != x and s.name not in BUILT_IN and not constant_kind(s, s, None) for s in symbols(whole))
        if all(a < b or (a == b and alone) for (a, _), (b, _) in pairwise(powers)) and powers[-1][0] <= HIGHEST:
            fitting.append((x, _collected(powers)))
    return fitting[0] if len(fitting) == 1 else None


def _towards(terms: tuple[Expr, ...]) -> tuple[Symbol, list[int]] | None:
    """The one vector that the terms hold once, twice and so on, as g . h + h . H h / 2 does; how often each does."""
    fitting = []
    for step in sorted(frozenset().union(*map(symbols, terms)), key=lambda s: s.name):
        degrees = [_degree(term, step) for term in terms] if step.sort.shape else [None]
        found = [degree for degree in degrees if degree is not None]
        if len(found) == len(terms) and all(a < b for a, b in pairwise(found)):
            fitting.append((step, found))
    return fitting[0] if len(fitting) == 1 else None


def _degree(term: Expr, step: Symbol) -> int | None:
    """How often a product holds a vector; None where it holds it in anything but a product."""
    if term == step:
        return 1
    if step not in symbols(term):
        return 0
    if not isinstance(term, Call) or term.op not in _PRODUCTS:
        return None
    if term.op == "divide" and step in symbols(term.args[1]):
        return None
    degrees = [_degree(part, step) for part in term.args]
    return sum(d for d in degrees if d is not None) if None not in degrees else None


def _collected(powers: list[tuple[int, Expr]]) -> dict[int, Expr]:
    """The coefficients by power; two terms of one power are added up, as 1 + x + x/2 has them by a slip."""
    found: dict[int, Expr] = {}
    for k, coefficient in powers:
        found[k] = add(found[k], coefficient) if k in found else coefficient
    return found


def _column(entries: list[Expr]) -> Expr:
    return Call("vector", tuple(entries), Sort("number", (number(len(entries)),)))
