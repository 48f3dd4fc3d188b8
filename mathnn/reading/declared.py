"""What was declared: here, otherwise than a reading takes it, of which size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mathnn.expression import Expr, Symbol
from mathnn.expression.tree import operators, symbols
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.reading.said import ALWAYS


def is_size_of_ours(known: Known, size: Symbol) -> bool:
    """Is a size only inferred? The text declares nothing with it, nor writes its letter in a formula."""
    return not any(
        (said.declared and size in said.name.symbol.sort.shape)
        or (said.name.definition is not None and size in symbols(said.name.definition))
        for said in known.names.values())


def declared_here(known: Known, names: Iterable[str]) -> bool:
    """Were all of these declared in this section, or for the whole document?"""
    return all((said := known.names.get(name)) is not None and said.declared
               and said.section in (known.section, ALWAYS) for name in names)


def denied_by(known: Known, tree: Expr) -> bool:
    """Does a reading take a name for something else than what it was declared as here?"""
    for symbol in symbols(tree):
        said = known.names.get(symbol.name)
        if said is None or not said.declared or said.section not in (known.section, ALWAYS):
            continue
        sort = said.name.symbol.sort
        if sort.kind in _VALUES and symbol.sort.kind in _VALUES and len(sort.shape) != len(symbol.sort.shape):
            return True
    return False


def has_other_sizes(tree: Expr, known: Known) -> bool:
    """Does a reading take a matrix for square, to invert it, that this section declares with two sizes?"""
    if operators(tree).isdisjoint(_OF_SQUARES):
        return False
    for symbol in symbols(tree):
        said = known.names.get(symbol.name)
        if said is None or not said.declared or said.section not in (known.section, ALWAYS):
            continue
        own, read = said.name.symbol.sort.shape, symbol.sort.shape
        if len(own) == len(read) == 2 and own[0] != own[1] and read[0] == read[1]:
            return True
    return False


def matrices_taken_for_numbers(known: Known, inferred: Mapping[str, Name]) -> tuple[str, ...]:
    """Capitals that a reading takes for numbers, and that were declared as matrices in this section or another.

    So are letters that the words of this section call vectors or matrices, and capitals that those of another do.
    """
    ranks = known.here.ranks

    def is_matrix_elsewhere(name: str) -> bool:
        said = known.names.get(name)
        return name.isupper() and (known.ranked.get(name) == 2 if said is None or not said.declared else
                                   said.name.symbol.sort.is_matrix)

    return tuple(name for name, row in inferred.items()
                 if row.symbol.sort.is_number and (ranks.get(name) or is_matrix_elsewhere(name)))


_VALUES = ("number", "integer")
_OF_SQUARES = frozenset(("inverse", "det", "trace"))
