"""The verdict on a statement whose capitals may be the matrices of the samples."""

from __future__ import annotations

from collections.abc import Mapping

from mathnn.check.verify import spelled
from mathnn.claims import Role, Verdict
from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression.tree import symbols
from mathnn.reading.judged_reading import under_reading
from mathnn.reading.known import Known
from mathnn.reading.posed import Posed
from mathnn.reading.reached import reached
from mathnn.reading.sample_matrices import Stacked, pairs, stacked, under_condition
from mathnn.reading.trust import is_slip
from mathnn.reading.widths import read_in_one_width
from mathnn.syntax.macros import expanded
from mathnn.syntax.read import Reading


def judged_of_samples(statement: Posed, reading: Reading | None, what: Role, known: Known,
                      macros: Mapping[str, Macro], found: Verdict | None = None) -> Verdict | None:
    """The verdict with the capitals of a statement taken for the matrices of samples; None where that settles nothing.

    What was refuted with any matrix is not for that of the samples.
    """
    latex = statement.located.row.latex
    text = expanded(latex, macros) if macros else latex
    own = symbols(reading.tree) if reading is not None else ()
    sets = {symbol.name for symbol in own if symbol.sort.kind == "set"}  # the V of a sum over w in V
    known_pairs = {name: samples for name, samples in pairs(text, known, own).items() if name not in sets}
    if not known_pairs and not any(symbol.sort.kind == "family" for symbol in own):
        return None
    tree = reading.tree if reading is not None else None
    wrong: Verdict | None = None
    for made in stacked(text, known_pairs, known, statement.located.paragraph, tree):
        better = _so_stacked(made, latex, what, known, macros)
        if better is not None and better.is_true:
            return better
        wrong = wrong or better
    if wrong is not None:
        return wrong
    is_of_them = reading is not None and any(
        row.symbol in known_pairs.values() for _, row in reached(reading.tree, reading.notation))
    if found is None or not found.is_wrong or not is_of_them:
        return None
    listed = ", ".join(sorted(known_pairs))
    return Verdict("unsettled", f"It depends on how {listed} holds the samples, which the text does not say.")


def _so_stacked(made: Stacked, latex: str, what: Role, known: Known,
                macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict with the samples stacked in this way; None where it is open or hangs on what the text leaves open.

    What the text leaves open of them is taken for said where something else turned out to be true with it.
    """
    notation, granted = made
    try:
        reading = read_in_one_width(latex, notation, macros, known, is_given=False)
    except (ReadError, SortError, *FAILURES):
        return None
    found = under_reading(reading, what, known)
    if found is None:
        return None
    if found.is_true:
        found = under_condition(found, granted)
        known.granted |= frozenset(granted)
    elif found.kind != "refuted" or not (is_slip(found) or known.granted >= set(granted)):
        return None
    return found if found.reading else found.changed(reading=spelled(reading))


__all__ = ["judged_of_samples"]
