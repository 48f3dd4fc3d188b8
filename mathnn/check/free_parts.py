"""Parts that no derivative of a statement moves: h of dL/dW, where z = W h and h = tanh(U x), stands for anything.

What holds for any h holds for that one, and is cheaper to show: the formula of h need not be calculated with.
"""

from __future__ import annotations

from mathnn.check.question import Question
from mathnn.expression.tree import Symbol, symbols
from mathnn.notation import Name, Notation


def with_free_parts(question: Question) -> Question | None:
    """The question without the formulas of columns that no variable of a derivative moves; None without such."""
    if not question.slopes or "layer" in question.operators:
        return None
    by = {symbol for node in question.slopes for symbol in symbols(node.args[1])}
    moved = by | _moved(by, question.notation)
    assumed = {symbol.name for condition in question.notation.assumptions for symbol in symbols(condition)}
    freed = {name: Name(row.symbol) for name, row in question.notation.names.items()
             if row.definition is not None and row.symbol not in moved and row.symbol.sort.shape
             and row.symbol.sort.kind == "number" and not row.parameters and name not in assumed}
    if not freed:
        return None
    return question.under(Notation({**question.notation.names, **freed}, question.notation.assumptions))


def _moved(by: set[Symbol], notation: Notation) -> set[Symbol]:
    """The letters whose formulas lead to what is differentiated by."""
    found: set[Symbol] = set()
    rows = [row for row in notation if row.definition is not None]
    for _ in rows:
        new = {row.symbol for row in rows if row.definition is not None
               and not symbols(row.definition).isdisjoint(by | found)} - found
        if not new:
            return found
        found |= new
    return found


__all__ = ["with_free_parts"]
