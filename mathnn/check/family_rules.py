"""How each operator makes one family of others: the rules by which `family_reader` reads a tree.

The words are those of docs/proof-for-all-sizes.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

from mathnn.check import families
from mathnn.check.families import BARE, PLAIN, Below, Family, Local, Outside
from mathnn.check.powers import constant, is_euclidean
from mathnn.expression.operators import DERIVATIVES, ELEMENTWISE
from mathnn.expression.tree import Bind, Call, Expr, Symbol, is_zero, operators, symbols, walk

if TYPE_CHECKING:
    from mathnn.check.family_reader import Reader

_NEGATING = frozenset(("negate", "divide"))
Rule: TypeAlias = "Callable[[Reader, Call, Local], Family]"


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


def _factored(reader: Reader, x: Family, key: object = None, *, is_broken: bool = False) -> Family:
    """A function that splits its argument into factors: of a sum over one index at most, which has none."""
    if x is PLAIN:
        return PLAIN
    inside = families.opaque(x, independent=False, is_broken=is_broken)
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
    if c == 2 and is_euclidean(base):
        x = reader.read(base.args[0], local)
        return families.without_axes(families.scaled(x, x))
    x = reader.read(base, local)
    if c is None:
        if any(not f.is_local for f in (x, reader.read(exponent, local))):
            raise Outside("a power with sums")
        return families.opaque(families.scaled(x, reader.read(exponent, local)), independent=False, is_broken=True)
    if c.denominator != 1 or len(x.shape) == 2 or abs(c) > 6:
        if len(x.shape) == 2:
            if c.denominator != 1 or not 1 <= c <= 4:
                raise Outside("such a power of a matrix")
            return reduce(_times, [x] * int(c))
        return _factored(reader, x, is_broken=c < 0)
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
    """Entries of their own; not e^{-z}, which an e^z may cancel, nor e^{0 z}."""
    inside = reader.read(tree.args[0], local)
    is_plain = operators(tree.args[0]).isdisjoint(_NEGATING) and not any(map(is_zero, walk(tree.args[0])))
    return families.opaque(inside, independent=is_plain, is_broken=not is_plain)


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
