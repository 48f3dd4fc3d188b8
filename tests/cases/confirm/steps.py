"""Step functions and cases, confirmed on both sides of every threshold and on it."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import relu, step
from .oracle import Outcome, same, under


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


def step_of_vector_equals_number(r: Draw) -> Outcome:
    return same(np.sign(r.vector(3)), 1)
