"""The step function H: 0 below zero, 1 from zero on, with the value at the jump and the slope beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mathnn.figures import drawn, style
from mathnn.figures.canvas import Window, panel
from mathnn.figures.figure import Figure
from mathnn.figures.marks import arrow, dashed, label, marks, segment
from mathnn.figures.style import styled
from mathnn.models.perceptron import step

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

WINDOW = Window(-2.9, 3.1, -0.4, 1.65)


@styled
def draw_step() -> Picture:
    picture, axes = panel(WINDOW, inches=0.85)
    arrow(axes, (WINDOW.left, 0), (WINDOW.right - 0.25, 0), "axis-z", style.GREY, style.HAIRLINE)
    arrow(axes, (0, WINDOW.bottom), (0, WINDOW.top - 0.2), "axis-h", style.GREY, style.HAIRLINE)
    dashed(axes, [(0, 0), (0, 1)], "jump")
    look = {"linewidth": 1.3 * style.THICK, "solid_capstyle": "butt", "zorder": 3.5}
    for gid, values, color in (("below", (-2.7, 0), style.BLUE), ("above", (0, 2.7), style.ORANGE)):
        height = step(sum(values) / 2)
        segment(axes, [(value, height) for value in values], gid, color=color, **look)
    marks(axes, (0, step(0)), "value-at-0", color=style.ORANGE, markeredgecolor=style.INK, markersize=7.5)
    marks(
        axes,
        (0, 1 - step(0)),
        "left-out",
        color=style.PAPER,
        markeredgecolor=style.BLUE,
        markeredgewidth=1.6,
        markersize=7,
    )
    label(axes, (WINDOW.right - 0.25, 0), "$z$", (7, 0))
    label(axes, (0, WINDOW.top - 0.2), "$H(z)$", (0, 8))
    label(axes, (0, 1), "$H(0) = 1$", (-8, 1), ha="right")
    for at in ((-1.45, 0), (1.45, 1)):
        label(axes, at, "slope $0$", (0, 10), fontsize=10)
    for value in (-2, -1, 1, 2):
        segment(axes, [(value, -0.04), (value, 0.04)], f"tick-{value}", color=style.GREY, linewidth=style.HAIRLINE)
        label(axes, (value, 0), f"${value}$", (0, -10), **style.TICK)
    return picture


def branches_are_the_step(picture: Picture) -> str | None:
    """Left of 0 and right of 0 the curve has the values that the model computes, up to the jump on either side."""
    for gid, sign in (("below", -1), ("above", 1)):
        line = drawn.points(picture, gid)
        inner = line[line[:, 0] != 0]
        if not (sign * inner[:, 0] > 0).all() or not drawn.same(line[:, 1], np.full(2, step(float(inner[0, 0])))):
            return f"the part {gid} 0 has not the value of the step"
        if 0 not in line[:, 0]:
            return f"the part {gid} 0 does not reach the jump"
    return None


def value_at_zero_is_marked(picture: Picture) -> str | None:
    """The filled point is (0, H(0)), the hollow one is the value that H does not take at 0."""
    if not drawn.same(drawn.points(picture, "value-at-0"), [(0, step(0))]):
        return "the filled point is not the value of the step at 0"
    if not drawn.same(drawn.points(picture, "left-out"), [(0, 0)]):
        return "the hollow point is not at the end of the lower part"
    return None


STEP = Figure(
    name="step",
    draw=draw_step,
    caption=(
        r"The step function $H$. At the jump it is $H(0) = 1$ (filled point), so the boundary belongs to the "
        r"positive side. Everywhere else its slope is $0$, which tells a learning rule nothing."
    ),
    alt=(
        "The step function: height 0 for negative z and height 1 from z = 0 on. At zero a hollow point ends the "
        "lower part and a filled point begins the upper one. Both parts are level."
    ),
    checks=(branches_are_the_step, value_at_zero_is_marked),
)
