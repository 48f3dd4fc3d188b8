"""What words say of the rank of a matrix: "X has full column rank", "a matrix A with linearly independent rows"."""

from __future__ import annotations

import re

from mathnn.expression import Expr, Sort, Symbol
from mathnn.expression.build import add, call, multiply, number, transpose
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.syntax.dimensions import open_size
from mathnn.syntax.typefaces import face, is_capital

_FULL = re.compile(
    r"\s*(?:(?:be|is|are)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?matri(?:x|ces)\s+)?(?:that\s+|which\s+)?"
    r"(?:has|have|having|with|of|is\s+of|are\s+of|whose|be\s+of)\s+(?:linearly\s+)?"
    r"(?P<which>full(?:\s+(?P<kind>column|row))?[\s-]+rank\b|(?:(?:the\s+)?(?P<side>column|row)s?\s+are\s+)?"
    r"(?:linearly\s+)?independent(?:\s+(?P<last>column|row)s?)?\b)", re.IGNORECASE)
_IS_FULL = re.compile(r"\s*(?:is|are|be)\s+(?:of\s+)?full[\s-]+(?:(?P<kind>column|row)[\s-]+)?rank\b", re.IGNORECASE)


_INDEPENDENT = re.compile(r"\s*(?:are|be|is)\s+(?:all\s+)?(?:linearly\s+)?independent\b", re.IGNORECASE)
_SIDE_OF = re.compile(r"\b(?P<side>column|row)s?\s+of\b\s*(?:the\s+|an?\s+)?(?:\w+\s+)?(?:matrix\s+)?$", re.IGNORECASE)


def learn_rank(name: str, before: str, after: str, known: Known, line: int) -> None:
    """Learn what the words around a letter say of its rank."""
    kind = _kind(before, after)
    matrix = matrix_named(name, known, line) if kind is not None else None
    if kind is not None and matrix is not None:
        known.property(_of_full_rank(matrix, kind))


def matrix_named(name: str, known: Known, line: int) -> Symbol | None:
    """The matrix of this name, one of any size where a capital is new; None where it is something else."""
    said = known.names.get(name)
    if said is None and is_capital(face(name)[1]):
        shape = open_size(f"{name} rows"), open_size(name)
        known.name(Name(Symbol(name, Sort("number", shape))), line, declared=True)
        said = known.names[name]
    symbol = said.name.symbol if said is not None else None
    return symbol if symbol is not None and symbol.sort.is_matrix and symbol.sort.kind == "number" else None


def _kind(before: str, after: str) -> str | None:
    """Are its columns said to be independent, its rows, or as many of both as there can be; None where none are."""
    found = _FULL.match(after) or _IS_FULL.match(after)
    if found is not None:
        groups = found.groupdict()
        kind = next((groups[key].lower() for key in ("kind", "side", "last") if groups.get(key)), "")
        return kind if kind or "rank" in found[0].lower() else None
    of_side = _SIDE_OF.search(before) if _INDEPENDENT.match(after) else None
    return of_side["side"].lower() if of_side is not None else None


def _of_full_rank(matrix: Symbol, kind: str) -> Expr:
    """The determinant of A^T A is not zero, that of A A^T, or one of these, of which none is negative."""
    rows, columns = matrix.sort.shape
    if rows == columns:
        return call("unequal", call("det", matrix), number(0))
    turned = transpose(matrix)
    of_columns, of_rows = call("det", multiply(turned, matrix)), call("det", multiply(matrix, turned))
    of_kind = of_columns if kind == "column" else of_rows if kind == "row" else add(of_columns, of_rows)
    return call("unequal", of_kind, number(0))


__all__ = ["learn_rank", "matrix_named"]
