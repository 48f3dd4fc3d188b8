"""What letters mean by convention where a text is silent: x-bar is the mean of the x_i, Sigma symmetric, e_i an axis.

A statement that is false of any letters, but true of these, is true under a condition that hardly any text gives.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

from mathnn.check import unit_vectors
from mathnn.claims import Verdict
from mathnn.expression import INTEGER, NUMBER, Bind, Call, Expr, Symbol
from mathnn.expression.build import divide, equal, total, transpose
from mathnn.expression.tree import starts_at_one, symbols, walk
from mathnn.notation import Name, Notation
from mathnn.syntax.typefaces import face

_BAR = re.compile(r"\\bar\{(.+)\}")
_COVARIANCES = frozenset((r"\Sigma", r"\mathbf{\Sigma}", r"\boldsymbol{\Sigma}", r"\vec{\Sigma}"))
_HESSIANS = frozenset(("H", r"\mathbf{H}", r"\boldsymbol{H}"))


class Meant(NamedTuple):
    """The statement and its notation with what is meant by convention, and that in formulas."""

    tree: Expr
    notation: Notation
    conditions: tuple[str, ...]


def by_convention(tree: Expr, notation: Notation, given: Container[str] = ()) -> Meant | None:
    """The means, covariances and unit vectors of a statement of which the text gives no formula; None without such.

    `given` are names that have a formula for their members, e_i = y_i - f(x_i).
    """
    conditions: list[str] = []
    made = notation
    for symbol in sorted(symbols(tree), key=lambda each: each.name):
        row = notation.names.get(symbol.name)
        if row is not None and row.definition is not None:
            continue
        if (found := _BAR.fullmatch(symbol.name)) is not None and (mean := _mean(tree, found[1])) is not None:
            if len(mean[0].sort.shape) == len(symbol.sort.shape):
                made = made.with_name(Name(symbol, "", mean[0]))
                conditions.append(f"{symbol.name} = {mean[1]}")
        elif symbol.sort.is_matrix and len(set(symbol.sort.shape)) == 1 and (symbol.name in _COVARIANCES or (
                symbol.name in _HESSIANS and _is_of_form(symbol, tree, notation))):
            made = made.assuming(equal(symbol, transpose(symbol)))
            conditions.append(rf"{symbol.name}^\top = {symbol.name}")
    if (counted := _total_of_counts(tree, notation)) is not None:
        made = made.with_name(counted[0])
        conditions.append(counted[1])
    axes = [name for name in unit_vectors.letters(tree) if unit_vectors.is_customary(name) and name not in given and (
        (row := notation.names.get(name)) is None or row.definition is None)]
    conditions += [rf"{name}_i \text{{ is the }} i\text{{-th unit vector}}" for name in axes]
    return Meant(unit_vectors.with_columns(tree, set(axes)), made, tuple(conditions)) if conditions else None


def _is_of_form(matrix: Symbol, tree: Expr, notation: Notation) -> bool:
    """Does it stand in a quadratic form, (w - w_0)^T H (w - w_0), of which it is the Hessian then?"""
    if matrix.sort.shape[0] != matrix.sort.shape[1]:
        return False
    trees = (tree, *(row.definition for row in notation if row.definition is not None))
    return any(isinstance(node, Call) and node.op == "multiply" and any(
        each == matrix and left == transpose(right) for left, each, right in zip(
            node.args, node.args[1:], node.args[2:], strict=False)) for each_tree in trees for node in walk(each_tree))


def _total_of_counts(tree: Expr, notation: Notation) -> tuple[Name, str] | None:
    r"""The number n of all, beside counts \mathrm{n}_k of each class: it is their sum."""
    formulas = (row.definition for row in notation if row.definition is not None)
    spoken = {symbol.name: symbol for part in (tree, *formulas) for symbol in symbols(part)}
    for name, counts in spoken.items():
        whole = spoken.get(face(name)[1])
        if face(name)[0] not in ("mathrm", "mathsf") or not counts.sort.is_vector or whole is None:
            continue
        if all((row := notation.find(each.name)) is None or row.definition is None for each in (counts, whole)) and (
                whole.sort.is_number):
            index = Symbol("k", INTEGER)
            item = Call("entry", (counts, index), NUMBER)
            return Name(whole, "", total(index, item, None, None)), rf"{whole.name} = \sum_k {whole.name}_k"
    return None


def _mean(tree: Expr, name: str) -> tuple[Expr, str] | None:
    """The mean of the samples with this letter that a sum of the statement runs over, and how it is written."""
    for node in walk(tree):
        if not isinstance(node, Bind) or node.op != "sum" or node.where is not None:
            continue
        for item in walk(node.body):
            if not (isinstance(item, Call) and item.op in ("entry", "layer") and len(item.args) == 2):
                continue
            base = item.args[0]
            if not isinstance(base, Symbol) or base.name != name or item.args[1] != node.index:
                continue
            count = node.upper if node.upper is not None else base.sort.shape[0] if base.sort.shape else None
            if count is not None and starts_at_one(node.lower):
                mean = divide(total(node.index, item, node.lower, node.upper), count)
                letter = node.index.name
                return mean, rf"\frac{{1}}{{{getattr(count, 'name', 'n')}}} \sum_{letter} {name}_{letter}"
    return None


def under_convention(found: Verdict, conditions: tuple[str, ...]) -> Verdict:
    """A true verdict, as far as the letters are meant so."""
    held = ", ".join(f"${each}$" for each in conditions)
    kind = "tested" if found.kind == "tested" else "conditional"
    return found.changed(kind=kind, reason=f"{found.reason} It holds where {held}.",
                         conditions=(*found.conditions, *conditions))


__all__ = ["Meant", "by_convention", "under_convention"]
