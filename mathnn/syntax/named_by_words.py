"""Subscripts that name a quantity and count nothing: n_{in}, the d_k under a root, and the W_q of Q = X W_q."""

from __future__ import annotations

import re

from mathnn.syntax.evidence import Evidence
from mathnn.syntax.infer import Inference
from mathnn.syntax.surface import Node
from mathnn.syntax.typefaces import is_capital
from mathnn.syntax.uses import TRANSPOSED

_PROJECTED = frozenset("qkvo")  # the parts of attention
_SIZE_UNDER_A_ROOT = re.compile(r"\\sqrt\s*\{?\s*d_\{?[kqvh]\b")


def names_in_words(inf: Inference, text: str, indices: tuple[Node, ...]) -> bool:
    """Does a subscript name what the letter stands for? Then it is no entry of anything."""
    return _is_word(inf, text, indices) or _names_its_product(inf, text, indices)


def _is_word(inf: Inference, text: str, indices: tuple[Node, ...]) -> bool:
    """n_{in} beside n_{out}, or of a letter that would be its own index; the size d_k of keys under a root."""
    if text == "d" and len(indices) == 1 and inf.declared(text) is None and _SIZE_UNDER_A_ROOT.search(inf.text[0]):
        return True
    if [index.text for index in indices] != ["i", "n"]:
        return False
    return text == "n" or re.search(rf"(?<![A-Za-z\\]){re.escape(text)}_\{{?\s*\{{?out", inf.text[0]) is not None


def _names_its_product(inf: Inference, text: str, indices: tuple[Node, ...]) -> bool:
    """W_Q, or W_q, in Q = X W_q and in the slope by W_q beside that by Q: what stands below is a matrix itself."""
    if len(text) != 1 or not text.isupper() or len(indices) != 1 or inf.declared(text) is not None:
        return False
    (index,) = indices
    letter = index.text.upper() if text == "W" and index.text in _PROJECTED else index.text
    if index.kind != "name" or len(letter) != 1 or not letter.isupper() or letter == text or inf.bound.get(index.text):
        return False
    return index.text == "o" or re.search(
        rf"(?<![A-Za-z_^\\])(?<![_^]\{{){letter}(?![A-Za-z])", inf.text[0]) is not None


def weighs_matrices(name: str, evidence: Evidence) -> bool:
    """W_q of X W_q, where the section transposes X or another capital of the statement."""
    return name == "W" and any(evidence.shown.get(other, 0) & TRANSPOSED for other in evidence.uses
                               if len(other) == 1 and is_capital(other))


__all__ = ["names_in_words", "weighs_matrices"]
