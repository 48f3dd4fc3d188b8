"""Entries that are read once more: what comes after them says what their letters are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mathnn.documents.document import Macro
from mathnn.expression import Number
from mathnn.expression.tree import symbols
from mathnn.reading.entry import Entry
from mathnn.reading.judged import in_context
from mathnn.reading.known import Known
from mathnn.reading.left_side import names
from mathnn.reading.posed import Posed
from mathnn.reading.postscripts import Waiting, explains, tells_of_above, waits
from mathnn.reading.surroundings import Located
from mathnn.syntax.dimensions import is_open


class ReadAgain:
    """The entries that later words may still change: open claims, and definitions whose letters get other sorts.

    `made` are the entries so far, in which a better one takes the place of the first.
    """

    def __init__(self, made: list[Entry], known: Known, macros: Mapping[str, Macro]) -> None:
        self.made, self.known, self.macros = made, known, macros
        self.open: list[Waiting] = []
        self.definitions: list[Waiting] = []

    def beside(self, part: Located, entry: Entry, statement: Posed) -> None:
        """Read the open claims again whose letters a statement explains; take its own entry, the next one, up."""
        self.open = [each for each in self.open if not each.is_over(part)]
        self._explained_by(entry, statement)
        if waits(entry, part):
            self.open.append(Waiting(len(self.made), entry, statement))
        self.definitions = [each for each in self.definitions if not each.is_over(part)]
        if entry.role == "definition" and not entry.verdict.is_wrong:
            self.definitions.append(Waiting(len(self.made), entry, statement, tries=2, displays=-2))

    def _explained_by(self, entry: Entry, statement: Posed) -> None:
        """Read those claims once more whose letters a new definition explains; the rest goes on waiting."""
        told = self.known.at.told if tells_of_above(statement) else frozenset()
        if entry.role != "definition" and not told:
            return
        left: list[Waiting] = []
        for each in self.open:
            is_explained = each.mentions(told) or (
                entry.role == "definition" and explains(statement, each) and (
                    not each.entry.verdict.is_wrong or tells_of_above(statement)))
            better = each.again(self.known, self.macros) if is_explained else None
            if better is None:
                left.append(each)
            else:
                self.made[each.place] = better
        self.open = left

    def with_sorts(self, told: frozenset[str]) -> None:
        """Read those definitions once more whose letters the words behind them say to be vectors or matrices."""
        for each in self.definitions if told else ():
            if each.tries and each.mentions(told) and _is_out_of_date(each, self.known):
                each.tries -= 1
                self._defined_anew(each)
                self._follows_from(each)

    def _defined_anew(self, old: Waiting) -> None:
        entry = old.entry
        findings = list(self.known.findings)
        said, verdict = in_context(old.statement, (entry.role, entry.role_reason), self.known, self.macros)
        self.known.findings = findings  # they are those of the first time
        if said[0] == entry.role:
            self.made[old.place] = replace(entry, verdict=verdict)

    def _follows_from(self, given: Waiting) -> None:
        """Read the open claims once more that use a definition which has changed."""
        for each in tuple(self.open):
            better = each.again(self.known, self.macros) if explains(given.statement, each) else None
            if better is not None:
                self.made[each.place] = better
                self.open.remove(each)


def _is_out_of_date(given: Waiting, known: Known) -> bool:
    """Is a formula still the one that this definition gave, with letters that are of another kind by now?"""
    said = known.names.get(given.statement.left.head)
    if said is None or said.name.definition is None or said.line != given.entry.place.line:
        return False
    for symbol in symbols(said.name.definition):
        now = known.names.get(symbol.name)
        shape = now.name.symbol.sort.shape if now is not None and now.declared else None
        rank = len(shape) if shape is not None else known.here.ranks.get(symbol.name, len(symbol.sort.shape))
        has_other_sizes = shape is not None and shape != symbol.sort.shape and (
            known.last.paragraph == given.statement.located.paragraph) and not any(
                isinstance(size, Number) or is_open(size) for size in shape)
        is_member = symbol.name in known.here.members and symbol.sort.is_vector
        if symbol.sort.kind == "number" and (rank != len(symbol.sort.shape) or has_other_sizes or is_member):
            return True
    return False


def declared_by(entry: Entry, statement: Posed, known: Known) -> frozenset[str]:
    """The letters to which a membership gave a shape."""
    if entry.role not in ("declaration", "hypothesis") or "member" not in statement.relations:
        return frozenset()
    found = ((name, known.names.get(name)) for name in names(statement.node))
    return frozenset(name for name, said in found if said is not None and said.declared
                     and said.line == entry.place.line and said.name.symbol.sort.shape)


__all__ = ["ReadAgain", "declared_by"]
