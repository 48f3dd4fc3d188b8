"""A step of a sequence of which nothing else is said: x_{n+1} = x_n - f(x_n) / f'(x_n) says how x goes on."""

from __future__ import annotations

from mathnn.expression.tree import Call, Expr, Symbol, symbols, walk
from mathnn.notation import Notation
from mathnn.syntax.dimensions import linear

STEP = "It says how a sequence goes on; its shapes agree."


def behind_step(tree: Expr, notation: Notation) -> Expr | None:
    """What a chain claims behind a first link that is such a step; the tree itself where it is no more than that."""
    links = tree.args if isinstance(tree, Call) and tree.op == "chain" else (tree,)
    if not _is_step(links[0], notation):
        return None
    if len(links) == 1:
        return tree
    return links[1] if len(links) == 2 else Call("chain", links[1:], tree.sort)


def _is_step(link: Expr, notation: Notation) -> bool:
    """Is a member, of a sequence without a formula, set equal to something with the member before it?"""
    left = link.args[0] if isinstance(link, Call) and link.op == "equal" else None
    if not isinstance(left, Call) or left.op != "layer" or not isinstance(left.args[0], Symbol):
        return False
    assert isinstance(link, Call)
    family, label = left.args
    assert isinstance(family, Symbol)
    if notation.has_formula(family.name) or not symbols(label) or any(
            family in symbols(each) and _is_equation(each) for each in notation.assumptions):
        return False
    before = [node.args[1] for node in walk(link.args[1]) if isinstance(node, Call) and node.op == "layer"
              and node.args[0] == family]
    letters, last = linear(label)
    return bool(before) and all(linear(each)[0] == letters and linear(each)[1] < last for each in before)


def _is_equation(condition: Expr) -> bool:
    return isinstance(condition, Call) and condition.op in ("equal", "chain")


__all__ = ["STEP", "behind_step"]
