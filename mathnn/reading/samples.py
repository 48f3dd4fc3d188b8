"""Samples of a declared vector: bold x_i, after x was said to be in R^d, is the i-th of many such vectors."""

from __future__ import annotations

import re

from mathnn.expression import INTEGER, Sort, Symbol
from mathnn.notation import Name, Notation
from mathnn.syntax.typefaces import BOLD_FACES, face


def with_samples(notation: Notation, latex: str) -> Notation:
    """The notation in which bold vectors that carry a letter below are families of such vectors; the same without."""
    found = {name: row for name, row in notation.names.items()
             if row.symbol.sort.is_vector and face(name)[0] in BOLD_FACES and _carries_letter(name, latex)}
    if not found:
        return notation
    families = {name: Name(Symbol(name, Sort("family", (), (INTEGER,), row.symbol.sort)), row.meaning)
                for name, row in found.items()}
    return Notation({**notation.names, **families}, notation.assumptions)


def _carries_letter(name: str, latex: str) -> bool:
    return re.search(rf"{re.escape(name)}\s*_\s*\{{?\s*[a-z0-9]\b", latex) is not None


__all__ = ["with_samples"]
