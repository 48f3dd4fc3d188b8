r"""A matrix whose eigenvalues have a letter: it is taken for P diag(\lambda) P^{-1}.

That is any matrix with these eigenvalues and a basis of their eigenvectors. What is polynomial in its entries and holds
for those holds for all.
"""

from __future__ import annotations

from typing import NamedTuple

from mathnn.expression import INTEGER, Call, Expr, Sort, Symbol
from mathnn.expression.build import call, multiply
from mathnn.expression.tree import children, operators, symbols
from mathnn.notation import Name, Notation
from mathnn.syntax.resized import resized, resized_row

BASIS = " P"  # the letter of the eigenvectors, which no text writes


class Eigenvalues(NamedTuple):
    """The letter of the eigenvalues, and that of how many there are."""

    letter: str
    last: str


def with_eigenvalues(tree: Expr, notation: Notation, named: Eigenvalues) -> tuple[Expr, Notation] | None:
    """The statement about a matrix with these eigenvalues; None where it is about none, or about several."""
    values = next((s for s in symbols(tree) if s.name == named.letter and s.sort.is_vector), None)
    matrices = [s for s in symbols(tree) if s.sort.is_matrix and s.sort.kind == "number"]
    if values is None or len(matrices) != 1:
        return None
    (matrix,) = matrices
    sizes = {*matrix.sort.shape, *values.sort.shape}
    if notation.has_formula(matrix.name) or not all(isinstance(size, Symbol) for size in sizes):
        return None
    count = Symbol(named.last, INTEGER)
    table: dict[Expr, Expr] = dict.fromkeys(sizes, count)
    rows = {name: resized_row(each, table) for name, each in notation.names.items() if name != named.last}
    basis = Symbol(BASIS, Sort("number", (count, count)))
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


__all__ = ["BASIS", "Eigenvalues", "is_invariant", "with_eigenvalues"]
