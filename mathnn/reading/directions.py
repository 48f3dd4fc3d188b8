"""Columns of which the words say how they lie: "a and b are orthogonal", "p and q are parallel"."""

from __future__ import annotations

import re

from mathnn.expression import TRUTH, Call, Sort, Symbol
from mathnn.expression.build import dot, equal, number
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.reading.surroundings import Located
from mathnn.syntax.dimensions import open_size
from mathnn.syntax.typefaces import BOLD_FACES, face, is_capital

_BETWEEN = re.compile(r"¤\s+and\s*$")
_RIGHT = "orthogonal|perpendicular|at right angles"
_BEHIND = re.compile(rf"\s*are\s+(?:mutually\s+)?(?:(?P<right>{_RIGHT})|parallel|collinear)\b", re.IGNORECASE)


def learn_directions(part: Located, name: str | None, known: Known) -> None:
    """Learn it at the second of the two letters; it holds as long as both mean the same."""
    first, known.listed = known.listed, (name, part.paragraph) if name else known.listed
    said = _BEHIND.match(part.after)
    if name is None or first is None or first[1] != part.paragraph or said is None or not _BETWEEN.search(part.before):
        return
    columns = [column for each in (first[0], name) if (column := _column(each, known)) is not None]
    if len(columns) == 2:
        for column in columns:
            known.name(Name(column), 0, declared=True)
        known.property(equal(dot(*columns), number(0)) if said["right"] else Call(
            "parallel_to", tuple(columns), TRUTH))


def _column(name: str, known: Known) -> Symbol | None:
    """The letter as a column: said to be one, or bold and small."""
    if (said := known.names.get(name)) is not None:
        return said.name.symbol if said.name.symbol.sort.is_vector else None
    style, letter = face(name)
    return Symbol(name, Sort("number", (open_size(""),))) if style in BOLD_FACES and not is_capital(letter) else None


__all__ = ["learn_directions"]
