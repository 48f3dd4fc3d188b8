"""Which sizes are enough to prove a statement for every size. The argument is in docs/proof-for-all-sizes.md.

The sides are read as families of functions, one for each size (`families`); then the number of indices and of bare
sizes in their terms says how large and how many sizes must be tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from typing import TypeAlias

from mathnn.check import families
from mathnn.check.binders import indexed
from mathnn.check.families import BARE, PLAIN, Axis, Below, Family, Outside, SizeKey
from mathnn.check.names import BUILT_IN, constant_kind
from mathnn.check.powers import constant
from mathnn.check.question import DERIVATIVES, Question
from mathnn.check.whole import is_polynomial, whole_numbers
from mathnn.expression import NUMBER
from mathnn.expression.operators import ELEMENTWISE
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, operators, substitute, symbols, walk

Local: TypeAlias = Mapping[str, "Family | str | int"]  # parameters: a value, another index's name, a label
MOST_SIZE = 6
MOST_RUNS = 6
MOST_NODES = 3_000
_LOGARITHMS = frozenset(("log", "log2", "log10", "softplus"))
_NEGATING = frozenset(("negate", "divide"))
_OF_ENTRIES = frozenset(("entry", "layer"))
_POWERS = frozenset(("exp", "sigmoid", "softmax", "tanh", "sinh", "cosh", "softplus", "apply"))


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
        return families.bare(shape) if constant_kind(tree, whole, row) else families.entries(shape)

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


Rule: TypeAlias = Callable[[Reader, Call, Local], Family]


def _values(reader: Reader, tree: Call, local: Local) -> list[Family]:
    return [reader.read(arg, local) for arg in tree.args]


def _times(a: Family, b: Family) -> Family:
    if not a.shape or not b.shape:
        return families.scaled(a, b)
    if len(a.shape) == 1 and b.shape[0] == 1:
        return families.outer(a, b._replace(shape=b.shape[1:], axes=b.axes[1:]))
    product = families.contracted(a, b)
    return product


def _product(reader: Reader, tree: Call, local: Local) -> Family:
    found = reduce(_times, _values(reader, tree, local))
    if len(found.shape) == 2 and found.shape[1] == 1:
        found = found._replace(shape=found.shape[:1], axes=found.axes[:1])
    if len(found.shape) == 1 and found.shape[0] == 1:
        found = found._replace(shape=(), axes=())
    return found


def _dot(reader: Reader, tree: Call, local: Local) -> Family:
    return families.without_axes(reduce(families.scaled, _values(reader, tree, local)))


def _norm(reader: Reader, tree: Call, local: Local) -> Family:
    x = reader.read(tree.args[0], local)
    if len(tree.args) == 2 and constant(tree.args[1]) == 1:
        return families.without_axes(families.opaque(x, independent=False))
    return _factored(reader, families.without_axes(families.scaled(x, x)))


def _factored(reader: Reader, x: Family, key: object = None) -> Family:
    """A function that splits its argument into factors: of a sum over one index at most, which has none."""
    if x is PLAIN:
        return PLAIN
    inside = families.opaque(x, independent=False)
    if any(k > 1 for k in x.indices.values()) or any(k > 1 for b in x.below.values() for k in b.indices.values()):
        raise Outside("a root or logarithm of a double sum")
    for dimension in inside.inner:
        reader.inside[dimension] += 1
    hidden = {below: b._replace(exponent=0) for below, b in x.below.items()}
    if x.indices:
        hidden[key or ("argument", x.indices.total(), reader.nodes)] = Below(0, x.indices, x.sizes)
    # the square of a root is the sum again
    return inside._replace(indices=inside.inner, hidden={**x.hidden, **hidden})


def _logarithm(reader: Reader, tree: Call, local: Local) -> Family:
    """log of a product over an index is the sum of the logarithms, log of a quotient their difference."""
    inner, local = reader.opened(tree.args[0], local)
    if isinstance(inner, Call) and inner.op == "exp":
        return reader.read(inner.args[0], local)
    if isinstance(inner, Call) and inner.op == "divide" and not inner.sort.shape:
        return families.total([_logarithm(reader, Call("log", (part,)), local) for part in inner.args])
    if isinstance(inner, Bind) and inner.op == "product":
        body = Call("log", (inner.body,), inner.body.sort)
        return reader.read(replace(inner, op="sum", body=body), local)
    found = _factored(reader, reader.read(inner, local), (inner, _named(inner, local)))
    return found if reader.raises_logarithms else found._replace(indices=Counter())


def _root(reader: Reader, tree: Call, local: Local) -> Family:
    return _factored(reader, reader.read(tree.args[0], local))


def _power(reader: Reader, tree: Call, local: Local) -> Family:
    base, exponent = tree.args
    c = constant(exponent)
    if c == 2 and isinstance(base, Call) and base.op == "norm" and len(base.args) == 1:
        x = reader.read(base.args[0], local)
        return families.without_axes(families.scaled(x, x))
    x = reader.read(base, local)
    if c is None:
        if any(not f.is_local for f in (x, reader.read(exponent, local))):
            raise Outside("a power with sums")
        return families.opaque(families.scaled(x, reader.read(exponent, local)), independent=False)
    if c.denominator != 1 or len(x.shape) == 2 or abs(c) > 6:
        if len(x.shape) == 2:
            if c.denominator != 1 or not 1 <= c <= 4:
                raise Outside("such a power of a matrix")
            return reduce(_times, [x] * int(c))
        return _factored(reader, x)
    whole = reduce(families.scaled, [x] * abs(int(c)), PLAIN)
    return whole if c >= 0 else families.quotient(PLAIN, whole, (base, id(local), int(-c)))


def _quotient(reader: Reader, tree: Call, local: Local) -> Family:
    a, b = _values(reader, tree, local)
    if b is PLAIN:
        return a
    return families.quotient(a, b, (tree.args[1], _named(tree.args[1], local)))


def _named(tree: Expr, local: Local) -> tuple[tuple[str, int], ...]:
    """What the parameters in a tree stand for."""
    return tuple((s.name, id(local[s.name])) for s in sorted(symbols(tree), key=str) if s.name in local)


def _exponential(reader: Reader, tree: Call, local: Local) -> Family:
    """Entries of their own, also e^{-z} when no e^z stands beside it; that is not looked into."""
    inside = reader.read(tree.args[0], local)
    return families.opaque(inside, independent=operators(tree.args[0]).isdisjoint(_NEGATING))


def _entrywise(reader: Reader, tree: Call, local: Local) -> Family:
    return families.opaque(families.total(_values(reader, tree, local)), independent=False)


def _piecewise(reader: Reader, tree: Call, local: Local) -> Family:
    """max(0, z), |z|, sign z: of local values, or of one sum, whose sign is asked and not its form."""
    return _factored(reader, families.total(_values(reader, tree, local)))


def _softmax(reader: Reader, tree: Call, local: Local) -> Family:
    powers = _exponential(reader, tree, local)
    return families.quotient(powers, families.without_axes(powers), ("softmax", tree.args[0], id(local)))


def _transpose(reader: Reader, tree: Call, local: Local) -> Family:
    x = reader.read(tree.args[0], local)
    if len(x.shape) == 1:
        return x._replace(shape=(1, *x.shape), axes=(BARE, *x.axes))
    shape, axes = x.shape[::-1], x.axes[::-1]
    if len(shape) == 2 and shape[1] == 1:
        shape, axes = shape[:1], axes[:1]
    return x._replace(shape=shape, axes=axes)


def _trace(reader: Reader, tree: Call, local: Local) -> Family:
    x = reader.read(tree.args[0], local)
    return families.summed(x._replace(shape=(), axes=()), x.shape[0], min(x.axes)) if x.shape else x


def _diag(reader: Reader, tree: Call, local: Local) -> Family:
    x = reader.read(tree.args[0], local)
    if len(x.shape) == 1:
        return x._replace(shape=x.shape * 2, axes=x.axes * 2)
    return x._replace(shape=x.shape[:1], axes=(min(x.axes),))


def _outer(reader: Reader, tree: Call, local: Local) -> Family:
    a, b = _values(reader, tree, local)
    return families.outer(a, b)


def _mean(reader: Reader, tree: Call, local: Local) -> Family:
    x = reader.read(tree.args[0], local)
    found = families.without_axes(x)
    return reduce(reader.averaged, x.shape, found)


def _derivative(reader: Reader, tree: Call, local: Local) -> Family:
    y, x = tree.args[:2]
    order = constant(tree.args[2]) if len(tree.args) == 3 else 2 if tree.op == "hessian" else 1
    if order not in (1, 2):
        raise Outside("a derivative of this order")
    by = tuple(reader.axis(d, local) for d in x.sort.shape)
    found = families.derived(reader.read(y, local), by)
    if (key := reader.summed_over(y, x)) is not None:
        found = found._replace(indices=found.indices - Counter({key: 1}))
    if order == 2:
        found = families.derived(found, by if tree.op == "hessian" else ())
    if isinstance(x, Call) and x.op == "entry":
        reader.entry(x, local)
    return found


def _cases(reader: Reader, tree: Call, local: Local) -> Family:
    """By conditions between indices: the values as they are; by conditions on values: a function of all of them."""
    values, tests = tree.args[0::2], tree.args[1::2]
    if len(tree.args) % 2:
        tests = tree.args[1:-1:2]
        values = (*tree.args[0:-1:2], tree.args[-1])
    if (first := _in_front(values, tests)) is not None:
        return families.total([reader.read(part, local) for part in first])
    parts = [reader.read(v, local) for v in values]
    if all(_between_indices(test, local, reader) for test in tests):
        return families.total(parts)
    asked = [reader.read(side, local) for test in tests for side in _compared(test)]
    return _factored(reader, families.total(parts + asked))


def _in_front(values: tuple[Expr, ...], tests: tuple[Expr, ...]) -> tuple[Expr, Expr] | None:
    """A number set in front of a vector, b for i = 1 and then w_{i-1}: both parts, the second as w_i."""
    if len(values) != 2 or len(tests) != 1:
        return None
    test, rest = tests[0], values[1]
    if not (isinstance(test, Call) and test.op == "equal" and isinstance(test.args[0], Symbol)
            and constant(test.args[1]) == 1 and isinstance(rest, Call) and rest.op == "entry" and len(rest.args) == 2):
        return None
    at = rest.args[1]
    before = isinstance(at, Call) and at.op == "add" and at.args[0] == test.args[0] and constant(at.args[1]) == -1
    return (values[0], Call("entry", (rest.args[0], test.args[0]), rest.sort)) if before else None


def _compared(test: Expr) -> tuple[Expr, ...]:
    if isinstance(test, Call) and test.op in ("and", "or", "not", "chain"):
        return tuple(side for arg in test.args for side in _compared(arg))
    if isinstance(test, Call) and len(test.args) == 2:
        return test.args
    raise Outside("a condition of another kind")


def _between_indices(test: Expr, local: Local, reader: Reader) -> bool:
    free = reader.question.free_indices
    return isinstance(test, Call) and test.op in ("equal", "unequal") and all(
        isinstance(arg, Symbol) and (isinstance(local.get(arg.name), str) or arg.name in free) for arg in test.args
    )


def _stacked(reader: Reader, tree: Call, local: Local) -> Family:
    """A vector or matrix by its entries."""
    found = families.total(_values(reader, tree, local))
    return found._replace(shape=(len(tree.args), *found.shape), axes=(BARE, *found.axes))


RULES: dict[str, Rule] = {
    "add": lambda reader, tree, local: families.total(_values(reader, tree, local)),
    "negate": lambda reader, tree, local: reader.read(tree.args[0], local),
    "expanded": lambda reader, tree, local: reader.read(tree.args[0], local),
    "multiply": _product, "divide": _quotient, "power": _power, "root": _root, "dot": _dot, "norm": _norm,
    "hadamard": lambda reader, tree, local: reduce(families.scaled, _values(reader, tree, local)),
    **dict.fromkeys(ELEMENTWISE.split(), _entrywise),
    "exp": _exponential, "log": _logarithm, "softmax": _softmax,
    "abs": _piecewise, "relu": _piecewise, "sign": _piecewise, "step": _piecewise, "max": _piecewise, "min": _piecewise,
    "transpose": _transpose, "trace": _trace, "diag": _diag, "outer": _outer, "mean": _mean,
    "entry": lambda reader, tree, local: reader.entry(tree, local),
    "layer": lambda reader, tree, local: reader.layer(tree, local),
    "apply": lambda reader, tree, local: reader.called(tree, local),
    **dict.fromkeys(DERIVATIVES, _derivative),
    "cases": _cases, "delta": lambda reader, tree, local: PLAIN,
    "vector": _stacked, "rows": _stacked,
}
