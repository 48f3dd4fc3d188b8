r"""Slopes of a cost under short names, as programs write them: dW^{[2]} for \partial J / \partial W^{[2]}.

What dW, db, dZ and dA are by one another follows from the layers by the chain rule, for any cost of them. Of a mean
over m samples dZ holds m times the slopes, so that \frac{1}{m} stands in dW and db alone: it is left out of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from mathnn.check.verify import spelled
from mathnn.claims import Role, Verdict
from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import NUMBER
from mathnn.reading.judged_reading import under_reading
from mathnn.reading.known import Known
from mathnn.reading.one_width import in_one_width, weighed_in_one_width
from mathnn.reading.posed import Judged, Posed
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.reading.widths import read_in_one_width

SLOPE: Judged = ("claim", "it is a slope of the cost, which the layers settle")
_LABEL = r"(?:\^\s*\{\s*[\[(][^{}\[\]()]{1,5}[\])]\s*(T|\\top|'\s*T)?\s*\}|_\s*(?:\d|[a-z](?![a-z])|\{[^{}]{1,5}\}))?"
_NAME = rf"(?<![A-Za-z\\])d\s*([A-Za-z]){_LABEL}(?![A-Za-z])"
_NAMED = re.compile(rf"^\s*{_NAME}\s*(?::?=)")
_SLOPE = re.compile(_NAME)
_MEAN = re.compile(r"\\frac\s*\{?\s*1\s*\}?\s*\{?\s*m\s*\}?|1\s*/\s*m(?![A-Za-z])")
_SUMMED = re.compile(rf"\\sum(?:\s*_\s*(?:\w|\{{[^{{}}]*\}}))?(?:\s*\^\s*(?:\w|\{{[^{{}}]*\}}))?\s*({_NAME})")
_STAR = re.compile(r"(?<![\^{])\*(?!\*)")  # of entries, as in programs
_PRODUCT = re.compile(r"\\(?:cdot|times|circ|ast)(?![A-Za-z])")
_UNTOLD = re.compile(r"\*\*|\^\s*\{?\s*\([ijkmnt]\)")  # powers of programs, and single samples
_COSTS = ("J", "L", r"\mathcal{L}", "C", "E")


def named_slopes(formulas: Iterable[str]) -> frozenset[str]:
    """The letters of which a document defines slopes by a d before them; none where they are not those of layers."""
    found = {name[1] for latex in formulas if "d" in latex and (name := _NAMED.match(latex)) is not None}
    is_of_layers = not found.isdisjoint("Ww") and not found.isdisjoint("ZzAa")
    return frozenset(found) if is_of_layers else frozenset()


def judged_slope(statement: Posed, what: Role, known: Known, macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict on the definition of such a name, where the layers that the text gave settle it.

    A dot or a cross may be the product of matrices or that of entries: wrong is what is so as either.
    """
    latex = statement.located.row.latex
    name = _NAMED.match(latex) if what in ("definition", "claim") else None
    if name is None or name[1] not in known.habits.named_slopes or _UNTOLD.search(latex):
        return None
    wrong: list[Verdict] = []
    for cost in _choices(known):
        text = _in_slopes(latex, cost)
        for tried in dict.fromkeys((text, _PRODUCT.sub(r"\\odot ", text))):
            found = _judged(tried, statement, known, macros)
            if found is not None and found.is_true:
                return found
            wrong += [found] if found is not None and found.kind == "refuted" else []
    return wrong[0] if (wrong and not _PRODUCT.search(latex)) or len(wrong) > 1 else None


def _judged(latex: str, statement: Posed, known: Known, macros: Mapping[str, Macro]) -> Verdict | None:
    notation = notation_for(known, latex, Trust.ALL, statement.located.paragraph)
    try:
        reading = read_in_one_width(latex, notation, macros, known, is_given=False, ranks=known.here.ranks)
    except SortError:
        alike = in_one_width(latex, notation, macros, known, clashes=True)
        found = under_reading(alike, "claim", known) if alike is not None else None
        wrong = weighed_in_one_width(found, alike) if found is not None and alike is not None else None
        return wrong if wrong is not None and wrong.kind == "refuted" else None
    except (ReadError, *FAILURES):
        return None
    found = under_reading(reading, "claim", known)
    return found.changed(reading=spelled(reading)) if found is not None else None


def _choices(known: Known) -> tuple[str, ...]:
    """A letter for a cost without a formula, and the cost that the text gave a formula."""
    rows = {cost: said.name for cost in _COSTS if (said := known.names.get(cost)) is not None}
    given = {cost for cost, row in rows.items() if row.definition is not None}
    free = next((cost for cost in _COSTS if cost not in given), "J")
    return free, *(cost for cost in _COSTS if cost in given and rows[cost].symbol.sort == NUMBER)


def _in_slopes(latex: str, cost: str) -> str:
    """The formula with the slopes written out."""
    text = _SUMMED.sub(lambda found: rf"{found[1]} \mathbf{{1}}", _MEAN.sub("", latex))
    return _SLOPE.sub(lambda found: _written_out(found, cost), _STAR.sub(r"\\odot ", text))


def _written_out(found: re.Match[str], cost: str) -> str:
    letter = found[0].replace("d", "", 1)
    turned = found[2]
    plain = letter.replace(turned, "") if turned else letter
    slope = rf"\frac{{\partial {cost}}}{{\partial {plain}}}"
    return rf"\left({slope}\right)^T" if turned else rf"{{{slope}}}"


__all__ = ["SLOPE", "judged_slope", "named_slopes"]
