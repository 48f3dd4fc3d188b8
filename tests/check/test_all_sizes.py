"""When is a calculation at some sizes a proof for all? The claims of docs/proof-for-all-sizes.md, held to the code."""

from __future__ import annotations

import pytest

from mathnn.check.all_sizes import enough
from mathnn.check.judge import judge
from mathnn.check.question import Question
from mathnn.expression import Expr, Symbol, matrix, vector
from mathnn.expression.build import (
    add,
    bind,
    call,
    divide,
    dot,
    entry,
    equal,
    index,
    multiply,
    norm,
    number,
    power,
    subtract,
    total,
    transpose,
)
from mathnn.notation import Name, Notation, notation

n, m = index("n"), index("m")
i, j = index("i"), index("j")
x, y, z = (Symbol(name, vector(n)) for name in "xyz")
A, B = (Symbol(name, matrix(n, n)) for name in "AB")
I = Symbol("I", matrix(n, n))  # noqa: E741
NOTHING = Notation()


def question(statement: Expr, table: Notation = NOTHING) -> Question:
    left, right = statement.args  # type: ignore[union-attr]
    return Question("equal", left, right, table)


def test_a_statement_true_at_two_sizes_only_is_refuted_at_the_third() -> None:
    trace = call("trace", I)
    statement = equal(add(power(trace, 2), 6), multiply(5, trace))
    found = enough(question(statement))
    assert found is not None
    assert found.least[("n", None)] >= 2
    assert found.counts[("n", None)] >= 3
    assert judge(statement, NOTHING).kind == "refuted"


def test_a_cubic_in_the_size_that_vanishes_at_the_first_three_sizes_is_not_proved() -> None:
    trace = call("trace", I)
    product = multiply(subtract(trace, 2), subtract(trace, 3), subtract(trace, 4))
    assert judge(equal(product, 0), NOTHING).kind == "refuted"


@pytest.mark.parametrize(("statement", "indices"), [
    (equal(dot(x, y), dot(y, x)), 1),
    (equal(multiply(transpose(x), A, y), multiply(transpose(y), transpose(A), x)), 2),
    (equal(call("trace", multiply(A, B)), call("trace", multiply(B, A))), 2),
    (equal(power(total(i, entry(x, i), 1, n), 2),
           total(i, total(j, multiply(entry(x, i), entry(x, j)), 1, n), 1, n)), 2),
    (equal(transpose(multiply(A, B)), multiply(transpose(B), transpose(A))), 3),
])
def test_indices_are_counted(statement: Expr, indices: int) -> None:
    found = enough(question(statement))
    assert found is not None
    assert found.least[("n", None)] == max(2, indices)
    assert found.counts[("n", None)] == 1
    assert judge(statement, NOTHING).kind == "proved"


def test_the_length_of_ones_asks_for_more_than_one_size() -> None:
    ones = Symbol(r"\mathbf{1}", vector(n))
    statement = equal(multiply(transpose(ones), ones), n)
    found = enough(question(statement))
    assert found is not None
    assert found.counts[("n", None)] == 2
    assert judge(statement, NOTHING).kind == "proved"


def test_functions_that_add_up_to_a_constant_ask_for_more_sizes() -> None:
    squares = add(power(call("sin", entry(x, i)), 2), power(call("cos", entry(x, i)), 2))
    statement = equal(total(i, squares, 1, n), n)
    found = enough(question(statement))
    assert found is not None
    assert found.counts[("n", None)] >= 2
    assert judge(statement, NOTHING).kind == "proved"


def test_what_the_denominator_sums_is_counted() -> None:
    p = Symbol("p", vector(n))
    shares = Name(p, definition=divide(call("exp", entry(z, i)), total(j, call("exp", entry(z, j)))), parameters=(i,))
    statement = equal(call("partial", entry(p, i), entry(z, j)),
                      multiply(entry(p, i), subtract(call("delta", i, j), entry(p, j))))
    found = enough(question(statement, notation(shares)))
    assert found is not None
    assert found.least[("n", None)] >= 3
    assert judge(statement, notation(shares)).kind == "proved"


@pytest.mark.parametrize("statement", [
    equal(multiply(bind("product", i, entry(x, i), 1, n), bind("product", i, entry(y, i), 1, n)),
          bind("product", i, multiply(entry(x, i), entry(y, i)), 1, n)),
    equal(total(i, i, 1, n), divide(multiply(n, add(n, 1)), 2)),
    equal(total(i, subtract(entry(x, add(i, 1)), entry(x, i)), 1, subtract(n, 1)), subtract(entry(x, n), entry(x, 1))),
])
def test_what_the_argument_does_not_cover_is_not_proved(statement: Expr) -> None:
    assert enough(question(statement)) is None
    table = NOTHING.assuming(call("unequal", call("det", A), 0))
    assert judge(statement, table).kind == "tested"


@pytest.mark.parametrize("statement", [
    equal(call("det", multiply(A, B)), multiply(call("det", A), call("det", B))),
    equal(call("inverse", multiply(A, B)), multiply(call("inverse", B), call("inverse", A))),
    equal(multiply(call("inverse", A), A, x), x),
])
def test_laws_of_inverses_and_determinants_hold_in_every_size(statement: Expr) -> None:
    table = NOTHING.assuming(call("unequal", call("det", A), 0), call("unequal", call("det", B), 0))
    assert judge(statement, table).kind == "proved"


def test_a_law_of_inverses_that_is_none_is_refuted() -> None:
    wrong = equal(call("inverse", multiply(A, B)), multiply(call("inverse", A), call("inverse", B)))
    assert judge(wrong, NOTHING).kind == "refuted"


def test_roots_of_double_sums_are_not_covered() -> None:
    """n sum x_i^2 - (sum x_i)^2 is a square at n = 2 only."""
    spread = subtract(multiply(n, dot(x, x)), power(total(i, entry(x, i), 1, n), 2))
    wrong = equal(call("root", spread), call("abs", subtract(entry(x, 1), entry(x, 2))))
    assert enough(question(wrong)) is None
    assert judge(wrong, NOTHING).kind == "refuted"


def test_lengths_and_dot_products_are_proved_in_the_plane() -> None:
    statement = call("less_equal", call("abs", dot(x, y)), multiply(norm(x), norm(y)))
    found = enough(Question("less_equal", statement.args[0], statement.args[1], NOTHING))
    assert found is not None
    assert found.argument == "lengths and dot products"
    assert found.least == {("n", None): 2}
    assert judge(statement, NOTHING).kind == "proved"


def test_three_vectors_ask_for_three_dimensions() -> None:
    gram = call("rows", *(call("vector", *(dot(a, b) for b in (x, y, z))) for a in (x, y, z)))
    assert judge(equal(call("det", gram), 0), NOTHING).kind == "refuted"  # true in the plane


def test_an_inequality_with_sums_over_entries_is_no_proof_for_all_sizes() -> None:
    statement = call("greater_equal", multiply(n, call("dot", x, x)), power(total(i, entry(x, i), 1, n), 2))
    assert judge(statement, NOTHING).kind == "tested"


def test_no_size_no_question() -> None:
    a, b = Symbol("a"), Symbol("b")
    assert judge(equal(power(add(a, b), 2), add(power(a, 2), multiply(2, a, b), power(b, 2))), NOTHING).kind == "proved"
    assert judge(equal(number(1), number(1)), NOTHING).kind == "proved"
