"""Vector algebra in SymPy for columns of any dimension n: small inert classes whose meaning stands in `rules`.

SymPy's own matrices of symbolic size have no dot product, norm or angle that stays as it is written. These classes do
nothing by themselves: a rule rewrites them, `components` expands them, `samples` evaluates them, `to_expression`
prints them, and each keeps one row for each class.
"""

from __future__ import annotations

from sympy import Basic, Expr, Integer, MatrixExpr, MatrixSymbol, Sum, Symbol, Tuple, sympify

DIMENSION = Symbol("n", integer=True, positive=True)
ROWS = Symbol("m", integer=True, positive=True)


def column(name: str, size: Basic | int = DIMENSION) -> MatrixSymbol:
    """A column of `size` real numbers; plain letters are set bold."""
    return MatrixSymbol(rf"\mathbf{{{name}}}" if name.isalpha() else name, size, 1)


def real(name: str, **assumptions: bool) -> Symbol:
    """One real number, with SymPy's assumptions where they are needed (``positive=True``)."""
    return Symbol(name, real=True, **assumptions)


def index(name: str) -> Symbol:
    """An index that counts from 1."""
    return Symbol(name, integer=True, positive=True)


class RealExpr(Expr):  # type: ignore[misc]  # SymPy has no types
    """A real number made of its arguments, left as it is written."""

    is_commutative = True
    is_real = True

    def __new__(cls, *args: object) -> RealExpr:
        """Keep the arguments; nothing is evaluated."""
        made: RealExpr = Expr.__new__(cls, *(sympify(arg) for arg in args))
        return made


class Dot(RealExpr):
    """The dot product of two columns."""


class Norm(RealExpr):
    """The Euclidean length of a column."""

    is_nonnegative = True


class Angle(RealExpr):
    """The angle between two columns that are not zero, from 0 to pi."""

    is_nonnegative = True


class Entry(RealExpr):
    """The entry of a column at an index, or of a matrix at two, counted from 1."""


class RowTimesColumn(RealExpr):
    """A row times matrices times a column, e.g. a^T G b as RowTimesColumn(a, G, b)."""


class UnitStep(RealExpr):
    """The step function of the perceptron: 1 for z >= 0, else 0."""

    is_nonnegative = True


class SumOver(RealExpr):
    """The sum of the first argument over all values of the index that is the second: bounds left to the reader."""


class Expanded(RealExpr):
    """A sum written out with dots; the second argument says how many terms stand before them."""


class Row(MatrixExpr):  # type: ignore[misc]  # SymPy has no types
    """Row i of a matrix, written as a column; for a basis, its i-th vector."""

    def __new__(cls, rows: MatrixExpr, position: object) -> Row:
        """The row of `rows` at an index from 1."""
        made: Row = Basic.__new__(cls, rows, sympify(position))
        return made

    @property
    def shape(self) -> tuple[Basic, Basic]:
        """As many entries as the matrix has columns."""
        return (self.args[0].shape[1], Integer(1))


class Combination(MatrixExpr):  # type: ignore[misc]  # SymPy has no types
    """A column by its coordinates in a basis: the sum over i of c_i times row i of the matrix."""

    def __new__(cls, coordinates: MatrixExpr, basis: MatrixExpr, counter: Symbol) -> Combination:
        """The vector with these coordinates."""
        made: Combination = Basic.__new__(cls, coordinates, basis, counter)
        return made

    @property
    def shape(self) -> tuple[Basic, Basic]:
        """As many entries as a vector of the basis."""
        return (self.args[1].shape[1], Integer(1))


class GramMatrix(MatrixExpr):  # type: ignore[misc]  # SymPy has no types
    """The dot products of the rows of a matrix: it draws samples and is never printed."""

    def __new__(cls, rows: MatrixExpr) -> GramMatrix:
        """E E^T, whose entry i, j is e_i . e_j."""
        made: GramMatrix = Basic.__new__(cls, rows)
        return made

    @property
    def shape(self) -> tuple[Basic, Basic]:
        """Square, one row for each vector."""
        return (self.args[0].shape[0], self.args[0].shape[0])


class Stacked(MatrixExpr):  # type: ignore[misc]  # SymPy has no types
    """A number on top of a column: what absorbs a bias."""

    def __new__(cls, first: object, rest: MatrixExpr) -> Stacked:
        """The column whose first entry is `first`."""
        made: Stacked = Basic.__new__(cls, sympify(first), rest)
        return made

    @property
    def shape(self) -> tuple[Basic, Basic]:
        """One entry more than the column below."""
        return (self.args[1].shape[0] + 1, Integer(1))


class Orthonormal(MatrixExpr):  # type: ignore[misc]  # SymPy has no types
    """Some matrix with orthonormal rows, made from a square one: it draws samples and is never printed."""

    def __new__(cls, rows: MatrixExpr) -> Orthonormal:
        """The orthogonal factor of `rows`."""
        made: Orthonormal = Basic.__new__(cls, rows)
        return made

    @property
    def shape(self) -> tuple[Basic, Basic]:
        """As the matrix that it is made from."""
        rows, columns = self.args[0].shape
        return (rows, columns)


class Both(Basic):  # type: ignore[misc]  # SymPy has no types
    """Several relations at once. SymPy's `And` would evaluate a contradiction away before it is derived."""

    def __new__(cls, *relations: Basic) -> Both:
        """Keep the relations in their order."""
        made: Both = Basic.__new__(cls, *relations)
        return made


class Fails(Basic):  # type: ignore[misc]  # SymPy has no types
    """The negation of a relation, kept as it is written."""


def relations(statement: Basic) -> tuple[Basic, ...]:
    """The relations that a statement is made of."""
    return statement.args if isinstance(statement, Both) else (statement,)


def is_column(expression: Basic) -> bool:
    """Is this a column of numbers, not one number?"""
    return isinstance(expression, MatrixExpr) and expression.shape[1] == 1


def coefficient(vector: MatrixExpr) -> tuple[Expr, MatrixExpr]:
    """A multiple of a column as its number and the column: -2a is (-2, a), a is (1, a)."""
    numbers, matrices = vector.as_coeff_mmul() if vector.is_MatMul else (Integer(1), vector)
    return numbers, matrices.args[0] if matrices.is_MatMul and len(matrices.args) == 1 else matrices


def terms(vector: MatrixExpr) -> Tuple:
    """The terms of a sum of columns."""
    return Tuple(*(vector.args if vector.is_MatAdd else (vector,)))


def outermost(double: Sum) -> tuple[Expr, Tuple]:
    """A sum as what is summed last, and its index with bounds: SymPy keeps sums within sums as one node."""
    *inner, last = double.limits
    return (Sum(double.function, *inner) if inner else double.function), last
