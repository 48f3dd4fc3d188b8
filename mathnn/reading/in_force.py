"""Conditions that are in force where a statement stands: nearby, on its letters, or left out by another notation."""

from __future__ import annotations

from collections.abc import Iterator

from mathnn.check.names import BUILT_IN
from mathnn.expression import Call, Expr
from mathnn.expression.tree import operators, symbols
from mathnn.notation import Notation
from mathnn.reading.known import Known
from mathnn.reading.reached import reached
from mathnn.reading.said import CONSTANTS, KEPT, Assumed, letters_of
from mathnn.reading.usage import PIECE, are_among

_NEAR = 4  # paragraphs in which words such as "its solutions" are about an equation


def lapsed_equations(known: Known, tree: Expr, notation: Notation) -> tuple[Expr, ...]:
    """Equations in passing of this section that are paragraphs away, and tie two letters of a statement, or the
    entries of a column that it leads to: sum y_k = 1."""
    passing = [old.condition for old in known.assumed if old.in_passing and old.section == known.section
               and isinstance(old.condition, Call) and old.condition.op == "equal" and old.condition != tree]
    if not passing:
        return ()
    trees = (tree, *(row.definition for _, row in reached(tree, notation) if row.definition is not None))
    own = {s for s in symbols(tree) if s.sort.kind == "number"}
    columns = {s for each in trees for s in symbols(each) if s.sort.kind == "number" and s.sort.shape}
    return tuple(each for each in passing if len(symbols(each) & own) > 1 or symbols(each) & columns)


def is_in_force(old: Assumed, paragraph: int) -> bool:
    """Does a condition hold in this paragraph? One in passing holds for a display and the words around it."""
    return old.section in KEPT or not old.in_passing or old.paragraph >= paragraph - 2


def nearby_equations(known: Known, paragraph: int) -> Iterator[Call]:
    """The equations that were supposed nearby in this section, the last one first; of f' = 2x - 4 = 0 the last link."""
    for old in reversed(known.assumed):
        last = old.condition
        if isinstance(last, Call) and last.op == "chain":
            last = last.args[-1]
        if old.section not in KEPT and old.paragraph >= paragraph - _NEAR and (
                isinstance(last, Call) and last.op == "equal"):
            yield last


def gave_here(known: Known, notation: Notation, other: Notation, conditions: str) -> bool:
    """Are the conditions on a letter of which this section gave a formula that the other notation leaves out?"""
    mentioned = dict.fromkeys(PIECE.findall(conditions))
    return any(row.definition is not None and known.is_of_section(name) and are_among(name, mentioned)
               and ((less := other.names.get(name)) is None or less.definition is None)
               for name, row in notation.names.items())


def takes_for_tabled(notation: Notation, tree: Expr, other: Notation) -> bool:
    """Is a function that the text gave a formula, sigma = tanh, taken for the one that has its name by custom?"""
    return any(BUILT_IN[name] in operators(tree)
               and ((less := other.names.get(name)) is None or less.definition != row.definition)
               for name, row in notation.names.items() if row.definition is not None and name in BUILT_IN)


def leaves_digits_open(known: Known, tree: Expr, notation: Notation, other: Notation) -> bool:
    """Would the other notation forget formulas of this section by which digits are judged, a = f(z) \\approx 0.1?"""
    links = tree.args if isinstance(tree, Call) and tree.op == "chain" else (tree,)
    shown = {s.name for link in links if isinstance(link, Call) and link.op == "approximately"
             and not all(map(symbols, link.args)) for s in symbols(link)}
    return any(row.definition is not None and name in shown and known.is_of_section(name)
               and ((less := other.names.get(name)) is None or less.definition is None)
               for name, row in notation.names.items())


def is_tied(known: Known, name: str) -> bool:
    """Is there an equation in this section that a letter without a formula has to fulfil?"""
    said = known.names.get(name)
    return (said is None or said.name.definition is None) and any(
        isinstance(old.condition, Call) and old.condition.op == "equal"
        and name in {s.name for s in symbols(old.condition)} for old in known.assumed if old.section not in KEPT)


def tied_to(known: Known, tree: Expr, paragraph: int) -> tuple[Expr, ...]:
    """The equations in force that hang together with these letters, also by others: mu with x, and x with b."""
    ranks = {s.name: len(s.sort.shape) for s in symbols(tree)}
    found: list[Expr] = []
    for old in known.assumed * 2:
        own = {s.name: len(s.sort.shape) for s in symbols(old.condition)}
        if (isinstance(old.condition, Call) and old.condition.op == "equal" and old.condition not in found
                and old.section not in KEPT and is_in_force(old, paragraph) and own.keys() & ranks.keys()
                and all(ranks.get(name, rank) == rank for name, rank in own.items())):
            found.append(old.condition)
            ranks |= own
    return tuple(found)


def is_bound_elsewhere(notation: Notation, other: Notation, conditions: str) -> bool:
    """Are the conditions on a letter of which the first notation has a condition that the other one leaves out?"""
    mentioned = dict.fromkeys(PIECE.findall(conditions))
    lost = {name for each in notation.assumptions if each not in other.assumptions for name in letters_of(each)}
    return any(are_among(name, mentioned) for name in lost - CONSTANTS)
