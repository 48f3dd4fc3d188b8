"""Backward recursions, confirmed by differences through a network of three layers of differing widths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from .calculus import gradient
from .draw import Draw
from .functions import norm, sigmoid, sigmoid_slope
from .oracle import Array, Outcome, hadamard, same

Cost = Callable[[Array], float]


@dataclass(frozen=True)
class _Network:
    """Layers 1 … L as weights `W[l - 1]` and biases `b[l - 1]`; a[0] is the input."""

    W: tuple[Array, ...]
    b: tuple[Array, ...]
    a: tuple[Array, ...]
    z: tuple[Array, ...]
    cost: Cost

    def onward(self, layer: int, z: Array) -> float:
        """The cost when the pre-activation of `layer` is `z`."""
        for W, b in zip(self.W[layer:], self.b[layer:], strict=True):
            z = W @ sigmoid(z) + b
        return self.cost(sigmoid(z))

    def error(self, layer: int) -> Array:
        """∂C/∂z of `layer`, by differences."""
        return gradient(lambda z: self.onward(layer, z), self.z[layer - 1])

    def weight_gradient(self, layer: int) -> Array:
        """∂C/∂W of `layer`, by differences."""
        before, b = self.a[layer - 1], self.b[layer - 1]
        return gradient(lambda W: self.onward(layer, W @ before + b), self.W[layer - 1])

    def bias_gradient(self, layer: int) -> Array:
        """∂C/∂b of `layer`, by differences."""
        before, W = self.a[layer - 1], self.W[layer - 1]
        return gradient(lambda b: self.onward(layer, W @ before + b), self.b[layer - 1])


def _network(r: Draw, cost: Cost | None = None, widths: tuple[int, ...] = ()) -> _Network:
    """Three layers; any smooth cost unless one is given."""
    widths = widths or (r.k, r.m, r.n, r.k)
    W = tuple(r.random.normal(size=(after, before)) for before, after in pairwise(widths))
    b = tuple(r.random.normal(size=width) for width in widths[1:])
    a, z = [r.vector(widths[0])], []
    for weights, bias in zip(W, b, strict=True):
        z.append(weights @ a[-1] + bias)
        a.append(sigmoid(z[-1]))
    return _Network(W, b, tuple(a), tuple(z), cost or r.field(widths[-1]))


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
