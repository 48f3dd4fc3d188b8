r"""Norms of matrices have two meanings; extreme eigenvalues are LAPACK's in floats, and certain in balls."""

from __future__ import annotations

import numpy as np
import pytest
from flint import arb

from mathnn.check.certified import Certified
from mathnn.check.spectral import _eigenvalue
from mathnn.check.systems import Floats
from mathnn.check.verify import verify
from mathnn.syntax.declare import declare
from mathnn.syntax.read import read
from mathnn.syntax.to_latex import to_latex

GIVEN = (r"A, B \in \mathbb{R}^{m \times n}; C \in \mathbb{R}^{n \times p}; x \in \mathbb{R}^n; "
         r"S \in \mathbb{R}^{n \times n}; S^\top = S")
ORTHOGONAL = r"Q \in \mathbb{R}^{n \times n}; A \in \mathbb{R}^{n \times m}; Q^\top Q = I"
OPERATOR, ENTRIES = "largest", "squared entries"


@pytest.mark.parametrize(("latex", "given", "meant"), [
    (r"\|A^\top A\|_2 = \|A\|_2^2", GIVEN, OPERATOR),
    (r"\|A\|_2^2 = \lambda_{\max}(A^\top A)", GIVEN, OPERATOR),
    (r"\|A\|_2 = \sigma_{\max}(A)", GIVEN, OPERATOR),
    (r"\|I_n\|_2 = 1", GIVEN, OPERATOR),
    (r"\|Q\|_2 = 1", ORTHOGONAL, OPERATOR),
    (r"\|Q\| = 1", ORTHOGONAL, OPERATOR),
    (r"\|A\|_1 = \max_j \sum_i |a_{ij}|", GIVEN, "sum of sizes in a column"),
    (r"\|A\|_\infty = \max_i \sum_j |a_{ij}|", GIVEN, "sum of sizes in a row"),
    (r"\|A\|_1 = \sum_i \sum_j |a_{ij}|", GIVEN, "sum of the sizes"),
    (r"\|A\|_2^2 = \operatorname{tr}(A^\top A)", GIVEN, ENTRIES),
    (r"\|I_n\|_2 = \sqrt{n}", GIVEN, ENTRIES),
    (r"c^2 = \operatorname{tr}(A^\top A)", rf"{GIVEN}; c = \|A\|_2", ENTRIES),
])
def test_what_is_true_of_one_meaning_is_true_under_that_convention(latex: str, given: str, meant: str) -> None:
    found = verify(latex, given)
    assert found.is_true
    assert found.kind != "proved"
    assert len(found.conditions) == 1
    assert meant in found.conditions[0]


@pytest.mark.parametrize(("latex", "given"), [
    (r"\|A x\|_2 \le \|A\|_2 \|x\|_2", GIVEN),
    (r"\|A + B\|_2 \le \|A\|_2 + \|B\|_2", GIVEN),
    (r"\|A C\|_2 \le \|A\|_2 \|C\|_2", GIVEN),
    (r"\|-2 A\|_2 = 2 \|A\|_2", GIVEN),
    (r"\|Q A\|_2 = \|A\|_2", ORTHOGONAL),
    (r"\|A\|_2 \le \|A\|_F", GIVEN),
    (r"\|A\|^2 = \operatorname{tr}(A^\top A)", GIVEN),
    (r"\frac{\partial}{\partial A} \|A\|_2^2 = 2 A", GIVEN),
    (r"\lambda_{\max}(A^\top A) = \lambda_{\max}(A A^\top)", GIVEN),
    (r"\lambda_{\mathrm{min}}(S) \|x\|^2 \le x^\top S x \le \lambda_{\mathrm{max}}(S) \|x\|^2", GIVEN),
    (r"\sigma_{\max}(A) = \sqrt{\lambda_{\max}(A^\top A)}", GIVEN),
    (r"\lambda_{\max}(-S) = -\lambda_{\min}(S)", GIVEN),
    (r"\operatorname{tr}(S) \le n \lambda_{\max}(S)", GIVEN),
])
def test_what_is_true_of_both_needs_no_convention(latex: str, given: str) -> None:
    found = verify(latex, given)
    assert found.is_true
    assert not found.conditions


def test_a_proof_for_one_meaning_alone_proves_nothing_of_the_other() -> None:
    assert verify(r"\|2 A\|_2 = 2 \|A\|_2", GIVEN).kind == "tested"


@pytest.mark.parametrize(("latex", "given"), [
    (r"\|A C\|_2 = \|A\|_2 \|C\|_2", GIVEN),
    (r"\|A\|_2 = \|A\|_F", GIVEN),
    (r"\|A\|_F \le \|A\|_2", GIVEN),
    (r"\|A\|_2 = \lambda_{\max}(A^\top A)", GIVEN),
    (r"\|A\|_\infty = \max_i \sum_j a_{ij}", GIVEN),
    (r"\|A\|_1 = \max_i \sum_j |a_{ij}|", GIVEN),
    (r"\|Q\|_F = 1", ORTHOGONAL),
    (r"x^\top S x \le \lambda_{\min}(S) \|x\|^2", GIVEN),
    (r"\lambda_{\max}(-S) = -\lambda_{\max}(S)", GIVEN),
    (r"\sigma_{\min}(A) = \sigma_{\max}(A)", GIVEN),
    (r"\frac{\partial}{\partial A} \|A\|_2^2 = A", GIVEN),
])
def test_what_is_true_of_neither_is_refuted(latex: str, given: str) -> None:
    found = verify(latex, given)
    assert found.kind == "refuted"
    assert found.counterexample is not None
    assert r"\mathrm{F}" not in found.counterexample.values


@pytest.mark.parametrize("matrix", [
    np.eye(3), np.zeros((2, 2)), np.diag([1.0, 1.0, -4.0]), np.array([[2.0, 1.0], [1.0, 2.0]]),
    *(m + m.T for m in np.random.default_rng(4).integers(-3, 4, (20, 4, 4)).astype(float)),
])
@pytest.mark.parametrize("largest", [True, False])
def test_balls_hold_the_eigenvalue_and_are_small(matrix: np.ndarray, largest: bool) -> None:
    expected = np.linalg.eigvalsh(matrix)[-1 if largest else 0]
    certified = Certified()
    entries = np.array([[certified.number(int(x))[0] for x in row] for row in matrix], dtype=object)[:, :, None]
    found = _eigenvalue(certified, entries, largest=largest)
    assert isinstance(found, np.ndarray)
    ball = found[0]
    assert ball.overlaps(arb(float(expected), 1e-12))
    assert float(ball.rad()) < 1e-12
    floats = _eigenvalue(Floats(), matrix[:, :, None], largest=largest)
    assert np.allclose(np.asarray(floats), expected)


def test_a_matrix_that_is_not_symmetric_has_no_extreme_eigenvalue() -> None:
    matrix = np.array([[1.0, 2.0], [0.0, 1.0]])[:, :, None]
    assert np.isnan(np.asarray(_eigenvalue(Floats(), matrix, largest=True))).all()
    assert verify(r"\lambda_{\max}(M) = 5", r"M \in \mathbb{R}^{n \times n}").kind in ("unsettled", "refuted")


@pytest.mark.parametrize("latex", [
    r"\lambda_{\max}(S) = \sigma_{\max}(S)", r"\lambda_{\min}(A^\top A) \ge 0", r"\sigma_{\min}(A) = 1",
])
def test_they_are_printed_as_they_are_read(latex: str) -> None:
    notation = declare(GIVEN)
    tree = read(latex, notation).tree
    assert read(to_latex(tree), notation).tree == tree
