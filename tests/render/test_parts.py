"""Sentences of the checker as they are printed."""

from __future__ import annotations

from mathnn.expression import matrix, vector
from mathnn.expression.build import index, number
from mathnn.expression.operators import describe
from mathnn.render.page import Math, Text
from mathnn.render.parts import shapes_set

n = index("n")


def test_sizes_and_shapes_are_set_as_formulas() -> None:
    said = f"The left side is {describe(vector(n))}, the right side {describe(matrix(number(1), n))}."
    assert shapes_set(said) == (
        Text("The left side is a column of "), Math("n"), Text(" numbers, the right side a matrix of shape "),
        Math(r"1 \times n"), Text("."),
    )


def test_a_sentence_without_shapes_stays_as_it_is() -> None:
    assert shapes_set("It fails.") == (Text("It fails."),)
