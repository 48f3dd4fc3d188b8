"""Statements that floats cannot tell from true ones: off by less than they show, or false where none of them is."""

from __future__ import annotations

import pytest

from mathnn.check.verify import verify


@pytest.mark.parametrize(("latex", "given"), [
    (r"x = x + 10^{-20}", r"x \in \mathbb{R}"),
    (r"x^2 + 10^{-12} = x^2", r"x \in \mathbb{R}"),
    (r"x^2 + y^2 \ge 2xy + 10^{-10}", r"x, y \in \mathbb{R}"),
    (r"\frac{1}{1 + e^{-x}} \ge 10^{-9}", r"x \in \mathbb{R}"),
    (r"|x - 1234567| > 0", r"x \in \mathbb{R}"),
])
def test_what_is_off_by_little_or_far_away_is_refuted(latex: str, given: str) -> None:
    assert verify(latex, given).kind == "refuted"


@pytest.mark.parametrize(("latex", "given"), [
    (r"(x - \sqrt{2})^2 > 0", r"x \in \mathbb{R}"),
    (r"(x - \pi)^2 > 0", r"x \in \mathbb{R}"),
    (r"x \log x > -e^{-1}", r"x > 0"),
    (r"x (x - 1) (x - 2) (x - 3) > -1", r"x \in \mathbb{R}"),
])
def test_a_strict_inequality_that_touches_at_no_fraction_is_not_passed(latex: str, given: str) -> None:
    assert verify(latex, given).kind == "unsettled"


@pytest.mark.parametrize(("latex", "given"), [
    (r"\tanh x < 1", r"x \in \mathbb{R}"),
    (r"x^2 - 2 \sqrt{2} x + 3 > 0", r"x \in \mathbb{R}"),
    (r"e^x > x", r"x \in \mathbb{R}"),
])
def test_a_strict_inequality_that_only_comes_near_is_passed(latex: str, given: str) -> None:
    assert verify(latex, given).kind in ("proved", "tested")
