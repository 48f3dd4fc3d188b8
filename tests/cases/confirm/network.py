"""A network of three layers of differing widths, with its gradients by differences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from .calculus import gradient
from .draw import Draw
from .functions import sigmoid
from .oracle import Array

Cost = Callable[[Array], float]
Activation = Callable[[Array], Array]


@dataclass(frozen=True)
class Network:
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


def network(
    r: Draw, cost: Cost | None = None, widths: tuple[int, ...] = (), activation: Activation = sigmoid
) -> Network:
    """Three layers; any smooth cost unless one is given."""
    widths = widths or (r.k, r.m, r.n, r.k)
    W = tuple(r.random.normal(size=(after, before)) for before, after in pairwise(widths))
    b = tuple(r.random.normal(size=width) for width in widths[1:])
    a, z = [r.vector(widths[0])], []
    for weights, bias in zip(W, b, strict=True):
        z.append(weights @ a[-1] + bias)
        a.append(activation(z[-1]))
    return Network(W, b, tuple(a), tuple(z), cost or r.field(widths[-1]), activation)
