"""The same expressions in NumPy, at many random points at once: it shares nothing with the symbolic side.

A number is an array of shape (samples,), a column (n, samples), a matrix (m, n, samples).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import sympy
from sympy import Basic

from mathnn.theory import vector_algebra as algebra
from mathnn.theory.components import range_of, summation
from mathnn.theory.proof import Assumption

Array = npt.NDArray[np.float64]
Where = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Samples:
    """Random values of the letters: `letters` by SymPy symbol, `sizes` of n, m and the indices bound so far."""

    letters: Mapping[Basic, Array]
    sizes: Mapping[Basic, int]
    count: int

    def value(self, expression: Basic) -> Array:
        """The expression at every sample. Raises TypeError for a kind of node that is not known."""
        if expression in self.letters:
            return self.letters[expression]
        if expression in self.sizes:
            return np.full(self.count, float(self.sizes[expression]))
        if expression.is_Number or expression is sympy.pi:
            return np.full(self.count, float(expression))
        if isinstance(expression, sympy.Sum | algebra.SumOver | algebra.Expanded):
            return self._sum(expression)
        for kind in type(expression).__mro__:
            if (function := _FUNCTIONS.get(kind)) is not None:
                found: Array = function(*(self.value(arg) for arg in expression.args))
                return found
        return self._shaped(expression)

    def _shaped(self, expression: Basic) -> Array:
        if isinstance(expression, algebra.Entry | algebra.Row):
            base, *indices = expression.args
            entries: Array = self.value(base)[tuple(self.position(index) - 1 for index in indices)]
            return entries
        if isinstance(expression, sympy.ImmutableMatrix):
            return np.repeat(np.array(expression, dtype=np.float64), self.count, axis=1)
        if isinstance(expression, algebra.Combination):
            coordinates, basis, _ = expression.args
            return np.asarray(np.einsum("is,ijs->js", self.value(coordinates), self.value(basis)))
        if isinstance(expression, sympy.ZeroMatrix):
            return np.zeros((self.position(expression.shape[0]), self.count))
        raise TypeError(f"no values for the SymPy node {type(expression).__name__}")

    def position(self, index: Basic) -> int:
        """An index or a size as a number."""
        return int(index.xreplace({name: sympy.Integer(size) for name, size in self.sizes.items()}))

    def _sum(self, expression: Basic) -> Array:
        if isinstance(expression, algebra.Expanded):
            return self.value(expression.args[0])
        body, index, low, high = summation(expression)
        span = range(self.position(low), self.position(high) + 1)
        inner = (Samples(self.letters, {**self.sizes, index: k}, self.count) for k in span)
        return np.asarray(np.sum([samples.value(body) for samples in inner], axis=0))

    def holds(self, relation: Basic) -> Where:
        """Where a relation is true; an equality within rounding."""
        if isinstance(relation, algebra.Fails):
            return ~self.holds(relation.args[0])
        left, right = (self.value(side) for side in relation.args)
        if left.ndim > 1 or right.ndim > 1:  # columns: true when every entry is
            close = np.asarray(np.isclose(left, right, rtol=1e-9, atol=1e-9).all(axis=0))
            return close if isinstance(relation, sympy.Eq) else ~close
        close = np.isclose(left, right, rtol=1e-9, atol=1e-9)
        found: Where = {
            sympy.Eq: close, sympy.Ne: ~close, sympy.Ge: (left > right) | close, sympy.Gt: (left > right) & ~close,
            sympy.Le: (left < right) | close, sympy.Lt: (left < right) & ~close,
        }[relation.func]
        return found

    def only(self, kept: Where) -> Samples:
        """The samples that are kept."""
        return Samples({name: array[..., kept] for name, array in self.letters.items()}, self.sizes, int(kept.sum()))


def _matrix_product(*factors: Array) -> Array:
    """Numbers scale; matrices act from the left on the column at the end."""
    product = factors[-1]
    for factor in reversed(factors[:-1]):
        product = factor * product if factor.ndim == 1 else np.einsum("ijs,js->is", factor, product)
    return product


def _dot(left: Array, *rest: Array) -> Array:
    result: Array = np.einsum("is,is->s", left, _matrix_product(*rest))
    return result


def _norm(vector: Array) -> Array:
    return np.asarray(np.linalg.norm(vector, axis=0))


def _angle(left: Array, right: Array) -> Array:
    return np.arccos(np.clip(_dot(left, right) / (_norm(left) * _norm(right)), -1, 1))


def _orthonormal(rows: Array) -> Array:
    factor = np.linalg.qr(np.moveaxis(rows, -1, 0)).Q
    return np.moveaxis(factor, 0, -1)


_FUNCTIONS: dict[type, Callable[..., Array]] = {
    sympy.Add: lambda *terms: sum(terms), sympy.MatAdd: lambda *terms: sum(terms),
    sympy.Mul: lambda *factors: math.prod(factors[1:], start=factors[0]), sympy.MatMul: _matrix_product,
    sympy.Pow: np.power, sympy.Abs: np.abs, sympy.cos: np.cos, sympy.acos: np.arccos,
    sympy.KroneckerDelta: lambda i, j: (i == j).astype(np.float64),
    algebra.Dot: _dot, algebra.RowTimesColumn: _dot, algebra.Norm: _norm, algebra.Angle: _angle,
    algebra.UnitStep: lambda z: (z >= 0).astype(np.float64), algebra.Orthonormal: _orthonormal,
    algebra.GramMatrix: lambda rows: np.einsum("iks,jks->ijs", rows, rows),
    algebra.Stacked: lambda first, rest: np.vstack([first[np.newaxis], rest]),
}


def draw(letters: frozenset[Basic], sizes: Mapping[Basic, int], count: int, seed: int) -> Samples:
    """Normal values for every letter, none of them 0; positive and negative letters keep their sign.

    They are multiples of 1/1024, so that sums and products are exact and a point can lie on a plane to the last digit.
    """
    generator = np.random.default_rng(seed)
    found: dict[Basic, Array] = {}
    for letter in sorted(letters, key=str):
        written = getattr(letter, "shape", ())
        shape = tuple(_size(size, sizes) for size in (written[:1] if written[1:] == (1,) else written))
        values = np.round(1024 * generator.standard_normal((*shape, count))) / 1024
        values[values == 0] = 1 / 1024
        if letter.is_positive or letter.is_negative:
            values = np.abs(values) * (1 if letter.is_positive else -1)
        found[letter] = values
    return Samples(found, sizes, count)


def _size(size: Basic, sizes: Mapping[Basic, int]) -> int:
    return int(size.xreplace({name: sympy.Integer(value) for name, value in sizes.items()}))


def admitted(samples: Samples, assuming: tuple[Assumption, ...]) -> Samples:
    """The samples at which every assumption holds, after those letters were set that an assumption fixes."""
    letters = dict(samples.letters)
    for assumption in assuming:
        if assumption.drawn is not None:
            letter, value = assumption.drawn
            letters[letter] = Samples(letters, samples.sizes, samples.count).value(value)
    fixed = Samples(letters, samples.sizes, samples.count)
    kept = np.ones(samples.count, dtype=np.bool_)
    for assumption in assuming:
        kept &= _everywhere(fixed, assumption.statement)
    return fixed.only(kept)


def _everywhere(samples: Samples, statement: Basic) -> Where:
    """A statement with free indices is meant for all their values."""
    free = sorted((s for s in statement.free_symbols if s.is_integer and s not in samples.sizes), key=str)
    if not free:
        return samples.holds(statement)
    index, size = free[0], samples.position(range_of(free[0], statement))
    each = (Samples(samples.letters, {**samples.sizes, index: k}, samples.count) for k in range(1, size + 1))
    return np.asarray(np.logical_and.reduce([_everywhere(one, statement) for one in each]))
