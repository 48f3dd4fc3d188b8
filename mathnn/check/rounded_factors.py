"""s(1 - s) = 0.7503 * 0.2497: a calculation from numbers that were rounded before.

Such a side is worth anything that it gives when each number with decimals is moved by half a unit of its last digit.
Numbers with few digits that count (0.5, 0.25, 0.001) are taken for exact: they are what an example chose. So is 0.125,
which is 1/8, unless numbers that were rounded to as many decimals stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from flint import arb, fmpq

from mathnn.check.certified import ball
from mathnn.check.dual import Array
from mathnn.claims import Verdict
from mathnn.expression.tree import Call, Expr, Number, walk

_FEWEST = 3  # decimals of a number that may have been rounded, and digits that count
_HIGHEST = 9  # power of such a number


def calculated_from_rounded(side: Expr, other: Array) -> bool:
    """Does a product or sum of rounded numbers reach the one value of the other side, which is no fraction?"""
    if other.size != 1 or not isinstance(side, Call) or isinstance(value := other.flat[0], fmpq):
        return False
    reached = _range(side)
    return reached is not None and not reached.is_exact() and bool(reached.overlaps(ball(value)))


def right_at_its_digits(found: Verdict, link: Expr) -> Verdict:
    """The verdict on a slope with one value, dL/dw = -0.3775 * 0.2350: true where its numbers were rounded before.

    So is dL/dw = -0.0887, where these digits are right.
    """
    sides = link.args if found.kind == "refuted" and isinstance(link, Call) and link.op == "equal" else ()
    if not any(map(_shows_digits, sides)) or (example := found.counterexample) is None or example.values:
        return found
    pairs = tuple(zip(sides, (example.right, example.left), strict=True))
    if any(_shows_digits(side) and _is_right(side, other, _most_decimals(side)) for side, other in pairs):
        return Verdict("tested", "Right at the digits that are shown.", method="certified digits",
                       checked_for="these numbers")
    if _meet(*sides):
        return Verdict("tested", "Right at the digits that are shown.", method="certified digits",
                       checked_for="these numbers")
    if any(_may_reach(side, other) for side, other in pairs):
        return Verdict("unsettled", "Not decided: whether its numbers were rounded.")
    return found


def _meet(left: Expr, right: Expr) -> bool:
    """sqrt(0.667) = 0.816: may a calculation from rounded numbers give what the other side was rounded from?

    It has no more decimals than they have; 0.6167 from 0.475 shows that 0.475 is exact.
    """
    for number, side in ((left, right), (right, left)):
        if isinstance(number, Number) and isinstance(side, Call):
            most = max((_decimals(node) for node in walk(side) if isinstance(node, Number)), default=0)
            reached, shown = _shown(side), _shown(number)
            if reached is not None and shown is not None and _decimals(number) <= most and reached.overlaps(shown):
                return True
    return False


def _may_reach(side: Expr, value: object) -> bool:
    """Is a calculation right if numbers of two digits, or one among rounded ones, were rounded as well?"""
    reached = _range(side, is_loose=True) if isinstance(side, Call) and side.op != "negate" else None
    return reached is not None and isinstance(value, int | float) and not reached.is_exact() and bool(
        reached.overlaps(arb(value)))


def _shows_digits(side: Expr) -> bool:
    """Is it a number with decimals, a calculation from rounded ones, or a column or matrix that holds one?"""
    if isinstance(side, Call) and side.op in _STACKED:
        return any(map(_shows_digits, side.args))
    return _shown(side) is not None


def _is_right(side: Expr, value: object, decimals: int) -> bool:
    """Are these the digits of the value? A whole number in a column is meant to as many as others show."""
    if isinstance(side, Call) and side.op == "transpose":
        side = side.args[0]
        value = value[0] if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list) else value
    if isinstance(side, Call) and side.op in _STACKED:
        return isinstance(value, list) and len(value) == len(side.args) and all(
            _is_right(part, each, decimals) for part, each in zip(side.args, value, strict=True))
    reached = _shown(side)
    if reached is None and decimals and (middle := _range(side)) is not None:
        reached = middle + arb(0, 0.5) * arb(10) ** (-decimals)
    exact = _number(value)
    return reached is not None and exact is not None and bool(reached.overlaps(exact))


def _number(value: object) -> arb | None:
    """A value of a counterexample, which spells a fraction: 17/12."""
    if isinstance(value, str) and _FRACTION.fullmatch(value):
        over, under = value.split("/")
        return arb(int(over)) / arb(int(under))
    return arb(value) if isinstance(value, int | float) else None


_FRACTION = re.compile(r"-?\d{1,40}/[1-9]\d{0,39}")


def _most_decimals(side: Expr) -> int:
    """Of all numbers in a column or matrix; 0 of anything else."""
    if not isinstance(side, Call) or side.op not in _STACKED:
        return 0
    return max((_decimals(node) for node in walk(side) if isinstance(node, Number)), default=0)


_STACKED = ("vector", "rows", "transpose")


def _shown(side: Expr) -> arb | None:
    """What a number with decimals stands for, or a calculation from rounded ones; None for anything else."""
    if isinstance(side, Call) and side.op == "negate" and isinstance(side.args[0], Number):
        positive = _shown(side.args[0])
        return None if positive is None else -positive
    if isinstance(side, Number):
        return _rounded(side) if "." in side.written else None
    reached = _range(side)
    return None if reached is None or reached.is_exact() else reached


def _rounded(number: Number) -> arb:
    """All numbers that are written so, up to half a unit of the last digit."""
    return arb(fmpq(number.value.numerator, number.value.denominator)) + arb(0, 0.5) * arb(10) ** (-_decimals(number))


def slack(side: Expr) -> arb:
    """How far a calculation from rounded numbers may be off; 0 of one from exact numbers, and of a number alone."""
    reached = _range(side) if isinstance(side, Call) and side.op != "negate" else None
    return arb(0) if reached is None else reached.rad()


def rounded_numbers(tree: Expr) -> tuple[Number, ...]:
    """The numbers of a formula that may have been rounded, each once."""
    return tuple(dict.fromkeys(node for node in walk(tree) if isinstance(node, Number) and _has_many_digits(node)))


def moved(number: Number) -> Number:
    """A number that is half a unit of its last digit greater."""
    return Number(number.value + Fraction(1, 2 * 10 ** _decimals(number)), number.written)


def _range(side: Expr, *, is_loose: bool = False) -> arb | None:
    """All that the calculation may give; None where it is none of numbers alone.

    `is_loose` takes numbers for rounded that may as well be exact: 0.012, and 0.001 among others of three decimals.
    """
    beside = frozenset(_decimals(node) for node in walk(side) if isinstance(node, Number) and _has_many_digits(node))
    return _reached(side, beside, is_loose)


def _reached(tree: Expr, beside: frozenset[int], is_loose: bool, in_sum: bool = False) -> arb | None:
    """What `_range` says of a part of a side with rounded numbers of `beside` decimals."""
    if isinstance(tree, Number):
        is_rounded = _is_rounded(tree, beside, is_loose or in_sum, is_loose)
        return _rounded(tree) if is_rounded else arb(fmpq(tree.value.numerator, tree.value.denominator))
    if isinstance(tree, Call) and tree.op == "power":
        base, exponent = _reached(tree.args[0], beside, is_loose), tree.args[1]
        is_small = isinstance(exponent, Number) and exponent.value.denominator == 1 and exponent.value <= _HIGHEST
        return base ** int(exponent.value) if base is not None and is_small and isinstance(exponent, Number) else None
    if isinstance(tree, Call) and tree.op in _FUNCTIONS and len(tree.args) == 1:
        inner = _reached(tree.args[0], beside, is_loose)
        return None if inner is None else _finite(_FUNCTIONS[tree.op](inner))
    if not isinstance(tree, Call) or tree.op not in ("add", "multiply", "negate", "divide"):
        return None
    parts: list[arb] = []
    for arg in tree.args:
        part = _reached(arg, beside, is_loose, tree.op == "add" or (in_sum and tree.op == "negate"))
        if part is None:
            return None
        parts.append(part)
    return _finite(_joined(tree.op, parts))


def _is_rounded(number: Number, beside: frozenset[int], with_one_digit: bool, is_loose: bool) -> bool:
    """Was it rounded? As rounded ones of as many decimals are that stand beside it; half a unit of 0.001 is a lot."""
    if (decimals := _decimals(number)) < _FEWEST:
        return False
    if _has_many_digits(number) or (is_loose and 1 < _digits_that_count(number) < _FEWEST):
        return True
    return decimals in beside and (with_one_digit or _digits_that_count(number) > 1)


def _has_many_digits(number: Number) -> bool:
    """0.7503, 0.500; not 0.001 or 0.125, which is a fraction of halves."""
    below = number.value.denominator
    is_of_halves = below & (below - 1) == 0 and not number.written.endswith("0")
    return _decimals(number) >= _FEWEST and _digits_that_count(number) >= _FEWEST and not is_of_halves


def _digits_that_count(number: Number) -> int:
    """Those from the first that is no zero."""
    return len(number.written.replace(".", "").lstrip("0"))


def _decimals(number: Number) -> int:
    return len(number.written.partition(".")[2])


_FUNCTIONS: Mapping[str, Callable[[arb], arb]] = {
    "exp": arb.exp, "log": arb.log, "tanh": arb.tanh, "sin": arb.sin, "cos": arb.cos, "root": arb.sqrt,
    "sigmoid": lambda x: 1 / (1 + (-x).exp()),
}


def _finite(reached: arb) -> arb | None:
    return reached if reached.is_finite() else None


def _joined(op: str, parts: list[arb]) -> arb:
    first, *rest = parts
    if op == "negate":
        return -first
    made = first
    for part in rest:
        made = made + part if op == "add" else made * part if op == "multiply" else made / part
    return made


__all__ = ["calculated_from_rounded", "moved", "right_at_its_digits", "rounded_numbers", "slack"]
