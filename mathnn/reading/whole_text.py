"""What a text, or a section of it, tells as a whole: looked up before it is read from the top."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mathnn.documents.document import Document, Heading, Part, Prose
from mathnn.reading import derivative_layout
from mathnn.reading.commutators import COMMUTATORS
from mathnn.reading.counts_apart import counts_apart
from mathnn.reading.known import Known
from mathnn.reading.phrases import phrase
from mathnn.reading.scopes import Habits
from mathnn.reading.shown import shown
from mathnn.reading.slopes_by_d import named_slopes
from mathnn.reading.surroundings import Located
from mathnn.reading.total_costs import costs

_LETTER = r"\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*\\?[A-Za-z]+\s*\}|(?<![A-Za-z\\])[A-Z](?![A-Za-z])"
_SQUARED = re.compile(rf"({_LETTER})(?:_(?:\w|\{{[^{{}}]{{1,6}}\}}))?\s*'\s*\1(?!')")
_PRIMES = phrase(r"\bprimes?\b[^.;]{0,30}\btranspos|\btranspos\w*[^.;]{0,30}\bprimes?\b", "prime")
_CONJUGATES = phrase(r"\b(?:hermitian|unitary)\b|\bconjugate[- ]transpos|\badjoint of\b",
                     "ermitian|nitary|onjugate|adjoint")
_UNITS = phrase(r"\bunit(?:[- ](?:length|norm|vectors?)|s?\b)|\bnormali[sz]|\b(?:length|norm) (?:one|1)\b",
                "unit|normali|length|norm")
_OF_UNITARY = phrase(r"\b(?:hermitian|unitary|normal|diagonal|triangular)\b", "ermitian|nitary|normal|diagonal|triang")
_ANGLE = phrase(r"\bangles? (?:between|formed|of|that)\b|\bcosine\b", "angle|cosine")


def habits(document: Document, parts: Sequence[Located | Part], *, is_foreign: bool) -> Habits:
    """Which signs mean what in all of it, and of what it speaks; `is_foreign` where its words are not understood."""
    texts = [part.text for part in document.parts if isinstance(part, Prose | Heading)]
    formulas = [part.row.latex for part in parts if isinstance(part, Located)]
    has_conjugates = any(map(_CONJUGATES.stands_in, texts))
    return Habits(
        is_foreign=is_foreign,
        speaks_of_angles=any(map(_ANGLE.stands_in, texts)),
        primes_transpose=any(map(_transposes_by_primes, parts)),
        has_conjugates=has_conjugates,
        of_unitary=has_conjugates and any(map(_OF_UNITARY.stands_in, texts)),
        has_commutators=any(map(COMMUTATORS.stands_in, texts)),
        layout=derivative_layout.named(texts),
        counts_apart=counts_apart(formulas), costs=costs(formulas), named_slopes=named_slopes(formulas))


class Sections:
    """What each section as a whole shows: its layers, and whether it speaks of vectors of length 1."""

    def __init__(self, parts: Sequence[Located | Part]) -> None:
        self.layers = _layers(parts)
        self.of_units = {part.section for part in parts if isinstance(part, Located) and (
            _UNITS.stands_in(part.before) or _UNITS.stands_in(part.after))}

    def enter(self, section: int, known: Known) -> None:
        """Note it for the statement that comes."""
        known.here.layers = self.layers.get(section, {})
        known.here.speaks_of_units = section in self.of_units


def _transposes_by_primes(part: Located | Part) -> bool:
    """Does it show X'X, or say that a prime is a transpose?"""
    if isinstance(part, Located):
        return "'" in part.row.latex and _SQUARED.search(part.row.latex) is not None
    return isinstance(part, Prose) and _PRIMES.stands_in(part.text)


def _layers(parts: Iterable[Located | Part]) -> dict[int, dict[str, int]]:
    """What each section shows of its layers."""
    by_section: dict[int, list[str]] = {}
    for part in parts:
        if isinstance(part, Located):
            by_section.setdefault(part.section, []).append(part.row.latex)
    return {section: found for section, formulas in by_section.items() if (found := shown(formulas))}


__all__ = ["Sections", "habits"]
