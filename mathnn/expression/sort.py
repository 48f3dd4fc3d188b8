"""What kind of thing an expression is: number, vector, matrix, truth, function or set, with symbolic dimensions.

A vector is a column: its shape is (n,). A row is a matrix of shape (1, n). Shapes of one row and one column are
numbers. A dimension is itself a tree of integer sort (``3``, ``n``, ``n + 1``, ``n_{l}``), so nothing limits it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from mathnn.expression.tree import Expr

Dimension: TypeAlias = "Expr"


class Hashed:
    """Room for the hash of a value that is looked up again and again; it is no part of the value."""

    __slots__ = ("hashed",)

    hashed: int


@dataclass(frozen=True, slots=True)
class Sort(Hashed):
    """`kind` is number, integer, truth, function or set; `shape` is () for one number, (n,) for a column.

    A function has the sorts of its arguments in `domain` and of its value in `value`; a set has in `value` the sort of
    its members.
    """

    kind: str
    shape: tuple[Dimension, ...] = ()
    domain: tuple[Sort, ...] = ()
    value: Sort | None = None

    def __eq__(self, other: object) -> bool:
        return self is other or (
            type(other) is Sort and self.kind == other.kind and self.shape == other.shape
            and self.domain == other.domain and self.value == other.value)

    def __hash__(self) -> int:
        found: int | None = getattr(self, "hashed", None)
        if found is None:
            found = hash((self.kind, self.shape, self.domain, self.value))
            object.__setattr__(self, "hashed", found)
        return found

    @property
    def is_number(self) -> bool:
        """One real number or integer."""
        return not self.shape and self.kind in ("number", "integer")

    @property
    def is_vector(self) -> bool:
        """A column of numbers."""
        return len(self.shape) == 1

    @property
    def is_matrix(self) -> bool:
        """Rows and columns of numbers; a row vector is one of these."""
        return len(self.shape) == 2

    @property
    def ranks(self) -> tuple[int, ...]:
        """How many indices each argument of a function has."""
        return tuple(len(part.shape) for part in self.domain)


NUMBER = Sort("number")
INTEGER = Sort("integer")
TRUTH = Sort("truth")
SET = Sort("set")


def vector(n: Dimension) -> Sort:
    """A column of n real numbers."""
    return Sort("number", (n,))


def matrix(m: Dimension, n: Dimension) -> Sort:
    """A real matrix of m rows and n columns."""
    return Sort("number", (m, n))


def function(*domain: Sort, value: Sort = NUMBER) -> Sort:
    """A function of arguments of these sorts; of one number when none is named."""
    return Sort("function", (), domain or (NUMBER,), value)
