r"""A v = \lambda v, and A v_i = \lambda_i v_i: the equation says what its letters are, to the end of its section."""

from __future__ import annotations

from collections.abc import Iterable

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import symbols


def is_eigen_equation(tree: Expr) -> bool:
    """Is a matrix times a column the same column times a number?"""
    if not isinstance(tree, Call) or tree.op != "equal" or not all(
            isinstance(side, Call) and side.op == "multiply" and len(side.args) == 2 for side in tree.args):
        return False
    left, right = tree.args
    assert isinstance(left, Call)
    assert isinstance(right, Call)
    (matrix, column), (number, same) = left.args, right.args
    return (isinstance(matrix, Symbol) and matrix.sort.is_matrix and column == same and column.sort.is_vector
            and not number.sort.shape and _is_letter(number))


def _is_letter(number: Expr) -> bool:
    """lambda, or lambda_i."""
    return isinstance(number, Symbol) or (
        isinstance(number, Call) and number.op in ("entry", "layer") and isinstance(number.args[0], Symbol))


def tied_by_eigenvectors(tree: Expr, conditions: Iterable[Expr]) -> set[str]:
    """The letters of eigen-equations all of which a statement holds: it fixes none of them."""
    spoken = {symbol.name for symbol in symbols(tree)}
    found: set[str] = set()
    for condition in conditions:
        if is_eigen_equation(condition):
            letters = {symbol.name for symbol in symbols(condition) if symbol.sort.kind != "integer"}
            found |= letters if letters <= spoken else set()
    return found


__all__ = ["is_eigen_equation", "tied_by_eigenvectors"]
