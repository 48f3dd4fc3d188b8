"""Backward recursions, confirmed by differences through a network of three layers of differing widths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .calculus import gradient, jacobian, slope
from .draw import Draw
from .functions import column, norm, sigmoid, sigmoid_slope, softmax
from .oracle import Array, Outcome, hadamard, same

Cost = Callable[[Array], float]
Activation = Callable[[Array], Array]


@dataclass(frozen=True)
class _Network:
    """Layers 1 … L as weights `W[l - 1]` and biases `b[l - 1]`; a[0] is the input."""

    W: tuple[Array, ...]
    b: tuple[Array, ...]
    a: tuple[Array, ...]
    z: tuple[Array, ...]
    cost: Cost
    activation: Activation

    def onward(self, layer: int, z: Array) -> float:
        """The cost when the pre-activation of `layer` is `z`."""
        for W, b in zip(self.W[layer:], self.b[layer:], strict=True):
            z = W @ self.activation(z) + b
        return self.cost(self.activation(z))

    def error(self, layer: int) -> Array:
        """∂C/∂z of `layer`, by differences."""
        return gradient(lambda z: self.onward(layer, z), self.z[layer - 1])

    def weight_gradient(self, layer: int) -> Array:
        """∂C/∂W of `layer`, by differences."""
        before, b = self.a[layer - 1], self.b[layer - 1]
        return gradient(lambda W: self.onward(layer, W @ before + b), self.W[layer - 1])

    def activation_gradient(self, layer: int) -> Array:
        """The gradient of the cost by the activation of `layer`, by differences."""
        W, b = self.W[layer], self.b[layer]
        return gradient(lambda a: self.onward(layer + 1, W @ a + b), self.a[layer])

    def bias_gradient(self, layer: int) -> Array:
        """∂C/∂b of `layer`, by differences."""
        before, W = self.a[layer - 1], self.W[layer - 1]
        return gradient(lambda b: self.onward(layer, W @ before + b), self.b[layer - 1])


def _network(
    r: Draw, cost: Cost | None = None, widths: tuple[int, ...] = (), activation: Activation = sigmoid
) -> _Network:
    """Three layers; any smooth cost unless one is given."""
    widths = widths or (r.k, r.m, r.n, r.k)
    W = tuple(r.random.normal(size=(after, before)) for before, after in pairwise(widths))
    b = tuple(r.random.normal(size=width) for width in widths[1:])
    a, z = [r.vector(widths[0])], []
    for weights, bias in zip(W, b, strict=True):
        z.append(weights @ a[-1] + bias)
        a.append(activation(z[-1]))
    return _Network(W, b, tuple(a), tuple(z), cost or r.field(widths[-1]), activation)


def output_error(r: Draw) -> Outcome:
    y = r.vector(r.k)
    net = _network(r, cost=lambda a: norm(a - y) ** 2 / 2)
    return same(net.error(3), hadamard(net.a[3] - y, sigmoid_slope(net.z[2])))


def hidden_error(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.error(2), hadamard(net.W[2].T @ net.error(3), sigmoid_slope(net.z[1])))


def hidden_error_untransposed(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.error(2), hadamard(net.W[2] @ net.error(3), sigmoid_slope(net.z[1])))


def weight_gradient_outer(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.weight_gradient(2), net.error(2).reshape(-1, 1) @ net.a[1].reshape(1, -1))


def weight_gradient_entry(r: Draw) -> Outcome:
    net = _network(r)
    delta, before = net.error(2), net.a[1]
    return same(net.weight_gradient(2), [[before[k] * delta[j] for k in range(r.m)] for j in range(r.n)])


def weight_gradient_entry_swapped(r: Draw) -> Outcome:
    net = _network(r, widths=(r.n,) * 4)
    delta, after = net.error(2), net.a[2]
    return same(net.weight_gradient(2), [[after[k] * delta[j] for k in range(r.n)] for j in range(r.n)])


def bias_gradient_bracket(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.bias_gradient(2), net.error(2))


def output_error_any_cost(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.error(3), hadamard(gradient(net.cost, net.a[3]), sigmoid_slope(net.z[2])))


def _squared(r: Draw) -> tuple[_Network, Array]:
    """A network with the squared error, and the target."""
    y = r.vector(r.k)
    return _network(r, cost=lambda a: norm(a - y) ** 2 / 2), y


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
    net = _network(r)
    W, delta, slopes = net.W[2], net.error(3), sigmoid_slope(net.z[1])
    return same(net.error(2), [sum(W[k, j] * delta[k] * slopes[j] for k in range(r.k)) for j in range(r.n)])


def hidden_error_entry_swapped(r: Draw) -> Outcome:
    net = _network(r, widths=(r.n,) * 4)
    W, delta, slopes = net.W[2], net.error(3), sigmoid_slope(net.z[1])
    return same(net.error(2), [sum(W[j, k] * delta[k] * slopes[j] for k in range(r.n)) for j in range(r.n)])


def hidden_error_lost_slope(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.error(2), net.W[2].T @ net.error(3))


def hidden_error_slope_of_next_layer(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.error(2), hadamard(net.W[2].T @ net.error(3), sigmoid_slope(net.z[2])))


def hidden_error_by_diagonal(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.error(2), np.diag(sigmoid_slope(net.z[1])) @ net.W[2].T @ net.error(3))


def hidden_error_of_tanh(r: Draw) -> Outcome:
    net = _network(r, activation=np.tanh)
    return same(net.error(2), hadamard(net.W[2].T @ net.error(3), np.ones(r.n) - net.a[2] ** 2))


def hidden_error_slope_of_tanh_for_sigmoid(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.error(2), hadamard(net.W[2].T @ net.error(3), np.ones(r.n) - net.a[2] ** 2))


def weight_gradient_transposed(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.weight_gradient(2), column(net.a[1]) @ column(net.error(2)).T)


def weight_gradient_inner(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.weight_gradient(2), column(net.a[1]).T @ column(net.error(2)))


def weight_gradient_bracket(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.weight_gradient(2), column(net.error(2)) @ column(net.a[1]).T)


def bias_gradient_entry(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.bias_gradient(3), net.error(3))


def bias_gradient_entry_with_activation(r: Draw) -> Outcome:
    net = _network(r, widths=(r.n,) * 4)
    return same(net.bias_gradient(2), hadamard(net.a[1], net.error(2)))


def activation_gradient(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.activation_gradient(1), net.W[1].T @ net.error(2))


def error_by_activation_entry(r: Draw) -> Outcome:
    net = _network(r)
    return same(net.error(2), net.activation_gradient(2) * sigmoid_slope(net.z[1]))


def layer_jacobian(r: Draw) -> Outcome:
    net = _network(r)
    measured = jacobian(lambda z: net.W[2] @ sigmoid(z) + net.b[2], net.z[1])
    return same(measured, net.W[2] @ np.diag(sigmoid_slope(net.z[1])))


def layer_jacobian_swapped_order(r: Draw) -> Outcome:
    net = _network(r)
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
