"""The perceptron as a diagram: inputs with weights, a constant input with the bias, the sum, the step, the output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mathnn.figures import drawn, style
from mathnn.figures.canvas import Window, panel
from mathnn.figures.figure import Figure
from mathnn.figures.marks import arrow, label, marks, segment
from mathnn.figures.style import styled
from mathnn.models.perceptron import step

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture

INPUTS = (("1", "b"), ("x_1", "w_1"), ("x_2", "w_2"), ("x_n", "w_n"))
"""What enters, and the weight on its way, from top to bottom."""

HEIGHTS = (3.3, 2.3, 1.3, -0.3)
SUM_AT, STEP_AT, OUTPUT_AT = np.array([2.7, 1.5]), np.array([4.55, 1.5]), np.array([6.05, 1.5])
INPUT_RADIUS, NODE_RADIUS = 0.3, 0.46
WEIGHT_SHARE = 0.42
"""Where on its way from the input to the sum a weight is written."""


@styled
def draw_perceptron() -> Picture:
    picture, axes = panel(Window(-0.45, 6.5, -0.75, 3.75), inches=0.72)
    for number, ((name, weight), height) in enumerate(zip(INPUTS, HEIGHTS, strict=True)):
        centre = np.array([0, height])
        _node(axes, f"input-{number}", centre, INPUT_RADIUS, constant=name == "1")
        label(axes, centre, f"${name}$", gid=f"input-name-{number}", fontsize=12)
        way = (SUM_AT - centre) / np.hypot(*(SUM_AT - centre))
        start, end = centre + INPUT_RADIUS * way, SUM_AT - NODE_RADIUS * way
        arrow(axes, start, end, f"edge-{number}", width=style.THIN)
        paper: dict[str, Any] = {"bbox": {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1.5}}
        label(axes, start + WEIGHT_SHARE * (end - start), f"${weight}$", gid=f"weight-{number}", fontsize=12, **paper)
    marks(axes, [(0, y) for y in (0.3, 0.5, 0.7)], "and-so-on", markersize=2.2)
    _draw_output(axes)
    return picture


def _node(axes: Axes, gid: str, centre: np.ndarray, radius: float, constant: bool = False) -> None:
    from matplotlib.patches import Circle

    look = {"facecolor": style.PALE if constant else style.PAPER, "edgecolor": style.INK, "linewidth": style.MEDIUM}
    axes.add_patch(Circle((float(centre[0]), float(centre[1])), radius, gid=gid, zorder=3, **look))


def _draw_output(axes: Axes) -> None:
    """The sum, the step with its curve, and the arrows between them."""
    rim = np.array([NODE_RADIUS, 0])
    _node(axes, "sum", SUM_AT, NODE_RADIUS)
    _node(axes, "step", STEP_AT, NODE_RADIUS)
    label(axes, SUM_AT, r"$\Sigma$", fontsize=17)
    arrow(axes, SUM_AT + rim, STEP_AT - rim, "edge-z", width=style.THIN)
    arrow(axes, STEP_AT + rim, OUTPUT_AT, "edge-output", width=style.THIN)
    curve = [(z, step(z)) for z in (-1, -1e-12, 0, 1)]
    segment(
        axes,
        [STEP_AT + np.array([0.24 * z, 0.36 * (h - 0.5)]) for z, h in curve],
        "curve",
        linewidth=style.THICK,
        zorder=4,
    )
    label(axes, (SUM_AT + STEP_AT) / 2, "$z$", (0, 9), fontsize=12)
    label(axes, OUTPUT_AT, r"$y$", (10, 0), fontsize=13)
    label(axes, SUM_AT, r"$z = \mathbf{w}\cdot\mathbf{x} + b$", (0, -45))
    label(axes, STEP_AT, r"$y = H(z)$", (0, -45))


def _circle(picture: Picture, gid: str) -> tuple[np.ndarray, float]:
    from matplotlib.patches import Circle

    found = drawn.artist(picture, gid)
    assert isinstance(found, Circle)
    return np.asarray(found.get_center()), float(found.get_radius())


def edges_join_the_nodes(picture: Picture) -> str | None:
    """Each edge runs from the rim of its node to the rim of the next one, towards its centre."""
    ways = [(f"input-{number}", f"edge-{number}", "sum") for number in range(len(INPUTS))]
    for source, edge, target in [*ways, ("sum", "edge-z", "step")]:
        (start, start_radius), (end, end_radius) = _circle(picture, source), _circle(picture, target)
        tail, tip = drawn.tail_and_tip(picture, edge)
        if not drawn.parallel(tip - tail, end - start):
            return f"{edge} does not lead from {source} to {target}"
        if not drawn.same([np.hypot(*(tail - start)), np.hypot(*(end - tip))], [start_radius, end_radius]):
            return f"{edge} does not touch {source} and {target}"
    return None


def names_are_where_they_belong(picture: Picture) -> str | None:
    """Each input's name is in its node, and its weight is written on its edge and on no other."""
    from matplotlib.text import Annotation

    for number, (name, weight) in enumerate(INPUTS):
        centre, _ = _circle(picture, f"input-{number}")
        tail, tip = drawn.tail_and_tip(picture, f"edge-{number}")
        for gid, text, place in (
            (f"input-name-{number}", name, centre),
            (f"weight-{number}", weight, tail + WEIGHT_SHARE * (tip - tail)),
        ):
            shown = drawn.artist(picture, gid)
            assert isinstance(shown, Annotation)
            if shown.get_text() != f"${text}$" or not drawn.same(shown.xy, place):
                return f"{text} is not written where it belongs"
    return None


def curve_is_the_step(picture: Picture) -> str | None:
    """The curve in the second node has the two heights of the step, the lower one first."""
    heights = drawn.points(picture, "curve")[:, 1]
    centre, _ = _circle(picture, "step")
    fits = drawn.same(np.sign(heights - centre[1]), [2 * step(z) - 1 for z in (-1, -1, 1, 1)])
    return None if fits else "the curve in the node is not a step upwards"


PERCEPTRON = Figure(
    name="perceptron",
    draw=draw_perceptron,
    caption=(
        r"A perceptron. Each input $x_i$ is multiplied by its weight $w_i$; the bias $b$ is the weight of a "
        r"constant input $1$ (grey). Their sum is the pre-activation $z = \mathbf{w} \cdot \mathbf{x} + b$, and "
        r"the step makes it the decision $H(z)$, which is $0$ or $1$."
    ),
    alt=(
        "A diagram from left to right. The constant 1 and the inputs x_1, x_2 to x_n lead, with the weights b, "
        "w_1, w_2 to w_n, to a node that sums them. Its result z leads to a node with a step, and that to the "
        "output y."
    ),
    checks=(edges_join_the_nodes, names_are_where_they_belong, curve_is_the_step),
)
