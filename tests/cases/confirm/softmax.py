"""Softmax, log-sum-exp and cross-entropy, confirmed with numerical Jacobians."""

from __future__ import annotations

import numpy as np

from .calculus import gradient, jacobian
from .draw import Draw
from .functions import softmax
from .oracle import Array, Outcome, same, under


def _loss(y: Array, z: Array) -> float:
    return float(-(y @ np.log(softmax(z))))


def _slopes(y: Array, z: Array) -> Array:
    return gradient(lambda point: _loss(y, point), z)


def softmax_sums_to_one(r: Draw) -> Outcome:
    return same(softmax(r.vector()).sum(), 1)


def softmax_shift(r: Draw) -> Outcome:
    z, c = r.vector(), r.number()
    return same(softmax(z + c * np.ones(r.n)), softmax(z))


def softmax_scale(r: Draw) -> Outcome:
    z, c = r.vector(), r.above_one()
    return same(softmax(c * z), softmax(z))


def softmax_jacobian(r: Draw) -> Outcome:
    z = r.vector()
    p = softmax(z)
    return same(jacobian(softmax, z), [[p[i] * ((i == j) - p[j]) for j in range(r.n)] for i in range(r.n)])


def softmax_jacobian_lost_delta(r: Draw) -> Outcome:
    z = r.vector()
    p = softmax(z)
    return same(jacobian(softmax, z), [[p[i] * (1 - p[j]) for j in range(r.n)] for i in range(r.n)])


def cross_entropy_gradient(r: Draw) -> Outcome:
    z, y = r.vector(), r.distribution()
    return same(_slopes(y, z), softmax(z) - y)


def cross_entropy_gradient_any_weights(r: Draw) -> Outcome:
    z, y = r.vector(), r.distribution() if r.coin() else r.vector()
    return under(np.isclose(y.sum(), 1), same(_slopes(y, z), softmax(z) - y))


def cross_entropy_gradient_swapped(r: Draw) -> Outcome:
    z, y = r.vector(), r.distribution()
    return same(_slopes(y, z), y - softmax(z))


def softmax_equals_number(r: Draw) -> Outcome:
    z = r.vector()
    return same(softmax(z), np.exp(z).sum())
