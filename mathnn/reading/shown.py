r"""What a section shows of its layers: an index or a transpose somewhere in it tells whether z^l is a number.

``z^l = w^l a^{l-1} + b^l`` is true of one neuron a layer and of many. An author who writes ``z^l_j`` or ``(w^{l+1})^T``
a few lines below means columns and matrices here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mathnn.syntax.uses import INVERTED, LETTER_INDEX, SIDE_BY_SIDE, TRANSPOSED, TWO_INDICES

_LETTER = r"(?<![A-Za-z\\])([A-Za-z]|\\[a-z]+)\s*"
_LABEL = r"\^\s*(?:\{\s*(?:\(|\[|\\ell|[lL])[^{}]*\}|[(\[][^()\[\]{}]*[)\]]|\\ell(?![a-z])|[lL](?![A-Za-z]))\s*"
_INDICES = r"_\s*(?:\{\s*([i-kmnpq])\s*,?\s*([i-kmnpq]?)\s*\}|([i-kmnpq])(?![A-Za-z]))\s*"
_INDEXED = (re.compile(_LETTER + _LABEL + _INDICES), re.compile(_LETTER + _INDICES + _LABEL))
_RAISED = r"\^\s*\{?\s*(?:T|\\top|\\intercal|\\mathsf\s*\{?T\}?|\\mathrm\s*\{T\})"
_TURNED = (re.compile(rf"\(\s*{_LETTER}{_LABEL}\)\s*{_RAISED}"),
           re.compile(_LETTER + r"\^\s*\{\s*[(\[][^{}()\[\]]*[)\]]\s*(?:T|\\top)\s*\}"))
_STEP = r"_\s*(?:\{\s*t\s*(?:[-+]\s*\d\s*)?\}|t(?![A-Za-z]))\s*"
_ACCENTED = r"(?<![A-Za-z\\])(?:\\(hat|tilde|bar)\s*\{?\s*)?([a-z])\s*\}?\s*"
_OF_STEP = re.compile(_ACCENTED + _STEP)
_STEP_TURNED = re.compile(_ACCENTED + _STEP + _RAISED)
_LENGTH = re.compile(r"\\(?:\||lVert|Vert)(.{1,80}?)\\(?:\||rVert|Vert)")
_ENTRY = re.compile(r"(?<![A-Za-z\\])([A-Z])\s*_\s*\{?\s*[i-kmnpq]\s*,?\s*[i-kmnpq]\s*\}")
_ROW = re.compile(rf"(?<![A-Za-z\\])([a-zA-Z])\s*{_RAISED}")
_INVERTED = re.compile(r"(?<![A-Za-z\\])([A-Z])\s*\^\s*\{\s*-\s*1\s*\}")
_MEMBER_ROW = re.compile(rf"(?<![A-Za-z\\])([a-z])\s*(?:{_INDICES}{_RAISED}|{_RAISED}\s*\}}?\s*{_INDICES})")
_DENSE = re.compile(_LETTER + _LABEL + _LETTER + _LABEL + r"\+\s*" + _LETTER + _LABEL)


def shown(formulas: Iterable[str]) -> dict[str, int]:
    """How the letters of layers are used in these formulas, W_{ij}, x^T; empty where all may be numbers."""
    texts = [latex for latex in formulas if "^" in latex or "_" in latex]
    found: dict[str, int] = {}
    for latex in texts:
        for pattern in _INDEXED:
            for letter, first, second, alone in pattern.findall(latex):
                use = TWO_INDICES if first and second else LETTER_INDEX if first or alone else 0
                found[letter] = found.get(letter, 0) | use
        for letter in _ENTRY.findall(latex):
            found[letter] = found.get(letter, 0) | TWO_INDICES
        if "_t" in latex or "_{t" in latex:
            for letter in _columns_of_steps(latex):
                found[letter] = found.get(letter, 0) | TRANSPOSED
        for pattern in (*_TURNED, _ROW):
            for letter in pattern.findall(latex):
                found[letter] = found.get(letter, 0) | TRANSPOSED
        for letter in _INVERTED.findall(latex):
            found[letter] = found.get(letter, 0) | INVERTED
        for letter, *_ in _MEMBER_ROW.findall(latex):
            found[letter] = found.get(letter, 0) | SIDE_BY_SIDE
    return {**found, **_of_layers(texts, found)} if found else {}


def _columns_of_steps(latex: str) -> Iterator[str]:
    r"""The h of h_t^\top, and letters of steps in ||y_t - h_t||: no numbers, whose bars are single."""
    inside = "".join(_LENGTH.findall(latex))
    for accent, letter in (*_STEP_TURNED.findall(latex), *_OF_STEP.findall(inside)):
        yield rf"\{accent}{{{letter}}}" if accent else letter


def _of_layers(texts: list[str], found: dict[str, int]) -> dict[str, int]:
    """The letters of ``w^l a^{l-1} + b^l`` where one of them is no number: then none is."""
    made: dict[str, int] = {}
    for weights, inputs, biases in (each for latex in texts for each in _DENSE.findall(latex)):
        if {weights, inputs, biases} & found.keys() and len({weights, inputs, biases}) == 3:
            is_batch = inputs[-1:].isupper()  # A of W A + b holds a column for each sample
            made |= {weights: TWO_INDICES, inputs: TWO_INDICES if is_batch else LETTER_INDEX, biases: LETTER_INDEX}
    return made


__all__ = ["shown"]
