"""The parts that worked examples share: given values, formulas with numbers put in, and what may not be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from mathnn.errors import UsageError
from mathnn.examples.numbers import Link, exact, result, root_result, rounded_entry, steps
from mathnn.examples.worked import Line, Value
from mathnn.expression.build import add, call, column, dot, entry, equal, multiply, norm, number, power
from mathnn.expression.sort import vector
from mathnn.expression.tree import Expr, Symbol, substitute
from mathnn.letters import named
from mathnn.notation import Name, Notation, notation

Column: TypeAlias = tuple[Fraction, ...]
Given: TypeAlias = Mapping[Symbol, Fraction | Column]


def column_in(values: Mapping[str, Value], name: str) -> Column:
    """The value of an input that is a column."""
    value = values[name]
    assert isinstance(value, tuple)
    return tuple(item for item in value if isinstance(item, Fraction))


def number_in(values: Mapping[str, Value], name: str) -> Fraction:
    """The value of an input that is one number."""
    value = values[name]
    assert isinstance(value, Fraction)
    return value


def nonzero(name: str, value: Column, why: str) -> None:
    """Raise UsageError for a zero vector, naming the input and the reason."""
    if not any(value):
        raise UsageError(f"{name} is a zero vector, and {why}; give {name} an entry that is not 0")


def several(name: str, value: Column, why: str) -> None:
    """Raise UsageError for a vector of one entry, which is printed like a number."""
    if len(value) == 1:
        raise UsageError(f"{name} has one entry, and {why}; give at least two entries, as in --set {name}=2,-1")


def written(value: Fraction | Column) -> Expr:
    """A value as a tree."""
    return column(*map(number, value)) if isinstance(value, tuple) else number(value)


def given(values: Given) -> tuple[Expr, ...]:
    """What is given: ``u = (2, -1)`` as equations."""
    return tuple(equal(_unsized(symbol, value), written(value)) for symbol, value in values.items())


def _unsized(symbol: Symbol, value: Fraction | Column) -> Symbol:
    return sized(symbol, len(value)) if isinstance(value, tuple) else symbol


def sized(symbol: Symbol, size: int) -> Symbol:
    """A vector of the book with as many entries as the values that it gets here."""
    return Symbol(symbol.name, vector(number(size)))


def notation_of(values: Given, *others: Name) -> Notation:
    """The table of an example: each given letter defined as its value, and what else its lines speak of."""
    rows = [
        Name(_unsized(symbol, value), named(symbol)[0].meaning, definition=written(value))
        for symbol, value in values.items()
    ]
    return notation(*rows, *others)


def put_in(formula: Expr, values: Given) -> Expr:
    """A formula with the given numbers in place of letters and entries."""
    table: dict[Expr, Expr] = {}
    for symbol, value in values.items():
        letter = _unsized(symbol, value)
        table[letter] = written(value)
        if isinstance(value, tuple):
            table |= {entry(letter, k): number(item) for k, item in enumerate(value, start=1)}
    return substitute(formula, table)


def products(a: Expr, b: Expr, size: int) -> Expr:
    """``a_1 b_1 + a_2 b_2 + ...`` written out."""
    return add(*(multiply(entry(a, k), entry(b, k)) for k in range(1, size + 1)))


def squares(a: Expr, size: int) -> Expr:
    """``a_1^2 + a_2^2 + ...`` written out."""
    return add(*(power(entry(a, k), 2) for k in range(1, size + 1)))


def calculation(left: Expr, formula: Expr, values: Given, ending: Sequence[Link]) -> Expr:
    """formula = numbers = result, in one chain."""
    return steps(left, ("equal", formula), ("equal", put_in(formula, values)), *ending)


def dot_line(text: str, a: Symbol, b: Symbol, values: Mapping[Symbol, Column]) -> Line:
    """The dot product of two given vectors, entry by entry."""
    left, right, size = values[a], values[b], len(values[a])
    a, b = sized(a, size), sized(b, size)
    formula, ending = products(a, b, size), result(inner(left, right))
    if is_short(left) and is_short(right):
        return Line(text, calculation(dot(a, b), formula, dict(values), ending))
    return Line(text, steps(dot(a, b), ("equal", formula), *ending))


def length_line(text: str, a: Symbol, value: Column) -> Line:
    """The length of a given vector."""
    letter, square = sized(a, len(value)), inner(value, value)
    formula = call("root", squares(letter, len(value)))
    ending = (("equal", call("root", number(square))), *root_result(square))
    return Line(text, calculation(norm(letter), formula, {a: value}, ending))


def inner(a: Column, b: Column) -> Fraction:
    """The exact dot product."""
    return sum((s * t for s, t in zip(a, b, strict=True)), Fraction(0))


def is_short(value: Column) -> bool:
    """Do the entries fit into a longer formula, as decimals or fractions of a few digits?"""
    return all(max(abs(item.numerator), item.denominator) < 10**7 for item in value)


def column_result(value: Column) -> tuple[Link, ...]:
    """How a line ends in a column: in full when every entry is short, else each entry to six digits."""
    if all(exact(item) is not None for item in value):
        return (("equal", written(value)),)
    return (("approximately", column(*map(rounded_entry, value))),)
