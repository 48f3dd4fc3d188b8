"""The paper: panels whose two axes have the same scale, laid side by side in inches, with or without a frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mathnn.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that a panel shows."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Margins:
    """White space around the panels and between two of them, in inches."""

    left: float = 0.05
    right: float = 0.05
    bottom: float = 0.05
    top: float = 0.05
    gap: float = 0.3


def panels(windows: Sequence[Window], inches: float, margins: Margins = Margins()) -> tuple[Picture, list[Axes]]:
    """A picture with one panel for each window, bottoms aligned; `inches` is the length of one unit on both axes."""
    from matplotlib.figure import Figure as Picture

    widths = [window.width * inches for window in windows]
    heights = [window.height * inches for window in windows]
    total = margins.left + sum(widths) + margins.gap * (len(windows) - 1) + margins.right
    tall = margins.bottom + max(heights) + margins.top
    picture = Picture(figsize=(total, tall))
    drawn, start = [], margins.left
    for window, width, height in zip(windows, widths, heights, strict=True):
        axes = picture.add_axes((start / total, margins.bottom / tall, width / total, height / tall))
        axes.set_xlim(window.left, window.right)
        axes.set_ylim(window.bottom, window.top)
        axes.set_aspect("equal")
        axes.set_axis_off()
        drawn.append(axes)
        start += width + margins.gap
    return picture, drawn


def panel(window: Window, inches: float, margins: Margins = Margins()) -> tuple[Picture, Axes]:
    """A picture with a single panel."""
    picture, (axes,) = panels([window], inches, margins)
    return picture, axes


def in_points(axes: Axes, points: float) -> float:
    """The length on the axes that `points` (1/72 inch) of paper have."""
    left, right = axes.get_xlim()
    picture = axes.get_figure(root=True)
    assert picture is not None
    return points / 72 * (right - left) / (picture.get_figwidth() * axes.get_position().width)


def frame(axes: Axes, across: str, upwards: str) -> None:
    """Show an ordinary frame with ticks below and to the left, and name both axes."""
    axes.set_axis_on()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=3, width=style.THIN)
    axes.set_xlabel(across)
    axes.set_ylabel(upwards)


def border(axes: Axes) -> None:
    """Show a pale line around the panel, without ticks."""
    axes.set_axis_on()
    axes.set(xticks=(), yticks=())
    for spine in axes.spines.values():
        spine.set(color=style.PALE, linewidth=style.THIN)
