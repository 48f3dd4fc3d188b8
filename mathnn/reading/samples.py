"""Samples of a declared vector: bold x_i, after x was said to be in R^d, is the i-th of many such vectors."""

from __future__ import annotations

import re

from mathnn.expression import INTEGER, NUMBER, Sort, Symbol
from mathnn.notation import Name, Notation
from mathnn.syntax.typefaces import BOLD_FACES, face


def with_samples(notation: Notation, latex: str, members: frozenset[str] = frozenset()) -> Notation:
    """The notation in which vectors that carry a letter below are families of such vectors; the same without.

    Those are the bold ones, `members`, and the others where what carries the letter is transposed or has a length.
    """
    found = {name: row for name, row in notation.names.items() if row.symbol.sort.is_vector and (
        ((face(name)[0] in BOLD_FACES or name in members) and _carries_letter(name, latex))
        or _is_vector_of_samples(name, latex))}
    if not found:
        return notation
    families = {name: Name(Symbol(name, Sort("family", (), (INTEGER,), row.symbol.sort)), row.meaning)
                for name, row in found.items()}
    return Notation({**notation.names, **families}, notation.assumptions)


def must_be_samples(notation: Notation, latex: str, members: frozenset[str]) -> bool:
    r"""Is an "entry" of a vector transposed, or has it a length? x_i x_i^\top speaks of the i-th of many vectors.

    So does x_i where other formulas of the section show it: x is among the `members`.
    """
    return any(row.symbol.sort.is_vector and (
        _is_vector_of_samples(name, latex) or (name in members and _carries_letter(name, latex)))
               for name, row in notation.names.items())


_LETTER_BELOW = r"\s*_\s*(?:[a-z]|\{\s*[a-z]\s*\})(?![a-z])\s*"
_TRANSPOSED = r"\^\s*\{?\s*(?:\\top|\\intercal|\\mathsf\s*\{?\s*T|\\mathrm\s*\{\s*T|T(?![A-Za-z_]))"


def _carries_letter(name: str, latex: str) -> bool:
    return re.search(rf"{re.escape(name)}\s*_\s*\{{?\s*[a-z0-9]\b", latex) is not None


def _is_vector_of_samples(name: str, latex: str) -> bool:
    if "_" not in latex or name not in latex:
        return False
    member = rf"(?<![A-Za-z\\]){re.escape(name)}{_LETTER_BELOW}"
    return re.search(rf"{member}{_TRANSPOSED}|\\(?:\||lVert\b)\s*{member}\\(?:\||rVert\b)"
                     rf"|[A-Za-z]\s*{_TRANSPOSED}\s*\}}*\s*{member}|\\langle\s*(?:\\?[A-Za-z]+\s*,\s*)?{member}",
                     latex) is not None


_COUNTED = re.compile(r"\\(?:sum|prod)(?:\\limits)?\s*_\s*(?:\{\s*)?([a-z])(?![a-z])")


def without_counted_numbers(notation: Notation, latex: str) -> Notation:
    r"""The notation without the numbers y of which this statement sums over the y_i: they are others."""
    indices = "".join(dict.fromkeys(_COUNTED.findall(latex)))
    if not indices:
        return notation
    gone = {name for name, row in notation.names.items() if row.symbol.sort == NUMBER and name in latex and not (
        re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z]|\s*_)", latex)) and re.search(
        rf"(?<![A-Za-z\\]){re.escape(name)}\s*_\s*(?:[{indices}]|\{{\s*[{indices}]\s*\}})(?![A-Za-z])", latex)}
    if not gone or any(name.startswith(tuple(f"{letter}_" for letter in gone)) for name in notation.names):
        return notation
    return Notation({name: row for name, row in notation.names.items() if name not in gone}, notation.assumptions)


__all__ = ["must_be_samples", "with_samples", "without_counted_numbers"]
