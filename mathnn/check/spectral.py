r"""Operator norms and extreme eigenvalues, in floats and in balls that are sure to hold them.

The largest eigenvalue of a symmetric S is at least every quotient of Rayleigh, x^T S x / x^T x, and at most the right
end of the discs of Gershgorin of V^{-1} S V, whatever V is (Golub and Van Loan, Matrix Computations, 7.2 and 8.1). With
the eigenvectors that floats find for V the two are close.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from flint import arb, arb_mat

from mathnn.check.certified import Certified, ball
from mathnn.check.dual import Array, Value, linear, rank, shape
from mathnn.check.elementwise import function, maximum, root
from mathnn.check.products import times, transpose
from mathnn.check.scene import Unsupported
from mathnn.check.systems import Floats, System
from mathnn.expression.tree import Call, Number, Symbol

if TYPE_CHECKING:
    from mathnn.check.evaluate import Evaluator, Local

_SLACK = 1e-9  # by which floats of a symmetric matrix may differ, as a share of its size


def operator_norm(ev: Evaluator, tree: Call, local: Local) -> Value:
    """The greatest |Ax|_p of all |x|_p = 1: sums down the columns for 1, along the rows for infinity."""
    matrix, kind = ev.value(tree.args[0], local), tree.args[1]
    if isinstance(kind, Number) and kind.value == 2:
        return _largest_singular_value(ev.system, matrix)
    if not (isinstance(kind, Number) and kind.value == 1) and not (
            isinstance(kind, Symbol) and kind.name == r"\infty"):
        raise Unsupported("an operator norm of this kind")
    size = function(ev.system, "abs", matrix)
    if rank(size) < 2:
        size = linear(lambda v: v.reshape(-1, 1, v.shape[-1]), size)
    sums = linear(lambda v: v.sum(axis=0 if isinstance(kind, Number) else 1), size)
    return reduce(lambda a, b: maximum(ev.system, a, b), (
        linear(lambda v, i=i: v[i], sums) for i in range(shape(sums)[0])))


def extreme(name: str, ev: Evaluator, tree: Call, local: Local) -> Value:
    """The largest or smallest eigenvalue of a symmetric matrix, or singular value of any."""
    matrix = ev.value(tree.args[0], local)
    if name.endswith("eigenvalue"):
        return _eigenvalue(ev.system, matrix, largest=name.startswith("largest"))
    if name.startswith("largest"):
        return _largest_singular_value(ev.system, matrix)
    least = _eigenvalue(ev.system, _gram(matrix), largest=False)
    return root(ev.system, maximum(ev.system, least, ev.system.number(0)))


def _largest_singular_value(system: System, matrix: Value) -> Value:
    return root(system, _eigenvalue(system, _gram(matrix), largest=True))


def _gram(matrix: Value) -> Value:
    """The smaller of A^T A and A A^T."""
    if rank(matrix) == 0:
        return matrix * matrix
    turned = transpose(matrix)
    is_tall = rank(matrix) == 1 or shape(matrix)[0] > shape(matrix)[1]
    return times(turned, matrix) if is_tall else times(matrix, turned)


def _eigenvalue(system: System, matrix: Value, *, largest: bool) -> Value:
    if rank(matrix) == 0:
        return matrix
    if not isinstance(matrix, np.ndarray):
        raise Unsupported("the slope of an eigenvalue")
    if matrix.shape[0] != matrix.shape[1]:
        raise Unsupported("the eigenvalue of a matrix that is not square")
    if isinstance(system, Floats):
        return _in_floats(matrix, largest)
    if isinstance(system, Certified):
        sign = 1 if largest else -1
        found = np.empty(matrix.shape[-1], dtype=object)
        for k in range(len(found)):
            found[k] = sign * _largest_in_balls([[sign * ball(x) for x in row] for row in matrix[:, :, k]])
        return found
    raise Unsupported("the eigenvalue of a matrix of functions")


def _in_floats(matrix: Array, largest: bool) -> Array:
    """By LAPACK; nan for a matrix that is not symmetric."""
    matrices = np.moveaxis(matrix, -1, 0)
    turned = matrices.swapaxes(1, 2)
    scale = np.abs(matrices).max(axis=(1, 2))
    fits = np.isfinite(scale) & (np.abs(matrices - turned).max(axis=(1, 2)) <= _SLACK * scale)
    found = np.full(len(matrices), np.nan)
    found[fits] = np.linalg.eigvalsh(matrices[fits])[:, -1 if largest else 0]
    return found


def _largest_in_balls(rows: list[list[Any]]) -> arb:
    """A ball around the largest eigenvalue; nan for a matrix that is not symmetric."""
    n = len(rows)
    if not all(x.is_finite() for row in rows for x in row) or not all(
            rows[i][j].overlaps(rows[j][i]) for i in range(n) for j in range(i)):
        return arb("nan")
    vectors = np.linalg.eigh(np.array([[float(x.mid()) for x in row] for row in rows]))[1]
    turn = arb_mat(vectors.tolist())
    matrix = arb_mat(rows)
    column = arb_mat([[float(x)] for x in vectors[:, -1]])
    turned = column.transpose()
    below = (turned * matrix * column)[0, 0] / (turned * column)[0, 0]
    similar = turn.solve(matrix * turn)
    above = [similar[i, i] + sum((abs(similar[i, j]) for j in range(n) if j != i), arb(0)) for i in range(n)]
    return below.union(reduce(lambda a, b: a.max(b), above))


__all__ = ["extreme", "operator_norm"]
