"""A table of labelled samples: its frozen value, and the CSV text that it is read from.

The text opens with lines `# key: value`: `source`, `unit <feature>` for each feature, and `label 0`, `label 1` for the
names of the classes. Then comes a CSV table whose first column names the sample; a column `label` is the label, every
other one a feature. Numbers are kept as exact fractions of the decimals that are written.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from mathnn.errors import Place, UsageError


@dataclass(frozen=True, slots=True)
class Feature:
    """What one column measures: its name, and its unit with the range of values."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Samples:
    """Samples in the order of their file: `points` (samples, features) exactly, and `labels` (samples,) of 0 and 1.

    `labels` is empty for samples that are still to be decided; `classes` names what the labels 0 and 1 mean.
    """

    names: tuple[str, ...]
    features: tuple[Feature, ...]
    points: tuple[tuple[Fraction, ...], ...]
    labels: tuple[int, ...]
    classes: tuple[str, str]
    source: str

    @property
    def X(self) -> npt.NDArray[np.float64]:  # noqa: N802 - the batch is X in all formulas
        """The points in rows as floats, shape (samples, features)."""
        return np.array(self.points, dtype=np.float64)

    @property
    def y(self) -> npt.NDArray[np.int64]:
        """The labels, shape (samples,)."""
        return np.array(self.labels, dtype=np.int64)

    def of_class(self, label: int) -> npt.NDArray[np.float64]:
        """The rows of X that have this label, shape (count, features)."""
        return np.array([p for p, y in zip(self.points, self.labels, strict=True) if y == label], dtype=np.float64)


def read_packaged(name: str) -> Samples:
    """The samples of a CSV file that lies beside this module in the package."""
    return read_samples(files("mathnn.datasets").joinpath(name).read_text(encoding="utf-8"), name)


def read_samples(text: str, path: str = "") -> Samples:
    """The samples in `text`; `path` names it in messages. Raises UsageError with the line where the text is wrong."""
    lines = text.splitlines()
    about = dict(_about(line) for line in lines if line.startswith("#"))
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip() and line[0] != "#"]
    if len(numbered) < 2:
        raise UsageError("a table has a line of column names and at least one sample", place=Place(path))
    header, *rows = csv.reader([line for _, line in numbered])
    places = [Place(path, number) for number, _ in numbered[1:]]
    _, *columns = header
    features = tuple(Feature(name, about.get(f"unit {name}", "")) for name in columns if name != "label")
    cells = [_cells(columns, row, place) for row, place in zip(rows, places, strict=True)]
    return Samples(
        names=tuple(row[0] for row in rows),
        features=features,
        points=tuple(
            tuple(_decimal(cell[f.name], f.name, place) for f in features)
            for cell, place in zip(cells, places, strict=True)
        ),
        labels=tuple(_label(c["label"], place) for c, place in zip(cells, places, strict=True) if "label" in c),
        classes=(about.get("label 0", "0"), about.get("label 1", "1")),
        source=about.get("source", ""),
    )


def _about(line: str) -> tuple[str, str]:
    key, _, value = line.removeprefix("#").partition(":")
    return key.strip(), value.strip()


def _cells(columns: Sequence[str], row: Sequence[str], place: Place) -> dict[str, str]:
    if len(row) != len(columns) + 1:
        raise UsageError(f"this line has {len(row)} columns, the first one has {len(columns) + 1}", place=place)
    return dict(zip(columns, row[1:], strict=True))


def _decimal(text: str, column: str, place: Place) -> Fraction:
    try:
        return Fraction(text.strip())
    except (ValueError, ZeroDivisionError) as error:
        raise UsageError(f"{column} must be a number, not {text.strip()!r}", place=place) from error


def _label(text: str, place: Place) -> int:
    if text.strip() not in ("0", "1"):
        raise UsageError(f"the label must be 0 or 1, not {text.strip()!r}", place=place)
    return int(text)
