"""The walk over a document: each statement is read in the context of all before it, gets its role, and is judged."""

from __future__ import annotations

from contextlib import suppress

from mathnn.documents.document import Document
from mathnn.errors import FAILURES
from mathnn.reading.behind import range_behind, words_behind
from mathnn.reading.entry import Entry
from mathnn.reading.known import Known
from mathnn.reading.listened import listened
from mathnn.reading.read_again import ReadAgain, declared_by
from mathnn.reading.scopes import AtStatement
from mathnn.reading.sizes_in_words import Sizes
from mathnn.reading.surroundings import Located, located
from mathnn.reading.tables import Tables
from mathnn.reading.taken_in import taken_in
from mathnn.reading.tongues import in_english
from mathnn.reading.whole_text import Sections, habits


def entries(document: Document, known: Known) -> list[Entry]:
    """The entries of a document in order. `known` is what was declared outside of it; it learns as the walk goes on."""
    document, is_foreign = in_english(document)
    parts = tuple(located(document))
    known.habits = habits(document, parts, is_foreign=is_foreign)
    sections, tables, sizes = Sections(parts), Tables(), Sizes()
    made: list[Entry] = []
    again = ReadAgain(made, known, document.macros)
    for position, part in enumerate(parts):
        with suppress(*FAILURES):  # of ours, on some words: the formulas are still judged
            for chance in tables.hear(part):
                known.here.state(chance)
        if not isinstance(part, Located):
            known.at = AtStatement()
            with suppress(*FAILURES):
                made += listened(part, known)
                known.laws.hear(part)
                again.with_sorts(sizes.hear(part, known))
            continue
        sections.enter(part.section, known)
        known.at = AtStatement(range_behind(parts, position), words_behind(parts, position))
        entry, statement = taken_in(part, known, document.macros)
        again.beside(part, entry, statement)
        made.append(entry)
        with suppress(*FAILURES):
            known.laws.hear(part, entry)
            again.with_sorts(known.at.told | sizes.hear(part, known) | declared_by(entry, statement, known)
                             | known.here.members)
    return made


__all__ = ["entries"]
