"""The dot product by coordinates: simple in an orthonormal basis, with a Gram matrix between in an oblique one.

The vectors of a basis are e_1, ..., e_n, kept as the rows of one symbol. Coordinates are columns of their own: mu those
of u, nu those of v. Source: Axler, Linear Algebra Done Right, section 6.B; Strang, Introduction to Linear Algebra,
section 4.4.
"""

from __future__ import annotations

from sympy import Eq, KroneckerDelta, MatrixSymbol, Sum

from mathnn.theory.proof import Assumption, Proof, begin
from mathnn.theory.rewriting import replacing, substituting
from mathnn.theory.rules import AS_FORM, BY_COORDINATES, MULTIPLY_OUT, SPLIT_SUM, SUM_AS_DOT, SUM_OF_DELTA
from mathnn.theory.vector_algebra import (
    DIMENSION,
    Combination,
    Dot,
    Entry,
    GramMatrix,
    Orthonormal,
    Row,
    column,
    index,
)

i, j = map(index, "ij")
mu, nu = column(r"\boldsymbol{\mu}"), column(r"\boldsymbol{\nu}")
E = MatrixSymbol(r"\mathbf{e}", DIMENSION, DIMENSION)
G = MatrixSymbol("G", DIMENSION, DIMENSION)
BASIS_PRODUCT = Dot(Row(E, i), Row(E, j))
ORTHONORMAL = Assumption(
    Eq(BASIS_PRODUCT, KroneckerDelta(i, j), evaluate=False),
    means=(BASIS_PRODUCT, KroneckerDelta(i, j)), drawn=(E, Orthonormal(E)),
)
GRAM = Assumption(
    Eq(Entry(G, i, j), BASIS_PRODUCT, evaluate=False), means=(Entry(G, i, j), BASIS_PRODUCT), drawn=(G, GramMatrix(E))
)


def product_of_combinations() -> Proof:
    """(sum_i mu_i e_i) . (sum_j nu_j e_j) = sum_i sum_j mu_i nu_j (e_i . e_j) (Axler, section 6.B)."""
    return begin("product-of-combinations", "Two vectors by their coordinates", _product()).by(BY_COORDINATES)


def orthonormal_coordinates() -> Proof:
    """In an orthonormal basis u . v = mu . nu (Axler, section 6.B)."""
    return (
        begin("orthonormal-coordinates", "The dot product in an orthonormal basis", _product(), ORTHONORMAL)
        .by(BY_COORDINATES)
        .by(substituting("the basis is orthonormal", ORTHONORMAL.statement))
        .by(SUM_OF_DELTA)
        .by(SUM_AS_DOT)
    )


def coordinate() -> Proof:
    """mu_j = u . e_j in an orthonormal basis (Axler, section 6.B)."""
    return (
        begin("coordinate", "A coordinate is a dot product", Dot(Combination(mu, E, i), Row(E, j)), ORTHONORMAL)
        .by(BY_COORDINATES)
        .by(substituting("the basis is orthonormal", ORTHONORMAL.statement))
        .by(SUM_OF_DELTA)
    )


def oblique_coordinates() -> Proof:
    """In any basis u . v = mu^T G nu with the Gram matrix G_ij = e_i . e_j (Strang, section 4.4)."""
    return (
        begin("oblique-coordinates", "The dot product in an oblique basis", _product(), GRAM)
        .by(BY_COORDINATES)
        .by(replacing("the entries of the Gram matrix", {BASIS_PRODUCT: Entry(G, i, j)}))
        .by(AS_FORM)
    )


def lost_terms() -> Proof:
    """sum_i sum_j mu_i nu_j (G_ij - delta_ij) = mu^T G nu - mu . nu: what the plain sum loses (Strang, section 4.4)."""
    missing = (Entry(G, i, j) - KroneckerDelta(i, j)) * Entry(mu, i) * Entry(nu, j)
    return (
        begin("lost-terms", "What the plain sum loses in an oblique basis",
              Sum(missing, (j, 1, DIMENSION), (i, 1, DIMENSION)))
        .by(MULTIPLY_OUT).by(SPLIT_SUM).by(SUM_OF_DELTA).by(AS_FORM).by(SUM_AS_DOT)
    )


def _product() -> Dot:
    return Dot(Combination(mu, E, i), Combination(nu, E, j))
