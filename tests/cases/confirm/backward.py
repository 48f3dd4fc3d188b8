"""Backward recursions, confirmed by differences through a network of three layers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .calculus import gradient, jacobian, slope
from .draw import Draw
from .functions import column, norm, sigmoid, sigmoid_slope, softmax
from .network import Network, network
from .oracle import Array, Outcome, hadamard, same


def output_error(r: Draw) -> Outcome:
    y = r.vector(r.k)
    net = network(r, cost=lambda a: norm(a - y) ** 2 / 2)
    return same(net.error(3), hadamard(net.a[3] - y, sigmoid_slope(net.z[2])))


def hidden_error(r: Draw) -> Outcome:
    net = network(r)
    return same(net.error(2), hadamard(net.W[2].T @ net.error(3), sigmoid_slope(net.z[1])))


def hidden_error_untransposed(r: Draw) -> Outcome:
    net = network(r)
    return same(net.error(2), hadamard(net.W[2] @ net.error(3), sigmoid_slope(net.z[1])))


def weight_gradient_outer(r: Draw) -> Outcome:
    net = network(r)
    return same(net.weight_gradient(2), net.error(2).reshape(-1, 1) @ net.a[1].reshape(1, -1))


def weight_gradient_entry(r: Draw) -> Outcome:
    net = network(r)
    delta, before = net.error(2), net.a[1]
    return same(net.weight_gradient(2), [[before[k] * delta[j] for k in range(r.m)] for j in range(r.n)])


def weight_gradient_entry_swapped(r: Draw) -> Outcome:
    net = network(r, widths=(r.n,) * 4)
    delta, after = net.error(2), net.a[2]
    return same(net.weight_gradient(2), [[after[k] * delta[j] for k in range(r.n)] for j in range(r.n)])


def bias_gradient_bracket(r: Draw) -> Outcome:
    net = network(r)
    return same(net.bias_gradient(2), net.error(2))


def output_error_any_cost(r: Draw) -> Outcome:
    net = network(r)
    return same(net.error(3), hadamard(gradient(net.cost, net.a[3]), sigmoid_slope(net.z[2])))


def _squared(r: Draw) -> tuple[Network, Array]:
    """A network with the squared error, and the target."""
    y = r.vector(r.k)
    return network(r, cost=lambda a: norm(a - y) ** 2 / 2), y


def output_error_lost_slope(r: Draw) -> Outcome:
    net, y = _squared(r)
    return same(net.error(3), net.a[3] - y)


def output_error_slope_at_activation(r: Draw) -> Outcome:
    net, y = _squared(r)
    return same(net.error(3), hadamard(net.a[3] - y, sigmoid_slope(net.a[3])))


def output_error_wrong_sign(r: Draw) -> Outcome:
    net, y = _squared(r)
    return same(net.error(3), hadamard(y - net.a[3], sigmoid_slope(net.z[2])))


def output_error_column_times_column(r: Draw) -> Outcome:
    net, y = _squared(r)
    return same(column(net.error(3)), column(net.a[3] - y) @ column(sigmoid_slope(net.z[2])))


def output_error_of_softmax(r: Draw) -> Outcome:
    z, y = r.vector(), r.distribution()
    return same(gradient(lambda t: -(y @ np.log(softmax(t))), z), softmax(z) - y)


def output_error_by_activations(r: Draw) -> Outcome:
    net, y = _squared(r)
    a = net.a[3]
    return same(net.error(3), hadamard(hadamard(a - y, a), np.ones(r.k) - a))


def hidden_error_entry(r: Draw) -> Outcome:
    net = network(r)
    W, delta, slopes = net.W[2], net.error(3), sigmoid_slope(net.z[1])
    return same(net.error(2), [sum(W[k, j] * delta[k] * slopes[j] for k in range(r.k)) for j in range(r.n)])


def hidden_error_entry_swapped(r: Draw) -> Outcome:
    net = network(r, widths=(r.n,) * 4)
    W, delta, slopes = net.W[2], net.error(3), sigmoid_slope(net.z[1])
    return same(net.error(2), [sum(W[j, k] * delta[k] * slopes[j] for k in range(r.n)) for j in range(r.n)])


def hidden_error_lost_slope(r: Draw) -> Outcome:
    net = network(r)
    return same(net.error(2), net.W[2].T @ net.error(3))


def hidden_error_slope_of_next_layer(r: Draw) -> Outcome:
    net = network(r)
    return same(net.error(2), hadamard(net.W[2].T @ net.error(3), sigmoid_slope(net.z[2])))


def hidden_error_by_diagonal(r: Draw) -> Outcome:
    net = network(r)
    return same(net.error(2), np.diag(sigmoid_slope(net.z[1])) @ net.W[2].T @ net.error(3))


def hidden_error_of_tanh(r: Draw) -> Outcome:
    net = network(r, activation=np.tanh)
    return same(net.error(2), hadamard(net.W[2].T @ net.error(3), np.ones(r.n) - net.a[2] ** 2))


def hidden_error_slope_of_tanh_for_sigmoid(r: Draw) -> Outcome:
    net = network(r)
    return same(net.error(2), hadamard(net.W[2].T @ net.error(3), np.ones(r.n) - net.a[2] ** 2))


def weight_gradient_transposed(r: Draw) -> Outcome:
    net = network(r)
    return same(net.weight_gradient(2), column(net.a[1]) @ column(net.error(2)).T)


def weight_gradient_inner(r: Draw) -> Outcome:
    net = network(r)
    return same(net.weight_gradient(2), column(net.a[1]).T @ column(net.error(2)))


def weight_gradient_bracket(r: Draw) -> Outcome:
    net = network(r)
    return same(net.weight_gradient(2), column(net.error(2)) @ column(net.a[1]).T)


def bias_gradient_entry(r: Draw) -> Outcome:
    net = network(r)
    return same(net.bias_gradient(3), net.error(3))


def bias_gradient_entry_with_activation(r: Draw) -> Outcome:
    net = network(r, widths=(r.n,) * 4)
    return same(net.bias_gradient(2), hadamard(net.a[1], net.error(2)))


def activation_gradient(r: Draw) -> Outcome:
    net = network(r)
    return same(net.activation_gradient(1), net.W[1].T @ net.error(2))


def error_by_activation_entry(r: Draw) -> Outcome:
    net = network(r)
    return same(net.error(2), net.activation_gradient(2) * sigmoid_slope(net.z[1]))


def layer_jacobian(r: Draw) -> Outcome:
    net = network(r)
    measured = jacobian(lambda z: net.W[2] @ sigmoid(z) + net.b[2], net.z[1])
    return same(measured, net.W[2] @ np.diag(sigmoid_slope(net.z[1])))


def layer_jacobian_swapped_order(r: Draw) -> Outcome:
    net = network(r)
    measured = jacobian(lambda z: net.W[2] @ sigmoid(z) + net.b[2], net.z[1])
    return same(measured, np.diag(sigmoid_slope(net.z[1])) @ net.W[2])


def _neurons(r: Draw) -> tuple[float, float, float, float]:
    """The slope of two neurons in a row by differences, the product of their slopes, and their weights."""
    w1, b1, w2, b2, a = r.numbers(5)
    z1 = w1 * a + b1
    z2 = w2 * sigmoid(z1) + b2
    measured = slope(lambda t: sigmoid(w2 * sigmoid(w1 * t + b1) + b2), a)
    return measured, sigmoid_slope(z2) * sigmoid_slope(z1), w1, w2


def neuron_chain_of_two(r: Draw) -> Outcome:
    measured, slopes, w1, w2 = _neurons(r)
    return same(measured, w2 * w1 * slopes)


def neuron_chain_of_two_lost_weight(r: Draw) -> Outcome:
    measured, slopes, _, w2 = _neurons(r)
    return same(measured, w2 * slopes)


def _batch(r: Draw) -> tuple[Callable[[Array, Array], float], Array, Array, Array, Array]:
    """The cost of W and b for samples in rows, then X, W, b and the gradient by Z."""
    X, W, b, F = r.matrix(r.m, r.n), r.matrix(r.k, r.n), r.vector(r.k), r.field(r.m * r.k)
    ones = np.ones((r.m, 1))
    Z = X @ W.T + ones @ column(b).T
    return lambda V, c: F(X @ V.T + ones @ column(c).T), X, W, b, gradient(F, Z)


def batch_weight_gradient(r: Draw) -> Outcome:
    cost, X, W, b, delta = _batch(r)
    return same(gradient(lambda V: cost(V, b), W), delta.T @ X)


def batch_weight_gradient_transposed(r: Draw) -> Outcome:
    cost, X, W, b, delta = _batch(r)
    return same(gradient(lambda V: cost(V, b), W), X.T @ delta)


def batch_bias_gradient(r: Draw) -> Outcome:
    cost, _, W, b, delta = _batch(r)
    return same(gradient(lambda c: cost(W, c), b), delta.T @ np.ones(r.m))


def plain_output_error(r: Draw) -> Outcome:
    return output_error_any_cost(r)


def plain_hidden_error(r: Draw) -> Outcome:
    return hidden_error(r)


def plain_hidden_error_untransposed(r: Draw) -> Outcome:
    return hidden_error_untransposed(r)


def plain_hidden_error_slope_at_activation(r: Draw) -> Outcome:
    net = network(r)
    return same(net.error(2), hadamard(net.W[2].T @ net.error(3), sigmoid_slope(net.a[2])))
