"""Statements that floats cannot tell from true ones: off by less than they show, or false where none of them is."""

from __future__ import annotations

import pytest

from mathnn.check.verify import verify


@pytest.mark.parametrize(("latex", "given", "kinds"), [
    # Off by little, or false far away only.
    (r"x = x + 10^{-20}", r"x \in \mathbb{R}", "refuted"),
    (r"x^2 + 10^{-12} = x^2", r"x \in \mathbb{R}", "refuted"),
    (r"x^2 + y^2 \ge 2xy + 10^{-10}", r"x, y \in \mathbb{R}", "refuted"),
    (r"\frac{1}{1 + e^{-x}} \ge 10^{-9}", r"x \in \mathbb{R}", "refuted"),
    (r"|x - 1234567| > 0", r"x \in \mathbb{R}", "refuted"),
    # Digits that are a part of a factor were not rounded.
    (r"3 \cdot 0.01 x + 4 \cdot 0.01 x = 8 \cdot 0.01 x", r"x \in \mathbb{R}", "refuted"),
    (r"0.123 \cdot 0.456 x = 0.0571 x", r"x \in \mathbb{R}", "refuted"),
    (r"0.123 \cdot 0.456 x = 0.0561 x", r"x \in \mathbb{R}", "tested"),
    # The sides of a strict inequality meet, but at no fraction.
    (r"(x - \sqrt{2})^2 > 0", r"x \in \mathbb{R}", "unsettled"),
    (r"(x - \pi)^2 > 0", r"x \in \mathbb{R}", "unsettled"),
    (r"x \log x > -e^{-1}", r"x > 0", "unsettled"),
    (r"x (x - 1) (x - 2) (x - 3) > -1", r"x \in \mathbb{R}", "unsettled"),
    # They only come near one another.
    (r"\tanh x < 1", r"x \in \mathbb{R}", "proved tested"),
    (r"x^2 - 2 \sqrt{2} x + 3 > 0", r"x \in \mathbb{R}", "proved tested"),
    (r"e^x > x", r"x \in \mathbb{R}", "proved tested"),
])
def test_what_floats_cannot_tell_apart_is_passed_only_where_it_is_true(latex: str, given: str, kinds: str) -> None:
    assert verify(latex, given).kind in kinds.split()
