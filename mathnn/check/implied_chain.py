"""What derivatives imply: letters that are differentiated, but nowhere defined, hang on what they are taken by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from mathnn.check.by_value import atom
from mathnn.check.labels import spans
from mathnn.check.question import CONSTANT, Question
from mathnn.expression import function
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Call, Expr, Symbol, symbols, walk
from mathnn.notation import Name


def with_implied_chain(question: Question) -> Question:
    """Symbols that are differentiated but nowhere defined depend, by some smooth function, on what they are taken by.

    In dy/dx = dy/du du/dx there are y by x, y by u and u by x; since x is reached through u, y is a function of u.
    """
    edges = _undefined_edges(question) if question.operators & DERIVATIVES else None
    return _of_what_is_direct(question, edges, edges)[0] if edges else question


def through_formulas(question: Question) -> tuple[Question, tuple[str, ...]] | None:
    """The same where what has a formula leads on: beside delta = dC/dz and z = W x + b, C is a function of z alone.

    With it stands that condition, C = C(z); None where no formula leads from one letter to another.
    """
    edges = _undefined_edges(question) if question.operators & DERIVATIVES else None
    if not edges:
        return None
    formulas = {row.symbol: tuple(symbols(row.definition) - set(row.parameters)) for row in question.notation
                if row.definition is not None and row.symbol.sort.kind in ("number", "integer")}
    made, fewer = _of_what_is_direct(question, edges, formulas | edges)
    conditions = tuple(f"{y.name} = {y.name}({', '.join(x.name for x in direct)})" for y, direct in fewer.items()
                       if direct != _direct(edges[y], edges))
    return (made, conditions) if conditions else None


_Ways: TypeAlias = "Mapping[Symbol, tuple[Symbol, ...]]"


def _of_what_is_direct(question: Question, edges: _Ways, ways: _Ways) -> tuple[Question, _Ways]:
    """The question with each letter as a smooth function of those that it hangs on directly, and these."""
    notation, found = question.notation, {}
    for y, over in edges.items():
        found[y] = direct = _direct(over, ways)
        smooth = Symbol(f"{y.name} ", function(*(x.sort for x in direct), value=y.sort))
        notation = notation.with_name(Name(y, definition=Call("apply", (smooth, *direct), y.sort)))
    return question.under(notation), found


def _direct(over: tuple[Symbol, ...], ways: _Ways) -> tuple[Symbol, ...]:
    return tuple(x for x in over if not any(reaches(ways, u, x) for u in over if u != x))


def with_any_loss(question: Question) -> Question | None:
    """A loss of the last layer that is written out, as any smooth function of that layer; None when none stands beside
    a free layer."""
    tops = {name for name in question.labels if name not in spans(question.sides)}
    if not tops or not (question.labels.keys() - tops):
        return None
    notation, changed = question.notation, False
    for row in question.notation:
        if row.definition is None or row.parameters or row.symbol.sort.shape:
            continue
        layers = [node for node in walk(row.definition) if isinstance(node, Call) and node.op == "layer"
                  and any(s.name in tops for s in symbols(node.args[1]))]
        head = row.definition.args[0] if isinstance(row.definition, Call) and row.definition.op == "apply" else None
        unknown = isinstance(head, Symbol) and (found := notation.find(head.name)) is not None and not found.definition
        if layers and not unknown:
            args = tuple(dict.fromkeys(layers))
            smooth = Symbol(f"{row.symbol.name} ", function(*(a.sort for a in args)))
            notation = notation.with_name(replace(row, definition=Call("apply", (smooth, *args), row.symbol.sort)))
            changed = True
    return question.under(notation) if changed else None


def _undefined_edges(question: Question) -> dict[Symbol, tuple[Symbol, ...]]:
    found: dict[Symbol, tuple[Symbol, ...]] = {}
    constants = {condition.args[0].name for condition in question.notation.assumptions
                 if isinstance(condition, Call) and condition.op == CONSTANT and isinstance(condition.args[0], Symbol)}
    for side in question.trees:
        for node in walk(side):
            if isinstance(node, Call) and node.op in DERIVATIVES:
                y, x = _name(node.args[0]), _name(atom(node.args[1]) or node.args[1])
                row = question.notation.find(y.name) if y else None
                if y is None or x is None or y == x or (row is not None and row.definition is not None):
                    continue
                if y.name in constants:
                    continue
                found[y] = tuple(dict.fromkeys((*found.get(y, ()), x)))
    return found


def _name(tree: Expr) -> Symbol | None:
    while isinstance(tree, Call) and tree.op in ("entry", *DERIVATIVES):
        tree = tree.args[0]
    return tree if isinstance(tree, Symbol) and tree.sort.kind in ("number", "integer") else None


def reaches(edges: _Ways, start: Symbol, goal: Symbol) -> bool:
    """Is there a way of derivatives from one symbol to another?"""
    seen, stack = set[Symbol](), [start]
    while stack:
        node = stack.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            stack.extend(edges.get(node, ()))
    return False
