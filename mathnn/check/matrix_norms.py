r"""Norms of matrices: \|A\|_2 is the largest singular value in most texts, in some the root of the sum of squares.

So \|A\|_1 and \|A\|_\infty are the largest sums of a column and of a row, or the sum of all entries and the largest of
them. A statement that is true of one of the two is true under that convention; what is true of neither is wrong. \|A\|
is the root of the sum of squares, unless only the other makes a statement true. What is differentiated is taken by its
entries: the largest singular value has no slope everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mathnn.check.conventions import under_convention
from mathnn.claims import Verdict, worst
from mathnn.expression import NUMBER, Bind, Call, Expr, Number
from mathnn.expression.build import number
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import FROBENIUS, operators, rebuild, symbols
from mathnn.notation import Notation

_TWO = number(2)
_BY_ENTRIES = {
    "1": "the sum of the sizes of its entries", "2": "the root of the sum of its squared entries",
    r"\infty": "the size of its largest entry",
}
_AS_OPERATOR = {
    "": "its largest singular value", "1": "its largest sum of sizes in a column",
    "2": "its largest singular value", r"\infty": "its largest sum of sizes in a row",
}


def judged(found: Verdict, tree: Expr, notation: Notation, judge: Callable[[Expr, Notation], Verdict]) -> Verdict:
    """The verdict in the light of both meanings of the norms in a statement; `found` is the one by their entries."""
    formulas = _formulas(tree, notation)
    kinds = sorted({kind for each in (tree, *formulas) for kind in _kinds(each)})
    if not kinds or not (found.is_wrong or (found.is_true and any(kinds))):
        return found
    other = judge(_as_operators(tree), _with_operators(notation) if formulas else notation)
    if "2" in kinds and FROBENIUS in symbols(tree):
        return other  # beside |A|_F it is no second name of that
    if found.is_true:
        return worst((found, other)) if other.is_true else under_convention(found, _conditions(kinds, _BY_ENTRIES))
    if other.is_true:
        return under_convention(other, _conditions(kinds, _AS_OPERATOR))
    if other.is_wrong:
        return found
    return Verdict("unsettled", "Not decided: whether the norm of a matrix is its largest singular value.")


def _formulas(tree: Expr, notation: Notation) -> tuple[Expr, ...]:
    """The formulas with norms that the letters of a statement without slopes lead to."""
    holding = {row.symbol.name: row.definition for row in notation
               if row.definition is not None and "norm" in operators(row.definition)}
    if not holding or operators(tree) & DERIVATIVES:
        return ()
    return tuple(holding[symbol.name] for symbol in notation.reached(tree) if symbol.name in holding)


def _with_operators(notation: Notation) -> Notation:
    rows = {name: row if row.definition is None else replace(row, definition=_as_operators(row.definition))
            for name, row in notation.names.items()}
    return replace(notation, names=rows)


def _conditions(kinds: list[str], meanings: dict[str, str]) -> tuple[str, ...]:
    return tuple(rf"\|\cdot\|{f'_{kind}' if kind else ''} \text{{ of a matrix is {meanings[kind]}}}"
                 for kind in kinds if kind in meanings)


def _kinds(tree: Expr) -> list[str]:
    """The kinds of the norms of matrices outside of derivatives: 1, 2, infinity, or nothing below the bars."""
    if "norm" not in operators(tree) or (isinstance(tree, Call) and tree.op in DERIVATIVES):
        return []
    own = [kind] if isinstance(tree, Call) and (kind := _kind(tree)) is not None else []
    parts = tree.args if isinstance(tree, Call) else tuple(
        part for part in (tree.body, tree.lower, tree.upper, tree.where) if part is not None) if isinstance(
        tree, Bind) else ()
    return own + [kind for part in parts for kind in _kinds(part)]


def _kind(tree: Call) -> str | None:
    if tree.op != "norm" or not tree.args[0].sort.is_matrix:
        return None
    if len(tree.args) == 1:
        return ""
    kind = tree.args[1]
    written = kind.written if isinstance(kind, Number) else getattr(kind, "name", "")
    return written if written in _BY_ENTRIES else None


def _as_operators(tree: Expr) -> Expr:
    if "norm" not in operators(tree) or (isinstance(tree, Call) and tree.op in DERIVATIVES):
        return tree
    made = rebuild(tree, _as_operators)
    if isinstance(made, Call) and _kind(made) is not None:
        return Call("operator_norm", (made.args[0], made.args[1] if len(made.args) > 1 else _TWO), NUMBER)
    return made


__all__ = ["judged"]
