"""Small data sets, each with its features, units and source. Files are read when a loader is called."""

from mathnn.datasets.gates import GATES, gate
from mathnn.datasets.leaves import leaves, new_leaves
from mathnn.datasets.table import Feature, Samples, read_samples

__all__ = ["GATES", "Feature", "Samples", "gate", "leaves", "new_leaves", "read_samples"]
