"""Derivatives of activations, confirmed by fourth-order differences that see kinks and jumps."""

from __future__ import annotations

import numpy as np

from .calculus import slope
from .draw import Draw
from .functions import log, quotient, relu, sigmoid
from .oracle import Outcome, same, under


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
