"""Entries: which statements a formula is made of, and what is taken off them."""

from __future__ import annotations

import pytest

from mathnn.documents import document_from_text
from mathnn.documents.rows import Row, rows


def of(latex: str) -> tuple[Row, ...]:
    """The entries of a formula in a Markdown display."""
    (equation,) = document_from_text(f"$$\n{latex}\n$$", "markdown").equations
    return rows(equation)


CASES: dict[str, tuple[str, list[str]]] = {
    "one": ("a = b", ["a = b"]),
    "full stop": (r"a = b \,.", ["a = b"]),
    "ellipsis stays": ("a = b + ...", ["a = b + ..."]),
    "chain over rows": (r"\begin{aligned} a &= b \\ &= c \end{aligned}", ["a = b = c"]),
    "chain whose rows end in a comma": (r"\begin{aligned} a &= b, \\ &\le c. \end{aligned}", [r"a = b \le c"]),
    "two rows": (r"\begin{aligned} a &= b \\[4pt] c &= d \end{aligned}", ["a = b", "c = d"]),
    "two columns": (r"\begin{aligned} a &= b & c &= d \\ &= e & &= f \end{aligned}", ["a = b = e", "c = d = f"]),
    "relation in a second column": (r"\begin{aligned} a &= b && = c \end{aligned}", ["a = b = c"]),
    "a row goes on with an operator": (
        r"\begin{aligned} a &= b \\ &\quad + c \\ &\quad - d \end{aligned}", ["a = b + c - d"]
    ),
    "a row breaks off at an operator": (r"\begin{aligned} a &= b + \\ & c \end{aligned}", ["a = b + c"]),
    "a row of its own may begin with a sign": (r"\begin{aligned} a &= b \\ -c &= d \end{aligned}", ["a = b", "-c = d"]),
    "rows without an environment": (r"a = b \\ c = d", ["a = b", "c = d"]),
    "empty rows": (r"a = b \\\\ c = d \\", ["a = b", "c = d"]),
    "array of equations": (r"\begin{array}{rcl} a &=& b \\ &=& c \end{array}", ["a = b = c"]),
    "matrix stays": (
        r"A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", [r"A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"]
    ),
    "cases stay": (
        r"f = \begin{cases} 1, & \text{if } x > 0 \\ 0, & \text{otherwise} \end{cases}",
        [r"f = \begin{cases} 1, & \text{if } x > 0 \\ 0, & \text{otherwise} \end{cases}"],
    ),
    "wide space": (r"a = b \qquad c = d", ["a = b", "c = d"]),
    "wide space in a row vector": (r"a = [1 \quad 2]", [r"a = [1 \quad 2]"]),
    "wide space around a relation": (r"a \quad = \quad b", ["a = b"]),
    "arrow between statements": (r"a = b \hspace{1in} \rightarrow \hspace{1in} c = d", ["a = b", "c = d"]),
    "implication is one statement": (r"a = b \quad \Rightarrow \quad c = d", [r"a = b \Rightarrow c = d"]),
    "comma": ("a = b, c = d", ["a = b", "c = d"]),
    "commas of a list": (r"a_1, \dots, a_n \in R", [r"a_1 , \dots , a_n \in R"]),
    "commas of a range": (r"i = 1, \dots, n", [r"i = 1 , \dots , n"]),
    "commas in brackets": (r"f(a, b) = \langle c, d \rangle", [r"f(a, b) = \langle c, d \rangle"]),
    "half-open interval": (r"x \in [0, 1), y = 2", [r"x \in [0, 1)", "y = 2"]),
    "words between": (r"a = b \text{ and } c = d", ["a = b", "c = d"]),
    "condition": (r"a = b, \quad \text{if } c > 0", [r"a = b \text{if } c > 0"]),
    "condition first": (r"\text{if } c > 0, \quad a = b", [r"\text{if } c > 0 , \quad a = b"]),
    "condition over a list": (r"a \ge b \text{ whenever } c, d > 0", [r"a \ge b \text{ whenever } c , d > 0"]),
    "quantifier": (r"a_i = b_i, \quad \forall i", [r"a_i = b_i \forall i"]),
    "word as a name": (
        r"\text{cost} = \text{ReLU}(z) + L_\text{in all}", [r"\text{cost} = \text{ReLU}(z) + L_\text{in all}"]
    ),
    "unit": (r"a = 4 \text{ bits}", [r"a = 4 \text{ bits}"]),
    "index of a sum is no relation": (r"\sum_{i=1}^n a_i, b", [r"\sum_{i=1}^n a_i , b"]),
    "braces around": (r"{a = b}", ["a = b"]),
    "left and right": (r"\left. a, b \right| = c, d = e", [r"\left. a, b \right| = c", "d = e"]),
}


@pytest.mark.parametrize(("latex", "expected"), CASES.values(), ids=CASES)
def test_entries(latex: str, expected: list[str]) -> None:
    assert [" ".join(row.latex.split()) for row in of(latex)] == expected


NUMBERS = {
    r"a = b \tag{7}": "7",
    r"a = b \label{eq:x}": "eq:x",
    r"\label{eq:x} a = b \tag{7}": "7",
    r"a = b \qquad (1.2)": "1.2",
    r"a = b \quad \text{(Eq1)}": "Eq1",
    r"a = b \quad \rightarrow \quad (Eq 3)": "Eq3",
    r"a = b \qquad (\star)": "*",
    r"a = b \nonumber": "",
}


@pytest.mark.parametrize(("latex", "number"), NUMBERS.items())
def test_numbers_are_taken_off(latex: str, number: str) -> None:
    (row,) = of(latex)
    assert (row.latex, row.number) == ("a = b", number)


def test_a_factor_in_brackets_is_no_number() -> None:
    assert [row.latex for row in of("a = b (1)")] == ["a = b (1)"]


def test_numbers_of_rows() -> None:
    found = of(r"\begin{align} a &= b \\ c &= d \label{x} \\ e &= f \tag{2} \end{align}")
    assert [row.number for row in found] == ["", "x", "2"]


def test_words_are_kept_beside_the_statement() -> None:
    found = of(r"a = b \quad \text{by the chain rule}, \text{ where } c = d")
    assert [(row.latex, row.introduced_by, row.remark) for row in found] == [
        ("a = b", "", "by the chain rule"),
        ("c = d", ", where", ""),
    ]
    assert [row.remark for row in of(r"a = b \quad \text{in index notation}")] == ["in index notation"]


def test_fragments_are_told_from_statements() -> None:
    holds = {r"\sum_{i=1}^n x_i": False, "P(X = x)": False, r"x \to 0": False, r"f : A \to B": True, "a < b": True}
    assert {latex: of(latex)[0].holds_relation for latex in holds} == holds


def test_places_of_entries() -> None:
    text = "text\n\n\\begin{align}\n  a &= b, \\\\\n    &= c \\\\\n  d &= e, \\quad f = g\n\\end{align}\n"
    (equation,) = document_from_text(text, "markdown").equations
    found = rows(equation)
    assert [(row.place.line, row.place.column) for row in found] == [(4, 3), (6, 3), (6, 17)]
    c = found[0].place_at(found[0].latex.index("c"))
    assert (c.line, c.column) == (5, 8)


def test_marks_on_rows() -> None:
    text = "% mathnn: ignore\n\\begin{align}\na &= b \\\\\n% mathnn: false\nc &= d \\\\\ne &= f\n\\end{align}"
    (equation,) = document_from_text(text, "latex").equations
    assert [row.mark and row.mark.kind for row in rows(equation)] == ["ignore", "false", "ignore"]


def test_a_row_that_begins_with_an_arrow_is_an_entry_of_its_own() -> None:
    (equation,) = document_from_text(
        "$$\\begin{aligned} & a + b = c \\\\ & \\quad \\text{the sum, $b$ and all} \\\\ \\implies{} & a = c - b "
        "\\end{aligned}$$", "markdown").equations
    first, second = rows(equation)
    assert (first.latex, first.follows, first.remark) == ("a + b = c", False, "the sum, $b$ and all")
    assert (second.latex, second.follows) == ("a = c - b", True)


def test_words_on_a_line_of_their_own_do_not_break_a_chain() -> None:
    (equation,) = document_from_text(
        "$$\\begin{aligned} a & = b \\\\ & \\quad \\text{because} \\\\ & = c \\end{aligned}$$", "markdown").equations
    assert [" ".join(row.latex.split()) for row in rows(equation)] == ["a = b = c"]


def test_a_relation_without_a_left_side_is_a_fragment() -> None:
    (equation,) = document_from_text("The error is $< 10^{-3}$.", "markdown").equations
    assert [row.holds_relation for row in rows(equation)] == [False]
