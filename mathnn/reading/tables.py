"""Tables of probabilities: P(D = 1 | H) in front of a row and H = 1 above a column say what the number there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mathnn.check.stated_chances import Chance, stated
from mathnn.documents.document import Part, Prose
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import substitute
from mathnn.notation import Notation
from mathnn.reading.surroundings import Located
from mathnn.syntax.read import read

_CELL = re.compile(r"\|((?:\$[^$]*\$|[^|$])*)")
_NUMBER = re.compile(r"\$?\s*(\d*\.?\d+)\s*\$?")
_FORMULA = re.compile(r"\$([^$]+)\$")


@dataclass(slots=True)
class Tables:
    """The row of a table that is read now, and the row above the numbers."""

    block: int = -1
    row: str = ""
    head: tuple[str, ...] = ()

    def hear(self, part: Located | Part) -> Iterator[Chance]:
        """Take the next part of a document; what a row that is complete now states of probabilities."""
        block, text = _piece(part)
        if block == self.block:
            self.row += text
            return
        cells = _cells(self.row)
        found = tuple(_chances(self.head, cells)) if self.head else ()
        self.head = (self.head or cells) if cells else ()
        self.block, self.row = block, text
        yield from found


def _piece(part: Located | Part) -> tuple[int, str]:
    if isinstance(part, Located):
        return part.paragraph, f"${part.row.latex}$"
    return (part.block, part.text) if isinstance(part, Prose) else (-1, "")


def _cells(row: str) -> tuple[str, ...]:
    """The cells of a row; none of what is no row of a table."""
    text = row.strip()
    if not text.startswith("|") or not text.endswith("|"):
        return ()
    return tuple(cell.strip() for cell in _CELL.findall(text[:-1]))


def _chances(head: tuple[str, ...], cells: tuple[str, ...]) -> Iterator[Chance]:
    if len(head) != len(cells) or len(cells) < 2:
        return
    for above, cell in zip(head[1:], cells[1:], strict=True):
        number = _NUMBER.fullmatch(cell)
        formulas = [_read(text) for text in (head[0], cells[0], above)]
        chance = _chance(*formulas) if number is not None else None
        value = _read(f"${number[1]}$") if number is not None else None
        if chance is not None and value is not None:
            found = stated(Call("equal", (chance, value), chance.sort))
            if found is not None:
                yield found


def _chance(corner: Expr | None, front: Expr | None, above: Expr | None) -> Expr | None:
    """P(D = 1 | H) and H = 1; or P(D | H) in the corner, D = 1 in front and H = 1 above."""
    for events in ((front, (above,)), (corner, (front, above))):
        chance, values = events
        if isinstance(chance, Call) and chance.op == "apply":
            table: dict[Expr, Expr] = {each.args[0]: each for each in values
                                       if isinstance(each, Call) and each.op == "equal"}
            if len(table) == len(values) and all(isinstance(key, Symbol) for key in table):
                return substitute(chance, table)
    return None


def _read(text: str) -> Expr | None:
    """The only formula of a cell."""
    found = _FORMULA.findall(text)
    if len(found) != 1:
        return None
    try:
        return read(found[0], Notation()).tree
    except (ReadError, SortError, *FAILURES):
        return None


__all__ = ["Tables"]
