"""What a figure of the book is: how it is drawn, what is said of it, and how its geometry is checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

    Draw: TypeAlias = Callable[[], Picture]
    Check: TypeAlias = Callable[[Picture], str | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `draw` and `checks` are functions of a module, so that a worker process can be sent the figure.

    `name` is the file name without its ending. `caption` is Markdown with `$...$` maths, `alt` plain text that stands
    for the picture. A check reads the geometry back from the drawn artists and returns what is wrong, or None.
    """

    name: str
    draw: Draw
    caption: str
    alt: str
    checks: tuple[Check, ...]

    def faults(self, picture: Picture) -> tuple[str, ...]:
        """Every fault that the checks find in a drawn picture of this figure."""
        return tuple(fault for check in self.checks if (fault := check(picture)) is not None)
