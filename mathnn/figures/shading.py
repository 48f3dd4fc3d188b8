"""Tinted and hatched areas; half-planes: the side of w within its panel, and the check that it is that side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mathnn.figures import drawn, style
from mathnn.figures.canvas import in_points
from mathnn.models.hyperplane import Hyperplane

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture


HATCH_DISTANCE = 6.4
"""How far apart two strokes of a hatching are, in points."""


def hatched(axes: Axes, corners: npt.ArrayLike, gid: str, zorder: float = 0) -> None:
    """A convex polygon, corners (count, 2) in order, tinted and with strokes rising to the right.

    The strokes are lines of their own. A pattern of matplotlib's is a tile that viewers of PDF repeat, and between two
    tiles some of them show a seam.
    """
    from matplotlib.collections import LineCollection
    from matplotlib.patches import Polygon

    axes.add_patch(Polygon(np.asarray(corners), closed=True, facecolor=style.ORANGE_TINT, linewidth=0, gid=gid,
                           zorder=zorder))
    lines = strokes(corners, in_points(axes, HATCH_DISTANCE))
    axes.add_collection(LineCollection(lines, colors=style.HATCH, linewidths=style.STROKE, capstyle="butt",
                                       zorder=zorder, gid=f"{gid}-hatching"), autolim=False)


def strokes(corners: npt.ArrayLike, distance: float) -> list[npt.NDArray[np.float64]]:
    """The parts, each (2, 2), within a convex polygon of the lines x - y = k * sqrt(2) * distance, k whole."""
    ring = np.asarray(corners, dtype=float)
    steps = (ring[:, 0] - ring[:, 1]) / (np.sqrt(2) * distance)
    found = []
    for k in range(int(np.ceil(steps.min())), int(np.floor(steps.max())) + 1):
        ends = [here + (k - s) / (t - s) * (after - here)
                for here, after, s, t in zip(ring, np.roll(ring, -1, axis=0), steps, np.roll(steps, -1), strict=True)
                if (s < k) != (t < k)]
        if len(ends) == 2:
            found.append(np.array(ends))
    return found


def half_plane(axes: Axes, line: Hyperplane, gid: str) -> None:
    """Tint and hatch the part of the panel where w . x + b >= 0; nothing is drawn when no part of it is."""
    corners = clipped(_panel_corners(axes), line)
    if len(corners) >= 3:
        hatched(axes, corners, gid)


def clipped(corners: npt.ArrayLike, line: Hyperplane) -> npt.NDArray[np.float64]:
    """The part with w . x + b >= 0 of a convex polygon, corners (count, 2) in order (Sutherland and Hodgman, 1974)."""
    ring = np.asarray(corners, dtype=float)
    kept: list[npt.NDArray[np.float64]] = []
    for here, after in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        z, z_after = line.value(here), line.value(after)
        if z >= 0:
            kept.append(here)
        if z * z_after < 0:
            kept.append(here + z / (z - z_after) * (after - here))
    return np.array(kept).reshape(-1, 2)


def side_fault(picture: Picture, gid: str, line: Hyperplane) -> str | None:
    """What is wrong with a tinted half-plane: a corner on the other side, or a corner of the panel left out."""
    shown = drawn.points(picture, gid)
    values = [line.value(corner) for corner in shown]
    if min(values) < -drawn.TOLERANCE or max(values) <= drawn.TOLERANCE:
        return f"the tinted side {gid!r} is not the side of w"
    axes = next(panel for panel in picture.axes if panel is drawn.artist(picture, gid).axes)
    missing = [c for c in _panel_corners(axes) if line.value(c) > 0 and not any(drawn.same(c, p) for p in shown)]
    return f"the tinted side {gid!r} leaves out a corner of its panel" if missing else None


def _panel_corners(axes: Axes) -> npt.NDArray[np.float64]:
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    return np.array([(left, bottom), (right, bottom), (right, top), (left, top)])
