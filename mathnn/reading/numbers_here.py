"""Columns of another section that are numbers in this one: y of the classes, and y below of a single label.

A definition shows it that can be read no other way. What this section gave before by these letters is read once more.
"""

from __future__ import annotations

from dataclasses import replace

from mathnn.expression import NUMBER, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Name, Notation
from mathnn.reading.known import Known
from mathnn.reading.said import ALWAYS, Said
from mathnn.syntax.read import Reading

NOTE = "numbers here"


def with_numbers(notation: Notation, known: Known) -> Notation | None:
    """The notation in which the columns that other sections declared are numbers; None where there are none."""
    found = _of_other_sections(notation, known)
    if not found:
        return None
    rows: dict[str, Name] = {}
    for name, row in notation.names.items():
        if name in found:
            rows[name] = Name(Symbol(name, NUMBER))
        elif row.definition is not None and not row.parameters and symbols_of(row) & found:
            rows[name] = Name(Symbol(name, NUMBER))  # it is read once more with numbers
        else:
            rows[name] = row
    kept = tuple(each for each in notation.assumptions if not {s.name for s in symbols(each)} & found)
    return Notation(rows, kept)


def noted(reading: Reading, notation: Notation, known: Known) -> Reading:
    """The reading with a note of the letters that are numbers in it; the same where the columns stand as they were."""
    letters = " ".join(sorted(_of_other_sections(notation, known)))
    return replace(reading, notes={**reading.notes, NOTE: letters})


def learn_numbers(reading: Reading, line: int, known: Known) -> None:
    """Take these letters for numbers until the section ends."""
    for name in reading.notes.get(NOTE, "").split(" "):
        if name:
            known.set_aside(name, Said(Name(Symbol(name, NUMBER)), True, line, known.section, casual=True))
            known.at.told |= {name}


def symbols_of(row: Name) -> set[str]:
    """The names in the formula of a row."""
    return {s.name for s in symbols(row.definition)} if row.definition is not None else set()


def _of_other_sections(notation: Notation, known: Known) -> set[str]:
    """Small letters in plain type that only another section declared to be columns."""
    return {name for name, row in notation.names.items() if row.symbol.sort.is_vector and row.definition is None
            and row.symbol.sort.kind == "number" and _is_plain(name) and (said := known.names.get(name)) is not None
            and said.declared and said.section not in (known.section, ALWAYS)}


def _is_plain(name: str) -> bool:
    return len(name) == 1 and name.islower()


__all__ = ["learn_numbers", "noted", "with_numbers"]
