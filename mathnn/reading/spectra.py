r"""Eigenvalues that a text names in words: "if $\lambda_1, \ldots, \lambda_n$ are the eigenvalues of a matrix".

The matrix of a statement is taken for P diag(\lambda) P^{-1}: any one that has these eigenvalues and a basis of their
eigenvectors. What is polynomial in its entries and holds for those holds for all.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mathnn.expression import INTEGER, Call, Expr, Sort, Symbol
from mathnn.expression.build import call, multiply
from mathnn.expression.tree import children, operators, symbols
from mathnn.notation import Name, Notation
from mathnn.reading.surroundings import Located
from mathnn.syntax.resized import resized, resized_row

_LIST = re.compile(r"\s*(\\?[A-Za-z]+)\s*_\s*\{?1\}?\s*,\s*(?:\1\s*_\s*\{?2\}?\s*,\s*)?\\(?:l|c)?dots\s*,\s*"
                   r"\1\s*_\s*\{?([A-Za-z])\}?\s*")
_ARE = re.compile(r"\s*(?:are|be|denote)\s+(?:the\s+|its\s+)?(?:\w+\s+)?eigenvalues\b", re.IGNORECASE)
_BEHIND = re.compile(r"\beigenvalues\s*(?:(?:of\s*¤\s*)?(?:are|be|by))?\s*$", re.IGNORECASE)


class Eigenvalues(NamedTuple):
    """The letter of the eigenvalues, and that of how many there are."""

    letter: str
    last: str


def named(part: Located) -> Eigenvalues | None:
    """The eigenvalues that this formula lists."""
    found = _LIST.fullmatch(part.row.latex) if "dots" in part.row.latex else None
    if found is None or part.row.equation.display or not (_ARE.match(part.after) or _BEHIND.search(part.before)):
        return None
    return Eigenvalues(found[1], found[2])


def with_eigenvalues(tree: Expr, notation: Notation, named: Eigenvalues) -> tuple[Expr, Notation] | None:
    """The statement about a matrix with these eigenvalues; None where it is about none, or about several."""
    values = next((s for s in symbols(tree) if s.name == named.letter and s.sort.is_vector), None)
    matrices = [s for s in symbols(tree) if s.sort.is_matrix and s.sort.kind == "number"]
    if values is None or len(matrices) != 1:
        return None
    (matrix,) = matrices
    row = notation.find(matrix.name)
    sizes = {*matrix.sort.shape, *values.sort.shape}
    if (row is not None and row.definition is not None) or not all(isinstance(size, Symbol) for size in sizes):
        return None
    count = Symbol(named.last, INTEGER)
    table: dict[Expr, Expr] = dict.fromkeys(sizes, count)
    rows = {name: resized_row(each, table) for name, each in notation.names.items() if name != named.last}
    basis = Symbol(" P", Sort("number", (count, count)))
    column = Symbol(values.name, Sort("number", (count,)))
    formula = multiply(multiply(basis, call("diag", column)), call("inverse", basis))
    rows[matrix.name] = Name(Symbol(matrix.name, basis.sort), definition=formula)
    rows[values.name] = Name(column)
    return resized(tree, table), Notation(rows, tuple(resized(each, table) for each in notation.assumptions))


def is_invariant(tree: Expr) -> bool:
    """Does the matrix stand under traces and determinants alone, not transposed? Then its eigenvectors play no part."""
    if isinstance(tree, Symbol):
        return not tree.sort.is_matrix
    if isinstance(tree, Call) and tree.op in ("det", "trace"):
        return "transpose" not in operators(tree)
    return all(map(is_invariant, children(tree)))


__all__ = ["Eigenvalues", "is_invariant", "named", "with_eigenvalues"]
