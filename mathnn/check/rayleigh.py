r"""Extremes over all directions by eigenvalues: \max_{\|x\| = 1} x^\top S x is the largest eigenvalue of S.

So \max_{\|x\| = 1} \|A x\| is the largest singular value of A. Of a matrix that is not symmetric only its symmetric
part counts (Golub and Van Loan, Matrix Computations, 8.1).
"""

from __future__ import annotations

from typing import TypeGuard

from mathnn.expression import NUMBER, Bind, Call, Expr, Number, Symbol
from mathnn.expression.build import add, divide, multiply, number, transpose
from mathnn.expression.tree import is_zero, operators, rebuild, symbols

_TWO = number(2)
_SIZE = {"max": "largest", "min": "smallest"}


def with_eigenvalues(tree: Expr) -> Expr:
    """The statement with extremes over all directions written as eigenvalues; the same tree where there are none."""
    if operators(tree).isdisjoint(_SIZE) or operators(tree).isdisjoint(("norm", "transpose", "dot")):
        return tree
    made = rebuild(tree, with_eigenvalues)
    return _eigenvalue(made) or made if isinstance(made, Bind) and made.op in _SIZE else made


def _eigenvalue(tree: Bind) -> Expr | None:
    """The eigenvalue that an extreme over the directions of a column is, or its root."""
    x, where, body = tree.index, tree.where, tree.body
    if not x.sort.is_vector or not isinstance(where, Call) or tree.lower is not None or tree.upper is not None:
        return None
    if where.op == "unequal" and where.args[0] == x and is_zero(where.args[1]):
        if not isinstance(body, Call) or body.op != "divide":
            return None
        above, below = body.args
        if _is_length(below, x):
            return _root_of(above, x, tree.op)
        return _of_form(above, x, tree.op) if _is_square(below, x) else None
    is_unit = where.op == "equal" and (_is_length(where.args[0], x) or _is_square(where.args[0], x))
    is_ball = where.op == "less_equal" and _is_length(where.args[0], x) and tree.op == "max" and _is_norm(body)
    if not (is_unit or is_ball) or not isinstance(where.args[1], Number) or where.args[1].value != 1:
        return None
    return _root_of(body, x, tree.op) or _of_form(body, x, tree.op)


def _root_of(length: Expr, x: Symbol, op: str) -> Expr | None:
    """The root of the eigenvalue of A^T A, for |A x|."""
    if not _is_norm(length) or (found := _applied_to(length.args[0], x)) is None:
        return None
    return Call("root", (Call(f"{_SIZE[op]}_eigenvalue", (multiply(transpose(found), found),), NUMBER),), NUMBER)


def _of_form(form: Expr, x: Symbol, op: str) -> Expr | None:
    """The eigenvalue of the symmetric part of M, for x^T M x, or of A^T A for |A x|^2."""
    matrix = None
    if isinstance(form, Call) and form.op == "power" and form.args[1] == _TWO and _is_norm(form.args[0]):
        inner = _applied_to(form.args[0].args[0], x)
        matrix = None if inner is None else multiply(transpose(inner), inner)
    elif isinstance(form, Call) and form.op == "multiply" and len(form.args) > 2 and form.args[0] == transpose(x):
        inner = _applied_to(multiply(*form.args[1:]), x)
        matrix = None if inner is None else divide(add(inner, transpose(inner)), 2)
    return None if matrix is None else Call(f"{_SIZE[op]}_eigenvalue", (matrix,), NUMBER)


def _applied_to(product: Expr, x: Symbol) -> Expr | None:
    """The matrix M of M x."""
    if not isinstance(product, Call) or product.op != "multiply" or product.args[-1] != x:
        return None
    front = product.args[:-1]
    matrix = front[0] if len(front) == 1 else multiply(*front)
    return matrix if matrix.sort.is_matrix and x not in symbols(matrix) else None


def _is_norm(tree: Expr) -> TypeGuard[Call]:
    return isinstance(tree, Call) and tree.op == "norm" and tree.args[0].sort.is_vector and (
        len(tree.args) == 1 or tree.args[1] == _TWO)


def _is_length(tree: Expr, x: Symbol) -> bool:
    return _is_norm(tree) and tree.args[0] == x


def _is_square(tree: Expr, x: Symbol) -> bool:
    """|x|^2, x^T x or x . x."""
    if not isinstance(tree, Call):
        return False
    if tree.op == "power":
        return tree.args[1] == _TWO and _is_length(tree.args[0], x)
    return (tree.op == "multiply" and tree.args == (transpose(x), x)) or (tree.op == "dot" and tree.args == (x, x))


__all__ = ["with_eigenvalues"]
