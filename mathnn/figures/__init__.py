"""The catalogue of figures: where each one is described. matplotlib is loaded only when one is drawn."""

from __future__ import annotations

from importlib import import_module

from mathnn.errors import UsageError
from mathnn.figures.figure import Figure

__all__ = ["CATALOGUE", "Figure", "named"]

CATALOGUE: dict[str, tuple[str, str]] = {
    "vector-plane": ("mathnn.figures.vectors", "VECTOR_PLANE"),
    "vector-space": ("mathnn.figures.vectors", "VECTOR_SPACE"),
    "dot-product-projection": ("mathnn.figures.dot_product", "PROJECTION"),
    "dot-product-sign": ("mathnn.figures.dot_product", "SIGN"),
    "hyperplane-line": ("mathnn.figures.hyperplane", "LINE"),
    "hyperplane-plane": ("mathnn.figures.plane", "PLANE"),
    "leaves": ("mathnn.figures.leaves", "LEAVES"),
    "weight-vectors": ("mathnn.figures.weight_vectors", "WEIGHT_VECTORS"),
    "perceptron": ("mathnn.figures.perceptron", "PERCEPTRON"),
    "step": ("mathnn.figures.step", "STEP"),
    "xor": ("mathnn.figures.xor", "XOR"),
}
"""The name of a figure -> the module and the name of its `Figure`, in the order of the book."""


def named(name: str) -> Figure:
    """The figure of the catalogue with this name. Raises UsageError for a name that is not there."""
    if name not in CATALOGUE:
        raise UsageError(f"there is no figure {name!r}; the figures are {', '.join(CATALOGUE)}")
    module, attribute = CATALOGUE[name]
    found = getattr(import_module(module), attribute)
    assert isinstance(found, Figure)
    return found
