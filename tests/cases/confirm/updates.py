"""Updates, confirmed by carrying them out."""

from __future__ import annotations

import numpy as np

from .calculus import slope
from .draw import Draw
from .functions import column, norm
from .oracle import Outcome, plus, same, under


def perceptron_update_raises_score(r: Draw) -> Outcome:
    (w, x), eta = r.vectors(2), r.positive()
    return same((w + eta * x) @ x, w @ x + eta * norm(x) ** 2)


def perceptron_update_lost_square(r: Draw) -> Outcome:
    w, x, eta = r.vector(), r.nonzero_vector(), r.positive()
    x = x / norm(x) if r.coin() else x
    return under(np.isclose(norm(x), 1), same((w + eta * x) @ x, w @ x + eta * norm(x)))


def update_by_gradient_transposed(r: Draw) -> Outcome:
    W, x, delta = r.matrix(r.m, r.n), column(r.vector(r.n)), column(r.vector(r.m))
    return same(W, plus(W, -r.positive() * (x @ delta.T)))


def update_vector_by_number(r: Draw) -> Outcome:
    (w, x), y, eta = r.vectors(2), r.number(), r.positive()
    return same(w, plus(w, -eta * (w @ x - y)))


def update_expanded(r: Draw) -> Outcome:
    w, x, y, eta = r.numbers(4)
    return same(w - eta * (w * x - y) * x, (1 - eta * x * x) * w + eta * x * y)


def update_expanded_wrong_sign(r: Draw) -> Outcome:
    w, x, y, eta = r.numbers(4)
    return same(w - eta * (w * x - y) * x, (1 - eta * x * x) * w - eta * x * y)


def gradient_step_on_parabola(r: Draw) -> Outcome:
    x, eta = r.numbers(2)
    return same(x - eta * slope(lambda t: t * t / 2, x), (1 - eta) * x)
