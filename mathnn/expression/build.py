"""Trees made by hand: one function an operator, sorts worked out, numbers and signs in their one written form."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from mathnn.expression.operators import BINDERS, sort_of
from mathnn.expression.sort import INTEGER, NUMBER, SET, TRUTH, Sort
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol

Like = Expr | int | Fraction | Decimal | str


def number(value: int | Fraction | Decimal | str) -> Expr:
    """A number as it is written on paper: 3, 0.50 (give a string to keep the digits), -2, 1/3.

    A negative number becomes `negate`, a fraction without a finite decimal `divide`.
    """
    exact = Fraction(value)
    if exact < 0:
        return Call("negate", (number(-exact if not isinstance(value, str) else value.lstrip("-")),))
    written = value if isinstance(value, str) and "/" not in value else _decimal(exact)
    if written is None:
        return Call("divide", (number(exact.numerator), number(exact.denominator)))
    return Number(exact, written)


def _decimal(value: Fraction) -> str | None:
    """The finite decimal of a fraction, or None."""
    if value.denominator == 1:
        return str(value.numerator)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def tree(value: Like) -> Expr:
    """A tree as it is, or the number that stands for a Python number."""
    if isinstance(value, Call | Symbol | Number | Bind):
        return value
    return _whole(value) if type(value) is int else number(value)


@lru_cache(maxsize=256)
def _whole(value: int) -> Expr:
    return number(value)


def call(op: str, *args: Like) -> Call:
    """Any operator of the table by its name. Raises SortError when the arguments do not fit."""
    trees = tuple([tree(arg) for arg in args])
    return Call(op, trees, sort_of(op, tuple([t.sort for t in trees])))


def add(*terms: Like) -> Expr:
    """A sum in the order given; sums inside are opened, one term stands alone, none is 0."""
    flat = [t for term in terms for t in _opened("add", tree(term))]
    return _joined("add", flat) if len(flat) > 1 else flat[0] if flat else number(0)


def multiply(*factors: Like) -> Expr:
    """A product in the order given; products inside are opened, one factor stands alone, none is 1."""
    flat = [f for factor in factors for f in _opened("multiply", tree(factor))]
    return _joined("multiply", flat) if len(flat) > 1 else flat[0] if flat else number(1)


def _joined(op: str, parts: list[Expr]) -> Call:
    """A sum or product of these parts; mostly they are all numbers, and so is it."""
    sorts = tuple([part.sort for part in parts])
    return Call(op, tuple(parts), NUMBER if sorts.count(NUMBER) == len(sorts) else sort_of(op, sorts))


def _opened(op: str, part: Expr) -> tuple[Expr, ...]:
    return part.args if isinstance(part, Call) and part.op == op else (part,)


def negate(x: Like) -> Expr:
    """-x; of a negation its inside."""
    inner = tree(x)
    return inner.args[0] if isinstance(inner, Call) and inner.op == "negate" else call("negate", inner)


def subtract(a: Like, b: Like) -> Expr:
    """a - b, which is the sum of a and -b."""
    return add(a, negate(b))


def divide(a: Like, b: Like) -> Expr:
    """The fraction a/b."""
    return call("divide", a, b)


def power(base: Like, exponent: Like) -> Expr:
    """base to the exponent."""
    return call("power", base, exponent)


def dot(a: Like, b: Like) -> Expr:
    """The dot product of two columns."""
    return call("dot", a, b)


def norm(x: Like) -> Expr:
    """The Euclidean length."""
    return call("norm", x)


def transpose(x: Like) -> Expr:
    """Rows become columns."""
    return call("transpose", x)


def entry(x: Like, *indices: Like) -> Expr:
    """The entry of a vector or matrix at these indices, counted from 1."""
    return call("entry", x, *indices)


def equal(*sides: Like) -> Expr:
    """a = b, or the chain a = b = c. The sides must have one shape."""
    return chain("equal", *sides)


def chain(relation: str, *sides: Like) -> Expr:
    """Neighbouring sides related by one relation; two sides give a plain relation."""
    links = [call(relation, a, b) for a, b in pairwise(sides)]
    return links[0] if len(links) == 1 else call("chain", *links)


def bind(op: str, index: Symbol, body: Like, lower: Like | None = None, upper: Like | None = None,
         where: Expr | None = None) -> Bind:
    """An operator that binds an index: ``bind("sum", i, entry(x, i), 1, n)``. Raises KeyError for no such binder."""
    if op not in BINDERS:
        raise KeyError(op)
    inner = tree(body)
    sort = {"forall": TRUTH, "exists": TRUTH, "set": SET, "argmax": INTEGER, "argmin": INTEGER}.get(op)
    low, high = (None if bound is None else tree(bound) for bound in (lower, upper))
    return Bind(op, index, inner, low, high, where, sort or Sort("number", inner.sort.shape))


def total(index: Symbol, body: Like, lower: Like | None = None, upper: Like | None = None) -> Bind:
    """The sum over an index; without bounds over all its values."""
    return bind("sum", index, body, lower, upper)


def column(*entries: Like) -> Expr:
    """A column by its entries."""
    return call("vector", *entries)


def index(name: str) -> Symbol:
    """A symbol that counts: i, j, n."""
    return Symbol(name, INTEGER)


def scalar(name: str) -> Symbol:
    """A symbol for one real number."""
    return Symbol(name, NUMBER)
