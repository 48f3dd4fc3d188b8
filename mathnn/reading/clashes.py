"""Shapes that agree in no reading: mistyped where they were declared or are written out, else not decided."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mathnn.claims import Role, Verdict
from mathnn.errors import SortError
from mathnn.expression import Symbol
from mathnn.expression.tree import symbols
from mathnn.reading.known import Known
from mathnn.reading.left_side import names, opened
from mathnn.reading.posed import Posed
from mathnn.reading.said import ALWAYS
from mathnn.syntax.finish import taken
from mathnn.syntax.read import Reading
from mathnn.syntax.surface import Node

_FEWEST = 2  # letters of declared shapes that make a clash sure where words declared them
_NO_READING = "No reading was found in which all shapes agree"
_SIZES = re.compile(r"a dimension is (.+?) on one side and (.+?) on the other")


def clashing(problem: SortError, statement: Posed) -> Verdict:
    """A clash whatever the letters are: mistyped where two sides write their shapes out."""
    written = [side for side in statement.sides if _writes_its_shape(side)]
    if len(written) > 1 and (len(statement.sides) == len(written) or len(set(map(_written_size, written))) > 1):
        return Verdict("mistyped", _sentence(problem.message), start=problem.start, end=problem.end)
    if written and "member" in statement.relations and _is_of_numbers(problem):
        return Verdict("mistyped", _sentence(problem.message), start=problem.start, end=problem.end)
    return no_reading(problem)


def _is_of_numbers(problem: SortError) -> bool:
    """Are both sizes that clash numbers: of a matrix that is written out, and of R^{3 x 2}?"""
    found = _SIZES.search(problem.message)
    return found is not None and found[1].isdigit() and found[2].isdigit()


def no_reading(problem: SortError) -> Verdict:
    """Not decided: what was declared does not settle the sorts of all letters."""
    return Verdict("unsettled", f"{_NO_READING}: {problem.message.rstrip('.')}.", start=problem.start, end=problem.end)


def is_without_reading(verdict: Verdict) -> bool:
    """Was the statement not understood at all?"""
    return verdict.kind == "unreadable" or verdict.reason.startswith(_NO_READING)


def mistyped(clash: SortError, statement: Posed, reading: Reading, known: Known) -> Verdict:
    """Shapes that clash with what was declared; the reading says what that was."""
    rows = {s.name: known.names[s.name].name for s in sorted(symbols(reading.tree), key=lambda s: s.name)
            if s.name in known.names}
    said = "; ".join((" ".join(statement.located.row.latex.split()), *taken(rows, {})))
    return Verdict("mistyped", _sentence(clash.message), said, start=clash.start, end=clash.end)


def relied_on(statement: Posed, reading: Reading, what: Role, known: Known) -> list[str]:
    """The names whose shapes a statement relies on: not what is defined by it, nor the rate of an update."""
    new = statement.left.head if what == "definition" and statement.left.kind in ("name", "applied") else ""
    return [s.name for s in symbols(reading.tree) if s.sort.kind == "number" and s.name != new
            and not (what == "update" and s.name in reading.inferred and _is_number(s, known))]


def rests_on_words(reading: Reading, what: Role, known: Known) -> bool:
    """Does a clash rest on one letter of which words alone gave the shape, or did so in another section?

    A text soon takes a letter for something else; of two that stand together it means what it said.
    """
    said = [found for symbol in symbols(reading.tree) if (found := known.names.get(symbol.name)) is not None
            and found.declared and found.name.symbol.sort.shape]
    in_words = [found for found in said if found.casual]
    return bool(in_words) and (what == "hypothesis" or len(said) < _FEWEST or any(
        found.section not in (known.section, ALWAYS) for found in said))


def is_told_anew(statement: Posed, what: Role) -> bool:
    """Does a condition say of what shape a letter is in the case that follows: "when the input X in R^{n x d} is"?

    So does a number, "a coin with p = 1/4" after p in R^n.
    """
    if what in ("hypothesis", "definition") and statement.is_setting and not statement.located.row.equation.display:
        return statement.left.kind == "name" and not any(True for _ in names(statement.right[0]))
    return what == "hypothesis" and statement.left.kind == "name" and statement.relations == ("member",) and any(
        name == r"\mathbb{R}" for name in names(statement.right[0]))


def is_example(clash: SortError, statement: Posed, relied: Sequence[str]) -> bool:
    """Does a column in numbers give a size that was a letter a value, as examples do: x = (165, 185) of x in R^D?

    The argument of a new function may be another letter too: h(p) = p (1 - p) after p in R^n.
    """
    if statement.left.kind == "applied" and statement.earlier is None and len(relied) == 1 and (
            relied[0] in statement.left.letters):
        return True
    found = _SIZES.search(clash.message)
    is_alone = all(name == statement.left.head for name in relied)
    if is_alone and len(statement.right) == 1 and opened(statement.right[0]).kind == "group" and (
            opened(opened(statement.right[0]).parts[0]).kind == "number"):
        return True  # C = [1], of a C in R^{k x k}
    return is_alone and found is not None and found[1].isdigit() != found[2].isdigit()


def _is_number(symbol: Symbol, known: Known) -> bool:
    said = known.names.get(symbol.name)
    return not symbol.sort.shape and (said is None or (not said.declared and not said.name.symbol.sort.shape))


def _writes_its_shape(side: Node) -> bool:
    """Is this side a matrix or column written out?"""
    side = opened(side)
    in_brackets = side.kind == "group" and side.text in ("[]", "()") and len(side.parts) == 1
    inner = opened(side.parts[0]) if in_brackets else side
    return inner.kind in ("grid", "list")


def _written_size(side: Node) -> tuple[str, int, int]:
    """How a side is written out, and in how many rows and columns."""
    side = opened(side)
    inner = opened(side.parts[0]) if side.kind == "group" and len(side.parts) == 1 else side
    rows = [opened(row) for row in inner.parts]
    return (inner.kind, len(rows), max((len(row.parts) for row in rows if row.kind == "row"), default=1))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


__all__ = [
    "clashing", "is_example", "is_told_anew", "is_without_reading", "mistyped", "no_reading", "relied_on",
    "rests_on_words",
]
