"""Witnesses and certificates: found for every set, agreeing with SciPy's linear programming, wrong ones refused."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog

from mathnn.datasets.gates import GATES, gate
from mathnn.datasets.leaves import leaves
from mathnn.errors import UsageError
from mathnn.models.separability import (
    Certificate,
    Witness,
    certificate_fault,
    common_point,
    separate,
    witness_fault,
)

XOR = gate("XOR")
HALF = Fraction(1, 2)


def separable_by_scipy(points: np.ndarray, labels: np.ndarray) -> bool:
    """Whether s_i (w . x_i + b) >= 1 has a solution, by floating-point linear programming."""
    signs = 2 * labels - 1
    lifted = -signs[:, None] * np.column_stack([points, np.ones(len(points))])
    result = linprog(np.zeros(lifted.shape[1]), A_ub=lifted, b_ub=-np.ones(len(points)), bounds=(None, None))
    return bool(result.status == 0)


@pytest.mark.parametrize("name", [name for name in GATES if name != "XOR"])
def test_gates_with_a_witness(name: str) -> None:
    table = gate(name)
    witness = separate(table.points, table.labels)
    assert isinstance(witness, Witness)
    assert witness_fault(table.points, table.labels, witness) is None


def test_xor_has_a_certificate_and_the_hulls_meet_in_the_middle() -> None:
    certificate = separate(XOR.points, XOR.labels)
    assert isinstance(certificate, Certificate)
    assert certificate_fault(XOR.points, XOR.labels, certificate) is None
    assert common_point(XOR.points, XOR.labels, certificate) == (HALF, HALF)


def test_the_leaves_have_a_witness() -> None:
    witness = separate(leaves().points, leaves().labels)
    assert isinstance(witness, Witness)
    assert witness_fault(leaves().points, leaves().labels, witness) is None


@pytest.mark.parametrize("seed", range(40))
def test_agrees_with_scipy_on_random_sets(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.integers(-4, 5, size=(int(rng.integers(1, 9)), int(rng.integers(1, 4))))
    labels = rng.integers(0, 2, size=len(points))
    outcome = separate(points.tolist(), labels.tolist())
    assert isinstance(outcome, Witness) == separable_by_scipy(points, labels)
    if isinstance(outcome, Witness):
        assert witness_fault(points.tolist(), labels.tolist(), outcome) is None
    else:
        assert certificate_fault(points.tolist(), labels.tolist(), outcome) is None


def test_touching_classes_are_not_separable() -> None:
    assert isinstance(separate([("0.1",), ("0.1",)], [0, 1]), Certificate)
    assert isinstance(separate([(0.1,), ("0.1",)], [1, 0]), Witness)  # the float 0.1 is a little more than 1/10


@pytest.mark.parametrize("label", [0, 1])
def test_one_class_alone_is_separable(label: int) -> None:
    witness = separate([(1, 2), (3, 4)], [label, label])
    assert isinstance(witness, Witness)
    assert witness_fault([(1, 2), (3, 4)], [label, label], witness) is None


@pytest.mark.parametrize(
    ("multipliers", "fault"),
    [
        ((0, 0, 0, 0), "all multipliers are zero"),
        ((HALF, HALF, HALF), "the certificate has 3 multipliers for 4 points"),
        ((HALF, -HALF, -HALF, HALF), "a multiplier is negative"),
        ((HALF, HALF, HALF, 1), "the multipliers of label 0 sum to 3/2, those of label 1 to 1"),
        ((1, HALF, HALF, 0), "the weighted sums of the points differ between the labels"),
    ],
)
def test_a_wrong_certificate_is_refused(multipliers: tuple[Fraction, ...], fault: str) -> None:
    certificate = Certificate(tuple(Fraction(m) for m in multipliers))
    assert certificate_fault(XOR.points, XOR.labels, certificate) == fault
    with pytest.raises(UsageError, match="proves nothing"):
        common_point(XOR.points, XOR.labels, certificate)


@pytest.mark.parametrize("seed", range(20))
def test_no_certificate_passes_for_a_separable_set(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = gate("AND")
    certificate = Certificate(tuple(Fraction(int(m), 4) for m in rng.integers(0, 4, size=4)))
    assert certificate_fault(table.points, table.labels, certificate) is not None


@pytest.mark.parametrize(
    ("witness", "part"),
    [
        (Witness((Fraction(1), Fraction(1)), Fraction(-2)), "point 4 with label 1 has w . x + b = 0"),
        (Witness((Fraction(1), Fraction(1)), Fraction(-1)), "point 2 with label 0 has w . x + b = 0"),
        (Witness((Fraction(1),), Fraction(-1)), "1 weights for points with 2 coordinates"),
    ],
)
def test_a_wrong_witness_is_refused(witness: Witness, part: str) -> None:
    assert part in str(witness_fault(gate("AND").points, gate("AND").labels, witness))


@pytest.mark.parametrize(
    ("points", "labels", "part"),
    [
        ([], [], "0 points and 0 labels"),
        ([(1,)], [1, 0], "1 points and 2 labels"),
        ([(1,)], [2], "a label is 0 or 1, not 2"),
        ([(1,), (1, 2)], [0, 1], "same number of coordinates"),
        ([("one",)], [0], "a coordinate must be a number, not 'one'"),
        ([(float("nan"),)], [0], "a coordinate must be a number"),
    ],
)
def test_refuses_with_a_sentence(points: list[tuple[object]], labels: list[int], part: str) -> None:
    with pytest.raises(UsageError) as caught:
        separate(points, labels)  # type: ignore[arg-type]
    assert part in str(caught.value)
