"""The order of terms and factors, as a mathematician writes them: w_1 x_1 + w_2 x_2 + b, 2 a . b, x - t w.

SymPy sorts for its own ends. Here terms of a higher degree come first, then those of fewer factors, then by letters;
a sum does not begin with a minus where it can begin without; numbers stand before letters, brackets after them,
functions and sums last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Abs, Add, Basic, KroneckerDelta, MatAdd, MatMul, MatrixExpr, MatrixSymbol, Mul, Pow, Sum, Symbol

from mathnn.notation import plain
from mathnn.theory.vector_algebra import Dot, Entry, Expanded, Norm, Row, RowTimesColumn

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """What a line asks for besides the rules: letters that go `first`, in that order; factors `beside` a fraction."""

    first: tuple[Basic, ...] = ()
    beside: tuple[Basic, ...] = ()


PLAIN = Style()


def ordered_terms(terms: tuple[Basic, ...], style: Style = PLAIN) -> list[Basic]:
    """The terms of a sum in the order of writing."""
    found = sorted(terms, key=lambda term: _term_key(term, style))
    start = next((k for k, term in enumerate(found) if not is_negative(term)), 0)
    return [found[start], *found[:start], *found[start + 1:]]


def ordered_factors(factors: list[Basic], style: Style = PLAIN) -> list[Basic]:
    """The factors of a product in the order of writing; entries of one letter go by their index: a_i b_i a_j b_j."""
    letters = [name for factor in factors if isinstance(_base(factor), Entry) for name in _letters(factor, style)[:1]]
    by_index = len(set(letters)) < len(letters)
    return sorted(factors, key=lambda factor: _factor_key(factor, style, by_index))


def is_negative(term: Basic) -> bool:
    """Is the term written with a minus?"""
    number = term.as_coeff_mmul()[0] if isinstance(term, MatMul) else term
    return bool(number.as_coeff_Mul()[0].is_negative)


def degree(expression: Basic) -> Any:
    """How many letters are multiplied in a term; functions count as numbers, a denominator counts against."""
    if isinstance(expression, Symbol | MatrixSymbol | Row):
        return 1
    if isinstance(expression, Mul | MatMul | Dot | RowTimesColumn):
        return sum(map(degree, expression.args))
    if isinstance(expression, Add | MatAdd):
        return max(map(degree, expression.args))
    if isinstance(expression, Pow):
        return degree(expression.base) * expression.exp if expression.exp.is_Rational else 0
    if isinstance(expression, Entry | Norm | Abs | Sum | Expanded):
        return degree(expression.args[0])
    return 0


def _term_key(term: Basic, style: Style) -> Key:
    factors = [f for f in (term.args if isinstance(term, Mul | MatMul) else (term,)) if not f.is_Number]
    constant = isinstance(term.as_coeff_Mul()[1], Symbol) if not isinstance(term, MatrixExpr) else False
    asked = next((k for k, letter in enumerate(style.first) if term.has(letter)), len(style.first))
    return (asked, -degree(term), len(factors), constant, _letters(term, style))


def _factor_key(factor: Basic, style: Style, by_index: bool) -> Key:
    letters = _letters(factor, style)
    if isinstance(_base(factor), Entry) and by_index:
        letters = (*letters[1:], letters[0])
    return (_group(_base(factor)), degree(factor) if factor.is_Add else 0, letters)


_GROUPS: tuple[tuple[tuple[type, ...], int], ...] = (
    ((Symbol,), 1), ((Norm, Abs), 2), ((Entry,), 3), ((Add,), 4), ((Dot, RowTimesColumn, KroneckerDelta), 5),
    ((Sum, Expanded), 7), ((MatrixExpr,), 8),
)


def _group(factor: Basic) -> int:
    """Where a kind of factor stands: numbers, letters, lengths, entries, brackets, dot products, functions, sums."""
    if factor.is_Number:
        return 0
    return next((rank for kinds, rank in _GROUPS if isinstance(factor, kinds)), 6)


def _base(factor: Basic) -> Basic:
    return factor.base if isinstance(factor, Pow) else factor


def _letters(expression: Basic, style: Style) -> tuple[Key, ...]:
    """The letters of an expression with their ranks, indices after the letter that they belong to."""
    if isinstance(expression, Symbol | MatrixSymbol):
        return (_rank(expression, style),)
    if isinstance(expression, Entry | Row):
        return (*_letters(expression.args[0], style), *((9, "", str(part)) for part in expression.args[1:]))
    found = [_letters(arg, style) for arg in expression.args]
    return tuple(sorted(key for keys in found for key in keys))


def _rank(letter: Basic, style: Style) -> Key:
    if letter in style.first:
        return (style.first.index(letter) - len(style.first), "", "")
    name = plain(letter.name)
    return (0, name.lower(), name)
