"""The only bridge from SymPy to the typed tree: one row for each kind of SymPy node; a node without a row is refused.

The order of terms and factors is settled here (by `order`), and the forms of numbers: minus is `negate`, a fraction
`divide`, powers with a negative exponent go below the line.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy
from sympy import Add, Basic, Integer, MatAdd, MatMul, Mul, Pow, Rational

from mathnn.expression import INTEGER, NUMBER, Expr, Symbol, build, matrix, vector
from mathnn.theory import vector_algebra as algebra
from mathnn.theory.order import PLAIN, Style, is_negative, ordered_factors, ordered_terms

Writer = Callable[[Basic, Style], Expr]


def to_expression(expression: Basic, style: Style = PLAIN) -> Expr:
    """The typed tree of a SymPy expression or statement, in the order of writing.

    Columns are MatrixSymbols of shape (n, 1). Raises TypeError for a kind of node that the table does not have, and
    SortError when shapes do not agree.
    """
    for kind in type(expression).__mro__:
        if (writer := _WRITERS.get(kind)) is not None:
            return writer(expression, style)
    raise TypeError(f"no tree for the SymPy node {type(expression).__name__}: {expression}")


def _call(op: str) -> Writer:
    return lambda expression, style: build.call(op, *(to_expression(arg, style) for arg in expression.args))


def _number(expression: Basic, _style: Style) -> Expr:
    """A SymPy rational keeps its fraction: 1/2 is not written 0.5."""
    if expression.is_negative:
        return build.negate(_number(-expression, _style))
    above, below = build.number(int(expression.p)), build.number(int(expression.q))
    return above if expression.q == 1 else build.divide(above, below)


def _symbol(expression: Basic, _style: Style) -> Expr:
    return Symbol(expression.name, INTEGER if expression.is_integer else NUMBER)


def _matrix_symbol(expression: Basic, style: Style) -> Expr:
    name = getattr(expression, "name", r"\mathbf{0}")
    rows, columns = (to_expression(size, style) for size in expression.shape)
    return Symbol(name, vector(rows) if expression.shape[1] == 1 else matrix(rows, columns))


def _sum_of_terms(expression: Basic, style: Style) -> Expr:
    return build.add(*(to_expression(term, style) for term in ordered_terms(expression.args, style)))


def _product(expression: Basic, style: Style) -> Expr:
    return _signed(expression, list(Mul.make_args(expression)), [], style)


def _matrix_product(expression: Basic, style: Style) -> Expr:
    number, product = expression.as_coeff_mmul()
    return _signed(expression, list(Mul.make_args(number)), list(product.args), style)


def _signed(expression: Basic, factors: list[Basic], matrices: list[Basic], style: Style) -> Expr:
    """The minus in front of everything, then the fraction and what stands beside it."""
    if not is_negative(expression):
        return _fraction(factors, matrices, style)
    number, *rest = sorted(factors, key=lambda factor: not factor.is_Number)
    return build.negate(_fraction([-number, *rest], matrices, style))


def _fraction(factors: list[Basic], matrices: list[Basic], style: Style) -> Expr:
    """Everything above and below one line; but a number below goes with a number or a letter: (1/2) x . y."""
    above, below = _sides_of_the_line(factors)
    if not below:
        number = [_factors(above, style)] if above else []
        return build.multiply(*number, *(to_expression(m, style) for m in matrices))
    numeric = all(factor.is_Number for factor in below) and not all(factor.is_Atom for factor in above)
    beside = [f for f in above if f in style.beside or (numeric and not f.is_Number)]
    inside = [f for f in above if f not in beside]
    if not above and len(matrices) == 1:
        return build.divide(to_expression(matrices[0], style), _factors(below, style))
    rest = ordered_factors(beside, style) + matrices
    quotient = build.divide(_factors(inside, style), _factors(below, style))
    return build.multiply(quotient, *(to_expression(f, style) for f in rest))


def _sides_of_the_line(factors: list[Basic]) -> tuple[list[Basic], list[Basic]]:
    above: list[Basic] = []
    below: list[Basic] = []
    for factor in factors:
        if isinstance(factor, Rational):
            above += [Integer(factor.p)] if factor.p != 1 else []
            below += [Integer(factor.q)] if factor.q != 1 else []
        elif isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp.is_negative:
            below.append(1 / factor)
        else:
            above.append(factor)
    return above, below


def _factors(factors: list[Basic], style: Style) -> Expr:
    """A product in order; a number before a dot product scales its first vector: 2a . b."""
    found = ordered_factors(factors, style)
    if len(found) == 2 and found[0].is_Number and isinstance(found[1], algebra.Dot):
        left, right = (to_expression(arg, style) for arg in found[1].args)
        return build.dot(build.multiply(_number(found[0], style), left), right)
    return build.multiply(*(to_expression(factor, style) for factor in found))


def _power(expression: Basic, style: Style) -> Expr:
    base, exponent = expression.args
    if exponent.is_Rational and exponent.is_negative:
        return build.divide(1, to_expression(1 / expression, style))
    if exponent == Rational(1, 2):
        return build.call("root", to_expression(base, style))
    return build.power(to_expression(base, style), to_expression(exponent, style))


def _bound_sum(expression: Basic, style: Style) -> Expr:
    """A sum over one index; without bounds over all values of the index."""
    body, *limits = expression.args
    inner = to_expression(body, style)
    for limit in limits:
        counter, *bounds = limit.args if isinstance(limit, sympy.Tuple) else (limit,)
        name = to_expression(counter, style)
        assert isinstance(name, Symbol)
        inner = build.total(name, inner, *(to_expression(bound, style) for bound in bounds))
    return inner


def _combination(expression: Basic, style: Style) -> Expr:
    """sum_i c_i e_i, without bounds: i counts the vectors of the basis."""
    coordinates, basis, counter = expression.args
    name = to_expression(counter, style)
    assert isinstance(name, Symbol)
    parts = (to_expression(part, style) for part in (algebra.Entry(coordinates, counter), algebra.Row(basis, counter)))
    return build.total(name, build.multiply(*parts), 1, to_expression(basis.shape[0], style))


def _explicit_column(expression: Basic, style: Style) -> Expr:
    return build.column(*(to_expression(entry, style) for entry in expression))


def _row_times_column(expression: Basic, style: Style) -> Expr:
    row, *rest = (to_expression(arg, style) for arg in expression.args)
    return build.multiply(build.transpose(row), *rest)


def _expanded(expression: Basic, style: Style) -> Expr:
    inner, shown = expression.args
    return build.call("expanded", to_expression(inner, style), build.number(int(shown)))


_WRITERS: dict[type, Writer] = {
    Rational: _number, sympy.Symbol: _symbol, sympy.MatrixSymbol: _matrix_symbol, sympy.ZeroMatrix: _matrix_symbol,
    Add: _sum_of_terms, MatAdd: _sum_of_terms, Mul: _product, MatMul: _matrix_product, Pow: _power,
    sympy.Sum: _bound_sum, algebra.SumOver: _bound_sum, algebra.Expanded: _expanded,
    algebra.Combination: _combination, sympy.ImmutableMatrix: _explicit_column,
    algebra.Dot: _call("dot"), algebra.Norm: _call("norm"), algebra.Angle: _call("angle"),
    algebra.Entry: _call("entry"), algebra.Row: _call("entry"), algebra.RowTimesColumn: _row_times_column,
    algebra.UnitStep: _call("step"), sympy.Abs: _call("abs"), sympy.cos: _call("cos"),
    sympy.KroneckerDelta: _call("delta"),
    sympy.Eq: _call("equal"), sympy.Ne: _call("unequal"), sympy.Lt: _call("less"), sympy.Le: _call("less_equal"),
    sympy.Gt: _call("greater"), sympy.Ge: _call("greater_equal"),
    algebra.Both: _call("and"), algebra.Fails: _call("not"),
}
_WRITERS[type(sympy.pi)] = lambda expression, style: Symbol(r"\pi", NUMBER)
