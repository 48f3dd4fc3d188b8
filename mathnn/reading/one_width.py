"""Statements whose shapes agree only where all layers have one width: a swapped index, (w^l)^T for (w^{l+1})^T.

What the text says of its layers leaves their widths open, so a statement that needs them equal is a slip. It is read
with one width for all: false even then, it is refuted; true then, it stays undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mathnn.check.verify import spelled
from mathnn.claims import Verdict
from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import operators, symbols, walk
from mathnn.notation import Notation
from mathnn.reading.known import Known
from mathnn.reading.widths import widths
from mathnn.syntax.read import Reading, read
from mathnn.syntax.resized import resized, resized_row
from mathnn.syntax.typefaces import face

_NOTE = "one width"
_ONE_SIZE = "one size"


def needs_one_width(tree: Expr) -> bool:
    """Does an index run over the widths of two layers?"""
    if "entry" not in operators(tree):
        return False
    widths_of: dict[tuple[Expr, bool], Expr] = {}
    for node in walk(tree):
        if isinstance(node, Call) and node.op == "entry":
            for index, size in zip(node.args[1:], node.args[0].sort.shape, strict=False):
                is_layer = isinstance(size, Call) and size.op == "layer"
                width = size.args[1] if isinstance(size, Call) and is_layer else size
                if isinstance(index, Symbol) and widths_of.setdefault((index, is_layer), width) != width:
                    return True
    return False


def in_one_width(latex: str, notation: Notation, macros: Mapping[str, Macro], known: Known, *,
                 clashes: bool = False) -> Reading | None:
    """The reading with one width for all layers; None where there are no layers, or where that does not help.

    Where its shapes clash otherwise, sizes count that the formulas of this section show of any letters.
    """
    trees = [tree for row in notation for tree in (row.symbol, row.definition) if tree is not None]
    sizes = {width: width.args[0] for tree in trees for node in walk(tree) for width in widths(node.sort)}
    is_slope = r"\partial" in latex
    by_name = {} if sizes else _inferred(notation, known, is_slope=is_slope)
    letter = min((sizes or by_name).values(), key=repr, default=None)
    if letter is None or (by_name and not is_slope and not (clashes and len(by_name) > 1)):
        return None
    table: dict[Expr, Expr] = dict.fromkeys(sizes or by_name, letter)
    rows = {name: resized_row(row, table) for name, row in notation.names.items()}
    conditions = tuple(resized(condition, table) for condition in notation.assumptions)
    try:
        found = read(latex, Notation(rows, conditions), macros, known.here.shown)
    except (ReadError, SortError, *FAILURES):
        return None
    if by_name and not all(s.name in known.names or not _is_value(s) for s in symbols(found.tree)):
        return None
    if by_name and not is_slope:
        is_of_here = all(known.is_of_section(s.name) or _is_identity(s) for s in symbols(found.tree) if _is_value(s))
        note = {_ONE_SIZE: f"all sizes are {letter!r}, else its shapes clash"}
        return replace(found, notes={**found.notes, **note}) if is_of_here else None
    return replace(found, notes={**found.notes, _NOTE: f"all layers have {letter!r} entries, else its shapes clash"})


def _inferred(notation: Notation, known: Known, *, is_slope: bool) -> dict[Expr, Expr]:
    """The sizes that only formulas show of letters with names of their own, z_1 = W_1 x + b_1."""
    rows = [row for name, row in notation.names.items() if (said := known.names.get(name)) and not said.declared
            and (is_slope or said.section == known.section)]
    return {size: size for row in rows for size in row.symbol.sort.shape if isinstance(size, Symbol)}


def _is_value(symbol: Symbol) -> bool:
    """Is it a column or matrix? A number without a formula is the cost."""
    return symbol.sort.kind == "number" and bool(symbol.sort.shape)


def _is_identity(symbol: Symbol) -> bool:
    return face(symbol.name)[1] in ("I", "0", "1")


def is_in_one_width(reading: Reading) -> bool:
    """Was it read so? Another reading, with the widths apart, is none that the author can mean."""
    return _NOTE in reading.notes


def weighed_in_one_width(found: Verdict, reading: Reading) -> Verdict:
    """The verdict on a reading of `in_one_width`."""
    if _ONE_SIZE in reading.notes and found.kind != "none":
        if found.kind == "refuted":
            return found.changed(reason=f"{found.reason} Its shapes agree only where all sizes are one.")
        if found.is_true and found.reading not in ("", spelled(reading)):
            return found  # by another reading
        return Verdict("unsettled", "Its shapes agree only where all sizes are one, which the text does not say.")
    if not is_in_one_width(reading) or found.kind == "none":
        return found
    if found.kind == "refuted":
        return found.changed(reason=f"{found.reason} Its shapes agree only where all layers have one width.")
    return Verdict("unsettled", "Its shapes agree only where all layers have one width, which the text does not say.")


__all__ = ["in_one_width", "is_in_one_width", "needs_one_width", "weighed_in_one_width"]
