"""Formulas that a line took the place of without a word: what follows may still be about the former one.

Below S = A - B, the line S = A may be a new S or a mistake. A statement that is false of the new S and true of the
former one shows which of them the text goes on with.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from mathnn.claims import Role, Verdict
from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import symbols
from mathnn.reading import cues
from mathnn.reading.judged_reading import under_reading
from mathnn.reading.known import Known
from mathnn.reading.passed import links_of
from mathnn.reading.posed import Judged, Posed
from mathnn.reading.readings import read_in_context
from mathnn.reading.said import Said

_TWO = 2  # links of a chain with a second formula
ABOUT = "It is about "
ANOTHER = "it gets another formula than "


def former(statement: Posed, said: Judged, known: Known) -> Said | None:
    """The formula of this section that a line takes the place of without a word; None where there is none."""
    if said[0] != "definition" or not said[1].startswith(ANOTHER) or cues.defining(statement.before):
        return None
    row = known.names.get(statement.left.head)
    return row if row is not None and row.section == known.section and row.name.definition is not None else None


def keep_second(head: str, tree: Expr, known: Known) -> None:
    """Keep the second formula of L = |a - t|^2 = sum_i (a_i - y_i)^2: it was not shown that both are one.

    The text takes them for one, and goes on with either.
    """
    links, row = links_of(tree), known.names.get(head)
    if row is None or len(links) < _TWO or not isinstance(links[1], Call) or links[1].op != "equal":
        return
    now, second = row.name.definition, links[1].args[1]
    if now is not None and now == links[1].args[0] and second.sort == now.sort:
        known.former[head] = replace(row, name=replace(row.name, definition=second)), None


def keep_other_form(tree: Expr, known: Known) -> None:
    """Keep y = u^2 with u = 3x + 5, where y is (3x + 5)^2: the text goes on with dy/du."""
    letter, form = tree.args if isinstance(tree, Call) and tree.op == "equal" else (None, None)
    row = known.names.get(letter.name) if isinstance(letter, Symbol) else None
    if row is None or form is None or row.section != known.section or row.name.parameters or (
            row.name.definition is None or row.name.symbol.name in known.former):
        return
    if symbols(form) - symbols(row.name.definition):
        known.former[row.name.symbol.name] = (
            replace(row, name=replace(row.name, definition=form)), row.name.definition)


def unless_of_second(found: Verdict, names: Container[str], known: Known) -> Verdict:
    """No refutation by a first formula where a letter has a second one, of which the statement is not false too."""
    for name, (row, now) in known.former.items():
        if now is None and name in names and (held := known.names.get(name)) is not None and row.line == held.line:
            return Verdict("unsettled", f"Line {row.line} gives {name} in two forms, and they were not shown to agree.")
    return found


def by_former_formulas(statement: Posed, names: Container[str], what: Role, known: Known,
                       macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict where a statement, which knows these names, is true of formulas that stood in this section before."""
    changed = [(name, row) for name, (row, now) in known.former.items()
               if name in names and (held := known.names.get(name)) is not None
               and known.renumbered.get(name) != statement.located.argument
               and (row.line == held.line if now is None
                    else row.section == known.section and held.name.definition == now)]
    if not changed:
        return None
    tried = known.copy()
    tried.names.update(changed)
    try:
        reading, _ = read_in_context(statement, what, tried, macros)
        found = under_reading(reading, what, tried)
    except (ReadError, SortError, *FAILURES):
        return None
    used = {symbol.name for symbol in symbols(reading.tree)}
    lines = ", ".join(f"{name} of line {row.line}" for name, row in changed if name in used)
    if found is None or not (found.is_true or found.is_wrong) or not lines:
        return None
    return found if found.is_wrong else found.changed(reason=f"{found.reason} {ABOUT}{lines}.")


__all__ = ["ABOUT", "by_former_formulas", "former", "keep_other_form", "keep_second", "unless_of_second"]
