"""The tree: equality, traversal, substitution; and the sorts that the operator table gives."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathnn.errors import SortError
from mathnn.expression import NUMBER, OPERATORS, Bind, Call, Number, Symbol, matrix, vector
from mathnn.expression.build import (
    add,
    call,
    divide,
    dot,
    entry,
    equal,
    index,
    multiply,
    negate,
    number,
    scalar,
    total,
    transpose,
)
from mathnn.expression.operators import describe
from mathnn.expression.tree import children, operators, rebuild, substitute, symbols, walk

n, m, i, k = (index(name) for name in "nmik")
w, x = (Symbol(rf"\mathbf{{{name}}}", vector(n)) for name in "wx")
A = Symbol("A", matrix(m, n))
b, c = scalar("b"), scalar("c")


@given(st.fractions())
def test_a_number_is_written_in_one_way(value: Fraction) -> None:
    tree = number(value)
    if isinstance(tree, Call) and tree.op == "negate":
        assert value < 0
        tree, value = tree.args[0], -value
    if isinstance(tree, Call):
        above, below = tree.args
        assert isinstance(above, Number)
        assert isinstance(below, Number)
        assert above.value / below.value == value
    else:
        assert isinstance(tree, Number)
        assert tree.value == value == Fraction(tree.written)


def test_digits_are_kept() -> None:
    assert number("0.50") != number("0.5")
    assert number("-0.50") == negate(number("0.50"))


def test_sums_and_products_are_flat_and_keep_their_order() -> None:
    assert add(b, add(c, 1)) == add(b, c, 1)
    assert multiply(2, multiply(b, c)).args == (number(2), b, c)  # type: ignore[union-attr]
    assert add() == number(0)
    assert multiply(b) == b
    assert negate(negate(b)) == b


def test_a_bound_index_is_not_free_and_not_replaced() -> None:
    body = multiply(entry(w, i), entry(x, i))
    tree = add(total(i, body, 1, n), entry(w, i))
    assert i in symbols(tree)
    assert i not in symbols(total(i, body, 1, n))
    replaced = substitute(tree, {i: number(2)})
    assert replaced == add(total(i, body, 1, n), entry(w, 2))


def test_substitution_is_not_searched_again() -> None:
    assert substitute(add(b, c), {b: c, c: b}) == add(c, b)


def test_what_does_not_change_is_the_same_object() -> None:
    tree = divide(dot(w, x), b)
    assert rebuild(tree, lambda child: child) is tree
    assert substitute(tree, {scalar("q"): b}) == tree


def test_what_is_kept_with_a_tree_is_no_part_of_it() -> None:
    known, fresh = (total(i, add(b, i), 1, 3) for _ in range(2))
    assert operators(known) == {"sum", "add"}
    assert symbols(known) == {b}
    assert walk(known) is walk(known)
    assert known == fresh
    assert hash(known) == hash(fresh)
    assert pickle.dumps(known) == pickle.dumps(fresh)


def test_walk_reads_parents_before_children() -> None:
    tree = divide(add(b, 1), c)
    assert [repr(node) for node in walk(tree)] == ["(divide (add b 1) c)", "(add b 1)", "b", "1", "c"]
    assert children(number(1)) == ()


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (dot(w, x), NUMBER),
        (multiply(transpose(w), x), NUMBER),
        (multiply(w, transpose(x)), matrix(n, n)),
        (multiply(A, x), vector(m)),
        (multiply(2, A, x), vector(m)),
        (transpose(A), matrix(n, m)),
        (transpose(transpose(w)), vector(n)),
        (call("diag", w), matrix(n, n)),
        (call("jacobian", multiply(A, x), x), matrix(m, n)),
        (call("gradient", dot(w, x), x), vector(n)),
        (call("hessian", dot(w, x), x), matrix(n, n)),
        (call("outer", w, x), matrix(n, n)),
        (call("exp", w), vector(n)),
        (entry(A, 1), vector(n)),
        (entry(A, 1, 2), NUMBER),
        (total(i, entry(w, i)), NUMBER),
        (total(i, multiply(entry(w, i), x)), vector(n)),
    ],
)
def test_sorts(tree: Call | Bind, expected: object) -> None:
    assert tree.sort == expected


@pytest.mark.parametrize(
    "make",
    [
        lambda: add(w, b),
        lambda: add(w, transpose(w)),
        lambda: dot(b, c),
        lambda: multiply(w, x),
        lambda: multiply(A, multiply(A, x)),
        lambda: equal(w, transpose(w)),
        lambda: call("trace", A),
        lambda: call("inverse", w),
        lambda: entry(b, 1),
        lambda: entry(w, 1, 2),
        lambda: call("power", A, 2),
        lambda: call("norm"),
        lambda: call("apply", b, c),
    ],
)
def test_shapes_that_cannot_agree_are_refused(make: object) -> None:
    with pytest.raises(SortError):
        make()  # type: ignore[operator]


def test_a_sort_is_described_for_people() -> None:
    assert describe(vector(n)) == "a column of n numbers"
    assert describe(matrix(m, number(3))) == "a matrix of shape m x 3"


def test_an_unknown_operator_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        call("no such operator", b)


def test_every_operator_takes_at_least_as_many_as_it_needs() -> None:
    assert all(0 <= row.least <= row.most for row in OPERATORS.values())
