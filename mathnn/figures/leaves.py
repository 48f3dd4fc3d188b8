"""The leaves in the plane of their two features, with the book's line, its normal, and the leaves to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mathnn.datasets.leaves import leaves, new_leaves
from mathnn.figures import drawn, style
from mathnn.figures.canvas import Margins, Window, frame, panel
from mathnn.figures.figure import Figure
from mathnn.figures.marks import arrow, label, marks, right_angle, segment
from mathnn.figures.shading import half_plane, side_fault
from mathnn.figures.style import styled
from mathnn.models.leaves import LEAF_PERCEPTRON

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

LINE_BETWEEN = LEAF_PERCEPTRON.hyperplane
NORMAL_FROM = LINE_BETWEEN.nearest_point((0.33, 0.75))
NORMAL_LENGTH = 0.12
"""How long w is drawn; w itself would be fifty times as long."""
WINDOW = Window(0, 0.55, 0.2, 1.0)


@styled
def draw_leaves() -> Picture:
    picture, axes = panel(WINDOW, inches=4.3, margins=Margins(0.55, 1.25, 0.5, 0.1))
    frame(axes, "spotted share of the area, $x_1$", "greenness index, $x_2$")
    half_plane(axes, LINE_BETWEEN, "positive-side")
    segment(axes, [(0, 0.375), (0.5, 1.0)], "line", linewidth=style.THICK)
    arrow(axes, NORMAL_FROM, NORMAL_FROM + NORMAL_LENGTH * LINE_BETWEEN.unit_normal, "w", style.INK)
    right_angle(axes, NORMAL_FROM, LINE_BETWEEN.unit_normal, (-4, -5), "right-angle")
    label(axes, NORMAL_FROM + NORMAL_LENGTH * LINE_BETWEEN.unit_normal, r"$\mathbf{w}$", (8, -3), **style.NAME)
    table = leaves()
    for value, name in enumerate(table.classes):
        marks(axes, table.of_class(value), f"label-{value}", label=name, **style.CLASS_MARKS[value])
    label(axes, (0.015, 0.96), "$H = 0$", ha="left")
    label(axes, (0.535, 0.235), "$H = 1$", ha="right")
    new = new_leaves()
    marks(axes, new.X, "new", marker="D", color=style.PAPER, markeredgecolor=style.INK, markersize=6, label="to decide")
    for name, point in zip(new.names, new.X, strict=True):
        label(axes, point, name, (10, 0), fontsize=10.5)
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, borderaxespad=0, handletextpad=0.3)
    return picture


def line_is_orthogonal_to_w(picture: Picture) -> str | None:
    """The arrow has the direction of w, starts on the line, and is orthogonal to it; the line is the boundary."""
    w, line = drawn.vector(picture, "w"), drawn.points(picture, "line")
    if not drawn.parallel(w, LEAF_PERCEPTRON.w):
        return "the arrow has not the direction of w"
    if not drawn.orthogonal(line[1] - line[0], w):
        return "w is not orthogonal to its line"
    on_line = [*line, drawn.tail_and_tip(picture, "w")[0]]
    if not drawn.same([LINE_BETWEEN.value(point) for point in on_line], np.zeros(3)):
        return "the line is not the boundary of the perceptron"
    return None


def leaves_are_on_their_side(picture: Picture) -> str | None:
    """Every leaf is drawn, on the side that its mark says, within the panel."""
    for value in (0, 1):
        points = drawn.points(picture, f"label-{value}")
        if not drawn.same(points, leaves().of_class(value)):
            return f"the marks for label {value} are not the leaves with that label"
        if not LEAF_PERCEPTRON.separates(points, np.full(len(points), value)):
            return f"a leaf with label {value} is drawn on the other side"
        inside = (points > (WINDOW.left, WINDOW.bottom)) & (points < (WINDOW.right, WINDOW.top))
        if not inside.all():
            return f"a leaf with label {value} lies outside the panel"
    return side_fault(picture, "positive-side", LINE_BETWEEN)


def the_third_new_leaf_is_on_the_line(picture: Picture) -> str | None:
    """A is decided healthy, B diseased, and C lies on the boundary."""
    values = [LINE_BETWEEN.side(point) for point in drawn.points(picture, "new")]
    return None if values == [-1, 1, 0] else f"the new leaves lie on the sides {values}, not -1, 1 and 0"


LEAVES = Figure(
    name="leaves",
    draw=draw_leaves,
    caption=(
        r"Healthy and diseased leaves by two features, and the line $5x_1 - 4x_2 + 1.5 = 0$. Its normal "
        r"$\mathbf{w}$, drawn shorter than it is, points to the hatched side, where the perceptron says diseased. "
        r"Leaf A is decided healthy, leaf B diseased; leaf C lies on the line, and $H(0) = 1$ makes it diseased. "
        r"The leaves are invented."
    ),
    alt=(
        "A scatter plot of 12 healthy leaves with few spots and much green, as hollow circles, and 12 diseased "
        "ones with more spots and less green, as filled squares. A rising line separates them; the arrow w stands "
        "on it at a right angle and points to the diseased side. Three diamonds: A among the healthy, B among the "
        "diseased, C on the line."
    ),
    checks=(line_is_orthogonal_to_w, leaves_are_on_their_side, the_third_new_leaf_is_on_the_line),
)
