r"""Sequences with a formula for each member, S_n = a_1 + ... + a_n or \eta_t = \eta_0 / t, and none for the next one.

Their label counts: it is no name for some layer but a whole number, and what is said of S_n is said for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mathnn.check.labels import offsets
from mathnn.expression.build import add
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, operators, substitute, symbols, walk
from mathnn.notation import Name, Notation

_MEMBERS = frozenset(("layer", "apply"))


def is_closed(row: Name) -> bool:
    """Does the formula of a sequence rest on no member that its label leads to?

    Where it does, z^l = W^l a^{l-1}, the member 0 is the input.
    """
    if row.symbol.sort.kind != "family" or row.definition is None or not row.parameters:
        return False
    label = row.parameters[0]
    return not leads_to_itself(row) and ("layer" not in operators(row.definition) or not any(
        isinstance(node, Call) and node.op == "layer" and label in symbols(node.args[1])
        for node in walk(row.definition)))


def leads_to_itself(row: Name) -> bool:
    """Does its formula rest on other members that the label leads to, x_{t+1} = x_t - g? Its first one is given."""
    return row.definition is not None and row.symbol in symbols(row.definition) and not all(
        isinstance(node.args[1], Number) for node in walk(row.definition)
        if isinstance(node, Call) and node.op == "layer" and node.args[0] == row.symbol)


def counts(tree: Expr, label: str) -> bool:
    """Does a label stand as a number too, t of m_t / (1 - \\beta^t), or end a sum?"""
    if isinstance(tree, Symbol):
        return tree.name == label
    if isinstance(tree, Bind):
        return tree.index.name != label and any(
            counts(part, label) for part in (tree.lower, tree.upper, tree.body, tree.where) if part is not None)
    if not isinstance(tree, Call):
        return False
    return tree.op != "delta" and any(
        counts(part, label) for part in (tree.args[:1] if tree.op in ("layer", "entry") else tree.args))


def is_counting(row: Name) -> bool:
    """Does the label of a sequence stand as a number in its formula?"""
    return (row.symbol.sort.kind == "family" and row.definition is not None and bool(row.parameters)
            and counts(row.definition, row.parameters[0].name))


def unfolded(tree: Call, notation: Notation) -> Call:
    """A relation with the formulas of such sequences in place of their members, except those that have a number.

    pi(a) = exp(theta_a) / sum_b exp(theta_b), whose argument is an index, is one as well.
    """
    if operators(tree).isdisjoint(_MEMBERS):
        return tree
    kept = _differentiated_by(tree)
    table: dict[Expr, Expr] = {}
    for node in walk(tree):
        if isinstance(node, Call) and node.op in _MEMBERS and len(node.args) == 2 and node.args[0] not in kept and (
                (formula := _formula(node, notation)) is not None):
            table[node] = formula
    made = _lengthened(substitute(tree, table), table) if table else tree
    assert isinstance(made, Call)
    return made


def _formula(member: Call, notation: Notation) -> Expr | None:
    """The formula of one member, where it has one that tells all of it."""
    head, at = member.args
    row = notation.find(head.name) if isinstance(head, Symbol) else None
    if row is None or row.definition is None or len(row.parameters) != 1:
        return None
    if member.op == "apply":
        tells = "entry" in operators(row.definition) and any(
            isinstance(part, Call) and part.op == "entry" and row.parameters[0] in part.args[1:]
            for part in walk(row.definition))
    else:
        tells = not isinstance(at, Number) and (is_closed(row) or (is_counting(row) and not leads_to_itself(row)))
    return substitute(row.definition, {row.parameters[0]: at}) if tells else None


def _lengthened(tree: Expr, members: Iterable[Expr]) -> Expr:
    """With S_{t+1} the sum of a_1, ..., a_t is followed one further than these: a is as much longer."""
    reach: dict[str, int] = {}
    for node in members:
        for name, ahead in offsets(node.args[1]) if isinstance(node, Call) else ():
            reach[name] = max(reach.get(name, 0), ahead)
    table: dict[Expr, Expr] = {}
    for symbol in symbols(tree) if any(reach.values()) else ():
        shape = tuple(add(size, reach[size.name]) if isinstance(size, Symbol) and reach.get(size.name) else size
                      for size in symbol.sort.shape)
        if shape != symbol.sort.shape:
            table[symbol] = Symbol(symbol.name, replace(symbol.sort, shape=shape))
    return substitute(tree, table)


def _differentiated_by(tree: Expr) -> set[Symbol]:
    """What stands below a derivative is a place there, and no value."""
    return {symbol for node in walk(tree) if isinstance(node, Call) and node.op in DERIVATIVES
            for symbol in symbols(node.args[1])}


__all__ = ["counts", "is_closed", "is_counting", "leads_to_itself", "unfolded"]
