r"""A member of a list beside a sum over members: u_o and the u_k that were drawn, of which u_o is meant to be none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mathnn.check.conventions import Meant
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, operators, substitute, symbols, walk
from mathnn.notation import Notation
from mathnn.syntax.to_latex import to_latex


def apart_from_sums(tree: Expr, notation: Notation) -> Meant | None:
    """The statement where a member by which it differentiates is none of those that a sum runs over; None without one.

    Only of a formula that has this member beside the sum: of a sum alone it would be no derivative at all.
    """
    if operators(tree).isdisjoint(DERIVATIVES):
        return None
    rows = [row for symbol in symbols(tree) if (row := notation.find(symbol.name)) is not None
            and row.definition is not None]
    conditions: dict[str, None] = {}
    for member in dict.fromkeys(_members(tree)):
        ends = dict.fromkeys(end for row in rows if row.definition is not None for end in _ends(row.definition, member))
        conditions |= {rf"{to_latex(member.args[1])} \notin \{{1, \dots, {to_latex(end)}\}}": None for end in ends}
        own: dict[Expr, Expr] = {member: Symbol(to_latex(member), member.sort)} if ends else {}
        tree = substitute(tree, own)
        for row in rows if ends else ():
            formula = (notation.find(row.symbol.name) or row).definition
            if formula is not None:
                notation = notation.with_name(replace(row, definition=substitute(formula, own)))
    return Meant(tree, notation, tuple(conditions)) if conditions else None


def _members(tree: Expr) -> Iterator[Call]:
    """The members with a letter for their label by which something is differentiated."""
    for node in walk(tree):
        by = node.args[1] if isinstance(node, Call) and node.op in DERIVATIVES else None
        if isinstance(by, Call) and by.op == "layer" and isinstance(by.args[1], Symbol):
            yield by


def _ends(tree: Expr, member: Call) -> Iterator[Expr]:
    """Where the sums over members end that stand beside this one."""
    sums = [node for node in walk(tree) if isinstance(node, Bind) and node.op == "sum" and node.upper is not None
            and isinstance(node.lower, Number) and node.lower.value == 1
            and any(part == Call("layer", (member.args[0], node.index), member.sort) for part in walk(node.body))]
    inside = {id(part) for each in sums for part in walk(each.body)}
    if any(part == member and id(part) not in inside for part in walk(tree)):
        yield from (each.upper for each in sums if each.upper is not None)


__all__ = ["apart_from_sums"]
