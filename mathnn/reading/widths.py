"""Widths of layers that were given two letters: z^{(l)} got m_l numbers, a^{(l)} got n_l, and now a = sigma(z).

A letter for the width of a layer that nobody declared is ours. Two of them that meet at one layer are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from mathnn.documents.document import Macro
from mathnn.errors import SortError
from mathnn.expression import Call, Expr, Sort, Symbol
from mathnn.expression.tree import operators, walk
from mathnn.notation import Name, Notation
from mathnn.reading.declared import is_size_of_ours
from mathnn.reading.known import Known
from mathnn.syntax.read import Reading, read
from mathnn.syntax.resized import resized, resized_row

_MOST = 4  # letters that are merged for one statement


def read_in_one_width(latex: str, notation: Notation, macros: Mapping[str, Macro], known: Known, *,
                      is_given: bool, ranks: Mapping[str, int] | None = None) -> Reading:
    """The reading, with the letters for widths merged that it needs to be one; `known` keeps that of what is given.

    Raises SortError where the widths that clash are not those of one layer, or the text declared both.
    """
    merged: list[tuple[Symbol, Symbol]] = []
    uses = known.here.shown
    while True:
        try:
            reading = read(latex, notation, macros, uses, ranks)
        except SortError as clash:
            if uses is not known.here.layers:
                uses = known.here.layers  # x_i of this formula may be an entry
                continue
            pair = _pair(clash.sizes or (), known) or _pair_of_ours(
                clash.sizes or (), known) if len(merged) < _MOST else None
            if pair is None or pair in merged:
                raise
            merged.append(pair)
            notation = _merged(notation, *pair)
            continue
        pair = _by_index(reading.tree, known) if len(merged) < _MOST else None
        if pair is not None and pair not in merged:
            merged.append(pair)
            notation = _merged(notation, *pair)
            continue
        for goes, stays in merged if is_given else ():
            known.resize(_table((said.name for said in known.names.values()), goes, stays))
        return reading


def _by_index(tree: Expr, known: Known) -> tuple[Symbol, Symbol] | None:
    """Such letters for the widths that one index runs over, j of a^l_j = sigma(z^l_j)."""
    if "layer" not in operators(tree) or "entry" not in operators(tree):
        return None
    widths: dict[Expr, list[Expr]] = {}
    for node in walk(tree):
        if isinstance(node, Call) and node.op == "entry":
            for index, size in zip(node.args[1:], node.args[0].sort.shape, strict=False):
                widths.setdefault(index, []).append(size)
    pairs = (pair for sizes in widths.values() for pair in combinations(dict.fromkeys(sizes), 2))
    return next((found for pair in pairs if (found := _pair(pair, known)) is not None), None)


def _pair(sizes: tuple[object, ...], known: Known) -> tuple[Symbol, Symbol] | None:
    """The letter that goes, which was only inferred, and the one that stays."""
    letters = tuple(size.args[0] for size in sizes if isinstance(size, Call) and size.op == "layer")
    labels = {size.args[1] for size in sizes if isinstance(size, Call) and size.op == "layer"}
    if len(letters) != 2 or len(labels) != 1:
        return _pair_of_steps(sizes, known)
    declared = {letter for said in known.names.values() if said.declared
                for width in widths(said.name.symbol.sort) for letter in width.args[:1]}
    for goes, stays in (letters, letters[::-1]):
        if goes not in declared and goes != stays and isinstance(goes, Symbol) and isinstance(stays, Symbol):
            return goes, stays
    return None


def _pair_of_steps(sizes: tuple[object, ...], known: Known) -> tuple[Symbol, Symbol] | None:
    """The same of two sizes of sequences, of a_t and of h_t = sigma(a_t)."""
    own = {size for said in known.names.values() if not said.declared and said.name.symbol.sort.value is not None
           for size in said.name.symbol.sort.value.shape}
    if len(sizes) != 2 or not all(isinstance(size, Symbol) and size in own for size in sizes):
        return None
    return next(((goes, stays) for goes, stays in (sizes, sizes[::-1])
                 if isinstance(goes, Symbol) and isinstance(stays, Symbol) and goes.name not in known.names), None)


def _pair_of_ours(sizes: tuple[object, ...], known: Known) -> tuple[Symbol, Symbol] | None:
    """The same of a size that only formulas showed, of Y = diag(y), and what its letter was said to have since."""
    if len(sizes) != 2 or not all(isinstance(size, Symbol) for size in sizes):
        return None
    shapes = [said.name.symbol.sort.shape for said in known.names.values()]
    if any(set(sizes) <= set(shape) for shape in shapes):
        return None  # the rows and the columns of one matrix: a transpose may be lacking
    return next(((goes, stays) for goes, stays in (sizes, sizes[::-1])
                 if isinstance(goes, Symbol) and isinstance(stays, Symbol) and is_size_of_ours(known, goes)), None)


def _merged(notation: Notation, goes: Symbol, stays: Symbol) -> Notation:
    table = _table(notation, goes, stays)
    return Notation({name: resized_row(row, table) for name, row in notation.names.items()},
                    tuple(resized(condition, table) for condition in notation.assumptions))


def _table(rows: Iterable[Name], goes: Symbol, stays: Symbol) -> dict[Expr, Expr]:
    """The widths with one letter, at every label that they have in these rows, and the same with the other letter."""
    rows = tuple(rows)
    trees = [tree for row in rows for tree in (row.symbol, row.definition) if tree is not None]
    if any(goes in (said.symbol.sort.value or said.symbol.sort).shape for said in rows):
        return {goes: stays}
    return {width: Call("layer", (stays, *width.args[1:]), width.sort) for tree in trees for node in walk(tree)
            for width in widths(node.sort) if width.args[0] == goes}


def widths(sort: Sort) -> Iterator[Call]:
    """The widths of layers in a shape, and in those of a function's or family's values."""
    for size in sort.shape:
        yield from (part for part in walk(size) if isinstance(part, Call) and part.op == "layer")
    for inner in (*sort.domain, *(() if sort.value is None else (sort.value,))):
        yield from widths(inner)


__all__ = ["read_in_one_width", "widths"]
