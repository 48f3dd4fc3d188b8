"""The dot product: its forms, its laws, and what it says of lengths and angles.

Each function returns the proof of one formula, made by rules; `steps.check` checks it.
"""

from __future__ import annotations

from sympy import Eq, Ge, Gt, Lt, Ne, S, Sum, ZeroMatrix, cos

from mathnn.theory.proof import Assumption, Proof, begin, defined, known
from mathnn.theory.relation_rules import COSINE_FALLS, ROOTS, SWAP_SIDES, adding, dividing
from mathnn.theory.rewriting import Rule, on_side, substituting
from mathnn.theory.rules import (
    DISTRIBUTE,
    DOT_AS_NORM,
    DOT_AS_SUM,
    ENTRY_BY_ENTRY,
    FACTOR_OUT,
    MULTIPLY_OUT,
    NORM_AS_DOT,
    NUMBERS_OUT,
    OVER_ALL,
    PULL_OUT,
    ROW_TIMES_COLUMN,
    SPLIT_SUM,
    SUM_AS_DOT,
    SUM_AS_SWAPPED_DOT,
    SYMMETRY,
    write_with_dots,
)
from mathnn.theory.vector_algebra import DIMENSION, Angle, Dot, Entry, Norm, RowTimesColumn, column, index, real

u, v, w = map(column, "uvw")
c = real("c")
theta = real(r"\theta")
i, j = map(index, "ij")
COSINE_FORM = Norm(u) * Norm(v) * cos(theta)

NOT_ZERO = tuple(Assumption(Ne(a, ZeroMatrix(DIMENSION, 1), evaluate=False)) for a in (u, v))
ANGLE_IS_THETA = defined(theta, Angle(u, v))


# --- forms --------------------------------------------------------------------------------------------------------


def sum_form() -> Proof:
    """u . v = sum_i u_i v_i = u_1 v_1 + u_2 v_2 + ... (Strang, Introduction to Linear Algebra, section 1.2)."""
    return begin("sum-form", "The dot product as a sum", Dot(u, v)).by(DOT_AS_SUM).by(write_with_dots(2))


def index_notation() -> Proof:
    """The sum with its bounds left to the index, the step before Einstein's summation convention.

    Einstein, Die Grundlage der allgemeinen Relativitaetstheorie (1916), section 5, leaves the sign of the sum out too.
    """
    return begin("index-notation", "The dot product in index notation", Dot(u, v)).by(DOT_AS_SUM).by(OVER_ALL)


def transposed_form() -> Proof:
    """u^T v = u . v: a row times a column (Strang, Introduction to Linear Algebra, section 2.7)."""
    return (
        begin("transposed-form", "The dot product as a matrix product", RowTimesColumn(u, v))
        .by(ROW_TIMES_COLUMN).by(SUM_AS_DOT)
    )


# --- laws (Axler, Linear Algebra Done Right, section 6.A) ---------------------------------------------------------


def symmetry() -> Proof:
    """u . v = v . u, because the product of numbers is commutative (Axler, section 6.A)."""
    return begin("symmetry", "The dot product is symmetric", Dot(u, v)).by(DOT_AS_SUM).by(SUM_AS_SWAPPED_DOT)


def additivity() -> Proof:
    """u . (v + w) = u . v + u . w (Axler, section 6.A)."""
    return (
        begin("additivity", "The dot product distributes over a sum", Dot(u, v + w))
        .by(DOT_AS_SUM).by(ENTRY_BY_ENTRY).by(MULTIPLY_OUT).by(SPLIT_SUM).by(SUM_AS_DOT)
    )


def homogeneity() -> Proof:
    """(c u) . v = c (u . v) (Axler, section 6.A)."""
    return (
        begin("homogeneity", "A number leaves the dot product", Dot(c * u, v))
        .by(DOT_AS_SUM).by(ENTRY_BY_ENTRY).by(PULL_OUT).by(SUM_AS_DOT)
    )


def squared_norm() -> Proof:
    """||u||^2 = u . u = sum_i u_i^2 (Axler, section 6.A)."""
    return begin("squared-norm", "The squared length", Norm(u) ** 2).by(NORM_AS_DOT).by(DOT_AS_SUM)


def norm_of_multiple() -> Proof:
    """||c u||^2 = c^2 ||u||^2 (Axler, section 6.A)."""
    return (
        begin("norm-of-multiple", "The squared length of a multiple", Norm(c * u) ** 2)
        .by(NORM_AS_DOT).by(NUMBERS_OUT).by(DOT_AS_NORM)
    )


def squared_norm_of_sum() -> Proof:
    """||u + v||^2 = ||u||^2 + 2 u . v + ||v||^2 (Strang, Introduction to Linear Algebra, section 1.2)."""
    return (
        begin("squared-norm-of-sum", "The squared length of a sum", Norm(u + v) ** 2)
        .by(NORM_AS_DOT).by(DISTRIBUTE).by(SYMMETRY).by(DOT_AS_NORM)
    )


def squared_norm_of_difference() -> Proof:
    """||u - v||^2 = ||u||^2 - 2 u . v + ||v||^2 (Strang, Introduction to Linear Algebra, section 1.2)."""
    return (
        begin("squared-norm-of-difference", "The squared length of a difference", Norm(u - v) ** 2)
        .by(NORM_AS_DOT).by(DISTRIBUTE).by(SYMMETRY).by(DOT_AS_NORM)
    )


# --- angles -------------------------------------------------------------------------------------------------------


def geometric_form() -> Proof:
    """u . v = ||u|| ||v|| cos(theta), from the law of cosines (Euclid, Elements II.12 and II.13).

    The sides u, v and u - v make a triangle with the angle theta between u and v.
    """
    law_of_cosines = Eq(Norm(u - v) ** 2, Norm(u) ** 2 + Norm(v) ** 2 - 2 * COSINE_FORM, evaluate=False)
    return (
        begin("geometric-form", "The dot product by lengths and angle", law_of_cosines, *NOT_ZERO)
        .by(on_side(0, known("the squared length of a difference", squared_norm_of_difference())))
        .by(adding(-Norm(u) ** 2 - Norm(v) ** 2, "the squared lengths are subtracted from both sides"))
        .by(dividing(S(-2), "both sides are divided by $-2$"))
    )


def by_cosine() -> Rule:
    """The geometric form, which was derived, as a rule."""
    return substituting("the geometric form of the dot product", geometric_form().end)


def cosine_of_angle() -> Proof:
    """cos(theta) = u . v / (||u|| ||v||) for vectors that are not zero (Strang, section 1.2)."""
    return (
        begin("cosine-of-angle", "The cosine of the angle", geometric_form().end, *NOT_ZERO)
        .by(dividing(Norm(u) * Norm(v), "both sides are divided by the product of the lengths"))
        .by(SWAP_SIDES)
    )


def acute_angle() -> Proof:
    """u . v > 0 exactly when the angle is acute (Strang, Introduction to Linear Algebra, section 1.2)."""
    return _kind_of_angle("acute-angle", "A positive dot product", Gt(Dot(u, v), 0, evaluate=False))


def right_angle() -> Proof:
    """u . v = 0 exactly when the angle is right (Strang, Introduction to Linear Algebra, section 1.2)."""
    return _kind_of_angle("right-angle", "A dot product of zero", Eq(Dot(u, v), 0, evaluate=False))


def obtuse_angle() -> Proof:
    """u . v < 0 exactly when the angle is obtuse (Strang, Introduction to Linear Algebra, section 1.2)."""
    return _kind_of_angle("obtuse-angle", "A negative dot product", Lt(Dot(u, v), 0, evaluate=False))


def _kind_of_angle(name: str, title: str, start: Gt | Eq | Lt) -> Proof:
    return (
        begin(name, title, start, *NOT_ZERO, ANGLE_IS_THETA)
        .by(by_cosine())
        .by(dividing(Norm(u) * Norm(v), "both sides are divided by the product of the lengths, which is positive"))
        .by(COSINE_FALLS)
    )


def alignment() -> Proof:
    """||u/||u|| - v/||v||||^2 = 2(1 - cos(theta)): the directions are the same exactly when cos(theta) = 1.

    The chord between two points of the unit circle (Ptolemy, Almagest I.10).
    """
    directions = Norm(u / Norm(u) - v / Norm(v)) ** 2
    return (
        begin("alignment", "Cosine 1 is alignment", directions, *NOT_ZERO, ANGLE_IS_THETA)
        .by(NORM_AS_DOT).by(DISTRIBUTE).by(NUMBERS_OUT).by(SYMMETRY).by(DOT_AS_NORM).by(by_cosine()).by(FACTOR_OUT)
    )


# --- Cauchy-Schwarz -----------------------------------------------------------------------------------------------


AREA = Entry(u, i) * Entry(v, j) - Entry(u, j) * Entry(v, i)
LAGRANGE_SUM = Sum(AREA**2, (j, 1, DIMENSION), (i, 1, DIMENSION)) / 2


def lagrange_identity() -> Proof:
    """1/2 sum_i sum_j (u_i v_j - u_j v_i)^2 = ||u||^2 ||v||^2 - (u . v)^2.

    Steele, The Cauchy-Schwarz Master Class, chapter 3.
    """
    return (
        begin("lagrange-identity", "Lagrange's identity", LAGRANGE_SUM)
        .by(MULTIPLY_OUT).by(SPLIT_SUM).by(PULL_OUT).by(SUM_AS_DOT).by(DOT_AS_NORM)
    )


def cauchy_schwarz() -> Proof:
    """|u . v| <= ||u|| ||v||, since a sum of squares is not negative (Steele, chapters 1 and 3)."""
    return (
        begin("cauchy-schwarz", "The Cauchy-Schwarz inequality", Ge(LAGRANGE_SUM, 0, evaluate=False))
        .by(on_side(0, known("Lagrange's identity", lagrange_identity())))
        .by(adding(Dot(u, v) ** 2, "the square of the dot product is added to both sides"))
        .by(SWAP_SIDES)
        .by(ROOTS)
    )

