"""Every worked example against NumPy, and what it says to values that make no sense."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from mathnn.errors import UsageError
from mathnn.examples.catalogue import EXAMPLES, find, worked
from mathnn.examples.worked import Worked
from mathnn.expression.tree import Call, Expr
from mathnn.models.hyperplane import Hyperplane
from mathnn.models.perceptron import Perceptron
from mathnn.models.vectors import angle, dot, projection
from mathnn.syntax.to_latex import to_latex

U, V = (0.5, -2.0, 1.25), (3.0, 0.25, -1.0)
SETTINGS = {"u": "0.5,-2,1.25", "v": "3,1/4,-1"}


def last_side(statement: Expr | None) -> Expr:
    """What a line ends with."""
    assert isinstance(statement, Call)
    link = statement.args[-1] if statement.op == "chain" else statement
    assert isinstance(link, Call)
    return link.args[1]


def value(tree: Expr) -> float:
    """The number that a printed result stands for."""
    text = to_latex(tree).replace(r"\frac{", "(").replace("}{", ")/(").replace("}", ")")
    assert set(text) <= set("0123456789.()/-"), text
    top, _, bottom = text.strip("()").partition(")/(")
    return float(Fraction(top.replace("(", "")) / Fraction(bottom.replace(")", "") or 1))


def results(example: Worked) -> list[float]:
    """The results of the lines that end in one number."""
    ends = [last_side(line.statement) for line in example.lines]
    return [value(end) for end in ends if not (isinstance(end, Call) and end.op == "vector")]


def test_dot_product_agrees_both_ways_with_numpy() -> None:
    ends = results(worked(find("dot-product"), SETTINGS))
    assert ends[0] == ends[-1] == pytest.approx(dot(U, V))
    assert ends[3] == pytest.approx(float(np.sum((np.array(U) - V) ** 2)))


def test_angle_agrees_with_numpy_to_six_digits() -> None:
    ends = results(worked(find("angle"), SETTINGS))
    assert ends[4] == pytest.approx(angle(U, V), rel=1e-5)
    assert ends[5] == pytest.approx(np.degrees(angle(U, V)), rel=1e-5)


def test_projection_agrees_with_numpy() -> None:
    settings = {"u": "3,1,2", "v": "2,-4,4"}
    lines = worked(find("projection"), settings).lines
    foot = last_side(lines[2].statement)
    assert isinstance(foot, Call)
    assert [value(item) for item in foot.args] == pytest.approx(projection((3, 1, 2), (2, -4, 4)))


def test_distance_agrees_with_numpy() -> None:
    ends = results(worked(find("distance"), {"w": "1,2", "x": "3,-1", "b": "0.5"}))
    assert ends[2] == pytest.approx(Hyperplane((1, 2), 0.5).signed_distance((3, -1)), rel=1e-5)


@pytest.mark.parametrize("bias", ["-1", "0.25", "1/3", "-2.5"])
def test_perceptron_agrees_with_numpy(bias: str) -> None:
    example = worked(find("perceptron"), {"w": "2,-1,0", "x": "1.5,0.5,7", "b": bias})
    neuron = Perceptron((2, -1, 0), float(Fraction(bias)))
    outside, output, absorbed = results(example)
    assert outside == absorbed == pytest.approx(neuron.pre_activation((1.5, 0.5, 7)), rel=1e-5)
    assert output == neuron.decide((1.5, 0.5, 7))


def test_every_example_can_be_worked_and_printed() -> None:
    for example in EXAMPLES:
        for line in worked(example).lines:
            assert line.statement is not None
            assert "None" not in to_latex(line.statement)


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("angle", {"u": "0,0"}, "u is a zero vector"),
        ("projection", {"v": "0,0"}, "v is a zero vector"),
        ("distance", {"w": "0,0"}, "w is a zero vector"),
        ("projection", {"u": "1", "v": "2"}, "v has one entry, and on a line"),
        ("distance", {"w": "1", "x": "2"}, "w has one entry, and on a line"),
        ("leaves", {"x": "2,0.5"}, "x holds 2, and a feature of a leaf lies from 0 to 1"),
        ("leaves", {"w": "1,1,1", "x": "1,1,1"}, "a leaf has two features"),
        ("angle", {"u": "1,2,3"}, "u has 3 entries and v has 2"),
        ("angle", {"u": "one,two"}, "'one' is not a number"),
        ("angle", {"uu": "1"}, "has no input 'uu'; did you mean 'u'"),
        ("perceptron", {"b": "1,2"}, "b: '1,2' has another shape; the bias is one number"),
        ("perceptron", {"b": "1/0"}, "divides by zero"),
        ("dot-product", {"u": "1;2"}, "the first vector is one vector, with commas"),
        ("dot-product", {"u": ",".join("1" * 9)}, "at most 8 numbers"),
        ("dot-product", {"u": "__import__('os')"}, "is not a number"),
        ("dot-product", {"u": "1e999999999"}, "is not a number"),
        ("dot-product", {"u": ""}, "a number is missing"),
    ],
)
def test_values_that_make_no_sense_are_named(name: str, settings: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        worked(find(name), settings)
    assert message in str(caught.value)


def test_an_unknown_example_names_the_near_one() -> None:
    with pytest.raises(UsageError, match="did you mean 'projection'"):
        find("projektion")
