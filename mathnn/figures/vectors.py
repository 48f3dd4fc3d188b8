"""A vector as an arrow: in the plane, also from another starting point, and in space with its box."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np

from mathnn.figures import drawn, style
from mathnn.figures.canvas import Window, panel
from mathnn.figures.figure import Figure
from mathnn.figures.marks import arrow, crossed_axes, dashed, label, marks
from mathnn.figures.space import View, drawn_matrix, one_scale_fault, space_axes
from mathnn.figures.style import styled

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

FLAT = np.array([3, 2])
MOVED_TO = np.array([1.5, 2.4])
SOLID = np.array([2, 3, 2])
VIEW = View()
REACH = (3.2, 3.9, 2.9)
"""How long the drawn axes x_1, x_2, x_3 are."""


@styled
def draw_plane() -> Picture:
    picture, axes = panel(Window(-0.5, 5.3, -0.5, 4.75), inches=0.72)
    crossed_axes(axes, across=(1, 2, 3, 4), upwards=(1, 2, 3, 4))
    dashed(axes, [(FLAT[0], 0), FLAT, (0, FLAT[1])], "components")
    arrow(axes, (0, 0), FLAT, "x", style.BLUE)
    arrow(axes, MOVED_TO, MOVED_TO + FLAT, "x-moved", style.GREY, style.MEDIUM)
    marks(axes, FLAT, "end")
    label(axes, FLAT, rf"$\mathbf{{u}} = ({FLAT[0]},\,{FLAT[1]})^{{\!\top}}$", (8, -6), ha="left")
    square = int(FLAT @ FLAT)
    label(axes, FLAT / 2, rf"$\|\mathbf{{u}}\| = \sqrt{{{square}}}$", (12, -13), ha="left")
    label(axes, MOVED_TO + FLAT / 2, r"the same $\mathbf{u}$", (-8, 10), ha="right", color="#5f5f5f")
    return picture


def shows_one_vector_twice(picture: Picture) -> str | None:
    """Both arrows are the vector, the first one from the origin, the other one from elsewhere."""
    for gid, start in (("x", (0, 0)), ("x-moved", MOVED_TO)):
        if not drawn.same(drawn.tail_and_tip(picture, gid)[0], start):
            return f"the arrow {gid!r} does not start at {list(start)}"
        if not drawn.same(drawn.vector(picture, gid), FLAT):
            return f"the arrow {gid!r} is not the vector {FLAT.tolist()}"
    return None


def components_meet_the_tip(picture: Picture) -> str | None:
    """The dashed lines run from the tip at right angles to both axes."""
    across, corner, upwards = drawn.points(picture, "components")
    _, tip = drawn.tail_and_tip(picture, "x")
    if not drawn.same([across, corner, upwards], np.array([(tip[0], 0), tip, (0, tip[1])])):
        return "the dashed lines do not lead from the tip to its components"
    return None


VECTOR_PLANE = Figure(
    name="vector-plane",
    draw=draw_plane,
    caption=(
        r"The vector $\mathbf{u} = (3, 2)^\top$ as an arrow: three to the right, two up. By Pythagoras its length "
        r"is $\sqrt{13}$. The grey arrow starts elsewhere and is the same vector."
    ),
    alt=(
        "An arrow from the origin to the point (3, 2) with dashed lines to 3 on the first axis and 2 on the "
        "second. A parallel grey arrow of the same length starts at (1.5, 2.4)."
    ),
    checks=(shows_one_vector_twice, components_meet_the_tip),
)


@styled
def draw_space() -> Picture:
    picture, axes = panel(Window(-2.0, 3.75, -1.45, 3.0), inches=0.74)
    space_axes(axes, VIEW, REACH)
    first, second, third = np.diag(SOLID)
    edges = [
        [first, first + second, second],
        [first + second, SOLID],
        [third, third + first, SOLID, third + second, third],
        [first, first + third],
        [second, second + third],
    ]
    for number, corners in enumerate(edges):
        dashed(axes, VIEW(corners), f"box-{number}")
    arrow(axes, (0, 0), VIEW(SOLID), "x", style.BLUE)
    marks(axes, VIEW(SOLID), "end")
    marks(axes, VIEW(np.diag(SOLID)), "components", markersize=3.5, color=style.GREY)
    label(axes, VIEW(SOLID), r"$\mathbf{u}$", (10, -9), color=style.BLUE, **style.NAME)
    for place, shift, value in zip((first, second, third), ((-8, 6), (9, 7), (-9, 3)), SOLID, strict=True):
        label(axes, VIEW(place), f"${value}$", shift, fontsize=10)
    return picture


def is_one_view_of_the_vector(picture: Picture) -> str | None:
    """The axes have one scale, and the arrow is the sum of its components along them."""
    matrix = drawn_matrix(picture, REACH)
    if not drawn.same(drawn.tail_and_tip(picture, "x"), [(0, 0), matrix @ SOLID]):
        return f"the arrow is not the vector {SOLID.tolist()}"
    if not drawn.same(drawn.points(picture, "components"), (matrix @ np.diag(SOLID)).T):
        return "a component is not marked at its value on its axis"
    return one_scale_fault(picture, REACH)


def box_edges_follow_the_axes(picture: Picture) -> str | None:
    """Each dashed line runs from corner to corner of the box, along one axis at a time."""
    sides = drawn_matrix(picture, REACH) * SOLID
    chosen = [np.array(corner) for corner in product((0, 1), repeat=3)]
    for gid in drawn.gids(picture, "box-"):
        corners = [
            next((c for c in chosen if drawn.same(point, sides @ c)), None) for point in drawn.points(picture, gid)
        ]
        for start, end in pairwise(corners):
            if start is None or end is None or abs(end - start).sum() != 1:
                return f"{gid} does not run along the edges of the box"
    return None


VECTOR_SPACE = Figure(
    name="vector-space",
    draw=draw_space,
    caption=(
        r"The vector $\mathbf{u} = (2, 3, 2)^\top$ of $\mathbb{R}^3$ is the diagonal of a box whose edges are its "
        r"entries. Pythagoras twice gives its length $\sqrt{17}$."
    ),
    alt=(
        "Three axes seen from above. An arrow runs from the origin to the opposite corner of a dashed box with the "
        "edges 2, 3 and 2 along the axes."
    ),
    checks=(is_one_view_of_the_vector, box_edges_follow_the_axes),
)
