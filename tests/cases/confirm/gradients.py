"""Gradients, Jacobians and Hessians, confirmed by differences entry by entry."""

from __future__ import annotations

from .calculus import gradient, hessian, jacobian
from .draw import Draw
from .functions import norm, quotient
from .oracle import Array, Outcome, same


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
