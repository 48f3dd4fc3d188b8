r"""Sums over a set that has only a name, ``\sum_{w \in V} \exp(u_w^\top v)``: V is a vocabulary, a batch, any indices.

Which members it has does not matter where a statement speaks of one such set alone: it is taken for the first so many
indices, or for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mathnn.claims import Verdict
from mathnn.expression import INTEGER, SET, Bind, Call, Expr, Symbol
from mathnn.expression.build import number
from mathnn.expression.tree import rebuild, symbols, walk
from mathnn.notation import Notation

NEEDED = "a condition that is no comparison"  # what is said where such a sum was met


def judged_over_sets(found: Verdict, tree: Expr, notation: Notation,
                     judge: Callable[[Expr, Notation], Verdict]) -> Verdict:
    """The verdict with the set as the first indices, or as all; false only where it is so of both."""
    name = _only_set(tree, notation)
    if name is None:
        return found
    first, whole = (judge(*_over(tree, notation, name, upper)) for upper in (Symbol(f"|{name}|", INTEGER), None))
    if first.is_true:
        return first
    if whole.is_true:
        condition = rf"{name} \text{{ holds every index}}"
        kind = "tested" if whole.kind == "tested" else "conditional"
        return whole.changed(kind=kind, conditions=(*whole.conditions, condition),
                             reason=f"{whole.reason} It holds where ${condition}$.")
    return first if first.kind == whole.kind == "refuted" else found


def _only_set(tree: Expr, notation: Notation) -> str | None:
    """The one set that all sums are over; None where there are others, or sums over all indices besides."""
    names: set[str] = set()
    for node in _sums(tree, notation):
        member = node.where
        index, name = map(_name, member.args) if isinstance(member, Call) and member.op == "member" else ("", "")
        if name and index == node.index.name.rstrip("'"):  # w' inside a sum over w
            names.add(name)
        elif node.where is not None or node.upper is None:
            return None
    return next(iter(names)) if len(names) == 1 else None


def _name(tree: Expr) -> str:
    return tree.name if isinstance(tree, Symbol) else ""


def _sums(tree: Expr, notation: Notation) -> Iterator[Bind]:
    waiting, seen = [tree], set[str]()
    while waiting:
        one = waiting.pop()
        yield from (node for node in walk(one) if isinstance(node, Bind) and node.op in ("sum", "product"))
        for symbol in symbols(one):
            row = notation.find(symbol.name)
            if row is not None and row.definition is not None and symbol.name not in seen:
                seen.add(symbol.name)
                waiting.append(row.definition)


def _over(tree: Expr, notation: Notation, name: str, upper: Symbol | None) -> tuple[Expr, Notation]:
    """The statement with sums from 1 to the size of the set, or over all that the index runs over."""
    rows = {key: replace(row, definition=_opened(row.definition, name, upper)) if row.definition is not None else row
            for key, row in notation.names.items()}
    return _opened(tree, name, upper), Notation(rows, notation.assumptions, notation.every)


def _opened(tree: Expr, name: str, upper: Symbol | None) -> Expr:
    if upper is not None and isinstance(tree, Call) and tree.op in ("size", "abs") and tree.args[0] in (
            Symbol(name, SET), Symbol(name)):
        return upper
    made = rebuild(tree, lambda part: _opened(part, name, upper))
    if not (isinstance(made, Bind) and isinstance(made.where, Call) and made.where.op == "member"):
        return made
    return replace(made, lower=number(1) if upper is not None else None, upper=upper, where=None)


__all__ = ["NEEDED", "judged_over_sets"]
