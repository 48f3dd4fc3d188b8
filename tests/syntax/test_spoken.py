"""What is said of a formula."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mathnn.expression import OPERATORS, Call, Symbol
from mathnn.expression.build import dot, equal, norm, number, power
from mathnn.expression.sort import INTEGER, vector
from mathnn.syntax.layout import layout
from mathnn.syntax.spoken import spoken
from mathnn.syntax.typeset import typeset

n = Symbol("n", INTEGER)
# They have no form, or stand for a chain or a sum that a test must build with care.
UNSAID = {"chain", "expanded", "interval", "identity", "floor", "ceil"}
u, v = (Symbol(rf"\mathbf{{{letter}}}", vector(n)) for letter in "uv")


@pytest.mark.parametrize(("latex", "words"), [
    (r"\mathbf{w} \cdot \mathbf{x} + b \ge 0", "bold w dot bold x plus b is greater than or equal to 0"),
    (r"3 \cdot 4 = 12", "3 times 4 equals 12"),
    (r"\mathbf{w}^\top \mathbf{x}", "bold w transpose bold x"),
    (r"\|\mathbf{u}\|^2", "the norm of bold u squared"),
    (r"\|\mathbf{u} - \mathbf{v}\|", "the norm of bold u minus bold v, end norm,"),
    (r"\sum_{i=1}^{n} u_i v_i", "the sum from i equals 1 to n of u sub i v sub i"),
    (r"\sum_i x_i", "the sum over i of x sub i"),
    (r"\frac{1}{2}", "1 over 2"),
    (r"\frac{a + b}{2}", "the fraction a plus b over 2, end fraction,"),
    (r"\sqrt{2}", "the square root of 2"),
    (r"\cos\theta", "cosine of theta"),
    (r"f'", "f prime"),
    (r"W \in \mathbb{R}^n", "capital W in the reals to the power n"),
    (r"W^{(l)}", "capital W superscript l"),
    (r"\hat{y}", "y hat"),
    (r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}", "the column 1, 2, end column,"),
    (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", "the matrix with the rows 1, 2; 3, 4; end matrix,"),
    (r"|b|", "the absolute value of b"),
    (r"-1", "minus 1"),
    (r"e^{-x}", "e to the power minus x"),
])
def test_said(latex: str, words: str) -> None:
    assert spoken(typeset(latex)) == words


def test_a_tree_is_said() -> None:
    tree = equal(power(norm(u), number(2)), dot(u, u))
    assert spoken(layout(tree)) == "the norm of bold u squared equals bold u dot bold u"


def test_every_sign_of_the_operators_has_a_word() -> None:
    for op, row in OPERATORS.items():
        if op not in UNSAID:
            tree = Call(op, tuple(map(Symbol, "xyz"[:max(row.least, 1)])))
            assert spoken(layout(tree)).isascii(), op


def test_numbers_are_said_as_written() -> None:
    assert spoken(layout(number("0.50"))) == "0.50"
    assert spoken(layout(number(Fraction(-1, 3)))) == "minus 1 over 3"
