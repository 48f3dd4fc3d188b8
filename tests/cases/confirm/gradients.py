"""Gradients, Jacobians and Hessians, confirmed by differences entry by entry."""

from __future__ import annotations

import numpy as np

from .calculus import gradient, hessian, jacobian, slope
from .draw import Draw
from .functions import column, inverse, norm, quotient, sigmoid, sigmoid_slope
from .oracle import Array, Outcome, same, under


def _quadratic(A: Array, x: Array) -> Array:
    return gradient(lambda t: t @ A @ t, x)


def gradient_of_linear_form(r: Draw) -> Outcome:
    a, x = r.vectors(2)
    return same(gradient(lambda t: a @ t, x), a)


def gradient_of_quadratic_form(r: Draw) -> Outcome:
    A, x = r.matrix(r.n, r.n), r.vector()
    return same(_quadratic(A, x), (A + A.T) @ x)


def gradient_of_quadratic_form_symmetric(r: Draw) -> Outcome:
    A, x = r.matrix(r.n, r.n), r.vector()
    return same(_quadratic(A, x), 2 * A @ x)


def gradient_of_quadratic_form_declared_symmetric(r: Draw) -> Outcome:
    A, x = r.symmetric(r.n), r.vector()
    return same(_quadratic(A, x), 2 * A @ x)


def gradient_of_least_squares(r: Draw) -> Outcome:
    A, x, b = r.matrix(r.m, r.n), r.vector(r.n), r.vector(r.m)
    return same(gradient(lambda t: norm(A @ t - b) ** 2, x), 2 * A.T @ (A @ x - b))


def gradient_of_least_squares_untransposed(r: Draw) -> Outcome:
    A, x, b = r.matrix(r.m, r.n), r.vector(r.n), r.vector(r.m)
    return same(gradient(lambda t: norm(A @ t - b) ** 2, x), 2 * A @ (A @ x - b))


def jacobian_of_linear_map(r: Draw) -> Outcome:
    W, x = r.matrix(r.m, r.n), r.vector(r.n)
    return same(jacobian(lambda t: W @ t, x), W)


def gradient_of_norm(r: Draw) -> Outcome:
    x = r.vector()
    return same(gradient(norm, x), quotient(x, norm(x)))


def hessian_of_quadratic_form(r: Draw) -> Outcome:
    A, x = r.matrix(r.n, r.n), r.vector()
    return same(hessian(lambda t: t @ A @ t / 2, x), A)


def gradient_of_squared_norm(r: Draw) -> Outcome:
    x = r.vector()
    return same(gradient(lambda t: t @ t, x), 2 * x)


def gradient_of_squared_norm_lost_factor(r: Draw) -> Outcome:
    x = r.vector()
    return same(gradient(lambda t: t @ t, x), x)


def derivative_of_linear_form_as_row(r: Draw) -> Outcome:
    a, x = r.vectors(2)
    return same(jacobian(lambda t: np.array([a @ t]), x), column(a).T)


def derivative_of_linear_form_as_column(r: Draw) -> Outcome:
    a, x = r.vectors(2)
    return same(jacobian(lambda t: np.array([a @ t]), x).T, column(a))


def jacobian_of_linear_map_denominator_layout(r: Draw) -> Outcome:
    W, x = r.matrix(r.m, r.n), r.vector(r.n)
    return same(jacobian(lambda t: W @ t, x).T, W.T)


def jacobian_of_linear_map_doubled(r: Draw) -> Outcome:
    W, x = r.matrix(r.m, r.n), r.vector(r.n)
    return same(jacobian(lambda t: W @ t, x), 2 * W)


def jacobian_of_linear_map_as_vector(r: Draw) -> Outcome:
    W, x = r.matrix(r.m, r.n), r.vector(r.n)
    return same(jacobian(lambda t: W @ t, x), x)


def jacobian_by_bias(r: Draw) -> Outcome:
    W, x, b = r.matrix(r.m, r.n), r.vector(r.n), r.vector(r.m)
    return same(jacobian(lambda t: W @ x + t, b), np.eye(r.m))


def jacobian_entry(r: Draw) -> Outcome:
    W, x = r.matrix(r.m, r.n), r.vector(r.n)
    i, j = r.integer(0, r.m - 1), r.integer(0, r.n - 1)
    return same(gradient(lambda t: (W @ t)[i], x)[j], W[i, j])


def jacobian_entry_swapped(r: Draw) -> Outcome:
    W, x = r.matrix(r.n, r.n), r.vector(r.n)
    i, j = r.integer(0, r.n - 1), r.integer(0, r.n - 1)
    return same(gradient(lambda t: (W @ t)[i], x)[j], W[j, i])


def jacobian_by_weight(r: Draw) -> Outcome:
    W, x, i = r.matrix(r.m, r.n), r.vector(r.n), r.integer(0, r.m - 1)
    expected = [[(i == j) * x[k] for k in range(r.n)] for j in range(r.m)]
    return same(gradient(lambda M: (M @ x)[i], W), expected)


def jacobian_by_weight_swapped(r: Draw) -> Outcome:
    W, x, i = r.matrix(r.n, r.n), r.vector(r.n), r.integer(0, r.n - 1)
    expected = [[(i == k) * x[j] for k in range(r.n)] for j in range(r.n)]
    return same(gradient(lambda M: (M @ x)[i], W), expected)


def gradient_of_bilinear_form(r: Draw) -> Outcome:
    A, x, y = r.matrix(r.m, r.n), r.vector(r.m), r.vector(r.n)
    return same(gradient(lambda M: x @ M @ y, A), column(x) @ column(y).T)


def gradient_of_bilinear_form_transposed(r: Draw) -> Outcome:
    A, x, y = r.matrix(r.m, r.n), r.vector(r.m), r.vector(r.n)
    return same(gradient(lambda M: x @ M @ y, A), column(y) @ column(x).T)


def derivative_of_trace(r: Draw) -> Outcome:
    A, B = r.matrix(r.m, r.n), r.matrix(r.n, r.m)
    return same(gradient(lambda M: np.trace(M @ B), A), B.T)


def derivative_of_trace_entry_swapped(r: Draw) -> Outcome:
    A, B = r.matrix(r.n, r.n), r.matrix(r.n, r.n)
    return same(gradient(lambda M: np.trace(M @ B), A), B)


def gradient_of_frobenius_norm(r: Draw) -> Outcome:
    A = r.matrix(r.m, r.n)
    return same(gradient(lambda M: np.trace(M.T @ M), A), 2 * A)


def _log_determinant(A: Array) -> float:
    return float(np.log(abs(np.linalg.det(A))))


def gradient_of_log_determinant(r: Draw) -> Outcome:
    A = r.invertible(r.n)
    return same(gradient(_log_determinant, A), inverse(A).T)


def gradient_of_log_determinant_untransposed(r: Draw) -> Outcome:
    A = r.invertible(r.n)
    return same(gradient(_log_determinant, A), inverse(A))


def gradient_of_neuron(r: Draw) -> Outcome:
    (w, x), b = r.vectors(2), r.number()
    return same(gradient(lambda t: sigmoid(t @ x + b), w), sigmoid_slope(w @ x + b) * x)


def gradient_of_neuron_wrong_vector(r: Draw) -> Outcome:
    (w, x), b = r.vectors(2), r.number()
    return same(gradient(lambda t: sigmoid(t @ x + b), w), sigmoid_slope(w @ x + b) * w)


def gradient_product_rule(r: Draw) -> Outcome:
    f, g, x = r.field(), r.field(), r.vector()
    return same(gradient(lambda t: f(t) * g(t), x), f(x) * gradient(g, x) + g(x) * gradient(f, x))


def hessian_of_least_squares(r: Draw) -> Outcome:
    A, x, b = r.matrix(r.m, r.n), r.vector(r.n), r.vector(r.m)
    return same(hessian(lambda t: norm(A @ t - b) ** 2 / 2, x), A.T @ A)


def hessian_of_least_squares_wrong_order(r: Draw) -> Outcome:
    A, x, b = r.matrix(r.m, r.n), r.vector(r.n), r.vector(r.m)
    return same(hessian(lambda t: norm(A @ t - b) ** 2 / 2, x), A @ A.T)


def mixed_partials(r: Draw) -> Outcome:
    f, (x, y) = r.field(2), r.numbers(2)
    by_y = slope(lambda s: slope(lambda t: f(np.array([s, t])), y), x)
    by_x = slope(lambda t: slope(lambda s: f(np.array([s, t])), x), y)
    return same(by_y, by_x)


def hessian_of_squared_norm(r: Draw) -> Outcome:
    return same(hessian(lambda t: t @ t, r.vector()), 2 * np.eye(r.n))


def gradient_equals_number(r: Draw) -> Outcome:
    a, x = r.vectors(2)
    return same(gradient(lambda t: a @ t, x), a @ x)


def jacobian_of_hadamard(r: Draw) -> Outcome:
    a, x = r.vectors(2)
    return same(jacobian(lambda t: a * t, x), np.diag(a))


def _mean_squared_error(r: Draw) -> tuple[Array, Array, Array]:
    """The gradient by differences, X, and the residual Xw - y."""
    X, w, y = r.matrix(r.m, r.n), r.vector(r.n), r.vector(r.m)
    return gradient(lambda t: norm(X @ t - y) ** 2 / (2 * r.m), w), X, X @ w - y


def gradient_of_mean_squared_error(r: Draw) -> Outcome:
    measured, X, residual = _mean_squared_error(r)
    return same(measured, X.T @ residual / r.m)


def gradient_of_mean_squared_error_lost_mean(r: Draw) -> Outcome:
    measured, X, residual = _mean_squared_error(r)
    return same(measured, X.T @ residual)


def gradient_of_one_norm(r: Draw) -> Outcome:
    x = r.vector()
    return under((x != 0).all(), same(gradient(lambda t: abs(t).sum(), x), np.sign(x)))


def _ridge(r: Draw) -> tuple[Array, Array, Array]:
    """The gradient by differences, its part from the residual, and the weight decay without its factor 2."""
    X, w, y, rate = r.matrix(r.m, r.n), r.vector(r.n), r.vector(r.m), r.positive()
    measured = gradient(lambda t: norm(X @ t - y) ** 2 + rate * norm(t) ** 2, w)
    return measured, 2 * X.T @ (X @ w - y), rate * w


def gradient_of_ridge(r: Draw) -> Outcome:
    measured, residual, decay = _ridge(r)
    return same(measured, residual + 2 * decay)


def gradient_of_ridge_lost_factor(r: Draw) -> Outcome:
    measured, residual, decay = _ridge(r)
    return same(measured, residual + decay)


def _slope_with_penalty(r: Draw) -> tuple[float, float, float, float, float]:
    """The slope of (w x - y)^2 + c w^2 by w, by a difference quotient, and w, x, y, c."""
    w, x, y, c = r.nonzero(), r.nonzero(), r.number(), r.number()
    high, low = ((v * x - y) ** 2 + c * v**2 for v in (w + 1e-6, w - 1e-6))
    return (high - low) / 2e-6, w, x, y, c


def slope_of_loss_with_penalty(r: Draw) -> Outcome:
    slope, w, x, y, c = _slope_with_penalty(r)
    return same(slope, 2 * (w * x - y) * x + 2 * c * w)


def slope_of_penalty_alone(r: Draw) -> Outcome:
    slope, w, _, _, c = _slope_with_penalty(r)
    return same(slope, 2 * c * w)


def _squared_error_of_columns(r: Draw) -> tuple[Array, Array]:
    """The measured slope of |X W - Y|_F^2 by W, and X^T (X W - Y)."""
    X, W, Y = r.matrix(r.m, r.n), r.matrix(r.n, r.k), r.matrix(r.m, r.k)
    measured = gradient(lambda w: ((X @ w.reshape(W.shape) - Y) ** 2).sum(), W.ravel()).reshape(W.shape)
    return measured, X.T @ (X @ W - Y)


def gradient_of_squared_frobenius_norm(r: Draw) -> Outcome:
    measured, product = _squared_error_of_columns(r)
    return same(measured, 2 * product)


def gradient_of_squared_frobenius_norm_halved(r: Draw) -> Outcome:
    return same(*_squared_error_of_columns(r))
