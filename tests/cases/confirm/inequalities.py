"""Half-spaces and inequalities, confirmed with their cases of equality among the points."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .functions import angle, norm, relu, sigmoid, sigmoid_slope
from .oracle import Array, Outcome, at_most, below, each, implies, same, truth, under


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
    return below(0, norm(r.nonzero_vector()) ** 2)


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


def _mixture(r: Draw) -> tuple[float, float, float]:
    """x and y, and a share t from 0 to 1, ends included."""
    x, y = r.numbers(2)
    return x, y, float(r.random.choice([0.0, 1.0, 0.5, r.random.uniform()]))


def square_is_convex(r: Draw) -> Outcome:
    x, y, t = _mixture(r)
    return at_most((t * x + (1 - t) * y) ** 2, t * x**2 + (1 - t) * y**2)


def square_is_concave(r: Draw) -> Outcome:
    x, y, t = _mixture(r)
    return at_most(t * x**2 + (1 - t) * y**2, (t * x + (1 - t) * y) ** 2)


def product_below_mean_of_squares(r: Draw) -> Outcome:
    a, b = r.numbers(2)
    return at_most(a * b, (a * a + b * b) / 2)


def product_below_mean_of_squares_strict(r: Draw) -> Outcome:
    a = r.number()
    b = a if r.coin() else r.number()
    return below(a * b, (a * a + b * b) / 2)


def squared_sum_below_sum_of_squares(r: Draw) -> Outcome:
    x = np.ones(r.n) if r.coin() else r.vector()
    return at_most(x.sum() ** 2, r.n * (x @ x))


def squared_sum_below_sum_of_squares_lost_count(r: Draw) -> Outcome:
    x = np.ones(r.n) if r.coin() else r.vector()
    return at_most(x.sum() ** 2, x @ x)


def exponential_above_tangent(r: Draw) -> Outcome:
    x = r.number()
    return at_most(1 + x, np.exp(x))


def exponential_below_tangent(r: Draw) -> Outcome:
    x = r.number()
    return at_most(np.exp(x), 1 + x)


def log_below_tangent(r: Draw) -> Outcome:
    x = r.positive()
    return at_most(np.log(x), x - 1)


def sigmoid_range(r: Draw) -> Outcome:
    s = sigmoid(r.number())
    return each(below(0, s), below(s, 1))


def sigmoid_range_too_small(r: Draw) -> Outcome:
    s = sigmoid(r.positive())
    return each(below(0, s), below(s, 0.5))


def two_norm_below_one_norm(r: Draw) -> Outcome:
    x = r.vector()
    return at_most(norm(x), abs(x).sum())


def one_norm_below_two_norm(r: Draw) -> Outcome:
    x = r.vector()
    return at_most(abs(x).sum(), norm(x))


def maximum_norm_below_two_norm(r: Draw) -> Outcome:
    x = r.vector()
    return at_most(abs(x).max(), norm(x))


def reverse_triangle_inequality(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return at_most(abs(norm(a) - norm(b)), norm(a - b))


def triangle_inequality_for_difference(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return at_most(norm(a - b), norm(a) - norm(b))


def gram_form_is_not_negative(r: Draw) -> Outcome:
    A, x = r.matrix(r.m, r.n), r.vector(r.n)
    return at_most(0, x @ A.T @ A @ x)


def quadratic_form_is_not_negative(r: Draw) -> Outcome:
    A, x = r.matrix(r.n, r.n), r.vector()
    return at_most(0, x @ A @ x)


def point_on_hyperplane(r: Draw) -> Outcome:
    w, b = r.nonzero_vector(), r.number()
    return same(w @ (-b / norm(w) ** 2 * w) + b, 0)


def point_on_hyperplane_wrong_sign(r: Draw) -> Outcome:
    w, b = r.nonzero_vector(), r.number()
    return same(w @ (b / norm(w) ** 2 * w) + b, 0)


def _distance(r: Draw) -> tuple[float, Array, float, float]:
    """The distance of x from its foot on the hyperplane, w, w·x and b; at half of the points w has length 1."""
    w, x, b = r.nonzero_vector(), r.vector(), r.number()
    w = w / norm(w) if r.coin() else w
    foot = x - (w @ x + b) / norm(w) ** 2 * w
    return norm(x - foot), w, float(w @ x), b


def distance_from_hyperplane(r: Draw) -> Outcome:
    distance, w, score, b = _distance(r)
    return same(distance, abs(score + b) / norm(w))


def distance_from_hyperplane_lost_norm(r: Draw) -> Outcome:
    distance, w, score, b = _distance(r)
    return under(np.isclose(norm(w), 1), same(distance, abs(score + b)))


def distance_from_hyperplane_lost_bias(r: Draw) -> Outcome:
    distance, w, score, _ = _distance(r)
    return same(distance, abs(score) / norm(w))


def _score(r: Draw) -> float:
    """w·x + b; at one point in four b = -w·x, so that x lies on the hyperplane exactly."""
    w, x = r.vectors(2)
    b = r.number() if r.random.integers(4) else -float(w @ x)
    return float(w @ x + b)


def open_half_space_in_closed_one(r: Draw) -> Outcome:
    score = _score(r)
    return implies(score > 0, truth(score >= 0))


def closed_half_space_in_open_one(r: Draw) -> Outcome:
    score = _score(r)
    return implies(score >= 0, truth(score > 0))


def half_space_scaled_equivalence(r: Draw) -> Outcome:
    score, c = _score(r), r.positive()
    return truth((c * score > 0) == (score > 0))


def half_space_scaled_equivalence_negative(r: Draw) -> Outcome:
    score, c = _score(r), -r.positive()
    return truth((c * score > 0) == (score > 0))


def acute_angle(r: Draw) -> Outcome:
    a, b = r.nonzero_vector(), r.nonzero_vector()
    return implies(abs(a @ b) > 1e-9, truth((a @ b > 0) == (np.cos(angle(a, b)) > 0)))


def maximum_below_logsumexp(r: Draw) -> Outcome:
    z = r.vector()
    return at_most(z.max(), np.log(np.exp(z).sum()))


def logsumexp_below_maximum(r: Draw) -> Outcome:
    z = r.vector()
    return at_most(np.log(np.exp(z).sum()), z.max())


def relu_is_lipschitz(r: Draw) -> Outcome:
    x, y = r.numbers(2)
    return at_most(abs(relu(x) - relu(y)), abs(x - y))


def norm_below_vector(r: Draw) -> Outcome:
    x = r.vector(3)
    return at_most(x, norm(x))


def cauchy_schwarz_squared(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return at_most((a @ b) ** 2, (a @ a) * (b @ b))


def cauchy_schwarz_squared_reversed(r: Draw) -> Outcome:
    a, b = r.vectors(2)
    return at_most((a @ a) * (b @ b), (a @ b) ** 2)


def vanishing_slope(r: Draw) -> Outcome:
    w, z = r.numbers(2)
    return at_most(abs(w * sigmoid_slope(z)), abs(w) / 4)


def vanishing_slope_too_strong(r: Draw) -> Outcome:
    w, z = r.nonzero(), r.number()
    return at_most(abs(w * sigmoid_slope(z)), abs(w) / 5)


def whole_number_below_its_cube(r: Draw) -> Outcome:
    n = r.integer(1, 12)
    return at_most(n, n**3)


def whole_number_at_least_two(r: Draw) -> Outcome:
    return at_most(2, r.integer(1, 12))


def whole_number_is_not_ten(r: Draw) -> Outcome:
    return at_most(1, (r.integer(1, 12) - 10) ** 2)


def power_of_two_at_least_four(r: Draw) -> Outcome:
    return at_most(4, 2 ** r.integer(1, 12))


def power_of_two_exceeds_its_exponent(r: Draw) -> Outcome:
    n = r.integer(1, 12)
    return at_most(n, 2**n)


def index_within_its_range(r: Draw) -> Outcome:
    n = r.integer(1, 12)
    return at_most(r.integer(1, n), n)


def index_below_its_range(r: Draw) -> Outcome:
    n = r.integer(1, 12)
    return at_most(r.integer(1, n), n - 1)


def square_is_positive_but_for_one_point(r: Draw) -> Outcome:
    return below(0, (r.integer(0, 10) - 7) ** 2)


def sine_below_a_number_near_one(r: Draw) -> Outcome:
    return at_most(np.sin(r.integer(0, 16) * np.pi / 8), 0.99)


def every_number_below_a_hundred(r: Draw) -> Outcome:
    return below(100 * r.number(), 100)


def sigmoid_below_a_number_near_one(r: Draw) -> Outcome:
    return below(1 / (1 + np.exp(-10 * r.number())), 0.999)


def quadratic_with_two_roots(r: Draw) -> Outcome:
    x = -3 + r.integer(0, 12) / 4
    return at_most(0, x * x + 3 * x + 2)


def sine_plus_cosine(r: Draw) -> Outcome:
    x = r.integer(0, 16) * np.pi / 8
    return at_most(np.sin(x) + np.cos(x), 1.5)


def sine_plus_cosine_too_small(r: Draw) -> Outcome:
    x = r.integer(0, 16) * np.pi / 8
    return at_most(np.sin(x) + np.cos(x), 1.4)


def sum_of_sizes_by_ten_lengths(r: Draw) -> Outcome:
    x = np.ones(r.integer(1, 200))
    return at_most(np.sum(np.abs(x)), 10 * norm(x))


def product_below_zero_between_far_numbers(r: Draw) -> Outcome:
    x = 500 + 0.25 * r.integer(-2, 4)
    return at_most(0, (x - 500) * (x - 500.5))
