"""Factorials of observed counts, the x_i! of a Poisson likelihood: what holds of any positive function holds of them.

A letter for a count is a number like any other here, of which no factorial can be taken.
"""

from __future__ import annotations

from dataclasses import replace

from mathnn.expression import NUMBER, Call, Expr, Symbol, function
from mathnn.expression.build import call
from mathnn.expression.tree import operators, rebuild, symbols
from mathnn.notation import Notation

_ANY = Symbol(" factorial", function())  # with a space before it: no letter of the text


def with_any_function(tree: Expr, notation: Notation) -> tuple[Expr, Notation] | None:
    """The statement with an unknown positive function in place of such factorials; None where there is none."""
    rows = {name: replace(row, definition=_replaced(row.definition)) for name, row in notation.names.items()
            if row.definition is not None and "factorial" in operators(row.definition)}
    if not rows and "factorial" not in operators(tree):
        return None
    return _replaced(tree), Notation({**notation.names, **rows}, notation.assumptions)


def _replaced(tree: Expr) -> Expr:
    made = rebuild(tree, _replaced)
    if isinstance(made, Call) and made.op == "factorial" and any(s.sort.kind != "integer" for s in symbols(made)):
        return call("exp", Call("apply", (_ANY, made.args[0]), NUMBER))
    return made


__all__ = ["with_any_function"]
