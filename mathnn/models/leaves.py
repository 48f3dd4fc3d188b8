"""The perceptron that the book uses to tell diseased leaves (1) from healthy ones (0).

Its weights were chosen by hand, as round numbers whose line runs between the two classes of the leaves data set; how
weights are learned is the subject of the next chapter. A test holds that they separate the leaves.
"""

from __future__ import annotations

from mathnn.models.perceptron import Perceptron

LEAF_PERCEPTRON = Perceptron(w=(5, -4), b=1.5)
"""Inputs: the spotted share of the leaf's area and its greenness index, both from 0 to 1."""
