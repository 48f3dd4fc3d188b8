"""Matrices of which the words say that their rows, or columns, sum to one: "the rows of T are one-hot"."""

from __future__ import annotations

from mathnn.expression import Expr, Sort, Symbol
from mathnn.expression.build import equal, multiply, transpose
from mathnn.reading.known import Known
from mathnn.reading.phrases import phrase
from mathnn.reading.said import Said
from mathnn.reading.surroundings import Located

_NAME = r"\$\s*(?P<name>[^$]{1,20}?)\s*(?:\\in(?![a-z])[^$]*)?\$"
_LINES = r"(?P<lines>rows?|columns?)"
_SUM = (r"(?:all\s+|each\s+|must\s+|should\s+|again\s+)?(?:sums?|summing|adds?|adding)(?:\s+up)?\s+to\s+"
        r"(?:one|unity|\$?1\$?)(?!\w|\.\d)")
_ARE = (r"(?:are|is)\s+(?:all\s+|each\s+|an?\s+)?(?:one-hot|probability\s+(?:distributions?|vectors?)|stochastic|"
        r"discrete\s+distributions?)")
_PATTERNS = tuple(phrase(pattern, "row|column") for pattern in (
    rf"\b{_LINES}\s+of\s+(?:the\s+(?:matrix|weights)\s+)?{_NAME}\s+(?:{_SUM}|{_ARE})",
    rf"{_NAME}[\s,:]*(?:where|with|whose|such\s+that|in\s+which|and|has|have)\s+(?:each\s+|every\s+|all\s+|the\s+|its\s+)*"
    rf"{_LINES}\s+(?:of\s+which\s+|that\s+)?(?:{_SUM}|{_ARE})",
    rf"{_NAME}\s+is\s+(?:an?\s+)?(?P<lines>row|column)[- ]stochastic",
))
_ONE_HOT = tuple(phrase(pattern, "one-hot") for pattern in (
    rf"{_NAME}[\s,:]*(?:(?:is|are|be|being|with|holds?)\s+)?(?:an?\s+|the\s+)?one-hot(?:[- ]encoded)?\s+"
    rf"(?:labels?|targets?|classes|matrix|encodings?|rows?)\b",
    rf"\bone-hot(?:[- ]encoded)?\s+(?:labels?\s+|targets?\s+|matrix\s+|encodings?\s+|rows?\s+)+{_NAME}",
))
_ANY = phrase(r"\brows?\b|\bcolumns?\b|\bone-hot\b", "row|column|one-hot")


def learn_row_sums(part: Located, known: Known) -> None:
    """Learn it of a matrix of the paragraph that is read, from the words up to the next formula."""
    if part.row.equation.display:
        return
    text = f"{known.words.text} {part.after}"
    if not _ANY.may_stand_in(text):
        return
    for pattern in (*_PATTERNS, *_ONE_HOT):
        for found in pattern.finditer(text):
            said = known.names.get(found["name"])
            lines = found["lines"].lower() if pattern in _PATTERNS else _of_samples(said)
            if said is None or not said.name.symbol.sort.is_matrix or said.name.symbol.sort.kind != "number" or (
                    not known.words.is_new((found["name"], lines[:3]))):
                continue
            matrix = said.name.symbol
            rows, columns = matrix.sort.shape
            if lines.startswith("row"):
                known.property(equal(multiply(matrix, _ones(columns)), _ones(rows)))
            else:
                known.property(equal(multiply(transpose(matrix), _ones(rows)), _ones(columns)))


def _of_samples(said: Said | None) -> str:
    """Do the rows of a matrix of one-hot labels hold the samples, or its columns, as in R^{C x N}?"""
    sizes = said.name.symbol.sort.shape if said is not None else ()
    first = sizes[0] if len(sizes) > 1 else None
    return "columns" if isinstance(first, Symbol) and first.name[:1] in "CKV" else "rows"


def _ones(size: Expr) -> Symbol:
    return Symbol(r"\mathbf{1}", Sort("number", (size,)))


__all__ = ["learn_row_sums"]
