"""Where displayed formulas are broken into lines."""

from __future__ import annotations

import pytest

from mathnn.expression import Symbol
from mathnn.expression.build import add, call, equal, multiply
from mathnn.expression.tree import Expr
from mathnn.render import layout
from mathnn.render.page import Formula, Inlines, Math, Row, Steps, Text
from mathnn.syntax.to_latex import to_latex

letters = [Symbol(letter) for letter in "abcdefgh"]
a, b, c, *_ = letters
long = add(*(multiply(*letters) for _ in range(5)))


def formula(tree: Expr) -> Formula:
    return Formula(to_latex(tree), tree)


def test_a_short_formula_stays_on_its_line() -> None:
    assert layout.display(formula(equal(a, b, c))) == "a = b = c"


def test_a_long_chain_is_broken_before_its_relations() -> None:
    tree = call("chain", call("equal", a, long), call("approximately", long, long))
    shown = layout.display(formula(tree))
    assert shown == f"\\begin{{aligned}}\na &= {to_latex(long)} \\\\\n&\\approx {to_latex(long)}\n\\end{{aligned}}"


def test_a_long_left_side_has_a_line_of_its_own() -> None:
    wide = add(long, long)
    shown = layout.display(formula(equal(wide, wide)))
    assert shown.splitlines()[1:3] == [f"{to_latex(wide)} & \\\\", rf"&\quad= {to_latex(wide)}"]


def test_what_is_no_chain_of_relations_is_left_alone() -> None:
    tree = call("implies", equal(a, long), equal(b, long))
    assert layout.display(formula(tree)) == to_latex(tree)


def steps(rule: Inlines, start: Expr, *after: Expr) -> Steps:
    rows = tuple(Row(to_latex(tree), tree, rule) for tree in after)
    return Steps((Text("Title"),), to_latex(start), start, rows, "der:d")


def test_a_short_rule_stands_beside_its_line() -> None:
    rule = (Text("50 % of "), Math("x"))
    assert layout.derivation_rows(steps(rule, a, b, c)) == [
        [r"a & = b && \text{50 \% of $x$}"], [r"& = c && \text{50 \% of $x$}"],
    ]


def test_a_long_rule_stands_below_its_line_in_lines_that_fit() -> None:
    rule = (Text(" ".join(["word"] * 20)),)
    (rows,) = layout.derivation_rows(steps(rule, a, b))
    assert rows[0] == "a & = b"
    assert len(rows) > 2
    said = " ".join(row.removeprefix(r"& \quad \text{").removesuffix("}") for row in rows[1:])
    assert said == " ".join(["word"] * 20)


def test_statements_follow_with_an_arrow() -> None:
    rows = layout.derivation_rows(steps((Text("so"),), equal(a, b), equal(b, a)))
    assert rows == [["& a = b"], [r"\implies{} & b = a && \text{so}"]]


@pytest.mark.parametrize(("narrow", "wide"), [
    ("a", "a + b"), (r"\frac{a}{b}", r"\frac{a + c}{b + d}"), (r"\sum_{i = 1}^n x_i", r"x_1 + x_2 + x_3 + x_4"),
    (r"\mathbf{w}", r"w w w"), (r"\cos \theta", r"\cos \theta + \cos \theta"),
])
def test_widths_are_in_order(narrow: str, wide: str) -> None:
    assert 0 < layout.width(narrow) < layout.width(wide)
