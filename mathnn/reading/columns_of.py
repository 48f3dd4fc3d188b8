r"""A matrix that is given by its columns, ``U = [u_1 \cdots u_n]``, and the columns by their matrix.

What is said of such a matrix, that it is orthogonal, is solved for the matrix; so it is what stays free then.
"""

from __future__ import annotations

from dataclasses import replace

from mathnn.expression import Bind, Call, Expr, Sort, Symbol
from mathnn.expression.operators import ONE
from mathnn.expression.sort import INTEGER
from mathnn.expression.tree import symbols
from mathnn.notation import Name
from mathnn.reading.declared import is_size_of_ours
from mathnn.reading.decompositions import make_square, with_orthonormal_columns
from mathnn.reading.known import Known
from mathnn.reading.property_words import orthonormal_columns
from mathnn.syntax.side_by_side import last_of_columns
from mathnn.syntax.surface import Node, opened

_PLACE = Symbol(" row", INTEGER)


def give_orthonormal_columns(tree: Expr, line: int, known: Known) -> bool:
    """Take Q^T Q = I for what is said of Q = [q_1 ... q_n]; False for anything else."""
    matrix = with_orthonormal_columns(tree)
    if matrix is None or not free_of_its_columns(matrix.name, line, known):
        return False
    known.property(orthonormal_columns(known.names[matrix.name].name.symbol))
    return True


def listed_anew(row: Name, known: Known) -> None:
    """U = [u_1 ... u_r] once more: what was said of another U and its columns holds no more."""
    listed = _family(row.definition)
    said = known.names.get(listed[0].name) if listed is not None else None
    formula = said.name.definition if said is not None else None
    if listed is not None and said is not None and formula is not None and (
            row.symbol.name in {each.name for each in symbols(formula)}):
        known.names[listed[0].name] = replace(said, name=Name(listed[0]))
        known.release(row.symbol.name)


def free_of_its_columns(name: str, line: int, known: Known, *, is_square: bool = False) -> bool:
    """Let the columns have their formulas by this matrix and not it by them; False where it is not given so."""
    if is_square:
        make_square(name, known)  # first: the letter for how many there are stands in the formula
    said = known.names.get(name)
    listed = _family(said.name.definition) if said is not None else None
    if said is None or listed is None:
        return False
    family, index = listed
    columns = known.names.get(family.name)
    if columns is None or columns.name.definition is not None or columns.name.symbol != family:
        return False
    matrix = said.name.symbol
    height = matrix.sort.shape[0]
    entry = Call("entry", (matrix, _PLACE, index), Sort("number"))
    column = Bind("vector", _PLACE, entry, ONE, height, None, Sort("number", (height,)))
    known.names[name] = replace(said, name=Name(matrix))
    known.name(Name(family, "", column, (index,)), line, declared=False)
    return True


def expect_columns(node: Node, known: Known) -> None:
    """Let V of X = U S V^T have as many columns as V = [v_1, ..., v_r] lists, before that is read."""
    node = opened(node)
    left = opened(node.parts[0]) if node.kind == "relation" and node.text.split()[0] in ("equal", "define") else node
    said = known.names.get(left.text) if left is not node and left.kind == "name" else None
    if said is None or said.declared or said.name.definition is not None or not said.name.symbol.sort.is_matrix:
        return
    last, width = last_of_columns(node.parts[1]), said.name.symbol.sort.shape[1]
    if last and last not in known.names and isinstance(width, Symbol) and is_size_of_ours(known, width):
        known.resize({width: Symbol(last, INTEGER)})


def _family(formula: Expr | None) -> tuple[Symbol, Symbol] | None:
    """The columns of [u_1 ... u_n], and their index."""
    rows = formula.args[0] if isinstance(formula, Call) and formula.op == "transpose" else None
    if not isinstance(rows, Bind) or rows.op != "vector" or not isinstance(rows.body, Call):
        return None
    family, label = rows.body.args[0], rows.body.args[-1]
    is_plain = rows.body.op == "layer" and label == rows.index and isinstance(family, Symbol)
    return (family, rows.index) if is_plain and isinstance(family, Symbol) else None


__all__ = ["expect_columns", "free_of_its_columns", "give_orthonormal_columns", "listed_anew"]
