"""The dot product: as the projection of one vector on another, and its sign around a circle."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import numpy as np

from mathnn.figures import drawn, style
from mathnn.figures.canvas import Window, in_points, panel
from mathnn.figures.figure import Figure
from mathnn.figures.marks import arrow, dashed, label, right_angle, segment
from mathnn.figures.shading import hatched
from mathnn.figures.style import styled
from mathnn.models.vectors import angle, cosine, dot, norm, projection, residual, unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture

A = np.array([2, 3])
B = np.array([5, 1])
W_ANGLE = pi / 6
SPOKES = 12
"""How many directions are drawn around the circle, the first one along w."""


def turned(radians: float) -> np.ndarray:
    """The unit vector at this angle from the first axis."""
    return np.array([np.cos(radians), np.sin(radians)])


@styled
def draw_projection() -> Picture:
    picture, axes = panel(Window(-0.35, 5.75, -0.85, 3.5), inches=0.8)
    foot = projection(A, B)
    dashed(axes, [A, foot], "residual")
    right_angle(axes, foot, residual(A, B), foot, "right-angle")
    start, sweep = np.arctan2(B[1], B[0]), angle(A, B)
    segment(axes, [0.75 * turned(start + sweep * t) for t in np.linspace(0, 1, 40)], "theta")
    arrow(axes, (0, 0), B, "b")
    arrow(axes, (0, 0), A, "a", style.BLUE)
    arrow(axes, (0, 0), foot, "projection", style.ORANGE, 1.25 * style.THICK)
    _dimension_line(axes, foot)
    label(axes, 0.95 * turned(start + sweep / 2), r"$\theta$")
    label(axes, A, r"$\mathbf{u}$", (4, 9), color=style.BLUE, **style.NAME)
    label(axes, B, r"$\mathbf{v}$", (10, 3), **style.NAME)
    label(axes, (A + foot) / 2, r"$\mathbf{u} - \mathbf{p}$", (8, 4), ha="left")
    label(axes, foot, r"$\mathbf{p}$", (7, -9), color=style.ORANGE_TEXT, **style.NAME)
    return picture


def _dimension_line(axes: Axes, foot: np.ndarray) -> None:
    """The length of the projection, measured on a thin line beside it."""
    away = in_points(axes, 23) * np.array([foot[1], -foot[0]]) / norm(foot)
    tick = away * 4 / 23
    segment(axes, [away, foot + away], "length", linewidth=style.HAIRLINE)
    for number, end in enumerate((away, foot + away)):
        segment(axes, [end - tick, end + tick], f"length-end-{number}", linewidth=style.HAIRLINE)
    label(axes, foot / 2 + away, r"$\|\mathbf{u}\| \cos\theta$", (4, -12))


def foot_is_on_the_line(picture: Picture) -> str | None:
    """The projection lies along b, and its dot product with b is the dot product of a and b."""
    tails, (a, b, p) = zip(*(drawn.tail_and_tip(picture, gid) for gid in ("a", "b", "projection")), strict=True)
    if not drawn.same(tails, np.zeros((3, 2))):
        return "the arrows do not all start at the origin"
    if not drawn.same((a, b), (A, B)):
        return "the arrows are not the vectors a and b"
    if not drawn.parallel(p, b):
        return "the projection does not lie along b"
    if not drawn.same(p @ b, a @ b):
        return "the projection has another dot product with b than a has"
    if not drawn.same(drawn.points(picture, "length")[1] - drawn.points(picture, "length")[0], p):
        return "the measured length is not that of the projection"
    return None


def residual_is_orthogonal(picture: Picture) -> str | None:
    """The dashed line leads from the tip of a to the foot, at a right angle to b."""
    line, (_, foot) = drawn.points(picture, "residual"), drawn.tail_and_tip(picture, "projection")
    if not drawn.same(line, [drawn.tail_and_tip(picture, "a")[1], foot]):
        return "the dashed line does not lead from a to the foot"
    if not drawn.orthogonal(line[1] - line[0], drawn.vector(picture, "b")):
        return "what the projection leaves is not orthogonal to b"
    return None


PROJECTION = Figure(
    name="dot-product-projection",
    draw=draw_projection,
    caption=(
        r"The projection $\mathbf{p}$ of $\mathbf{u}$ on the line along $\mathbf{v}$. Its signed length is "
        r"$\|\mathbf{u}\| \cos\theta$, and that length times $\|\mathbf{v}\|$ is $\mathbf{u} \cdot \mathbf{v}$. "
        r"What is left, $\mathbf{u} - \mathbf{p}$, is orthogonal to $\mathbf{v}$."
    ),
    alt=(
        "Two arrows u and v from one point with the angle theta between them. A dashed line drops from the tip of "
        "u to v at a right angle; the part of v up to its foot is the projection p."
    ),
    checks=(foot_is_on_the_line, residual_is_orthogonal),
)


@styled
def draw_sign() -> Picture:
    picture, axes = panel(Window(-2.0, 2.35, -1.6, 1.75), inches=1.05)
    w = turned(W_ANGLE)
    across = np.array([-w[1], w[0]])
    _half_discs(axes)
    segment(axes, [-1.55 * across, 1.55 * across], "boundary")
    for number in range(SPOKES):
        direction = turned(W_ANGLE + 2 * pi * number / SPOKES)
        _spoke(axes, number, direction, cosine(w, direction))
    arrow(axes, (0, 0), 1.5 * w, "w", style.INK, 1.3 * style.THICK)
    label(axes, 1.5 * w, r"$\mathbf{w}$", (7, 5), **style.NAME)
    label(axes, 1.38 * turned(W_ANGLE - pi / 4), r"$\mathbf{w} \cdot \mathbf{x} > 0$", ha="left")
    label(axes, 1.38 * turned(W_ANGLE + pi * 3 / 4 + 0.2), r"$\mathbf{w} \cdot \mathbf{x} < 0$", (-6, 6), ha="right")
    label(axes, 1.55 * across, r"$\mathbf{w} \cdot \mathbf{x} = 0$", (-6, 7), ha="center")
    return picture


def _half_discs(axes: Axes) -> None:
    """The half of the disc on the side of w tinted and hatched, the other half tinted only."""
    from matplotlib.patches import Polygon

    acute, obtuse = ([turned(W_ANGLE + first + pi * t) for t in np.linspace(0, 1, 60)] for first in (-pi / 2, pi / 2))
    hatched(axes, acute, "acute")
    axes.add_patch(Polygon(obtuse, facecolor=style.BLUE_TINT, linewidth=0, gid="obtuse", zorder=0))


def _spoke(axes: Axes, number: int, direction: np.ndarray, value: float) -> None:
    """A direction with its cosine; the sign is read from colour and line, and from the number."""
    rounded = round(value, 2)
    color = style.INK if rounded == 0 else style.ORANGE if rounded > 0 else style.BLUE
    arrow(axes, (0, 0), direction, f"x-{number}", color, style.THIN)
    text = f"${rounded:+.2f}$" if rounded not in (-1, 0, 1) else f"${rounded:.0f}$".replace("-0", "0")
    # The ends of w and of the boundary leave no room for the numbers 1 and 0 straight ahead: they stand beside them.
    w = turned(W_ANGLE)
    beside = {1.0: 9 * np.array([w[1], -w[0]]), 0.0: 9 * w}.get(rounded, np.zeros(2))
    right, up = (13 * direction + beside).tolist()
    label(axes, direction, text, (right, up), fontsize=9)


def halves_have_the_right_sign(picture: Picture) -> str | None:
    """Inside the tinted halves w . x has the sign that they stand for, and their straight edge is orthogonal to w."""
    tail, w = drawn.tail_and_tip(picture, "w")
    if not drawn.same(tail, (0, 0)):
        return "w does not start in the middle of the circle"
    for gid, sign in (("acute", 1), ("obtuse", -1)):
        rim = drawn.points(picture, gid)
        if not drawn.same(np.hypot(*rim.T), np.ones(len(rim))):
            return f"the {gid} half is not half of the disc of radius 1"
        if not (sign * (rim[1:-1] @ w) > 0).all():
            return f"the {gid} half holds directions with the wrong sign"
        if not drawn.orthogonal(rim[-1] - rim[0], w):
            return f"the straight edge of the {gid} half is not orthogonal to w"
    boundary = drawn.points(picture, "boundary")
    if not drawn.orthogonal(boundary[1] - boundary[0], w) or not drawn.same(boundary.sum(axis=0), (0, 0)):
        return "the boundary is not orthogonal to w in the middle of the circle"
    return None


def spokes_have_the_sign_of_their_colour(picture: Picture) -> str | None:
    """Each direction has length 1 and the colour of the sign of its dot product with w."""
    from matplotlib.colors import to_hex
    from matplotlib.patches import Polygon

    signs = {style.ORANGE: 1, style.INK: 0, style.BLUE: -1}
    w = drawn.vector(picture, "w")
    for gid in drawn.gids(picture, "x-"):
        spoke, shown = drawn.vector(picture, gid), drawn.artist(picture, gid)
        assert isinstance(shown, Polygon)
        value = dot(unit(w), spoke)
        if not drawn.same(drawn.tail_and_tip(picture, gid)[0], (0, 0)) or not drawn.same(norm(spoke), 1):
            return f"{gid} does not lead from the middle to the circle"
        if signs[to_hex(shown.get_facecolor())] != (0 if abs(value) < drawn.TOLERANCE else np.sign(value)):
            return f"{gid} has the colour of another sign"
    return None


SIGN = Figure(
    name="dot-product-sign",
    draw=draw_sign,
    caption=(
        r"Unit vectors $\mathbf{x}$ around a circle, each with the cosine of its angle to $\mathbf{w}$. The sign "
        r"of $\mathbf{w} \cdot \mathbf{x}$ says on which side of the line orthogonal to $\mathbf{w}$ it points: "
        r"the angle is acute, right or obtuse. Only $\cos\theta = 1$ means alignment; $0.5$ is positive and $60$ "
        r"degrees away."
    ),
    alt=(
        "A circle of twelve unit vectors around w. On the hatched half towards w the cosines are positive, from 1 "
        "along w down to 0 at a right angle; on the other half they are negative, down to minus 1 opposite to w."
    ),
    checks=(halves_have_the_right_sign, spokes_have_the_sign_of_their_colour),
)
