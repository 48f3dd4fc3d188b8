"""What a notation leaves open of its letters: z = W x + b alone says neither that W is a matrix nor that it is none.

What a statement shows of them decides: W_{jk} is an entry of a matrix, and nobody turns a number, x^T.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TypeGuard

from mathnn.claims import Verdict
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import walk
from mathnn.notation import DECLARED, Notation
from mathnn.syntax.declare import declare
from mathnn.syntax.dimensions import is_open
from mathnn.syntax.resized import resized, resized_row

_ENTRY = re.compile(r"[A-Za-z]\s*_\s*\{\s*[a-z\d]\s*,?\s*[a-z\d]\s*\}")  # x_{ij}


def in_light_of(formula: str, text: str, known: Notation, found: Verdict,
                judge: Callable[[str, Notation], Verdict]) -> Verdict:
    """The verdict with what the statement shows of the letters of its notation, where that is more than was known."""
    is_turned = any(mark in formula for mark in (r"\top", "^T", "^{T}", r"\mathsf{T}", r"\intercal"))
    ranks = _of_products(known) if is_turned or _ENTRY.search(formula) else {}
    if found.is_true and not ranks:
        return found
    try:
        better = declare(text, beside=formula, ranks=ranks)
    except (ReadError, SortError, *FAILURES):
        return found
    again = judge(formula, better) if better != known else found
    if again.kind == "mistyped" and (freed := _with_open_sizes(better)) is not better:
        again = judge(formula, freed)
    if found.is_true and again.is_wrong:
        capitals = ", ".join(name for name, rank in ranks.items() if rank > 1)
        return Verdict("unsettled", f"It is true of a number {capitals}, but not of a matrix, and nothing says which "
                                    "it is.")
    return again if again.is_true or (again.is_settled and not found.is_true) else found


def _with_open_sizes(known: Notation) -> Notation:
    """The notation in which no size is fixed that only formulas gave: x and y of two sums may be of one length."""
    declared = {size for row in known if row.meaning == DECLARED for size in row.symbol.sort.shape}
    sizes = {size for row in known for size in row.symbol.sort.shape if isinstance(size, Symbol)} - declared
    table: dict[Expr, Expr] = {size: Symbol(f"?{size.name}", size.sort) for size in sizes if not is_open(size)}
    if not table:
        return known
    return Notation({name: resized_row(row, table) for name, row in known.names.items()},
                    tuple(resized(each, table) for each in known.assumptions))


def _of_products(known: Notation) -> dict[str, int]:
    """W as a matrix and x as a column, of the products W x of letters of which no sort was declared."""
    found: dict[str, int] = {}
    for row in known:
        for node in walk(row.definition) if row.definition is not None else ():
            if isinstance(node, Call) and node.op == "multiply":
                for left, right in pairwise(node.args):
                    if _is_open(left, known) and left.sort.is_number and left.name.isupper() and (
                            _is_open(right, known) and right.name.islower()):
                        found |= {left.name: 2, right.name: 1}
    return found


def _is_open(tree: Expr, known: Notation) -> TypeGuard[Symbol]:
    """Is it a plain letter that was taken for a number or a column without a word?"""
    if not isinstance(tree, Symbol) or not (tree.sort.is_number or tree.sort.is_vector) or len(tree.name) != 1 or (
            not tree.name.isalpha()):
        return False
    row = known.find(tree.name)
    return row is not None and row.definition is None and row.meaning != DECLARED


__all__ = ["in_light_of"]
