"""Integrals by Gauss's rule on many panels; to infinity by stretching the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

PANELS = 40
NODES, WEIGHTS = np.polynomial.legendre.leggauss(12)


def integral(function: Callable[[float], Any], low: float, high: float) -> float:
    """The integral of a smooth function of one number, from `low` to `high`, also downwards."""
    edges = np.linspace(low, high, PANELS + 1)
    half = (high - low) / (2 * PANELS)
    middles = (edges[:-1] + edges[1:]) / 2
    return float(sum(half * weight * function(middle + half * node)
                     for middle in middles for node, weight in zip(NODES, WEIGHTS, strict=True)))


def to_infinity(function: Callable[[float], Any], low: float = 0.0) -> float:
    """From `low` upwards, x = low + t / (1 - t); for functions that fall exponentially."""
    def stretched(t: float) -> Any:
        return function(low + t / (1 - t)) / (1 - t) ** 2
    return integral(stretched, 0.0, 1.0 - 1e-9)


def everywhere(function: Callable[[float], Any]) -> float:
    """Over the whole line."""
    return to_infinity(function) + to_infinity(lambda x: function(-x))


def over_box(function: Callable[[Any, Any], Any], x: tuple[float, float], y: tuple[float, float]) -> float:
    """The integral of a smooth function of two numbers over a box: one panel, all nodes at once."""
    def stretched(ends: tuple[float, float]) -> Any:
        return (ends[0] + ends[1]) / 2 + (ends[1] - ends[0]) / 2 * NODES
    area = (x[1] - x[0]) * (y[1] - y[0]) / 4
    values = function(stretched(x)[:, None], stretched(y)[None, :])
    return float(area * WEIGHTS @ values @ WEIGHTS)
