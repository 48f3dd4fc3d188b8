"""Step functions and cases, confirmed on both sides of every threshold and on it."""

from __future__ import annotations

import numpy as np

from .calculus import FINE, slope
from .draw import Draw
from .functions import norm, relu, step
from .oracle import Outcome, each, implies, same, truth, under


def step_complement(r: Draw) -> Outcome:
    z = r.number()
    return under(z != 0, same(step(z) + step(-z), 1))


def step_scaled(r: Draw) -> Outcome:
    c, z = r.positive(), r.number()
    return same(step(c * z), step(z))


def step_scaled_by_negative(r: Draw) -> Outcome:
    c, z = -r.positive(), r.number()
    return same(step(c * z), step(z))


def step_squared(r: Draw) -> Outcome:
    z = r.number()
    return same(step(z) ** 2, step(z))


def relu_by_step(r: Draw) -> Outcome:
    z = r.number()
    return same(max(0.0, z), z * step(z))


def absolute_value_by_cases(r: Draw) -> Outcome:
    x = r.number()
    return same(abs(x), x if x >= 0 else -x)


def relu_difference(r: Draw) -> Outcome:
    x = r.number()
    return same(x, relu(x) - relu(-x))


def relu_is_additive(r: Draw) -> Outcome:
    x, y = r.positive(), -r.positive()
    return same(relu(x + y), relu(x) + relu(y))


def sign_of_vector_equals_number(r: Draw) -> Outcome:
    x = r.vector(3)
    return same(np.sign(x), norm(x))


def sign_by_step(r: Draw) -> Outcome:
    z = r.number()
    return under(z != 0, same(np.sign(z), 2 * step(z) - 1))


def sign_times_number(r: Draw) -> Outcome:
    x = r.number()
    return same(x * np.sign(x), abs(x))


def absolute_value_as_maximum(r: Draw) -> Outcome:
    x = r.number()
    return same(abs(x), max(x, -x))


def absolute_value_as_minimum(r: Draw) -> Outcome:
    x = r.nonzero()
    return same(abs(x), min(x, -x))


def maximum_by_absolute_value(r: Draw) -> Outcome:
    x, y = r.numbers(2)
    return same(max(x, y), (x + y + abs(x - y)) / 2)


def maximum_by_absolute_value_wrong_sign(r: Draw) -> Outcome:
    x, y = r.numbers(2)
    return implies(x != y, same(max(x, y), (x + y - abs(x - y)) / 2))


def maximum_and_minimum(r: Draw) -> Outcome:
    x, y = r.numbers(2)
    return same(max(x, y) + min(x, y), x + y)


def relu_by_absolute_value(r: Draw) -> Outcome:
    x = r.number()
    return same(max(0.0, x), (x + abs(x)) / 2)


def relu_twice(r: Draw) -> Outcome:
    x = r.number()
    return same(relu(relu(x)), relu(x))


def relu_is_homogeneous(r: Draw) -> Outcome:
    c, x = r.numbers(2)
    return under(c >= 0, same(relu(c * x), c * relu(x)))


def step_of_sum(r: Draw) -> Outcome:
    x, y = r.positive(), r.positive()
    return same(step(x + y), step(x) + step(y))


def step_with_threshold(r: Draw) -> Outcome:
    (w, x), theta = r.vectors(2), r.number()
    return same(step(w @ x - theta), step(w @ x + -theta))


def step_with_threshold_wrong_sign(r: Draw) -> Outcome:
    (w, x), theta = r.vectors(2), r.positive()
    return same(step(w @ x - theta), step(w @ x + theta))


def product_of_steps(r: Draw) -> Outcome:
    x, y = r.numbers(2)
    return same(step(x) * step(y), step(min(x, y)))


def step_as_indicator(r: Draw) -> Outcome:
    z = r.number()
    return same(step(z), 1 if z >= 0 else 0)


def step_as_strict_indicator(r: Draw) -> Outcome:
    z = r.number()
    return under(z != 0, same(step(z), 1 if z > 0 else 0))


def _clipped(x: float) -> float:
    return 0.0 if x < 0 else x if x <= 1 else 1.0


def clipping(r: Draw) -> Outcome:
    x = r.number()
    return same(min(max(x, 0.0), 1.0), _clipped(x))


def clipping_without_lower_bound(r: Draw) -> Outcome:
    x = -r.positive()
    return same(min(x, 1.0), _clipped(x))


def xor_by_two_steps(r: Draw) -> Outcome:
    x, y = r.integer(0, 1), r.integer(0, 1)
    return each(same(step(x + y - 0.5) - step(x + y - 1.5), x + y - 2 * x * y), truth((x ^ y) == x + y - 2 * x * y))


def and_by_step(r: Draw) -> Outcome:
    x, y = r.integer(0, 1), r.integer(0, 1)
    return same(step(x + y - 1.5), x * y)


def or_by_step_as_sum(r: Draw) -> Outcome:
    x, y = r.integer(0, 1), r.integer(0, 1)
    return same(step(x + y - 0.5), x + y)


def _hinge_pieces(y: float, z: float, inside: float) -> float:
    return inside if y * z < 1 else 0.0 if y * z > 1 else float("nan")


def hinge_slope(r: Draw) -> Outcome:
    y, z = r.sign(), r.number()
    return same(slope(lambda t: max(0.0, 1 - y * t), z), _hinge_pieces(y, z, -y))


def hinge_slope_wrong_sign(r: Draw) -> Outcome:
    y, z = r.sign(), r.number()
    return same(slope(lambda t: max(0.0, 1 - y * t), z), _hinge_pieces(y, z, y))


def huber_slope(r: Draw) -> Outcome:
    e = r.number()
    measured = slope(lambda t: t * t / 2 if abs(t) <= 1 else abs(t) - 0.5, e, h=FINE)
    return same(measured, e if abs(e) <= 1 else np.sign(e))


def step_slope(r: Draw) -> Outcome:
    z = r.number()
    return under(z != 0, same(slope(step, z), 0))


def argmax_of_softmax(r: Draw) -> Outcome:
    z = r.random.normal(size=r.n)
    return same(np.argmax(np.exp(z) / np.exp(z).sum()), np.argmax(z))


def maximum_shifted(r: Draw) -> Outcome:
    z, c = r.vector(), r.number()
    return same(np.max(z + c), c + np.max(z))


def maximum_scaled_by_negative(r: Draw) -> Outcome:
    z, c = r.vector(), -r.positive()
    return same(np.max(c * z), c * np.max(z))


def neuron_equals_its_input(r: Draw) -> Outcome:
    (w, x), b = r.vectors(2), r.number()
    return same(step(w @ x + b), x)


def argmax_scaled(r: Draw) -> Outcome:
    z, c = r.random.normal(size=r.n), r.positive()
    return same(np.argmax(c * z), np.argmax(z))


def argmax_scaled_by_negative(r: Draw) -> Outcome:
    z, c = r.random.normal(size=r.n), -r.positive()
    return same(np.argmax(c * z), np.argmax(z))


def absolute_value_in_words(r: Draw) -> Outcome:
    x = r.number()
    return same(abs(x), x if x >= 0 else -x)


def larger_of_two_in_words(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return same(max(a, b), a if a > b else b)


def larger_of_two_in_words_turned(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return same(max(a, b), b if a > b else a)


def cases_with_commas(r: Draw) -> Outcome:
    x = r.number()
    return same(abs(x), x if x > 0 else -x)


def formula_on_its_range(_r: Draw) -> Outcome:
    return same(np.square(3.0), 9.0)


def slope_on_its_range(r: Draw) -> Outcome:
    x, h = r.number(), 1e-6
    f = [t**2 if t > 0 else np.nan for t in (x - h, x + h)]  # without a value for other arguments
    return under(x > 0, same((f[1] - f[0]) / (2 * h), 2 * x))
