"""Formulas of a page as MathML, with the words that are spoken for them."""

from __future__ import annotations

from mathnn.errors import BuildError, MathnnError, Place, UsageError
from mathnn.expression import Expr
from mathnn.render.page import Formula, Math, Row
from mathnn.syntax.boxes import Accent, Applied, Box, Fenced, Fraction, Grid, Limits, Root, Scripts, Word
from mathnn.syntax.boxes import Row as BoxRow
from mathnn.syntax.boxes import row as side_by_side
from mathnn.syntax.layout import layout
from mathnn.syntax.mathml import aligned, mathml
from mathnn.syntax.numpy_code import numpy_code
from mathnn.syntax.spoken import spoken
from mathnn.syntax.typeset import typeset

LINE = 34.0  # ems between the margins, less the number of the equation
NARROW = 13.0  # ems of a phone's screen, within a box and beside a number
RELATIONS = frozenset("= ≠ < ≤ > ≥ ≈ ∝ ≡ ≔ ← → ∈ ⊂ ⟹ ⟺".split())
NOTHING = BoxRow(())


def boxes(tree: Expr | None, latex: str, place: Place) -> Box:
    """The boxes of a formula: of its tree, or of what was typed. Raises BuildError with the place."""
    try:
        return typeset(latex) if tree is None else layout(tree)
    except MathnnError as error:
        raise BuildError(f"the formula {latex} cannot be set: {error.message}", place=place) from None
    except KeyError as error:
        raise BuildError(f"the formula {latex} cannot be set: {error} has no form", place=place) from None


def inline(part: Math, place: Place) -> str:
    """A formula within a sentence."""
    box = boxes(part.tree, part.latex, place)
    return mathml(box, alt=spoken(box))


def is_short(part: Math, place: Place) -> bool:
    """Does a formula leave room beside it on a phone?"""
    return ems(boxes(part.tree, part.latex, place)) <= NARROW - 4


def displayed(block: Formula, place: Place) -> str:
    """A displayed formula; one that is too long for its line is broken before its relations and aligned there.

    One that is too long for a phone stands in parts that follow each other, so that the line may break between them.
    """
    box = boxes(block.tree, block.latex, place)
    sides = split(box)
    if ems(box) <= NARROW or len(sides) < 2:
        return f'<div class="formula">{displayed_box(box)}</div>'
    if ems(box) <= LINE:
        return f'<div class="formula chain">{"".join(map(displayed_box, sides))}</div>'
    return f'<div class="formula">{_aligned(box, sides)}</div>'


def _aligned(box: Box, sides: list[Box]) -> str:
    first, second, *rest = sides
    start = [(first, second)] if len(sides) > 2 else [(first, NOTHING), (NOTHING, second)]
    return aligned([*start, *((NOTHING, side) for side in rest)], alt=spoken(box))


def displayed_box(box: Box) -> str:
    """A displayed formula on one line."""
    return mathml(box, display=True, alt=spoken(box))


def split(box: Box) -> list[Box]:
    """The left side of a relation or chain, and each further side with the relation before it."""
    parts = box.parts if isinstance(box, BoxRow) else (box,)
    sides: list[list[Box]] = [[]]
    for part in parts:
        if isinstance(part, Word) and part.kind == "operator" and part.text in RELATIONS:
            sides.append([])
        sides[-1].append(part)
    return [side_by_side(*side) for side in sides]


def ems(box: Box) -> float:
    """About how wide a formula is, in ems of its font."""
    match box:
        case Word(kind=kind, text=text, tight=tight):
            return 0.55 * len(text) + (0.85 if kind == "operator" and not tight and text not in ",;!" else 0.0)
        case BoxRow(parts):
            return sum(map(ems, parts))
        case Scripts(base, below, above):
            return ems(base) + 0.7 * max((ems(part) for part in (below, above) if part is not None), default=0.0)
        case Limits(sign, below, above):
            return max(1.6, *(0.7 * ems(part) for part in (below, above) if part is not None), ems(sign))
        case Accent(base, _):
            return ems(base)
        case Fraction(top, bottom):
            return 0.2 + max(ems(top), ems(bottom))
        case Root(inside, _):
            return 0.9 + ems(inside)
        case Fenced(_, inside, _, tall):
            return (1.2 if tall else 0.9) + ems(inside)
        case Applied(head, argument):
            return 0.17 + ems(head) + ems(argument)
        case Grid(rows):
            return 1.0 + sum(0.9 + max(map(ems, column)) for column in zip(*rows, strict=True))


def step(row: Row, relation: str, place: Place) -> Box:
    """The line of a derivation, which begins with its relation."""
    return side_by_side(Word("operator", relation), boxes(row.tree, row.latex, place))


def numpy_form(tree: Expr, definition: bool = False) -> str:
    """The NumPy text of a formula; empty when there is none."""
    try:
        return numpy_code(tree, definition)
    except UsageError:
        return ""
