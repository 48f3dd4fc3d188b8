"""Shapes that were declared: a definition, an update or a claim that denies them is mistyped, and nothing else is."""

from __future__ import annotations

import pytest

from mathnn.proofread import review_text

SAID = "Let $W \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^n$ and $y \\in \\mathbb{R}^m$.\n\n"
COMMENT = "# Title\n\n" \
          "<!-- mathnn: $W \\in \\mathbb{R}^{m \\times n}$; $x \\in \\mathbb{R}^n$; $y \\in \\mathbb{R}^m$ -->\n\n"
LOSS = "With $C = \\|W x - y\\|^2$:\n\n"


def last(text: str) -> tuple[str, str]:
    entry = review_text(text).entries[-1]
    return entry.role, entry.verdict.kind


@pytest.mark.parametrize("said", [SAID, COMMENT])
@pytest.mark.parametrize(("formula", "role"), [
    ("z = W y", "definition"),
    ("W \\leftarrow W - \\eta x y^\\top", "update"),
    ("W \\leftarrow W - \\eta (\\frac{\\partial C}{\\partial W})^\\top", "update"),
    ("W x = x^\\top W", "claim"),
    ("\\|x\\|^2 = x x^\\top", "definition"),
])
def test_mistyped(said: str, formula: str, role: str) -> None:
    assert last(f"{said}{LOSS}$${formula}$$") == (role, "mistyped")


@pytest.mark.parametrize(("formula", "kind"), [
    ("z = W x", "none"),
    ("W \\leftarrow W - \\eta y x^\\top", "none"),
    ("W \\leftarrow W - \\eta \\frac{\\partial C}{\\partial W}", "none"),
    ("x = W^\\top W x", "refuted"),
])
def test_not_mistyped(formula: str, kind: str) -> None:
    assert last(f"{SAID}{LOSS}$${formula}$$")[1] == kind


def test_a_declared_letter_is_not_taken_for_another_thing() -> None:
    """W x = x^T W holds for numbers; these are none."""
    found = review_text(SAID + "We find $$W x = x^\\top W$$").entries[-1].verdict
    assert found.kind == "mistyped"
    assert found.reason == "A dimension is n on one side and m on the other."
    assert "W: a matrix of shape m x n" in found.reading


def test_a_column_is_no_row() -> None:
    text = "A vector is written $$v = \\begin{pmatrix} v_1 \\\\ v_2 \\end{pmatrix} = [v_1 \\quad v_2]$$"
    assert last(text)[1] == "mistyped"
    same = "A vector is written $$v = \\begin{pmatrix} v_1 \\\\ v_2 \\end{pmatrix} = [v_1 \\quad v_2]^\\top$$"
    assert last(same)[1] != "mistyped"


def test_a_property_of_some_is_none_of_all() -> None:
    assert last("Let $A \\in \\mathbb{R}^{m \\times n}$. Symmetric ones have $A = A^\\top$.") == ("hypothesis", "none")
