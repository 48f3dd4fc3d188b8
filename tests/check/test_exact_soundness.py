"""What the exact number system says is compared with plain floating-point arithmetic on random expressions.

The floats are worked out by Python's `math` from the expression's own tree, so they share nothing with the exact forms.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mathnn.check import exact
from mathnn.check.exact import (
    Exact,
    Field,
    NotExact,
    TooLarge,
    Undefined,
    are_met,
    derivative,
    enclose,
    evaluate,
    is_zero,
    missing,
    sign_of,
)

Tree: TypeAlias = "str | int | tuple[str, *tuple[Tree, ...]]"

# Far from the small fractions at which an operand is by accident zero, an integer or a kink.
POINTS = (
    {"x": Fraction(31, 97), "y": Fraction(-125, 101), "p": Fraction(68, 103)},
    {"x": Fraction(-149, 97), "y": Fraction(15, 101), "p": Fraction(180, 103)},
    {"x": Fraction(173, 97), "y": Fraction(135, 101), "p": Fraction(20, 103)},
    {"x": Fraction(-28, 97), "y": Fraction(-90, 101), "p": Fraction(310, 103)},
)

# "power" is |a|^b: by rounding, a float exponent can become an integer and a^b be defined for a negative a.
EXACT: dict[str, Callable[..., Exact]] = {
    **exact.FUNCTIONS,
    "add": lambda a, b: a + b, "subtract": lambda a, b: a - b, "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b, "square": lambda a: a**2, "cube_root": lambda a: exact.root(a, 3),
    "maximum": exact.maximum, "power": lambda a, b: exact.power(exact.absolute(a), b),
}  # fmt: skip

FLOAT: dict[str, Callable[..., float]] = {
    "add": lambda a, b: a + b, "subtract": lambda a, b: a - b, "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b, "square": lambda a: a * a, "cube_root": math.cbrt, "maximum": max,
    "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "abs": abs, "sin": math.sin, "cos": math.cos,
    "tan": math.tan, "arctan": math.atan, "arcsin": math.asin, "arccos": math.acos, "tanh": math.tanh,
    "sinh": math.sinh, "cosh": math.cosh, "erf": math.erf, "sign": lambda a: math.copysign(1, a) if a else 0.0,
    "sigmoid": lambda a: 1 / (1 + math.exp(-a)), "softplus": lambda a: math.log1p(math.exp(a)),
    "relu": lambda a: max(a, 0.0), "log10": math.log10, "power": lambda a, b: math.pow(abs(a), b),
}  # fmt: skip

UNARY = sorted(set(FLOAT) - {"add", "subtract", "multiply", "divide", "maximum", "power"})
BINARY = ["add", "subtract", "multiply", "divide", "maximum", "power"]
COARSE = 1e5  # the cosine of a float beyond this has few right digits
SMOOTH = sorted(set(UNARY) - {"sign"})

# Rewritings of a tree a, many of them wrong in general: what is_zero accepts must hold all the same.
REWRITINGS: dict[str, Callable[[Tree], tuple[Tree, Tree]]] = {
    "root of a square": lambda a: (("sqrt", ("square", a)), a),
    "root of a square, absolute": lambda a: (("sqrt", ("square", a)), ("abs", a)),
    "square of a root": lambda a: (("square", ("sqrt", a)), a),
    "exp of log": lambda a: (("exp", ("log", a)), a),
    "log of exp": lambda a: (("log", ("exp", a)), a),
    "log of a square": lambda a: (("log", ("square", a)), ("multiply", 2, ("log", a))),
    "log of an absolute value": lambda a: (("log", ("abs", a)), ("log", a)),
    "sign": lambda a: (("multiply", ("sign", a), a), ("abs", a)),
    "sign is one": lambda a: (("sign", a), 1),
    "relu": lambda a: (("relu", a), a),
    "relu by abs": lambda a: (("multiply", 2, ("relu", a)), ("add", a, ("abs", a))),
    "even": lambda a: (("cos", ("subtract", 0, a)), ("cos", a)),
    "odd": lambda a: (("sin", ("subtract", 0, a)), ("sin", a)),
    "arc": lambda a: (("arcsin", ("sin", a)), a),
    "arc of": lambda a: (("sin", ("arcsin", a)), a),
    "tan": lambda a: (("tan", ("arctan", a)), a),
    "double": lambda a: (("sin", ("multiply", 2, a)), ("multiply", 2, ("multiply", ("sin", a), ("cos", a)))),
    "half": lambda a: (("multiply", 2, ("square", ("sin", ("divide", a, 2)))), ("subtract", 1, ("cos", a))),
    "cube root": lambda a: (("cube_root", ("multiply", a, ("square", a))), a),
    "power": lambda a: (("power", ("square", a), ("divide", 1, 2)), a),
    "power of a power": lambda a: (("power", ("power", a, "y"), 2), ("power", a, ("multiply", 2, "y"))),
    "maximum": lambda a: (("maximum", a, "x"), a),
    "sigmoid": lambda a: (("sigmoid", a), ("subtract", 1, ("sigmoid", ("subtract", 0, a)))),
    "tanh": lambda a: (("add", 1, ("tanh", a)), ("multiply", 2, ("sigmoid", ("multiply", 2, a)))),
    "softplus": lambda a: (("softplus", a), ("add", a, ("softplus", ("subtract", 0, a)))),
    "product of roots": lambda a: (("multiply", ("sqrt", a), ("sqrt", "y")), ("sqrt", ("multiply", a, "y"))),
    "product of cube roots": lambda a: (("multiply", ("cube_root", a), ("cube_root", "x")),
                                        ("cube_root", ("multiply", a, "x"))),
    "product of logs": lambda a: (("log", ("multiply", a, "x")), ("add", ("log", a), ("log", "x"))),
    "distribute": lambda a: (("multiply", a, ("add", a, "x")), ("add", ("square", a), ("multiply", "x", a))),
    "exp of a sum": lambda a: (("exp", ("add", a, "p")), ("multiply", ("exp", a), ("exp", "p"))),
    "quotient": lambda a: (("divide", ("multiply", a, "x"), a), "x"),
}  # fmt: skip


def trees(unary: list[str] = UNARY, most: int = 5) -> st.SearchStrategy[Tree]:
    leaves: st.SearchStrategy[Tree] = st.sampled_from(["x", "y", "p"]) | st.integers(-3, 4)
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(unary), inner), st.tuples(st.sampled_from(BINARY), inner, inner)
        ),
        max_leaves=most,
    )


def to_float(tree: Tree, point: dict[str, Fraction]) -> float:
    """Raises ValueError, ZeroDivisionError or OverflowError where it is not defined, or a float too coarse within."""
    if isinstance(tree, str):
        return float(point[tree])
    if isinstance(tree, int):
        return float(tree)
    args = [to_float(arg, point) for arg in tree[1:]]
    if any(abs(arg) > COARSE for arg in args):
        raise OverflowError(f"the last digits of {args} decide")
    return FLOAT[tree[0]](*args)


def to_exact(tree: Tree, field: Field) -> Exact:
    if isinstance(tree, str):
        return field.variable(tree, positive=tree == "p")
    if isinstance(tree, int):
        return field.number(tree)
    return EXACT[tree[0]](*(to_exact(arg, field) for arg in tree[1:]))


def exactly(tree: Tree, field: Field) -> Exact:
    """The exact value; an example that is undefined or too large is not counted."""
    try:
        return to_exact(tree, field)
    except (Undefined, TooLarge, NotExact):
        assume(False)
        raise


def near(tree: Tree, point: dict[str, Fraction]) -> float | None:
    """The float value, None where it is undefined or where rounding could decide (overflow, a kink)."""
    try:
        value = to_float(tree, point)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return value if math.isfinite(value) and abs(value) < 1e8 else None


@settings(max_examples=400, deadline=None)
@given(trees())
def test_an_enclosure_holds_the_value(tree: Tree) -> None:
    value = exactly(tree, Field(expected=1))
    for point in POINTS:
        expected = near(tree, point)
        ball = enclose(value, point)
        if expected is not None and ball.is_finite():
            away = 1e-6 * (1 + abs(expected))
            assert abs(float(ball.mid()) - expected) <= float(ball.rad()) + away
        number = evaluate(value, point)
        if expected is not None and not math.isnan(number):
            assert number == pytest.approx(expected, rel=1e-6, abs=1e-6)


@settings(max_examples=600, deadline=None)
@given(trees(), st.sampled_from(sorted(REWRITINGS)))
def test_what_cancels_is_equal(tree: Tree, rewriting: str) -> None:
    left, right = REWRITINGS[rewriting](tree)
    field = Field(expected=1)
    if is_zero(exactly(left, field) - exactly(right, field)):
        for point in POINTS:
            a, b = near(left, point), near(right, point)
            if a is not None and b is not None:
                assert a == pytest.approx(b, rel=1e-6, abs=1e-6), (left, right, point)


@settings(max_examples=300, deadline=None)
@given(trees(), trees(most=3))
def test_a_sign_is_right_wherever_the_value_is_defined(tree: Tree, other: Tree) -> None:
    squares: Tree = ("add", ("square", tree), ("multiply", other, tree))
    for candidate in (tree, squares):
        sign = sign_of(exactly(candidate, Field(expected=1)))
        for point in POINTS:
            value = near(candidate, point)
            if sign is not None and value is not None:
                assert {"+": value > -1e-6, ">=0": value > -1e-6, "0": abs(value) < 1e-6,
                        "<=0": value < 1e-6, "-": value < 1e-6}[sign], (candidate, sign)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(trees(SMOOTH))
def test_a_derivative_is_the_slope(tree: Tree) -> None:
    field = Field(expected=1)
    x = field.variable("x")
    try:
        slope = derivative(exactly(tree, field), x)
    except (TooLarge, Undefined):
        assume(False)
    step = Fraction(1, 10**5)
    for point in POINTS:
        beside = [near(tree, point | {"x": point["x"] + k * step}) for k in (-2, -1, 1, 2)]
        exact_slope = evaluate(slope, point)
        if None in beside or math.isnan(exact_slope) or abs(exact_slope) > 1e4:
            continue
        a, b, c, d = (value for value in beside if value is not None)
        one, two = (c - b) / (2 * float(step)), (d - a) / (4 * float(step))
        if one == pytest.approx(two, rel=1e-4, abs=1e-4):  # else the step is too long to tell
            assert exact_slope == pytest.approx(one, rel=1e-3, abs=1e-3)


@settings(max_examples=300, deadline=None)
@given(trees())
def test_where_no_condition_fails_the_value_is_defined(tree: Tree) -> None:
    """Every operation that can be undefined has left a condition, so none missing means defined everywhere."""
    field = Field(expected=1)
    exactly(tree, field)
    if missing(field.conditions) == ():
        for point in POINTS:
            try:
                to_float(tree, point)
            except OverflowError:
                continue


@settings(max_examples=200, deadline=None)
@given(trees())
def test_where_the_conditions_are_met_the_value_is_defined(tree: Tree) -> None:
    field = Field(expected=1)
    exactly(tree, field)
    for point in POINTS:
        if are_met(field.conditions, point):
            try:
                to_float(tree, point)
            except OverflowError:
                continue
