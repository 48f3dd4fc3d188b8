"""The boxes of a formula, how wide they are, and where a long one may be broken: for web pages and printed ones."""

from __future__ import annotations

from mathnn.errors import BuildError, MathnnError, Place
from mathnn.expression import Expr
from mathnn.syntax.boxes import Accent, Applied, Box, Fenced, Fraction, Grid, Limits, Root, Row, Scripts, Word, row
from mathnn.syntax.layout import layout
from mathnn.syntax.typeset import typeset

RELATIONS = frozenset("= ≠ < ≤ > ≥ ≈ ∝ ≡ ≔ ← → ∈ ⊂ ⟹ ⟺".split())
TERMS = frozenset("+ − ∧ ∨".split())


def boxes(tree: Expr | None, latex: str, place: Place) -> Box:
    """The boxes of a formula: of its tree, or of what was typed. Raises BuildError with the place."""
    try:
        return typeset(latex) if tree is None else layout(tree)
    except MathnnError as error:
        raise BuildError(f"the formula {latex} cannot be set: {error.message}", place=place) from None
    except KeyError as error:
        raise BuildError(f"the formula {latex} cannot be set: {error} has no form", place=place) from None


def split(box: Box, signs: frozenset[str]) -> list[Box]:
    """The parts of a row, each but the first beginning with one of these signs; a sign that is tight is no place."""
    parts = box.parts if isinstance(box, Row) else (box,)
    sides: list[list[Box]] = [[]]
    for part in parts:
        if sides[-1] and isinstance(part, Word) and part.kind == "operator" and part.text in signs and not part.tight:
            sides.append([])
        sides[-1].append(part)
    return [row(*side) for side in sides]


def ems(box: Box) -> float:
    """About how wide a formula is, in ems of its font."""
    match box:
        case Word(kind=kind, text=text, tight=tight):
            return 0.55 * len(text) + (0.85 if kind == "operator" and not tight and text not in ",;!" else 0.0)
        case Row(parts):
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
