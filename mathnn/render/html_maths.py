"""Formulas of a page as MathML, with the words that are spoken for them.

Browsers break no formula, so one that is too long for a phone is written as several that follow each other, with room
for a line to end between them.
"""

from __future__ import annotations

from collections.abc import Sequence

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
SIGNS = (frozenset("⟹⟺"), frozenset("∧∨"), RELATIONS, TERMS)  # those that bind least come first
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
        return f'<div class="formula chain">{chain(box)}</div>'
    first, *others = (_group(side, SIGNS, position > 0) for position, side in enumerate(sides))
    return f'<div class="formula lines">{first}{"".join(others)}</div>'


def chain(box: Box, goes_on: bool = False) -> str:
    """A displayed formula, in parts where it is too long for a phone; `goes_on` when another stands before it."""
    return "".join(_parts(box, SIGNS, goes_on))


def _parts(box: Box, levels: Sequence[frozenset[str]], goes_on: bool) -> list[str]:
    """The parts between which a line may end: first at the signs that bind least; parts of a part are kept together."""
    if ems(box) <= NARROW or not levels:
        return [mathml(box, display=True, alt=spoken(box), goes_on=goes_on)]
    sides = split(box, levels[0])
    if len(sides) == 1:
        return _parts(box, levels[1:], goes_on)
    return [_group(side, levels[1:], goes_on or position > 0) for position, side in enumerate(sides)]


def _group(box: Box, levels: Sequence[frozenset[str]], goes_on: bool) -> str:
    parts = _parts(box, levels, goes_on)
    return parts[0] if len(parts) == 1 else f'<span class="side">{"".join(parts)}</span>'


def step(row: Row, relation: str, place: Place) -> Box:
    """The line of a derivation, which begins with its relation."""
    return side_by_side(Word("operator", relation), boxes(row.tree, row.latex, place))


def numpy_form(tree: Expr, definition: bool = False) -> str:
    """The NumPy text of a formula; empty when there is none."""
    try:
        return numpy_code(tree, definition)
    except UsageError:
        return ""
