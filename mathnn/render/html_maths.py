"""Formulas of a page as MathML, with the words that are spoken for them.

Browsers break no formula, so one that is too long for a phone is written as several that follow each other, with room
for a line to end between them.
"""

from __future__ import annotations

from mathnn.errors import Place, UsageError
from mathnn.expression import Expr
from mathnn.render.formula_parts import RELATIONS, TERMS, boxes, ems, split
from mathnn.render.layout import is_crowded
from mathnn.render.page import Formula, Math, Row
from mathnn.syntax.boxes import Box, Word
from mathnn.syntax.boxes import row as side_by_side
from mathnn.syntax.mathml import mathml
from mathnn.syntax.numpy_code import numpy_code
from mathnn.syntax.spoken import spoken

LINE = 30.0  # ems between the margins, less the number of the equation and its badge
NARROW = 13.0  # ems of a phone's screen, within a box and beside a number
SHORT = 9.0  # ems; a shorter formula of a sentence is not broken


def inline(part: Math, place: Place) -> list[str]:
    """A formula within a sentence, in the parts between which its line may end."""
    box = boxes(part.tree, part.latex, place)
    sides = split(box, RELATIONS) if ems(box) > SHORT else [box]
    crowded = is_crowded(part.latex)
    return [
        mathml(side, alt=spoken(side), large=crowded, goes_on=position > 0) for position, side in enumerate(sides)
    ]


def displayed(block: Formula, place: Place) -> str:
    """A displayed formula; one that is too long for its line is broken before its relations and aligned there."""
    box = boxes(block.tree, block.latex, place)
    sides = split(box, RELATIONS)
    if ems(box) <= LINE or len(sides) < 2:
        return f'<div class="formula{_chained(box)}">{chain(box)}</div>'
    first, *others = sides
    lines = "".join(f'<span class="side">{chain(side, goes_on=True)}</span>' for side in others)
    return f'<div class="formula lines"><span class="first">{chain(first)}</span>{lines}</div>'


def _chained(box: Box) -> str:
    return " chain" if len(pieces(box)) > 1 else ""


def chain(box: Box, goes_on: bool = False) -> str:
    """A displayed formula, in parts where it is too long for a phone; `goes_on` when another stands before it."""
    return "".join(
        mathml(piece, display=True, alt=spoken(piece), goes_on=goes_on or position > 0)
        for position, piece in enumerate(pieces(box))
    )


def pieces(box: Box) -> list[Box]:
    """The parts between which a line may end: the sides of a relation, and the terms of a side that is long itself."""
    if ems(box) <= NARROW:
        return [box]
    return [piece for side in split(box, RELATIONS)
            for piece in (split(side, TERMS) if ems(side) > NARROW else [side])]


def step(row: Row, relation: str, place: Place) -> Box:
    """The line of a derivation, which begins with its relation."""
    return side_by_side(Word("operator", relation), boxes(row.tree, row.latex, place))


def numpy_form(tree: Expr, definition: bool = False) -> str:
    """The NumPy text of a formula; empty when there is none."""
    try:
        return numpy_code(tree, definition)
    except UsageError:
        return ""
