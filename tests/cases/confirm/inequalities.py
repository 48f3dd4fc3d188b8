"""Half-spaces and inequalities, confirmed with their cases of equality among the points."""

from __future__ import annotations

from .draw import Draw
from .functions import norm, sigmoid
from .oracle import Outcome, at_most, below, implies, under


def cauchy_schwarz(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return at_most(abs(a @ b), norm(a) * norm(b))


def cauchy_schwarz_strict(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return below(abs(a @ b), norm(a) * norm(b))


def cauchy_schwarz_reversed(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return at_most(norm(a) * norm(b), abs(a @ b))


def triangle_inequality(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return at_most(norm(a + b), norm(a) + norm(b))


def norm_is_not_negative(r: Draw) -> Outcome:
    return at_most(0, norm(r.vector()) ** 2)


def norm_is_positive(r: Draw) -> Outcome:
    x = r.vector()
    return under(x.any(), below(0, norm(x) ** 2))


def sigmoid_slope_bound(r: Draw) -> Outcome:
    s = sigmoid(r.number())
    return at_most(s * (1 - s), 0.25)


def halfspace_is_convex(r: Draw) -> Outcome:
    (w, x, y), b, t = r.vectors(3), r.number(), r.random.uniform()
    inside = w @ x + b >= 0 and w @ y + b >= 0
    return implies(inside, at_most(0, w @ (t * x + (1 - t) * y) + b))


def halfspace_scaled(r: Draw) -> Outcome:
    (w, x), b, c = r.vectors(2), r.number(), -r.positive()
    return implies(w @ x + b >= 0, at_most(0, c * (w @ x + b)))
