"""R^3 on paper: an orthographic view, in which all three axes have one scale and parallel lines stay parallel."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mathnn.figures import drawn, style
from mathnn.figures.marks import arrow, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture


@dataclass(frozen=True, slots=True)
class View:
    """Where the eye stands, in degrees: `azimuth` from the x_1 axis towards x_2, `elevation` above their plane."""

    azimuth: float = 32
    elevation: float = 22

    @property
    def matrix(self) -> npt.NDArray[np.float64]:
        """The two rows that take (x_1, x_2, x_3) to the right and up on paper; orthonormal, shape (2, 3)."""
        a, e = radians(self.azimuth), radians(self.elevation)
        return np.array([[-sin(a), cos(a), 0], [-sin(e) * cos(a), -sin(e) * sin(a), cos(e)]])

    def __call__(self, point: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """A point of shape (3,), or points (count, 3), on paper: (2,) or (count, 2)."""
        return np.asarray(np.asarray(point, dtype=float) @ self.matrix.T)


def space_axes(axes: Axes, view: View, reach: tuple[float, float, float]) -> None:
    """The three axes from the origin, each as long as `reach` says, named at their tips."""
    for number, length in enumerate(reach, start=1):
        tip = view(np.eye(3)[number - 1] * length)
        arrow(axes, (0, 0), tip, f"axis-{number}", style.GREY, style.HAIRLINE)
        label(axes, tip, f"$x_{number}$", tuple(8 * tip / np.hypot(*tip)))


def drawn_matrix(picture: Picture, reach: tuple[float, float, float]) -> npt.NDArray[np.float64]:
    """Where the picture puts the unit vectors of R^3, read from its axes: the columns of a matrix (2, 3)."""
    tips = [drawn.vector(picture, f"axis-{number}") / length for number, length in enumerate(reach, start=1)]
    return np.array(tips).T


def one_scale_fault(picture: Picture, reach: tuple[float, float, float]) -> str | None:
    """What is wrong when the drawn axes do not meet in the origin or are no orthographic view, else None."""
    starts = [drawn.tail_and_tip(picture, f"axis-{number}")[0] for number in (1, 2, 3)]
    if not drawn.same(starts, np.zeros((3, 2))):
        return "the three axes do not start at the origin"
    matrix = drawn_matrix(picture, reach)
    if not drawn.same(matrix @ matrix.T, np.eye(2)):
        return "the three axes are not seen from one direction with one scale"
    return None
