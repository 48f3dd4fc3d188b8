"""The perceptron against known numbers and scikit-learn's decision on the same weights."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import Perceptron as ScikitPerceptron

from mathnn.datasets.gates import gate
from mathnn.datasets.leaves import leaves, new_leaves
from mathnn.errors import UsageError
from mathnn.models.leaves import LEAF_PERCEPTRON
from mathnn.models.perceptron import Layer, Perceptron, step, with_constant

RNG = np.random.default_rng(3)


@pytest.mark.parametrize(("z", "expected"), [(-1e-300, 0), (0.0, 1), (-0.0, 1), (1e-300, 1), (-3, 0), (3, 1)])
def test_step(z: float, expected: int) -> None:
    assert step(z) == expected


def test_known_numbers() -> None:
    unit = Perceptron([2, -1], 0.5)
    assert unit.pre_activation([1, 3]) == -0.5
    assert (unit.decide([1, 3]), unit.decide([1, 2.5])) == (0, 1)  # the second lies on the boundary
    assert unit.threshold == -0.5
    assert unit.absorbed.tolist() == [0.5, 2, -1]
    assert unit.absorbed @ with_constant([1, 3]) == -0.5


def test_threshold_form_decides_alike() -> None:
    unit = Perceptron(RNG.normal(size=3), 0.7)
    for x in RNG.normal(size=(50, 3)):
        assert unit.decide(x) == int(unit.w @ x >= unit.threshold)


def test_scaling_keeps_or_swaps_the_sides() -> None:
    unit, X = Perceptron(RNG.normal(size=4), -0.2), RNG.normal(size=(60, 4))
    decisions = unit.decide_all(X)
    assert {0, 1} == set(decisions)
    assert unit.scaled(2.5).decide_all(X) == decisions
    assert unit.scaled(-2.5).decide_all(X) == tuple(1 - d for d in decisions)
    assert unit.scaled(-2.5).hyperplane.nearest_point(X[0]) == pytest.approx(unit.hyperplane.nearest_point(X[0]))


def test_agrees_with_scikit_learn_away_from_the_boundary() -> None:
    learned = ScikitPerceptron(tol=None, shuffle=False, max_iter=200).fit(leaves().X, leaves().y)
    unit = Perceptron(learned.coef_[0], learned.intercept_[0])
    X = RNG.uniform(size=(200, 2))
    assert unit.decide_all(X) == tuple(learned.predict(X))
    assert [unit.pre_activation(x) for x in X] == pytest.approx(learned.decision_function(X))


def test_leaf_perceptron_separates_with_a_margin() -> None:
    labelled = leaves()
    assert LEAF_PERCEPTRON.separates(labelled.X, labelled.y)
    distances = [LEAF_PERCEPTRON.hyperplane.signed_distance(x) for x in labelled.X]
    assert min(abs(d) for d in distances) > 0.07
    assert LEAF_PERCEPTRON.decide_all(new_leaves().X) == (0, 1, 1)
    assert LEAF_PERCEPTRON.pre_activation(new_leaves().X[2]) == 0


def test_separates_says_no() -> None:
    assert Perceptron([1, 1], -1.5).separates(gate("AND").X, gate("AND").y)
    assert not Perceptron([1, 1], -1.5).separates(gate("OR").X, gate("OR").y)


def test_a_row_of_w_is_a_neuron() -> None:
    layer = Layer(RNG.normal(size=(3, 5)), RNG.normal(size=3))
    for x in RNG.normal(size=(10, 5)):
        assert layer.pre_activation(x) == pytest.approx([neuron.pre_activation(x) for neuron in layer.neurons])
        assert layer.decide(x) == tuple(neuron.decide(x) for neuron in layer.neurons)


@pytest.mark.parametrize(
    ("call", "part"),
    [
        (lambda: Perceptron([1, 2], 0).decide([1]), "x has 1 entry, but w has 2 entries"),
        (lambda: Perceptron([1, 2], 0).scaled(0), "scaling by 0"),
        (lambda: Perceptron([0, 0], 1).hyperplane, "zero vector"),
        (lambda: Perceptron([1], 1).separates([[1], [2]], [1]), "y has 1 entry"),
        (lambda: Perceptron([1], 1).separates([[1], [2]], [1, 2]), "a label is 0 or 1"),
        (lambda: Layer([[1, 2]], [1, 2]), "b has 2 entries"),
        (lambda: Layer([[1, 2]], [1]).decide([1]), "x has 1 entry"),
    ],
)
def test_refuses_with_a_sentence(call: object, part: str) -> None:
    with pytest.raises(UsageError) as caught:
        call()  # type: ignore[operator]
    assert part in str(caught.value)
