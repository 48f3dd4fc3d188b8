"""Which sizes are enough to prove a statement for every size. The argument is in docs/proof-for-all-sizes.md.

The sides are read as families of functions, one for each size (`family_reader`); then the number of indices and of bare
sizes in their terms says how large and how many sizes must be tried.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mathnn.check import families
from mathnn.check.families import Family, Outside, SizeKey
from mathnn.check.family_reader import Reader
from mathnn.check.names import constant_kind
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.check.whole import is_polynomial, whole_numbers
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol

MOST_SIZE = 6
MOST_RUNS = 6
_OF_ENTRIES = frozenset(("entry", "layer"))


@dataclass(frozen=True, slots=True)
class Enough:
    """For each dimension the least size to take, and how many sizes in a row from there."""

    least: dict[SizeKey, int]
    counts: dict[SizeKey, int]
    argument: str


def enough(question: Question) -> Enough | None:
    """The sizes at which a proof is one for every size, or None when the argument does not cover the statement.

    An inequality is covered when each entry depends on the entries at its own indices only.
    """
    if _is_sizeless(question):
        return Enough({}, {}, "")
    if (found := by_geometry(question)) is not None:
        return found
    if not is_polynomial(question):
        return None
    reader = Reader(question)
    try:
        both = families.total([reader.read(side, {}) for side in question.sides])
        axes = reader.free_axes()
        for assumption in question.notation.assumptions:
            reader.covers(assumption)
    except (Outside, RecursionError):
        return None
    if question.relation not in ("equal", "identical") and (
            not both.is_entrywise or any(both.sizes.values()) or whole_numbers(question)):
        return None
    own = Counter(a for a in (*both.shape, *axes) if not isinstance(a, int))
    return _sizes(reader, both, own)


def _is_sizeless(question: Question) -> bool:
    """Nothing but numbers and functions of numbers: there is one size only."""
    if question.dimensions or question.labels:
        return False
    if not question.operators.isdisjoint(_OF_ENTRIES):
        return False
    for node in question.nodes:
        if type(node) is not Number and (
                type(node) is Bind or node.sort.shape or node.sort.kind not in ("number", "truth", "function")):
            return False
    return True


def _sizes(reader: Reader, both: Family, own: Counter[SizeKey]) -> Enough | None:
    least: dict[SizeKey, int] = {}
    counts: dict[SizeKey, int] = {}
    runs = 1
    for key in sorted(reader.seen, key=str):
        indices = both.indices[key] + own[key] + reader.marked[key]
        least[key] = max(indices, 3 if reader.inside[key] else 2)
        counts[key] = 1 + both.sizes[key]
        runs *= counts[key]
        if least[key] + counts[key] - 1 > MOST_SIZE:
            return None
    return None if runs > MOST_RUNS else Enough(least, counts, "terms with few indices" if least else "")


def is_square(tree: Expr) -> bool:
    """A sum of squares by its form, in every size: a length, an even power, x'A'Ax, sums and products of such."""
    if isinstance(tree, Number):
        return True
    if isinstance(tree, Bind):
        return tree.op in ("sum", "product", "mean") and is_square(tree.body)
    if not isinstance(tree, Call):
        return False
    if tree.op in ("norm", "abs", "exp", "relu", "sigmoid", "softmax", "root"):
        return True
    if tree.op == "power":
        c = constant(tree.args[1])
        return not tree.args[0].sort.is_matrix and (is_square(tree.args[0]) or (c is not None and c % 2 == 0))
    if tree.op == "dot":
        return tree.args[0] == tree.args[1]
    if tree.op == "multiply" and any(arg.sort.shape for arg in tree.args):
        return not tree.sort.shape and _mirrored(tree.args)
    if tree.op in ("add", "multiply", "divide", "expanded", "hadamard"):
        return all(is_square(arg) for arg in tree.args if arg.sort.kind != "integer")
    return False


def _mirrored(factors: tuple[Expr, ...]) -> bool:
    """x' A' A x: each factor is the transpose of the one at the same place from the end."""
    numbers = [f for f in factors if not f.sort.shape]
    rest = [f for f in factors if f.sort.shape]
    pairs = [(rest[i], rest[-1 - i]) for i in range(len(rest) // 2)]
    return len(rest) % 2 == 0 and all(map(is_square, numbers)) and all(
        (isinstance(a, Call) and a.op == "transpose" and a.args[0] == b)
        or (isinstance(b, Call) and b.op == "transpose" and b.args[0] == a) for a, b in pairs
    )


def by_geometry(question: Question) -> Enough | None:
    """k vectors lie in a space of k dimensions: what is said by their lengths and dot products holds in every size
    when it holds in size k (and k + 1, as a check)."""
    free = _vectors(question)
    if free is None:
        return None
    sizes = {s.sort.shape[0] for s in free}
    if len(sizes) != 1:
        return None
    (dimension,) = sizes
    if not isinstance(dimension, Symbol) or len(free) > 4:
        return None
    key = (dimension.name, None)
    return Enough({key: max(2, len(free))}, {key: 1}, "lengths and dot products")


def _vectors(question: Question) -> list[Symbol] | None:
    """The free vectors when nothing but their combinations, lengths and dot products occurs, else None."""
    found: dict[str, Symbol] = {}
    for tree in question.trees:
        if not _is_geometric(tree, found):
            return None
    return list(found.values()) or None


_GEOMETRIC = frozenset(("dot", "norm", "angle", "add", "negate", "multiply", "divide", "expanded", "unequal", "equal"))


def _is_geometric(tree: Expr, found: dict[str, Symbol]) -> bool:
    """Numbers made of lengths and dot products; vectors only combined."""
    if isinstance(tree, Number):
        return True
    if isinstance(tree, Symbol):
        if tree.sort.shape:
            if constant_kind(tree, tree, None) == "zeros":
                return True
            found[tree.name] = tree
            return tree.sort.is_vector and not constant_kind(tree, tree, None)
        return tree.sort.kind in ("number", "function")
    if not isinstance(tree, Call):
        return False
    if tree.op == "multiply" and _is_row_times_column(tree):
        return all(_is_geometric(arg.args[0] if isinstance(arg, Call) and arg.op == "transpose" else arg, found)
                   for arg in tree.args)
    shapes = [arg for arg in tree.args if arg.sort.shape]
    if shapes and tree.op not in _GEOMETRIC:
        return False
    if tree.op == "norm" and len(tree.args) == 2 and constant(tree.args[1]) != 2:
        return False
    if tree.op in _OF_ENTRIES or tree.op in DERIVATIVES:
        return False
    return all(_is_geometric(arg, found) for arg in tree.args)


def _is_row_times_column(tree: Call) -> bool:
    """a'b among numbers: each row stands left of its column."""
    rows = [i for i, arg in enumerate(tree.args) if isinstance(arg, Call) and arg.op == "transpose"]
    return len(rows) > 0 and all(
        i + 1 < len(tree.args) and tree.args[i + 1].sort.is_vector and tree.args[i].sort.is_matrix for i in rows
    )
