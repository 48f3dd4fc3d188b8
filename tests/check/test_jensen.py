"""Jensen's inequality is used where its premises hold, and nowhere else."""

from __future__ import annotations

import pytest

from mathnn.check.verify import verify
from mathnn.expression import TRUTH
from mathnn.expression.tree import Call
from mathnn.notation import Notation
from mathnn.syntax.declare import declare


def told(word: str, given: str) -> Notation:
    """A function f of which a text said in words how it bends."""
    known = declare(rf"f : \mathbb{{R}} \to \mathbb{{R}}; {given}".rstrip("; "))
    return known.assuming(Call(word, (known.names["f"].symbol,), TRUTH))


@pytest.mark.parametrize(("word", "given", "latex"), [
    ("convex", r"0 \le \lambda \le 1", r"f(\lambda x + (1 - \lambda) y) \le \lambda f(x) + (1 - \lambda) f(y)"),
    ("concave", r"0 \le \lambda \le 1", r"f(\lambda x + (1 - \lambda) y) \ge \lambda f(x) + (1 - \lambda) f(y)"),
    ("convex", r"0 \le p \le 1", r"2 f(p x + (1 - p) y) + c \le 2 p f(x) + c + 2(1 - p) f(y)"),
    ("convex", r"a < x; x < b", r"\frac{b - x}{b - a} f(a) + \frac{x - a}{b - a} f(b) \ge f(x)"),
    ("convex", "", r"f\left(\frac{x + y + z}{3}\right) \le \frac{f(x) + f(y) + f(z)}{3}"),
    ("convex", r"\mathbf{x} \in \mathbb{R}^n",
     r"f\left(\frac{1}{n} \sum_{i=1}^n x_i\right) \le \frac{1}{n} \sum_{i=1}^n f(x_i)"),
])
def test_what_follows_is_proved(word: str, given: str, latex: str) -> None:
    found = verify(latex, told(word, given))
    assert found.kind == "proved"
    assert "Jensen" in (found.method or "")


@pytest.mark.parametrize(("word", "given", "latex"), [
    ("concave", r"0 \le \lambda \le 1", r"f(\lambda x + (1 - \lambda) y) \le \lambda f(x) + (1 - \lambda) f(y)"),
    ("convex", "", r"f(\lambda x + (1 - \lambda) y) \le \lambda f(x) + (1 - \lambda) f(y)"),
    ("convex", r"0 \le \lambda \le 1", r"f(\lambda x + (1 - \lambda) y) \le \lambda f(x) + \lambda f(y)"),
    ("convex", r"0 \le \lambda \le 1", r"f(\lambda x + (1 - \lambda) y) + c \le \lambda f(x) + (1 - \lambda) f(y)"),
    ("convex", r"a < x; x < b", r"\frac{x - a}{b - a} f(a) + \frac{b - x}{b - a} f(b) \ge f(x)"),
    ("convex", "", r"f\left(\frac{x + y}{2}\right) \le \frac{f(x) + f(y)}{3}"),
    ("convex", "", r"f(x + y) \le f(x) + f(y)"),
    ("increasing", r"0 \le \lambda \le 1", r"f(\lambda x + (1 - \lambda) y) \le \lambda f(x) + (1 - \lambda) f(y)"),
])
def test_what_does_not_follow_is_refuted(word: str, given: str, latex: str) -> None:
    assert verify(latex, told(word, given)).kind == "refuted"


def test_an_index_below_one_gives_no_sign() -> None:
    """i + 1/3 is positive for i = 1, 2, but not for i = -1: both sides are equal, but not by that inequality."""
    found = verify(r"\sum_{i=-1}^{1} (i + \frac{1}{3}) f(x) \ge f(x)", told("convex", r"x \in \mathbb{R}"))
    assert not found.is_wrong
    assert "Jensen" not in (found.method or "")
