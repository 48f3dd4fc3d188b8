"""Boxes -> MathML: well formed, with the elements that browsers know, escaped."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from mathnn.syntax.boxes import Word, row
from mathnn.syntax.mathml import mathml
from mathnn.syntax.typeset import typeset

# MathML Core, chapter 2: the elements that browsers set.
CORE = frozenset(
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd".split()
)


@pytest.mark.parametrize("latex", [
    r"\frac{a}{b}", r"\sqrt[3]{x}", r"\sum_{i=1}^{n} x_i", r"\|\mathbf{a}\| \cos\theta", r"\left( \frac{1}{2} \right)",
    r"\begin{cases} 1 & \text{if } z \ge 0 \\ 0 & \text{otherwise} \end{cases}", r"\hat{y}", r"a < b > c",
    r"W^{(l)}_{ij}", r"\mathbb{R}^n", r"u_1 + \dots + u_n", r"\max_i x_i", r"f'(x)",
])
def test_well_formed_and_core(latex: str) -> None:
    root = ElementTree.fromstring(mathml(typeset(latex), display=True, alt='a "b" <c>'))
    assert {element.tag for element in root.iter()} <= CORE
    assert root.get("alttext") == 'a "b" <c>'
    assert root.get("display") == "block"


def test_text_is_escaped() -> None:
    for kind in ("number", "letter", "operator", "function", "text"):
        written = mathml(Word(kind, "<script>&"))
        assert "<script>" not in written
        assert "".join(ElementTree.fromstring(written).itertext()) == "<script>&"


@pytest.mark.parametrize(("latex", "inside"), [
    (r"\mathbf{w}", "<mi>𝐰</mi>"), (r"\mathbb{R}", "<mi>ℝ</mi>"), ("x", "<mi>x</mi>"),
    (r"\mathrm{d}", 'mathvariant="normal"'),
    (r"\boldsymbol{\beta}", "<mi>𝜷</mi>"), (r"u_1 + \dots + u_n", "<mi>⋯</mi>"), (r"1, \dots, n", "<mi>…</mi>"),
    (r"\|a\| \cos b", '<mspace width="0.1667em">'), ("-x", 'lspace="0"'),
    (r"\|a\| \|b\|^2", '<mspace width="0.1667em">'), (r"\sqrt{a} \sqrt{b}", '<mspace width="0.1667em">'),
])
def test_letters_and_spaces(latex: str, inside: str) -> None:
    assert inside in mathml(typeset(latex))


@pytest.mark.parametrize(("latex", "display", "goes_on", "first"), [
    ("< x", False, False, '<mo lspace="0">'), ("< x", True, False, "<mo>"), ("+ x", True, True, '<mo form="infix">'),
    ("x + y", False, True, "<mi>"),
    (r"\top", False, False, '<mo lspace="0" rspace="0">'),
])
def test_the_space_before_a_sign_that_nothing_stands_before(
    latex: str, display: bool, goes_on: bool, first: str,
) -> None:
    written = mathml(row(*(Word("operator", sign) if sign in "<+" else typeset(sign) for sign in latex.split())),
                     display, goes_on=goes_on)
    assert written.partition(">")[2].startswith(first)
