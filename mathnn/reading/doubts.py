"""Counterexamples that are none to what a text means: each check gives the reason for which one is taken back.

They are asked only where a claim was refuted, so that what they look for costs nothing elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mathnn.claims import Verdict
from mathnn.expression import Bind, Call, Expr, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import symbols, walk
from mathnn.notation import Notation
from mathnn.reading.known import Known
from mathnn.reading.reached import reached
from mathnn.reading.trust import is_slip
from mathnn.syntax.read import Reading

_ORDER = frozenset(("less", "less_equal", "greater", "greater_equal"))
_LETTERS_BELOW = re.compile(r".+_(?:([a-z])|\{([a-z]{1,3})\})$")


def taken_back(found: Verdict, reading: Reading, known: Known) -> Verdict:
    """The verdict on a refuted claim, or `unsettled` with the reason for which the text may mean what is true."""
    trees = tuple(_trees(reading.tree, reading.notation))
    reason = _of_loose_indices(reading) or _of_one_sample(reading.tree, trees)
    if reason is None and not is_slip(found):
        reason = _of_entries_as_names(trees) or _of_sequences(reading, known)
    return found if reason is None else Verdict("unsettled", reason)


def _trees(tree: Expr, notation: Notation) -> Iterator[Expr]:
    """The tree and the formulas that it leads to."""
    yield tree
    yield from (row.definition for _, row in reached(tree, notation) if row.definition is not None)


def _of_entries_as_names(trees: tuple[Expr, ...]) -> str | None:
    """g_i or x_{ij} was read as one name and differentiated, while i counts beside it: it is that of any i."""
    found = {side.name for node in walk(trees[0]) if isinstance(node, Call) and node.op in DERIVATIVES
             for side in node.args[:2] if isinstance(side, Symbol) and side.sort.is_number}
    counting = {symbol.name for tree in trees for symbol in symbols(tree) if symbol.sort.kind == "integer"}
    for name in sorted(found):
        match = _LETTERS_BELOW.fullmatch(name)
        if match is not None and set(match[1] or match[2]) & counting:
            return f"It is read of one number {name}, which may be an entry for each index."
    return None


def _of_loose_indices(reading: Reading) -> str | None:
    """y_{kl} = x_{ij} delta_{ik} delta_{jl} leaves i and j loose, and the slope is by x_{ij}."""
    by = {symbol.name for node in walk(reading.tree) if isinstance(node, Call) and node.op in DERIVATIVES
          for symbol in symbols(node.args[1]) if symbol.sort.kind == "integer"}
    for name, row in reached(reading.tree, reading.notation) if by else ():
        own = {parameter.name for parameter in row.parameters if parameter.sort.kind == "integer"}
        if own and row.definition is not None and (
                loose := sorted((by - own) & {symbol.name for symbol in symbols(row.definition)})):
            return f"The formula of {name} holds the index {loose[0]}, which its left side does not name."
    return None


def _of_one_sample(tree: Expr, trees: tuple[Expr, ...]) -> str | None:
    """The cost is a sum over the y^{(i)} of all samples, and the statement speaks of a y without a label."""
    bare = {node.name for node in symbols(tree) if node.sort.kind != "family"}
    for formula in trees[1:]:
        for node in walk(formula):
            if isinstance(node, Bind) and node.op == "sum":
                labelled = {part.args[0].name for part in walk(node.body)
                            if isinstance(part, Call) and part.op == "layer" and isinstance(part.args[0], Symbol)
                            and node.index in symbols(part.args[1])}
                if both := sorted(labelled & bare):
                    return f"The sum is over all {both[0]} with a label; it may speak of one sample {both[0]}."
    return None


def _of_sequences(reading: Reading, known: Known) -> str | None:
    """A bound on the members of a sequence, of which the text gave the steps, holds by induction or not at all."""
    tree = reading.tree
    if not (isinstance(tree, Call) and tree.op in _ORDER):
        return None
    members = {node.args[0].name for node in walk(tree) if isinstance(node, Call) and node.op == "layer"
               and isinstance(node.args[0], Symbol) and isinstance(node.args[1], Symbol)}
    stepped = {node.args[0].name for each in reading.notation.assumptions for node in walk(each)
               if isinstance(node, Call) and node.op == "layer" and isinstance(node.args[0], Symbol)
               and not isinstance(node.args[1], Symbol)}
    if both := sorted(members & (stepped | known.steps.keys())):
        return f"It may follow step by step from where the sequence {both[0]} begins."
    return None


__all__ = ["taken_back"]
