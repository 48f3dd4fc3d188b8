r"""What is known to be positive alone: factorials of observed counts, densities \mathcal{N}(x \mid \mu, \Sigma).

A letter for a count is a number like any other here, of which no factorial can be taken. What holds of any positive
function in their place holds of them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mathnn.claims import Verdict
from mathnn.expression import NUMBER, Call, Expr, Symbol, function
from mathnn.expression.build import call
from mathnn.expression.tree import operators, rebuild, symbols
from mathnn.notation import Notation

_DENSITIES = frozenset((r"\mathcal{N}", r"\mathrm{N}", r"\operatorname{Normal}"))
_DENSITY = re.compile(r"exp\( density\(([^()]*(?:\([^()]*\)[^()]*)*)\)\)")
_FACTORIAL = re.compile(r"exp\( factorial\(([^()]*)\)\)")
_OPAQUE = frozenset(("factorial", "given"))


def with_any_function(tree: Expr, notation: Notation) -> tuple[Expr, Notation] | None:
    """The statement with unknown positive functions in place of these; None where there are none."""
    rows = {name: replace(row, definition=_replaced(row.definition)) for name, row in notation.names.items()
            if row.definition is not None and not _OPAQUE.isdisjoint(operators(row.definition))}
    made = tree if _OPAQUE.isdisjoint(operators(tree)) else _replaced(tree)
    if made is tree and all(row.definition == notation.names[name].definition for name, row in rows.items()):
        return None
    return made, Notation({**notation.names, **rows}, notation.assumptions)


def _replaced(tree: Expr) -> Expr:
    made = rebuild(tree, _replaced)
    if not isinstance(made, Call):
        return made
    if made.op == "factorial" and any(s.sort.kind != "integer" for s in symbols(made)):
        return _positive("factorial", made.args)
    if made.op == "apply" and isinstance(made.args[0], Symbol) and made.args[0].name in _DENSITIES:
        inner = made.args[1]
        if len(made.args) == 2 and isinstance(inner, Call) and inner.op == "given":
            after = inner.args[1]
            rest = after.args if isinstance(after, Call) and after.op == "tuple" else inner.args[1:]
            return _positive("density", (inner.args[0], *rest))
    return made


def _positive(name: str, args: tuple[Expr, ...]) -> Expr:
    """A positive function of these; the space before its name tells that it is no letter of the text."""
    return call("exp", Call("apply", (Symbol(f" {name}", function(*(arg.sort for arg in args))), *args), NUMBER))


def spoken(found: Verdict) -> Verdict:
    """The verdict with what the text wrote in place of these functions."""
    if not found.conditions:
        return found
    conditions = tuple(_DENSITY.sub(r"\\mathcal{N}(\1)", _FACTORIAL.sub(r"\1!", each)) for each in found.conditions)
    return found.changed(conditions=conditions, reason=f"It holds where ${'$, $'.join(conditions)}$.")


__all__ = ["spoken", "with_any_function"]
