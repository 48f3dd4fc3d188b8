"""Formulas that a text gave for p(x | theta), put in its place; that for p(o | c) is one for p(w | c) too."""

from __future__ import annotations

from dataclasses import replace

from mathnn.check import random_names as said
from mathnn.expression import INTEGER, NUMBER
from mathnn.expression.tree import Bind, Call, Expr, Symbol, rebuild, substitute, symbols, walk
from mathnn.notation import Notation


def with_formulas(tree: Expr, notation: Notation) -> Expr:
    """The relation with the formulas that the text gave for P(X | \\theta) and the like."""
    if not any("|" in name for name in notation.names):
        return tree
    table: dict[Expr, Expr] = {node: formula for node in walk(tree) if said.conditional(node) is not None
                               and (formula := _formula(node, notation)) is not None}
    return substitute(tree, table)


def _formula(node: Expr, notation: Notation) -> Expr | None:
    """The formula for a conditional probability; that of p(x | \\theta) gives p(x_i | \\theta) and p(z | \\theta)."""
    name = said.conditional(node)
    row = notation.names.get(name) if name is not None else None
    if row is not None and row.definition is not None:
        return row.definition
    inner = node.args[1] if isinstance(node, Call) and len(node.args) == 2 else None
    if not isinstance(node, Call) or not isinstance(inner, Call) or inner.op != "given":
        return None
    event = inner.args[0]
    if not isinstance(event, Symbol) and not (isinstance(event, Call) and event.op in ("entry", "layer")):
        return None
    formulas = ((other, row.definition) for other, row in notation.names.items() if "|" in other)
    for other, formula in formulas:
        for letter in symbols(formula) if formula is not None else ():
            of_letter = Call("apply", (node.args[0], Call("given", (letter, *inner.args[1:]), inner.sort)), node.sort)
            if formula is not None and _are_alike(letter, event) and said.conditional(of_letter) == other:
                return substitute(_apart(formula, event), {letter: event})
    return None


def _are_alike(letter: Symbol, event: Expr) -> bool:
    """May one stand for the other? A letter that counts words may be read as a number in one place."""
    return letter.sort == event.sort or {letter.sort, event.sort} == {NUMBER, INTEGER}


def _apart(tree: Expr, letter: Expr) -> Expr:
    """The tree in which no sum runs over this letter."""
    made = rebuild(tree, lambda part: _apart(part, letter))
    if not isinstance(made, Bind) or not isinstance(letter, Symbol) or made.index.name != letter.name:
        return made
    other = Symbol(f"{letter.name}'", made.index.sort)
    return replace(made, index=other, body=substitute(made.body, {made.index: other}))


__all__ = ["with_formulas"]
