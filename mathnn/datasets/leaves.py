"""Healthy (0) and diseased (1) leaves with two stated features, and three leaves that are still to be decided.

The leaves are invented: their numbers follow a rule that the files state (and `tests/datasets` recomputes), made so
that neither feature alone separates the classes while both together do. They are no measurements.
"""

from __future__ import annotations

from mathnn.datasets.table import Samples, read_packaged


def leaves() -> Samples:
    """24 labelled leaves, 12 of each class; features: spotted share of the area, greenness index, both 0 to 1."""
    return read_packaged("leaves.csv")


def new_leaves() -> Samples:
    """Three leaves without a label, with the same features; the third lies on the book's boundary."""
    return read_packaged("new_leaves.csv")
