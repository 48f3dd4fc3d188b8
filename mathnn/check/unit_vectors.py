"""The unit vectors e_1, ..., e_n along the axes: columns of the identity, where the letter means nothing else."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from fractions import Fraction

from mathnn.expression import Call, Expr, Number, Sort, Symbol
from mathnn.expression.tree import Bind, rebuild, symbols
from mathnn.syntax.typefaces import face

_NUMBERED = re.compile(r"(.+?)_\{?(\d+)\}?")
_IDENTITY = r"\mathbf{I}"


def letters(tree: Expr) -> list[str]:
    """The letters whose members or numbered names are columns here."""
    return sorted({base for symbol in symbols(tree) if (base := _base(symbol)) is not None})


def is_customary(letter: str) -> bool:
    """Is it an e, in any face and with or without a hat?"""
    inner = re.sub(r"\\(?:hat|widehat)\{(.+)\}", r"\1", letter)
    return face(inner)[1] == "e"


def with_columns(tree: Expr, names: AbstractSet[str]) -> Expr:
    """The tree in which these unit vectors are columns of the identity matrix of their size."""
    made = rebuild(tree, lambda part: with_columns(part, names)) if isinstance(tree, Call | Bind) else tree
    if isinstance(made, Symbol) and (found := _NUMBERED.fullmatch(made.name)) is not None and made.sort.is_vector and (
            found[1] in names):
        return _column(made.sort, Number(Fraction(found[2]), found[2]))
    if isinstance(made, Call) and made.op == "layer" and isinstance(made.args[0], Symbol) and made.sort.is_vector and (
            made.args[0].name in names):
        return _column(made.sort, made.args[1])
    return made


def _column(sort: Sort, place: Expr) -> Expr:
    """Row and column of the identity are the same."""
    whole = Symbol(_IDENTITY, Sort("number", (*sort.shape, *sort.shape)))
    return Call("entry", (whole, place), sort)


def _base(symbol: Symbol) -> str | None:
    """The letter of a family of columns, or of one column with a number."""
    if symbol.sort.kind == "family":
        value = symbol.sort.value
        return symbol.name if value is not None and len(value.shape) == 1 else None
    found = _NUMBERED.fullmatch(symbol.name)
    return found[1] if found is not None and symbol.sort.is_vector else None


__all__ = ["is_customary", "letters", "with_columns"]
