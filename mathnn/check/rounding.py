"""Lines of numbers: an exact equality is proved, rounded digits are accepted when the digits shown are right."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb, fmpq

from mathnn.check.certified import Certified, as_printed, ball
from mathnn.check.cut_numbers import LOGARITHMS, with_small_exponents
from mathnn.check.dual import Array, among
from mathnn.check.evaluate import Evaluator
from mathnn.check.exact import Field, NotExact, TooLarge, Undefined, is_zero
from mathnn.check.exact_system import ExactFunctions, Undecided
from mathnn.check.imaginary import not_real
from mathnn.check.names import BUILT_IN
from mathnn.check.prove import shown_by_numbers
from mathnn.check.question import Question
from mathnn.check.refute import Point, refuted_as_imaginary, refuted_by_numbers, spell_value
from mathnn.check.round_numbers import is_nearly_round
from mathnn.check.rounded_factors import calculated_from_rounded, moved, rounded_numbers, slack
from mathnn.check.sample import match, plain, sizes
from mathnn.check.scene import OutOfRange, Scene, Unsupported
from mathnn.check.systems import UNKNOWN, System
from mathnn.claims import Verdict
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, children, substitute, symbols, walk
from mathnn.syntax.function_letters import TABLED

_BOUND = frozenset(("sum", "product", "integral", "max", "min"))
_EXACT = 6  # decimals that a number shows at least where it is compared exactly
LOOSEST = Fraction(1, 20)  # of an approximation without digits to judge it by, such as n! ~ a formula


def is_numeric(question: Question) -> bool:
    """Numbers only: nothing is free, nothing is differentiated or summed over an unknown range."""
    return all(_constant(side, question, 0) for side in question.sides)


def _constant(tree: Expr, question: Question, depth: int, indices: frozenset[str] = frozenset()) -> bool:
    """Is it a number, or a column of them? `indices` are those of the entry whose formula this is."""
    if isinstance(tree, Number):
        return True
    if isinstance(tree, Symbol):
        row = question.notation.find(tree.name)
        if row is not None and row.definition is not None and depth < 20 and (not row.parameters or tree.sort.shape):
            return _constant(row.definition, question, depth + 1, frozenset(each.name for each in row.parameters))
        return tree.name in indices or tree.name in (r"\pi", r"\mathrm{e}")
    if isinstance(tree, Bind) and tree.op in _BOUND and (tree.upper is not None or tree.op != "integral"):
        return all(_constant(symbol, question, depth, indices) for symbol in symbols(tree) - {Symbol(r"\infty")})
    if isinstance(tree, Call) and tree.op == "apply":
        return _is_defined(tree.args[0], question) and all(
            _constant(part, question, depth, indices) for part in tree.args[1:])
    if isinstance(tree, Call) and tree.op == "entry" and not all(
            isinstance(place, Number) or getattr(place, "name", None) in indices for place in tree.args[1:]):
        return False
    if not isinstance(tree, Call) or tree.op in ("derivative", "partial", "gradient", "layer"):
        return False
    return all(_constant(part, question, depth, indices) for part in children(tree))


def _is_defined(head: Expr, question: Question) -> bool:
    """A function, or its slope, whose formula holds its arguments and numbers alone; \\tanh' is one."""
    is_slope = False
    while isinstance(head, Call) and head.op == "prime":
        head, is_slope = head.args[0], True
    row = question.notation.find(head.name) if isinstance(head, Symbol) else None
    if is_slope and isinstance(head, Symbol) and head.name in BUILT_IN and (
            row is None or (row.definition is None and head.name in TABLED)):
        return True
    if row is None or row.definition is None or not row.parameters:
        return False
    own = {parameter.name for parameter in row.parameters} | {r"\pi", r"\mathrm{e}"}
    return all(symbol.name in own for symbol in symbols(row.definition))


def judge_numbers(question: Question, *, is_cut: bool = False) -> Verdict:
    """Exact first; then in balls, at the digits that are shown, behind which dots may stand for those cut off."""
    if not question.operators.isdisjoint(LOGARITHMS):
        question = question.with_sides(*map(with_small_exponents, question.sides))
    try:
        certain = _sides(question, Certified())
    except (Unsupported, OutOfRange) as limit:
        return Verdict("unsettled", f"Not decided: {limit}.")
    if certain is None:
        return _with_imaginary_side(question) or Verdict("unsettled", "A side is not defined.")
    left, right = certain
    approximates = question.relation == "approximately"
    if question.relation not in ("equal", "identical", "approximately"):
        return _ordered(question, left, right)
    if _exactly_equal(question):
        return shown_by_numbers(approximates)
    if (turned := _in_degrees(question)) is not None:
        return judge_numbers(turned, is_cut=is_cut)
    wrong = _wrong_digits(question, left, right, fmpq(1) if is_cut else fmpq(1, 2))
    if wrong is None:
        return Verdict("unsettled", "The two numbers could not be told apart.")
    if wrong and approximates and (is_near := is_nearly_round(question.sides, left, right)) is not False:
        return shown_by_numbers(rounded=True) if is_near else Verdict(
            "unsettled", "Not decided: how rough the round number is meant.")
    if wrong and approximates and _reached_by_rounded_letters(question, left, right):
        return shown_by_numbers(rounded=True)
    shown = [_places(side) is not None for side in question.sides]
    return refuted_by_numbers(left, right, wrong, shown != [True, False]) if wrong else shown_by_numbers(
        rounded=True)


def _reached_by_rounded_letters(question: Question, left: Array, right: Array) -> bool:
    """A v for v = (0.894, 0.447): do the numbers that its letters were rounded to leave room for the other side?

    Each is moved by half a unit of its last digit, and what that makes is added up.
    """
    rows = [row for row in question.notation if row.definition is not None and not row.parameters]
    each = [(row, number) for row in rows if row.definition is not None for number in rounded_numbers(row.definition)]
    if not each or len(each) > _MOST_ROUNDED:
        return False
    shown = [found for side in question.sides if (found := _places(side)) is not None]
    room = sum((arb(10) ** (-int(found.max())) / 2 for found in shown), arb(0))
    gaps = [abs(ball(a) - ball(b)) for a, b in zip(left.flat, right.flat, strict=True)]
    reach = [room for _ in gaps]
    for row, number in each:
        assert row.definition is not None
        shifted = replace(row, definition=substitute(row.definition, {number: moved(number)}))
        try:
            sides = _sides(question.under(question.notation.with_name(shifted)), Certified())
        except (Unsupported, OutOfRange):
            return False
        if sides is None or sides[0].shape != left.shape:
            return False
        for at, (a, b, x, y) in enumerate(zip(*(side.flat for side in (*sides, left, right)), strict=True)):
            reach[at] += abs((ball(a) - ball(b)) - (ball(x) - ball(y)))
    return all(bool(gap <= most) for gap, most in zip(gaps, reach, strict=True))


_MOST_ROUNDED = 12  # numbers in the formulas of letters


def _in_degrees(question: Question) -> Question | None:
    """The same in degrees, where one side is a number of them: its digits are such of degrees."""
    for at, side in enumerate(question.sides):
        if isinstance(side, Call) and side.op == "multiply" and side.args[1:] == (_DEGREE,):
            turned: list[Expr] = [Call("divide", (each, _DEGREE)) for each in question.sides]
            turned[at] = side.args[0]
            return question.with_sides(*turned)
    return None


_DEGREE = Call("divide", (Symbol(r"\pi"), Number(Fraction(180), "180")))


def _sides(question: Question, system: System) -> tuple[Array, Array] | None:
    point = Point(system, {}, "simple")
    ev = Evaluator(Scene(system, question, sizes(question, (2, 3)), point))
    left, right = (plain(ev.value(side)) for side in question.sides)
    left, right = match(left, right, 1)
    if not system.exact and any((system.sign(side * 0) == UNKNOWN).any() for side in (left, right)):
        return None
    return left, right


def _with_imaginary_side(question: Question) -> Verdict | None:
    """Refuted where one side takes the root of a negative number and the other is a real one."""
    if question.relation not in ("equal", "identical", "approximately"):
        return None
    for at, side in enumerate(question.sides):
        other = question.sides[1 - at]
        if (value := not_real(side)) is not None and (real := _sides(question.with_sides(other, other), Certified())):
            return refuted_as_imaginary(value, _rounded(real[0], 6), at)
    return None


def _exactly_equal(question: Question) -> bool:
    system = ExactFunctions(Field())
    try:
        sides = _sides(question, system)
    except (Undecided, Undefined, TooLarge, NotExact, Unsupported, OutOfRange):
        return False
    assert sides is not None
    return all(is_zero(system.lift(v)) is True for v in (sides[0] - sides[1]).flat)


def _ordered(question: Question, left: Array, right: Array) -> Verdict:
    """An inequality between numbers."""
    from mathnn.check.logic import ACCEPTED

    signs = Certified().sign(left - right)
    if (signs == UNKNOWN).any():
        strict = question.relation in ("less", "greater", "unequal")
        if not _exactly_equal(question.with_relation("equal")):
            return Verdict("unsettled", "The two numbers could not be told apart.")
        return refuted_by_numbers(left, right, "") if strict else shown_by_numbers(False)
    if among(signs, ACCEPTED[question.relation]).all():
        return shown_by_numbers(False)
    return refuted_by_numbers(left, right, "")


def _wrong_digits(question: Question, left: Array, right: Array, units: fmpq) -> str | None:
    """Empty when each pair of entries agrees at the digits shown, else the right digits; None when not certain.

    `units` of the last digit is what they may differ by.
    """
    shown = [_places(side) for side in question.sides]
    each = [found for found in shown if found is not None]
    if question.relation != "approximately" and not any((found > 0).any() for found in each):
        if any(calculated_from_rounded(side, other) for side, other in zip(question.sides, (right, left), strict=True)):
            return ""
        return spell_value(_rounded(left, _most_decimals(question))) if _differ(left, right) else None
    for at in np.ndindex(*left.shape):
        places = [int(found[at[: found.ndim]]) for found in each]
        gap = abs(ball(left[at]) - ball(right[at]))
        if places:
            allowed = arb(units) * arb(10) ** (-min(places))
            if question.relation == "approximately":
                allowed += max(map(slack, question.sides))
        else:
            allowed = abs(ball(right[at])) * arb(fmpq(LOOSEST.numerator, LOOSEST.denominator))
        if gap > allowed:
            return spell_value(_rounded(left if shown[1] is not None else right,
                                        min((int(found.max()) for found in each), default=6)))
        if not gap <= allowed:
            return None if not _tie(left[at], right[at], places) else ""
    return ""


def _most_decimals(question: Question) -> int:
    """As many decimals as a number of either side has, and six at least: with fewer a right value looks wrong."""
    return max(_EXACT, *(_digits(node) or 0 for side in question.sides for node in walk(side)))


def _tie(a: Any, b: Any, places: list[int]) -> bool:
    """Exactly half a unit away: either rounding is right."""
    return isinstance(a, fmpq) and isinstance(b, fmpq) and bool(places) and (
        abs(a - b) == fmpq(1, 2) / fmpq(10) ** min(places))


def _differ(left: Array, right: Array) -> bool:
    signs = Certified().sign(left - right)
    return bool(((signs == 1) | (signs == -1)).any())


def _digits(tree: Expr) -> int | None:
    """How many decimals one number shows; None for a calculation."""
    if isinstance(tree, Number):
        return len(tree.written.partition(".")[2])
    if isinstance(tree, Call) and tree.op == "multiply" and len(tree.args) == 2:
        return _scientific(tree)
    return None


def _places(tree: Expr) -> np.ndarray[Any, Any] | None:
    """The decimals that each entry shows; a whole number among decimals is meant to as many as they show."""
    if isinstance(tree, Call) and tree.op == "negate":
        return _places(tree.args[0])
    if isinstance(tree, Call) and tree.op == "transpose":
        found = _places(tree.args[0])
        return None if found is None else found.T
    if not (isinstance(tree, Call) and tree.op in ("vector", "rows")):
        shown = _digits(tree)
        return None if shown is None else np.array(shown)
    parts = [_places(arg) for arg in tree.args]
    if any(part is None for part in parts):
        return None
    stacked = np.array(parts)
    return np.where((stacked == 0) & _whole(tree), stacked.max(), stacked)


def _whole(tree: Expr) -> np.ndarray[Any, Any]:
    """Which entries are whole numbers without a power of ten: 9.93806 * 10^5 shows its last digit."""
    if isinstance(tree, Call) and tree.op in ("negate", "transpose"):
        return _whole(tree.args[0]).T
    if isinstance(tree, Call) and tree.op in ("vector", "rows"):
        return np.array([_whole(arg) for arg in tree.args])
    return np.array(isinstance(tree, Number))


def _scientific(tree: Call) -> int | None:
    """1.5 * 10^{-3} shows four decimals, in either order."""
    mantissa, scale = tree.args if isinstance(tree.args[0], Number) else tree.args[::-1]
    if isinstance(mantissa, Number) and isinstance(scale, Call) and scale.op == "power":
        base, exponent = scale.args
        negative = isinstance(exponent, Call) and exponent.op == "negate"
        size = exponent.args[0] if isinstance(exponent, Call) and negative else exponent
        if isinstance(base, Number) and base.value == 10 and isinstance(size, Number) and size.value < 400:
            shift = int(size.value) * (1 if negative else -1)
            return len(mantissa.written.partition(".")[2]) + shift
    return None


def _rounded(value: Array, places: int) -> object:
    """The number at so many decimals; with as many as an exact one has, nothing that is not 0 is shown as 0."""
    if value.ndim == 1:
        exact = value[0]
        if isinstance(exact, fmpq) and exact.q == 1:
            return int(exact.p)
        form = f".{max(places, 0)}f"
        is_small = places < _EXACT and bool(abs(ball(exact)) < 1)
        return float(format(float(ball(exact).mid()), form)) if is_small else as_printed(ball(exact), form)
    return [_rounded(part, places) for part in value]
