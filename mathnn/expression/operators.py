"""The table of operators: how many arguments each takes, and the sort of its value.

One row an operator. Writers, evaluators and provers keep tables with the same keys, so a new operator is a row in each.
A rule gets the sorts of the arguments and `same`, which says that two dimensions are equal (and may raise SortError):
structural equality here, unification when a text's sorts are inferred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from mathnn.errors import SortError
from mathnn.expression.sort import INTEGER, NUMBER, SET, TRUTH, Dimension, Sort
from mathnn.expression.tree import Call, Number

Same: TypeAlias = Callable[[Dimension, Dimension], None]
Rule: TypeAlias = Callable[[tuple[Sort, ...], Same], Sort]
MANY = 10**9
ONE = Number(Fraction(1), "1")


def structurally(a: Dimension, b: Dimension) -> None:
    """Two dimensions agree when they are the same tree."""
    if a != b:
        raise SortError(f"a dimension is {spell(a)} on one side and {spell(b)} on the other")


def spell(dimension: Dimension) -> str:
    """A dimension in a message: short and exact."""
    written = getattr(dimension, "written", None) or getattr(dimension, "name", None)
    if written:
        return str(written)
    inner = " ".join(spell(arg) for arg in getattr(dimension, "args", ()))
    return f"({getattr(dimension, 'op', '?')} {inner})"


def describe(sort: Sort) -> str:
    """A sort in words: ``a number``, ``a column of n numbers``, ``a matrix of shape m x n``."""
    if sort.is_vector:
        return f"a column of {spell(sort.shape[0])} numbers"
    if sort.is_matrix:
        return f"a matrix of shape {spell(sort.shape[0])} x {spell(sort.shape[1])}"
    if sort.shape:
        return "a tensor of shape " + " x ".join(map(spell, sort.shape))
    return {"number": "a number", "integer": "an integer"}.get(sort.kind, f"a {sort.kind}")


def _agree(a: Sort, b: Sort, same: Same) -> None:
    if len(a.shape) != len(b.shape):
        raise SortError(f"{describe(a)} cannot be combined with {describe(b)}")
    for m, n in zip(a.shape, b.shape, strict=True):
        same(m, n)


def _alike(sorts: tuple[Sort, ...], same: Same) -> Sort:
    """All arguments have one shape, and the value has it too."""
    for other in sorts[1:]:
        _agree(sorts[0], other, same)
    return sorts[0] if all(s.kind == "integer" for s in sorts) else Sort("number", sorts[0].shape)


def _product(sorts: tuple[Sort, ...], same: Same) -> Sort:
    """Numbers scale; matrices multiply from left to right, a column as a matrix of one column."""
    shape: tuple[Dimension, ...] = ()
    for sort in sorts:
        shape = _times(shape, sort.shape, same)
    kind = "integer" if all(s.kind == "integer" for s in sorts) else "number"
    return Sort(kind, shape)


def _times(left: tuple[Dimension, ...], right: tuple[Dimension, ...], same: Same) -> tuple[Dimension, ...]:
    if not left or not right:
        return left or right
    if len(left) == 1:  # a column times a row is an outer product
        if len(right) == 2 and is_one(right[0]):
            return (left[0], right[1])
        raise SortError(f"a column of {spell(left[0])} numbers stands left of a factor that is not a row")
    same(left[-1], right[0])
    return normal((*left[:-1], *right[1:]))


def is_one(dimension: Dimension) -> bool:
    """Is this dimension the number 1?"""
    return getattr(dimension, "written", None) == "1"


def normal(shape: tuple[Dimension, ...]) -> tuple[Dimension, ...]:
    """A shape in the form that sorts use: one row and one column is a number, one column is a vector."""
    if len(shape) == 2 and is_one(shape[1]):
        shape = shape[:1]
    return () if len(shape) == 1 and is_one(shape[0]) else shape


def _to_number(_sorts: tuple[Sort, ...], _same: Same) -> Sort:
    return NUMBER


def _to_truth(_sorts: tuple[Sort, ...], _same: Same) -> Sort:
    return TRUTH


def _first(sorts: tuple[Sort, ...], _same: Same) -> Sort:
    return Sort("number", sorts[0].shape)


def _dot(sorts: tuple[Sort, ...], same: Same) -> Sort:
    _agree(sorts[0], sorts[1], same)
    if not sorts[0].shape:
        raise SortError("the dot product is of two vectors, not of numbers")
    return NUMBER


def _related(sorts: tuple[Sort, ...], same: Same) -> Sort:
    if sorts[0].kind in ("number", "integer") and sorts[1].kind in ("number", "integer"):
        _agree(sorts[0], sorts[1], same)
    return TRUTH


def _scaled(sorts: tuple[Sort, ...], same: Same) -> Sort:
    """A quotient: by a number, or entry by entry by something of the same shape."""
    if sorts[1].shape:
        _agree(sorts[0], sorts[1], same)
    return Sort("number", sorts[0].shape)


def _power(sorts: tuple[Sort, ...], same: Same) -> Sort:
    if sorts[0].is_matrix:
        same(*sorts[0].shape)
    return Sort("integer" if all(s.kind == "integer" for s in sorts) else "number", sorts[0].shape)


def _transpose(sorts: tuple[Sort, ...], _same: Same) -> Sort:
    shape = sorts[0].shape
    if len(shape) == 1:
        return Sort("number", (ONE, shape[0]))
    return Sort("number", normal(tuple(reversed(shape))))


def _square(sorts: tuple[Sort, ...], same: Same) -> Sort:
    if sorts[0].shape:
        if not sorts[0].is_matrix:
            raise SortError(f"a square matrix is asked for, this is {describe(sorts[0])}")
        same(*sorts[0].shape)
    return sorts[0]


def _square_to_number(sorts: tuple[Sort, ...], same: Same) -> Sort:
    _square(sorts, same)
    return NUMBER


def _outer(sorts: tuple[Sort, ...], _same: Same) -> Sort:
    return Sort("number", (*sorts[0].shape, *sorts[1].shape))


def _diag(sorts: tuple[Sort, ...], _same: Same) -> Sort:
    shape = sorts[0].shape
    if not shape:
        raise SortError("a diagonal matrix is made of a vector, not of a number")
    return Sort("number", (shape[0], shape[0]) if len(shape) == 1 else shape[:1])


def _kronecker(sorts: tuple[Sort, ...], _same: Same) -> Sort:
    if not sorts[0].shape or not sorts[1].shape:
        raise SortError("the Kronecker product is of matrices, not of numbers")
    (a, b) = (s.shape if len(s.shape) == 2 else (*s.shape, ONE) for s in sorts)
    return Sort("number", normal((_area(a[0], b[0]), _area(a[1], b[1]))))


def _vec(sorts: tuple[Sort, ...], _same: Same) -> Sort:
    shape = sorts[0].shape
    return Sort("number", (_area(shape[1], shape[0]),)) if len(shape) == 2 else sorts[0]


def _area(m: Dimension, n: Dimension) -> Dimension:
    if is_one(m) or is_one(n):
        return n if is_one(m) else m
    return Call("multiply", (m, n), INTEGER)


def _entry(sorts: tuple[Sort, ...], _same: Same) -> Sort:
    taken, shape = len(sorts) - 1, sorts[0].shape
    if taken > len(shape):
        raise SortError(f"{describe(sorts[0])} has no {taken} indices")
    return Sort(sorts[0].kind, shape[taken:])


def _column(sorts: tuple[Sort, ...], same: Same) -> Sort:
    for sort in sorts:
        _agree(sorts[0], sort, same)
    return Sort("number", (Number(Fraction(len(sorts)), str(len(sorts))), *sorts[0].shape))


def _value(sorts: tuple[Sort, ...], same: Same) -> Sort:
    """Application: arguments as declared; a function of one number goes entry by entry over a vector or matrix."""
    head, *given = sorts
    if head.kind != "function" or head.value is None:
        raise SortError(f"{describe(head)} is used as a function")
    if len(given) == 1 and head.domain == (NUMBER,) and given[0].shape and not head.value.shape:
        return Sort("number", given[0].shape)
    for wanted, found in zip(head.domain, given, strict=False):
        _agree(wanted, found, same)
    return head.value


def _derivative(sorts: tuple[Sort, ...], _same: Same) -> Sort:
    """A number by anything has the shape of what it is taken by; a vector by a vector is a Jacobian."""
    y, x = sorts[0], sorts[1]
    return Sort("number", (*y.shape, *x.shape))


def _hessian(sorts: tuple[Sort, ...], _same: Same) -> Sort:
    return Sort("number", (*sorts[1].shape, *sorts[1].shape))


def _cases(sorts: tuple[Sort, ...], same: Same) -> Sort:
    values = [s for s in sorts if s.kind != "truth"]
    if not values:
        raise SortError("cases without a value")
    return _alike(tuple(values), same)


@dataclass(frozen=True, slots=True)
class Operator:
    """One row: the least and the greatest number of arguments, and the rule for the sort."""

    least: int
    most: int
    rule: Rule


def _rows(rule: Rule, least: int, most: int, names: str) -> dict[str, Operator]:
    return {name: Operator(least, most, rule) for name in names.split()}


ELEMENTWISE = (
    "exp log log2 log10 sin cos tan arcsin arccos arctan sinh cosh tanh sigmoid relu softplus sign step erf floor ceil"
)
RELATIONS = (
    "equal unequal less less_equal greater greater_equal approximately proportional identical define assign tends "
    "much_less much_greater"
)

OPERATORS: dict[str, Operator] = {
    # arithmetic; `multiply` is the product of numbers and of matrices, in the order written
    **_rows(_alike, 1, MANY, "add"),
    **_rows(_alike, 1, 1, "negate"),
    **_rows(_alike, 1, 1, "plus_minus minus_plus"),  # two statements in one: all upper signs, and all lower ones
    **_rows(_product, 1, MANY, "multiply"),
    **_rows(_scaled, 2, 2, "divide"),
    **_rows(_power, 2, 2, "power"),
    **_rows(_first, 1, 2, "root"),  # root(x) is the square root, root(x, k) the k-th
    **_rows(_first, 1, 1, "abs factorial softmax parallel"),
    **_rows(_to_number, 2, 2, "binomial"),
    **_rows(_first, 1, 2, "expanded"),  # a sum written out, a_1 + ... + a_n; expanded(sum, k) shows k terms first
    # functions of one number; of a vector or matrix they go entry by entry
    **_rows(_first, 1, 1, ELEMENTWISE),
    **_rows(_alike, 1, MANY, "max min"),  # max(0, z); the greatest entry of a vector is `greatest`
    **_rows(_to_number, 1, 1, "greatest least argmax argmin mean"),
    **_rows(_value, 2, MANY, "apply"),  # apply(f, x): a symbol that is a function
    **_rows(lambda sorts, same: sorts[0], 1, 2, "prime"),  # prime(f) is f', prime(f, k) its k-th derivative
    # vectors and matrices
    **_rows(_dot, 2, 2, "dot"),
    **_rows(_alike, 2, MANY, "hadamard"),
    **_rows(_alike, 2, 2, "cross"),
    **_rows(_outer, 2, 2, "outer"),
    **_rows(_kronecker, 2, 2, "kronecker"),
    **_rows(_transpose, 1, 1, "transpose"),
    **_rows(_transpose, 1, 2, "pseudoinverse"),  # pseudoinverse(A) is A^+, pseudoinverse(A, DAGGER) its other form
    **_rows(_square, 1, 1, "inverse"),
    **_rows(_square_to_number, 1, 1, "trace det"),
    **_rows(_to_number, 1, 1, "rank"),
    **_rows(_to_number, 1, 2, "norm"),  # norm(x) is Euclidean (Frobenius for a matrix), norm(x, p) the p-norm
    **_rows(_to_number, 2, 2, "operator_norm"),  # the greatest |Ax|_p of all |x|_p = 1
    **_rows(_to_number, 1, 1, "largest_eigenvalue smallest_eigenvalue"),  # of a symmetric matrix
    **_rows(_to_number, 1, 1, "largest_singular_value smallest_singular_value"),
    **_rows(_diag, 1, 1, "diag"),
    **_rows(_vec, 1, 1, "vec"),
    **_rows(_dot, 2, 2, "angle"),
    **_rows(_entry, 2, 6, "entry"),  # entry(w, i), entry(W, i, j); entry(W, i) is row i; tensors have more indices
    **_rows(_first, 2, 2, "layer"),  # layer(W, l) is W^{(l)}: one member of a family of like names
    **_rows(_column, 1, MANY, "vector"),  # a column by its entries
    **_rows(_column, 1, MANY, "rows"),  # a matrix by its rows, each a vector
    # derivatives: Jacobian entry i, j is d output_i / d input_j; a gradient has the shape of what it is taken by
    **_rows(_derivative, 2, 3, "derivative partial"),
    **_rows(lambda sorts, same: sorts[0], 3, 3, "at"),  # at(f(x), x, a) is f(x) where x is a
    **_rows(_derivative, 2, 2, "gradient jacobian"),
    **_rows(_hessian, 2, 2, "hessian"),
    # by cases: value, condition, value, condition, ..., value otherwise
    **_rows(_cases, 2, MANY, "cases"),
    **_rows(_to_number, 1, 1, "indicator"),
    **_rows(_to_number, 2, 2, "delta"),
    # truth
    **_rows(_related, 2, 2, RELATIONS),
    **_rows(_to_truth, 2, 2, "member subset"),
    **_rows(_to_truth, 1, MANY, "chain and or not implies iff"),
    # sets
    **_rows(lambda sorts, same: SET, 0, MANY, "reals integers naturals finite_set interval union intersection"),
    **_rows(lambda sorts, same: SET, 2, 2, "span"),  # {1, ..., n}
}

DERIVATIVES = frozenset(("derivative", "partial", "gradient", "jacobian", "hessian"))
BINDERS = frozenset(
    ("sum", "product", "max", "min", "argmax", "argmin", "mean", "expectation", "integral", "limit", "forall", "exists",
     "set", "union", "intersection")
)


_NUMERIC = frozenset((_alike, _product, _scaled, _power, _first, _to_number))  # of numbers they make a number


def sort_of(op: str, sorts: tuple[Sort, ...], same: Same = structurally) -> Sort:
    """The sort of an operator's value. Raises SortError for arguments that do not fit, KeyError for an unknown one."""
    row = OPERATORS[op]
    if not row.least <= len(sorts) <= row.most:
        raise SortError(f"{op} takes {row.least} to {row.most} arguments, not {len(sorts)}")
    if row.rule in _NUMERIC:
        for sort in sorts:
            if sort is not NUMBER:
                break
        else:
            return NUMBER
    return row.rule(sorts, same)
