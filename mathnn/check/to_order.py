"""Equations that words make hold to some order of what is small: to first order in h, (1 - h)^2 = 1 - 2h."""

from __future__ import annotations

from mathnn.check.nearly import Near, along, asked_near
from mathnn.check.orders import T
from mathnn.check.polynomials import coefficients
from mathnn.check.question import Question
from mathnn.claims import Verdict
from mathnn.expression.tree import Call, Number, Symbol, substitute, symbols, walk
from mathnn.notation import Notation
from mathnn.syntax.to_latex import to_latex


def judged_to_order(link: Call, notation: Notation, small: Symbol, order: int | None) -> Verdict | None:
    """The verdict on an equation up to this power of a small letter, by derivatives at 0; None where none is found.

    Without an order it is the highest power of the shorter side that is a sum of powers; then it is refuted only where
    both sides agree at 0.
    """
    if link.op not in ("equal", "identical", "approximately") or small not in symbols(link):
        return None
    table = along((small,))
    near = Near(Question("equal", link.args[0], link.args[1], notation), rf"{to_latex(small)} \to 0", table)
    is_said = order is not None
    if order is None:
        powers = [coefficients(substitute(side, table), T) for side in link.args]
        order = min((max(found) for found in powers if found), default=None)
    found = asked_near(near, order + 1) if order is not None else None
    if found is None:
        return None
    if found.is_true:
        return Verdict("conditional", f"It holds up to terms of higher order, as ${near.small}$.",
                       conditions=(near.small,), method="derivatives at 0", checked_for=found.checked_for)
    if any(isinstance(node, Number) and "." in node.written for node in walk(link)):
        return None  # its decimals may be rounded ones
    begins = found if is_said else asked_near(near, 1)
    if found.kind == "refuted" and (is_said or (begins is not None and begins.is_true)):
        return Verdict("refuted", f"Not even up to terms of order {order}, as ${near.small}$.", method=found.method,
                       counterexample=found.counterexample, checked_for=found.checked_for)
    return None


__all__ = ["judged_to_order"]
