"""Updates, confirmed by carrying them out."""

from __future__ import annotations

import numpy as np

from .calculus import gradient, slope
from .draw import Draw
from .functions import column, norm
from .oracle import Array, Outcome, at_most, below, implies, plus, same


def perceptron_update_raises_score(r: Draw) -> Outcome:
    (w, x), eta = r.vectors(2), r.positive()
    return same((w + eta * x) @ x, w @ x + eta * norm(x) ** 2)


def perceptron_update_lost_square(r: Draw) -> Outcome:
    w, x, eta = r.vector(), r.nonzero_vector(), r.positive()
    return same((w + eta * x) @ x, w @ x + eta * norm(x))


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


def update_raises_squared_norm(r: Draw) -> Outcome:
    (w, x), y = r.vectors(2), r.sign()
    return same(norm(w + y * x) ** 2, norm(w) ** 2 + 2 * y * (w @ x) + norm(x) ** 2)


def update_raises_squared_norm_lost_factor(r: Draw) -> Outcome:
    (w, x), y = r.vectors(2), r.sign()
    return same(norm(w + y * x) ** 2, norm(w) ** 2 + y * (w @ x) + norm(x) ** 2)


def update_after_mistake_bounds_norm(r: Draw) -> Outcome:
    (w, x), y = r.vectors(2), r.sign()
    return implies(y * (w @ x) <= 0, at_most(norm(w + y * x) ** 2, norm(w) ** 2 + norm(x) ** 2))


def update_after_mistake_bounds_norm_strictly(r: Draw) -> Outcome:
    (w, x), y = r.vectors(2), r.sign()
    return implies(y * (w @ x) <= 0, below(norm(w + y * x) ** 2, norm(w) ** 2 + norm(x) ** 2))


def update_raises_margin(r: Draw) -> Outcome:
    (w, x), y, eta = r.vectors(2), r.sign(), r.positive()
    return same(y * (w + eta * y * x) @ x, y * w @ x + eta * norm(x) ** 2)


def _descent_step(r: Draw) -> tuple[Array, Array, Array]:
    """The stepped weights by differences, the weights before, and the rate times (y - w·x) x."""
    (w, x), y, eta = r.vectors(2), r.number(), r.positive()
    stepped = w - eta * gradient(lambda t: (y - t @ x) ** 2 / 2, w)
    return stepped, w, eta * (y - w @ x) * x


def delta_rule(r: Draw) -> Outcome:
    stepped, w, change = _descent_step(r)
    return same(stepped, w + change)


def delta_rule_wrong_sign(r: Draw) -> Outcome:
    stepped, w, change = _descent_step(r)
    return same(stepped, w - change)


def update_bias_by_matrix(r: Draw) -> Outcome:
    b, delta, a = column(r.vector(r.m)), column(r.vector(r.m)), column(r.vector(r.n))
    return same(b, plus(b, -r.positive() * (delta @ a.T)))


def update_matrix_by_vector(r: Draw) -> Outcome:
    W, delta = r.matrix(r.m, r.n), column(r.vector(r.m))
    return same(W, plus(W, -r.positive() * delta))


def update_by_mean_of_numbers(r: Draw) -> Outcome:
    w, (guess, y) = r.vector(), r.vectors(2, size=r.m)
    return same(w, plus(w, -r.positive() / r.m * np.sum(guess - y)))


def _momentum(r: Draw) -> tuple[Array, Array, Array]:
    """The change of w, the old velocity times its factor, and the gradient times the rate."""
    (w, v, g), beta, eta = r.vectors(3), r.number(), r.positive()
    velocity = beta * v - eta * g
    return (w + velocity) - w, beta * v, eta * g


def momentum_step(r: Draw) -> Outcome:
    change, kept, pull = _momentum(r)
    return same(change, kept - pull)


def momentum_step_wrong_sign(r: Draw) -> Outcome:
    change, kept, pull = _momentum(r)
    return same(change, kept + pull)


def error_of_gradient_step(r: Draw) -> Outcome:
    (x, c), rate = r.numbers(2), r.positive() * r.positive()
    return same(x - rate * (x - c) - c, (1 - rate) * (x - c))


def error_of_gradient_step_wrong_sign(r: Draw) -> Outcome:
    (x, c), rate = r.numbers(2), r.positive() * r.positive()
    return same(x - rate * (x - c) - c, (1 + rate) * (x - c))


def _newton(r: Draw) -> tuple[float, float, float]:
    """One step for the root of a, by a slope from differences; then x and a."""
    x, a = r.nonzero(), r.positive()
    return x - (x * x - a) / slope(lambda t: t * t - a, x), x, a


def newton_step_for_root(r: Draw) -> Outcome:
    stepped, x, a = _newton(r)
    return same(stepped, (x + a / x) / 2)


def newton_step_for_root_wrong_sign(r: Draw) -> Outcome:
    stepped, x, a = _newton(r)
    return same(stepped, (x - a / x) / 2)


def newton_error(r: Draw) -> Outcome:
    _, x, a = _newton(r)
    return same((x + a / x) / 2 - np.sqrt(a), (x - np.sqrt(a)) ** 2 / (2 * x))


def newton_error_lost_factor(r: Draw) -> Outcome:
    _, x, a = _newton(r)
    return same((x + a / x) / 2 - np.sqrt(a), (x - np.sqrt(a)) ** 2 / x)


def loss_after_step_on_parabola(r: Draw) -> Outcome:
    x, eta = r.numbers(2)
    stepped = x - eta * slope(lambda t: t * t / 2, x)
    return same(stepped**2 / 2, (1 - eta) ** 2 * x * x / 2)


def loss_after_step_on_parabola_lost_square(r: Draw) -> Outcome:
    x, eta = r.number(), r.random.uniform(0.1, 0.9)
    stepped = x - eta * slope(lambda t: t * t / 2, x)
    return same(stepped**2 / 2, (1 - eta) * x * x / 2)


def two_equal_updates(r: Draw) -> Outcome:
    (w, x), eta = r.vectors(2), r.positive()
    return same(w + eta * x + eta * x, w + 2 * eta * x)


def two_equal_updates_squared(r: Draw) -> Outcome:
    (w, x), eta = r.vectors(2), r.random.uniform(0.1, 0.9)
    return same(w + eta * x + eta * x, w + eta**2 * x)


def running_mean(r: Draw) -> Outcome:
    (m, x), t = r.numbers(2), r.integer(0, 9)
    return same(m + (x - m) / (t + 1), (t * m + x) / (t + 1))


def moving_average(r: Draw) -> Outcome:
    beta, m, g = r.numbers(3)
    return same(beta * m + (1 - beta) * g, m - (1 - beta) * (m - g))


def weight_decay(r: Draw) -> Outcome:
    (w, g), eta, rate = r.vectors(2), r.positive(), r.positive()
    return same(w - eta * (g + rate * w), (1 - eta * rate) * w - eta * g)


def weight_decay_wrong_sign(r: Draw) -> Outcome:
    (w, g), eta, rate = r.vectors(2), r.positive(), r.positive()
    return same(w - eta * (g + rate * w), (1 + eta * rate) * w - eta * g)


def update_matrix_expanded(r: Draw) -> Outcome:
    W, x, y, eta = r.matrix(r.m, r.n), column(r.vector(r.n)), column(r.vector(r.m)), r.positive()
    return same(W - eta * (W @ x - y) @ x.T, W @ (np.eye(r.n) - eta * x @ x.T) + eta * y @ x.T)


def squares_by_odd_steps(r: Draw) -> Outcome:
    t = r.integer(1, 9)
    return same(t**2, (t - 1) ** 2 + 2 * t - 1)


def squares_by_steps_of_three(r: Draw) -> Outcome:
    t = r.integer(1, 9)
    return same((t + 1) ** 2, t**2 + 3)


def product_of_rates_by_steps(r: Draw) -> Outcome:
    rates, t = r.vector(9), r.integer(1, 9)
    return same(np.prod(rates[:t]), rates[t - 1] * np.prod(rates[: t - 1]))


def _moment(r: Draw) -> tuple[float, float, int]:
    """The running mean after some steps, its rate, and how many steps these were."""
    beta, t, mean = r.random.uniform(0.1, 0.9), r.integer(1, 5), 0.0
    for gradient_of_step in r.vector(t):
        mean = beta * mean + (1 - beta) * gradient_of_step
    return mean, beta, t


def bias_correction(r: Draw) -> Outcome:
    mean, beta, t = _moment(r)
    return same(mean / (1 - beta**t) * (1 - beta**t), mean)


def bias_correction_without_power(r: Draw) -> Outcome:
    mean, beta, t = _moment(r)
    return same(mean / (1 - beta**t) * (1 - beta), mean)
