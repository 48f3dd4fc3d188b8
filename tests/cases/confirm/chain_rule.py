"""The chain rule, confirmed by differentiating the composed function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .calculus import gradient, jacobian, slope
from .draw import Draw
from .functions import sigmoid, sigmoid_slope
from .oracle import Array, Outcome, implies, same


def chain_two_functions(r: Draw) -> Outcome:
    f, g, x = r.curve(), r.curve(), r.number()
    return same(slope(lambda t: f(g(t)), x), slope(f, g(x)) * slope(g, x))


def chain_two_functions_as_sum(r: Draw) -> Outcome:
    f, g, x = r.curve(), r.curve(), r.number()
    return same(slope(lambda t: f(g(t)), x), slope(f, g(x)) + slope(g, x))


def chain_through_sine(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: np.sin(t**2), x), 2 * x * np.cos(x * x))


def _paths(r: Draw) -> tuple[float, float, float]:
    """dz/dt of the composed function, and what the paths through x and y give."""
    f, g, h, t = r.field(2), r.curve(), r.curve(), r.number()
    whole = slope(lambda s: f(np.array([g(s), h(s)])), t)
    by_x = slope(lambda x: f(np.array([x, h(t)])), g(t)) * slope(g, t)
    by_y = slope(lambda y: f(np.array([g(t), y])), h(t)) * slope(h, t)
    return whole, by_x, by_y


def chain_total_derivative(r: Draw) -> Outcome:
    whole, by_x, by_y = _paths(r)
    return same(whole, by_x + by_y)


def chain_total_derivative_one_path(r: Draw) -> Outcome:
    whole, by_x, _ = _paths(r)
    return same(whole, by_x)


def _neuron(r: Draw) -> tuple[float, float, float, float, float]:
    """∂C/∂w of one neuron by differences, then x, y, z and a."""
    w, b, x, y = r.numbers(4)
    z = w * x + b
    return slope(lambda v: (y - sigmoid(v * x + b)) ** 2 / 2, w), x, y, z, float(sigmoid(z))


def chain_neuron_weight(r: Draw) -> Outcome:
    measured, x, y, z, a = _neuron(r)
    return same(measured, (a - y) * sigmoid_slope(z) * x)


def chain_neuron_weight_wrong_sign(r: Draw) -> Outcome:
    measured, x, y, z, a = _neuron(r)
    return same(measured, (y - a) * sigmoid_slope(z) * x)


def chain_neuron_slope_at_activation(r: Draw) -> Outcome:
    measured, x, y, _, a = _neuron(r)
    return same(measured, (a - y) * sigmoid_slope(a) * x)


def _links(r: Draw) -> tuple[float, float, float, float]:
    """The slope of f(g(h(x))), then the slopes of f, g and h on the way."""
    f, g, h, x = r.curve(), r.curve(), r.curve(), r.number() / 2
    return slope(lambda t: f(g(h(t))), x), slope(f, g(h(x))), slope(g, h(x)), slope(h, x)


def chain_three_functions(r: Draw) -> Outcome:
    whole, outer, middle, inner = _links(r)
    return same(whole, outer * middle * inner)


def chain_three_functions_lost_link(r: Draw) -> Outcome:
    whole, outer, middle, _ = _links(r)
    return same(whole, outer * middle)


def chain_exponential(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(slope(lambda t: np.exp(f(t)), x), slope(f, x) * np.exp(f(x)))


def chain_exponential_wrong(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(slope(lambda t: np.exp(f(t)), x), np.exp(slope(f, x)))


def chain_square(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(slope(lambda t: f(t) ** 2, x), 2 * f(x) * slope(f, x))


def chain_square_lost_inner(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return same(slope(lambda t: f(t) ** 2, x), 2 * f(x))


def chain_log(r: Draw) -> Outcome:
    f, x = r.curve(), r.number()
    return implies(f(x) > 0.1, same(slope(lambda t: np.log(f(t)), x), slope(f, x) / f(x)))


def _second(r: Draw) -> tuple[float, float, float, float, float]:
    """The second slope of f(g(x)); f' and f'' at g(x); g' and g'' at x."""
    f, g, x = r.curve(), r.curve(), r.number()
    whole = slope(lambda t: slope(lambda s: f(g(s)), t), x)
    of_f = slope(f, g(x)), slope(lambda t: slope(f, t), g(x))
    return whole, *of_f, slope(g, x), slope(lambda t: slope(g, t), x)


def chain_second_derivative(r: Draw) -> Outcome:
    whole, f1, f2, g1, g2 = _second(r)
    return same(whole, f2 * g1**2 + f1 * g2)


def chain_second_derivative_wrong(r: Draw) -> Outcome:
    whole, _, f2, _, g2 = _second(r)
    return same(whole, f2 * g2)


def _bias(r: Draw) -> tuple[float, float, float]:
    """The slope of C by b by differences, (a - y) times the slope at z, and x."""
    w, b, x, y = r.numbers(4)
    z = w * x + b
    measured = slope(lambda t: (y - sigmoid(w * x + t)) ** 2 / 2, b)
    return measured, (sigmoid(z) - y) * sigmoid_slope(z), x


def chain_neuron_bias(r: Draw) -> Outcome:
    measured, error, _ = _bias(r)
    return same(measured, error)


def chain_neuron_bias_extra_input(r: Draw) -> Outcome:
    measured, error, x = _bias(r)
    return same(measured, error * x)


def chain_neuron_links(r: Draw) -> Outcome:
    measured, x, y, z, a = _neuron(r)
    return same(measured, slope(lambda t: (y - t) ** 2 / 2, a) * slope(sigmoid, z) * x)


def chain_neuron_by_activation(r: Draw) -> Outcome:
    a, y = r.numbers(2)
    return same(slope(lambda t: (y - t) ** 2 / 2, a), a - y)


def chain_neuron_by_activation_wrong_sign(r: Draw) -> Outcome:
    a, y = r.numbers(2)
    return same(slope(lambda t: (y - t) ** 2 / 2, a), y - a)


def _two_layers(r: Draw) -> tuple[float, float, float, float]:
    """The slope of C by the first weight by differences, its factors but for a weight, and both weights."""
    w1, b1, w2, b2, x, y = r.numbers(6)
    z1 = w1 * x + b1
    z2 = w2 * sigmoid(z1) + b2
    measured = slope(lambda t: (y - sigmoid(w2 * sigmoid(t * x + b1) + b2)) ** 2 / 2, w1)
    return measured, (sigmoid(z2) - y) * sigmoid_slope(z2) * sigmoid_slope(z1) * x, w1, w2


def chain_two_layers(r: Draw) -> Outcome:
    measured, factors, _, w2 = _two_layers(r)
    return same(measured, factors * w2)


def chain_two_layers_lost_weight(r: Draw) -> Outcome:
    measured, factors, _, _ = _two_layers(r)
    return same(measured, factors)


def chain_two_layers_wrong_weight(r: Draw) -> Outcome:
    measured, factors, w1, _ = _two_layers(r)
    return same(measured, factors * w1)


def chain_two_paths(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: t**2 * np.sin(t), x), 2 * x * np.sin(x) + x * x * np.cos(x))


def chain_two_paths_wrong_sign(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: t**2 * np.sin(t), x), 2 * x * np.sin(x) - x * x * np.cos(x))


def chain_total_derivative_by_numbers(r: Draw) -> Outcome:
    t = r.number()
    return same(slope(lambda s: s**2 * s**3, t), 5 * t**4)


def chain_total_derivative_lost_path(r: Draw) -> Outcome:
    t = r.number()
    return same(slope(lambda s: s**2 * s**3, t), 2 * t**4)


def _through_matrix(r: Draw, rows: int) -> tuple[Array, Array, Array]:
    """The gradient of F(Wx) by x and by z = Wx, both by differences, and W."""
    W, x, F = r.matrix(rows, r.n), r.vector(r.n), r.field(rows)
    return gradient(lambda t: F(W @ t), x), gradient(F, W @ x), W


def chain_sum_over_paths(r: Draw) -> Outcome:
    by_x, by_z, W = _through_matrix(r, r.m)
    return same(by_x, [sum(by_z[j] * W[j, k] for j in range(r.m)) for k in range(r.n)])


def chain_jacobian_transposed(r: Draw) -> Outcome:
    by_x, by_z, W = _through_matrix(r, r.m)
    return same(by_x, jacobian(lambda t: W @ t, np.ones(r.n)).T @ by_z)


def chain_through_matrix(r: Draw) -> Outcome:
    by_x, by_z, W = _through_matrix(r, r.m)
    return same(by_x, W.T @ by_z)


def chain_through_matrix_untransposed(r: Draw) -> Outcome:
    by_x, by_z, W = _through_matrix(r, r.m)
    return same(by_x, W @ by_z)


def chain_through_square_matrix_untransposed(r: Draw) -> Outcome:
    by_x, by_z, W = _through_matrix(r, r.n)
    return same(by_x, W @ by_z)


def _vector_neuron(r: Draw) -> tuple[Array, float, Array]:
    """The gradient of C by w by differences, (a - y) times the slope at z, and x."""
    (w, x), b, y = r.vectors(2), r.number(), r.number()
    z = w @ x + b
    measured = gradient(lambda t: (y - sigmoid(t @ x + b)) ** 2 / 2, w)
    return measured, float((sigmoid(z) - y) * sigmoid_slope(z)), x


def chain_neuron_vector_weight(r: Draw) -> Outcome:
    measured, error, x = _vector_neuron(r)
    return same(measured, error * x)


def chain_neuron_vector_weight_as_number(r: Draw) -> Outcome:
    measured, error, _ = _vector_neuron(r)
    return same(measured, error)


def _waves(r: Draw) -> tuple[float, Callable[[Any], Any], Callable[[Any], Any]]:
    """A point, and two functions that grow: x + a sin(x) with |a| < 1, and one of them stretched and moved."""
    a, b, c = 0.2 + 0.1 * r.integer(1, 5), 0.2 + 0.1 * r.integer(1, 5), r.number()
    return r.number(), lambda x: x + a * np.sin(x), lambda x: 2 * x + b * np.cos(x) + c + 1


def product_rule_of_whole_functions(r: Draw) -> Outcome:
    x, f, g = _waves(r)
    return same(slope(lambda t: f(t) * g(t), x), slope(f, x) * g(x) + f(x) * slope(g, x))


def product_rule_as_product_of_slopes(r: Draw) -> Outcome:
    x, f, g = _waves(r)
    return same(slope(lambda t: f(t) * g(t), x), slope(f, x) * slope(g, x))


def quotient_rule_of_whole_functions(r: Draw) -> Outcome:
    x, f, g = _waves(r)
    return same(slope(lambda t: g(t) / np.exp(f(t)), x),
                (slope(g, x) * np.exp(f(x)) - g(x) * slope(lambda t: np.exp(f(t)), x)) / np.exp(f(x)) ** 2)


def quotient_rule_of_whole_functions_wrong_sign(r: Draw) -> Outcome:
    x, f, g = _waves(r)
    return same(slope(lambda t: g(t) / np.exp(f(t)), x),
                (slope(g, x) * np.exp(f(x)) + g(x) * slope(lambda t: np.exp(f(t)), x)) / np.exp(f(x)) ** 2)


def slope_of_composition(r: Draw) -> Outcome:
    x, f, g = _waves(r)
    return same(slope(lambda t: f(g(t)), x), slope(f, g(x)) * slope(g, x))


def slope_of_composition_at_x(r: Draw) -> Outcome:
    x, f, g = _waves(r)
    return same(slope(lambda t: f(g(t)), x), slope(f, x) * slope(g, x))


def composition_in_another_order(r: Draw) -> Outcome:
    x, f, g = _waves(r)
    return same(f(g(x)), g(f(x)))


def _undone(f: Callable[[Any], Any], y: float) -> float:
    """The x with f(x) = y of a function that grows, by halving."""
    low, high = y - 10.0, y + 10.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < y else (low, middle)
    return (low + high) / 2


def slope_of_inverse_at_y(r: Draw) -> Outcome:
    y, f, _ = _waves(r)
    return same(slope(lambda t: _undone(f, t), y), 1 / slope(f, y))


def slope_of_whole_power(r: Draw) -> Outcome:
    x, n = r.number(), r.integer(1, 6)
    return same(slope(lambda t: t**n, x), n * x ** (n - 1))


def slope_of_whole_power_with_two(r: Draw) -> Outcome:
    x, n = r.number(), r.integer(1, 6)
    return same(slope(lambda t: t**n, x), 2 * x ** (n - 1))


def slope_with_a_slash(r: Draw) -> Outcome:
    x, y = r.numbers(2)
    return same(slope(lambda t: t**2 * y, x), 2 * x * y)


def slope_with_a_slash_halved(r: Draw) -> Outcome:
    x, y = r.numbers(2)
    return same(slope(lambda t: t**2 * y, x), x * y)


def _model_error(r: Draw, factor: float) -> Outcome:
    """A model sin(theta x) + theta^2 x and the slope of its squared error by theta."""
    theta, x, y = r.numbers(3)

    def model(t: Any) -> Any:
        return np.sin(t * x) + t**2 * x
    return same(slope(lambda t: (model(t) - y) ** 2, theta), factor * (model(theta) - y) * slope(model, theta))


def error_of_a_model(r: Draw) -> Outcome:
    return _model_error(r, 2.0)


def error_of_a_model_with_minus(r: Draw) -> Outcome:
    return _model_error(r, -2.0)


def slope_with_a_slash_of_a_named_function(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: t**2, x), 2 * x)


def slope_with_a_slash_of_a_named_function_halved(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: t**2, x), x)
