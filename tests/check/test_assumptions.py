"""What is assumed of functions and sets: points that fulfil it at some places show nothing of the others."""

from __future__ import annotations

import pytest

from mathnn.check.verify import verify
from mathnn.syntax.declare import declare

PASSED, WRONG = ("proved", "tested", "conditional"), ("refuted", "mistyped")


@pytest.mark.parametrize(("latex", "given"), [
    ("f(2x) = 2f(x)", "f(x + y) = f(x) + f(y)"),
    ("f(-x) = -f(x)", "f(x + y) = f(x) + f(y)"),
    ("f'(-x) = -f'(x)", "f(-x) = f(x)"),
    ("f(x + 2) = f(x)", "f(x + 1) = f(x)"),
    ("f(x) = f(0)", "f'(x) = 0"),
    ("f(1) = 0", "f(ab) = f(a) + f(b)"),
    (r"\det A = \prod_i A_{ii}", r"A \in \mathbb{R}^{n \times n}; A_{ij} = 0 \text{ for } i > j"),
    ("x = y", "e^x = e^y"),
    (r"x_i^2 \ge x_i", r"x \in \mathbb{Z}^n"),
])
def test_what_follows_is_not_called_false(latex: str, given: str) -> None:
    assert verify(latex, given).kind not in WRONG


@pytest.mark.parametrize(("latex", "given"), [
    ("f'(-x) = f'(x)", "f(-x) = f(x)"),
    ("f(x) = 0", "f(-x) = -f(x)"),
    ("f(a + b) = f(a) f(b)", "f(ab) = f(a) + f(b)"),
    ("f(x) = x", "f(f(x)) = x"),
    ("f(x) = 0", "f(a) = 0"),
    ("f(x) = x", "f(a) = a"),
    ("f(x) = g(x)", "f'(x) = g'(x)"),
])
def test_what_holds_at_some_places_does_not_pass(latex: str, given: str) -> None:
    assert verify(latex, given).kind not in PASSED


@pytest.mark.parametrize(("given", "name"), [
    (r"\max(x, y) = x", r"\max"), (r"\exp(x) = y", r"\exp"), ("e^x = e^y", "e^x"), ("a^b = c", "a^b"), ("x! = 6", "x!"),
    (r"A \in \mathbb{R}^{n \times n}; A^\top = -A", r"A^{\top}"), ("f(x) = f(y)", "f"), ("f(a) = b", "f"),
    (r"\operatorname{ReLU}(x) = 0", r"\operatorname{ReLU}"), (r"\operatorname{ReLU}(x) = x", r"\operatorname{ReLU}"),
    ("a^n = 1", "a^n"),
    (r"A \in \mathbb{R}^{n \times n}; A_{ij} = A_{ji}", "A"),
])
def test_an_equation_defines_nothing(given: str, name: str) -> None:
    notation = declare(given)
    row = notation.find(name)
    assert row is None or row.definition is None
    assert notation.assumptions


@pytest.mark.parametrize(("given", "shape"), [
    (r"x \in \{0, 1\}^n", 1), (r"x \in [0, 1]^{m \times n}", 2), (r"x \in \mathbb{Z}^n", 1),
    (r"x \in \mathbb{R}_{>0}^n", 1), (r"x \in \{0, 1\}", 0), (r"x \in \mathbb{R}_+", 0),
])
def test_a_power_of_a_set_holds_columns(given: str, shape: int) -> None:
    notation = declare(given)
    assert len(notation.names["x"].symbol.sort.shape) == shape
    assert notation.assumptions


@pytest.mark.parametrize(("latex", "given", "kind"), [
    ("f(-1) = 1", r"f(x) = x^2 \text{ for } x \ge 0; f(-x) = -f(x)", "unsettled"),  # of -1 the formula says nothing
    ("a = 3", r"a > 1 \implies a^2 > 1; a > 1", "refuted"),
    ("a = 3", r"a > 1 \implies a = 3; a > 1", "unsettled"),
    (r"\theta < 2", r"x > 0 \implies \theta < 1; x > 0", "unsettled"),
])
def test_an_implication_that_always_holds_leaves_nothing_out(latex: str, given: str, kind: str) -> None:
    assert verify(latex, given).kind == kind
