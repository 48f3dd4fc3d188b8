"""Assumptions that no equation is solved for: lengths, vectors of length one at right angles, an orthogonal matrix.

Values for them are taken from lists of rational ones, of which each symbol begins elsewhere.
"""

from __future__ import annotations

from itertools import chain

import numpy as np

from mathnn.check.constraints import relations
from mathnn.check.dual import Array
from mathnn.check.evaluate import Evaluator
from mathnn.check.powers import constant
from mathnn.check.scene import Key
from mathnn.check.systems import each
from mathnn.check.unit import orthogonal_matrices, unit_vectors
from mathnn.expression.tree import Call, Expr, Symbol, symbols


def from_list(ev: Evaluator, relation: Call, leaves: dict[Key, Array]) -> bool:
    """Give values to what an assumption says this of; False where it says nothing of the kind."""
    left, right = relation.args
    subject = _length_of(left) or (_size_of(left) if constant(right) is not None else None)
    if subject is not None:
        return subject not in symbols(right) and _of_length(ev, subject, left, right, leaves)
    square = _orthogonal(left, right)
    if square is not None and (key := ev.scene.key(square)) in leaves:
        leaves[key] = _in_system(ev, orthogonal_matrices(leaves[key].shape, _ordinal(key, leaves)))
        return True
    return constant(right) == 0 and _at_right_angles(ev, left, leaves)


def _of_length(ev: Evaluator, subject: Symbol, left: Expr, right: Expr, leaves: dict[Key, Array]) -> bool:
    key = ev.scene.key(subject)
    if key not in leaves:
        return False
    size = ev.value(right)
    assert isinstance(size, np.ndarray)
    squared = not (isinstance(left, Call) and left.op in ("norm", "abs"))
    length = ev.system.root(size, 2) if squared else size
    leaves[key] = _in_system(ev, unit_vectors(leaves[key].shape, _ordinal(key, leaves))) * length
    return True


def _ordinal(key: Key, leaves: dict[Key, Array]) -> int:
    """Which of the values of its shape it is."""
    return [each for each, value in leaves.items() if value.shape == leaves[key].shape].index(key)


def _at_right_angles(ev: Evaluator, left: Expr, leaves: dict[Key, Array]) -> bool:
    """u . v = 0 of two vectors of length one: columns of an orthogonal matrix, for each vector another one."""
    factors = _factors(left)
    units = [ev.scene.key(symbol) for symbol in _of_length_one(ev)]
    keys = [ev.scene.key(factor) for factor in factors]
    if len(set(keys)) != 2 or not all(key in units and key in leaves for key in keys):
        return False
    size, samples = leaves[keys[0]].shape
    if size < len(units):
        return False
    frame = _in_system(ev, orthogonal_matrices((size, size, samples)))
    for key in keys:
        leaves[key] = frame[:, units.index(key)]
    return True


def _of_length_one(ev: Evaluator) -> list[Symbol]:
    """The vectors of which the assumptions say that their length is one."""
    said = chain.from_iterable(map(relations, ev.scene.notation.assumptions))
    found = [_length_of(each.args[0]) for each in said if each.op == "equal" and constant(each.args[1]) == 1]
    return [symbol for symbol in dict.fromkeys(found) if symbol is not None and symbol.sort.is_vector]


def _factors(tree: Expr) -> tuple[Symbol, ...]:
    """u and v in u . v and in u'v."""
    if not isinstance(tree, Call) or tree.op not in ("dot", "multiply") or len(tree.args) != 2:
        return ()
    first, second = tree.args
    if tree.op == "multiply":
        if not isinstance(first, Call) or first.op != "transpose":
            return ()
        first = first.args[0]
    return (first, second) if isinstance(first, Symbol) and isinstance(second, Symbol) and (
        first.sort.is_vector and second.sort.is_vector) else ()


def _length_of(tree: Expr) -> Symbol | None:
    """x in norm(x), norm(x)^2, x.x and x'x."""
    if isinstance(tree, Call):
        if tree.op == "norm" and len(tree.args) == 1 and isinstance(tree.args[0], Symbol):
            return tree.args[0]
        if tree.op == "power" and constant(tree.args[1]) == 2:
            return _length_of(tree.args[0])
        if tree.op == "dot" and tree.args[0] == tree.args[1] and isinstance(tree.args[0], Symbol):
            return tree.args[0]
        if tree.op == "multiply" and len(tree.args) == 2 and isinstance(tree.args[1], Symbol):
            x = tree.args[1]
            if tree.args[0] == Call("transpose", (x,), tree.args[0].sort) and x.sort.is_vector:
                return x
    return None


def _size_of(tree: Expr) -> Symbol | None:
    """x in |x| and x^2, of a number."""
    is_square = isinstance(tree, Call) and tree.op == "power" and constant(tree.args[1]) == 2
    if isinstance(tree, Call) and (is_square or tree.op == "abs") and isinstance(tree.args[0], Symbol):
        return tree.args[0] if tree.args[0].sort.is_number else None
    return None


def _orthogonal(left: Expr, right: Expr) -> Symbol | None:
    """Q in Q'Q = I, QQ' = I, Q^{-1} = Q', and in e_i . e_j = delta_ij for the rows of a matrix."""
    if isinstance(left, Call) and left.op == "inverse" and isinstance(left.args[0], Symbol):
        same = isinstance(right, Call) and right.op == "transpose" and right.args[0] == left.args[0]
        return left.args[0] if same else None
    if isinstance(left, Call) and left.op == "dot" and isinstance(right, Call) and right.op == "delta":
        rows = [arg.args[0] for arg in left.args if isinstance(arg, Call) and arg.op == "entry"]
        same = len(rows) == 2 and rows[0] == rows[1] and isinstance(rows[0], Symbol) and rows[0].sort.is_matrix
        return rows[0] if same and isinstance(rows[0], Symbol) else None
    if not isinstance(left, Call) or left.op != "multiply" or len(left.args) != 2 or not isinstance(right, Symbol):
        return None
    a, b = left.args
    for x, y in ((a, b), (b, a)):
        if isinstance(x, Call) and x.op == "transpose" and x.args[0] == y and isinstance(y, Symbol):
            return y if y.sort.is_matrix else None
    return None


def _in_system(ev: Evaluator, values: Array) -> Array:
    """Fractions as numbers of the system."""
    if ev.system.number(0).dtype != object:
        return values.astype(float)
    return each(lambda v: ev.system.number(v)[0], values)


__all__ = ["from_list"]
