r"""What letters beside a matrix are by custom: a_j a column or row of A, \lambda_i the eigenvalues of the only matrix.

So A x = \sum_j x_j a_j and \operatorname{tr} A = \sum_i \lambda_i are true under a condition that few texts write down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mathnn.check.conventions import Meant, under_convention
from mathnn.check.eigenvalues import BASIS, Eigenvalues, is_invariant, with_eigenvalues
from mathnn.check.names import constant_kind
from mathnn.claims import Verdict
from mathnn.expression import INTEGER, Bind, Call, Expr, Symbol
from mathnn.expression.build import entry, transpose
from mathnn.expression.tree import rebuild, symbols, walk
from mathnn.notation import DECLARED, Name, Notation
from mathnn.syntax.resized import resized, resized_row
from mathnn.syntax.typefaces import face

_COUNTS = frozenset("dkmnpqDKMN")
_EIGENVALUES = r"\lambda"


def by_custom(tree: Expr, notation: Notation, judge: Callable[[Expr, Notation], Verdict | None]) -> Verdict | None:
    """A true verdict on the statement, where such letters are meant by custom; None without one."""
    for meant in meanings(tree, notation):
        found = judge(meant.tree, meant.notation)
        if found is not None and found.is_true:
            own = tuple(each for each in found.conditions if BASIS not in each)
            return under_convention(found.changed(conditions=own), meant.conditions)
    return None


def meanings(tree: Expr, notation: Notation) -> Iterator[Meant]:
    """The statement with such letters as they are meant by custom, one way after another."""
    pairs = tuple(_members(tree, notation))
    if pairs:
        for of_columns in (True, False):
            if (meant := _with_parts(tree, notation, pairs, of_columns=of_columns)) is not None:
                yield meant
    if not notation.has_formula(_EIGENVALUES) and is_invariant(tree) and (
            made := with_eigenvalues(tree, notation, Eigenvalues(_EIGENVALUES, "n"))) is not None:
        (matrix,) = (symbol for symbol in symbols(tree) if symbol.sort.is_matrix)
        yield Meant(*made, (rf"{_EIGENVALUES}_i \text{{ are the eigenvalues of }} {matrix.name}",))


    if (meant := _with_size_of_ones(tree, notation)) is not None:
        yield meant


def _with_size_of_ones(tree: Expr, notation: Notation) -> Meant | None:
    """I - (1/n) 1 1^T and 1^T 1 = n, where the size of the column of ones was left open: it is n."""
    trees = (tree, *(row.definition for row in notation if row.definition is not None))
    nodes = [node for each in trees for node in walk(each)]
    numbers = {node for node in nodes if isinstance(node, Symbol) and node.name in _COUNTS
               and (node.sort.is_number or node.sort == INTEGER) and not notation.has_formula(node.name)}
    ones = {node for node in nodes if isinstance(node, Symbol) and constant_kind(node, node, None) == "ones"}
    sizes = {size for each in ones for size in each.sort.shape}
    declared = {size for row in notation if row.meaning == DECLARED for size in row.symbol.sort.shape}
    if len(numbers) != 1 or len(sizes) != 1 or not sizes.isdisjoint(declared):
        return None
    (number,), (size,) = numbers, sizes
    table: dict[Expr, Expr] = dict.fromkeys((number, size), Symbol(number.name, INTEGER))
    rows = {name: resized_row(row, table) for name, row in notation.names.items() if name != number.name}
    made = Notation(rows, tuple(resized(each, table) for each in notation.assumptions))
    (sign, *_) = sorted(each.name for each in ones)
    return Meant(resized(tree, table), made, (rf"{number.name} \text{{ is the size of }} {sign}",))


def _members(tree: Expr, notation: Notation) -> Iterator[tuple[Symbol, Symbol]]:
    """The families a_j of columns of which nothing is said, each with the matrix A of its letter."""
    found = set(notation.reached(tree))
    matrices = {face(each.name): each for each in found if each.sort.is_matrix and each.sort.kind == "number"}
    for each in sorted(found, key=lambda symbol: symbol.name):
        value = each.sort.value
        if each.sort.kind != "family" or value is None or not value.is_vector or notation.has_formula(each.name):
            continue
        style, letter = face(each.name)
        matrix = matrices.get((style, letter.upper()))
        if matrix is not None and len(letter) == 1:
            yield each, matrix


def _with_parts(tree: Expr, notation: Notation, pairs: tuple[tuple[Symbol, Symbol], ...], *,
                of_columns: bool) -> Meant | None:
    """All these families as columns, or the first as columns and the others as rows where the first are no columns."""
    sizes: dict[Expr, Expr] = {}
    parts: dict[Symbol, tuple[Symbol, bool]] = {}
    for family, matrix in pairs:
        assert family.sort.value is not None
        (length,), (rows, columns) = family.sort.value.shape, matrix.sort.shape
        is_column = of_columns if rows == columns or length not in (rows, columns) else length == rows
        wanted = rows if is_column else columns
        if length != wanted:
            if not isinstance(length, Symbol):
                return None
            sizes[length] = wanted
        parts[family] = matrix, is_column
    said = tuple(rf"{family.name}_j \text{{ is {'column' if is_column else 'row'} }} j \text{{ of }} {matrix.name}"
                 for family, (matrix, is_column) in parts.items())
    made = resized(_replaced(tree, parts), sizes)
    rows_ = {name: resized_row(_with_parts_in(row, parts), sizes) for name, row in notation.names.items()}
    return Meant(made, Notation(rows_, tuple(resized(each, sizes) for each in notation.assumptions)), said)


def _with_parts_in(row: Name, parts: dict[Symbol, tuple[Symbol, bool]]) -> Name:
    return row if row.definition is None else replace(row, definition=_replaced(row.definition, parts))


def _replaced(tree: Expr, parts: dict[Symbol, tuple[Symbol, bool]]) -> Expr:
    if not any(isinstance(node, Symbol) and node in parts for node in walk(tree)):
        return tree
    made = rebuild(tree, lambda part: _replaced(part, parts)) if isinstance(tree, Call | Bind) else tree
    if isinstance(made, Call) and made.op == "layer" and isinstance(made.args[0], Symbol) and made.args[0] in parts:
        matrix, is_column = parts[made.args[0]]
        inner = entry(transpose(matrix) if is_column else matrix, made.args[1])
        return Call("entry", inner.args, made.sort) if isinstance(inner, Call) else made
    return made


__all__ = ["by_custom", "meanings"]
