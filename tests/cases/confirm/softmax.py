"""Softmax, log-sum-exp and cross-entropy, confirmed with numerical Jacobians."""

from __future__ import annotations

import numpy as np

from .calculus import gradient, hessian, jacobian, slope
from .draw import Draw
from .functions import column, sigmoid, sigmoid_slope, softmax
from .oracle import Array, Outcome, at_most, below, plus, same, under


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


def softmax_of_two_classes(r: Draw) -> Outcome:
    z = r.vector(2)
    return same(softmax(z)[0], sigmoid(z[0] - z[1]))


def softmax_of_two_classes_swapped(r: Draw) -> Outcome:
    z = r.vector(2)
    return same(softmax(z)[0], sigmoid(z[1] - z[0]))


def log_softmax(r: Draw) -> Outcome:
    z = r.vector()
    return same(np.log(softmax(z)), z - np.log(np.exp(z).sum()) * np.ones(r.n))


def log_softmax_wrong_sign(r: Draw) -> Outcome:
    z = r.vector()
    return same(np.log(softmax(z)), z + np.log(np.exp(z).sum()) * np.ones(r.n))


def _logsumexp(z: Array) -> float:
    return float(np.log(np.exp(z).sum()))


def logsumexp_shift(r: Draw) -> Outcome:
    z, m = r.vector(), r.number()
    return same(_logsumexp(z), m + _logsumexp(z - m))


def logsumexp_shift_lost(r: Draw) -> Outcome:
    z, m = r.vector(), r.number()
    return same(_logsumexp(z), _logsumexp(z - m))


def logsumexp_gradient(r: Draw) -> Outcome:
    z = r.vector()
    return same(gradient(_logsumexp, z), softmax(z))


def logsumexp_as_sum(r: Draw) -> Outcome:
    z = r.vector()
    return same(_logsumexp(z), z.sum())


def softmax_jacobian_matrix(r: Draw) -> Outcome:
    z = r.vector()
    p = softmax(z)
    return same(jacobian(softmax, z), np.diag(p) - column(p) @ column(p).T)


def softmax_jacobian_matrix_wrong_sign(r: Draw) -> Outcome:
    z = r.vector()
    p = softmax(z)
    return same(jacobian(softmax, z), np.diag(p) + column(p) @ column(p).T)


def softmax_jacobian_inner_product(r: Draw) -> Outcome:
    z = r.vector()
    p = softmax(z)
    return same(jacobian(softmax, z), plus(np.diag(p), -(p @ p)))


def softmax_jacobian_rows(r: Draw) -> Outcome:
    p = r.distribution()
    return same((np.diag(p) - column(p) @ column(p).T) @ np.ones(r.n), np.zeros(r.n))


def softmax_jacobian_rows_any_vector(r: Draw) -> Outcome:
    p = r.distribution() if r.coin() else r.vector()
    rows = (np.diag(p) - column(p) @ column(p).T) @ np.ones(r.n)
    return under(np.isclose(p.sum(), 1), same(rows, np.zeros(r.n)))


def softmax_of_logs(r: Draw) -> Outcome:
    p = r.distribution() if r.coin() else r.positive_vector()
    return under(np.isclose(p.sum(), 1), same(softmax(np.log(p)), p))


def cross_entropy_by_logsumexp(r: Draw) -> Outcome:
    z, y = r.vector(), r.distribution()
    return same(_loss(y, z), _logsumexp(z) - y @ z)


def cross_entropy_by_logsumexp_any_weights(r: Draw) -> Outcome:
    z, y = r.vector(), r.distribution() if r.coin() else r.vector()
    return under(np.isclose(y.sum(), 1), same(_loss(y, z), _logsumexp(z) - y @ z))


def _binary_loss(y: float, a: float) -> float:
    return float(-y * np.log(a) - (1 - y) * np.log(1 - a))


def binary_cross_entropy_gradient(r: Draw) -> Outcome:
    y, z = r.numbers(2)
    return same(slope(lambda t: _binary_loss(y, sigmoid(t)), z), sigmoid(z) - y)


def binary_cross_entropy_gradient_extra_slope(r: Draw) -> Outcome:
    y, z = r.numbers(2)
    return same(slope(lambda t: _binary_loss(y, sigmoid(t)), z), (sigmoid(z) - y) * sigmoid_slope(z))


def binary_cross_entropy_by_activation(r: Draw) -> Outcome:
    y, a = r.number(), r.random.uniform(0.1, 0.9)
    return same(slope(lambda t: _binary_loss(y, t), a), (a - y) / (a * (1 - a)))


def cross_entropy_hessian(r: Draw) -> Outcome:
    z, y = r.vector(), r.distribution()
    p = softmax(z)
    expected = [[p[i] * ((i == j) - p[j]) for j in range(r.n)] for i in range(r.n)]
    return same(hessian(lambda t: _loss(y, t), z), expected)


def cross_entropy_last_layer(r: Draw) -> Outcome:
    W, a, y = r.matrix(r.m, r.n), r.vector(r.n), r.distribution(r.m)
    error = softmax(W @ a) - y
    return same(gradient(lambda M: _loss(y, M @ a), W), column(error) @ column(a).T)


def cross_entropy_last_layer_transposed(r: Draw) -> Outcome:
    W, a, y = r.matrix(r.m, r.n), r.vector(r.n), r.distribution(r.m)
    error = softmax(W @ a) - y
    return same(gradient(lambda M: _loss(y, M @ a), W), column(a) @ column(error).T)


def divergence_split(r: Draw) -> Outcome:
    y, p = r.positive_vector(), r.positive_vector()
    return same(sum(y * np.log(y / p)), sum(y * np.log(y)) - sum(y * np.log(p)))


def divergence_is_symmetric(r: Draw) -> Outcome:
    y, p = r.distribution(), r.distribution()
    return same(sum(y * np.log(y / p)), sum(p * np.log(p / y)))


def divergence_is_not_negative(r: Draw) -> Outcome:
    y, p = r.distribution(), r.distribution()
    return at_most(0, sum(y * np.log(y / p)))


def entropy_bound(r: Draw) -> Outcome:
    p = r.distribution()
    return at_most(-sum(p * np.log(p)), np.log(r.n))


def entropy_bound_strict(r: Draw) -> Outcome:
    p = r.distribution()
    return below(-sum(p * np.log(p)), np.log(r.n))


def softmax_is_additive(r: Draw) -> Outcome:
    x, y = r.vectors(2)
    return same(softmax(x + y), softmax(x) + softmax(y))


def softmax_temperature_slope(r: Draw) -> Outcome:
    z, T = r.vector(), r.positive() + 0.3
    q = softmax(z / T)
    return same(np.diag(jacobian(lambda t: softmax(t / T), z)), q * (1 - q) / T)


def softmax_temperature_slope_lost(r: Draw) -> Outcome:
    z, T = r.vector(), r.above_one()
    q = softmax(z / T)
    return same(np.diag(jacobian(lambda t: softmax(t / T), z)), q * (1 - q))


def softmax_proportional(r: Draw) -> Outcome:
    z = r.vector()
    factors = softmax(z) / np.exp(z)
    return same(factors, factors[0] * np.ones(r.n))


def softmax_proportional_to_scores(r: Draw) -> Outcome:
    z = r.positive_vector()
    factors = softmax(z) / z
    return same(factors, factors[0] * np.ones(r.n))


def cross_entropy_gradient_with_hats(r: Draw) -> Outcome:
    z, y = r.vector(), r.distribution()
    return same(_slopes(y, z), softmax(z) - y)


def shift_of_the_logits_as_a_number(r: Draw) -> Outcome:
    z, c = r.vector(r.n), r.number()
    return same(softmax(z + c), softmax(z))


def shift_of_doubled_logits(r: Draw) -> Outcome:
    z, c = r.vector(r.n), r.number()
    return same(softmax(2 * z + c), softmax(z))
