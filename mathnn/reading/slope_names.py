"""Letters that name a slope, delta^l = dC/dz^l: what else they are follows from the layers."""

from __future__ import annotations

from mathnn.expression import Call
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import walk
from mathnn.reading import cues
from mathnn.reading.known import Known
from mathnn.reading.layered import is_slope
from mathnn.reading.passed import links_of
from mathnn.reading.posed import Posed
from mathnn.reading.surroundings import FORMULA
from mathnn.syntax.read import Reading

_NAMING = ("let", "define", "defined", "denote", "choose", "take", "set")


def names_a_slope(statement: Posed, known: Known) -> bool:
    """Is it about a layer's letter that the text gave as a slope?"""
    said = known.names.get(statement.left.head)
    words = statement.before.rsplit(FORMULA, 1)[-1]  # what "define the error" stands before is defined by then
    return (statement.left.kind == "entry" and statement.relations[:1] == ("equal",) and said is not None
            and said.name.definition is not None and said.name.symbol.sort.kind == "family"
            and is_slope(said.name.definition) and cues.defining(words) not in _NAMING)


def is_of_slopes(statement: Posed, reading: Reading, known: Known) -> bool:
    """Is it about delta^l where that was defined, or by slopes elsewhere? There the letter may be another error."""
    links = links_of(reading.tree)
    right = links[0].args[-1] if isinstance(links[0], Call) else reading.tree
    return known.names[statement.left.head].section == known.section or any(
        node.op in DERIVATIVES if isinstance(node, Call) else getattr(node, "name", "") == statement.left.head
        for node in walk(right))


__all__ = ["is_of_slopes", "names_a_slope"]
