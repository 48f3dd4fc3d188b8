"""Boxes to Typst's mathematics: what is written, and that Typst takes all of it."""

from __future__ import annotations

import json
from typing import get_args

import pytest
import typst as compiler
from hypothesis import example, given
from hypothesis import strategies as st

from mathnn.syntax.boxes import Accent, Box, Fenced, Grid, Row, Scripts, Word
from mathnn.syntax.typeset import typeset
from mathnn.syntax.typst import quoted, typst


def evaluated(source: str) -> object:
    """What Typst makes of a source that labels one value with <it>."""
    return json.loads(compiler.query(source.encode(), "<it>", field="value", one=True))


@pytest.mark.parametrize(("latex", "written"), [
    (r"\mathbf{w}^\top\mathbf{x}", "attach(bold(upright(w)), t: tack.b) bold(upright(x))"),
    (r"\frac{a}{b}", "frac(a, b)"),
    (r"\sqrt[3]{x}", "root(3, x)"),
    (r"\sum_{i = 1}^n x_i", r"attach(∑, b: i \= 1, t: n) attach(x, b: i)"),
    (r"\max_i x_i", 'attach(op("max", limits: #true), b: i) attach(x, b: i)'),
    (r"-x", 'class("normal", −) x'),
    (r"0.50", '"0.50"'),
    (r"\left|\frac{a}{b}\right|", r"lr(\| frac(a, b) \|)"),
    (r"\cos x", 'op("cos") thin x'),
    (r"\sqrt{a} \sqrt{b}", "sqrt(a) thin sqrt(b)"),
    (r"|a| |b|^2", r'class("opening", \|) a class("closing", \|) thin '
                   r'attach(class("opening", \|) b class("closing", \|), t: 2)'),
    (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", 'mat(delim: #("[", "]"), 1, 2; 3, 4)'),
    (r"\begin{cases} 1 & \text{if } z \\ 0 & \text{else} \end{cases}", 'cases(1 & quad "if" z, 0 & quad "else")'),
])
def test_forms(latex: str, written: str) -> None:
    assert typst(typeset(latex)) == written


def words() -> st.SearchStrategy[Word]:
    return st.builds(Word, st.sampled_from(("number", "letter", "operator", "function", "text")),
                     st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF), min_size=1, max_size=4),
                     style=st.sampled_from(("", "bold", "blackboard", "calligraphic", "upright")), tight=st.booleans())


@given(words(), words())
@example(Word("number", "\u0890"), Word("number", "0"))  # a sign that joins the next one
def test_no_word_is_more_than_a_word(first: Word, second: Word) -> None:
    formula = f"${typst(Row((first, Scripts(second, first), Fenced('(', second, ')'))))}$"
    assert isinstance(evaluated(f"#metadata({formula})<it>"), dict)


@given(st.text(st.characters(max_codepoint=0x2FFF)))
def test_strings_are_what_they_quote(text: str) -> None:
    assert evaluated(f"#metadata({quoted(text)})<it>") == text


@pytest.mark.parametrize("box", [Accent(Word("letter", "x"), "cancel"), Fenced("⟦", Word("letter", "x"), "⟧")])
def test_what_has_no_form_is_refused(box: Box) -> None:
    with pytest.raises(KeyError):
        typst(box)


def test_every_kind_of_box_has_a_form() -> None:
    x = Word("letter", "x")
    made = {kind: kind(*(x for _ in range(len(kind.__match_args__)))) for kind in get_args(Box) if kind not in (
        Word, Row, Grid, Fenced, Accent)}
    for box in (*made.values(), x, Row((x, x)), Grid(((x, x),)), Fenced("(", x, ")"), Accent(x, "hat")):
        assert "x" in typst(box) or "∑" in typst(box)
