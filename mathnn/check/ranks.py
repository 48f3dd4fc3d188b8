"""The rank of a matrix and its pseudoinverse: of any matrix of numbers, of one of full rank by its formula elsewhere.

(A^T A)^{-1} A^T is the pseudoinverse of a matrix whose columns are independent, A^T (A A^T)^{-1} that of one whose rows
are; A = F G with such an F and such a G has the product of the two, G^+ F^+ (Ben-Israel and Greville, Generalized
Inverses, 1.6). Where the formulas are undefined, nothing is shown.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import fmpq, fmpq_mat

from mathnn.check.certified import Certified
from mathnn.check.dual import Array, Value, rank, shape
from mathnn.check.elementwise import divide
from mathnn.check.products import dot, inverse, times, transpose
from mathnn.check.scene import Unsupported
from mathnn.check.systems import Floats, System
from mathnn.expression import Call, Expr
from mathnn.expression.tree import operators, rebuild

ADJOINT = r"\text{the mark is that of the adjoint matrix}"
_CUT = 1e-9  # singular values below this share of the largest are zero


def pseudoinverse(system: System, x: Value) -> Value:
    """The pseudoinverse of Moore and Penrose; of balls and of functions undefined where the rank is not full."""
    if rank(x) < 2:
        return divide(system, transpose(x), dot(x, x))
    if isinstance(system, Floats) and isinstance(x, np.ndarray):
        return _in_floats(x)
    if isinstance(system, Certified) and isinstance(x, np.ndarray) and all(map(_is_rational, x.flat)):
        return _in_fractions(x)
    rows, columns = shape(x)[:-1]
    if rows == columns:
        return inverse(system, x)
    turned = transpose(x)
    return times(inverse(system, times(turned, x)), turned) if rows > columns else times(
        turned, inverse(system, times(x, turned)))


def with_adjoints(tree: Expr) -> Expr:
    r"""The statement with transposes for pseudoinverses: A^\dagger is the adjoint in other texts."""
    if "pseudoinverse" not in operators(tree):
        return tree
    made = rebuild(tree, with_adjoints)
    is_marked = isinstance(made, Call) and made.op == "pseudoinverse" and len(made.args) > 1
    return Call("transpose", made.args[:1], made.sort) if isinstance(made, Call) and is_marked else made


def _in_floats(x: Array) -> Array:
    matrices = np.moveaxis(x, -1, 0)
    finite = np.isfinite(matrices).all(axis=(1, 2))
    found = np.full((len(matrices), x.shape[1], x.shape[0]), np.nan)
    found[finite] = np.linalg.pinv(matrices[finite], rcond=_CUT)
    return np.moveaxis(found, 0, -1)


def _in_fractions(x: Array) -> Array:
    found = np.empty((x.shape[1], x.shape[0], x.shape[2]), dtype=object)
    for k in range(x.shape[2]):
        found[:, :, k] = _of_factors(_matrix(x[:, :, k].tolist()))
    return found


def _of_factors(matrix: fmpq_mat) -> list[list[fmpq]]:
    """G^+ F^+: the rows of G are those of the reduced echelon form, the columns of F those at its pivots."""
    echelon, count = matrix.rref()
    if not count:
        return [[fmpq(0)] * matrix.nrows() for _ in range(matrix.ncols())]
    pivots = [next(j for j in range(matrix.ncols()) if echelon[i, j] != 0) for i in range(count)]
    right = fmpq_mat([[echelon[i, j] for j in range(matrix.ncols())] for i in range(count)])
    left = fmpq_mat([[matrix[i, j] for j in pivots] for i in range(matrix.nrows())])
    turned_left, turned_right = left.transpose(), right.transpose()
    made = turned_right * (right * turned_right).inv() * (turned_left * left).inv() * turned_left
    return [[made[i, j] for j in range(made.ncols())] for i in range(made.nrows())]


def _is_rational(x: Any) -> bool:
    return isinstance(x, fmpq | int)


def _matrix(rows: list[list[Any]]) -> fmpq_mat:
    return fmpq_mat([[fmpq(x) for x in row] for row in rows])


def rank_of(system: System, x: Value) -> Value:
    """How many columns are independent; of rational numbers for certain."""
    if not isinstance(x, np.ndarray):
        raise Unsupported("the slope of a rank")
    matrices = x.reshape((*x.shape[:-1], *(1,) * (3 - x.ndim), x.shape[-1]))  # a column has one column
    if isinstance(system, Floats):
        moved = np.moveaxis(matrices, -1, 0)
        finite = np.isfinite(moved).all(axis=(1, 2))
        found = np.full(len(moved), np.nan)
        found[finite] = np.linalg.matrix_rank(moved[finite], tol=_CUT * np.abs(moved[finite]).max(axis=(1, 2)))
        return found
    if isinstance(system, Certified):
        counted = np.empty(matrices.shape[-1], dtype=object)
        for k in range(len(counted)):
            counted[k] = _certain(matrices[:, :, k].tolist(), system)
        return counted
    raise Unsupported("the rank of a matrix of functions")


def _certain(rows: list[list[Any]], system: Certified) -> Any:
    return fmpq(_matrix(rows).rank()) if all(_is_rational(x) for row in rows for x in row) else system.undefined()[0]


__all__ = ["ADJOINT", "pseudoinverse", "rank_of", "with_adjoints"]
