"""Expectation, variance, conditional probability and entropy, confirmed on random tables of probabilities."""

from __future__ import annotations

import numpy as np

from .draw import Draw
from .oracle import Array, Outcome, at_most, same, under


def _mean(p: Array, x: Array) -> float:
    return float(np.sum(p * x))


def _variance(p: Array, x: Array) -> float:
    return _mean(p, (x - _mean(p, x)) ** 2)


def _covariance(p: Array, x: Array, y: Array) -> float:
    return _mean(p, (x - _mean(p, x)) * (y - _mean(p, y)))


def _entropy(p: Array) -> float:
    return float(-np.sum(p * np.log(p)))


def _divergence(p: Array, q: Array) -> float:
    return float(np.sum(p * np.log(p / q)))


def _one(r: Draw) -> tuple[Array, Array]:
    return r.distribution(4), r.random.integers(-3, 4, size=4).astype(float)


def _two(r: Draw) -> tuple[Array, Array, Array]:
    """Any joint distribution of two variables, and their values on its table."""
    table = r.distribution(12).reshape(3, 4)
    x, y = r.random.normal(size=(3, 1)), r.random.normal(size=(1, 4))
    return table, x + np.zeros((3, 4)), y + np.zeros((3, 4))


def _independent(r: Draw) -> tuple[Array, Array, Array]:
    _, x, y = _two(r)
    return np.outer(r.distribution(3), r.distribution(4)), x, y


def _table(r: Draw) -> Array:
    return r.distribution(12).reshape(3, 4)


def _events(r: Draw) -> tuple[float, float, float]:
    """P(A), P(B), P(A and B)."""
    table = r.distribution(4).reshape(2, 2)
    return float(table[0].sum()), float(table[:, 0].sum()), float(table[0, 0])


def mean_of_affine(r: Draw) -> Outcome:
    (p, x), (a, b) = _one(r), r.numbers(2)
    return same(_mean(p, a * x + b), a * _mean(p, x) + b)


def mean_of_sum(r: Draw) -> Outcome:
    p, x, y = _two(r)
    return same(_mean(p, x + y), _mean(p, x) + _mean(p, y))


def variance_by_squares(r: Draw) -> Outcome:
    p, x = _one(r)
    return same(_variance(p, x), _mean(p, x**2) - _mean(p, x) ** 2)


def variance_by_squares_swapped(r: Draw) -> Outcome:
    p, x = _one(r)
    return same(_variance(p, x), _mean(p, x) ** 2 - _mean(p, x**2))


def variance_of_affine(r: Draw) -> Outcome:
    (p, x), (a, b) = _one(r), r.numbers(2)
    return same(_variance(p, a * x + b), a**2 * _variance(p, x))


def variance_of_multiple_not_squared(r: Draw) -> Outcome:
    (p, x), a = _one(r), r.number()
    return same(_variance(p, a * x), a * _variance(p, x))


def variance_of_sum(r: Draw) -> Outcome:
    p, x, y = _two(r)
    return same(_variance(p, x + y), _variance(p, x) + _variance(p, y) + 2 * _covariance(p, x, y))


def variance_of_sum_independent(r: Draw) -> Outcome:
    p, x, y = _independent(r)
    return same(_variance(p, x + y), _variance(p, x) + _variance(p, y))


def variance_of_difference_independent_wrong(r: Draw) -> Outcome:
    p, x, y = _independent(r)
    return same(_variance(p, x - y), _variance(p, x) - _variance(p, y))


def covariance_by_products(r: Draw) -> Outcome:
    p, x, y = _two(r)
    return same(_covariance(p, x, y), _mean(p, x * y) - _mean(p, x) * _mean(p, y))


def covariance_of_multiples(r: Draw) -> Outcome:
    (p, x, y), (a, b) = _two(r), r.numbers(2)
    return same(_covariance(p, a * x, b * y), a * b * _covariance(p, x, y))


def mean_square_error(r: Draw) -> Outcome:
    (p, x), c = _one(r), r.number()
    return same(_mean(p, (x - c) ** 2), _variance(p, x) + (_mean(p, x) - c) ** 2)


def _conditional(p: Array, x: Array) -> tuple[Array, Array, Array]:
    """The distribution of the columns, and the mean and variance of x in each."""
    columns = p.sum(axis=0)
    means = (p * x).sum(axis=0) / columns
    return columns, means, (p * (x - means) ** 2).sum(axis=0) / columns


def tower(r: Draw) -> Outcome:
    p, x, _ = _two(r)
    columns, means, _ = _conditional(p, x)
    return same(_mean(columns, means), _mean(p, x))


def total_variance(r: Draw) -> Outcome:
    p, x, _ = _two(r)
    columns, means, variances = _conditional(p, x)
    return same(_variance(p, x), _mean(columns, variances) + _variance(columns, means))


def bayes(r: Draw) -> Outcome:
    a, b, both = _events(r)
    return same(both / b, both / a * a / b)


def bayes_upside_down(r: Draw) -> Outcome:
    a, b, both = _events(r)
    return same(both / b, both / a * b / a)


def total_probability(r: Draw) -> Outcome:
    p = _table(r)
    y = p.sum(axis=0)
    return same(p.sum(axis=1), (p / y * y).sum(axis=1))


def total_probability_lost_weights(r: Draw) -> Outcome:
    p = _table(r)
    return same(p.sum(axis=1), (p / p.sum(axis=0)).sum(axis=1))


def chain_of_three(r: Draw) -> Outcome:
    p = r.distribution(24).reshape(2, 3, 4)
    x, xy = p.sum(axis=(1, 2), keepdims=True), p.sum(axis=2, keepdims=True)
    return same(p, x * (xy / x) * (p / xy))


def inclusion_exclusion(r: Draw) -> Outcome:
    p = r.distribution(4).reshape(2, 2)
    return same(1 - p[1, 1], p[0].sum() + p[:, 0].sum() - p[0, 0])


def inclusion_exclusion_wrong_sign(r: Draw) -> Outcome:
    p = r.distribution(4).reshape(2, 2)
    return same(1 - p[1, 1], p[0].sum() + p[:, 0].sum() + p[0, 0])


def complement(r: Draw) -> Outcome:
    p = r.distribution(4)
    return same(p[1:].sum(), 1 - p[0])


def _entropies(r: Draw) -> tuple[float, float, float]:
    """H(X), H(Y), H(X, Y)."""
    p = _table(r)
    return _entropy(p.sum(axis=1)), _entropy(p.sum(axis=0)), _entropy(p)


def _entropy_given_columns(p: Array) -> float:
    return float(-np.sum(p * np.log(p / p.sum(axis=0))))


def entropy_chain(r: Draw) -> Outcome:
    p = _table(r)
    return same(_entropy(p), _entropy(p.sum(axis=1)) + _entropy_given_columns(p.T))


def entropy_chain_wrong_way(r: Draw) -> Outcome:
    p = _table(r)
    return same(_entropy(p), _entropy(p.sum(axis=1)) + _entropy_given_columns(p))


def _information(p: Array) -> float:
    return _divergence(p, np.outer(p.sum(axis=1), p.sum(axis=0)))


def information_by_entropies(r: Draw) -> Outcome:
    p = _table(r)
    return same(_information(p), _entropy(p.sum(axis=1)) + _entropy(p.sum(axis=0)) - _entropy(p))


def information_by_entropies_wrong_sign(r: Draw) -> Outcome:
    p = _table(r)
    return same(_information(p), _entropy(p.sum(axis=1)) - _entropy(p.sum(axis=0)) + _entropy(p))


def cross_entropy_splits(r: Draw) -> Outcome:
    p, q = r.distribution(4), r.distribution(4)
    return same(-np.sum(p * np.log(q)), _entropy(p) + _divergence(p, q))


def divergence_not_negative(r: Draw) -> Outcome:
    return at_most(0, _divergence(r.distribution(4), r.distribution(4)))


def divergence_not_symmetric(r: Draw) -> Outcome:
    p, q = r.distribution(4), r.distribution(4)
    return same(_divergence(p, q), _divergence(q, p))


def _evidence(r: Draw, *, with_prior: bool) -> Outcome:
    p, q = _table(r), r.distribution(4)
    x = float(p[0].sum())
    above = p[0] if with_prior else p[0] / p.sum(axis=0)
    return same(np.log(x), np.sum(q * np.log(above / q)) + _divergence(q, p[0] / x))


def evidence_bound(r: Draw) -> Outcome:
    return _evidence(r, with_prior=True)


def evidence_bound_lost_bar(r: Draw) -> Outcome:
    return _evidence(r, with_prior=False)


def mean_by_density(r: Draw) -> Outcome:
    """A density that is constant on each of a few intervals, f by its means there."""
    lengths, f = r.positive_vector(5), r.vector(5)
    p = r.distribution(5)
    density = p / lengths
    return same(np.sum(p * f), np.sum(f * density * lengths))


def chebyshev(r: Draw) -> Outcome:
    (p, x), k = _one(r), r.positive()
    spread = np.sqrt(_variance(p, x))
    far = np.abs(x - _mean(p, x)) > k * spread + 1e-9
    return at_most(float(p[far].sum()), 1 / k**2)


def entropy_as_mean_information(r: Draw) -> Outcome:
    p = r.distribution(5)
    return same(_entropy(p), np.sum(p * -np.log(p)))


def conditional_entropy_by_tables(r: Draw) -> Outcome:
    """Rows are values of X: the mean of the entropies of the rows, each made a distribution."""
    p = _table(r)
    x = p.sum(axis=1)
    return same(sum(w * _entropy(row / w) for w, row in zip(x, p, strict=True)), _entropy_given_columns(p.T))


def conditional_entropy_by_wrong_tables(r: Draw) -> Outcome:
    p = _table(r)
    x = p.sum(axis=1)
    return same(sum(w * _entropy(row / w) for w, row in zip(x, p, strict=True)), _entropy_given_columns(p))


def uniform_has_most_entropy(r: Draw) -> Outcome:
    k, values = r.integer(2, 5), 4
    p = np.ones(values) / values if r.coin() else r.distribution(values)
    return under(k == values, at_most(_entropy(p), np.log(k)))


def importance_weights(r: Draw) -> Outcome:
    p, q, f = r.distribution(4), r.distribution(4), r.vector(4)
    return same(np.sum(p * (q / p) * f), np.sum(q * f))
