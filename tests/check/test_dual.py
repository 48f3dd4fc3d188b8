"""Forward differentiation against central differences, in floats and in certified numbers; kinks; levels."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from mathnn.check.certified import Certified
from mathnn.check.dual import Array, Dual, Value, linear
from mathnn.check.elementwise import SLOPES, divide, function, integer_power, maximum, power, root
from mathnn.check.evaluate import Evaluator
from mathnn.check.products import determinant, inverse
from mathnn.check.question import Question
from mathnn.check.sample import Points
from mathnn.check.scene import Key, Scene, Sizes
from mathnn.check.systems import Floats, System
from mathnn.expression import Expr, Sort, Symbol, matrix, vector
from mathnn.expression.build import call, index, multiply, norm, scalar, transpose
from mathnn.expression.build import power as raised
from mathnn.notation import Notation

AT = np.array([-0.7, -0.3, 0.2, 0.45, 0.8])
STEP = 1e-6


def assert_close(got: Any, wanted: Any, rtol: float = 1e-9, atol: float = 1e-12) -> None:
    np.testing.assert_allclose(got, wanted, rtol=rtol, atol=atol)


def number(x: Value) -> Array:
    assert isinstance(x, np.ndarray)
    return x


def central(f: Any, at: Array) -> Array:
    return np.asarray((f(at + STEP) - f(at - STEP)) / (2 * STEP))


@pytest.mark.parametrize("name", sorted(set(SLOPES) - {"floor"}))
def test_slopes_agree_with_central_differences(name: str) -> None:
    at = np.abs(AT) if name == "log" else AT
    system = Floats()
    moved = function(system, name, Dual(at, np.ones(5), 1))
    assert isinstance(moved, Dual)
    assert_close(moved.tangent, central(lambda x: function(system, name, x), at), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", ["abs", "relu", "sign", "step", "log2", "log10", "ceil"])
def test_functions_by_pieces_agree_with_central_differences(name: str) -> None:
    at = np.abs(AT) if name.startswith("log") else AT
    system = Floats()
    moved = function(system, name, Dual(at, np.ones(5), 1))
    slope = moved.tangent if isinstance(moved, Dual) else np.zeros(5)
    assert_close(slope, central(lambda x: function(system, name, x), at), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("make", [
    lambda s, x: integer_power(s, x, 5), lambda s, x: integer_power(s, x, -3), lambda s, x: root(s, x * x, 2),
    lambda s, x: root(s, x, 3), lambda s, x: power(s, x * x, x),
    lambda s, x: divide(s, x, x * x + s.number(Fraction(1))), lambda s, x: maximum(s, x, x * x),
])
def test_composed_slopes_agree_with_central_differences(make: Any) -> None:
    system = Floats()
    moved = make(system, Dual(AT, np.ones(5), 1))
    expected = central(lambda x: make(system, x), AT)
    assert_close(moved.tangent, expected, rtol=1e-5, atol=1e-7)


def test_determinant_and_inverse_agree_with_numpy_and_central_differences() -> None:
    rng = np.random.default_rng(1)
    for n in (1, 2, 3, 4):
        a, e = rng.normal(size=(n, n, 1)), rng.normal(size=(n, n, 1))
        system = Floats()
        assert_close(number(determinant(system, a))[0], np.linalg.det(a[..., 0]))
        assert_close(number(inverse(system, a))[..., 0], np.linalg.inv(a[..., 0]))
        for f, plain in ((determinant, np.linalg.det), (inverse, np.linalg.inv)):
            moved = f(system, Dual(a, e, 1))
            assert isinstance(moved, Dual)
            rate = (plain((a + STEP * e)[..., 0]) - plain((a - STEP * e)[..., 0])) / (2 * STEP)
            assert_close(np.asarray(moved.tangent)[..., 0], rate, rtol=1e-5, atol=1e-6)


def test_levels_are_not_confused() -> None:
    """d/dx (x · d/dy (x + y)) = 1, where one level of rates would give 2."""
    x = Dual(np.array([3.0]), np.array([1.0]), 1)
    y = Dual(np.array([2.0]), np.array([1.0]), 2)
    inner = (x + y).tangent
    outer = x * inner
    assert isinstance(outer, Dual)
    assert_close(outer.tangent, [1.0])


def test_rearranging_moves_values_and_rates_alike() -> None:
    x = Dual(np.arange(6.0).reshape(2, 3), np.ones((2, 3)), 1)
    total = linear(lambda v: v.sum(axis=0), x)
    assert isinstance(total, Dual)
    assert_close(total.value, [3, 5, 7])
    assert_close(total.tangent, [2, 2, 2])


class Given:
    """A source with these values."""

    def __init__(self, **values: Array) -> None:
        self.values = values

    def leaf(self, key: Key, sort: Sort, dims: tuple[int, ...]) -> Array:
        return self.values[key[0]]

    smooth = Points.smooth


def value(tree: Expr, system: System, **values: Array) -> Value:
    scene = Scene(system, Question("equal", tree, tree, Notation()), Sizes((2, 3)), Given(**values))
    with np.errstate(all="ignore"):
        return Evaluator(scene).value(tree)


@pytest.mark.parametrize("system", [Floats(), Certified()], ids=["floats", "certified"])
@pytest.mark.parametrize(("tree", "expected"), [
    (call("relu", scalar("t")), [0, None, 1]),
    (call("abs", scalar("t")), [-1, None, 1]),
    (raised(call("relu", scalar("t")), 2), [0, 0, 4]),
    (call("cases", scalar("t"), call("greater", scalar("t"), 0), call("sin", scalar("t")),
          call("less_equal", scalar("t"), 0)), [np.cos(1), 1, 1]),
])
def test_a_derivative_exists_where_both_sides_agree(system: System, tree: Expr, expected: list[Any]) -> None:
    t = scalar("t")
    at = system.integers(np.array([-1, 0, 2]))
    found = value(call("derivative", tree, t), system, t=at)
    assert isinstance(found, np.ndarray)
    for got, wanted in zip(found, expected, strict=True):
        at_point = float(got.mid() if hasattr(got, "mid") else got.p / got.q if hasattr(got, "p") else got)
        if wanted is None:
            assert np.isnan(at_point)
        else:
            assert at_point == pytest.approx(wanted)


def test_gradient_and_hessian_of_a_quadratic_form() -> None:
    n = index("n")
    x, A = Symbol("x", vector(n)), Symbol("A", matrix(n, n))
    rng = np.random.default_rng(2)
    at, a = rng.normal(size=(2, 4)), rng.normal(size=(2, 2, 4))
    form = multiply(transpose(x), A, x)
    gradient = value(call("gradient", form, x), Floats(), x=at, A=a)
    hessian = value(call("hessian", form, x), Floats(), x=at, A=a)
    both = a + a.swapaxes(0, 1)
    assert_close(gradient, np.einsum("ijs,js->is", both, at))
    assert_close(hessian, both, atol=1e-12)


def test_the_gradient_of_a_length_is_undefined_at_zero() -> None:
    x = Symbol("x", vector(index("n")))
    found = value(call("gradient", norm(x), x), Floats(), x=np.array([[3.0, 0.0], [4.0, 0.0]]))
    assert isinstance(found, np.ndarray)
    assert_close(found[:, 0], [0.6, 0.8])
    assert np.isnan(found[:, 1]).all()
