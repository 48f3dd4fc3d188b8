"""Signs that must be proved, signs that must not, and facts that make the difference."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from mathnn.check.exact import (
    Exact,
    Field,
    absolute,
    cos,
    exp,
    is_nonnegative,
    is_positive,
    log,
    sigmoid,
    sign_of,
    sin,
    softplus,
    sqrt,
    tanh,
)

Vector = np.ndarray[tuple[int], np.dtype[np.object_]]


def vector(field: Field, name: str, n: int, positive: bool = False) -> Vector:
    return np.array([field.variable(f"{name}{i}", positive=positive) for i in range(n)], dtype=object)


def norm(v: Vector) -> Exact:
    return sqrt(v @ v)


SCALARS: list[tuple[str, Callable[[Exact, Exact, Exact], Exact], str | None]] = [
    ("square", lambda x, y, p: (x - y) ** 2, ">=0"),
    ("square and one", lambda x, y, p: x**2 - 2 * x + 2, "+"),
    ("quadratic form", lambda x, y, p: x**2 + x * y + y**2, ">=0"),
    ("indefinite form", lambda x, y, p: x**2 + 3 * x * y + y**2, None),
    ("square of a polynomial", lambda x, y, p: (x**2 + y**2 - p) ** 2, ">=0"),
    ("products below squares", lambda x, y, p: (x**2 + y**2) / 2 - x * y, ">=0"),
    ("mean of a number and its inverse", lambda x, y, p: p + 1 / p - 2, ">=0"),
    ("cosh", lambda x, y, p: exp(x) + exp(-x) - 2, ">=0"),
    ("sigmoid", lambda x, y, p: sigmoid(x), "+"),
    ("sigmoid below one", lambda x, y, p: 1 - sigmoid(x), "+"),
    ("slope of the sigmoid", lambda x, y, p: Fraction(1, 4) - sigmoid(x) * (1 - sigmoid(x)), ">=0"),
    ("slope of the sigmoid, too strong", lambda x, y, p: Fraction(1, 5) - sigmoid(x) * (1 - sigmoid(x)), None),
    ("vanishing slope", lambda x, y, p: absolute(y) / 4 - absolute(y * sigmoid(x) * (1 - sigmoid(x))), ">=0"),
    ("tanh", lambda x, y, p: 1 - tanh(x) ** 2, "+"),
    ("softplus", lambda x, y, p: softplus(x), "+"),
    ("softplus above the line", lambda x, y, p: softplus(x) - x, "+"),
    ("sine", lambda x, y, p: 1 - sin(x), ">=0"),
    ("cosine", lambda x, y, p: cos(x) * sin(y) + Fraction(1, 2), None),
    ("tangent of exp", lambda x, y, p: exp(x) - 1 - x, ">=0"),
    ("tangent of exp, downwards", lambda x, y, p: exp(-x) - 1 + x, ">=0"),
    ("tangent of log", lambda x, y, p: p - 1 - log(p), ">=0"),
    ("secant of log", lambda x, y, p: log(p) - 1 + 1 / p, ">=0"),
    ("log has no sign", lambda x, y, p: log(p), None),
    ("absolute value", lambda x, y, p: absolute(x) - x, ">=0"),
    ("triangle", lambda x, y, p: absolute(x) + absolute(y) - absolute(x + y), ">=0"),
    ("geometric mean", lambda x, y, p: (p + exp(x)) / 2 - sqrt(p * exp(x)), ">=0"),
    ("negative", lambda x, y, p: -(x**2) - p, "-"),
]


@pytest.mark.parametrize(("name", "make", "expected"), SCALARS, ids=[name for name, _, _ in SCALARS])
def test_signs_of_scalars(name: str, make: Callable[[Exact, Exact, Exact], Exact], expected: str | None) -> None:
    field = Field()
    x, y, p = field.variable("x"), field.variable("y"), field.variable("p", positive=True)
    assert sign_of(make(x, y, p)) == expected, name


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_inequalities_of_vectors(n: int) -> None:
    field = Field()
    a, b = vector(field, "a", n), vector(field, "b", n)
    assert is_nonnegative((a @ a) * (b @ b) - (a @ b) ** 2)
    assert is_nonnegative(norm(a) * norm(b) - absolute(a @ b))
    assert is_nonnegative(norm(a) + norm(b) - norm(a + b))
    assert is_nonnegative(norm(a - b) - absolute(norm(a) - norm(b)))
    assert is_nonnegative(sum(absolute(x) for x in a) - norm(a))
    assert is_nonnegative(n * (a @ a) - a.sum() ** 2)
    assert n == 1 or not is_nonnegative(norm(a) - sum(absolute(x) for x in a))


@pytest.mark.parametrize("n", [2, 3])
def test_the_logarithm_of_the_sum_of_exponentials_is_above_each_entry(n: int) -> None:
    field = Field()
    z = vector(field, "z", n)
    total = log(sum((exp(e) for e in z), field.number(0)))
    assert all(is_positive(total - e) for e in z)
    assert not is_nonnegative(z[0] - total)


@pytest.mark.parametrize("n", [2, 3])
def test_gibbs_inequality_and_the_greatest_entropy(n: int) -> None:
    field = Field()
    y, p = vector(field, "y", n, positive=True), vector(field, "p", n, positive=True)
    divergence = sum(y[k] * log(y[k] / p[k]) for k in range(n))
    entropy = -sum(y[k] * log(y[k]) for k in range(n))
    assert not is_nonnegative(divergence)
    field.assume_zero(y.sum() - 1)
    field.assume_zero(p.sum() - 1)
    assert is_nonnegative(divergence)
    assert is_nonnegative(log(field.number(n)) - entropy)
    assert not is_positive(log(field.number(n)) - entropy)


def test_a_half_space_is_convex() -> None:
    field = Field()
    w, x, y = (vector(field, name, 3) for name in "wxy")
    b, t = field.variable("b"), field.variable("t")
    inside = w @ (t * x + (1 - t) * y) + b
    assert not is_nonnegative(inside)
    for fact in (w @ x + b, w @ y + b, t, 1 - t):
        field.assume_nonnegative(fact)
    assert is_nonnegative(inside)


def test_the_square_is_convex() -> None:
    field = Field()
    x, y, t = (field.variable(name) for name in "xyt")
    gap = t * x**2 + (1 - t) * y**2 - (t * x + (1 - t) * y) ** 2
    assert not is_nonnegative(gap)
    field.assume_nonnegative(t)
    field.assume_nonnegative(1 - t)
    assert is_nonnegative(gap)


def test_facts_decide_absolute_values_and_roots() -> None:
    field = Field()
    x, y = field.variable("x"), field.variable("y")
    field.assume_nonnegative(x - y)
    assert (absolute(y - x) - (x - y)).constant == 0
    assert (sqrt((x - y) ** 2) - (x - y)).constant == 0
    assert sign_of(x - y + 1) == "+"
    assert sign_of(x - y) == ">=0"
    assert sign_of(x) is None


def test_a_product_with_a_square_says_nothing_of_the_other_factor() -> None:
    field = Field()
    x, y = field.variable("x"), field.variable("y")
    field.assume_nonnegative(x**2 * y)  # also true at x = 0, y = -1
    assert sign_of(y) is None
    field.assume_positive(x**2 * y)
    assert sign_of(y) == "+"
