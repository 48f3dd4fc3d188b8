"""How the figures look, as far as it can be measured: no label on another, none cut, sizes that fit a page."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.patches import Polygon
from matplotlib.text import Text

from mathnn.figures import Figure, named, style

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture
    from matplotlib.path import Path
    from matplotlib.transforms import Bbox

PAGE_WIDTH = 5.6
"""The widest figure, in inches."""
ARROW_CORNERS = 8
"""How many points the closed outline of an arrow has."""
SHRUNK = 0.8
"""How much of a label's box must be free: its edges hold the room for descenders that most texts do not have."""


def labels(picture: Picture) -> list[tuple[str, Bbox]]:
    """The texts that are shown, with the box that each covers, in pixels."""
    canvas = FigureCanvasAgg(picture)
    canvas.draw()  # type: ignore[no-untyped-call]
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    shown = [t for t in picture.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return [(t.get_text(), Text.get_window_extent(t, renderer)) for t in shown if _is_drawn(t)]


def _is_drawn(text: Text) -> bool:
    """Ticks keep texts for values outside their axis, and an axis that is off keeps its own; neither is drawn."""
    axes = text.axes
    legend = axes.get_legend() if axes is not None else None
    if axes is None or text in axes.texts or (legend is not None and text in legend.get_texts()):
        return True
    limits = ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim()))
    ticks = [t.label1 for axis, (low, high) in limits for t in axis.get_major_ticks() if low <= t.get_loc() <= high]
    return bool(axes.axison) and text in (axes.xaxis.label, axes.yaxis.label, *ticks)


def overlaps(picture: Picture) -> list[tuple[str, str]]:
    """The pairs of labels whose boxes overlap."""
    return [(a, b) for (a, box_a), (b, box_b) in combinations(labels(picture), 2) if box_a.overlaps(box_b)]


def cut(picture: Picture) -> list[str]:
    """The labels that reach beyond the edge of the picture."""
    page = picture.bbox
    return [
        text
        for text, box in labels(picture)
        if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1
    ]


def strokes(picture: Picture) -> list[tuple[str, Path]]:
    """The drawn lines and arrows, in pixels, with their names; the strokes of a hatching are a background."""
    lines = [(str(line.get_gid()), line.get_path(), line.get_transform()) for axes in picture.axes
             for line in axes.lines if line.get_linestyle() != "None" and np.shape(line.get_xydata())[0] > 1]
    arrows = [(str(patch.get_gid()), patch.get_path(), patch.get_transform()) for axes in picture.axes
              for patch in axes.patches if isinstance(patch, Polygon) and len(patch.get_xy()) == ARROW_CORNERS]
    return [(gid, path.transformed(transform)) for gid, path, transform in lines + arrows]


def struck(picture: Picture) -> list[tuple[str, str]]:
    """The labels that a line or an arrow runs through; a label with paper behind it may lie on one."""
    backed = {t.get_text() for t in picture.findobj(Text) if t.get_bbox_patch() is not None}
    return [(text, gid) for text, box in labels(picture) for gid, path in strokes(picture)
            if text not in backed and path.intersects_bbox(box.shrunk(SHRUNK, SHRUNK).anchored("C", box), filled=False)]


def test_no_line_runs_through_a_label(picture: Picture) -> None:
    assert struck(picture) == []


def test_a_struck_label_would_be_seen() -> None:
    with style.look():
        picture = named("step").draw()
        picture.axes[0].annotate("struck", (1.5, 0.95))
        assert struck(picture) == [("struck", "above")]


def test_labels_do_not_overlap(described: Figure, picture: Picture) -> None:
    assert labels(picture), f"{described.name} has no labels at all"
    assert overlaps(picture) == []


def test_an_overlap_and_a_cut_label_would_be_seen() -> None:
    with style.look():
        picture = named("step").draw()
        picture.axes[0].annotate("slope", (-1.4, 0.15))
        picture.axes[0].annotate("cut", (3.09, 0.5), annotation_clip=False)
        assert len(overlaps(picture)) == 1
        assert cut(picture) == ["cut"]


def test_labels_are_not_cut(picture: Picture) -> None:
    assert cut(picture) == []


def test_fits_a_page(picture: Picture) -> None:
    width, height = picture.get_size_inches()
    assert 3.5 <= width <= PAGE_WIDTH
    assert 1.5 <= height <= 5


def lightness(color: str) -> float:
    """CIE L* of an sRGB colour, 0 to 100 (CIE 15:2004)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def test_the_palette_survives_greyscale() -> None:
    assert 34 < lightness(style.BLUE) < 40
    assert 59 < lightness(style.ORANGE) < 65
    assert lightness(style.ORANGE_TINT) < lightness(style.PAPER) - 5
    assert lightness(style.HATCH) < lightness(style.ORANGE_TINT) - 10


def test_the_classes_differ_by_more_than_colour() -> None:
    zero, one = style.CLASS_MARKS
    assert zero["marker"] != one["marker"]
    assert zero["markerfacecolor"] == style.PAPER != one["color"]
