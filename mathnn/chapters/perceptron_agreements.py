"""Chapter 1, symbols against runs: each formula that SymPy derived, evaluated, beside the model that knows no SymPy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt
from sympy import Basic, cos

from mathnn.chapters.chapter import Agreement
from mathnn.chapters.perceptron_derivations import DERIVATIONS, PROOFS
from mathnn.models.hyperplane import Hyperplane
from mathnn.models.perceptron import Perceptron, with_constant
from mathnn.models.vectors import angle, cosine, dot, norm, projection, residual
from mathnn.theory import hyperplane, perceptron, vectors
from mathnn.theory.samples import draw
from mathnn.theory.vector_algebra import DIMENSION, ROWS, Angle, Norm

SIZES = (2, 3, 5, 8)
EACH = 50
Run = Callable[..., npt.ArrayLike]


def largest_difference(formula: Basic, letters: tuple[Basic, ...], run: Run) -> float:
    """The largest absolute difference between a formula and a run, over random letters in several dimensions."""
    largest = 0.0
    for size in SIZES:
        samples = draw(frozenset(letters), {DIMENSION: size, ROWS: size + 1}, EACH, seed=size)
        expected = samples.value(formula)
        for k in range(EACH):
            found = np.asarray(run(*(samples.letters[letter][..., k] for letter in letters)), dtype=np.float64)
            largest = max(largest, float(np.max(np.abs(found - expected[..., k]))))
    return largest


def _agreement(derivation: str, formula: Basic, letters: tuple[Basic, ...], run: Run) -> Agreement:
    measure = partial(largest_difference, formula, letters, run)
    return Agreement(derivation, DERIVATIONS[derivation], measure, samples=EACH * len(SIZES))


def _ends(derivation: str) -> Basic:
    """What a derivation of expressions ends in; of an equation, its right side."""
    last = PROOFS[derivation].end
    return last.args[1] if last.is_Relational else last


u, v, w, x, b = vectors.u, vectors.v, hyperplane.w, hyperplane.x, hyperplane.b
AGREEMENTS: tuple[Agreement, ...] = (
    _agreement("sum-form", _ends("sum-form"), (u, v), dot),
    _agreement("squared-norm", _ends("squared-norm"), (u,), lambda a: norm(a) ** 2),
    _agreement("geometric-form", Norm(u) * Norm(v) * cos(Angle(u, v)), (u, v),
               lambda a, c: norm(a) * norm(c) * np.cos(angle(a, c))),
    _agreement("cosine-of-angle", _ends("cosine-of-angle"), (u, v), cosine),
    _agreement("residual-orthogonal", _ends("residual-orthogonal"), (u, v), lambda a, c: dot(residual(a, c), c)),
    _agreement("projection-length", _ends("projection-length"), (u, v), lambda a, c: norm(projection(a, c))),
    _agreement("nearest-point-on-plane", _ends("nearest-point-on-plane"), (w, x, b),
               lambda n, a, c: Hyperplane(n, c).value(Hyperplane(n, c).nearest_point(a))),
    _agreement("signed-distance", _ends("signed-distance"), (w, x, b),
               lambda n, a, c: Hyperplane(n, c).signed_distance(a)),
    _agreement("distance-from-origin", _ends("distance-from-origin"), (w, b),
               lambda n, c: Hyperplane(n, c).distance_from_origin),
    _agreement("weighted-sum", _ends("weighted-sum"), (w, x, b), lambda n, a, c: Perceptron(n, c).pre_activation(a)),
    _agreement("absorbed-bias", perceptron.VALUE, (w, x, b),
               lambda n, a, c: dot(Perceptron(n, c).absorbed, with_constant(a))),
    _agreement("scaling", _ends("scaling"), (w, x, b), lambda n, a, c: Perceptron(n, c).scaled(2.5).decide(a)),
)
