"""AND and OR with a line that separates, and XOR, where the convex hulls of the two classes meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mathnn.datasets.gates import gate
from mathnn.figures import drawn, style
from mathnn.figures.canvas import Margins, Window, frame, panels
from mathnn.figures.figure import Figure
from mathnn.figures.marks import arrow, label, marks, segment
from mathnn.figures.shading import half_plane, side_fault
from mathnn.figures.style import styled
from mathnn.models.hyperplane import Hyperplane
from mathnn.models.perceptron import Perceptron
from mathnn.models.separability import Certificate, Witness, common_point, separate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture

SHOWN = ("AND", "OR", "XOR")
WINDOW = Window(-0.45, 1.6, -0.45, 1.6)
NORMAL_LENGTH = 0.42
"""How long w is drawn, to fit beside its line."""


def boundary(name: str) -> Hyperplane | None:
    """The boundary of the exact witness for a gate, or None when no line separates it."""
    table = gate(name)
    found = separate(table.points, table.labels)
    return Hyperplane([float(value) for value in found.w], float(found.b)) if isinstance(found, Witness) else None


def meeting_point(name: str) -> tuple[float, ...]:
    """The point of both convex hulls from the exact certificate of a gate that no line separates."""
    table = gate(name)
    found = separate(table.points, table.labels)
    assert isinstance(found, Certificate)
    return tuple(float(value) for value in common_point(table.points, table.labels, found))


@styled
def draw_gates() -> Picture:
    margins = Margins(left=0.42, right=0.1, bottom=0.42, top=0.3, gap=0.42)
    picture, shown = panels([WINDOW] * len(SHOWN), inches=0.68, margins=margins)
    for axes, name in zip(shown, SHOWN, strict=True):
        frame(axes, "$x_1$", "$x_2$")
        axes.set_xticks((0, 1))
        axes.set_yticks((0, 1))
        axes.yaxis.set_label_coords(-0.09, 0.5)
        axes.xaxis.set_label_coords(0.5, -0.09)
        label(axes, (sum(axes.get_xlim()) / 2, WINDOW.top), name, (0, 10), fontsize=12)
        line = boundary(name)
        if line is None:
            _draw_hulls(axes, name)
        else:
            _draw_boundary(axes, name, line)
        for value in (0, 1):
            marks(axes, gate(name).of_class(value), f"{name}-{value}", **{**style.CLASS_MARKS[value], "markersize": 8})
    return picture


def _draw_boundary(axes: Axes, name: str, line: Hyperplane) -> None:
    half_plane(axes, line, f"{name}-side")
    segment(axes, line.ends(3), f"{name}-line", linewidth=style.THICK)
    along = np.array([line.unit_normal[1], -line.unit_normal[0]])
    start = line.nearest_point((0, 0)) + 0.34 * along
    arrow(axes, start, start + NORMAL_LENGTH * line.unit_normal, f"{name}-w")
    label(axes, start + NORMAL_LENGTH * line.unit_normal, r"$\mathbf{w}$", (7, 4), fontsize=12)


def _draw_hulls(axes: Axes, name: str) -> None:
    """The segments between the two points of each class, and the point where they meet."""
    for value, color, dashes in ((0, style.BLUE, (0, (4, 3))), (1, style.ORANGE, "solid")):
        look = {"color": color, "linestyle": dashes, "linewidth": style.THICK}
        segment(axes, gate(name).of_class(value), f"{name}-hull-{value}", **look)
    marks(axes, meeting_point(name), f"{name}-meeting", marker="*", markersize=11)
    label(axes, meeting_point(name), r"$(\frac{1}{2}, \frac{1}{2})$", (25, 0))


def gates_are_separated(picture: Picture) -> str | None:
    """Each line is orthogonal to its w and has exactly the points with the label 1 on its tinted side."""
    for name in ("AND", "OR"):
        (tail, tip), line = drawn.tail_and_tip(picture, f"{name}-w"), drawn.points(picture, f"{name}-line")
        w = tip - tail
        if not drawn.orthogonal(line[1] - line[0], w) or not drawn.same((tail - line[0]) @ w, 0):
            return f"w is not orthogonal to the line of {name}, or does not stand on it"
        unit = Perceptron(w, -float(w @ line[0]))
        for value in (0, 1):
            points = drawn.points(picture, f"{name}-{value}")
            if not unit.separates(points, np.full(len(points), value)):
                return f"the line of {name} has a point with label {value} on the wrong side"
        fault = side_fault(picture, f"{name}-side", unit.hyperplane)
        if fault is not None:
            return fault
    return None


def marks_are_the_truth_tables(picture: Picture) -> str | None:
    """The points with either mark are those that the gate's truth table gives."""
    for name in SHOWN:
        for value in (0, 1):
            if not drawn.same(drawn.points(picture, f"{name}-{value}"), gate(name).of_class(value)):
                return f"the marks for output {value} of {name} are not its truth table"
    return None


def hulls_of_xor_meet(picture: Picture) -> str | None:
    """The marked point lies on both segments, and the segments join the points of their class."""
    (meeting,) = drawn.points(picture, "XOR-meeting")
    for value in (0, 1):
        start, end = drawn.points(picture, f"XOR-hull-{value}")
        if not drawn.same([start, end], drawn.points(picture, f"XOR-{value}")):
            return f"the segment of label {value} does not join its points"
        if not drawn.same(np.hypot(*(meeting - start)) + np.hypot(*(end - meeting)), np.hypot(*(end - start))):
            return f"the marked point is not on the segment of label {value}"
    return None


XOR = Figure(
    name="xor",
    draw=draw_gates,
    caption=(
        r"Three gates; filled squares stand for the output $1$. For AND and OR a line separates the outputs, and "
        r"the hatched side is decided $1$. For XOR none does: the segments between the points of each class meet "
        r"in $(\frac{1}{2}, \frac{1}{2})$, and a half-plane that holds both ends of a segment holds all of it."
    ),
    alt=(
        "Three panels with the corners of the unit square. AND: a line cuts off the corner (1, 1). OR: a line cuts "
        "off the corner (0, 0). XOR: the diagonals between equal outputs cross in the middle, so no line separates "
        "them."
    ),
    checks=(gates_are_separated, marks_are_the_truth_tables, hulls_of_xor_meet),
)
