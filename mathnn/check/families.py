"""How the terms of a value grow with the sizes: which indices they sum over, what stands below, what no entry carries.

Used by `family_reader`; the words are those of docs/proof-for-all-sizes.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

SizeKey: TypeAlias = tuple[str, int | None]  # a dimension's symbol, and the layer where it has one
Axis: TypeAlias = "SizeKey | int"  # a dimension, or a fixed number of entries
Count: TypeAlias = "Counter[SizeKey]"
Local: TypeAlias = "Mapping[str, Family | str | int]"  # parameters: a value, another index's name, a label
# Is an index on an independent entry in every term; on something in some terms, or on another function; on nothing?
# Or on a function with a pole where the entries are 0, such as 1/x, which may cancel what carries it?
CARRIED, PARTLY, BARE, BROKEN = 0, 1, 2, -1
NONE: Count = Counter()  # shared, and never changed


class Outside(Exception):  # noqa: N818 - a condition, not a fault
    """A value that is no family of the kind that the argument covers."""


class Below(NamedTuple):
    """A sum below the fraction line: its exponent, and the indices and bare sizes of its own terms."""

    exponent: int
    indices: Count
    sizes: Count


class Family(NamedTuple):
    """A value for every size at once.

    `indices` counts what the numerator sums over, `sizes` the factors n that may come out of it, `inner` the indices
    inside functions, which a derivative brings out. `axes` and `names` say how the value's own indices and the named
    ones are carried.
    """

    shape: tuple[Axis, ...] = ()
    axes: tuple[int, ...] = ()
    names: Mapping[str, int] = MappingProxyType({})
    indices: Count = NONE
    sizes: Count = NONE
    inner: Count = NONE
    below: Mapping[object, Below] = MappingProxyType({})
    hidden: Mapping[object, Below] = MappingProxyType({})  # what derivatives of logarithms and roots divide by

    @property
    def is_local(self) -> bool:
        """No sum anywhere: what stands at some indices depends on the entries at these indices only."""
        return not self.indices and not self.below

    @property
    def is_entrywise(self) -> bool:
        """No sum anywhere, not even inside a function."""
        return self.is_local and not self.inner

    @property
    def is_scalar(self) -> bool:
        """Made of numbers without an index: a coefficient."""
        return self.is_local and not self.shape and not any(v < BARE for v in self.names.values()) and not self.inner


PLAIN = Family()  # a number without an index: it changes no sum and no product of families


@lru_cache(maxsize=1024)
def entries(shape: tuple[Axis, ...]) -> Family:
    """Independent entries."""
    return Family(shape, (CARRIED,) * len(shape)) if shape else PLAIN


def bare(shape: tuple[Axis, ...]) -> Family:
    """Numbers that carry no index: ones, the identity matrix."""
    return Family(shape, (BARE,) * len(shape))


def total(parts: list[Family]) -> Family:
    """A sum, over the least common denominator."""
    if all(p is PLAIN for p in parts):
        return PLAIN
    below = _common(p.below for p in parts)
    indices = sizes = inner = NONE
    for p in parts:
        own_indices, own_sizes = p.indices, p.sizes
        for key, b in below.items():
            missing = b.exponent - (p.below[key].exponent if key in p.below else 0)
            own_indices = plus(own_indices, repeated(b.indices, missing))
            own_sizes = plus(own_sizes, repeated(b.sizes, missing))
        indices, sizes, inner = most(indices, own_indices), most(sizes, own_sizes), most(inner, p.inner)
    widest = max(parts, key=lambda p: len(p.shape))
    axes = tuple(_either([p.axes[i] if i < len(p.axes) else BARE for p in parts]) for i in range(len(widest.shape)))
    mentioned = {name for p in parts for name in p.names}
    names = {name: _either([p.names.get(name, BARE) for p in parts]) for name in mentioned}
    hidden = {key: b for p in parts for key, b in p.hidden.items()}
    return Family(widest.shape, axes, names, indices, sizes, inner, below, hidden)


def _either(found: list[int]) -> int:
    return found[0] if len(set(found)) == 1 else BROKEN if BROKEN in found else PARTLY


def _common(fractions: Iterable[Mapping[object, Below]]) -> dict[object, Below]:
    below: dict[object, Below] = {}
    for one in fractions:
        for key, b in one.items():
            if key not in below or below[key].exponent < b.exponent:
                below[key] = b
    return below


def plus(a: Count, b: Count) -> Count:
    """Both counts together; most are empty."""
    return a + b if a and b else a or b


def most(a: Count, b: Count) -> Count:
    """Of each key the greater count."""
    return a | b if a and b else a or b


def repeated(count: Count, times: int) -> Count:
    """Every count so many times."""
    return Counter({key: k * times for key, k in count.items() if k * times})


def scaled(a: Family, b: Family) -> Family:
    """A product of numbers, or of a number and a vector, or entry by entry."""
    if a is PLAIN or b is PLAIN:
        return b if a is PLAIN else a
    wide = a if len(a.shape) >= len(b.shape) else b
    both = a.shape and b.shape
    axes = tuple(min(x, y) for x, y in zip(a.axes, b.axes, strict=True)) if both else wide.axes
    names = {n: min(a.names.get(n, BARE), b.names.get(n, BARE)) for n in {*a.names, *b.names}}
    below = dict(a.below)
    for key, fraction in b.below.items():
        old = below[key].exponent if key in below else 0
        below[key] = fraction._replace(exponent=old + fraction.exponent)
    return Family(wide.shape, axes, names, plus(a.indices, b.indices), plus(a.sizes, b.sizes),
                  plus(a.inner, b.inner), below, {**a.hidden, **b.hidden})


def outer(a: Family, b: Family) -> Family:
    """Every entry of a times every entry of b."""
    flat = scaled(a._replace(shape=(), axes=()), b._replace(shape=(), axes=()))
    return flat._replace(shape=a.shape + b.shape, axes=a.axes + b.axes)


def contracted(a: Family, b: Family) -> Family:
    """A matrix product: the last axis of a is summed against the first of b."""
    both = outer(a, b)
    left = len(a.shape)
    shape = a.shape[:-1] + b.shape[1:]
    axes = a.axes[:-1] + b.axes[1:]
    both = both._replace(shape=shape, axes=axes)
    return summed(both, a.shape[-1], min(a.axes[-1], b.axes[0])) if left else both


def summed(body: Family, axis: Axis, carried: int) -> Family:
    """Sum over an index; where no entry carries it the size itself comes out."""
    if isinstance(axis, int):
        return body
    once: Count = Counter({axis: 1})
    return body._replace(indices=plus(body.indices, once), sizes=plus(body.sizes, once) if carried else body.sizes)


def without_axes(body: Family) -> Family:
    """Sum over all axes, as a norm does."""
    if not body.shape:
        return body
    found = body._replace(shape=(), axes=())
    for axis, carried in zip(body.shape, body.axes, strict=True):
        found = summed(found, axis, carried)
    return found


def opaque(x: Family, *, independent: bool, is_broken: bool = False) -> Family:
    """A function of a value, entry by entry; what it sums over stays inside.

    `independent`: its values count as entries of their own, such as exponentials, which may be set to 0. `is_broken`:
    it has a pole at 0.
    """
    if x is PLAIN:
        return PLAIN
    inside = plus(x.inner, x.indices)
    for b in x.below.values():
        inside = most(inside, b.indices)
    held = {CARRIED: CARRIED, PARTLY: CARRIED, BROKEN: CARRIED, BARE: BARE} if independent else (
        {CARRIED: BROKEN, PARTLY: BROKEN, BROKEN: BROKEN, BARE: BARE} if is_broken else
        {CARRIED: PARTLY, PARTLY: PARTLY, BROKEN: BROKEN, BARE: BARE})
    axes = tuple(held[v] for v in x.axes)
    names = {name: held[v] for name, v in x.names.items()}
    return Family(x.shape, axes, names, inner=inside, hidden=x.hidden)


def quotient(a: Family, b: Family, key: object) -> Family:
    """a / b: by a coefficient, by something local (a function like any other), or by a sum."""
    if b.is_scalar and not b.sizes:
        return a
    if b.is_local and not b.sizes:
        return scaled(a, opaque(b, independent=False, is_broken=True))
    if b.shape or any(v < BARE for v in b.names.values()):
        raise Outside("a quotient by sums that differ between entries")
    up = a
    for fraction in b.below.values():
        up = up._replace(indices=plus(up.indices, repeated(fraction.indices, fraction.exponent)),
                     sizes=plus(up.sizes, repeated(fraction.sizes, fraction.exponent)))
    one = Below(1, b.indices, b.sizes)
    return scaled(up, Family(below={key: one}, inner=b.inner))


def derived(y: Family, by: tuple[Axis, ...]) -> Family:
    """A derivative: each sum below is squared, what stood inside functions comes out, and x_i may go: dx_i/dx_i = 1."""
    if y is PLAIN and not by:
        return PLAIN
    indices = plus(y.indices, y.inner)
    sizes = y.sizes
    below: dict[object, Below] = {}
    for key, b in {**y.hidden, **y.below}.items():
        indices, sizes = plus(indices, b.indices), plus(sizes, b.sizes)
        below[key] = b._replace(exponent=b.exponent + 1)
    axes = tuple(PARTLY if carried == CARRIED else carried for carried in y.axes)
    names = {name: PARTLY if carried == CARRIED else carried for name, carried in y.names.items()}
    return y._replace(shape=y.shape + by, axes=axes + (PARTLY,) * len(by), names=names, indices=indices, sizes=sizes,
                      below=below)
