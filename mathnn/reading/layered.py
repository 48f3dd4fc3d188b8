"""How the layers of a network hang on each other, by the formulas that a text gave.

A node is one layer, z^{(l + 1)}, at its label, or a plain letter, z of z = w x + b. A layer can hang on another through
formulas that lead down from it; one whose label lies below all that is asked for leads there no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from mathnn.expression import Call, Expr, Number, Sort, Symbol
from mathnn.expression.tree import Bind, rebuild, substitute, symbols, walk
from mathnn.notation import Name, Notation
from mathnn.syntax.dimensions import counted, linear, simple, tidy
from mathnn.syntax.resized import resized

_BENDS = frozenset(("tanh", "sigmoid", "relu", "apply", "softmax", "sin"))
SLOPES = ("partial", "gradient", "derivative")
_MOST = 32  # formulas in one statement


def is_layer(node: Expr) -> bool:
    """One member of a family, whatever its label."""
    return (isinstance(node, Call) and node.op == "layer" and isinstance(node.args[0], Symbol)
            and node.args[0].sort.kind == "family")


def nodes_of(tree: Expr) -> set[Expr]:
    """The layers and plain letters with values in a tree; no index, no size, no function."""
    layers = {node for node in walk(tree) if is_layer(node)}
    return layers | {symbol for symbol in symbols(tree) if symbol.sort.kind == "number"}


def formula(node: Expr, notation: Notation) -> Expr | None:
    """The formula of a node, at its label."""
    head = node.args[0] if isinstance(node, Call) and is_layer(node) else node
    row = notation.find(head.name) if isinstance(head, Symbol) else None
    if row is None or row.definition is None or row.symbol.sort.kind != head.sort.kind:
        return None
    if not isinstance(node, Call):
        return _of_entries(node, row) if row.parameters else row.definition
    if len(row.parameters) != 1:
        return None
    (label,) = row.parameters
    if label.name.isupper() and label not in symbols(node.args[1]):
        return None  # what is said of the last layer need not hold of all
    table: dict[Expr, Expr] = {s: s for s in symbols(row.definition) if s.sort.kind == "family"}  # l of its sort stays
    return tidied(resized(row.definition, {**table, label: node.args[1]}))


def _of_entries(node: Expr, row: Name) -> Expr | None:
    """The column whose entries are given, y_i = gamma x_i + beta; None for anything else."""
    if len(row.parameters) != 1 or not node.sort.is_vector or row.definition is None or row.definition.sort.shape:
        return None
    return Bind("vector", row.parameters[0], row.definition, counted(1), node.sort.shape[0], None, node.sort)


def formulas_between(starts: Set[Expr], ends: Set[Expr], notation: Notation) -> dict[Expr, Expr] | None:
    """The formulas of those nodes, reached from the first, that hang on one of the ends.

    None where there are too many of them, or where some are defined in a circle.
    """
    least = _least(ends)
    found: dict[Expr, Expr] = {}
    waiting, seen = sorted(starts, key=repr), set(starts)
    while waiting:
        node = waiting.pop()
        own = formula(node, notation) if not _is_below(node, least) else None
        if own is None:
            continue
        found[node] = own
        if len(found) > _MOST:
            return None
        waiting += sorted(nodes_of(own) - seen, key=repr)
        seen |= nodes_of(own)
    before = {node: behind(node, found) for node in found}
    if any(node in others for node, others in before.items() if others & ends):
        return None
    return {node: own for node, own in found.items() if before[node] & ends}


def behind(node: Expr, formulas: Mapping[Expr, Expr]) -> set[Expr]:
    """The nodes that one hangs on."""
    found: set[Expr] = set()
    waiting = [node]
    while waiting:
        own = formulas.get(waiting.pop())
        parts = nodes_of(own) if own is not None else set()
        waiting += parts - found
        found |= parts
    return found


def counted_from(node: Expr) -> object:
    """What the label of a layer counts from: l of l + 1."""
    return _label(node)[0]


def _label(node: Expr) -> tuple[object, int]:
    """What a label counts from, and how far it is from there: l + 1 is (l, 1)."""
    atoms, constant = linear(node.args[1]) if isinstance(node, Call) else ((), 0)
    return atoms, int(constant)


def _least(ends: Set[Expr]) -> dict[object, int]:
    """For each letter of labels the lowest layer among the ends."""
    found: dict[object, int] = {}
    for end in ends:
        if is_layer(end):
            atoms, at = _label(end)
            found[atoms] = min(found.get(atoms, at), at)
    return found


def _is_below(node: Expr, least: Mapping[object, int]) -> bool:
    if not is_layer(node):
        return False
    atoms, at = _label(node)
    return atoms not in least or at < least[atoms]


def tidied(tree: Expr) -> Expr:
    """With the labels and sizes worked out: a^{(l + 1 - 1)} is a^{(l)}."""
    made = rebuild(tree, tidied)
    if isinstance(made, Number):
        return made
    sort = Sort(made.sort.kind, tuple(map(tidy, made.sort.shape)), made.sort.domain, made.sort.value)
    if isinstance(made, Call) and made.op == "layer":
        return Call(made.op, (made.args[0], simple(made.args[1])), sort)
    if isinstance(made, Bind) and made.upper is not None:
        made = replace(made, upper=tidy(made.upper))
    return made if sort == made.sort else replace(made, sort=sort)


def is_slope(own: Expr) -> bool:
    """Is this the derivative of one letter, or the column of such derivatives?"""
    own = own.body if isinstance(own, Bind) and own.op == "vector" else own
    return isinstance(own, Call) and own.op in SLOPES and isinstance(own.args[0], Symbol)


def is_recurrence(tree: Expr) -> bool:
    """h_t = tanh(W h_{t-1} + U x_t): a state as a function of the one before, no step that adds to it."""
    left, right = tree.args if isinstance(tree, Call) and tree.op == "equal" else (tree, tree)
    return is_layer(left) and isinstance(right, Call) and right.op in _BENDS


def opened(tree: Expr) -> Expr:
    """Entries of a column that is given by its entries: (f_i)_i at j is f_j; the column of all dC/dz_i is dC/dz."""
    made = rebuild(tree, opened)
    if isinstance(made, Call) and made.op == "entry" and isinstance(made.args[0], Bind) and (
            made.args[0].op == "vector" and len(made.args) == 2 and not _binds(made.args[0].body)):
        return substitute(made.args[0].body, {made.args[0].index: made.args[1]})
    if isinstance(made, Bind) and made.op == "vector" and isinstance(made.body, Call) and len(made.body.args) == 2 and (
            made.body.op in ("partial", "derivative")):
        cost, by = made.body.args
        if isinstance(by, Call) and by.op == "entry" and by.args[1:] == (made.index,) and (
                made.index not in symbols(cost) | symbols(by.args[0]) and by.args[0].sort.shape == made.sort.shape):
            return Call("gradient", (cost, by.args[0]), made.sort)
    return made


def _binds(tree: Expr) -> bool:
    return any(isinstance(node, Bind) for node in walk(tree))


__all__ = ["SLOPES", "behind", "counted_from", "formula", "formulas_between", "is_layer", "is_recurrence", "is_slope",
           "nodes_of", "opened", "tidied"]
