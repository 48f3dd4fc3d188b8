r"""Bold letters introduced behind a formula with their entries: Y_{nk} log P_{nk}, "with rows \mathbf{Y}"."""

from __future__ import annotations

from mathnn.expression import Expr, Symbol
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.syntax.typefaces import BOLD_FACES, face


def take_entries(row: Name, known: Known) -> None:
    """Let the entries that this section wrote with the plain letter be those of the bold one."""
    style, letter = face(row.symbol.name)
    said = known.names.get(letter) if style in BOLD_FACES else None
    if said is None or said.declared or said.name.definition is not None or said.section != known.section:
        return
    plain, bold = said.name.symbol, row.symbol
    if not plain.sort.shape or plain.sort.kind != bold.sort.kind or len(plain.sort.shape) != len(bold.sort.shape):
        return
    table: dict[Expr, Expr] = {plain: bold}
    for size, now in zip(plain.sort.shape, bold.sort.shape, strict=True):
        if size != now and (not isinstance(size, Symbol) or table.setdefault(size, now) != now):
            return
    del known.names[letter]
    known.resize(table)


__all__ = ["take_entries"]
