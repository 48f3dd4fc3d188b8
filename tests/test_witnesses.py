"""What witnesses say together, and what of it may be printed."""

from __future__ import annotations

import pytest

from mathnn.claims import Derivation, Kind, Role, Step, Verdict
from mathnn.expression import Symbol
from mathnn.expression.build import add, call, chain, equal
from mathnn.expression.tree import Expr
from mathnn.notation import Notation
from mathnn.testimony import follows, of_example
from mathnn.witnesses import Checked, Statement, hear

x, y, z = map(Symbol, "xyz")


def checked(role: Role, *kinds: Kind, because: str = "") -> Checked:
    statement = Statement("s", "eq:s", "equation", equal(x, x), Notation(), role, because)
    return Checked(statement, {str(place): Verdict(kind, "why") for place, kind in enumerate(kinds)})


@pytest.mark.parametrize(("kinds", "together"), [
    ((), "unsettled"),
    (("proved",), "proved"),
    (("tested", "proved"), "proved"),
    (("unsettled", "proved"), "proved"),
    (("proved", "conditional"), "conditional"),
    (("none", "tested"), "tested"),
    (("none",), "none"),
    (("proved", "refuted"), "refuted"),
    (("conditional", "mistyped"), "mistyped"),
    (("proved", "unreadable"), "unreadable"),
    (("unsettled",), "unsettled"),
])
def test_the_worst_counts_where_something_is_wrong_else_the_best(kinds: tuple[Kind, ...], together: Kind) -> None:
    assert checked("claim", *kinds).verdict.kind == together


@pytest.mark.parametrize(("role", "kinds", "because", "printable"), [
    ("claim", ("proved",), "", True),
    ("claim", ("conditional",), "", True),
    ("claim", ("tested",), "", False),
    ("claim", ("tested",), "no proof for all n is known", True),
    ("claim", ("none",), "", False),
    ("claim", ("unsettled",), "so", False),
    ("claim", ("unreadable",), "so", False),
    ("claim", ("refuted",), "so", False),
    ("claim", (), "so", False),
    ("definition", ("none",), "", True),
    ("definition", ("mistyped",), "", False),
    ("hypothesis", ("none",), "", True),
    ("mistake", ("refuted",), "", True),
    ("mistake", ("mistyped",), "", True),
    ("mistake", ("refuted", "proved"), "", True),
    ("mistake", ("proved",), "", False),
    ("mistake", ("unsettled",), "", False),
    ("mistake", (), "", False),
])
def test_what_may_be_printed(role: Role, kinds: tuple[Kind, ...], because: str, printable: bool) -> None:
    assert (checked(role, *kinds, because=because).fault is None) == printable


def test_support_counts_who_speaks_for_it() -> None:
    assert checked("claim", "proved", "unsettled", "tested").support == ("0", "2")
    assert checked("mistake", "proved", "refuted").support == ("1",)


# --- what a derivation shows --------------------------------------------------------------------------------------

EXPRESSIONS = Derivation("d", "D", x, (Step("r", x, y), Step("s", y, z)))
STATEMENTS = Derivation("e", "E", equal(x, y), (Step("r", equal(x, y), equal(y, x)),))


@pytest.mark.parametrize(("statement", "derivation", "shown"), [
    (equal(x, z), EXPRESSIONS, True),
    (equal(x, y, z), EXPRESSIONS, True),
    (equal(y, x), EXPRESSIONS, True),
    (equal(x, add(y, z)), EXPRESSIONS, False),
    (chain("less_equal", x, z), EXPRESSIONS, False),
    (z, EXPRESSIONS, False),
    (equal(y, x), STATEMENTS, True),
    (call("implies", equal(x, y), equal(y, x)), STATEMENTS, True),
    (call("implies", equal(y, x), equal(x, y)), STATEMENTS, False),
    (call("iff", equal(x, y), equal(y, x)), STATEMENTS, False),
    (equal(x, z), STATEMENTS, False),
])
def test_what_a_derivation_shows(statement: Expr, derivation: Derivation, shown: bool) -> None:
    assert follows(statement, derivation) == shown


@pytest.mark.parametrize(("tree", "kind"), [
    (equal(add(x, y), add(y, x)), "proved"),
    (equal(add(x, y), x), "refuted"),
])
def test_a_line_is_judged_as_a_tree_and_as_it_is_printed(tree: Expr, kind: Kind) -> None:
    found = hear(Statement("s", "eq:s", "worked line", tree, Notation()), of_example())
    assert {name: verdict.kind for name, verdict in found.heard.items()} == {"symbolic": kind, "reading": kind}


def test_a_formula_that_reads_back_as_another_is_unreadable() -> None:
    ambiguous = equal(Symbol("x y"), call("multiply", x, y))  # one name that looks like a product
    found = hear(Statement("s", "eq:s", "equation", ambiguous, Notation()), of_example())
    assert found.heard["reading"].kind == "unreadable"
    assert found.fault is not None
