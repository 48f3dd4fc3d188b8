"""The hyperplane w . x + b = 0: its normal, distances, nearest point, and the two half-spaces.

Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, section 4.5; Boyd and Vandenberghe,
Convex Optimization, section 2.2.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Basic, Eq, Ge, Gt, Le, Lt, Ne, S, ZeroMatrix

from mathnn.theory.order import Style
from mathnn.theory.proof import Assumption, Proof, begin
from mathnn.theory.relation_rules import (
    NOT_TRUE,
    SWAP_SIDES,
    adding,
    combined,
    dividing,
    dotted_with,
    regrouped,
    subtracting,
)
from mathnn.theory.rewriting import on_side, replacing, replacing_sum, substituting
from mathnn.theory.rules import (
    DISTRIBUTE,
    DOT_AS_NORM,
    DOT_AS_NORM_CANCELS,
    GATHER,
    LINEAR,
    NORM_AS_DOT,
    NORM_OF_MULTIPLE,
    NUMBERS_OUT,
    WITH_ZERO,
    WRITTEN_OUT,
    with_first,
)
from mathnn.theory.vector_algebra import DIMENSION, Both, Dot, Entry, Fails, Norm, column, real

w, x, p, q, r = map(column, "wxpqr")
b, t, d, s = map(real, "btds")
ZERO = ZeroMatrix(DIMENSION, 1)
VALUE = Dot(w, x) + b
NEAREST = x - VALUE / Norm(w) ** 2 * w

W_NOT_ZERO = Assumption(Ne(w, ZERO, evaluate=False))
T_IN_UNIT_INTERVAL = (Assumption(Ge(t, 0, evaluate=False)), Assumption(Le(t, 1, evaluate=False)))


def _on_plane(point: Basic) -> Eq:
    return Eq(Dot(w, point) + b, 0, evaluate=False)


def _lies_on_plane(point: Basic) -> Assumption:
    """The point is on the plane: in both checks the bias is what makes it so."""
    return Assumption(_on_plane(point), means=(b, -Dot(w, point)), drawn=(b, -Dot(w, point)))


# --- the normal and distances (Hastie, Tibshirani and Friedman, section 4.5) --------------------------------------


def normal() -> Proof:
    """w . (p - q) = 0 for two points p and q of the plane (Hastie, Tibshirani and Friedman, section 4.5)."""
    return (
        begin("normal", "The weights are normal to the hyperplane", Both(_on_plane(p), _on_plane(q)))
        .by(combined("the second equation is subtracted from the first", (Eq, (1, -1))))
        .by(on_side(0, GATHER))
    )


def signed_distance() -> Proof:
    """d = (w . x + b)/||w||, when x = p + d w/||w|| and p is on the plane.

    Hastie, Tibshirani and Friedman, equation 4.40.
    """
    reached = Eq(x, p + d / Norm(w) * w, evaluate=False)
    return (
        begin("signed-distance", "The signed distance from the hyperplane", reached, W_NOT_ZERO, _lies_on_plane(p))
        .by(dotted_with(w, "the dot product of both sides with $\\mathbf{w}$"))
        .by(on_side(1, LINEAR))
        .by(on_side(1, DOT_AS_NORM))
        .by(adding(b, "the bias is added to both sides"))
        .by(on_side(1, replacing_sum("$\\mathbf{p}$ lies on the hyperplane", Dot(w, p) + b, S.Zero)))
        .by(dividing(Norm(w), "both sides are divided by the length of $\\mathbf{w}$"))
        .by(SWAP_SIDES)
    )


def nearest_point_on_plane() -> Proof:
    """w . x* + b = 0 for x* = x - (w . x + b)/||w||^2 w (Hastie, Tibshirani and Friedman, section 4.5)."""
    return (
        begin("nearest-point-on-plane", "The nearest point lies on the hyperplane", Dot(w, NEAREST) + b, W_NOT_ZERO)
        .by(DISTRIBUTE).by(NUMBERS_OUT).by(DOT_AS_NORM_CANCELS)
    )


def nearest_point_distance() -> Proof:
    """||x - x*|| = |w . x + b|/||w|| (Hastie, Tibshirani and Friedman, section 4.5)."""
    return (
        begin("nearest-point-distance", "The distance of the nearest point", Norm(VALUE / Norm(w) ** 2 * w), W_NOT_ZERO)
        .by(NORM_OF_MULTIPLE)
    )


def no_point_is_nearer() -> Proof:
    """||s w + r||^2 = ||s w||^2 + ||r||^2 for w . r = 0, so a way along the plane (r = p - q) only adds.

    Boyd and Vandenberghe, Convex Optimization, section 8.1.
    """
    along = Assumption(Eq(Dot(w, r), 0, evaluate=False), means=(Dot(w, r), S.Zero),
                       drawn=(r, r - Dot(w, r) / Norm(w) ** 2 * w))
    return (
        begin("no-point-is-nearer", "Any other point of the hyperplane is farther", Norm(s * w + r) ** 2, along)
        .by(NORM_AS_DOT).by(LINEAR).by(with_first(w))
        .by(substituting("$\\mathbf{w}$ is orthogonal to $\\mathbf{r}$", along.statement))
        .by(DOT_AS_NORM)
    )


def distance_from_origin() -> Proof:
    """|w . 0 + b|/||w|| = |b|/||w|| (Hastie, Tibshirani and Friedman, section 4.5)."""
    return (
        begin("distance-from-origin", "The distance from the origin", Abs(Dot(w, ZERO) + b) / Norm(w), W_NOT_ZERO)
        .by(WITH_ZERO)
    )


# --- in the plane and in space ------------------------------------------------------------------------------------


def line() -> Proof:
    """x_2 = -(w_1/w_2) x_1 - b/w_2: the slope form in R^2 (Strang, Introduction to Linear Algebra, section 2.1)."""
    slope = "both sides are divided by $w_2$"
    return (
        begin("line", "A line in the plane", _in_space(2), _last_weight(2), style=_besides(2))
        .by(on_side(0, WRITTEN_OUT))
        .by(subtracting(_weighted(1) + b, "all but the term with $x_2$ is moved to the right"))
        .by(dividing(Entry(column("w", 2), 2), slope, termwise=True))
    )


def plane() -> Proof:
    """x_3 = -(w_1/w_3) x_1 - (w_2/w_3) x_2 - b/w_3: a plane in R^3 (Strang, section 2.1)."""
    return (
        begin("plane", "A plane in space", _in_space(3), _last_weight(3), style=_besides(3))
        .by(on_side(0, WRITTEN_OUT))
        .by(subtracting(_weighted(1, 3) + _weighted(2, 3) + b, "all but the term with $x_3$ is moved to the right"))
        .by(dividing(Entry(column("w", 3), 3), "both sides are divided by $w_3$", termwise=True))
    )


def intercept() -> Proof:
    """x_1 = -b/w_1 where the line meets the first axis, x_2 = 0 (Strang, section 2.1)."""
    first = Entry(column("w", 2), 1)
    return (
        begin("intercept", "Where the line meets an axis", Eq(_weighted(1) + b, 0, evaluate=False),
              Assumption(Ne(first, 0, evaluate=False)))
        .by(subtracting(b, "the bias is subtracted from both sides"))
        .by(dividing(first, "both sides are divided by $w_1$"))
    )


def _in_space(size: int) -> Eq:
    return Eq(Dot(column("w", size), column("x", size)) + b, 0, evaluate=False)


def _weighted(position: int, size: int = 2) -> Basic:
    return Entry(column("w", size), position) * Entry(column("x", size), position)


def _last_weight(size: int) -> Assumption:
    return Assumption(Ne(Entry(column("w", size), size), 0, evaluate=False))


def _besides(size: int) -> Style:
    return Style(beside=tuple(Entry(column("x", size), k) for k in range(1, size)))


# --- half-spaces (Boyd and Vandenberghe, Convex Optimization, section 2.2.1) --------------------------------------


def half_spaces_disjoint() -> Proof:
    """No point has w . x + b >= 0 and w . x + b < 0 (Boyd and Vandenberghe, section 2.2.1)."""
    return (
        begin("half-spaces-disjoint", "No point lies on both sides",
              Both(Ge(VALUE, 0, evaluate=False), Lt(VALUE, 0, evaluate=False)))
        .by(combined("the inequalities are added", (Lt, (1, 1))))
        .by(subtracting(VALUE))
    )


def half_spaces_cover() -> Proof:
    """A point that is not on the closed side is on the open one (Boyd and Vandenberghe, section 2.2.1)."""
    return (
        begin("half-spaces-cover", "Every point lies on one side", Fails(Ge(VALUE, 0, evaluate=False))).by(NOT_TRUE)
    )


def value_between() -> Proof:
    """w . ((1-t)p + tq) + b = (1-t)(w . p + b) + t (w . q + b), an affine function.

    Boyd and Vandenberghe, section 2.1.
    """
    return (
        begin("value-between", "The value between two points", Dot(w, (1 - t) * p + t * q) + b)
        .by(DISTRIBUTE).by(NUMBERS_OUT)
        .by(regrouped("$b$ is written as $(1 - t) b + t b$", Dot(w, p) + b, Dot(w, q) + b))
    )


def open_half_space_convex() -> Proof:
    """Between two points with w . x + b > 0 every point has it (Boyd and Vandenberghe, section 2.2.1)."""
    return _convex("open-half-space-convex", "The open half-space is convex", Gt)


def closed_half_space_convex() -> Proof:
    """Between two points with w . x + b >= 0 every point has it (Boyd and Vandenberghe, section 2.2.1)."""
    return _convex("closed-half-space-convex", "The closed half-space is convex", Ge)


def _convex(name: str, title: str, kind: Callable[..., Basic]) -> Proof:
    between = value_between()
    both = Both(*(kind(Dot(w, point) + b, 0, evaluate=False) for point in (p, q)))
    return (
        begin(name, title, both, *T_IN_UNIT_INTERVAL)
        .by(combined("the inequalities are added, the first $1 - t$ times, the second $t$ times", (kind, (1 - t, t))))
        .by(on_side(0, replacing("the value between two points", {between.end: between.start})))
    )
