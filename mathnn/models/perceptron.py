"""The perceptron: H(w . x + b) with the step H, and a layer of them whose weights are the rows of a matrix.

Source: Frank Rosenblatt, The Perceptron, Psychological Review 65 (1958); the step with H(0) = 1 is the book's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mathnn.errors import UsageError
from mathnn.models.arrays import Matrix, Vector, as_matrix, as_number, as_vector, require_length
from mathnn.models.hyperplane import Hyperplane
from mathnn.models.vectors import dot


def step(z: float) -> int:
    """The step H(z): 1 for z >= 0, which includes z = 0, else 0."""
    return 1 if z >= 0 else 0


def with_constant(x: npt.ArrayLike) -> Vector:
    """(1, x_1, ..., x_n), shape (n + 1,): the input with x_0 = 1 in front, for a bias absorbed as w_0 = b."""
    return np.insert(as_vector(x, "x"), 0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Perceptron:
    """Weights `w` of shape (n,) and a bias `b`. A zero w is allowed: it decides the same for every input."""

    w: Vector
    b: float

    def __init__(self, w: npt.ArrayLike, b: float) -> None:
        object.__setattr__(self, "w", as_vector(w, "w"))
        object.__setattr__(self, "b", as_number(b, "b"))

    def pre_activation(self, x: npt.ArrayLike) -> float:
        """z = w . x + b for an input of shape (n,), as the one dot product (b, w) . (1, x), rounded once at the end.

        Raises UsageError when x and w have different lengths.
        """
        point = as_vector(x, "x")
        require_length(point, self.w.size, "x", "w")
        return dot(self.absorbed, with_constant(point))

    def decide(self, x: npt.ArrayLike) -> int:
        """H(w . x + b), 0 or 1, for an input of shape (n,)."""
        return step(self.pre_activation(x))

    def decide_all(self, X: npt.ArrayLike) -> tuple[int, ...]:
        """The decision for each row of a batch X of shape (samples, n)."""
        return tuple(self.decide(row) for row in as_matrix(X, "X"))

    def separates(self, X: npt.ArrayLike, y: npt.ArrayLike) -> bool:
        """Whether each row of X (samples, n) gets its label in y (samples,), labels 0 or 1.

        Raises UsageError for a label that is neither, or a number of labels that is not the number of rows.
        """
        inputs, labels = as_matrix(X, "X"), as_vector(y, "y")
        require_length(labels, len(inputs), "y", "the first column of X")
        if not np.isin(labels, (0, 1)).all():
            raise UsageError(f"a label is 0 or 1, but y is {labels.tolist()}")
        return self.decide_all(inputs) == tuple(labels.tolist())

    @property
    def absorbed(self) -> Vector:
        """(b, w_1, ..., w_n), shape (n + 1,): the bias as the weight w_0 of a constant input x_0 = 1."""
        return np.insert(self.w, 0, self.b)

    @property
    def threshold(self) -> float:
        """theta = -b: the unit fires when w . x >= theta."""
        return 0.0 - self.b

    @property
    def hyperplane(self) -> Hyperplane:
        """The boundary w . x + b = 0. Raises UsageError when w is zero."""
        return Hyperplane(self.w, self.b)

    def scaled(self, c: float) -> Perceptron:
        """The perceptron (c w, c b): c > 0 keeps each decision, c < 0 swaps the sides; c = 0 raises UsageError."""
        factor = as_number(c, "c")
        if factor == 0:
            raise UsageError("scaling by 0 leaves no boundary; choose c > 0 or c < 0")
        return Perceptron(factor * self.w, factor * self.b)


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Perceptrons that read the same input: row i of `W`, shape (m, n), with entry i of `b`, shape (m,), is one."""

    W: Matrix
    b: Vector

    def __init__(self, W: npt.ArrayLike, b: npt.ArrayLike) -> None:
        weights, biases = as_matrix(W, "W"), as_vector(b, "b")
        require_length(biases, len(weights), "b", "a column of W")
        object.__setattr__(self, "W", weights)
        object.__setattr__(self, "b", biases)

    @property
    def neurons(self) -> tuple[Perceptron, ...]:
        """The m perceptrons, from the first row of W to the last."""
        return tuple(Perceptron(row, bias) for row, bias in zip(self.W, self.b.tolist(), strict=True))

    def pre_activation(self, x: npt.ArrayLike) -> Vector:
        """z = W x + b, shape (m,), for an input of shape (n,). Raises UsageError when x has another length."""
        point = as_vector(x, "x")
        require_length(point, self.W.shape[1], "x", "a row of W")
        return self.W @ point + self.b

    def decide(self, x: npt.ArrayLike) -> tuple[int, ...]:
        """H(W x + b), entry by entry."""
        return tuple(step(z) for z in self.pre_activation(x).tolist())
