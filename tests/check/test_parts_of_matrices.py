r"""Columns, rows and eigenvalues by their letters: a condition makes a statement true, none makes it false."""

from __future__ import annotations

import pytest

from mathnn.check.verify import verify

SQUARE, DATA = r"A \in \mathbb{R}^{n \times n}", r"\mathbf{X} \in \mathbb{R}^{n \times d}"


@pytest.mark.parametrize(("latex", "given", "meant"), [
    (r"\mathbf{A} \mathbf{x} = \sum_j x_j \mathbf{a}_j", "", "column"),
    (r"\mathbf{A} \mathbf{B} = \sum_k \mathbf{a}_k \mathbf{b}_k^\top", "", "column"),
    (r"(\mathbf{A} \mathbf{x})_i = \mathbf{a}_i^\top \mathbf{x}", "", "row"),
    (r"\mathbf{X}^\top \mathbf{X} = \sum_{i=1}^n \mathbf{x}_i \mathbf{x}_i^\top", DATA, "row"),
    (r"\|\mathbf{W}\|_F^2 = \sum_j \|\mathbf{w}_j\|^2", "", "column"),
    (r"\operatorname{tr}(A) = \sum_{i=1}^n \lambda_i", SQUARE, "eigenvalues"),
    (r"\det A = \prod_i \lambda_i", SQUARE, "eigenvalues"),
    (r"\operatorname{tr}(A^2) = \sum_i \lambda_i^2", SQUARE, "eigenvalues"),
])
def test_it_is_true_where_the_letters_are_meant_so(latex: str, given: str, meant: str) -> None:
    found = verify(latex, given)
    assert found.is_true
    assert meant in found.conditions[0]
    assert not any(" P" in each for each in found.conditions)


@pytest.mark.parametrize(("latex", "given"), [
    (r"\mathbf{A} \mathbf{x} = 2 \sum_j x_j \mathbf{a}_j", ""),
    (r"\mathbf{X}^\top \mathbf{X} = \frac{1}{n} \sum_{i=1}^n \mathbf{x}_i \mathbf{x}_i^\top", DATA),
    (r"\det A = \sum_i \lambda_i", SQUARE),
    (r"\operatorname{tr}(A^2) = \sum_i \lambda_i", SQUARE),
])
def test_what_is_false_of_them_too_stays_refuted(latex: str, given: str) -> None:
    assert verify(latex, given).kind == "refuted"


def test_a_sigma_that_is_not_square_is_no_covariance() -> None:
    assert verify(r"A = U \Sigma V^\top", r"A \in \mathbb{R}^{m \times n}").kind in ("refuted", "unsettled")
