r"""Values that were observed: y = X w + \epsilon says how y came about; a loss in w takes y as it was measured.

Of z = \mu + \sigma \epsilon the slopes go through its formula as well: what is true either way is true.
"""

from __future__ import annotations

from dataclasses import replace

from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import operators, symbols
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.syntax.read import Reading
from mathnn.syntax.typefaces import face

_NOISE = frozenset((r"\epsilon", r"\varepsilon", r"\xi"))


def with_observed(reading: Reading, known: Known) -> Reading | None:
    """The reading of a slope without the formulas that hold noise, of which the text gave the law; None for no such."""
    drawn = known.laws.found.keys() | known.laws.vectors.keys()
    if not drawn or operators(reading.tree).isdisjoint(DERIVATIVES):
        return None
    rows = reading.notation.names
    measured = {name: Name(row.symbol, row.meaning) for name, row in rows.items() if row.definition is not None
                and any(symbol.name in drawn and face(symbol.name)[1] in _NOISE for symbol in symbols(row.definition))}
    return replace(reading, notation=replace(reading.notation, names={**rows, **measured})) if measured else None


__all__ = ["with_observed"]
