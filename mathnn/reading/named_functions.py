"""Functions that the words name before a formula: "for tanh, f'(z) = 1 - f(z)^2" after f was the sigmoid."""

from __future__ import annotations

import re

from mathnn.expression import NUMBER, Call, Expr, Number, Symbol
from mathnn.expression.build import add, call, number
from mathnn.expression.tree import symbols, walk
from mathnn.notation import Name, Notation

_NAMED = re.compile(r"\bfor\s+(?:(?:the|a)\s+)?(tanh|hyperbolic tangent|sigmoid|logistic|softplus)"
                    r"(?:\s+(?:function|activation|sigmoid|case|unit|units))*\s*[,:]?\s*$", re.IGNORECASE)
_Z = Symbol("z", NUMBER)


def with_named_function(tree: Expr, notation: Notation, before: str) -> Notation | None:
    """The notation in which the one function that is differentiated is the one that the words name; None without."""
    found = _NAMED.search(before)
    heads = {node.args[0] for node in walk(tree) if isinstance(node, Call) and node.op == "prime"}
    if found is None or len(heads) != 1 or isinstance(next(iter(heads)), Number):
        return None
    (head,) = heads
    if not isinstance(head, Symbol) or head.sort.kind != "function" or [s.shape for s in head.sort.domain] != [()]:
        return None
    if head not in symbols(tree):
        return None
    row = Name(head, "", _formula(found[1].lower()), (_Z,))
    return Notation({**notation.names, head.name: row}, notation.assumptions)


def _formula(word: str) -> Expr:
    if word in ("sigmoid", "logistic"):
        return call("sigmoid", _Z)
    if word == "softplus":
        return call("log", add(number(1), call("exp", _Z)))
    return call("tanh", _Z)


__all__ = ["with_named_function"]
