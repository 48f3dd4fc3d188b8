r"""Ranks, pseudoinverses and extremes over all directions: what is true of them is not refuted, what is false is."""

from __future__ import annotations

import numpy as np
import pytest
from flint import fmpq

from mathnn.check.certified import Certified
from mathnn.check.dual import Value
from mathnn.check.ranks import pseudoinverse, rank_of
from mathnn.check.systems import Floats
from mathnn.check.verify import verify
from mathnn.syntax.declare import declare
from mathnn.syntax.numpy_code import numpy_code
from mathnn.syntax.read import read
from mathnn.syntax.to_latex import to_latex

GIVEN = (r"A, B \in \mathbb{R}^{m \times n}; C \in \mathbb{R}^{n \times p}; S, M \in \mathbb{R}^{n \times n}; "
         r"S^\top = S; x, u, v \in \mathbb{R}^n; b \in \mathbb{R}^m")
TRUE = [
    r"A A^+ A = A", r"A^+ A A^+ = A^+", r"(A A^+)^\top = A A^+", r"(A^\top)^+ = (A^+)^\top", r"(A^+)^+ = A",
    r"(2 A)^+ = \tfrac12 A^+", r"A^+ = (A^\top A)^+ A^\top", r"M^+ = M^{-1}",
    r"\operatorname{rank}(A^\top A) = \operatorname{rank}(A)", r"\operatorname{rank}(u v^\top) \le 1",
    r"\operatorname{rank}(A + B) \le \operatorname{rank}(A) + \operatorname{rank}(B)", r"\operatorname{rank}(I_n) = n",
    r"\operatorname{rank}(A C) \le \min(\operatorname{rank}(A), \operatorname{rank}(C))",
    r"\|A\|_2 \le \|A\|_F \le \sqrt{\operatorname{rank}(A)} \, \|A\|_2",
    r"\langle A, B \rangle_F = \operatorname{tr}(A^\top B)",
    r"\max_{\|x\|_2 = 1} \|A x\|_2 = \|A\|_2", r"\|A\| = \sup_{\|x\| \le 1} \|A x\|",
    r"\|A\|_2 = \max_{x \ne 0} \frac{\|A x\|_2}{\|x\|_2}", r"\max_{\|x\| = 1} x^\top S x = \lambda_{\max}(S)",
    r"\min_{x^\top x = 1} x^\top S x = \lambda_{\min}(S)", r"\max_{\|w\| = 1} w^\top S w = \lambda_{\max}(S)",
    r"\lambda_{\max}(A^\top A) = \max_{\|x\| = 1} \|A x\|^2",
    r"\lambda_{\max}(S) = \max_{x \ne 0} \frac{x^\top S x}{x^\top x}",
    r"\max_{\|x\| = 1} x^\top M x = \lambda_{\max}(\tfrac12 (M + M^\top))",
]
FALSE = [
    r"(A C)^+ = C^+ A^+", r"A^+ = A^\top", r"A^+ A = I", r"\operatorname{rank}(u v^\top) = 1",
    r"\operatorname{rank}(A) = n",
    r"\operatorname{rank}(A + B) = \operatorname{rank}(A) + \operatorname{rank}(B)",
    r"\operatorname{rank}(A^\top A) = \operatorname{rank}(A)^2", r"\max_{\|x\| = 1} x^\top S x = \lambda_{\min}(S)",
    r"\lambda_{\max}(A^\top A) = \max_{\|x\| = 1} \|A x\|", r"\|A\|_2^2 = \max_{\|x\|_2 = 1} \|A x\|_2",
]


@pytest.mark.parametrize("latex", TRUE)
def test_true(latex: str) -> None:
    assert verify(latex, GIVEN).is_true


@pytest.mark.parametrize("latex", FALSE)
def test_false(latex: str) -> None:
    assert verify(latex, GIVEN).kind == "refuted"


def test_a_dagger_may_be_the_mark_of_the_adjoint() -> None:
    found = verify(r"\langle x, M u \rangle = \langle M^\dagger x, u \rangle", GIVEN)
    assert found.kind == "conditional"
    assert "adjoint" in found.conditions[0]
    assert verify(r"A A^\dagger A = A", GIVEN).is_true


@pytest.mark.parametrize("latex", [r"A^+ = A^{\dagger}", r"\operatorname{rank}(A) = 2", r"(A^\top A)^+ x = x"])
def test_they_are_printed_as_they_are_read(latex: str) -> None:
    notation = declare(GIVEN)
    tree = read(latex, notation).tree
    assert read(to_latex(tree), notation).tree == tree
    assert "np.linalg." in numpy_code(tree)


def samples(*matrices: np.ndarray) -> Value:
    return np.stack([matrix.astype(float) for matrix in matrices], axis=-1)


def test_floats_agree_with_numpy_also_where_the_rank_is_not_full() -> None:
    matrices = [np.outer([1, 2, 3], [1, -1]), np.arange(6).reshape(3, 2), np.zeros((3, 2))]
    found = np.asarray(pseudoinverse(Floats(), samples(*matrices)))
    exact = np.stack([np.vectorize(lambda x: fmpq(int(x)), otypes=[object])(matrix) for matrix in matrices], axis=-1)
    certain = np.asarray(pseudoinverse(Certified(), exact))
    for at, matrix in enumerate(matrices):
        assert np.allclose(found[:, :, at], np.linalg.pinv(matrix))
        assert np.allclose(np.vectorize(float)(certain[:, :, at]), np.linalg.pinv(matrix))
    assert np.asarray(rank_of(Floats(), samples(*matrices))).tolist() == [1, 2, 0]
