"""The functions that texts name: sigmoid, softmax, the step, the angle."""

from __future__ import annotations

from typing import Any

import numpy as np

from .oracle import Array


def sigmoid(z: Any) -> Any:
    """The logistic function 1 / (1 + e^(-z)), entry by entry."""
    return 1 / (1 + np.exp(-np.asarray(z)))


def sigmoid_slope(z: Any) -> Any:
    """Its slope in the form e^(-z) / (1 + e^(-z))², which is not the one under test."""
    return np.exp(-np.asarray(z)) / (1 + np.exp(-np.asarray(z))) ** 2


def softmax(z: Array) -> Array:
    """e^(z_i) / Σ_j e^(z_j)."""
    return np.asarray(np.exp(z) / np.exp(z).sum())


def step(z: Any) -> Any:
    """The Heaviside step with H(0) = 1."""
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)


def relu(z: Any) -> Any:
    """max(0, z), entry by entry."""
    return np.maximum(0.0, z)


def norm(x: Array) -> float:
    """The Euclidean norm of a vector."""
    return float(np.sqrt(np.sum(x**2)))


def angle(a: Array, b: Array) -> float:
    """The angle between two vectors in ℝⁿ, from the lengths of â ± b̂ (Kahan); NaN when one is 0."""
    if not a.any() or not b.any():
        return float("nan")
    u, v = a / norm(a), b / norm(b)
    return float(2 * np.arctan2(norm(u - v), norm(u + v)))


def column(x: Array) -> Array:
    """A vector as a matrix of one column."""
    return x.reshape(-1, 1)


def log(x: Any) -> Any:
    """The natural logarithm, undefined at 0 and below."""
    return np.log(np.where(np.asarray(x) > 0, x, np.nan))


def root(x: Any) -> Any:
    """The square root, undefined below 0."""
    return np.sqrt(np.where(np.asarray(x) >= 0, x, np.nan))


def quotient(numerator: Any, denominator: Any) -> Any:
    """A fraction, undefined where its denominator is 0."""
    return np.asarray(numerator) / np.where(np.asarray(denominator) == 0, np.nan, denominator)


def inverse(matrix: Array) -> Array:
    """A⁻¹, undefined where the determinant is 0."""
    if abs(np.linalg.det(matrix)) < 1e-12:
        return np.full(matrix.shape, np.nan)
    return np.asarray(np.linalg.inv(matrix))
