"""Numbers beside vectors, and a bias beside a batch: they stand in every entry, or are added to every sample."""

from __future__ import annotations

import re
from fractions import Fraction

from mathnn.errors import SortError
from mathnn.expression import Call, Expr, Number, Sort, Symbol
from mathnn.expression.operators import is_one, sort_of
from mathnn.expression.tree import is_zero, walk
from mathnn.syntax.infer import Inference, negated
from mathnn.syntax.surface import Node
from mathnn.syntax.to_latex import to_latex
from mathnn.syntax.typefaces import face


def is_batch(tree: Expr) -> bool:
    """A product of matrices: samples in rows or columns, to which a bias may be added."""
    return (tree.sort.is_matrix and isinstance(tree, Call) and tree.op == "multiply"
            and all(arg.sort.is_matrix for arg in tree.args if arg.sort.shape) and not is_one(tree.sort.shape[0]))


_ENTRYWISE = re.compile(r"\\odot|\\circ(?![A-Za-z])|\\circledcirc")
# Which way round the gap is that has to be positive, and whether it must not be.
_BOUNDS = {"greater": (False, False), "less": (True, False), "greater_equal": (True, True), "less_equal": (False, True)}


def beside_samples(inf: Inference, flat: list[Expr]) -> list[Expr]:
    """The b of w^T X + b, one neuron for all the samples in the columns of X: the same number for each."""
    row = next((part for part in flat if _is_of_samples(part)), None)
    if row is None or not any(isinstance(part, Symbol) and not part.sort.shape for part in flat):
        return flat
    ones = _made(inf, "transpose", Symbol(r"\mathbf{1}", Sort("number", row.sort.shape[1:])))
    inf.taken.setdefault("bias", "a number beside a row of samples: added to each of them")
    return [_made(inf, "multiply", part, ones) if isinstance(part, Symbol) and not part.sort.shape else part
            for part in flat]


def _is_of_samples(tree: Expr) -> bool:
    """w^T X: a row times a matrix."""
    return (tree.sort.is_matrix and is_one(tree.sort.shape[0]) and isinstance(tree, Call) and tree.op == "multiply"
            and isinstance(tree.args[-1], Symbol) and tree.args[-1].sort.is_matrix)


def beside_batch(inf: Inference, tree: Expr, batch: Expr) -> Expr:
    """A bias beside a batch X W: a row, or a column that fits its rows or columns, is added to every sample."""
    rows, columns = batch.sort.shape
    shape = inf.shape(tree)
    is_row = tree.sort.is_matrix and is_one(shape[0])
    if not (is_row or tree.sort.is_vector):
        return tree
    first = batch.args[0] if isinstance(batch, Call) else batch
    inner = getattr(first, "args", (first,))[0]
    weights_first = face(getattr(first, "name", getattr(inner, "name", "")))[1] == "W"
    for along in ((rows, columns) if weights_first and not is_row else (columns, rows)):
        try:
            inf.dimensions.same(shape[-1], along)
        except SortError:
            continue
        break
    else:
        return tree
    inf.taken.setdefault("bias", f"{spoken(tree)} beside a product of matrices: added to every "
                                 + ("column" if along is rows else "row"))
    ones = Symbol(r"\mathbf{1}", Sort("number", (columns if along is rows else rows,)))
    flat = tree if is_row or along is rows else _made(inf, "transpose", tree)
    return _made(inf, "multiply", flat, _made(inf, "transpose", ones)) if along is rows else (
        _made(inf, "multiply", ones, flat))


def _made(inf: Inference, op: str, *args: Expr) -> Call:
    return Call(op, args, sort_of(op, tuple(arg.sort for arg in args), inf.dimensions.same))


def spoken(tree: Expr) -> str:
    """A short tree as it is spelled in a note."""
    return to_latex(tree)


def spread(inf: Inference, tree: Expr, sort: Sort, *, is_entrywise: bool = False) -> Expr:
    """A number written in digits, in every entry of a vector; of a matrix where the author works entry by entry.

    Without that, 1 - A of a matrix may be meant of the identity.
    """
    if isinstance(tree, Call) and tree.op == "negate":
        inner = spread(inf, tree.args[0], sort, is_entrywise=is_entrywise)
        return tree if inner is tree.args[0] else negated(inner)
    is_fit = len(sort.shape) == 1 or (len(sort.shape) == 2 and (is_entrywise or _ENTRYWISE.search(inf.text[0])))
    if not isinstance(tree, Number) or not is_fit:
        return tree
    if len(sort.shape) == 2:
        inf.taken.setdefault("spread", f"{tree.written} beside a matrix: that number in every entry")
        ones = [Symbol(r"\mathbf{1}", Sort("number", (size,))) for size in sort.shape]
        outer = (ones[0], _made(inf, "transpose", ones[1]))
        return _made(inf, "multiply", *(outer if tree.value == 1 else (tree, *outer)))
    name = r"\mathbf{0}" if tree.value == 0 else r"\mathbf{1}"
    inf.taken.setdefault("spread", f"{tree.written} beside a vector: that number in every entry")
    whole = Symbol(name, Sort("number", sort.shape))
    return whole if tree.value in (0, 1) else Call("multiply", (tree, whole), whole.sort)


def where(inf: Inference, relation: Expr, node: Node) -> Expr | None:
    """Z > 0 as numbers, 1 in each entry where it holds and 0 elsewhere; None for what is no such relation of arrays."""
    if not isinstance(relation, Call) or relation.op not in _BOUNDS:
        return None
    left, right = relation.args
    shape = next((side.sort for side in relation.args if side.sort.shape), None)
    if shape is None:
        return None
    turned, is_denied = _BOUNDS[relation.op]
    above, below = (right, left) if turned else (left, right)
    terms = [*([] if is_zero(above) else [above]), *([] if is_zero(below) else [negated(below)])]
    terms = [spread(inf, term, shape, is_entrywise=True) for term in terms]
    if any(term.sort.shape != shape.shape for term in terms):
        return None
    gap = inf.make("add", tuple(terms), node) if len(terms) > 1 else terms[0]
    ones = inf.make("relu", (inf.make("sign", (gap,), node),), node)
    one = spread(inf, Number(Fraction(1), "1"), shape, is_entrywise=True)
    return inf.make("add", (one, negated(ones)), node) if is_denied else ones


def is_entrywise(tree: Expr) -> bool:
    """Does a root of a column stand in it? Then the author works entry by entry."""
    return any(isinstance(node, Call) and node.op == "root" and node.args[0].sort.shape for node in walk(tree))


def is_entrywise_quotient(tree: Expr) -> bool:
    return isinstance(tree, Call) and tree.op == "divide" and is_entrywise(tree)


__all__ = ["beside_batch", "beside_samples", "is_batch", "is_entrywise", "is_entrywise_quotient", "spread",
           "where"]
