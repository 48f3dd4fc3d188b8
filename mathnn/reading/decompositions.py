"""Factors that a decomposition gives their properties: the SVD A = U S V^T, an eigendecomposition S = Q L Q^T.

The name of the decomposition says that U and V have orthonormal columns, that Q is orthogonal and L diagonal. So does
Q^T Q = Q Q^T = I of a Q, whatever shape it was taken to have.
"""

from __future__ import annotations

from collections.abc import Iterator

from mathnn.expression import Call, Expr, Symbol
from mathnn.reading.declared import is_size_of_ours
from mathnn.reading.known import Known
from mathnn.reading.passed import links_of
from mathnn.reading.phrases import phrase
from mathnn.reading.posed import Posed
from mathnn.reading.property_words import orthonormal_columns

_SINGULAR = phrase(r"\b(?:SVD|singular[- ]value decomposition)\b", "svd|singular")
_SPECTRAL = phrase(r"\b(?:eigen-?(?:value )?decomposition|spectral (?:decomposition|theorem))\b", "eigen|spectral")


def factors(statement: Posed, tree: Expr) -> tuple[tuple[str, ...], str]:
    """The letters with orthonormal columns that a named decomposition has, and that of its diagonal factor or ""."""
    right = tree.args[1] if isinstance(tree, Call) and tree.op == "equal" else None
    if not isinstance(right, Call) or right.op != "multiply" or len(right.args) != _THREE:
        return (), ""
    left, middle, turned = right.args
    last = turned.args[0] if isinstance(turned, Call) and turned.op == "transpose" else None
    if not (isinstance(left, Symbol) and isinstance(middle, Symbol) and isinstance(last, Symbol)):
        return (), ""
    words = f"{statement.before} {statement.located.after}"
    if left != last and _SINGULAR.stands_in(words):
        return (left.name, last.name), ""
    if left == last and _SPECTRAL.stands_in(words):
        return (left.name,), middle.name
    return (), ""


_THREE = 3


def learn_decomposition(statement: Posed, tree: Expr, known: Known) -> str:
    """Learn what the name of a decomposition says of its factors; the diagonal one is given back, else ""."""
    names, diagonal = factors(statement, tree)
    for name in names:
        if diagonal:
            make_square(name, known)
        said = known.names.get(name)
        if said is not None and said.name.symbol.sort.is_matrix and said.name.symbol.sort.kind == "number":
            known.property(orthonormal_columns(said.name.symbol))
    return diagonal


def square_by_both(tree: Expr) -> Symbol | None:
    """The Q of Q^T Q = Q Q^T = I, in either order."""
    links = links_of(tree)
    products = [_of_one(side) for link in links if isinstance(link, Call) and link.op == "equal" for side in link.args]
    found = [each for each in products if each is not None]
    letters = {letter for letter, _ in found}
    if len(links) == 2 and len(letters) == 1 and {is_first for _, is_first in found} == {True, False} and (
            _is_identity(links[-1])):
        return letters.pop()
    return None


def with_orthonormal_columns(tree: Expr) -> Symbol | None:
    """The Q of Q^T Q = I, or of Q^T Q = Q Q^T = I."""
    links = links_of(tree)
    products = [_of_one(side) for link in links if isinstance(link, Call) and link.op == "equal" for side in link.args]
    return next((each[0] for each in products if each is not None and each[1]), None) if (
        _is_identity(links[-1])) else None


def _of_one(side: Expr) -> tuple[Symbol, bool] | None:
    """The letter of Q^T Q or Q Q^T, and whether the transpose stands first."""
    if not isinstance(side, Call) or side.op != "multiply" or len(side.args) != 2:
        return None
    for at, (turned, plain) in enumerate((side.args, side.args[::-1])):
        is_turned = isinstance(turned, Call) and turned.op == "transpose" and turned.args[0] == plain
        if isinstance(plain, Symbol) and is_turned:
            return plain, not at
    return None


def _is_identity(link: Expr) -> bool:
    return isinstance(link, Call) and len(link.args) > 1 and getattr(link.args[1], "name", "") in ("I", r"\mathbf{I}")


def make_square(name: str, known: Known) -> None:
    """Let a matrix of which only formulas told the shape be square."""
    said = known.names.get(name)
    shape = said.name.symbol.sort.shape if said is not None else ()
    if len(shape) == 2 and shape[0] != shape[1]:
        for size, other in _orders(shape):
            if isinstance(size, Symbol) and is_size_of_ours(known, size):
                known.resize({size: other})
                return


def _orders(shape: tuple[Expr, ...]) -> Iterator[tuple[Expr, Expr]]:
    yield shape[1], shape[0]
    yield shape[0], shape[1]


__all__ = ["learn_decomposition", "make_square", "square_by_both", "with_orthonormal_columns"]
