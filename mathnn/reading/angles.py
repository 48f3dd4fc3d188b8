"""The angle that a text speaks of: a letter inside cos beside two vectors is the angle between them.

A text often says so in the sentence behind the formula, so the whole document is asked whether it speaks of angles.
"""

from __future__ import annotations

from dataclasses import replace

from mathnn.expression import Call, Symbol
from mathnn.expression.build import call
from mathnn.expression.tree import symbols, walk
from mathnn.notation import Name
from mathnn.syntax.read import Reading

_TURNS = frozenset(("cos", "sin", "tan"))


def with_angle(reading: Reading) -> Reading | None:
    """The reading in which the one open letter inside cos is the angle between the only two vectors; None without."""
    inside = {node.args[0] for node in walk(reading.tree) if isinstance(node, Call) and node.op in _TURNS}
    vectors = sorted((s for s in symbols(reading.tree) if s.sort.is_vector), key=lambda s: s.name)
    if len(inside) != 1 or len(vectors) != 2:
        return None
    (angle,) = inside
    if not isinstance(angle, Symbol) or angle.sort.shape:
        return None
    row = reading.notation.find(angle.name)
    if row is not None and row.definition is not None:
        return None
    between = call("angle", *vectors)
    return replace(reading, notation=reading.notation.with_name(Name(angle, "", between)))


__all__ = ["with_angle"]
