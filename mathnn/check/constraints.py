"""Make the assumptions hold: ranges of single symbols, equations solved for one entry, the rest by looking.

An equation that is affine in some entry is solved for it, whatever the number system; a length or an orthogonal
matrix is taken from a list of rational ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

import numpy as np

from mathnn.check.dual import Array, among, spread
from mathnn.check.elementwise import divide
from mathnn.check.evaluate import Evaluator
from mathnn.check.logic import ACCEPTED, ends_of_span
from mathnn.check.names import constant_kind
from mathnn.check.powers import constant
from mathnn.check.question import INDEXING, Question, free_indices
from mathnn.check.scene import Key, OutOfRange, Unsupported
from mathnn.check.smooth import MODULI, modulus
from mathnn.check.systems import each
from mathnn.check.together import solve_together
from mathnn.check.unit import orthogonal_matrices, unit_vectors
from mathnn.expression.build import number
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.sort import TRUTH
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

    def into(self, values: Array) -> Array:
        """Move any numbers into the range; ends that belong to it are kept among them."""
        if self.among:
            choices = np.array([float(v) for v in self.among])
            return np.asarray(choices[np.round(np.abs(values) * 3).astype(int) % len(choices)])
        low = None if self.low is None else float(self.low)
        high = None if self.high is None else float(self.high)
        if low is not None and high is not None:
            share = np.mod(np.abs(values) * 3, 9) / 8
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
        return values


def relations(tree: Expr) -> Iterator[Call]:
    """The single relations of an assumption; 0 < x < 1 is two, and so is x in (0, 1)."""
    if isinstance(tree, Call):
        if tree.op in ("and", "chain"):
            for arg in tree.args:
                yield from relations(arg)
        elif (ends := _ends(tree)) is not None:
            yield from ends
        elif (meant := _left_over(tree) or _as_relations(tree)) is not None:
            for arg in meant:
                yield from relations(arg)
        else:
            yield tree


def _ends(tree: Call) -> list[Call] | None:
    """What membership in an interval or span says; a bracket that opens towards an end leaves it out.

    Infinity is no end.
    """
    if tree.op != "member" or not isinstance(tree.args[1], Call) or tree.args[1].op not in ("interval", "span"):
        return None
    if tree.args[1].op == "span":
        return list(ends_of_span(tree))
    low, high, brackets = tree.args[1].args
    kind = brackets.name if isinstance(brackets, Symbol) else ""
    x = tree.args[0]
    found = (Call("greater_equal" if kind[:1] == "[" else "greater", (x, low), TRUTH),
             Call("less_equal" if kind[1:] == "]" else "less", (x, high), TRUTH))
    return [relation for relation in found if not any(s.name == r"\infty" for s in symbols(relation.args[1]))]


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
    """What a right angle says, and what the denial of a relation does."""
    if tree.op == "perpendicular" and all(arg.sort.is_vector for arg in tree.args):
        return [Call("equal", (Call("dot", tree.args), ZERO), TRUTH)]
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
    """x in {0, 1}."""
    element, collection = relation.args
    name = _subject(element)
    if name is None or not isinstance(collection, Call):
        return
    row = question.notation.find(name.name)
    key = row.symbol.name if row else name.name
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
_OF_SLOPES = 4  # what a try costs whose equation holds a derivative, against one without
MOST_TRIES = 160  # values that are tried for one set of samples, so that equations in many unknowns stay cheap


def settle(ev: Evaluator, question: Question, leaves: dict[Key, Array], points: int) -> Array:
    """Change the free values until the equations hold, and say at which points all assumptions do."""
    admissible = everywhere(points)
    if not question.notation.assumptions:
        return admissible
    found = [r for a in question.notation.assumptions for r in relations(a) if r.op in ACCEPTED]
    equations = [relation for relation in found if relation.op == "equal" and not is_size(relation, question)]
    for relation in equations * min(len(equations), 2):  # one may undo another
        for local in each_index(ev, relation, question):
            _solve(ev, relation, local, leaves)
    for relation in found:
        if relation.op in _BOUNDS and not is_size(relation, question):
            _raise(ev, relation, leaves)
    for a in question.notation.assumptions:
        if isinstance(a, Call) and a.op in MODULI:
            _fit_modulus(ev, question, a, leaves)
    ev.scene.forget()
    for relation in found:
        if is_size(relation, question):
            continue
        for local in each_index(ev, relation, question):
            admissible = admissible & holds(ev, relation, local, points)
    return admissible


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


def _fit_modulus(ev: Evaluator, question: Question, condition: Call, leaves: dict[Key, Array]) -> None:
    """The L of an L-smooth function is at least what its stand-in bends; the mu of a strongly convex one at most."""
    source = ev.scene.source
    functions = getattr(source, "functions", None)
    head, letter = condition.args
    if functions is None or not isinstance(head, Symbol) or not isinstance(letter, Symbol):
        return
    ev.scene.forget()
    try:
        for side in (*question.sides, letter):
            ev.value(side)
    except (Unsupported, OutOfRange):
        return
    key, name = ev.scene.key(letter), ev.scene.key(head)[0]
    leaf = leaves.get(key)
    if leaf is None or leaf.dtype == object or name not in functions:
        return
    shape = f"{question.curves.get(name)} {getattr(source, 'shape', 'simple')}"
    bend = modulus(condition.op, name, functions[name], shape)
    extra = np.where(np.arange(len(leaf)) % 2, np.abs(leaf), 0)
    leaves[key] = bend + extra if condition.op == "gentle" else bend / (1 + extra)


_BOUNDS = {"less": 1, "less_equal": 1, "greater": 0, "greater_equal": 0}  # which side is the greater one


def _raise(ev: Evaluator, relation: Call, leaves: dict[Key, Array]) -> None:
    """Lift a free number that bounds something, |g| <= L, to what it bounds and as much above as it was large."""
    place = _BOUNDS[relation.op]
    bound, other = relation.args[place], relation.args[1 - place]
    if not isinstance(bound, Symbol) or bound.sort.shape or bound in symbols(other) or not isinstance(other, Call):
        return
    ev.scene.forget()
    try:
        bounded, _ = ev.value(other), ev.value(bound)
    except (Unsupported, OutOfRange):
        return
    leaf = leaves.get(ev.scene.key(bound))
    if leaf is None or leaf.dtype == object:
        return
    if isinstance(bounded, np.ndarray) and bounded.ndim == 1:
        low = np.where(np.isfinite(bounded), bounded, 0)
        lifted = np.ceil(low * 8) / 8 + np.abs(leaf)  # with few digits, so that it is certified with small numbers
        leaves[ev.scene.key(bound)] = np.where(leaf < low, lifted, leaf)


def _solve(ev: Evaluator, relation: Call, local: dict[str, int], leaves: dict[Key, Array]) -> None:
    ev.scene.forget()
    try:
        gap = residual(ev, relation, local)
    except (Unsupported, OutOfRange):
        return
    if _vanishes(ev, gap):
        return
    names = {ev.scene.key(s)[0] for s in symbols(relation)}
    mine = [key for key in leaves if key[0] in names] or list(leaves)
    if _from_list(ev, relation, leaves):
        return
    if len(mine) == 1 and _by_scaling(ev, relation, local, leaves, mine[0]):
        return
    kept = {key: leaves[key].copy() for key in leaves} if gap.ndim == 2 else {}
    for component in range(int(np.prod(gap.shape[:-1])) or 1):
        if component:
            ev.scene.forget()
            gap = residual(ev, relation, local)
        _solve_component(ev, relation, local, leaves, mine, component, gap)
    if kept:
        _solve_all(ev, relation, local, leaves, mine, kept)


def _solve_all(ev: Evaluator, relation: Call, local: dict[str, int], leaves: dict[Key, Array], mine: list[Key],
               kept: dict[Key, Array]) -> None:
    """Of several equations in x each may undo the one before: then solve them together, for some column."""
    def gap() -> Array:
        ev.tries += 1
        ev.scene.forget()
        return residual(ev, relation, local)
    if _vanishes(ev, gap()):
        return
    leaves.update(kept)
    others = [key for key in leaves if key not in mine]
    for key in (*reversed(mine), *others):
        if leaves[key].ndim == 2 and ev.tries < MOST_TRIES and solve_together(ev, gap, leaves, key):
            return


def _vanishes(ev: Evaluator, gap: Array) -> bool:
    if gap.dtype == object:
        return bool((ev.system.sign(gap) == 0).all())
    return bool((np.abs(gap) < 1e-12).all())


def _by_scaling(ev: Evaluator, relation: Call, local: dict[str, int], leaves: dict[Key, Array], key: Key) -> bool:
    """A sum that is to be 1, of values that are positive: divide by what it is."""
    leaf = leaves[key]
    if leaf.dtype == object or not (leaf > 0).all() or constant(relation.args[1]) != 1:
        return False
    kept = leaf.copy()
    total = ev.value(relation.args[0], local)
    assert isinstance(total, np.ndarray)
    if total.ndim > 1 or (total <= 0).any():
        return False
    leaves[key] = leaf / total
    ev.scene.forget()
    if not _vanishes(ev, residual(ev, relation, local)):
        leaves[key] = kept
        return False
    return True


def _solve_component(ev: Evaluator, relation: Call, local: dict[str, int], leaves: dict[Key, Array],
                     mine: list[Key], component: int, gap: Array) -> None:
    """Solve one equation, whose sides differ by `gap` now, for the last entry in which it is affine."""
    cost = 1 if operators(relation).isdisjoint(DERIVATIVES) else _OF_SLOPES
    ev.tries += cost
    if _vanishes(ev, _component(gap, component)):
        return
    for key in reversed(mine):
        leaf = leaves[key]
        places = list(np.ndindex(*leaf.shape[:-1]))[::-1]
        together = 1 if leaf.dtype == object else _TOGETHER
        for some in (places[at : at + together] for at in range(0, len(places), together)):
            if ev.tries > MOST_TRIES:
                return
            ev.tries += 3 * cost * len(some)
            gaps = _gaps(ev, relation, local, key, some, leaf)
            for place, gap in zip(some, gaps, strict=True):
                if (changed := _solved(ev, _component(gap, component), leaf[place])) is not None:
                    leaves[key] = leaf.copy()
                    leaves[key][place] = changed
                    return


_TOGETHER = 8  # entries that are tried in one evaluation


def _gaps(ev: Evaluator, relation: Call, local: dict[str, int], key: Key, places: Sequence[tuple[int, ...]],
          leaf: Array) -> list[Array]:
    """left - right for each of these entries of a free value, with 0, 1 and 2 in it, one behind the other."""
    tiles, samples = 3 * len(places), leaf.shape[-1]
    changed = np.tile(leaf, tiles).reshape(*leaf.shape[:-1], tiles, samples)
    for i, place in enumerate(places):
        for k in (0, 1, 2):
            changed[(*place, 3 * i + k)] = ev.system.number(k)
    scene = ev.scene.below({key: changed.reshape(*leaf.shape[:-1], tiles * samples)}, tiles)
    gap = residual(type(ev)(scene, ev.depth), relation, local)
    return np.split(spread(gap, (*gap.shape[:-1], tiles * samples)), len(places), axis=-1)


def _solved(ev: Evaluator, gap: Array, old: Array) -> Array | None:
    """The zero of what is affine in one entry, from its values at 0, 1 and 2; None where it is not."""
    at_0, at_1, at_2 = np.split(gap, 3)
    slope = at_1 - at_0
    useful = ~_zero(ev, slope)
    bend = at_2 - at_1 - slope
    if not useful.any() or not _vanishes(ev, bend if bend.dtype == object else np.where(np.isfinite(bend), bend, 0)):
        return None
    solved = divide(ev.system, -at_0, slope)
    assert isinstance(solved, np.ndarray)
    return np.where(useful, solved, old)


def _component(gap: Array, number: int) -> Array:
    return np.asarray(gap.reshape(-1, gap.shape[-1])[number])


def _zero(ev: Evaluator, x: Array) -> Array:
    return np.asarray(ev.system.sign(x) == 0 if x.dtype == object else np.abs(x) < 1e-12)


def _from_list(ev: Evaluator, relation: Call, leaves: dict[Key, Array]) -> bool:
    """A given length of one vector, or an orthogonal matrix: from rational ones."""
    left, right = relation.args
    subject = _length_of(left)
    if subject is not None:
        key = ev.scene.key(subject)
        if key not in leaves:
            return False
        size = ev.value(right)
        assert isinstance(size, np.ndarray)
        squared = not (isinstance(left, Call) and left.op == "norm")
        length = ev.system.root(size, 2) if squared else size
        leaves[key] = _in_system(ev, unit_vectors(leaves[key].shape)) * length
        return True
    square = _orthogonal(left, right)
    if square is not None and ev.scene.key(square) in leaves:
        key = ev.scene.key(square)
        leaves[key] = _in_system(ev, orthogonal_matrices(leaves[key].shape))
        return True
    return False


def _length_of(tree: Expr) -> Symbol | None:
    """x in norm(x), norm(x)^2, x.x and x'x."""
    if isinstance(tree, Call):
        if tree.op == "norm" and len(tree.args) == 1 and isinstance(tree.args[0], Symbol):
            return tree.args[0]
        if tree.op == "power" and constant(tree.args[1]) == 2:
            return _length_of(tree.args[0])
        if tree.op == "dot" and tree.args[0] == tree.args[1] and isinstance(tree.args[0], Symbol):
            return tree.args[0]
        if tree.op == "multiply" and len(tree.args) == 2 and isinstance(tree.args[1], Symbol):
            x = tree.args[1]
            if tree.args[0] == Call("transpose", (x,), tree.args[0].sort) and x.sort.is_vector:
                return x
    return None


def _orthogonal(left: Expr, right: Expr) -> Symbol | None:
    """Q in Q'Q = I, QQ' = I, Q^{-1} = Q', and in e_i . e_j = delta_ij for the rows of a matrix."""
    if isinstance(left, Call) and left.op == "inverse" and isinstance(left.args[0], Symbol):
        same = isinstance(right, Call) and right.op == "transpose" and right.args[0] == left.args[0]
        return left.args[0] if same else None
    if isinstance(left, Call) and left.op == "dot" and isinstance(right, Call) and right.op == "delta":
        rows = [arg.args[0] for arg in left.args if isinstance(arg, Call) and arg.op == "entry"]
        same = len(rows) == 2 and rows[0] == rows[1] and isinstance(rows[0], Symbol) and rows[0].sort.is_matrix
        return rows[0] if same and isinstance(rows[0], Symbol) else None
    if not isinstance(left, Call) or left.op != "multiply" or len(left.args) != 2 or not isinstance(right, Symbol):
        return None
    a, b = left.args
    for x, y in ((a, b), (b, a)):
        if isinstance(x, Call) and x.op == "transpose" and x.args[0] == y and isinstance(y, Symbol):
            return y if y.sort.is_matrix else None
    return None


def _in_system(ev: Evaluator, values: Array) -> Array:
    """Fractions as numbers of the system."""
    if ev.system.number(0).dtype != object:
        return values.astype(float)
    return each(lambda v: ev.system.number(v)[0], values)


__all__ = ["FULFILLED", "Range", "each_index", "holds", "ranges", "relations", "residual", "settle"]
