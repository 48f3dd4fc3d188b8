"""A SymPy expression about columns of size n, written out in entries for one explicit n."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    ImmutableMatrix,
    Integer,
    KroneckerDelta,
    MatAdd,
    MatMul,
    MatrixSymbol,
    Mul,
    Pow,
    Sum,
    Symbol,
    ZeroMatrix,
    acos,
    cos,
    sqrt,
)

from mathnn.theory.vector_algebra import (
    Angle,
    Combination,
    Dot,
    Entry,
    Expanded,
    Norm,
    Row,
    RowTimesColumn,
    Stacked,
    SumOver,
    UnitStep,
    index,
    is_column,
    outermost,
)

Entries = tuple[Expr, ...]
_AT = index("at")


@dataclass(frozen=True, slots=True)
class Components:
    """Writes out expressions; `values` holds the sizes (n, m) and the indices that are bound so far."""

    values: Mapping[Basic, Basic] = field(default_factory=dict)

    def number(self, expression: Basic) -> Expr:
        """The number in entries. Raises TypeError for a kind of node that is not known."""
        if isinstance(expression, Symbol):
            return self.values.get(expression, expression)
        if expression.is_Number or not expression.args:
            return expression
        if isinstance(expression, Add | Mul | Pow | Abs | cos | acos | KroneckerDelta | UnitStep):
            return expression.func(*map(self.number, expression.args))
        if isinstance(expression, Sum | Expanded | SumOver):
            return self._sum(expression)
        if isinstance(expression, Entry):
            return self._entry(expression)
        if isinstance(expression, Dot | Norm | Angle | RowTimesColumn):
            return self._of_columns(expression)
        raise TypeError(f"no components for the SymPy node {type(expression).__name__}")

    def column(self, vector: Basic) -> Entries:
        """The entries of a column. Raises TypeError for a kind of node that is not known."""
        if isinstance(vector, ImmutableMatrix):
            return tuple(vector)
        size = int(self.number(vector.shape[0]))
        if isinstance(vector, MatrixSymbol):
            return tuple(_letter(vector, k) for k in range(1, size + 1))
        if isinstance(vector, ZeroMatrix):
            return (Integer(0),) * size
        if isinstance(vector, MatAdd):
            return tuple(Add(*parts) for parts in zip(*map(self.column, vector.args), strict=True))
        if isinstance(vector, MatMul):
            return self._product(vector)
        if isinstance(vector, Row):
            return tuple(_letter(vector.args[0], self.number(vector.args[1]), k) for k in range(1, size + 1))
        if isinstance(vector, Stacked):
            return (self.number(vector.args[0]), *self.column(vector.args[1]))
        if isinstance(vector, Combination):
            coordinates, basis, _ = vector.args
            parts = [Components({**self.values, _AT: Integer(k)}).column(Entry(coordinates, _AT) * Row(basis, _AT))
                     for k in range(1, size + 1)]
            return tuple(Add(*column) for column in zip(*parts, strict=True))
        raise TypeError(f"no components for the SymPy node {type(vector).__name__}")

    def _of_columns(self, expression: Basic) -> Expr:
        if isinstance(expression, Norm):
            (entries,) = map(self.column, expression.args)
            return sqrt(Add(*(entry**2 for entry in entries)))
        if isinstance(expression, Angle):
            left, right = expression.args
            return acos(self.number(Dot(left, right) / (Norm(left) * Norm(right))))
        left, *matrices, right = expression.args
        entries = self.column(right)
        for matrix in reversed(matrices):
            entries = self._times(matrix, entries)
        return Add(*(a * b for a, b in zip(self.column(left), entries, strict=True)))

    def _product(self, product: Basic) -> Entries:
        number, matrices = product.as_coeff_mmul()
        *rest, last = matrices.args
        entries = self.column(last)
        for matrix in reversed(rest):
            entries = self._times(matrix, entries)
        factor = self.number(number)
        return tuple(factor * entry for entry in entries)

    def _times(self, matrix: Basic, entries: Entries) -> Entries:
        rows = int(self.number(matrix.shape[0]))
        return tuple(Add(*(_letter(matrix, i, j + 1) * entry for j, entry in enumerate(entries)))
                     for i in range(1, rows + 1))

    def _entry(self, expression: Basic) -> Expr:
        base, *indices = expression.args
        numbers = [self.number(position) for position in indices]
        if is_column(base):
            return self.column(base)[int(numbers[0]) - 1]
        return _letter(base, *numbers)

    def _sum(self, expression: Basic) -> Expr:
        if isinstance(expression, Expanded):
            return self.number(expression.args[0])
        body, counter, low, high = summation(expression)
        span = range(int(self.number(low)), int(self.number(high)) + 1)
        return Add(*(Components({**self.values, counter: Integer(k)}).number(body) for k in span))


def summation(expression: Basic) -> tuple[Basic, Basic, Basic, Basic]:
    """What is summed, the index and its bounds; without bounds, the dimension of what the index stands at."""
    if isinstance(expression, Sum):
        body, (counter, low, high) = outermost(expression)
        return body, counter, low, high
    body, counter = expression.args
    return body, counter, Integer(1), range_of(counter, body)


def range_of(counter: Basic, expression: Basic) -> Basic:
    """How far an index counts: the size of what it stands at. Raises TypeError when it stands nowhere."""
    for indexed in sorted(expression.atoms(Entry, Row), key=str):
        base, *positions = indexed.args
        if counter in positions:
            return base.shape[positions.index(counter)]
    raise TypeError(f"the index {counter} stands at no vector in {expression}")


@lru_cache(maxsize=4096)  # a Symbol looks its assumptions up each time
def _letter(matrix: Basic, *indices: object) -> Symbol:
    """The symbol for one entry of a letter."""
    if not isinstance(matrix, MatrixSymbol):
        raise TypeError(f"no components for the SymPy node {type(matrix).__name__}")
    return Symbol(f"{matrix.name}_{'_'.join(map(str, indices))}", real=True)
