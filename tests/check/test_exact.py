"""Identities that must cancel, forms that must not, and the conditions that operations leave."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from mathnn.check import exact
from mathnn.check.exact import Condition, Exact, Field, Undefined, derivative, is_zero, missing, sign_of

NAMES = {name: getattr(exact, name) for name in exact.__all__ if callable(getattr(exact, name))}

# x, y, z are any real numbers; p, q are positive; n is an integer
TRUE = """
(x + 1)*(x - 1) - x**2 + 1
x/y + y/x - (x**2 + y**2)/(x*y)
exp(x + y) - exp(x)*exp(y)
exp(x/2)**2 - exp(x)
exp(2*x/3)**3 - exp(x)**2
exp(-x)*exp(x) - 1
exp((x + 1)/y) - exp(x/y)*exp(1/y)
exp(x*y + z) / exp(z) - exp(x*y)
exp((x + y + z + 1)/2)**2 - exp(x)*exp(y)*exp(z)*exp(one)
exp(log(p)) - p
exp(3*log(p)/2) - p*sqrt(p)
log(exp(x + y)) - x - y
log(x*y) - log(x) - log(y)
log(x/y) - log(x) + log(y)
log(6*one) - log(2*one) - log(3*one)
log(sqrt(p)) - log(p)/2
log(x**2) - 2*log(absolute(x))
power(2*one, x + 1) - 2*power(2*one, x)
power(p, x + 1) - p*power(p, x)
power(p*q, x) - power(p, x)*power(q, x)
sigmoid(x) + sigmoid(-x) - 1
tanh(x) - 2*sigmoid(2*x) + 1
softplus(x) - softplus(-x) - x
cosh(x)**2 - sinh(x)**2 - 1
sqrt(x**2) - absolute(x)
sqrt(8*one) - 2*sqrt(2*one)
1/sqrt(2*one) - sqrt(2*one)/2
sqrt(p*q) - sqrt(p)*sqrt(q)
sqrt(p/q) - sqrt(p)/sqrt(q)
root(p, 3)*root(p, 6) - sqrt(p)
root(-x, 3) + root(x, 3)
absolute(x*y) - absolute(x)*absolute(y)
absolute(x - y) - absolute(y - x)
sign(x)*absolute(x) - x
sign(x)*sign(y) - sign(x*y)
sign(p*x) - sign(x)
relu(x)*relu(-x)
relu(x) - relu(-x) - x
relu(p) - p
maximum(x, y) + minimum(x, y) - x - y
sin(x)**2 + cos(x)**2 - 1
sin(2*x) - 2*sin(x)*cos(x)
sin(x + y) - sin(x)*cos(y) - cos(x)*sin(y)
cos(x) - 1 + 2*sin(x/2)**2
tan(x/2) - sin(x)/(1 + cos(x))
cos(x + pi(field)) + cos(x)
sin(pi(field)/3) - sqrt(3*one)/2
cos(arccos(x)) - x
sin(arccos(x)) - sqrt(1 - x**2)
arcsin(x) + arccos(x) - pi(field)/2
erf(-x) + erf(x)
function("F", x + y, 2*x) - function("F", y + x, x + x)
derivative(sigmoid(x), x) - sigmoid(x)*(1 - sigmoid(x))
derivative(tanh(x), x) - 1 + tanh(x)**2
derivative(softplus(x), x) - sigmoid(x)
derivative(sqrt(x**2 + y**2), x) - x/sqrt(x**2 + y**2)
derivative(absolute(x), x) - absolute(x)/x
derivative(absolute(x), x) - sign(x)
derivative(relu(x)**2, x) - 2*relu(x)
derivative(arctan(x), x) - 1/(1 + x**2)
derivative(arcsin(x), x) - 1/sqrt(1 - x**2)
derivative(erf(x), x) - 2/sqrt(pi(field))*exp(-x**2)
derivative(power(p, y), p) - y*power(p, y - 1)
derivative(power(2*one, x), x) - log(2*one)*power(2*one, x)
derivative(exp(-(x - y)**2/(2*z**2)), x) + (x - y)/z**2*exp(-(x - y)**2/(2*z**2))
derivative(power(x, n), x) - n*power(x, n - 1)
power(x, n + 2) - x**2*power(x, n)
power(x*y, n) - power(x, n)*power(y, n)
power(-x, 2*n) - power(x, 2*n)
power(-one, n)**2 - 1
power(-one, n + 1) + power(-one, n)
derivative(function("f", x**2), x) - 2*x*function("f", x**2, order=(1,))
derivative(derivative(function("F", x*y, x), x), y) - derivative(derivative(function("F", x*y, x), y), x)
"""

# false somewhere on the domain: the form must not be zero
FALSE = """
sqrt(x**2) - x
absolute(x) - x
exp(x)*exp(y) - exp(x*y)
exp(x)**2 - exp(x**2)
log(x + y) - log(x) - log(y)
log(p)/log(q) - log(p) + log(q)
sigmoid(x)*sigmoid(-x) - 1
sign(x)**2 - 1
sign(x)*x - x
relu(x) - x
sqrt(p + q) - sqrt(p) - sqrt(q)
sqrt(x*y)**2 - absolute(x)*absolute(y)
root(x**2, 4) - sqrt(x)
sin(x)**2 - sin(x**2)
cos(x - pi(field)) - cos(x)
arccos(cos(x)) - x
function("F", x, y) - function("F", y, x)
function("f", x) - function("g", x)
derivative(function("f", 2*x), x) - function("f", 2*x, order=(1,))
derivative(sigmoid(x), x) - sigmoid(x)*(1 + sigmoid(x))
power(-one, 2) - power(-one, 3)
power(x, n) - absolute(power(x, n))
power(-x, n) - power(x, n)
"""


def value(text: str) -> Exact:
    """A line of the tables above, which are ours, as an exact value."""
    field = Field()
    names = {n: field.variable(n) for n in "xyz"} | {n: field.variable(n, positive=True) for n in "pq"}
    names["n"] = field.variable("n", integer=True)
    result = eval(text, {**NAMES, **names, "field": field, "one": field.number(1), "power": _power})
    assert isinstance(result, Exact)
    return result


def _power(base: Exact, exponent: Exact | int) -> Exact:
    return exact.power(base, exponent if isinstance(exponent, Exact) else base.field.number(exponent))


@pytest.mark.parametrize("text", TRUE.strip().splitlines())
def test_equal_functions_cancel(text: str) -> None:
    assert is_zero(value(text)) is True


@pytest.mark.parametrize("text", FALSE.strip().splitlines())
def test_different_functions_stay(text: str) -> None:
    assert is_zero(value(text)) is not True


def array(make: Callable[[str], Exact], name: str, *shape: int) -> np.ndarray:
    entries = [make(f"{name}{i}") for i in range(int(np.prod(shape)))]
    return np.array(entries, dtype=object).reshape(shape)


def test_arrays_of_exact_values_multiply_as_arrays_of_numbers_do() -> None:
    field = Field()
    a, b = array(field.variable, "a", 2, 3), array(field.variable, "b", 3, 2)
    assert all(is_zero(e) for e in ((a @ b).T - b.T @ a.T).flat)
    assert all(is_zero(e) for e in (2 * a - a * 2 + np.int64(1) * a - a).flat)
    assert is_zero(np.sum(a) - a.sum())
    assert is_zero(np.trace(a @ b) - np.sum(a * b.T))


def test_softmax_does_not_change_when_a_constant_is_added() -> None:
    field = Field()
    z, c = array(field.variable, "z", 4), field.variable("c")
    e = np.frompyfunc(exact.exp, 1, 1)
    shifted, plain = e(z + c), e(z)
    assert all(is_zero(d) for d in shifted / shifted.sum() - plain / plain.sum())


def test_the_gradient_of_cross_entropy_needs_targets_that_sum_to_one() -> None:
    field = Field()
    z, y = array(field.variable, "z", 3), array(field.variable, "y", 3)
    e = np.frompyfunc(exact.exp, 1, 1)(z)
    p = e / e.sum()
    loss = -sum(y[k] * exact.log(p[k]) for k in range(3))
    difference = [derivative(loss, z[k]) - (p[k] - y[k]) for k in range(3)]
    assert not any(is_zero(d) for d in difference)
    field.assume_zero(y.sum() - 1)
    assert all(is_zero(d) for d in difference)


def test_a_unit_vector_has_norm_one_in_every_form() -> None:
    field = Field()
    w = array(field.variable, "w", 3)
    norm = exact.sqrt(w @ w)
    field.assume_zero(norm - 1)
    assert is_zero(w @ w - 1)
    assert is_zero((w @ w) ** 3 * norm - 1)


def test_a_derivative_by_what_an_assumption_ties_is_refused() -> None:
    field = Field()
    x, y = field.variable("x"), field.variable("y")
    field.assume_zero(x**2 + y**2 - 1)
    with pytest.raises(exact.NotExact):
        derivative(x**2 + y**2, x)


def test_contradicting_assumptions_prove_nothing() -> None:
    field = Field()
    x = field.variable("x")
    field.assume_zero(x - 1)
    with pytest.raises(Undefined):
        field.assume_zero(x - 2)


def spelled(conditions: tuple[Condition, ...]) -> list[tuple[str, str]]:
    return [(c.kind, repr(c.value)) for c in conditions]


def test_every_operation_leaves_its_condition() -> None:
    field = Field()
    x, y = field.variable("x"), field.variable("y")
    1 / x, exact.log(y), exact.sqrt(x - y), exact.tan(x)
    found = spelled(tuple(field.conditions))
    assert found == [("nonzero", "x"), ("positive", "y"), ("nonnegative", "-y + x"), ("nonzero", "cos(x)")]


def test_conditions_that_hold_are_not_missing() -> None:
    field = Field()
    x, y, p = field.variable("x"), field.variable("y"), field.variable("p", positive=True)
    for denominator in (x**2 + 1, exact.exp(x) + exact.exp(y), p * exact.sqrt(p), x**2 + y**2 - x * y + 1):
        y / denominator
    exact.log(1 + exact.exp(x)), exact.sqrt(x**2 + y**2), exact.log(p)
    assert missing(field.conditions) == ()


def test_missing_conditions_are_named_in_their_simplest_form() -> None:
    field = Field()
    x, y, z = (field.variable(n) for n in "xyz")
    exact.log(x**2 * y * exact.exp(z)), 1 / (2 * z**2), 1 / z, derivative(exact.absolute(z), z)
    assert spelled(missing(field.conditions)) == [
        ("nonzero", "x"), ("positive", "y"), ("nonzero", "z"), ("smooth", "z"),
    ]  # fmt: skip
    field.assume_positive(y)
    field.assume_nonzero(x * z)
    assert missing(field.conditions) == ()


def test_a_root_that_is_divided_by_must_be_positive() -> None:
    field = Field()
    x = field.variable("x")
    1 / exact.sqrt(x)
    assert spelled(missing(field.conditions)) == [("positive", "x")]


def test_what_is_defined_nowhere_is_refused() -> None:
    field = Field()
    x = field.variable("x")
    with pytest.raises(Undefined):
        1 / (x - x)
    with pytest.raises(Undefined):
        exact.log(x - x)
    with pytest.raises(Undefined):
        exact.sqrt(field.number(-2))


def test_values_of_two_fields_do_not_mix() -> None:
    with pytest.raises(ValueError, match="two fields"):
        Field().variable("x") + Field().variable("x")


def test_an_exact_value_is_no_truth_value_and_takes_no_float() -> None:
    x = Field().variable("x")
    with pytest.raises(TypeError):
        bool(x)
    with pytest.raises(TypeError):
        x + 0.5


def test_constants_come_out_as_fractions() -> None:
    field = Field()
    x = field.variable("x")
    assert ((x + 1) / (2 * x + 2)).constant == Fraction(1, 2)
    assert x.constant is None


def test_many_variables_are_no_trouble() -> None:
    field = Field()
    x = array(field.variable, "x", 100)
    assert is_zero((x @ x) - sum(e**2 for e in x))
    assert sign_of(x @ x) == ">=0"
