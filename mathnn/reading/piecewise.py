"""A formula that holds on a part of the numbers: f(x) = x for x > 0, and f(x) = 0 otherwise.

Such formulas make one row together, a table of cases. Outside of the ranges that a text gave the function has no value:
what follows from "f(x) = x^2 for x >= 0" says nothing of f(-1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mathnn.expression import TRUTH, Call, Expr, Number, Symbol
from mathnn.expression.build import number
from mathnn.expression.tree import conjuncts, substitute, symbols, walk
from mathnn.notation import Name
from mathnn.reading import cues
from mathnn.reading.behind import FOR, only_for
from mathnn.reading.known import Known
from mathnn.reading.left_side import opened
from mathnn.reading.posed import Posed
from mathnn.reading.surroundings import FORMULA, Located
from mathnn.syntax.surface import Node

OTHER_ARGUMENTS = "it is its formula for other arguments"
_ORDERS = frozenset(("less", "less_equal", "greater", "greater_equal", "unequal"))
_BEHIND = re.compile(rf"{FORMULA}\s*,?\s*{FOR}\s*$", re.IGNORECASE)
_IF_BEHIND = re.compile(rf"{FORMULA}\s*,?\s*(?:if|when(?:ever)?|unless)\s*$", re.IGNORECASE)
_EXPLAINS = re.compile(r"\bwhere\s*$", re.IGNORECASE)  # "where Phi is": of another letter than the argument
_AHEAD = re.compile(
    rf"(?:^|[.;:,]|\b(?:and|but|while|with|or)\b)\s*{FOR}\s*{FORMULA}\s*,?\s*(?:(?:we|it|let|us|then|have|has|define|set|put|get|"
    rf"take|let|is|by|that|the|function|value)\b\s*)*:?\s*$", re.IGNORECASE)
_SIGNS = {"positive": "greater", "negative": "less", "nonnegative": "greater_equal", "nonpositive": "less_equal",
          "nonzero": "unequal"}
_IN_WORDS = re.compile(
    r"\s*,?\s*(?:for|if|when(?:ever)?|where)\s+(?:all\s+)?(?:(?:the|its|their|an?)\s+(?:input|argument|value)s?\s+(?:is|are)\s+)?"
    r"(?P<sign>(?:non-?)?(?:positive|negative|zero))\b", re.IGNORECASE)
_ELSE = r"(?:otherwise|else(?:where)?|in all other cases|everywhere else)"
_OTHERWISE = re.compile(rf"\s*,?\s*(?:and\s+)?(?:{_ELSE}|if not|for all other)\b", re.IGNORECASE)
_OTHERWISE_AHEAD = re.compile(rf"\b{_ELSE}\s*,?\s*(?:(?:we|let|set|put|it|is|has|have|take)\s+)*:?\s*$",
                              re.IGNORECASE)
_NUMBERS = {"zero": "0", "one": "1"}
_ZERO_ELSE = re.compile(rf"\s*,?\s*(?:and|but)\s+(?:it\s+)?(?:is\s+)?(?P<value>zero|one|\d+)\s+{_ELSE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """The formula that a statement gave, while the words behind it may still say for which arguments it holds."""

    row: Name  # with its formula as it is written, without a range
    before: Name | None  # what was known of the function before


def without_range(tree: Expr) -> tuple[Expr, Expr | None]:
    """The equation of "f(x) = x if x > 0" and its range; any other tree as it is."""
    if isinstance(tree, Call) and tree.op == "implies" and (
            is_range(tree.args[0]) or _is_place(tree.args[0])):
        return tree.args[1], tree.args[0]
    return tree, None


def _is_place(condition: Expr) -> bool:
    """x = 0, or x is none of 0 and 1: what a density with a jump is told apart by."""
    if not isinstance(condition, Call) or not isinstance(condition.args[0], Symbol):
        return False
    where = condition.args[1]
    if condition.op in ("member", "not_member"):
        return isinstance(where, Call) and where.op == "set" and all(isinstance(each, Number) for each in where.args)
    return condition.op == "equal" and isinstance(where, Number)


def on_its_range(row: Name, statement: Posed, within: Expr | None, known: Known) -> Name:
    """The row that a formula makes together with those for other arguments; `within` is the range in the formula.

    The words around may give the range: before it, behind it, or as the rest of the numbers.
    """
    if not _is_of_numbers(row):
        return row
    said = known.names.get(row.symbol.name)
    before = said.name if said is not None and said.section == known.section else None
    known.last.piece = Piece(row, before)
    if _is_rest(statement):
        return _with_piece(before, row, None) or row
    ranged = within or _ahead(statement, known) or _in_words(statement, row)
    return row if ranged is None else _on(row, ranged, before) or row


def is_behind(before: str) -> bool:
    """Does a formula and then "for" or "if" stand before it?"""
    return bool(_BEHIND.search(before))


def is_of_one(before: str, condition: Expr) -> bool:
    """Is it a condition on the formula right before it alone: a range, or any behind "if"?"""
    return bool(_IF_BEHIND.search(before)) or (is_behind(before) and is_range(condition))


def learn_rest(part: Located, node: Node, known: Known) -> None:
    """Take the value for all other arguments: "f(x) = x if x > 0 and 0 otherwise", in words or as a formula.

    What holds only where words say that are not understood, "if n is even", is no formula of the function.
    """
    piece = known.last.piece
    if piece is None or part.row.equation.display:
        return
    said = known.names.get(piece.row.symbol.name)
    node = opened(node)
    if said is not None and is_open(said.name):
        value, behind = node.text if node.kind == "number" else "", part.after
        if not value and (words := _ZERO_ELSE.match(part.after)):
            value, behind = _NUMBERS.get(words["value"].lower(), words["value"]), "otherwise"
        if value and _OTHERWISE.match(behind):
            rest = replace(piece.row, definition=number(value))
            known.assumed = [old for old in known.assumed if old.condition not in ranges(said.name)]
            known.names[piece.row.symbol.name] = replace(said, name=_with_piece(said.name, rest, None) or said.name)
    elif said is not None and said.name == piece.row and node.kind == "name" and is_behind(part.before) and (
            not _EXPLAINS.search(part.before) or node.text in {each.name for each in piece.row.parameters}):
        known.reopen(piece.row.symbol.name)


def value_at_edge(tree: Expr, known: Known) -> Name | None:
    """The row with the value that "f(0) = 1" gives it where it had none."""
    left, right = tree.args if isinstance(tree, Call) and tree.op == "equal" else (tree, tree)
    if not (isinstance(left, Call) and left.op == "apply" and len(left.args) == 2 and isinstance(left.args[0], Symbol)):
        return None
    said = known.names.get(left.args[0].name)
    if said is None or len(said.name.parameters) != 1:
        return None
    place = Call("equal", (said.name.parameters[0], left.args[1]), TRUTH)
    return _with_piece(said.name, replace(said.name, definition=right), place)


def range_behind(condition: Expr, statement: Posed, known: Known) -> Name | None:
    """The row of the formula right before "for x > 0", for these arguments; None where this is no such range."""
    piece = known.last.piece
    if piece is None or not _BEHIND.search(statement.before) or not is_range(condition):
        return None
    return _on(piece.row, condition, piece.before)


def goes_on(statement: Posed, known: Known) -> bool:
    """Is it the formula of a known function for other arguments than those that the text gave a formula for?"""
    said = known.names.get(statement.left.head)
    if said is None or said.section != known.section or statement.left.kind != "applied" or not is_open(said.name):
        return False
    if statement.is_value:
        return _is_at_edge(statement, said.name) and not cues.asserting(statement.before)
    return _is_at_letters(statement) and (_is_rest(statement) or bool(
        only_for(statement.located.after) or _IN_WORDS.match(statement.located.after)
        or _AHEAD.search(statement.before)) or _has_range(statement) or is_table(statement))


def ranges(row: Name) -> tuple[Expr, ...]:
    """The conditions of a row that is a table of cases."""
    formula = row.definition
    return formula.args[1::2] if isinstance(formula, Call) and formula.op == "cases" else ()


def _is_at_letters(statement: Posed) -> bool:
    """f(x) or f(x, y), not f(2 x)."""
    left = opened(statement.sides[0])
    group = opened(left.parts[-1]) if left.parts else left
    inner = opened(group.parts[0]) if group.kind == "group" and group.parts else group
    return all(opened(part).kind == "name" for part in (inner.parts if inner.kind == "list" else (inner,)))


def _is_at_edge(statement: Posed, row: Name) -> bool:
    """Is it the value where two ranges meet, or in a hole: f(0) of an f that is known for x != 0?"""
    place = opened(opened(statement.sides[0]).parts[-1])
    inner = opened(place.parts[0]) if place.kind == "group" and place.parts else place
    edges = [arg for test in ranges(row) for node in walk(test)
             if isinstance(node, Call) and node.op in ("less", "greater", "unequal")
             for arg in node.args if isinstance(arg, Number)]
    return inner.kind == "number" and any(edge.written == inner.text for edge in edges)


def is_open(row: Name) -> bool:
    """Are there arguments for which a text gave no formula?"""
    return isinstance(row.definition, Call) and row.definition.op == "cases" and len(row.definition.args) % 2 == 0


def is_table(statement: Posed) -> bool:
    """F(x) = a table of cases."""
    right = opened(statement.right[0]) if len(statement.right) == 1 else None
    return right is not None and right.kind == "grid" and right.text == "cases" and statement.left.kind == "applied"


def _has_range(statement: Posed) -> bool:
    return statement.node.kind == "when" and "when" in statement.node.text.split()


def _is_rest(statement: Posed) -> bool:
    return bool(_OTHERWISE.match(statement.located.after) or _OTHERWISE_AHEAD.search(statement.before))


def _ahead(statement: Posed, known: Known) -> Expr | None:
    """The condition that opens the sentence: for x > 0 we set."""
    return known.last.condition if known.last.condition is not None and _AHEAD.search(statement.before) else None


def _in_words(statement: Posed, row: Name) -> Expr | None:
    """For positive x, when the input is negative."""
    said = _IN_WORDS.match(statement.located.after)
    if said is None or len(row.parameters) != 1:
        return None
    sign = said["sign"].lower().replace("-", "")
    return Call(_SIGNS[sign], (row.parameters[0], number(0)), TRUTH) if sign in _SIGNS else None


def _on(row: Name, condition: Expr, before: Name | None) -> Name | None:
    """The row with this formula where the condition on its parameters holds."""
    if not symbols(condition) & set(row.parameters):
        return None
    return _with_piece(before, row, condition) or replace(row, definition=_cases(((row.definition, condition),), None))


def _with_piece(before: Name | None, row: Name, condition: Expr | None) -> Name | None:
    """The row of the pieces so far and of one more; without a condition it is that of all other arguments."""
    if before is None or not is_open(before) or len(before.parameters) != len(row.parameters):
        return None
    assert isinstance(before.definition, Call)
    table: dict[Expr, Expr] = dict(zip(row.parameters, before.parameters, strict=True))
    assert row.definition is not None
    formula = substitute(row.definition, table)
    args = before.definition.args
    old = tuple(zip(args[::2], args[1::2], strict=True))
    if condition is None:
        return replace(before, definition=_cases(old, formula))
    now = substitute(condition, table)
    others = tuple((value, when) for value, when in old if when != now)
    return replace(before, definition=_cases((*others, (formula, now)), None))


def _cases(pieces: tuple[tuple[Expr | None, Expr], ...], rest: Expr | None) -> Call:
    args = [part for piece in pieces for part in piece if part is not None]
    return Call("cases", tuple(args if rest is None else [*args, rest]))


def _is_of_numbers(row: Name) -> bool:
    return bool(row.parameters) and row.symbol.sort.kind == "function" and row.definition is not None and (
        not row.definition.sort.shape and all(p.sort.is_number for p in row.parameters))


def is_range(condition: Expr) -> bool:
    """A condition on numbers that leaves a part of them: x > 0, 0 < x < 1, x in [0, 1]."""
    return all(_bounds(part) for each in conjuncts(condition) for part in _links(each))


def _links(tree: Expr) -> Iterator[Expr]:
    yield from tree.args if isinstance(tree, Call) and tree.op == "chain" else (tree,)


def _bounds(part: Expr) -> bool:
    if not isinstance(part, Call):
        return False
    if part.op == "member":
        return isinstance(part.args[1], Call) and part.args[1].op == "interval"
    return part.op in _ORDERS and all(arg.sort.is_number or isinstance(arg, Number) for arg in part.args)


__all__ = ["OTHER_ARGUMENTS", "Piece", "goes_on", "is_of_one", "is_range", "is_table", "learn_rest", "on_its_range",
           "range_behind", "ranges", "value_at_edge", "without_range"]
