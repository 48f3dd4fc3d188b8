"""Roles of statements and the reasons for them, on small texts of ours."""

from __future__ import annotations

import pytest

from mathnn.proofread import review_text


def roles(text: str) -> list[str]:
    return [entry.role for entry in review_text(text).entries if entry.role != "fragment"]


@pytest.mark.parametrize(("text", "expected"), [
    ("The loss is $$C = (y - a)^2.$$ So $$C = y^2 - 2 y a + a^2.$$", ["definition", "claim"]),
    ("A step: $$w \\leftarrow w - \\eta g$$", ["update"]),
    ("A step: $$w_{t+1} = w_t - \\eta g_t$$", ["update"]),
    ("Let $x \\in \\mathbb{R}^n$.", ["declaration"]),
    ("If $x > 0$, then $$\\sqrt{x^2} = x.$$", ["hypothesis", "claim"]),
    ("At $x = 4$ it is flat.", ["hypothesis"]),
    ("About $$\\pi \\approx 3.14$$", ["approximation"]),
    ("The number $$1 + 1 = 2$$", ["claim"]),
    ("<!-- mathnn: false -->\n$$1 + 1 = 3$$", ["mistake"]),
    ("We write $$p_i := \\frac{e^{z_i}}{\\sum_j e^{z_j}}$$", ["definition"]),
    ("We define the entropy $$H(X) = -\\sum_i p_i \\log p_i.$$ The joint entropy is $$H(X, Y) = h.$$",
     ["definition", "definition"]),
    ("Let $f(x) = x^2$.\n\n# Another\n\nLet $f(x) = x^3$.", ["definition", "definition"]),
    ("It runs over $i = 1, \\dots, n$.", ["declaration"]),
])
def test_role(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


def test_every_role_has_a_reason() -> None:
    text = "Let $x \\in \\mathbb{R}$. If $x > 1$, then $$x^2 > 1$$ and $$y = x^2$$"
    assert all(entry.role_reason for entry in review_text(text).entries)
