r"""Units of measure as words, 1 \text{km} = 1000 \text{m}: each is a multiple of the unit of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from mathnn.expression import Expr, Symbol
from mathnn.expression.build import multiply, number
from mathnn.expression.tree import substitute, symbols
from mathnn.notation import Notation
from mathnn.syntax.typefaces import face

# By the smallest unit of each kind, so that all factors are whole.
_KINDS: Mapping[str, Mapping[str, int]] = {
    "mm": {"mm": 1, "cm": 10, "m": 1000, "km": 10**6},
    "ms": {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000},
    "mg": {"mg": 1, "g": 1000, "kg": 10**6},
    "Hz": {"Hz": 1, "kHz": 10**3, "MHz": 10**6, "GHz": 10**9},
    "B": {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30},
}
_BASES = {unit: (base, factor) for base, units in _KINDS.items() for unit, factor in units.items()}


def units_of_one_kind(tree: Expr) -> tuple[Symbol, ...]:
    r"""The units, \text{km} or \mathrm{s}, beside which another of their kind stands; one alone may be any letter."""
    found = [each for each in symbols(tree) if each.name[0] == "\\" and each.sort.is_number and _is_unit(each.name)]
    if len(found) < 2:
        return ()
    kinds = Counter(_BASES[face(each.name)[1]][0] for each in found)
    return tuple(each for each in found if kinds[_BASES[face(each.name)[1]][0]] > 1)


def in_base_units(tree: Expr, notation: Notation) -> Expr:
    """The statement with units of one kind as multiples of the smallest; the same tree where no two are of one kind."""
    table: dict[Expr, Expr] = {}
    for each in units_of_one_kind(tree):
        word = face(each.name)[1]
        base, factor = _BASES[word]
        if factor > 1 and not notation.has_formula(each.name):
            table[each] = multiply(number(factor), Symbol(each.name.replace(f"{{{word}}}", f"{{{base}}}"), each.sort))
    return substitute(tree, table) if table else tree


def _is_unit(name: str) -> bool:
    style, word = face(name)
    return style in ("text", "mathrm", "operatorname") and word in _BASES


__all__ = ["in_base_units", "units_of_one_kind"]
