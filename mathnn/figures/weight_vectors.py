"""Several weight vectors: many separate the same points, and all positive multiples of one share its line."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from mathnn.figures import drawn, style
from mathnn.figures.canvas import Margins, Window, border, panels
from mathnn.figures.figure import Figure
from mathnn.figures.marks import arrow, label, marks, segment
from mathnn.figures.shading import half_plane, side_fault
from mathnn.figures.style import styled
from mathnn.models.perceptron import Perceptron

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture

POINTS = (
    np.array([(-1.5, -1.0), (-0.4, -1.7), (-1.8, -0.3), (-0.9, -0.5)]),
    np.array([(1.4, 1.2), (0.8, 1.7), (2.0, 0.2), (1.1, 0.5), (1.9, 1.9)]),
)
"""The points with the label 0, and those with the label 1."""

SEPARATING = (
    (Perceptron((0.6, 0.6), -0.12), (1.6, -1.4), (-12, 5), "solid"),
    (Perceptron((1.05, 0.3), 0.1), (-0.7, 2.1), (11, 3), (0, (6, 2.5))),
    (Perceptron((0.15, 1.1), 0.0), (-1.9, 0.25), (-12, 2), (0, (6, 2, 1, 2))),
)
"""Perceptrons that separate the points; near which point w is drawn, how its name is shifted, the style of its line."""

BASE = Perceptron((0.8, 0.5), -0.2)
MULTIPLES = ((0.5, -1.35), (1.0, -0.2), (2.0, 0.95), (-1.0, 1.75))
"""Multiples c of the base, and how far along the line from the origin's foot each c w is drawn."""

WINDOW = Window(-2.45, 2.55, -2.35, 2.75)


@styled
def draw_weight_vectors() -> Picture:
    picture, (many, one) = panels([WINDOW, WINDOW], inches=0.51, margins=Margins(gap=0.3))
    for axes in (many, one):
        border(axes)
    _draw_separating(many)
    _draw_multiples(one)
    return picture


def _draw_separating(axes: Axes) -> None:
    for label_value, points in enumerate(POINTS):
        marks(axes, points, f"label-{label_value}", **style.CLASS_MARKS[label_value])
    for number, (unit, near, shift, dashes) in enumerate(SEPARATING, start=1):
        start = unit.hyperplane.nearest_point(near)
        segment(axes, unit.hyperplane.ends(6), f"line-{number}", linewidth=style.MEDIUM, linestyle=dashes)
        tip = start + unit.w
        arrow(axes, start, tip, f"w-{number}")
        label(axes, tip, rf"$\mathbf{{w}}_{number}$", shift, **style.NAME)


def _draw_multiples(axes: Axes) -> None:
    line = BASE.hyperplane
    half_plane(axes, line, "positive-side")
    segment(axes, line.ends(6), "shared-line", linewidth=style.THICK)
    along = np.array([-line.unit_normal[1], line.unit_normal[0]])
    for number, (c, distance) in enumerate(MULTIPLES, start=1):
        start = line.nearest_point((0, 0)) + distance * along
        tip = start + BASE.scaled(c).w
        arrow(axes, start, tip, f"multiple-{number}", style.BLUE if c < 0 else style.INK)
        text = {1: "", -1: "-", 0.5: r"\frac{1}{2}\,"}.get(c, f"{c:g}")
        ahead = 14 * np.sign(c) * line.unit_normal
        label(axes, tip, rf"${text}\mathbf{{w}}$", (float(ahead[0]), float(ahead[1])), **style.NAME)


def each_separates_with_its_line(picture: Picture) -> str | None:
    """Each w stands on its line at a right angle, and all points with the label 1, and no other, are on its side."""
    for number in range(1, len(SEPARATING) + 1):
        (tail, _), w = drawn.tail_and_tip(picture, f"w-{number}"), drawn.vector(picture, f"w-{number}")
        line = drawn.points(picture, f"line-{number}")
        if not drawn.orthogonal(line[1] - line[0], w) or not drawn.same((tail - line[0]) @ w, 0):
            return f"w_{number} does not stand on its line at a right angle"
        signs = [(drawn.points(picture, f"label-{value}") - line[0]) @ w for value in (0, 1)]
        if signs[0].max() >= 0 or signs[1].min() < 0:
            return f"w_{number} does not separate the points"
    directions = [drawn.vector(picture, f"w-{number}") for number in range(1, len(SEPARATING) + 1)]
    if any(drawn.parallel(u, v) for u, v in combinations(directions, 2)):
        return "two of the weight vectors have the same direction"
    return None


def multiples_share_the_line(picture: Picture) -> str | None:
    """Each c w stands on the one line at a right angle, is c times the base, and points to its own positive side."""
    line = drawn.points(picture, "shared-line")
    for number, (c, _) in enumerate(MULTIPLES, start=1):
        (tail, _), w = drawn.tail_and_tip(picture, f"multiple-{number}"), drawn.vector(picture, f"multiple-{number}")
        if not drawn.orthogonal(line[1] - line[0], w) or not drawn.same((tail - line[0]) @ w, 0):
            return f"{c:g} w does not stand on the line at a right angle"
        if not drawn.same(w, c * BASE.w):
            return f"the arrow for {c:g} w has another length or direction"
    return side_fault(picture, "positive-side", BASE.hyperplane)


WEIGHT_VECTORS = Figure(
    name="weight-vectors",
    draw=draw_weight_vectors,
    caption=(
        r"Left: three weight vectors, each with its line; all separate the filled squares from the hollow circles. "
        r"Right: $\frac{1}{2}\mathbf{w}$, $\mathbf{w}$ and $2\mathbf{w}$, with $b$ scaled alike, have one line and "
        r"one positive side (hatched). $-\mathbf{w}$ with $-b$ has the same line and the other side."
    ),
    alt=(
        "Two panels. Left: three different lines pass between hollow circles and filled squares, each with an "
        "arrow at a right angle towards the squares. Right: one line with arrows of half, single and double length "
        "towards the hatched side, and one arrow for minus w towards the other side."
    ),
    checks=(each_separates_with_its_line, multiples_share_the_line),
)
