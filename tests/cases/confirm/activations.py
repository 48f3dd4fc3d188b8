"""Derivatives of activations, confirmed by fourth-order differences that see kinks and jumps."""

from __future__ import annotations

import numpy as np

from .calculus import FINE, jacobian, slope
from .draw import Draw
from .functions import log, quotient, relu, root, sigmoid
from .oracle import Outcome, implies, same, under


def sigmoid_slope(r: Draw) -> Outcome:
    z = r.number()
    return same(slope(sigmoid, z), sigmoid(z) * (1 - sigmoid(z)))


def sigmoid_slope_wrong_sign(r: Draw) -> Outcome:
    z = r.number()
    return same(slope(sigmoid, z), sigmoid(z) * (1 + sigmoid(z)))


def tanh_slope(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(np.tanh, x), 1 - np.tanh(x) ** 2)


def softplus_slope(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: np.log(1 + np.exp(t)), x), 1 / (1 + np.exp(-x)))


def absolute_value_slope(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(np.abs, x), quotient(x, abs(x)))


def absolute_value_slope_as_sign(r: Draw) -> Outcome:
    x = r.number()
    return under(x != 0, same(slope(np.abs, x), np.sign(x)))


def relu_slope(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(relu, x), 1.0 if x > 0 else 0.0 if x < 0 else np.nan)


def relu_slope_at_kink(r: Draw) -> Outcome:
    x = r.number()
    return under(x != 0, same(slope(relu, x), 1.0 if x > 0 else 0.0))


def log_absolute_slope(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: log(np.abs(t)), x), quotient(1, x))


def sigmoid_slope_by_exponentials(r: Draw) -> Outcome:
    z = r.number()
    return same(slope(sigmoid, z), np.exp(-z) / (1 + np.exp(-z)) ** 2)


def sigmoid_slope_lost_square(r: Draw) -> Outcome:
    z = r.number()
    return same(slope(sigmoid, z), np.exp(-z) / (1 + np.exp(-z)))


def sigmoid_slope_at_zero(_: Draw) -> Outcome:
    return same(slope(sigmoid, 0.0), 1 / 4)


def sigmoid_slope_at_zero_wrong(_: Draw) -> Outcome:
    return same(slope(sigmoid, 0.0), 1 / 2)


def sigmoid_slope_is_even(r: Draw) -> Outcome:
    z = r.number()
    return same(slope(sigmoid, -z), slope(sigmoid, z))


def sigmoid_second_slope(r: Draw) -> Outcome:
    z = r.number()
    s = sigmoid(z)
    return same(slope(lambda t: slope(sigmoid, t), z), s * (1 - s) * (1 - 2 * s))


def sigmoid_second_slope_wrong_sign(r: Draw) -> Outcome:
    z = r.number()
    s = sigmoid(z)
    return same(slope(lambda t: slope(sigmoid, t), z), s * (1 - s) * (2 * s - 1))


def sigmoid_slope_at_its_value(r: Draw) -> Outcome:
    z = r.number()
    return same(slope(sigmoid, z), sigmoid(z) * (1 - z))


def tanh_slope_wrong_sign(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(np.tanh, x), 1 + np.tanh(x) ** 2)


def tanh_slope_by_cosh(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(np.tanh, x), 1 / np.cosh(x) ** 2)


def product_rule(r: Draw) -> Outcome:
    f, g, x = r.curve(), r.curve(), r.number()
    return same(slope(lambda t: f(t) * g(t), x), slope(f, x) * g(x) + f(x) * slope(g, x))


def product_rule_wrong(r: Draw) -> Outcome:
    f, g, x = r.curve(), r.curve(), r.number()
    return same(slope(lambda t: f(t) * g(t), x), slope(f, x) * slope(g, x))


def quotient_rule(r: Draw) -> Outcome:
    f, g, x = r.curve(), r.curve(), r.number()
    numerator = slope(f, x) * g(x) - f(x) * slope(g, x)
    measured = slope(lambda t: f(t) / g(t), x)
    return implies(abs(g(x)) > 0.2, same(measured, numerator / g(x) ** 2))


def quotient_rule_wrong_sign(r: Draw) -> Outcome:
    f, g, x = r.curve(), r.curve(), r.number()
    numerator = f(x) * slope(g, x) - slope(f, x) * g(x)
    measured = slope(lambda t: f(t) / g(t), x)
    return implies(abs(g(x)) > 0.2, same(measured, numerator / g(x) ** 2))


def power_rule(r: Draw) -> Outcome:
    x, e = r.positive(), r.number()
    return same(slope(lambda t: t**e, x), e * x ** (e - 1))


def power_rule_lost_factor(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: t**3, x), x**2)


def gaussian_slope(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: np.exp(-t * t / 2), x), -x * np.exp(-x * x / 2))


def gaussian_slope_lost_inner(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: np.exp(-t * t / 2), x), np.exp(-x * x / 2))


def log_slope(r: Draw) -> Outcome:
    x = r.number()
    return under(x > 0, same(slope(log, x), quotient(1, x)))


def root_slope(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(root, x), quotient(1, 2 * root(x)))


def elementwise_jacobian(r: Draw) -> Outcome:
    z = r.vector()
    return same(jacobian(sigmoid, z), np.diag([slope(sigmoid, t) for t in z]))


def elementwise_jacobian_as_vector(r: Draw) -> Outcome:
    z = r.vector()
    return same(jacobian(sigmoid, z), [slope(sigmoid, t) for t in z])


def squared_relu_slope(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: relu(t) ** 2, x, h=FINE), 2 * relu(x))


def leaky_relu_slope(r: Draw) -> Outcome:
    x, alpha = r.number(), r.random.uniform(0.1, 0.9)
    expected = 1.0 if x > 0 else alpha if x < 0 else np.nan
    return same(slope(lambda t: t if t >= 0 else alpha * t, x), expected)


def exponential_unit_slope(r: Draw) -> Outcome:
    x = r.number()
    return same(slope(lambda t: t if t > 0 else np.exp(t) - 1, x, h=FINE), 1.0 if x > 0 else np.exp(x))


def swish_slope(r: Draw) -> Outcome:
    x = r.number()
    s = sigmoid(x)
    return same(slope(lambda t: t * sigmoid(t), x), s + x * s * (1 - s))


def swish_slope_lost_factor(r: Draw) -> Outcome:
    x = r.number()
    s = sigmoid(x)
    return same(slope(lambda t: t * sigmoid(t), x), s + s * (1 - s))


def slope_of_relu_in_upright_letters(r: Draw) -> Outcome:
    z = r.nonzero()
    return same(slope(relu, z), float(z > 0))


def slope_of_relu_in_upright_letters_turned(r: Draw) -> Outcome:
    z = r.nonzero()
    return same(slope(relu, z), float(z < 0))
