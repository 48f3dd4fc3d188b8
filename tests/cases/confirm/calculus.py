"""Derivatives by fourth-order differences, undefined where the one-sided slopes disagree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .oracle import Array

STEP = 1e-3
KINK = 0.02
FINE = 1e-7


def slope(function: Callable[[Any], Any], at: Any, h: float = STEP) -> Any:
    """The derivative of a function of one number, of any shape; NaN at a kink, a jump or a pole.

    A function with a jump in its second derivative asks for a smaller step `h`.
    """
    values = (np.asarray(function(at + k * h), dtype=float) for k in (-2, -1, 0, 1, 2))
    far_left, left, here, right, far_right = values
    central = (8 * (right - left) - (far_right - far_left)) / (12 * h)
    forward = (4 * right - 3 * here - far_right) / (2 * h)
    backward = (far_left - 4 * left + 3 * here) / (2 * h)
    smooth = np.abs(forward - backward) <= KINK * (1 + np.abs(central))
    result = np.where(smooth, central, np.nan)
    return result if result.ndim else float(result)


def gradient(function: Callable[[Array], Any], at: Array) -> Array:
    """∂f/∂x entry by entry, in the shape of x."""
    result = np.empty(at.shape)
    for index in np.ndindex(*at.shape):
        result[index] = slope(_along(function, at, index), at[index])
    return result


def jacobian(function: Callable[[Array], Array], at: Array) -> Array:
    """∂f_i/∂x_j of a vector by a vector, one row an output."""
    return np.stack([slope(_along(function, at, (j,)), at[j]) for j in range(at.size)], axis=-1)


def hessian(function: Callable[[Array], Any], at: Array) -> Array:
    """∂²f/∂x_i∂x_j."""
    return jacobian(lambda point: gradient(function, point), at)


def _along(function: Callable[[Array], Any], at: Array, index: tuple[int, ...]) -> Callable[[Any], Any]:
    """The function of one entry, the others held."""

    def of_entry(value: float) -> Any:
        changed = np.array(at, dtype=float)
        changed[index] = value
        return function(changed)

    return of_entry
