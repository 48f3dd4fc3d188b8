"""Matrices by their entries, also with dots between rows and on a diagonal."""

from __future__ import annotations

from fractions import Fraction

from mathnn.expression import INTEGER, NUMBER, Bind, Call, Expr, Number, Sort, Symbol
from mathnn.expression.operators import ONE
from mathnn.syntax.infer import ClashError, Inference, UnreadableError
from mathnn.syntax.infer_cases import by_cases, looks_like_cases
from mathnn.syntax.infer_columns import as_columns, as_row, column, entries, vector, with_dots
from mathnn.syntax.infer_dots import is_dots, pattern
from mathnn.syntax.surface import Node, opened

_ZERO = Number(Fraction(0), "0")


def grid(inf: Inference, node: Node) -> Expr:
    """A matrix, a column, a determinant, or cases."""
    if node.text in ("cases", "dcases", "rcases") or (node.text == "array" and looks_like_cases(node)):
        return by_cases(inf, node)
    full = tuple(row for row in node.parts if any(cell.kind != "empty" for cell in row.parts))
    lines = [[cell for cell in row.parts if cell.kind != "empty"] for row in full]
    if len(lines) == 1 and len(lines[0]) == 1 and (cell := lines[0][0]).kind == "juxtaposed" and any(
            map(is_dots, cell.parts)) and all(map(_is_letter, cell.parts)):
        lines = [list(cell.parts)]  # x_1 \\ ... \\ x_n, with spaces for the signs between columns
    node = Node(node.kind, node.text, full, node.first, node.last)
    if not lines:
        raise UnreadableError("an empty matrix", node)
    if len(lines) > 1 and len({len(line) for line in lines if not all(map(is_dots, line))}) > 1:
        raise ClashError("the rows of this matrix have different lengths", node)
    made = _matrix(inf, lines, node)
    if node.text == "vmatrix":
        return inf.make("det", (made,), node)
    return made


def _is_letter(node: Node) -> bool:
    """A letter with or without scripts, a number, dots."""
    return opened(node.parts[0] if node.kind == "scripts" else node).kind in ("name", "number")


def _matrix(inf: Inference, lines: list[list[Node]], node: Node) -> Expr:
    if len(lines) == 1:
        single = lines[0]
        if len(single) == 1 and single[0].kind == "list":
            return column(inf, single[0])
        if len(single) == 1:
            return inf.tree(single[0])
        tree = vector(inf, single, node)
        if isinstance(tree, Call) and tree.op in ("block", "tuple"):
            return as_columns(inf, tree, node)
        return tree if tree.sort.is_matrix else as_row(inf, tree, node)
    if all(len(line) == 1 for line in lines):
        return vector(inf, [line[0] for line in lines], node)
    if any(is_dots(cell) for line in lines for cell in line):
        return _matrix_with_dots(inf, lines, node)
    rows = [vector(inf, line, node) for line in lines]
    if any(isinstance(row, Call) and row.op in ("block", "tuple") for row in rows):
        shape = (inf.dimensions.fresh(), inf.dimensions.fresh())
        return Call("block", tuple(rows), Sort("number", shape))
    return inf.make("rows", tuple(rows), node)


def _matrix_with_dots(inf: Inference, lines: list[list[Node]], node: Node) -> Expr:
    """a_{11} ... a_{1n} over dots: the general entry from the corners."""
    full = [line for line in lines if not all(map(is_dots, line))]
    if len(full) < 2 or len(full) == len(lines):
        rows = [with_dots(inf, line, node) if any(map(is_dots, line)) else vector(inf, line, node) for line in lines]
        return inf.make("rows", tuple(rows), node)
    if (diagonal := _diagonal(inf, full)) is not None:
        return diagonal
    first, last = ((with_dots(inf, line, node) if any(map(is_dots, line)) else vector(inf, line, node))
                   for line in (full[0], full[-1]))
    outer = Symbol("i" if not (isinstance(first, Bind) and first.index.name == "i") else "j", INTEGER)
    while outer.name in inf.evidence.uses:
        outer = Symbol(outer.name + "'", INTEGER)
    found = pattern(first, last, outer)
    if found is None or not isinstance(found[1], Number):
        raise UnreadableError("the rows around the dots have no common form", node, r"\vdots")
    body, _, end = found
    return Bind("vector", outer, body, ONE, end, None, Sort("number", (end, *body.sort.shape)))


def _diagonal(inf: Inference, full: list[list[Node]]) -> Expr | None:
    """d_1, d_2, ..., d_n on the diagonal and zeros elsewhere; None for any other matrix."""
    if any(not _is_zero(cell) and not is_dots(cell) for row, line in enumerate(full) for column, cell in enumerate(line)
           if column != (row if row < len(full) - 1 else len(line) - 1)):
        return None
    cells = [line[row if row < len(full) - 1 else len(line) - 1] for row, line in enumerate(full)]
    if any(map(is_dots, cells)) or len({len(line) for line in full}) != 1:
        return None
    shown = entries(inf, cells)
    row_index, column_index = (Symbol(letter, INTEGER) for letter in _free_letters(inf))
    found = pattern(shown[0], shown[-1], row_index)
    if found is None:
        return None
    body, start, end = found
    size: Expr = inf.dimensions.fresh() if start == body else end
    value = shown[0] if start == body else body
    cases = Call("cases", (value, Call("equal", (row_index, column_index), Sort("truth")), _ZERO), NUMBER)
    inner = Bind("vector", column_index, cases, ONE, size, None, Sort("number", (size,)))
    return Bind("vector", row_index, inner, ONE, size, None, Sort("number", (size, size)))


def _free_letters(inf: Inference) -> list[str]:
    return [letter for letter in "ijkrst" if letter not in inf.evidence.uses and letter not in inf.symbols][:2]


def _is_zero(cell: Node) -> bool:
    inner = opened(cell)
    return inner.kind == "number" and inner.text == "0"


__all__ = ["grid"]
