"""LaTeX of a sentence -> boxes: nothing is dropped, what is not known is refused with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathnn.errors import ReadError
from mathnn.syntax.latex import latex
from mathnn.syntax.spoken import spoken
from mathnn.syntax.typeset import typeset


@pytest.mark.parametrize(("written", "set_as"), [
    ("x", "x"), (r"\sum", r"\sum"), (r"< 10^{-15}", "< 10^{-15}"), ("(0.35, 0.40)", "(0.35, 0.40)"), ("-1.5", "-1.5"),
    (r"\frac{a}{b}", r"\frac{a}{b}"), (r"\sqrt[3]{x}", r"\sqrt[3]{x}"), (r"\|\mathbf{a}\| \cos\theta", None),
    (r"u_i v_i", "u_i v_i"), (r"\mathbf{w}^\top\mathbf{x}", r"\mathbf{w}^\top \mathbf{x}"), (r"f'(x)", None),
    (r"\mathbf{w} : \mathbb{R}^n \to \mathbb{R}", None), (r"\left( \frac{1}{2} \right)", None),
    (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"),
    (r"\sum_{i=1}^{n} x_i", None), (r"\operatorname{ReLU}(z)", None), (r"|b|", None), (r"50\,\%", None),
    (r"x \in \{0, 1\}", None), (r"[0, 1)", None), (r"\hat{y}", r"\hat{y}"), (r"{a}_{i}^{2}", None), (r"\sin^2 x", None),
    (r"\text{if } x", None),
])
def test_read(written: str, set_as: str | None) -> None:
    box = typeset(written)
    assert spoken(box)
    if set_as is not None:
        assert latex(box) == set_as


@pytest.mark.parametrize(("written", "construct", "start"), [
    (r"a + \foo", r"\foo", 4), ("x^2^3", "^", 3), ("(a", ")", 2), ("a}", "}", 1), (r"\frac{a}", "", 8), ("x &", "&", 2),
    (r"\begin{tabular} a \end{tabular}", "}", 14), (r"\left< x \right>", "", -1), ("a #", "#", 2), ("$", "$", 0),
    ("^", "", -1), ("x \u2603", "\u2603", 2),
])
def test_refused(written: str, construct: str, start: int) -> None:
    with pytest.raises(ReadError) as caught:
        typeset(written)
    if start >= 0:
        assert (caught.value.construct, caught.value.start) == (construct, start)


def test_nesting_has_an_end() -> None:
    with pytest.raises(ReadError, match="deeply"):
        typeset("{" * 10_000 + "x" + "}" * 10_000)


@given(st.text(alphabet=r"\{}()[]_^'&|abcxyz019+-=<>,. ", max_size=30))
def test_any_text_is_set_or_refused(text: str) -> None:
    try:
        said = spoken(typeset(text))
    except ReadError as error:
        said, place = text, (error.start, error.end)
    else:
        place = (0, 0)
    assert 0 <= place[0] <= place[1] <= len(text) + 1
    assert all(digit in said for digit in text if digit.isdigit())
