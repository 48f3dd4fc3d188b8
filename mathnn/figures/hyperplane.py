"""A hyperplane of R^2 is a line: its normal, its distance from the origin, and the signed distance of a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mathnn.figures import drawn, style
from mathnn.figures.canvas import Window, panel
from mathnn.figures.figure import Figure
from mathnn.figures.marks import arrow, crossed_axes, dashed, label, marks, right_angle, segment
from mathnn.figures.shading import half_plane, side_fault
from mathnn.figures.style import styled
from mathnn.models.hyperplane import Hyperplane

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

LINE_IN_PLANE = Hyperplane((1, 2), -4)
POINT = np.array([4.6, 2.7])
FOOT_OF_NORMAL = np.array([1.9, 1.05])
"""Where w is drawn: a point of the line that leaves room for the other marks."""


@styled
def draw_line() -> Picture:
    line = LINE_IN_PLANE
    picture, axes = panel(Window(-1.1, 6.15, -1.0, 4.25), inches=0.7)
    half_plane(axes, line, "positive-side")
    crossed_axes(axes, across=(1, 2, 3, 5), upwards=(1, 3))
    segment(axes, line.ends(8), "line", linewidth=style.THICK)
    origin_foot, foot = line.nearest_point((0, 0)), line.nearest_point(POINT)
    dashed(axes, [(0, 0), origin_foot], "from-origin", color=style.BLUE, linewidth=style.MEDIUM)
    dashed(axes, [POINT, foot], "from-point", color=style.BLUE, linewidth=style.MEDIUM)
    arrow(axes, FOOT_OF_NORMAL, FOOT_OF_NORMAL + line.w, "w", style.ORANGE)
    for number, (corner, towards) in enumerate(((origin_foot, (-1, -2)), (foot, (1, 2)), (FOOT_OF_NORMAL, (1, 2)))):
        right_angle(axes, corner, towards, (2, -1), f"right-angle-{number}")
    marks(axes, [origin_foot, foot], "feet", markersize=4)
    marks(axes, POINT, "point", markersize=5.5)
    label(axes, FOOT_OF_NORMAL + line.w, r"$\mathbf{w}$", (9, 0), color=style.ORANGE_TEXT, **style.NAME)
    label(axes, POINT, r"$\mathbf{x}$", (9, 4), **style.NAME)
    fraction = {"ha": "left", "fontsize": 15}
    label(axes, (foot + POINT) / 2, r"$\frac{\mathbf{w}\cdot\mathbf{x}+b}{\|\mathbf{w}\|}$", (7, -3), **fraction)
    label(axes, origin_foot / 2, r"$\frac{|b|}{\|\mathbf{w}\|}$", (7, -3), **fraction)
    for at, relation in (((4.45, -0.75), "="), ((1.2, -0.75), "<"), ((4.6, 3.85), ">")):
        label(axes, at, rf"$\mathbf{{w}}\cdot\mathbf{{x}}+b{relation}0$")
    for crossing, shift in (((4, 0), (-6, -9)), ((0, 2), (-9, -6))):
        label(axes, crossing, f"${max(crossing)}$", shift, **style.TICK)
    return picture


def line_is_orthogonal_to_w(picture: Picture) -> str | None:
    """The arrow is w, starts on the line and is orthogonal to it; both ends of the line lie on the hyperplane."""
    if not drawn.same(drawn.vector(picture, "w"), LINE_IN_PLANE.w):
        return "the arrow is not w"
    if not drawn.orthogonal(drawn.direction(picture, "line"), drawn.vector(picture, "w")):
        return "w is not orthogonal to its line"
    tail, _ = drawn.tail_and_tip(picture, "w")
    on_line = [*drawn.points(picture, "line"), *drawn.points(picture, "feet"), tail]
    if not drawn.same([LINE_IN_PLANE.value(p) for p in on_line], np.zeros(len(on_line))):
        return "a point that is drawn on the line does not lie on it"
    return None


def distances_are_perpendicular(picture: Picture) -> str | None:
    """The dashed lines lead from the origin and from x to the line, at right angles, as far as the model computes."""
    line, (point,) = drawn.direction(picture, "line"), drawn.points(picture, "point")
    for gid, start, foot in zip(
        ("from-origin", "from-point"), ((0, 0), point), drawn.points(picture, "feet"), strict=True
    ):
        way = drawn.points(picture, gid)
        if not drawn.same(way, [start, foot]):
            return f"the dashed line {gid!r} does not lead to its foot"
        if not drawn.orthogonal(foot - start, line):
            return f"the dashed line {gid!r} is not orthogonal to the line"
        if not drawn.same(np.hypot(*(foot - start)), abs(LINE_IN_PLANE.signed_distance(start))):
            return f"the dashed line {gid!r} is not as long as the distance"
    return None


def tint_is_on_the_side_of_w(picture: Picture) -> str | None:
    """The tinted half-plane is where w . x + b is positive."""
    return side_fault(picture, "positive-side", LINE_IN_PLANE)


LINE = Figure(
    name="hyperplane-line",
    draw=draw_line,
    caption=(
        r"In $\mathbb{R}^2$ the hyperplane $\mathbf{w} \cdot \mathbf{x} + b = 0$ is a line, here with $\mathbf{w} "
        r"= (1, 2)^\top$ and $b = -4$. $\mathbf{w}$ is orthogonal to it and points to the side where "
        r"$\mathbf{w} \cdot \mathbf{x} + b > 0$. Dashed: the distance from the origin and the signed distance of a "
        r"point."
    ),
    alt=(
        "A falling line through 4 on the first axis and 2 on the second. The arrow w stands on it at a right angle "
        "and points to the hatched upper side. Dashed perpendiculars lead to it from the origin and from a point x "
        "above."
    ),
    checks=(line_is_orthogonal_to_w, distances_are_perpendicular, tint_is_on_the_side_of_w),
)
