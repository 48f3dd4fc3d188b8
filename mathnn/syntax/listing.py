"""The entries of a column that is given by a general one: those that are printed, and where the dots stand."""

from __future__ import annotations

from mathnn.expression.build import number
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, rebuild, substitute, symbols
from mathnn.syntax.dimensions import simple

DOTS = None


def shown(tree: Bind) -> tuple[Expr | None, ...]:
    """x_1, dots, x_n; what a text set in front of the pattern comes first, what it set in the middle between dots."""
    if (moved := _moved(tree)) is not None:
        changed, body = moved
        assert tree.upper is not None
        return _at(body, tree.index, number(1)), DOTS, changed, DOTS, _at(body, tree.index, tree.upper)
    lead, body = _lead(tree)
    first, size = number(len(lead) + 1), tree.upper
    assert size is not None
    last = body if tree.index not in symbols(body) else _at(body, tree.index, size)
    return (*lead, _at(body, tree.index, first), DOTS, last)


def table(tree: Bind) -> tuple[tuple[Expr | None, ...], ...] | None:
    """The first row, dots and the last row of a matrix by its general entry; None for a column."""
    if not (isinstance(tree.body, Bind) and tree.body.op == "vector"):
        return None
    top, _, bottom = shown(tree)
    assert isinstance(top, Bind)
    assert isinstance(bottom, Bind)
    first, last = shown(top), shown(bottom)
    return first, (DOTS,) * len(first), last


def _moved(tree: Bind) -> tuple[Expr, Expr] | None:
    """The entry that is another than the pattern, x_i + h if j = i, and the pattern."""
    body = tree.body
    if not (isinstance(body, Call) and body.op == "cases" and len(body.args) == 3):
        return None
    changed, test, pattern = body.args
    is_place = isinstance(test, Call) and test.op == "equal" and test.args[0] == tree.index
    return (changed, pattern) if is_place and isinstance(test, Call) and isinstance(test.args[1], Symbol) else None


def _lead(tree: Bind) -> tuple[tuple[Expr, ...], Expr]:
    """b if i = 1, otherwise w_{i-1}: b comes first."""
    body = tree.body
    if not (isinstance(body, Call) and body.op == "cases" and len(body.args) % 2):
        return (), body
    tests = body.args[1:-1:2]
    for place, test in enumerate(tests, start=1):
        at = test.args[1] if isinstance(test, Call) and test.op == "equal" and test.args[0] == tree.index else None
        if not (isinstance(at, Number) and at.value == place):
            return (), body
    return body.args[0:-1:2], body.args[-1]


def _at(body: Expr, index: Symbol, value: Expr) -> Expr:
    return _summed(substitute(body, {index: value}))


def _summed(tree: Expr) -> Expr:
    """Indices with their numbers added up: w_1 for w_{2-1}."""
    if isinstance(tree, Call) and tree.sort.kind == "integer" and tree.op == "add":
        return simple(tree)
    return rebuild(tree, _summed)

