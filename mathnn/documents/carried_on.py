"""A display that begins with a relation, right below another one: it goes on from that one's last side."""

from __future__ import annotations

from dataclasses import replace

from mathnn.documents.document import Equation, Part, Prose
from mathnn.documents.excerpt import Excerpt, join
from mathnn.documents.formula import relations, tokens
from mathnn.documents.rows import CARRIED_ON, Row


def stands_right_below(position: int, parts: tuple[Part, ...]) -> bool:
    """Does no word stand between this formula and the display above it?"""
    above = position - 1
    while above >= 0 and isinstance(part := parts[above], Prose) and not any(map(str.isalnum, part.text)):
        above -= 1
    before = parts[above] if above >= 0 else None
    return isinstance(before, Equation) and before.display


def carried_on(row: Row, last: Row) -> Row:
    """The row with the last side of the row above as its own first side; the same row where it has one."""
    text = row.latex
    found = relations(text, tokens(text))
    if row.holds_relation or not found or found[0].start > 0:
        return row
    ends = relations(last.latex, tokens(last.latex))
    side = last.excerpt.cut(ends[-1].end if ends else 0, len(last.latex)).strip()
    if not side.text:
        return row
    at = row.excerpt.locate(0)
    step = CARRIED_ON if ends else row.introduced_by  # of what stood above without a relation this is the first formula
    return replace(row, excerpt=join([Excerpt(side.text, ((0, *at),)), row.excerpt]), holds_relation=True,
                   introduced_by=step)


__all__ = ["carried_on", "stands_right_below"]
