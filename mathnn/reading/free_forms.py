"""2 x_1 - x_2 <= 4, w^T x + b > 0: a condition on letters that may take any value, and nothing that is ever proved.

A form that is linear in each of its letters takes every value where they are free, so that no author claims a bound.
"""

from __future__ import annotations

from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Notation
from mathnn.reading.passed import links_of

_RELATIONS = frozenset(("equal", "less", "less_equal", "greater", "greater_equal"))


def bounds_free_letters(tree: Expr, notation: Notation) -> bool:
    """Does it set such forms against numbers, of letters of which nothing is known but what kind they are?"""
    letters = _letters(tree)
    about = {symbol.name for symbol in letters}
    if any((row := notation.find(name)) is not None and row.definition is not None for name in about):
        return False
    if any(about & {symbol.name for symbol in symbols(condition)} and not _is_constraint(condition)
           for condition in notation.assumptions):
        return False
    return bool(letters) and all(map(_is_bound, links_of(tree)))


def _is_bound(link: Expr) -> bool:
    if not isinstance(link, Call) or link.op not in _RELATIONS or len(link.args) != 2:
        return False
    forms = [side for side in link.args if _letters(side)]
    return len(forms) == 1 and bool(_free(forms[0]))


def _letters(tree: Expr) -> frozenset[Symbol]:
    return frozenset(symbol for symbol in symbols(tree) if symbol.name != r"\infty")


def _is_constraint(condition: Expr) -> bool:
    """Is it such a bound itself, on more than one letter?"""
    return all(_is_bound(link) and max(len(_free(side) or ()) for side in link.args) > 1 for link in links_of(condition)
               if isinstance(link, Call))


def _free(side: Expr) -> frozenset[Expr] | None:
    """The letters and entries that a form is linear in, each by itself; None for any other form."""
    if isinstance(side, Number):
        return frozenset()
    if isinstance(side, Symbol):
        return frozenset((side,)) if side.sort.kind == "number" else None
    if not isinstance(side, Call):
        return None
    if side.op == "entry" and isinstance(side.args[0], Symbol):
        return frozenset((side,))
    if side.op in ("negate", "transpose"):
        return _free(side.args[0])
    if side.op not in ("add", "multiply", "vector", "rows"):
        return None
    parts = [_free(arg) for arg in side.args]
    found: frozenset[Expr] = frozenset()
    for part in parts:
        if part is None or (side.op == "multiply" and found & part):
            return None  # x^T x is no linear form
        found |= part
    if side.op == "vector" and 0 < sum(map(bool, parts)) < len(parts):
        return None  # (x, 1) does not take every value
    return found if side.op != "add" or _differ(side.args) else None


def _differ(terms: tuple[Expr, ...]) -> bool:
    """Are no two terms of the same letters, which might cancel: x - x?"""
    found = [part for term in terms if (part := _free(term))]
    return len(set(found)) == len(found)


__all__ = ["bounds_free_letters"]
