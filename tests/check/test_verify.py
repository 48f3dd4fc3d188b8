"""`mathnn.verify`: what a first verdict loads and costs, the place of what is wrong, refusals for exceptions."""

from __future__ import annotations

import subprocess
import sys

import pytest

import mathnn
from mathnn.check.verify import verify
from mathnn.errors import FAILURES
from mathnn.report import equation_text
from tests.seconds import FIRST_VERDICT, WITHOUT_US, of_python


def test_a_first_verdict_loads_neither_sympy_nor_matplotlib() -> None:
    code = f"{FIRST_VERDICT}\nimport sys\nprint(*sorted(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.splitlines()
    assert shown[0] == "proved"
    loaded = {name.partition(".")[0] for name in shown[1].split()}
    assert not loaded & {"sympy", "matplotlib", "jinja2", "typst"}


def test_a_first_verdict_is_quick() -> None:
    assert of_python("-c", FIRST_VERDICT) <= 3.5 * of_python("-c", WITHOUT_US)


@pytest.mark.parametrize(("latex", "given", "kind", "wrong"), [
    (r"(a + b)^2 = a^2 + b^2", "", "refuted", "a^2 + b^2"),
    (r"(a + b)^2 = a^2 + 2ab + b^2 = a^2 + b^2", "", "refuted", "a^2 + 2ab + b^2 = a^2 + b^2"),
    (r"x = \foo{y}", "", "unreadable", r"\foo"),
    (r"\mathbf{w} + W = \mathbf{w}", r"W \in \mathbb{R}^{m \times n}; \mathbf{w} \in \mathbb{R}^n", "mistyped",
     r"\mathbf{w} + W"),
])
def test_the_wrong_part_has_its_place(latex: str, given: str, kind: str, wrong: str) -> None:
    found = verify(latex, given)
    assert found.kind == kind
    assert found.start is not None
    assert latex[found.start : found.end] == wrong


def test_the_marker_stands_under_the_line_that_is_wrong() -> None:
    latex = "x +\n\ty = 2 \\foo + z"
    lines = equation_text(latex, verify(latex)).splitlines()
    assert lines[:3] == ["x +", "\ty = 2 \\foo + z", "\t" + " " * 6 + "^" * 4]


def test_a_notation_that_cannot_be_read_is_a_verdict() -> None:
    found = verify("x = x", r"x \in \foo")
    assert found.kind == "unreadable"
    assert "notation" in found.reason


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize(("broken", "kind"), [("mathnn.check.judge._statement", "unsettled"),
                                              ("mathnn.check.verify.read", "unreadable")])
def test_a_failure_of_ours_is_a_verdict(broken: str, kind: str, failure: type[Exception],
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        raise failure
    monkeypatch.setattr(broken, fails)
    assert verify("x = x").kind == kind


@pytest.mark.parametrize(("latex", "shown"), [
    ("a \\ge 50", None), (r"\frac{a}{b} \ge 5", None), ("a^2 \\le -1", "It holds as $a^2 \\ge -1$."),
])
def test_a_hint_holds_far_from_zero_too(latex: str, shown: str | None) -> None:
    found = verify(latex)
    assert (found.kind, found.suggestion) == ("refuted", shown)


@pytest.mark.parametrize("latex", [
    r"\sqrt{-4}\sqrt{-4} = -4", r"\sqrt{-4}^2 = -4", r"(-2)^{1/2} = 1", r"\sqrt{0.1 - 0.2} = 0.3",
    r"\sqrt{-4} = \sqrt{-4}", r"\sqrt{-5} = \frac{1}{0}",
])
def test_what_roots_of_negative_numbers_may_be_is_not_called_false(latex: str) -> None:
    assert verify(latex).kind == "unsettled"


def test_agreement_at_the_one_point_where_both_sides_are_defined_is_no_test() -> None:
    assert verify(r"\sqrt{x}\sqrt{-x} = 0").kind == "unsettled"


def test_the_public_name_is_this_one() -> None:
    assert mathnn.verify is verify


@pytest.mark.parametrize(("latex", "given", "message"), [
    (3, "", "LaTeX as a str, not int"), (b"x = x", "", "not bytes"), (None, "", "not NoneType"),
    ("x = x", 5, "notation is declared in a str or a Notation, not int"),
])
def test_what_is_no_text_is_said(latex: object, given: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        verify(latex, given)  # type: ignore[arg-type]


def test_an_editor_is_offered_the_public_names() -> None:
    assert set(mathnn.__all__) <= set(dir(mathnn))


@pytest.mark.parametrize(("left", "right"), [("$", "$"), ("$$", "$$"), (r"\(", r"\)"), (r" \[", r"\] ")])
def test_dollars_around_it_are_no_part_of_it(left: str, right: str) -> None:
    latex = f"{left}x + x = 3x{right}"
    found = verify(latex)
    assert found.kind == "refuted"
    assert latex[found.start:found.end] == "3x"


@pytest.mark.parametrize("latex", [
    r"\operatorname{round}(2.4) = 2", r"\text{norm}(x)^2 = x^\top x", "norm(x)^2 = x^T x", "dot(u, v) = dot(v, u)",
    "log2(8) = 3", "gelu(x) = x + 1", "7 mod 3 = 1",
])
def test_nothing_is_called_false_of_a_word_that_may_be_a_function(latex: str) -> None:
    assert verify(latex).kind == "unsettled"


@pytest.mark.parametrize(("latex", "notation"), [
    ("abc(b + c) = ab", "a, b, c \\in \\mathbb{R}"), ("fgh(x) = f + g + h + x", ""), ("floor(2.5) = 3", ""),
    (r"\operatorname{half}(2) = 2", r"\operatorname{half}(x) = x / 2"),
])
def test_letters_that_stand_elsewhere_and_functions_with_a_formula_are_judged(latex: str, notation: str) -> None:
    assert verify(latex, notation).kind == "refuted"


@pytest.mark.parametrize("latex", ["² = 1", "x²³⁻ = 1", "x²^3 = 1", "x_1₂ = 1"])
def test_typed_scripts_that_stand_nowhere_are_refused_by_name(latex: str) -> None:
    found = verify(latex)
    assert found.kind == "unreadable"
    assert "please report" not in found.reason
