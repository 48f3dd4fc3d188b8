"""The one place where an argument becomes a vector or a matrix of real numbers, or is refused with a sentence."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from mathnn.errors import UsageError

Vector: TypeAlias = npt.NDArray[np.float64]
Matrix: TypeAlias = npt.NDArray[np.float64]


def as_vector(values: npt.ArrayLike, name: str = "the vector") -> Vector:
    """`values` as a read-only array of shape (n,), n >= 1; `name` is used in the message of the UsageError."""
    return _real(values, name, "vector", dimensions=1)


def as_matrix(values: npt.ArrayLike, name: str = "the matrix") -> Matrix:
    """`values` as a read-only array of shape (m, n), m, n >= 1; `name` is used in the message of the UsageError."""
    return _real(values, name, "matrix", dimensions=2)


def as_number(value: float, name: str = "the number") -> float:
    """`value` as a finite float; raises UsageError otherwise."""
    return float(_real(value, name, "number", dimensions=0))


def require_length(vector: Vector, length: int, name: str, reason: str) -> None:
    """Raise UsageError unless `vector` has `length` entries; `reason` says where that length comes from."""
    if vector.shape != (length,):
        raise UsageError(f"{name} has {_entries(vector.size)}, but {reason} has {_entries(length)}")


def _real(values: npt.ArrayLike, name: str, kind: str, dimensions: int) -> npt.NDArray[np.float64]:
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise UsageError(f"{name} must be a {kind} of real numbers, not {values!r}") from error
    if array.ndim != dimensions or array.size == 0:
        raise UsageError(f"{name} must be a {kind}, but it has the shape {array.shape}")
    if not np.isfinite(array).all():
        raise UsageError(f"{name} holds a number that is not finite: {values!r}")
    array.setflags(write=False)
    return array


def _entries(count: int) -> str:
    return f"{count} entry" if count == 1 else f"{count} entries"
