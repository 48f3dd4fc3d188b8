"""The one style of all figures: colours that survive greyscale and colour-blindness, fonts, line widths.

No meaning hangs on colour alone. Label 1 is filled, square and orange, label 0 is hollow, round and blue; the side of
w is tinted and hatched. Blue and orange lie apart for every common colour-blindness, and their lightness (CIE L*) is
about 37 and 62, so they lie apart in greyscale too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from matplotlib.figure import Figure as Picture

INK = "#1c1c1c"
GREY = "#8a8a8a"
PALE = "#dedede"
BLUE = "#1f5a96"
ORANGE = "#dd7a1f"
ORANGE_TEXT = "#a8540c"
BLUE_TINT = "#eaf1f8"
ORANGE_TINT = "#fbe9d5"
HATCH = "#e6bd92"
PAPER = "#ffffff"

STROKE, HAIRLINE, THIN, MEDIUM, THICK = 0.4, 0.6, 0.9, 1.4, 2.0
"""Line widths in points: hatching; grids; dashes and axes; edges and curves; boundaries and vectors."""

CLASS_MARKS: tuple[dict[str, Any], dict[str, Any]] = (
    {"marker": "o", "color": BLUE, "markerfacecolor": PAPER, "markersize": 6.5, "markeredgewidth": MEDIUM},
    {"marker": "s", "color": ORANGE, "markeredgecolor": INK, "markersize": 6.0, "markeredgewidth": HAIRLINE},
)
"""How samples with the label 0 and 1 are drawn, as properties of a Line2D of markers."""

TICK: dict[str, Any] = {"fontsize": 9, "color": "#6a6a6a"}
NAME: dict[str, Any] = {"fontsize": 13}
"""How the numbers at ticks and the names of vectors are set."""

SETTINGS: dict[str, Any] = {
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "font.family": "STIXGeneral",
    "mathtext.fontset": "stix",
    "font.size": 11,
    "axes.labelsize": 11,
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 9.5,
    "legend.fontsize": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.linewidth": THIN,
    "axes.unicode_minus": True,
    "lines.solid_capstyle": "round",
    "svg.fonttype": "path",
    "svg.hashsalt": "mathnn",
    "pdf.fonttype": 42,
}


def look() -> AbstractContextManager[None]:
    """A context in which matplotlib has our settings, and only those: what a reader's matplotlibrc says is left out."""
    from matplotlib import rc_context, rcParamsDefault

    # The backend stays as it is: naming one would load it, and figures here are drawn without any.
    settings: dict[Any, Any] = {key: value for key, value in rcParamsDefault.items() if not key.startswith("backend")}
    settings.update(SETTINGS)
    return rc_context(settings)


def styled(draw: Callable[[], Picture]) -> Callable[[], Picture]:
    """Let a function draw in our style."""

    @wraps(draw)
    def drawn() -> Picture:
        with look():
            return draw()

    return drawn
