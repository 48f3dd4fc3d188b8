"""Rules of vector algebra: each makes the next line of a derivation from the line before it.

The rules are the axioms and definitions of the Euclidean space R^n as in Sheldon Axler, Linear Algebra Done Right,
chapter 6, and of sums as in Graham, Knuth and Patashnik, Concrete Mathematics, section 2.3.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    KroneckerDelta,
    MatAdd,
    MatMul,
    Mul,
    Pow,
    S,
    Sum,
    factor_terms,
)

from mathnn.theory.rewriting import Rule, everywhere, fresh_index, in_turn, multiplied_out
from mathnn.theory.vector_algebra import (
    Combination,
    Dot,
    Entry,
    Expanded,
    Norm,
    Row,
    RowTimesColumn,
    SumOver,
    UnitStep,
    coefficient,
    terms,
)

# --- sums and entries ---------------------------------------------------------------------------------------------


def _dot_as_sum(node: Basic) -> Basic:
    if not isinstance(node, Dot):
        return node
    i = fresh_index(*node.args)
    left, right = node.args
    return Sum(Entry(left, i) * Entry(right, i), (i, 1, left.shape[0]))


def _row_times_column_as_sum(node: Basic) -> Basic:
    if not isinstance(node, RowTimesColumn) or len(node.args) != 2:
        return node
    return _dot_as_sum(Dot(*node.args))


def _entry_of_sum(node: Basic) -> Basic:
    """(a + b)_i = a_i + b_i and (ta)_i = t a_i."""
    if not isinstance(node, Entry) or len(node.args) != 2:
        return node
    vector, i = node.args
    if isinstance(vector, MatAdd):
        return Add(*(_entry_of_sum(Entry(term, i)) for term in vector.args))
    number, inner = coefficient(vector)
    return number * Entry(inner, i) if number != 1 else node


def _entry_of_product(node: Basic) -> Basic:
    """(Wx)_i = sum_j W_ij x_j."""
    if not isinstance(node, Entry) or not isinstance(node.args[0], MatMul):
        return node
    matrix, vector = node.args[0].args
    j = fresh_index(*node.args)
    return Sum(Entry(matrix, node.args[1], j) * Entry(vector, j), (j, 1, vector.shape[0]))


def _sum_as_row(node: Basic) -> Basic:
    """sum_j W_ij x_j is the dot product of row i of W with x."""
    if isinstance(node, Sum) and isinstance(node.function, Mul):
        entries = sorted(node.function.args, key=lambda arg: -len(arg.args))
        if [len(arg.args) for arg in entries] == [3, 2] and all(isinstance(arg, Entry) for arg in entries):
            (matrix, i, j), (vector, k) = (arg.args for arg in entries)
            if j == k == node.variables[0]:
                return Dot(Row(matrix, i), vector)
    return node


def _one_by_one(change: Callable[[Basic], Basic]) -> Callable[[Basic], Basic]:
    """Sums within sums are one node in SymPy: take the indices in turn, the innermost first."""

    def applied(node: Basic) -> Basic:
        if not isinstance(node, Sum):
            return node
        body = node.function
        for limit in node.limits:
            body = change(Sum(body, limit))
        return body

    return applied


def _split_sum(node: Basic) -> Basic:
    """Each term gets its own sum, with its number in front."""
    if not isinstance(node, Sum) or not isinstance(node.function, Add):
        return node
    parts = (term.as_coeff_Mul() for term in node.function.args)
    return Add(*(number * Sum(rest, *node.limits) for number, rest in parts))


def _pull_out(node: Basic) -> Basic:
    """Factors that do not depend on the index go before the sum."""
    if not isinstance(node, Sum):
        return node
    free, bound = node.function.as_independent(*node.variables, as_Add=False)
    return free * Sum(bound, *node.limits) if free != 1 else node


def _sum_of_delta(node: Basic) -> Basic:
    """sum_j f_j delta_ij = f_i."""
    if not isinstance(node, Sum) or not isinstance(node.function, Mul):
        return node
    j = node.variables[-1]
    for factor in node.function.args:
        if isinstance(factor, KroneckerDelta) and j in factor.args:
            (other,) = (arg for arg in factor.args if arg != j)
            rest = (node.function / factor).xreplace({j: other})
            return Sum(rest, *node.limits[:-1]) if node.limits[:-1] else rest
    return node


def _sum_as_dot(node: Basic) -> Basic:
    if not isinstance(node, Sum) or len(node.limits) > 1:
        return node
    factors = [f for f in Mul.make_args(node.function) for _ in range(int(f.exp) if isinstance(f, Pow) else 1)]
    entries = [f.base if isinstance(f, Pow) else f for f in factors]
    if len(entries) != 2 or not all(isinstance(f, Entry) and f.args[1] == node.variables[0] for f in entries):
        return node
    left, right = sorted((f.args[0] for f in entries), key=str)
    return Dot(left, right) if node.limits[0][1:] == (1, left.shape[0]) else node


def _sum_as_swapped_dot(node: Basic) -> Basic:
    """The factors of each term in the other order: sum_i v_i u_i is v . u."""
    found = _sum_as_dot(node)
    return Dot(*reversed(found.args)) if isinstance(found, Dot) else found


def _explicit(node: Basic) -> Basic:
    """A sum over a number of terms that is known."""
    if not isinstance(node, Sum) or not node.limits[0][2].is_Integer:
        return node
    i, low, high = node.limits[0]
    return Add(*(node.function.xreplace({i: S(k)}) for k in range(int(low), int(high) + 1)))


DOT_AS_SUM = everywhere("the definition of the dot product", _dot_as_sum)
ROW_TIMES_COLUMN = everywhere("the product of a row and a column", _row_times_column_as_sum)
ENTRY_BY_ENTRY = everywhere("sums and multiples are taken entry by entry", _entry_of_sum)
MATRIX_TIMES_COLUMN = everywhere("the product of a matrix and a column", _entry_of_product)
ROW_OF_MATRIX = everywhere("the sum is the dot product with a row", _sum_as_row)
SPLIT_SUM = everywhere("a sum of sums is split", _one_by_one(_split_sum))
PULL_OUT = everywhere("a factor without the index is taken out of the sum", _one_by_one(_pull_out))
SUM_OF_DELTA = everywhere("only the terms with equal indices are left", _one_by_one(_sum_of_delta))
SUM_AS_DOT = everywhere("the definition of the dot product, read backwards", _one_by_one(_sum_as_dot))
SUM_AS_SWAPPED_DOT = everywhere(
    "numbers may be multiplied in either order; the definition, read backwards", _one_by_one(_sum_as_swapped_dot)
)
WRITE_OUT = everywhere("the sum written out", _explicit)
OVER_ALL = everywhere("the index runs over all entries",
                      lambda node: SumOver(node.function, node.variables[0]) if isinstance(node, Sum) else node)


def write_with_dots(shown: int) -> Rule:
    """The sum written out: `shown` terms, dots, the last term."""
    return everywhere("the sum written out",
                      lambda node: Expanded(node, shown) if isinstance(node, Sum) else node)


# --- the dot product and the norm ---------------------------------------------------------------------------------


def _distributed(node: Basic) -> Basic:
    """Dot products of sums as sums of dot products, with the signs in front."""
    if not isinstance(node, Dot) or not any(isinstance(arg, MatAdd) for arg in node.args):
        return node
    return Add(*(_sign_out(Dot(a, b)) for a in terms(node.args[0]) for b in terms(node.args[1])))


def _sign_out(node: Dot) -> Expr:
    signs = [S.NegativeOne if coefficient(arg)[0].as_coeff_Mul()[0].is_negative else S.One for arg in node.args]
    return Mul(*signs) * Dot(*((sign * arg).doit() for sign, arg in zip(signs, node.args, strict=True)))


def _numbers_out(node: Basic) -> Basic:
    """(ta) . (sb) = ts (a . b)."""
    if not isinstance(node, Dot):
        return node
    (s, left), (t, right) = (coefficient(arg) for arg in node.args)
    return s * t * Dot(left, right) if s * t != 1 else node


def _with_zero(node: Basic) -> Basic:
    return S.Zero if isinstance(node, Dot) and any(arg.is_ZeroMatrix for arg in node.args) else node


def _gathered(node: Basic) -> Basic:
    """a . b - a . c = a . (b - c), when all terms have the first vector in common."""
    parts = [term.as_coeff_Mul() for term in node.args] if isinstance(node, Add) else []
    if not parts or not all(isinstance(rest, Dot) and rest.args[0] == parts[0][1].args[0] for _, rest in parts):
        return node
    return Dot(parts[0][1].args[0], MatAdd(*(number * rest.args[1] for number, rest in parts)).doit())


def _by_coordinates(node: Basic) -> Basic:
    """Dot products of combinations of a basis, with the sums and the coordinates in front."""
    if not isinstance(node, Dot) or not any(isinstance(arg, Combination) for arg in node.args):
        return node
    factor, vectors, limits = S.One, [], []
    for arg in node.args:
        if isinstance(arg, Combination):
            coordinates, basis, i = arg.args
            factor, arg = factor * Entry(coordinates, i), Row(basis, i)
            limits.append((i, 1, coordinates.shape[0]))
        vectors.append(arg)
    return Sum(factor * Dot(*vectors), *reversed(limits))


def _as_form(node: Basic) -> Basic:
    """sum_i sum_j a_i G_ij b_j = a^T G b."""
    if not isinstance(node, Sum) or len(node.limits) != 2 or not isinstance(node.function, Mul):
        return node
    entries = sorted((arg for arg in node.function.args if isinstance(arg, Entry)), key=lambda arg: -len(arg.args))
    if len(entries) != 3 or [len(arg.args) for arg in entries] != [3, 2, 2]:
        return node
    matrix, i, j = entries[0].args
    columns = {arg.args[1]: arg.args[0] for arg in entries[1:]}
    fits = set(columns) == {i, j} == set(node.variables)
    return node.function / Mul(*entries) * RowTimesColumn(columns[i], matrix, columns[j]) if fits else node


def _norm_as_dot(node: Basic) -> Basic:
    return Dot(node.base.args[0], node.base.args[0]) ** (node.exp / 2) if _is_squared_norm(node) else node


def _is_squared_norm(node: Basic) -> bool:
    return isinstance(node, Pow) and isinstance(node.base, Norm) and node.exp == 2


def _dot_as_norm(node: Basic) -> Basic:
    return Norm(node.args[0]) ** 2 if isinstance(node, Dot) and node.args[0] == node.args[1] else node


def _norm_of_multiple(node: Basic) -> Basic:
    """||ta|| = |t| ||a||."""
    if not isinstance(node, Norm):
        return node
    number, inner = coefficient(node.args[0])
    return Abs(number) * Norm(inner) if number != 1 else node


def _swapped(node: Basic) -> Basic:
    return Dot(*sorted(node.args, key=str)) if isinstance(node, Dot) else node


DISTRIBUTE = everywhere("the dot product is distributed over the sums", _distributed)
NUMBERS_OUT = everywhere("numbers are taken out of the dot product", _numbers_out)
SYMMETRY = everywhere("the dot product is symmetric", _swapped)
WITH_ZERO = everywhere("the dot product with the zero vector is 0", _with_zero)
GATHER = everywhere("the common factor is taken out of the sum", _gathered)
BY_COORDINATES = everywhere("the dot product is linear in each factor", _by_coordinates)
AS_FORM = everywhere("row times matrix times column", _as_form)
NORM_AS_DOT = everywhere("the squared norm is the dot product of the vector with itself", _norm_as_dot)
DOT_AS_NORM = everywhere("the dot product of a vector with itself is its squared norm", _dot_as_norm)
NORM_OF_MULTIPLE = everywhere("a factor leaves the norm as its absolute value", _norm_of_multiple)


DOT_AS_NORM_CANCELS = in_turn("the dot product of a vector with itself is its squared norm, and cancels", DOT_AS_NORM)
LINEAR = in_turn("the dot product is linear", DISTRIBUTE, NUMBERS_OUT)


def with_first(vector: Basic) -> Rule:
    """By symmetry one vector stands first in its dot products."""

    def change(node: Basic) -> Basic:
        return Dot(*reversed(node.args)) if isinstance(node, Dot) and node.args[1] == vector else node

    return everywhere(SYMMETRY.name, change)


# --- algebra of numbers -------------------------------------------------------------------------------------------


def _factored(node: Basic) -> Basic:
    return factor_terms(node) if isinstance(node, Add) and node.is_commutative else node


MULTIPLY_OUT = everywhere("the brackets are multiplied out", multiplied_out)
FACTOR_OUT = everywhere("the common factor is taken out", _factored)


# --- the step function --------------------------------------------------------------------------------------------


def _step_of_number(node: Basic) -> Basic:
    return S(int(bool(node.args[0] >= 0))) if isinstance(node, UnitStep) and node.args[0].is_Number else node


def _without_positive_factor(node: Basic) -> Basic:
    """H(cz) = H(z) for c > 0."""
    if not isinstance(node, UnitStep):
        return node
    kept = [factor for factor in Mul.make_args(node.args[0]) if not factor.is_positive]
    return UnitStep(Mul(*kept))


STEP_OF_NUMBER = everywhere("the value of the step", _step_of_number)
POSITIVE_FACTOR = everywhere("a positive factor does not change a sign", _without_positive_factor)
WRITTEN_OUT = in_turn("the dot product written out", DOT_AS_SUM, WRITE_OUT)


def _first_term_apart(node: Basic) -> Basic:
    """sum_{i=1}^{n+1} f_i = f_1 + sum_{i=1}^{n} f_{i+1}."""
    if not isinstance(node, Sum):
        return node
    i, low, high = node.limits[0]
    return node.function.xreplace({i: low}) + Sum(node.function.xreplace({i: i + 1}), (i, low, high - 1))


FIRST_TERM = everywhere("the first term apart, the others counted from 1", _first_term_apart)
