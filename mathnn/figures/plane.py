"""A hyperplane of R^3 is a plane: the triangle between its intercepts, its normal, and the foot of the origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mathnn.figures import drawn, style
from mathnn.figures.canvas import Window, panel
from mathnn.figures.figure import Figure
from mathnn.figures.marks import arrow, dashed, label, marks, segment
from mathnn.figures.shading import hatched
from mathnn.figures.space import View, drawn_matrix, one_scale_fault, space_axes
from mathnn.figures.style import styled
from mathnn.models.hyperplane import Hyperplane

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

PLANE_IN_SPACE = Hyperplane((4, 3, 6), -12)
VIEW = View(azimuth=52, elevation=16)
REACH = (3.9, 4.7, 2.8)
NORMAL_LENGTH = 1.8
"""How long w is drawn; w itself, of length 7.8, would leave the page."""


def _corners() -> npt.NDArray[np.float64]:
    """The three points where the plane crosses the axes, one a row."""
    return np.diag([value for value in PLANE_IN_SPACE.intercepts() if value is not None])


@styled
def draw_plane() -> Picture:
    picture, axes = panel(Window(-3.3, 3.5, -1.3, 3.0), inches=0.72)
    space_axes(axes, VIEW, REACH)
    corners, foot = VIEW(_corners()), PLANE_IN_SPACE.nearest_point((0, 0, 0))
    hatched(axes, corners, "plane")
    segment(axes, [*corners, corners[0]], "outline", linewidth=style.MEDIUM)
    dashed(axes, [(0, 0), VIEW(foot)], "from-origin", color=style.BLUE, linewidth=style.MEDIUM, zorder=3)
    tip = VIEW(foot + NORMAL_LENGTH * PLANE_IN_SPACE.unit_normal)
    arrow(axes, VIEW(foot), tip, "w", style.ORANGE)
    segment(axes, VIEW(_right_angle(foot)), "right-angle", zorder=3)
    marks(axes, VIEW(foot), "foot", markersize=4)
    marks(axes, corners, "intercepts", markersize=4.5)
    label(axes, tip, r"$\mathbf{w}$", (0, 10), color=style.ORANGE_TEXT, **style.NAME)
    for corner, value, shift in zip(corners, PLANE_IN_SPACE.intercepts(), ((-5, 9), (5, 9), (-9, 2)), strict=True):
        label(axes, corner, f"${value:g}$", shift, fontsize=10)
    label(axes, (1.75, 1.75), r"$4x_1 + 3x_2 + 6x_3 - 12 = 0$")
    return picture


def _right_angle(foot: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """A small square at the foot between w and a direction within the plane, towards the x_2 intercept."""
    normal = 0.2 * PLANE_IN_SPACE.unit_normal
    within = _corners()[1] - foot
    within = 0.2 * within / np.linalg.norm(within)
    return np.array([foot + normal, foot + normal + within, foot + within])


def _intercepts_read_back(picture: Picture) -> npt.NDArray[np.float64]:
    """Where the corners of the drawn triangle lie on the drawn axes: three numbers, NaN for a corner off its axis."""
    units = drawn_matrix(picture, REACH).T
    found = []
    for corner, unit in zip(drawn.points(picture, "plane"), units, strict=True):
        share = corner @ unit / (unit @ unit)
        found.append(share if drawn.same(corner, share * unit) else np.nan)
    return np.array(found)


def triangle_is_the_plane(picture: Picture) -> str | None:
    """The corners lie on the axes where w_i x_i + b = 0, and outline and marks repeat them."""
    values = PLANE_IN_SPACE.w * _intercepts_read_back(picture) + PLANE_IN_SPACE.b
    if not drawn.same(values, np.zeros(3)):
        return "a corner of the triangle is not where the plane crosses its axis"
    corners = drawn.points(picture, "plane")
    if not drawn.same(drawn.points(picture, "outline")[:3], corners):
        return "the outline is not that of the plane"
    if not drawn.same(drawn.points(picture, "intercepts"), corners):
        return "the marks are not on the intercepts"
    return one_scale_fault(picture, REACH)


def normal_is_orthogonal(picture: Picture) -> str | None:
    """w and the way from the origin to the foot are seen as the normal of the triangle that was drawn."""
    matrix, (a, b, c) = drawn_matrix(picture, REACH), np.diag(_intercepts_read_back(picture))
    normal = np.cross(b - a, c - a)
    if not drawn.parallel(drawn.vector(picture, "w"), matrix @ normal):
        return "w is not orthogonal to the plane that is drawn"
    foot = normal * (a @ normal) / (normal @ normal)
    if not drawn.same(drawn.points(picture, "from-origin"), [(0, 0), matrix @ foot]):
        return "the dashed line does not lead from the origin to the nearest point of the plane"
    if not drawn.same(drawn.tail_and_tip(picture, "w")[0], matrix @ foot):
        return "w does not start at the foot of the origin"
    return None


PLANE = Figure(
    name="hyperplane-plane",
    draw=draw_plane,
    caption=(
        r"In $\mathbb{R}^3$ the hyperplane is a plane; the triangle is its part between the axes, for $\mathbf{w} "
        r"= (4, 3, 6)^\top$ and $b = -12$. It crosses each axis at $-b / w_i$. $\mathbf{w}$, drawn shorter than it "
        r"is, is orthogonal to it; dashed: the way from the origin to the nearest point."
    ),
    alt=(
        "Three axes and a hatched triangle whose corners lie at 3, 4 and 2 on them. A dashed line leads from the "
        "origin to the triangle, and the arrow w goes on from there at a right angle."
    ),
    checks=(triangle_is_the_plane, normal_is_orthogonal),
)
