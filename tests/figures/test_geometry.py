"""The checks hold for every figure as it is drawn, and refuse it when one artist is moved, turned or recoloured."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon
from matplotlib.text import Annotation

from mathnn.errors import BuildError
from mathnn.figures import Figure, drawn, named
from mathnn.figures.shading import strokes
from mathnn.figures.write import write

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure as Picture

# Every artist whose place the caption or the alternative text relies on.
CLAIMED = {
    "vector-plane": ("x", "x-moved", "components"),
    "vector-space": ("x", "axis-1", "axis-2", "axis-3", "components", "box-0", "box-4"),
    "dot-product-projection": ("a", "b", "projection", "residual"),
    "dot-product-sign": ("w", "acute", "obtuse", "x-3", "x-7"),
    "hyperplane-line": ("line", "w", "feet", "from-origin", "from-point", "positive-side"),
    "hyperplane-plane": ("plane", "outline", "w", "from-origin", "intercepts", "axis-2"),
    "leaves": ("line", "w", "label-0", "label-1", "new", "positive-side"),
    "weight-vectors": ("line-1", "line-2", "line-3", "w-1", "w-2", "w-3", "shared-line", "multiple-3", "positive-side"),
    "perceptron": ("input-0", "input-3", "sum", "step", "edge-1", "edge-z", "weight-2", "input-name-1"),
    "step": ("below", "above", "value-at-0", "left-out"),
    "xor": ("AND-line", "OR-line", "AND-w", "OR-w", "AND-0", "XOR-1", "XOR-hull-0", "XOR-meeting", "AND-side"),
}
MOVES = [(name, gid) for name, gids in CLAIMED.items() for gid in gids]


def change(artist: Artist, move: np.ndarray | None) -> None:
    """Shift an artist's points by `move`, or turn them by a tenth of a degree about their middle when it is None."""
    turn = np.array([[np.cos(0.002), -np.sin(0.002)], [np.sin(0.002), np.cos(0.002)]])

    def changed(points: np.ndarray) -> np.ndarray:
        middle = points.mean(axis=0)
        return np.asarray((points - middle) @ turn.T + middle if move is None else points + move)

    if isinstance(artist, Line2D):
        artist.set_data(*changed(np.asarray(artist.get_xydata())).T)
    elif isinstance(artist, Polygon):
        artist.set_xy(changed(artist.get_xy()))
    elif isinstance(artist, Circle):
        artist.set_center(tuple(np.asarray(artist.get_center()) + np.array([0.02, 0.03])))
    else:
        assert isinstance(artist, Annotation)
        artist.xy = (artist.xy[0] + 0.02, artist.xy[1] + 0.03)


def test_every_figure_shows_what_it_claims(described: Figure, picture: Picture) -> None:
    assert described.faults(picture) == ()


def test_every_figure_has_claims_tested(described: Figure) -> None:
    assert described.name in CLAIMED


@pytest.mark.parametrize(("name", "gid"), MOVES)
def test_a_moved_artist_is_refused(name: str, gid: str) -> None:
    subject = named(name)
    wrong = subject.draw()
    change(drawn.artist(wrong, gid), np.array([0.13, 0.07]))
    assert subject.faults(wrong)


@pytest.mark.parametrize(
    ("name", "gid"),
    [
        ("hyperplane-line", "line"),
        ("hyperplane-line", "w"),
        ("leaves", "line"),
        ("leaves", "w"),
        ("weight-vectors", "line-2"),
        ("dot-product-projection", "residual"),
        ("dot-product-sign", "boundary"),
        ("hyperplane-plane", "w"),
        ("xor", "OR-line"),
    ],
)
def test_an_artist_that_is_turned_a_tenth_of_a_degree_is_refused(name: str, gid: str) -> None:
    subject = named(name)
    wrong = subject.draw()
    change(drawn.artist(wrong, gid), None)
    assert subject.faults(wrong)


def test_a_spoke_with_the_wrong_colour_is_refused() -> None:
    subject = named("dot-product-sign")
    wrong = subject.draw()
    first, opposite = (drawn.artist(wrong, gid) for gid in ("x-1", "x-7"))
    assert isinstance(first, Polygon)
    assert isinstance(opposite, Polygon)
    first.set_facecolor(opposite.get_facecolor())
    assert subject.faults(wrong) == ("x-1 has the colour of another sign",)


def test_swapped_weights_are_refused() -> None:
    subject = named("perceptron")
    wrong = subject.draw()
    weight = drawn.artist(wrong, "weight-1")
    assert isinstance(weight, Annotation)
    weight.set_text("$w_2$")
    assert subject.faults(wrong) == ("w_1 is not written where it belongs",)


def draw_crooked_line() -> Picture:
    wrong = named("hyperplane-line").draw()
    change(drawn.artist(wrong, "line"), None)
    return wrong


def test_nothing_is_written_of_a_figure_with_a_fault(tmp_path: Path) -> None:
    good = named("hyperplane-line")
    crooked = Figure(good.name, draw_crooked_line, good.caption, good.alt, good.checks)
    with pytest.raises(BuildError, match="'hyperplane-line' does not show what it claims: w is not orthogonal"):
        write(crooked, tmp_path / "figures")
    assert list(tmp_path.iterdir()) == []


def test_geometry_has_equal_axes(picture: Picture) -> None:
    for axes in picture.axes:
        axes.apply_aspect()
        unit_x, unit_y = np.diff(axes.transData.transform([(0, 0), (1, 0), (1, 1)]), axis=0)
        assert unit_x[0] == pytest.approx(unit_y[1], rel=1e-9)


def test_a_gid_that_is_not_there() -> None:
    with pytest.raises(LookupError, match="0 artists are called 'nothing'"):
        drawn.artist(named("step").draw(), "nothing")


def test_a_hatching_fills_its_polygon_with_even_strokes() -> None:
    square, distance = np.array([(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]), 0.7
    found = strokes(square, distance)
    assert len(found) == 2 * int(4 / (np.sqrt(2) * distance)) + 1
    offsets = sorted((stroke[:, 0] - stroke[:, 1]).mean() / np.sqrt(2) for stroke in found)
    assert np.allclose(np.diff(offsets), distance)
    for stroke in found:
        assert np.allclose(np.ptp(stroke[:, 0] - stroke[:, 1]), 0)
        assert np.allclose([np.abs(end - 2).max() for end in stroke], 2)  # both ends lie on the rim


def test_a_hatching_stays_within_the_tint(described: Figure, picture: Picture) -> None:
    tints = [gid for gid in drawn.gids(picture, "") if f"{gid}-hatching" in drawn.gids(picture, "")]
    for gid in tints:
        lines = drawn.artist(picture, f"{gid}-hatching")
        assert isinstance(lines, LineCollection)
        corners = drawn.points(picture, gid)
        low, high = corners.min(axis=0), corners.max(axis=0)
        ends = np.vstack(lines.get_segments())
        assert (ends >= low - 1e-9).all()
        assert (ends <= high + 1e-9).all()
    shaded = {"dot-product-sign", "hyperplane-line", "hyperplane-plane", "leaves", "weight-vectors", "xor"}
    assert bool(tints) == (described.name in shaded)
