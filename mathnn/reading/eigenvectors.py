r"""What the letters of A v = \lambda v are: a square matrix and a column, or a list of columns v_i."""

from __future__ import annotations

import re

from mathnn.expression import INTEGER, Expr, Sort, Symbol
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.syntax.dimensions import open_size

_BOLD = r"\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*\\?[A-Za-z]+\s*\}"
_SCRIPT = r"_\s*(?:[ijk]|\{\s*[ijk]\s*\})"
_WRITTEN = re.compile(
    rf"\s*(?P<matrix>{_BOLD}|[A-Z]|\\Sigma)\s*(?P<column>{_BOLD}|[a-z])(?P<index>{_SCRIPT})?\s*=\s*"
    rf"\\(?:lambda|mu|alpha|theta|sigma)(?:{_SCRIPT})?\s*(?:\\[,;!]\s*)?(?P=column)(?P<same>{_SCRIPT})?\s*[.,;]?\s*")


def learn_eigenvectors(latex: str, known: Known, line: int) -> None:
    """Of A v = \\lambda v that A is a matrix and v a column, of A v_i = \\lambda_i v_i that all v_i are columns."""
    if "=" not in latex or (found := _WRITTEN.fullmatch(latex)) is None or found["index"] != found["same"]:
        return
    matrix, column = found["matrix"], found["column"]
    if len(column) > 1:
        return  # a bold letter is a column without this
    size: Expr = open_size(matrix)
    if (said := known.names.get(matrix)) is not None and said.name.symbol.sort.is_matrix:
        size = said.name.symbol.sort.shape[0]
    elif said is None or not (said.declared or said.name.definition is not None):
        known.here.rank(matrix, 2)
    else:
        return  # a number, or what it was said to be
    before = known.names.get(column)
    if before is not None and (before.declared or before.name.definition is not None) and known.is_of_section(column):
        return
    if found["index"]:
        sort = Sort("family", (), (INTEGER,), Sort("number", (size,)))
        known.name(Name(Symbol(column, sort)), line, declared=True, casual=True)
    else:
        known.names.pop(column, None)
        known.here.rank(column, 1)


__all__ = ["learn_eigenvectors"]
