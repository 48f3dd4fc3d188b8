"""The angle that a text speaks of: a letter inside cos, or equal to arccos, beside two vectors is that between them.

A text often says so in the sentence behind the formula, so the whole document is asked whether it speaks of angles.
"""

from __future__ import annotations

from dataclasses import replace

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.build import call
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import symbols, walk
from mathnn.notation import Name
from mathnn.syntax.read import Reading

_TURNS = frozenset(("cos", "sin", "tan"))


def with_angle(reading: Reading) -> Reading | None:
    """The reading in which the one open letter that is an angle is that between the only two vectors; None without."""
    inside = {node.args[0] for node in walk(reading.tree) if isinstance(node, Call) and node.op in _TURNS}
    inside |= set(_beside_arccos(reading.tree))
    vectors = sorted((s for s in symbols(reading.tree) if s.sort.is_vector), key=lambda s: s.name)
    if len(inside) != 1 or len(vectors) != 2 or vectors[0].sort != vectors[1].sort or any(
            isinstance(node, Call) and node.op in DERIVATIVES for node in walk(reading.tree)):
        return None  # it may be the angle to a gradient
    (angle,) = inside
    if not isinstance(angle, Symbol) or angle.sort.shape:
        return None
    row = reading.notation.find(angle.name)
    if row is not None and row.definition is not None:
        return None
    between = call("angle", *vectors)
    return replace(reading, notation=reading.notation.with_name(Name(angle, "", between)))


def _beside_arccos(tree: Expr) -> tuple[Expr, ...]:
    """The side of theta = arccos(...) that is a letter."""
    if not isinstance(tree, Call) or len(tree.args) != 2:
        return ()
    left, right = tree.args
    return tuple(one for one, other in ((left, right), (right, left)) if isinstance(other, Call)
                 and other.op == "arccos")


__all__ = ["with_angle"]
