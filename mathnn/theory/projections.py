"""The projection of a vector on a line, what it leaves, and the theorem of Pythagoras.

Source: Strang, Introduction to Linear Algebra, section 4.2; Axler, Linear Algebra Done Right, section 6.A.
"""

from __future__ import annotations

from sympy import Eq, Ne, S, ZeroMatrix

from mathnn.theory.proof import Assumption, Proof, begin, defined
from mathnn.theory.relation_rules import SWAP_SIDES, adding, dividing
from mathnn.theory.rewriting import substituting
from mathnn.theory.rules import (
    DISTRIBUTE,
    DOT_AS_NORM,
    DOT_AS_NORM_CANCELS,
    NORM_AS_DOT,
    NORM_OF_MULTIPLE,
    NUMBERS_OUT,
    SYMMETRY,
)
from mathnn.theory.vector_algebra import DIMENSION, Angle, Dot, Norm, column, real
from mathnn.theory.vectors import by_cosine

u, v, p, r = map(column, "uvpr")
t = real("t")
theta = real(r"\theta")
PROJECTION = Dot(u, v) / Norm(v) ** 2 * v
ZERO = ZeroMatrix(DIMENSION, 1)
V_NOT_ZERO = Assumption(Ne(v, ZERO, evaluate=False))
ORTHOGONAL = Assumption(
    Eq(Dot(p, r), 0, evaluate=False), means=(Dot(p, r), S.Zero), drawn=(p, p - Dot(p, r) / Norm(r) ** 2 * r)
)


def projection_coefficient() -> Proof:
    """t = u . v / ||v||^2 is the number for which u - t v is orthogonal to v (Strang, section 4.2)."""
    residual_is_orthogonal = Eq(Dot(u - t * v, v), 0, evaluate=False)
    return (
        begin("projection-coefficient", "How far to go along v", residual_is_orthogonal, V_NOT_ZERO)
        .by(DISTRIBUTE).by(NUMBERS_OUT).by(DOT_AS_NORM)
        .by(adding(t * Norm(v) ** 2, "the second term is added to both sides"))
        .by(dividing(Norm(v) ** 2, "both sides are divided by the squared length of $\\mathbf{v}$"))
        .by(SWAP_SIDES)
    )


def residual_orthogonal() -> Proof:
    """(u - (u . v / ||v||^2) v) . v = 0: what the projection leaves is orthogonal to v (Strang, section 4.2)."""
    return (
        begin("residual-orthogonal", "What the projection leaves", Dot(u - PROJECTION, v), V_NOT_ZERO)
        .by(DISTRIBUTE).by(NUMBERS_OUT).by(DOT_AS_NORM_CANCELS)
    )


def projection_length() -> Proof:
    """||(u . v / ||v||^2) v|| = |u . v| / ||v|| (Strang, section 4.2)."""
    return (
        begin("projection-length", "The length of the projection", Norm(PROJECTION), V_NOT_ZERO)
        .by(NORM_OF_MULTIPLE)
    )


def scalar_projection() -> Proof:
    """u . v / ||v|| = ||u|| cos(theta): the signed length of the shadow (Strang, section 4.2)."""
    return (
        begin("scalar-projection", "The signed length of the projection", Dot(u, v) / Norm(v), V_NOT_ZERO,
              Assumption(Ne(u, ZERO, evaluate=False)), defined(theta, Angle(u, v)))
        .by(by_cosine())
    )


def pythagoras() -> Proof:
    """||p + r||^2 = ||p||^2 + ||r||^2 when p . r = 0 (Euclid, Elements I.47; Axler, section 6.A)."""
    return (
        begin("pythagoras", "The theorem of Pythagoras", Norm(p + r) ** 2, ORTHOGONAL)
        .by(NORM_AS_DOT).by(DISTRIBUTE).by(SYMMETRY)
        .by(substituting("$\\mathbf{p}$ and $\\mathbf{r}$ are orthogonal", ORTHOGONAL.statement))
        .by(DOT_AS_NORM)
    )
