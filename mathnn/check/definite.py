"""Positive definite matrices, of which words say that they are: a square M' M + I is one, M' M a semidefinite one.

Both are symmetric. What a formula A > 0 says is left alone: it may be meant of either kind.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mathnn.check.constraints import relations
from mathnn.check.dual import Array
from mathnn.check.evaluate import Evaluator
from mathnn.check.scene import Key
from mathnn.expression.tree import Symbol, operators
from mathnn.notation import Notation

DEFINITE, SEMIDEFINITE = "definite", "semidefinite"
_KINDS = frozenset((DEFINITE, SEMIDEFINITE))


def make_definite(ev: Evaluator, notation: Notation, leaves: dict[Key, Array]) -> None:
    """Give such matrices values of their kind, where they are free and in floats."""
    for kind, key in _matrices(ev, notation):
        leaf = leaves.get(key)
        if leaf is None or leaf.dtype == object or leaf.ndim != 3 or leaf.shape[0] != leaf.shape[1]:
            continue
        root, above = leaf.copy(), np.ones(leaf.shape[-1])
        if kind == SEMIDEFINITE:  # every other one is singular
            root[0, :, ::2] = 0
            above[::2] = 0
        leaves[key] = np.einsum("kip,kjp->ijp", root, root) + np.eye(leaf.shape[0])[..., None] * above


def are_definite(ev: Evaluator, notation: Notation, leaves: dict[Key, Array], points: int) -> Array:
    """At which points they are so still, after all else that is assumed was made true."""
    mask = np.ones(points, dtype=bool)
    for kind, key in _matrices(ev, notation):
        leaf = leaves.get(key)
        if leaf is None or leaf.dtype == object or leaf.ndim != 3 or leaf.shape[0] != leaf.shape[1]:
            continue
        matrices = np.moveaxis(np.where(np.isfinite(leaf), leaf, np.inf), -1, 0)
        is_equal = np.isclose(matrices, matrices.transpose(0, 2, 1)) & np.isfinite(matrices)
        is_symmetric = np.asarray(is_equal.all(axis=(1, 2)))
        lowest = np.linalg.eigvalsh(np.where(is_symmetric[:, None, None], matrices, 0)).min(axis=-1)
        fits = lowest > 0 if kind == DEFINITE else lowest > -_ROUNDING * (1 + np.abs(matrices).max(axis=(1, 2)))
        mask &= np.broadcast_to(is_symmetric & fits, (points,))
    return mask


_ROUNDING = 1e-9


def _matrices(ev: Evaluator, notation: Notation) -> Iterator[tuple[str, Key]]:
    for assumption in notation.assumptions:
        if operators(assumption).isdisjoint(_KINDS):
            continue
        for relation in relations(assumption):
            letter = relation.args[0] if relation.op in _KINDS else None
            if isinstance(letter, Symbol) and letter.sort.is_matrix:
                yield relation.op, ev.scene.key(letter)


__all__ = ["DEFINITE", "SEMIDEFINITE", "are_definite", "make_definite"]
