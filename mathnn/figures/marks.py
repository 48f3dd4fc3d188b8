"""The marks that figures are made of: arrows, lines, right angles, points, labels; all but labels have a gid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from mathnn.figures import style
from mathnn.figures.canvas import in_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Pair: TypeAlias = npt.ArrayLike
"""A point or a vector of the plane, shape (2,)."""


def arrow(axes: Axes, tail: Pair, tip: Pair, gid: str, color: str = style.INK, width: float = style.THICK) -> None:
    """An arrow as one polygon of seven corners whose tip is exactly at `tip`; `width` of the shaft in points."""
    from matplotlib.patches import Polygon

    start, end = np.asarray(tail, dtype=float), np.asarray(tip, dtype=float)
    along = (end - start) / np.hypot(*(end - start))
    across = np.array([-along[1], along[0]])
    shaft = across * in_points(axes, width / 2)
    wing = across * in_points(axes, 1.7 + 1.1 * width)
    neck = end - along * in_points(axes, 4 + 2.2 * width)
    barb = neck - along * in_points(axes, 1.2)
    corners = [start + shaft, neck + shaft, barb + wing, end, barb - wing, neck - shaft, start - shaft]
    axes.add_patch(Polygon(corners, closed=True, facecolor=color, edgecolor="none", gid=gid, zorder=3))


def segment(axes: Axes, points: Sequence[Pair] | npt.NDArray[np.float64], gid: str, **look: Any) -> None:
    """A line through `points`; `look` holds properties of a Line2D and defaults to thin ink."""
    xs, ys = np.asarray(points, dtype=float).T
    axes.plot(xs, ys, gid=gid, **{"color": style.INK, "linewidth": style.THIN, **look})


def dashed(axes: Axes, points: Sequence[Pair] | npt.NDArray[np.float64], gid: str, **look: Any) -> None:
    """A thin dashed line through `points`."""
    segment(axes, points, gid, **{"linestyle": (0, (4, 3)), "color": style.GREY, "solid_capstyle": "butt", **look})


def marks(axes: Axes, points: npt.ArrayLike, gid: str, **look: Any) -> None:
    """Markers at `points`, shape (count, 2), without a line; by default small ink dots."""
    xs, ys = np.atleast_2d(np.asarray(points, dtype=float)).T
    shown = {"marker": "o", "color": style.INK, "markersize": 4.5, "zorder": 4, **look}
    axes.plot(xs, ys, linestyle="none", gid=gid, **shown)


def right_angle(axes: Axes, corner: Pair, first: Pair, second: Pair, gid: str) -> None:
    """The small square at `corner` between the directions `first` and `second`, seven points wide."""
    size = in_points(axes, 7)
    at = np.asarray(corner, dtype=float)
    u, v = (np.asarray(d, dtype=float) / np.hypot(*np.asarray(d, dtype=float)) * size for d in (first, second))
    segment(axes, [at + u, at + u + v, at + v], gid, linewidth=style.THIN, solid_joinstyle="miter")


def label(axes: Axes, at: Pair, text: str, shift: tuple[float, float] = (0, 0), **look: Any) -> None:
    """`text` centred at the point `at`, moved by `shift` points on the paper."""
    shown = {"ha": "center", "va": "center", "zorder": 6, **look}
    x, y = np.asarray(at, dtype=float)
    axes.annotate(text, (x, y), xytext=shift, textcoords="offset points", annotation_clip=False, **shown)


def crossed_axes(axes: Axes, across: Sequence[int] = (), upwards: Sequence[int] = ()) -> None:
    """Two thin axes through the origin as arrows to the edge of the panel, with ticks at the given values."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    room, tick = in_points(axes, 15), in_points(axes, 2.5)
    arrow(axes, (left, 0), (right - room, 0), "axis-1", style.GREY, style.HAIRLINE)
    arrow(axes, (0, bottom), (0, top - room), "axis-2", style.GREY, style.HAIRLINE)
    label(axes, (right - room, 0), "$x_1$", (7, 0))
    label(axes, (0, top - room), "$x_2$", (0, 7))
    look: dict[str, Any] = {"color": style.GREY, "linewidth": style.HAIRLINE}
    for value in across:
        segment(axes, [(value, -tick), (value, tick)], f"tick-1-{value}", **look)
        label(axes, (value, 0), f"${value}$", (0, -9), **style.TICK)
    for value in upwards:
        segment(axes, [(-tick, value), (tick, value)], f"tick-2-{value}", **look)
        label(axes, (0, value), f"${value}$", (-9, 0), **style.TICK)
