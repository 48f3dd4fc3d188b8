"""E_i of an index that is drawn from 1, ..., n with equal chances: the mean over all values of the index."""

from __future__ import annotations

from collections.abc import Mapping

from mathnn.expression import INTEGER
from mathnn.expression.build import divide, multiply, number
from mathnn.expression.tree import Bind, Expr, Symbol, operators, rebuild, substitute, symbols


def with_means(tree: Expr, sizes: Mapping[str, str]) -> Expr | None:
    """The tree with E_i[...] as a mean over i = 1, ..., n for every index of which n is known; None without one."""
    if not sizes or "expectation" not in operators(tree):
        return None
    made = _written(tree, sizes, {s.name: s for s in symbols(tree)})
    return made if made != tree else None


def _written(tree: Expr, sizes: Mapping[str, str], known: Mapping[str, Symbol]) -> Expr:
    made = rebuild(tree, lambda part: _written(part, sizes, known))
    if not isinstance(made, Bind) or made.op != "expectation" or made.where is not None:
        return made
    name = sizes.get(made.index.name)
    if name is None:
        return made
    size = known.get(name, Symbol(name, INTEGER))
    index = Symbol(made.index.name, INTEGER)
    body = substitute(made.body, {made.index: index})
    total = Bind("sum", index, body, number(1), size, None, body.sort)
    return multiply(divide(1, size), total)


__all__ = ["with_means"]
