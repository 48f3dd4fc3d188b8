"""What is assumed: its single relations, the ranges of single symbols, and at which points it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

import numpy as np

from mathnn.check.dual import Array, among
from mathnn.check.evaluate import Evaluator
from mathnn.check.labels import INDEXING, free_indices
from mathnn.check.logic import ACCEPTED, ends_of_interval, ends_of_span
from mathnn.check.names import constant_kind
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.expression.build import number
from mathnn.expression.sort import INTEGER, TRUTH
from mathnn.expression.tree import Call, Expr, Symbol, operators, symbols


@dataclass(frozen=True, slots=True)
class Range:
    """Between which numbers a symbol, or every entry of it, lies, and what it is not."""

    low: Fraction | None = None
    high: Fraction | None = None
    open_low: bool = False
    open_high: bool = False
    never: Fraction | None = None
    among: tuple[Fraction, ...] = ()
    whole: str = ""  # of which whole numbers it is one: naturals, integers

    def into(self, values: Array) -> Array:
        """Move any numbers into the range; ends that belong to it are kept among them."""
        if self.among:
            choices = np.array([float(v) for v in self.among])
            return np.asarray(choices[np.round(np.abs(values) * 3).astype(int) % len(choices)])
        low = None if self.low is None else float(self.low)
        high = None if self.high is None else float(self.high)
        if low is not None and high is not None:
            share = np.mod(values * 8, 9) / 8  # 0 is one end, 1 the other, other whole numbers lie between
            share = np.clip(share, 1 / 8 if self.open_low else 0, 7 / 8 if self.open_high else 1)
            values = low + (high - low) * share
        elif low is not None:
            size = np.abs(values)
            values = low + (np.where(size == 0, 1.0, size) if self.open_low else size)
        elif high is not None:
            size = np.abs(values)
            values = high - (np.where(size == 0, 1.0, size) if self.open_high else size)
        if self.never is not None:
            values = np.where(values == float(self.never), values + 1, values)
        return self.rounded(values)

    def rounded(self, values: Array) -> Array:
        """Whole numbers, where it is one."""
        if self.whole == "naturals":
            return np.asarray(np.maximum(np.rint(np.abs(values)), 1))
        return np.asarray(np.rint(values)) if self.whole else values


def relations(tree: Expr) -> Iterator[Call]:
    """The single relations of an assumption; 0 < x < 1 is two, and so is x in (0, 1)."""
    if isinstance(tree, Call):
        if tree.op in ("and", "chain"):
            for arg in _equal_to_last(tree) or tree.args:
                yield from relations(arg)
        elif (ends := _ends(tree)) is not None:
            yield from ends
        elif (meant := _left_over(tree) or _as_relations(tree)) is not None:
            for arg in meant:
                yield from relations(arg)
        else:
            yield tree


def _equal_to_last(tree: Call) -> tuple[Call, ...]:
    """|u| = |v| = 1 says of each that it is 1; empty for other chains."""
    links = [link for link in tree.args if isinstance(link, Call) and link.op == "equal"]
    if tree.op != "chain" or len(links) != len(tree.args) or constant(links[-1].args[1]) is None:
        return ()
    return tuple(Call("equal", (link.args[0], links[-1].args[1]), link.sort) for link in links)


def _ends(tree: Call) -> list[Call] | None:
    """What membership in an interval or span says."""
    if tree.op != "member" or not isinstance(tree.args[1], Call) or tree.args[1].op not in ("interval", "span"):
        return None
    if tree.args[1].op == "span":
        return list(ends_of_span(tree))
    return ends_of_interval(tree)


def _left_over(tree: Call) -> list[Call] | None:
    """What membership in R \\ {0} says: that in R, and what is unequal."""
    outer = tree.args[1] if tree.op == "member" else None
    if not isinstance(outer, Call) or outer.op != "difference":
        return None
    whole, out = outer.args
    if not isinstance(out, Call) or out.op != "finite_set":
        return None
    return [Call("member", (tree.args[0], whole), TRUTH),
            *(Call("unequal", (tree.args[0], ZERO if _is_zero(each) else each), TRUTH) for each in out.args)]


def _is_zero(tree: Expr) -> bool:
    return isinstance(tree, Symbol) and constant_kind(tree, tree, None) == "zeros"


def _as_relations(tree: Call) -> list[Call] | None:
    """What a right angle says, membership of all entries, equal exponentials, and the denial of a relation."""
    if tree.op == "member" and isinstance(tree.args[1], Call) and tree.args[1].op == "tuples":
        entries, *sizes = tree.args[1].args
        places = (Symbol(f" {number}", INTEGER) for number in range(len(sizes)))
        return [Call("member", (Call("entry", (tree.args[0], *places)), entries), TRUTH)]
    if tree.op == "perpendicular" and all(arg.sort.is_vector for arg in tree.args):
        return [Call("equal", (Call("dot", tree.args), ZERO), TRUTH)]
    if tree.op == "equal" and all(isinstance(arg, Call) and arg.op == "exp" for arg in tree.args):
        return [Call("equal", tuple(arg.args[0] for arg in tree.args if isinstance(arg, Call)), TRUTH)]
    denied = tree.args[0] if tree.op == "not" else None
    if not isinstance(denied, Call):
        return None
    if denied.op in _DENIED:
        return [Call(_DENIED[denied.op], denied.args, TRUTH)]
    if denied.op == "member" and isinstance(denied.args[1], Call) and denied.args[1].op == "finite_set":
        return [Call("unequal", (denied.args[0], each), TRUTH) for each in denied.args[1].args]
    return None


_DENIED = {"equal": "unequal", "unequal": "equal", "less": "greater_equal", "less_equal": "greater",
           "greater": "less_equal", "greater_equal": "less"}


def ranges(question: Question) -> dict[str, Range]:
    """What the assumptions say of single symbols."""
    kept = question.kept
    if "ranges" not in kept:
        kept["ranges"] = _ranges(question)
    found: dict[str, Range] = kept["ranges"]
    return found


def _ranges(question: Question) -> dict[str, Range]:
    found: dict[str, Range] = {}
    for assumption in question.notation.assumptions:
        for relation in relations(assumption):
            _narrow(found, relation, question)
    return found


def _narrow(found: dict[str, Range], relation: Call, question: Question) -> None:
    if relation.op == "member":
        _chosen(found, relation, question)
    if relation.op not in ACCEPTED or len(relation.args) != 2:
        return
    a, b = relation.args
    op = relation.op
    if constant(a) is not None:
        a, b, op = b, a, {"less": "greater", "less_equal": "greater_equal", "greater": "less",
                          "greater_equal": "less_equal"}.get(op, op)
    bound, name = constant(b), _subject(a)
    if bound is None or name is None:
        return
    row = question.notation.find(name.name)
    key = row.symbol.name if row else name.name
    old = found.get(key, Range())
    if op in ("less", "less_equal"):
        found[key] = replace(old, high=bound, open_high=op == "less")
    elif op in ("greater", "greater_equal"):
        found[key] = replace(old, low=bound, open_low=op == "greater")
    elif op == "unequal" and not name.sort.shape:
        found[key] = replace(old, never=bound)


def _chosen(found: dict[str, Range], relation: Call, question: Question) -> None:
    """x in {0, 1}; n in N."""
    element, collection = relation.args
    name = _subject(element)
    if name is None or not isinstance(collection, Call):
        return
    row = question.notation.find(name.name)
    key = row.symbol.name if row else name.name
    if collection.op in ("naturals", "integers") and not collection.args:
        found[key] = replace(found.get(key, Range()), whole=collection.op)
    if collection.op == "finite_set":
        values = [constant(arg) for arg in collection.args]
        if values and all(v is not None for v in values):
            found[key] = replace(found.get(key, Range()), among=tuple(v for v in values if v is not None))


def _subject(tree: Expr) -> Symbol | None:
    """x, or the vector of which any entry x_i is meant."""
    if isinstance(tree, Call) and tree.op == "entry" and all(isinstance(arg, Symbol) for arg in tree.args[1:]):
        tree = tree.args[0]
    if isinstance(tree, Call) and tree.op == "layer":
        tree = tree.args[0]
    return tree if isinstance(tree, Symbol) and tree.sort.kind != "function" else None


ZERO = number(0)


@lru_cache(maxsize=64)
def everywhere(points: int) -> Array:
    """The mask of all points."""
    mask = np.ones(points, dtype=bool)
    mask.flags.writeable = False
    return mask


def is_size(relation: Call, question: Question) -> bool:
    """n = 3 is a size, no equation between values; k <= x is one of a number too."""
    first, *rest = relation.args
    if not isinstance(first, Symbol) or not (first.sort.kind == "integer" or first.name in question.dimensions):
        return False
    return relation.op == "member" or all(
        s.sort.kind == "integer" or s.name in question.dimensions for side in rest for s in symbols(side))


def each_index(ev: Evaluator, relation: Call, question: Question) -> Iterator[dict[str, int]]:
    """An assumption with a free index, such as y_k > 0, is one for each of its values."""
    if operators(relation).isdisjoint(INDEXING):
        yield {}
        return
    free = free_indices((relation,), question.dimensions)
    spans = [(name, ev.size(dimension)) for name, dimension in free.items()]
    def choose(rest: list[tuple[str, int]], local: dict[str, int]) -> Iterator[dict[str, int]]:
        if not rest:
            yield local
            return
        (name, size), *others = rest
        for i in range(1, size + 1):
            yield from choose(others, {**local, name: i})
    yield from choose(spans, {})


def residual(ev: Evaluator, relation: Call, local: dict[str, int]) -> Array:
    """left - right, samples last."""
    difference = ev.value(relation.args[0], local) - ev.value(relation.args[1], local)
    assert isinstance(difference, np.ndarray)
    return difference


def holds(ev: Evaluator, relation: Call, local: dict[str, int], points: int) -> Array:
    """At which points an assumption holds; where it is undefined it does not."""
    difference = residual(ev, relation, local)
    if difference.dtype == object:
        mask = among(ev.system.sign(difference), ACCEPTED[relation.op])
    else:
        mask = FULFILLED[relation.op](difference)
    if mask.ndim > 1:
        mask = mask.reshape(-1, mask.shape[-1])
        mask = np.asarray(mask.any(axis=0) if relation.op == "unequal" else mask.all(axis=0))
    return mask if len(mask) == points else np.broadcast_to(mask, (points,))


_TINY = 1e-9
FULFILLED: Mapping[str, Callable[[Array], Array]] = {  # by the difference of the two sides in floats, up to rounding
    "less": lambda gap: gap <= -_TINY, "less_equal": lambda gap: gap < _TINY, "equal": lambda gap: np.abs(gap) < _TINY,
    "greater": lambda gap: gap >= _TINY, "greater_equal": lambda gap: gap > -_TINY,
    "unequal": lambda gap: np.abs(gap) >= _TINY, "identical": lambda gap: np.abs(gap) < _TINY,
}


__all__ = ["FULFILLED", "Range", "each_index", "everywhere", "holds", "is_size", "ranges", "relations", "residual"]
