"""A formula that was read back is the one that was printed, or it is another."""

from __future__ import annotations

import pytest

from mathnn.expression import Symbol, function
from mathnn.expression.build import add, call, entry, equal, index, multiply, total
from mathnn.expression.tree import Expr
from mathnn.readback import same

a, b, z = map(Symbol, "abz")
i, j, n = map(index, "ijn")


def entry_of(at: Expr) -> Expr:
    return call("abs", add(at, a))


@pytest.mark.parametrize(("read", "printed"), [
    (add(a, b), add(a, b)),
    (Symbol("a", index("a").sort), a),
    (total(i, entry_of(i), 1, n), total(j, entry_of(j), 1, n)),
    (total(i, total(j, multiply(i, j))), total(j, total(i, multiply(j, i)))),
    (call("and", call("and", equal(a, b), equal(b, z)), call("and", equal(b, z), equal(z, a))),
     call("and", equal(a, b), equal(b, z), equal(z, a))),
    (call("step", z), call("apply", Symbol("H", function()), z)),
])
def test_what_no_reader_can_see_is_the_same(read: Expr, printed: Expr) -> None:
    assert same(read, printed)
    assert same(printed, read)


@pytest.mark.parametrize(("read", "printed"), [
    (add(a, b), add(b, a)),
    (equal(a, b), equal(b, a)),
    (multiply(a, b), add(a, b)),
    (call("and", equal(a, b), equal(b, z)), call("and", equal(a, b))),
    (call("or", call("or", equal(a, b), equal(b, z)), equal(z, a)), call("or", equal(a, b), equal(z, a))),
    (total(i, total(j, multiply(i, j))), total(i, total(j, multiply(j, i)))),
    (total(i, multiply(i, j)), total(j, multiply(j, j))),
    (total(i, entry_of(i), 1, n), total(i, entry_of(i))),
    (entry(Symbol(r"\mathbf{u}", call("vector", a, b).sort), 1), a),
])
def test_another_formula_is_another(read: Expr, printed: Expr) -> None:
    assert not same(read, printed)
