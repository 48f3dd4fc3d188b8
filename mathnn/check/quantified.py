"""What is said of every value of a letter: where it fails at one of them, no condition saves it.

"For all real x, sqrt(x^2) = x" is false. Without these words it holds where x >= 0, and may be meant so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mathnn.check.constraints import relations
from mathnn.expression.sort import TRUTH
from mathnn.expression.tree import Bind, Call, Expr, Symbol, symbols
from mathnn.notation import Notation

_LIMITS = frozenset(("less", "less_equal", "greater", "greater_equal", "unequal"))
_SORTS = frozenset(("reals", "naturals", "integers"))  # membership in these says no more than the sort of a letter


def of_every(tree: Bind, notation: Notation) -> Notation:
    """The notation in which the body of a universal statement is to hold."""
    found = notation if tree.where is None or _is_of_sort(tree.where) else notation.assuming(tree.where)
    return _every(tree.index, found)


def of_range(premise: Expr, notation: Notation) -> Notation:
    """The notation where a hypothesis gives one letter its range: what follows speaks of all of that."""
    letter = _ranging(premise)
    return notation if letter is None else _every(letter, notation)


def under_its_ranges(tree: Call) -> Call | None:
    """A relation beside the ranges of its letters, sqrt(x^2) = x, x >= 0, as an implication."""
    if tree.op != "and":
        return None
    given = {each: letter for each in tree.args if (letter := _ranging(each)) is not None}
    said = [each for each in tree.args if each not in given]
    if len(said) != 1 or not given or not set(given.values()) <= symbols(said[0]):
        return None
    premises = tuple(given)
    return Call("implies", (premises[0] if len(premises) == 1 else Call("and", premises, TRUTH), said[0]), TRUTH)


def _ranging(tree: Expr) -> Symbol | None:
    """The letter of a relation that says no more than its range: x >= 0, 0 < x, x_i in [0, 1]."""
    if not isinstance(tree, Call) or (tree.op != "member" and tree.op not in _LIMITS):
        return None
    letter, bound = tree.args
    if tree.op != "member" and not symbols(letter):
        letter, bound = bound, letter
    if isinstance(letter, Call) and letter.op == "entry":
        letter = letter.args[0]
    return letter if isinstance(letter, Symbol) and (tree.op == "member" or not symbols(bound)) else None


def inside(tree: Call) -> Call | None:
    """What membership of a value in an interval says, f(x) in (0, 1); None for a letter, which it gives a range."""
    value = tree.args[0]
    links = tuple(relations(tree))
    if links == (tree,) or not isinstance(value, Call) or value.op in ("entry", "layer") or value.sort.kind != "number":
        return None
    return links[0] if len(links) == 1 else Call("and", links, TRUTH)


def leaves_out(conditions: Iterable[Expr], notation: Notation) -> bool:
    """Do conditions leave out values of a letter of which something is said of every value?"""
    return bool(notation.every) and any(
        symbol.name in notation.every for condition in conditions for symbol in symbols(condition))


def _every(letter: Symbol, notation: Notation) -> Notation:
    return replace(notation, every=notation.every | {letter.name})


def _is_of_sort(where: Expr) -> bool:
    return isinstance(where, Call) and where.op == "member" and isinstance(where.args[1], Call) and (
        where.args[1].op in _SORTS)


__all__ = ["inside", "leaves_out", "of_every", "of_range", "under_its_ranges"]
