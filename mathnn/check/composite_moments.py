r"""\mu_{aX+b} and \sigma_{X+Y}: the mean and the standard deviation of the formula below the letter."""

from __future__ import annotations

import re
from functools import lru_cache

from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import NUMBER
from mathnn.expression.tree import Call, Expr, Symbol, substitute, symbols
from mathnn.notation import Notation
from mathnn.syntax.read import read

_COMPOSITE = re.compile(r"(\\mu|\\sigma)_\{((?=[^{}]*[A-Z])(?=[^{}]*[-+]|[^{}]*[a-z0-9]\s*[A-Z])[^{}]*)\}")
_SIMPLE = re.compile(r"(\\mu|\\sigma)_\{?([A-Z])\}?")
_STATISTIC = {r"\mu": Symbol(r"\mathbb{E}"), r"\sigma": Symbol(r"\operatorname{Std}")}


def is_composite(name: str) -> bool:
    """Is there a formula of random variables below the letter?"""
    return name[:1] == "\\" and _COMPOSITE.fullmatch(name) is not None


def with_moments(tree: Expr, notation: Notation) -> Expr:
    """The tree with E[aX + b] for such a mean, and Std for such a deviation; also of a variable that has a formula."""
    table: dict[Expr, Expr] = {}
    for symbol in symbols(tree):
        is_moment = is_composite(symbol.name) or _has_formula(symbol, notation)
        if is_moment and (moment := _moment(symbol.name)) is not None:
            table[symbol] = moment
    return substitute(tree, table) if table else tree


def _has_formula(symbol: Symbol, notation: Notation) -> bool:
    r"""\sigma_Y, where the text said that Y = aX + b."""
    found = _SIMPLE.fullmatch(symbol.name)
    row = notation.names.get(found[2]) if found is not None else None
    return row is not None and row.definition is not None and not row.parameters


@lru_cache(maxsize=256)
def _moment(name: str) -> Expr | None:
    found = _COMPOSITE.fullmatch(name) or _SIMPLE.fullmatch(name)
    assert found is not None
    try:
        below = read(found[2]).tree
    except (ReadError, SortError, *FAILURES):
        return None
    return Call("apply", (_STATISTIC[found[1]], below), NUMBER) if not below.sort.shape else None


__all__ = ["is_composite", "with_moments"]
