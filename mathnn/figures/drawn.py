"""What a picture shows, read back from its artists: points, arrows and polygons in the coordinates of their axes.

A check compares these with what the figure claims, so it sees what was drawn and not what was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure as Picture

Points = npt.NDArray[np.float64]

TOLERANCE = 1e-9
"""How far a coordinate may be off, as a share of the sizes compared; far below what a page can show."""


def artist(picture: Picture, gid: str) -> Artist:
    """The one artist that was drawn with this gid. Raises LookupError when there is none or more than one."""
    found = picture.findobj(lambda drawn: drawn.get_gid() == gid)
    if len(found) != 1:
        raise LookupError(f"{len(found)} artists are called {gid!r}, not one")
    return found[0]


def gids(picture: Picture, prefix: str) -> list[str]:
    """The gids that begin with `prefix`, in the order of drawing."""
    found = picture.findobj(lambda drawn: (drawn.get_gid() or "").startswith(prefix))
    return [str(drawn.get_gid()) for drawn in found]


def points(picture: Picture, gid: str) -> Points:
    """The points of a line or of markers, or the corners of a polygon without its closing one, shape (count, 2)."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Polygon

    drawn = artist(picture, gid)
    if isinstance(drawn, Line2D):
        return np.asarray(drawn.get_xydata(), dtype=float)
    if isinstance(drawn, Polygon):
        return np.asarray(drawn.get_xy(), dtype=float)[:-1]
    raise TypeError(f"{gid!r} is a {type(drawn).__name__}, which has no points")


def tail_and_tip(picture: Picture, gid: str) -> tuple[Points, Points]:
    """Where an arrow of `marks.arrow` starts and where its tip is, each of shape (2,)."""
    corners = points(picture, gid)
    return (corners[0] + corners[-1]) / 2, corners[3]


def vector(picture: Picture, gid: str) -> Points:
    """The vector that an arrow shows, tip minus tail, shape (2,)."""
    tail, tip = tail_and_tip(picture, gid)
    return tip - tail


def direction(picture: Picture, gid: str) -> Points:
    """From the first to the last point of a line, shape (2,)."""
    line = points(picture, gid)
    return np.asarray(line[-1] - line[0])


def same(first: npt.ArrayLike, second: npt.ArrayLike) -> bool:
    """Whether two points, vectors or lists of them agree within the tolerance."""
    left, right = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    return left.shape == right.shape and bool(np.allclose(left, right, rtol=TOLERANCE, atol=TOLERANCE))


def orthogonal(first: npt.ArrayLike, second: npt.ArrayLike) -> bool:
    """Whether two vectors of the plane, neither of them zero, stand at a right angle."""
    u, v = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    size = float(np.linalg.norm(u) * np.linalg.norm(v))
    return size > 0 and abs(float(u @ v)) <= TOLERANCE * size


def parallel(first: npt.ArrayLike, second: npt.ArrayLike) -> bool:
    """Whether two vectors of the plane, neither of them zero, have the same direction (not the opposite one)."""
    u, v = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    return orthogonal((-u[1], u[0]), v) and float(u @ v) > 0
