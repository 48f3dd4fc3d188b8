"""What the typography and the use of an undeclared name say of it. Evidence, not proof: sorts may overrule it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mathnn.syntax.evidence_factors import from_fraction, from_juxtaposed
from mathnn.syntax.evidence_relations import from_list, from_relation, step_letters
from mathnn.syntax.evidence_scripts import from_scripts
from mathnn.syntax.evidence_sums import MATRICES, from_big, from_sum
from mathnn.syntax.evidence_vectors import from_function, from_group, from_product
from mathnn.syntax.index_letters import STEPS, counts_steps
from mathnn.syntax.surface import Kinds, Node, opened
from mathnn.syntax.typefaces import BOLD_FACES, face, is_capital
from mathnn.syntax.uses import (
    CALLED,
    COUNTS,
    DEFINED,
    INVERTED,
    LABELLED,
    LAYER,
    LETTER_INDEX,
    NUMBER_INDEX,
    PRIMED,
    TRANSPOSED,
    TWO_INDICES,
    VECTOR_LIKE,
    Uses,
)

_SHIFTED = re.compile(r"_\s*\{\s*[kns]\s*[-+]")
_FORMS = ("{}", r"\mathbf{{{}}}", r"\boldsymbol{{{}}}", r"\vec{{{}}}")
_GATHERED = frozenset(("behind", "derives_brackets", "gates", "is_linear", "slopes", "steps", "uses"))
_SMALL_O = re.compile(r"(?<![A-Za-z\\])o\s*(?:\\left\s*)?\(")  # o(h), of a lower order than h
_LETTER_O = re.compile(r"(?<![A-Za-z\\])o(?![A-Za-z])(?!\s*(?:\\left\s*)?\()")
_LINEAR = re.compile(r"\\(?:top|intercal|mathsf T|mathsf\{T\}|det|mathbf|vec|boldsymbol|bm|odot|"
                     r"(?:operatorname|mathrm|text)\{(?:tr|Tr|diag|det|rank)\})|\^T|\^\{T\}|\^\{-1\}")


class Evidence(Uses):
    """All that is seen of the names; gathered when it is first asked for: of names that are declared nobody asks."""

    __slots__ = ("kinds", "latex")

    def __init__(self, kinds: Kinds, latex: str, shown: Mapping[str, int] | None = None) -> None:
        self.kinds, self.latex = kinds, latex
        self.shown = shown or {}

    def __getattr__(self, name: str) -> Any:
        if name not in _GATHERED:
            raise AttributeError(name)
        self.uses, self.behind, self.slopes, self.gates = {}, {}, {}, set()
        self.is_linear = bool(_LINEAR.search(self.latex))
        self.derives_brackets = False
        self.steps = STEPS
        if _SHIFTED.search(self.latex):
            self.steps |= {letter for node in self.kinds.get("relation", ()) for letter in step_letters(node)}
        if _SMALL_O.search(self.latex) and not _LETTER_O.search(self.latex):
            self.add("o", DEFINED)
        for kind, rule in _RULES.items():
            for node in self.kinds.get(kind, ()):
                rule(self, node)
        return getattr(self, name)

    def is_whole_function(self, name: str) -> bool:
        """Is a small letter with a prime a function, because brackets have one too: (uv)' = u'v + uv'?"""
        style, letter = face(name)
        return self.derives_brackets and bool(self.of(name) & PRIMED) and not style and letter.islower()


_RULES = {
    "scripts": from_scripts, "juxtaposed": from_juxtaposed, "product": from_product, "group": from_group,
    "sum": from_sum, "function": from_function, "big": from_big, "relation": from_relation, "list": from_list,
    "frac": from_fraction,
}


def names_weights(name: str, indices: tuple[Node, ...], evidence: Evidence) -> bool:
    """W_{xh} and b_h beside h_{t-1} and x_t, or h_1: what stands below stands with a step itself, so it is no index."""
    letters = [opened(index).text for index in indices if opened(index).kind == "name"]
    letter = face(name)[1]
    may_be_named = is_capital(letter) or letter in "bc" or (letter in "vw" and evidence.gates.issuperset(letters))
    return (len(letter) == 1 and may_be_named and 0 < len(letters) == len(indices) < 3
            and (any(evidence.of(form.format(letter)) & (LABELLED | NUMBER_INDEX)
                     for letter in letters for form in _FORMS)
                 or evidence.gates.issuperset(letters))
            and not any(counts_steps(opened(index)) for index in indices))


_GREAT = frozenset((r"\Sigma", r"\Lambda", r"\Phi", r"\Psi"))  # of matrices in all typefaces


def rank_of(name: str, evidence: Evidence, *, is_labelled: bool = False) -> tuple[int, bool]:
    """0 for a number, 1 for a column, 2 for a matrix; and whether this is sure enough to hold against sorts.

    Of a layer's letter it counts what other formulas show of it.
    """
    style, letter = face(name)
    uses = evidence.of(name) | (evidence.shown.get(name, 0) if is_labelled else 0)
    capital = is_capital(letter)
    if style == "vec" and capital:  # an arrow for bold: of matrices as well, which are inverted or transposed
        is_matrix = letter in _GREAT or uses & INVERTED or (uses | evidence.shown.get(name, 0)) & TRANSPOSED
        return (2, True) if is_matrix else (1, False)
    if style in BOLD_FACES:
        return (2 if capital else 1), True
    if uses & TWO_INDICES and not uses & LETTER_INDEX:
        return 2, True
    if uses & LETTER_INDEX:
        return 1, not uses & TWO_INDICES
    if style:
        return 0, style != "mathcal"
    if uses & TRANSPOSED and evidence.of("T") & COUNTS and r"\top" not in evidence.latex:
        uses &= ~TRANSPOSED  # g^T of a sum over T steps is a power
    if uses & TRANSPOSED or (capital and evidence.shown.get(name, 0) & TRANSPOSED and not uses & CALLED):
        return (2 if capital else 1), False
    if uses & (VECTOR_LIKE | LAYER):
        return (2 if capital else 1), False
    if not capital and any(evidence.of(matrix) & (TRANSPOSED | INVERTED) for matrix in evidence.behind.get(name, ())):
        return 1, False  # A x, where A^T or A^{-1} stands as well
    if capital and letter in MATRICES and not uses & CALLED and (
            evidence.is_linear or uses & LABELLED or _weighs_column_of_steps(name, evidence)):
        return 2, False
    return 0, len(letter) > 1 and letter[0] != "\\"


def _weighs_column_of_steps(name: str, evidence: Evidence) -> bool:
    """V h_t, where other formulas show that h_t is a column."""
    columns = [letter for letter, use in evidence.shown.items() if use & TRANSPOSED and letter.islower()]
    return any(re.search(rf"(?<![A-Za-z\\]){re.escape(name)}\s*{re.escape(letter)}\s*_", evidence.latex)
               for letter in columns)


__all__ = ["Evidence", "names_weights", "rank_of"]
