"""Reads the sides of a question as families, one value for each size: names, definitions, entries, sums, functions.

The words are those of docs/proof-for-all-sizes.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, reduce

from mathnn.check import families
from mathnn.check.binders import indexed
from mathnn.check.constraints import ranges, relations
from mathnn.check.families import BARE, PARTLY, PLAIN, Axis, Family, Local, Outside, SizeKey
from mathnn.check.family_rules import RULES
from mathnn.check.names import BUILT_IN, constant_kind
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.expression import NUMBER
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, is_zero, substitute, symbols, walk

MOST_NODES = 3_000
_LOGARITHMS = frozenset(("log", "log2", "log10", "softplus"))
_POWERS = frozenset(("exp", "sigmoid", "softmax", "tanh", "sinh", "cosh", "softplus", "apply"))


class Reader:
    """Reads trees as families under the definitions of one question."""

    def __init__(self, question: Question) -> None:
        from mathnn.check.sample import sizes

        self.question = question
        self.fixed = sizes(question, (2,)).given
        self.seen: set[SizeKey] = set()
        self.marked: Counter[SizeKey] = Counter()  # entries that are named by a number: x_1
        self.inside: Counter[SizeKey] = Counter()  # indices inside roots, logarithms and absolute values
        self.nodes = 0
        self.known: dict[tuple[str, int | None], Family] = {}

    def free_axes(self) -> list[Axis]:
        """The ranges of the free indices."""
        found = []
        for dimension in self.question.free_indices.values():
            if isinstance(dimension, Symbol) and dimension.name.startswith(" "):
                raise Outside("an index that indexes nothing")
            found.append(self.axis(dimension, {}))
        return found

    def covers(self, assumption: Expr) -> None:
        """Assumptions that grow with the size must hold for it entry by entry, or be one linear sum."""
        for node in walk(assumption):
            if isinstance(node, Call) and node.op in ("equal", "identical"):
                both = families.total([self.read(arg, {}) for arg in node.args])
                if both.below or any(k > 1 for k in both.indices.values()) or both.sizes:
                    raise Outside("an assumption that is no linear sum")

    # -- dimensions and labels

    def axis(self, d: Expr, local: Local) -> Axis:
        """A dimension: its symbol with its layer, or a number of entries."""
        if isinstance(d, Number):
            return int(d.value)
        if isinstance(d, Symbol):
            key: SizeKey = (d.name, None)
        elif isinstance(d, Call) and d.op == "layer" and isinstance(d.args[0], Symbol):
            key = (d.args[0].name, self.label(d.args[1], local))
        elif isinstance(d, Call) and d.op == "add" and len(d.args) == 2 and constant(d.args[1]) == 1:
            axis = self.axis(d.args[0], local)  # n + 1: one marked entry more
            if isinstance(axis, int):
                return axis + 1
            self.marked[axis] += 1
            return axis
        else:
            raise Outside("a dimension that is calculated")
        if key in self.fixed:
            return self.fixed[key]
        self.seen.add(key)
        return key

    def label(self, tree: Expr, local: Local) -> int:
        """The layer that a label stands for."""
        if isinstance(tree, Number):
            return int(tree.value)
        if isinstance(tree, Symbol):
            found = local.get(tree.name, self.fixed.get((tree.name, None)))
            if isinstance(found, int):
                return found
        if isinstance(tree, Call) and tree.op == "add":
            return sum(self.label(arg, local) for arg in tree.args)
        if isinstance(tree, Call) and tree.op == "negate":
            return -self.label(tree.args[0], local)
        raise Outside("a label that is no number here")

    def index(self, tree: Expr, axis: Axis, local: Local) -> str:
        """The name of an index; one that is written as a number is a marked entry."""
        if isinstance(tree, Symbol):
            found = local.get(tree.name, tree.name)
            if isinstance(found, str):
                return found
        if isinstance(tree, Number):
            if not isinstance(axis, int):
                self.marked[axis] += 1
            return f"#{tree.value}"
        raise Outside("an index that is calculated")

    # -- values

    def read(self, tree: Expr, local: Local) -> Family:
        """The family of a tree. Raises Outside."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Outside("a statement too long")
        if isinstance(tree, Number):
            return PLAIN
        if isinstance(tree, Symbol):
            found = local.get(tree.name)
            if isinstance(found, Family):
                return found
            if found is not None:
                raise Outside("an index used as a number")
            return self.member(tree, None, tree, local)
        if isinstance(tree, Bind):
            return self.bound(tree, local)
        rule = RULES.get(tree.op)
        if rule is None:
            raise Outside(tree.op)
        return rule(self, tree, local)

    def member(self, tree: Symbol, label: int | None, whole: Expr, local: Local) -> Family:
        """A free value, a definition, a constant, or a size that is used as a number."""
        row = self.question.notation.find(tree.name)
        counts = tree.sort.kind == "integer" or (tree.name in self.question.dimensions and not tree.sort.shape)
        if counts and label is None and (row is None or row.definition is None):
            axis = self.axis(tree, local)
            return PLAIN if isinstance(axis, int) else Family(sizes=Counter({axis: 1}))
        shape = tuple(self.axis(d, local) for d in whole.sort.shape)
        if row is not None and row.definition is not None and (label is None or label > 0):
            key = (row.symbol.name, label)
            if key not in self.known:
                given: dict[str, Family | str | int] = {}
                parameters = [p.name for p in row.parameters]
                if label is not None and parameters:
                    given[parameters.pop(0)] = label
                given.update((name, f" {i}") for i, name in enumerate(parameters))
                found = self.read(row.definition, given)
                if parameters:
                    axes = tuple(found.names.get(f" {i}", BARE) for i in range(len(parameters)))
                    names = {n: v for n, v in found.names.items() if not n.startswith(" ")}
                    found = found._replace(shape=shape, axes=axes, names=names)
                self.known[key] = found
            return self.known[key]
        if constant_kind(tree, whole, row):
            return families.bare(shape)
        made = families.entries(shape)
        tied = self.tied.get(tree.name, ())
        return made._replace(axes=tuple(PARTLY if at in tied else kept for at, kept in enumerate(made.axes)))

    @cached_property
    def tied(self) -> Mapping[str, Collection[int]]:
        """Axes of letters of which products or sums of entries may be numbers at every place: x_i^2 = 1, Q^T Q = I."""
        found: dict[str, Collection[int]] = {  # of x^2 = x an x stays, where x in {0, 1}
            name: _ALL_AXES for name, known in ranges(self.question).items() if known.among and 0 not in known.among}
        for assumption in self.question.notation.assumptions:
            for relation in relations(assumption):
                if relation.op in ("equal", "identical") and any(map(self.is_number_for_each, relation.args)):
                    for name, axes in _tied_by(relation):
                        found[name] = frozenset((*axes, *found.get(name, ())))
        return found

    def is_number_for_each(self, side: Expr) -> bool:
        """Is it a number but 0, the identity or ones?"""
        find = self.question.notation.find
        return not is_zero(side) and all(constant_kind(s, s, find(s.name)) not in ("", "zeros") for s in symbols(side))

    def entry(self, tree: Call, local: Local) -> Family:
        """One entry: its indices are named."""
        base, *places = tree.args
        opened, names = self.opened(tree, local)
        if opened is not tree:
            return self.read(opened, names)
        whole = self.read(base, local)
        found = dict(whole.names)
        for at, axis, carried in zip(places, whole.shape, whole.axes, strict=False):
            name = self.index(at, axis, local)
            found[name] = min(found.get(name, BARE), carried)
        taken = len(places)
        return whole._replace(shape=whole.shape[taken:], axes=whole.axes[taken:], names=found)

    def opened(self, tree: Expr, local: Local) -> tuple[Expr, Local]:
        """The definition of an entry by its indices, with what they stand for; any other tree as it is."""
        if not (isinstance(tree, Call) and tree.op == "entry" and isinstance(tree.args[0], Symbol)):
            return tree, local
        base, places = tree.args[0], tree.args[1:]
        row = self.question.notation.find(base.name) if base.name not in local else None
        if row is None or row.definition is None or len(row.parameters) != len(places):
            return tree, local
        axes = [self.axis(d, local) for d in base.sort.shape] or [0] * len(places)
        return row.definition, {p.name: self.index(at, axis, local)
                                for p, at, axis in zip(row.parameters, places, axes, strict=False)}

    def layer(self, tree: Call, local: Local) -> Family:
        """A member of a family; under a sum over its label, the label is an index."""
        base, at = tree.args
        if not isinstance(base, Symbol):
            raise Outside("a label on no name")
        if isinstance(at, Symbol) and isinstance(local.get(at.name), str):
            whole = self.member(base, 0, tree, local)
            return whole._replace(names={**whole.names, str(local[at.name]): 0})
        return self.member(base, self.label(at, local), tree, local)

    def bound(self, tree: Bind, local: Local) -> Family:
        """A sum over all values of an index."""
        if tree.op not in ("sum", "mean", "vector") or tree.where is not None:
            raise Outside(tree.op)
        tree = unshifted(tree)
        high = tree.upper if tree.upper is not None else indexed(tree.body, tree.index)
        low = None if tree.lower is None else constant(tree.lower)
        if high is None or low not in (None, 0, 1):
            raise Outside("the range of a sum")
        axis = self.axis(high, local)
        if low == 0 and not isinstance(axis, int):
            self.marked[axis] += 1  # one term more, whose entries are named by 0
        name = f"{tree.index.name} {self.nodes}"
        body = self.read(tree.body, {**local, tree.index.name: name})
        carried = body.names.get(name, BARE)
        rest = {n: v for n, v in body.names.items() if n != name}
        if tree.op == "vector":
            return body._replace(shape=(axis, *body.shape), axes=(carried, *body.axes), names=rest)
        found = families.summed(body._replace(names=rest), axis, carried)
        return self.averaged(found, axis) if tree.op == "mean" else found

    @cached_property
    def raises_logarithms(self) -> bool:
        """May an exponential bring back what stands inside a logarithm?"""
        trees = self.question.trees
        if not any(isinstance(n, Call) and n.op in _LOGARITHMS for tree in trees for n in walk(tree)):
            return False
        powers = [n for tree in trees for n in walk(tree) if isinstance(n, Call) and (
            n.op in _POWERS or (n.op == "power" and constant(n.args[1]) is None))]
        return any(isinstance(n, Call) and n.op in _LOGARITHMS for p in powers for n in self.closure(p))

    def closure(self, tree: Expr) -> Iterator[Expr]:
        """Every node of a tree and of the definitions that it leads to."""
        seen, stack = set[str](), [tree]
        while stack:
            for node in walk(stack.pop()):
                yield node
                row = self.question.notation.find(node.name) if isinstance(node, Symbol) else None
                if row is not None and row.definition is not None and row.symbol.name not in seen:
                    seen.add(row.symbol.name)
                    stack.append(row.definition)

    def summed_over(self, y: Expr, x: Expr) -> SizeKey | None:
        """The dimension of a free vector whose entries stand in the number y under sums only: a derivative by one entry
        takes one of these sums away."""
        v = x.args[0] if isinstance(x, Call) and x.op == "entry" else x
        if not isinstance(v, Symbol) or not v.sort.is_vector or y.sort.shape:
            return None
        row = self.question.notation.find(v.name)
        (dimension,) = v.sort.shape
        if (row is not None and row.definition is not None) or not isinstance(dimension, Symbol):
            return None
        if self.question.free_indices.keys() & {s.name for s in symbols(y)}:
            return None
        for node in self.closure(y):
            if isinstance(node, Call) and (node.op in ("layer", "cases", *DERIVATIVES) or (
                    node.op == "entry" and not all(isinstance(at, Symbol) for at in node.args[1:]))):
                return None
        key = (dimension.name, None)
        return None if key in self.fixed else key

    def averaged(self, found: Family, axis: Axis) -> Family:
        """Divided by the size."""
        if isinstance(axis, int):
            return found
        return families.quotient(found, Family(sizes=Counter({axis: 1})), axis)

    def called(self, tree: Call, local: Local) -> Family:
        """A function of the text: its definition, or any smooth one."""
        head, *args = tree.args
        given = [self.read(arg, local) for arg in args]
        row = self.question.notation.find(head.name) if isinstance(head, Symbol) else None
        if row is not None and row.definition is not None and row.parameters:
            return self.read(row.definition, dict(zip((p.name for p in row.parameters), given, strict=True)))
        if isinstance(head, Call):
            return self.operation(head, given)
        entrywise = len(given) == 1 and head.sort.domain in ((NUMBER,), ())
        known = isinstance(head, Symbol) and head.name in BUILT_IN and row is None
        if entrywise:
            return families.opaque(given[0], independent=not known)
        one = families.total([families.without_axes(families.opaque(g, independent=True)) for g in given])
        value = head.sort.value
        shape = tuple(self.axis(d, local) for d in value.shape) if value is not None else ()
        return families.entries(shape)._replace(inner=one.inner + one.indices)

    def operation(self, head: Call, given: list[Family]) -> Family:
        """f', f'' and the like: with the function's own sums out of it, and what its definition holds."""
        inner: Expr = head
        while isinstance(inner, Call) and inner.op == "prime":
            inner = inner.args[0]
        if isinstance(inner, Symbol) and len(given) == 1:
            row = self.question.notation.find(inner.name)
            if row is None or row.definition is None:
                return families.opaque(given[0], independent=inner.name not in BUILT_IN)
            own = symbols(row.definition) - set(row.parameters)
            if not any(s.sort.shape for s in own):
                return families.opaque(given[0], independent=False)
        if head.op in ("add", "multiply", "negate"):
            parts = [self.called_with(part, given) for part in head.args]
            return families.total(parts) if head.op != "multiply" else reduce(families.scaled, parts)
        raise Outside("a function made of functions")

    def called_with(self, part: Expr, given: list[Family]) -> Family:
        """A function at these values, or a number that stands among functions."""
        if part.sort.kind != "function":
            return self.read(part, {})
        names = [Symbol(f" {i}") for i in range(len(given))]
        sort = part.sort.value or NUMBER
        whole = Call("apply", (part, *names), sort)
        return self.called(whole, {s.name: g for s, g in zip(names, given, strict=True)})


_ALL_AXES = range(2)


def _tied_by(relation: Call) -> Iterator[tuple[str, Collection[int]]]:
    """The letters of an equation with numbers, and their axes that it fixes.

    Every loop that Q^T Q = I makes a number has an index that joins two columns, so that rows need not be counted.
    Rows that sum to one are left to the samples, see `settle`.
    """
    for side in relation.args:
        free = symbols(side)
        if side.sort.shape and not is_row_sum(side):
            axes = range(1, 2) if _is_by_its_transpose(side) else _ALL_AXES
            yield from ((symbol.name, axes) for symbol in free)
        elif not side.sort.shape and not isinstance(side, Bind):
            for node in walk(side):
                if isinstance(node, Call) and node.op == "entry" and isinstance(node.args[0], Symbol) and any(
                        index in free for index in node.args[1:]):
                    yield node.args[0].name, _ALL_AXES


def is_row_sum(side: Expr) -> bool:
    """T 1, T^T 1, or sum_k T_{nk} for every n."""
    if isinstance(side, Bind):
        return side.op == "sum" and any(isinstance(node, Call) and node.op == "entry" and any(
            index in symbols(side) for index in node.args[1:]) for node in walk(side.body))
    return isinstance(side, Call) and side.op == "multiply" and isinstance(side.args[-1], Symbol) and (
        constant_kind(side.args[-1], side.args[-1], None) == "ones")


def _is_by_its_transpose(side: Expr) -> bool:
    """Q^T Q, or Q Q^T."""
    if not isinstance(side, Call) or side.op != "multiply" or len(side.args) != 2:
        return False
    letters = [part.args[0] if isinstance(part, Call) and part.op == "transpose" else part for part in side.args]
    return letters[0] == letters[1] and isinstance(letters[0], Symbol) and side.args[0] != side.args[1]


def unshifted(tree: Bind) -> Bind:
    """The sum over x_{i+1} from 0 to n-1 is the sum over x_i from 1 to n."""
    low = constant(tree.lower) if tree.lower is not None else None
    if low is None or low == 1 or tree.upper is None:
        return tree
    shift = 1 - low
    moved = Call("add", (tree.index, Number(shift, str(shift))), tree.index.sort)
    body = substitute(tree.body, {moved: Symbol(" shifted")})
    upper = tree.upper
    if tree.index in symbols(body) or not (isinstance(upper, Call) and upper.op == "add" and len(upper.args) == 2):
        return tree
    taken = constant(upper.args[1])
    if taken is None or taken + shift != 0:
        return tree
    body = substitute(body, {Symbol(" shifted"): tree.index})
    return replace(tree, body=body, lower=Number(shift / shift, "1"), upper=upper.args[0])
