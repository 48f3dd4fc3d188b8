"""Formulas of a page as Typst's mathematics, with the ways in which a long one may be broken.

Typst measures them and takes the first way that fits into the line; when none does, the build stops.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from mathnn.errors import BuildError, Place
from mathnn.render.formula_parts import RELATIONS, TERMS, boxes, ems, split
from mathnn.render.layout import LINE, is_crowded, width
from mathnn.render.page import Formula, Math, Row
from mathnn.syntax.boxes import Box, Word, row
from mathnn.syntax.spoken import spoken
from mathnn.syntax.typst import quoted, typst

WHOLE = 8.0  # ems; a formula of a sentence that is no longer is not broken
SURE = 0.7  # of the estimated room: what is shorter fits for sure, and needs no other way
HANGING = "#h(2em)"
NEXT = " \\ "  # ends a line


def markup(box: Box, latex: str, place: Place) -> str:
    """Typst's form of some boxes. Raises BuildError with the place for what has none."""
    try:
        return typst(box)
    except KeyError as error:
        raise BuildError(f"the formula {latex} cannot be printed: {error} has no form", place=place) from None


def inline(part: Math, place: Place) -> str:
    """A formula within a sentence."""
    box = boxes(part.tree, part.latex, place)
    inside = markup(box, part.latex, place)
    tall = is_crowded(part.latex) or "mat(" in inside or "cases(" in inside
    name = "tall-formula" if tall else "whole-formula" if ems(box) <= WHOLE else "formula"
    return f"#{name}({quoted(spoken(box))}, ${inside}$)"


def displayed(block: Formula, place: Place) -> tuple[str, list[str]]:
    """The words of a formula, and the ways to set it: on one line, broken before relations, before terms as well."""
    box = boxes(block.tree, block.latex, place)
    ways = [f"$ {markup(box, block.latex, place)} $"]
    if width(block.latex) > SURE * LINE:
        sides = [[markup(term, block.latex, place) for term in split(side, TERMS)] for side in split(box, RELATIONS)]
        ways += _broken(sides)
    return quoted(spoken(box)), ways


def _broken(sides: Sequence[Sequence[str]]) -> list[str]:
    """The ways to break a formula, given its sides in terms; each side but the first begins with its relation."""
    first, *others = [" ".join(side) for side in sides]
    if not others:
        return [_lines(_hanging(sides[0], count, "")) for count in _counts(len(sides[0]))]
    ways = [_lines([f"{first} & {others[0]}", *(f"& {side}" for side in others[1:])])] if len(others) > 1 else []
    for start, margin in ((f"{first} ", ""), (f"{first} &{NEXT}", "quad ")):
        for count in (10**6, *_counts(max(map(len, sides[1:])))):
            lines = [line for side in sides[1:] for line in _hanging(side, count, margin)]
            ways.append(_lines([start + lines[0], *lines[1:]]))
    return ways


def _counts(terms: int) -> list[int]:
    """How many of some terms may stand on a line when they stand on two lines, on three, and so on."""
    return list(dict.fromkeys(ceil(terms / lines) for lines in range(2, terms + 1)))


def _hanging(terms: Sequence[str], count: int, margin: str) -> list[str]:
    """Lines of so many terms, aligned, all but the first moved to the right."""
    lines = [" ".join(terms[at:at + count]) for at in range(0, len(terms), count)]
    return [f"& {margin}{lines[0]}", *(f"& {margin}{HANGING} {line}" for line in lines[1:])]


def _lines(lines: Sequence[str]) -> str:
    return f"$ {NEXT.join(lines)} $"


def start(box: Box, latex: str, alone: bool, place: Place) -> str:
    """The first expression of a derivation, with its words; `alone` where it has a line of its own."""
    return f"(alt: {quoted(spoken(box))}, alone: {str(alone).lower()}, body: $ {markup(box, latex, place)} $)"


def step(step: Row, relation: str, place: Place) -> tuple[str, str]:
    """A line of a derivation: its words, and a function from what stands left of its relation to the ways to set it."""
    box = row(Word("operator", relation), boxes(step.tree, step.latex, place))
    terms = [markup(term, step.latex, place) for term in split(box, TERMS)]
    ways = [f"$ #head {' '.join(terms)} $"]
    for count in _counts(len(terms)):
        first, *rest = _hanging(terms, count, "")
        ways.append(_lines([f"#head {first}", *rest]))
    return quoted(spoken(box)), f"head => ({', '.join(ways)},)"
