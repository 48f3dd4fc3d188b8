"""Derivatives by what is no name: by sigma^2, by e^x, by sigma(z), which depend on one letter alone.

With v = g(a) a function y of a is one of v as well where g is one to one, and dy/dv = (dy/da) / (dv/da) by the chain
rule. The quotient has no value where dv/da is 0, so that nothing is said there.
"""

from __future__ import annotations

from mathnn.expression import NUMBER
from mathnn.expression.operators import sort_of
from mathnn.expression.tree import Call, Expr, Number, Symbol

_NAMES = ("entry", "layer")
_SCALAR = ("number", "integer")


def atom(x: Expr) -> Expr | None:
    """The one letter, or the one entry of a vector, that a compound number hangs on; None of a name."""
    if not isinstance(x, Call) or x.op in (*_NAMES, "given") or x.sort.shape:
        return None
    found: set[Expr] = set()
    waiting: list[Expr] = [x]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Symbol) or (isinstance(node, Call) and node.op in _NAMES):
            found.add(node)
        elif isinstance(node, Call):
            waiting += node.args[node.op == "apply":]
        elif not isinstance(node, Number):
            return None  # a sum or an integral: of many letters
    only = found.pop() if len(found) == 1 else None
    return only if only is not None and not only.sort.shape and only.sort.kind in _SCALAR else None


def by_value(tree: Call) -> Expr | None:
    """The derivative by a compound number as a quotient of derivatives by its letter; None where x is a name."""
    y, x = tree.args[:2]
    letter = atom(x)
    if letter is None or y.sort.shape:
        return None
    times = tree.args[2] if len(tree.args) == 3 else None
    if times is not None and not (isinstance(times, Number) and times.value in (1, 2)):
        return None
    made = _quotient(y, x, letter)
    return made if times is None or times.value == 1 else _quotient(made, x, letter)


def _quotient(y: Expr, x: Expr, letter: Expr) -> Expr:
    return Call("divide", (_partial(y, letter), _partial(x, letter)), NUMBER)


def _partial(y: Expr, letter: Expr) -> Expr:
    return Call("partial", (y, letter), sort_of("partial", (y.sort, letter.sort)))


__all__ = ["atom", "by_value"]
