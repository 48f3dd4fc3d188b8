"""The chain rule, confirmed by differentiating the composed function."""

from __future__ import annotations

import numpy as np

from .calculus import slope
from .draw import Draw
from .functions import sigmoid, sigmoid_slope
from .oracle import Outcome, same


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
