"""Equations that hold only nearly: f(x + h) = f(x) + h f'(x). A text writes them with an equals sign all the same."""

from __future__ import annotations

from mathnn.check.inverses import MARK
from mathnn.check.nearly import EXACT, points_of
from mathnn.expression import Call, Expr
from mathnn.expression.tree import Bind, Symbol, symbols, walk
from mathnn.notation import Name, Notation


def expanded(link: Call, functions: set[str]) -> set[str]:
    """The open functions whose value at one point is set against values or derivatives at another.

    Nothing of the kind holds for all functions; where derivatives stand beside it is an approximation, or says what
    functions are meant. Integrals and limits make exact statements of such differences, and inverse functions do.
    """
    if any((isinstance(node, Bind) and node.op in EXACT) or (isinstance(node, Symbol) and MARK in node.name)
           for node in walk(link)):
        return set()
    found: set[str] = set()
    for name in functions:
        values, slopes = set[tuple[Expr, ...]](), set[tuple[Expr, ...]]()
        for args, is_slope in points_of(link, name):
            (slopes if is_slope else values).add(args)
        if values and slopes and len(values | slopes) > 1:
            found.add(name)
    return found


def without_restated(link: Expr, notation: Notation) -> Notation:
    """The notation without the formula of f, where an equation f(x + h) = g(q(x + h)) with open g and q begins.

    The text has gone on to another example, and writes the new f at a moved point at once.
    """
    left, right = link.args if isinstance(link, Call) and link.op == "equal" else (link, link)
    head = left.args[0] if isinstance(left, Call) and left.op == "apply" else None
    row = notation.find(head.name) if isinstance(head, Symbol) else None
    if not isinstance(head, Symbol) or row is None or row.definition is None or head in symbols(right):
        return notation
    is_slope = any(isinstance(node, Call) and node.op == "prime" for node in walk(right))
    if is_slope or not _open_functions(right, notation):
        return notation
    if isinstance(left, Call) and _open_functions(row.definition, notation) and _is_value(left):
        return notation
    return notation.with_name(Name(row.symbol))


def _is_value(left: Call) -> bool:
    """f(x) at letters only, which is no moved point."""
    return all(isinstance(arg, Symbol) for arg in left.args[1:])


def _open_functions(tree: Expr, notation: Notation) -> bool:
    return any(s.sort.kind == "function" and ((row := notation.find(s.name)) is None or row.definition is None)
               for s in symbols(tree))
