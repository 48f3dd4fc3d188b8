"""Derivatives: of what the text defined something to be, through all that it depends on.

The variable is given a rate of change of 1 in one entry and the whole is evaluated again; all entries at once, as more
samples. A variable that is itself defined, ∂C/∂z with z = Wx + b, keeps its value and is moved on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
from flint import arb

from mathnn.check.at_arguments import at_point
from mathnn.check.by_value import by_value
from mathnn.check.dual import Array, Dual, Value, level, linear, shape, spread, values_only
from mathnn.check.scene import Index, Key, OutOfRange, Unsupported, is_within, tile, tile_index
from mathnn.check.systems import each
from mathnn.expression.tree import Call, Expr, Symbol

if TYPE_CHECKING:
    from mathnn.check.evaluate import Evaluator, Local

MOST_DIRECTIONS = 64
MOST_NESTED = 8  # derivatives inside derivatives


def partial(ev: Evaluator, tree: Call, local: Local) -> Value:
    """The derivative of a tree by a variable: the shape of the value, then that of the variable."""
    if (moved := at_point(tree)) is not None:
        return ev.value(moved, local)
    if (chained := by_value(tree)) is not None:
        return ev.value(chained, local)
    y, x = tree.args[:2]
    order = ev.index(tree.args[2], local) if len(tree.args) == 3 else 1
    if not isinstance(order, int) or not 0 <= order <= 4:
        raise Unsupported("a derivative of this order")
    if order == 0:
        return ev.value(y, local)
    inner = y if order == 1 else Call(tree.op, (y, x, _number(order - 1)), tree.sort)
    return _by(ev, lambda e, where: e.value(inner, where), x, local)


def hessian(ev: Evaluator, tree: Call, local: Local) -> Value:
    """All second derivatives, rows by the first variable."""
    if (moved := at_point(tree)) is not None:
        return ev.value(moved, local)
    y, x = tree.args
    return _by(ev, lambda e, where: _by(e, lambda f, w: f.value(y, w), x, where), x, local)


def placed(ev: Evaluator, tree: Call, local: Local) -> Value:
    """What a tree is where a name has a value, derivatives by that name taken before."""
    body, name, value = tree.args
    if not isinstance(name, Symbol):
        raise Unsupported("a value for something that is no name")
    at = ev.value(value, local)
    rest = {key: v for key, v in local.items() if key != name.name}
    return type(ev)(ev.scene.below({ev.scene.key(name): at}, 1), ev.depth).value(body, rest)


def _number(k: int) -> Expr:
    from mathnn.expression.build import number

    return number(k)


def along(ev: Evaluator, f: Callable[[Value], Value], x: Value, order: int) -> Value:
    """The derivative of a function of one number, entry by entry."""
    if order == 0:
        return f(x)
    def rate(at: Value) -> Value:
        top = _next_level(ev, at)
        ev.depth += 1
        try:
            made = f(Dual(at, _ones(ev, at), top))
        finally:
            ev.depth -= 1
        return _tangent(made, top)
    return along(ev, lambda at: _both_sides(ev, lambda: rate(at)), x, order - 1)


def _next_level(ev: Evaluator, x: Value) -> int:
    nested = level(x)
    if nested > MOST_NESTED:
        raise Unsupported("derivatives nested so deeply")
    return max(ev.depth, nested) + 1


def _ones(ev: Evaluator, x: Value) -> Value:
    one = ev.number(1)
    assert isinstance(one, np.ndarray)
    made = np.empty(shape(x), dtype=one.dtype)
    made[...] = one[0]
    return made


def _tangent(y: Value, top: int) -> Value:
    """How fast y changes at this level; 0 when it does not depend on the variable."""
    if isinstance(y, Dual) and y.level == top:
        return y.tangent
    return y * 0


def _by(ev: Evaluator, f: Callable[[Evaluator, Local], Value], x: Expr, local: Local) -> Value:
    """The derivative of f by a variable of the text."""
    base, places, label = _variable(ev, x, local)
    if base.name in local and label is None:
        return _by_parameter(ev, f, base, local)
    key = ev.scene.key(base, label)
    whole = ev.value(x.args[0] if places else x, local) if isinstance(x, Call) else ev.value(base, local)
    if places and not all(is_within(at, size) for at, size in zip(places, shape(whole), strict=False)):
        raise OutOfRange("an index outside what is moved")
    return _both_sides(ev, lambda: _moved(ev, f, key, whole, places, local))


def _variable(ev: Evaluator, x: Expr, local: Local) -> tuple[Symbol, list[Index], int | None]:
    """The name that is moved, at which entry, with which label."""
    places: list[Index] = []
    if isinstance(x, Call) and x.op == "entry":
        places = [ev.index(arg, local) for arg in x.args[1:]]
        x = x.args[0]
    label: int | None = None
    if isinstance(x, Call) and x.op == "layer":
        found = ev.index(x.args[1], local)
        if not isinstance(found, int):
            raise Unsupported("a derivative by a member that differs between samples")
        x, label = x.args[0], found
    if not isinstance(x, Symbol):
        raise Unsupported("a derivative by something that is no name")
    return x, places, label


def _by_parameter(ev: Evaluator, f: Callable[[Evaluator, Local], Value], base: Symbol, local: Local) -> Value:
    """By the parameter of a function's definition."""
    at: Any = local[base.name]
    if isinstance(at, int) or shape(at)[:-1]:
        raise Unsupported(f"a derivative by {base.name} here")
    return along(ev, lambda moved: f(ev, {**local, base.name: moved}), at, 1)


def _moved(ev: Evaluator, f: Callable[[Evaluator, Local], Value], key: Key, whole: Value, places: list[Index],
           local: Local) -> Value:
    """Evaluate again with the variable moving: in the one entry named, or in every entry in turn."""
    dims, samples = shape(whole)[:-1], max(ev.scene.width, _samples(whole, places, local))
    tiles = 1 if places else prod(dims)
    if tiles > MOST_DIRECTIONS:
        raise Unsupported(f"a derivative by {tiles} entries at once")
    top = _next_level(ev, whole)
    moved = tile(whole, tiles)
    seeds = _seeds(ev, dims, samples, tiles, places)
    if shape(moved)[-1] != seeds.shape[-1]:
        width = (*dims, seeds.shape[-1])
        moved = linear(lambda v: spread(v, width), moved)
    scene = ev.scene.below({key: Dual(moved, seeds, top)}, tiles)
    inner = type(ev)(scene, top)
    where: Mapping[str, Any] = {name: _tiled(value, tiles) for name, value in local.items()} if local else local
    rate = _tangent(f(inner, where), top)
    if places or not dims:
        return rate
    full = seeds.shape[-1]
    def unfold(v: Array) -> Array:
        v = spread(v, (*v.shape[:-1], full))
        return v.reshape(*v.shape[:-1], *dims, full // tiles)
    return linear(unfold, rate)


def _tiled(value: Any, tiles: int) -> Any:
    is_index = isinstance(value, int) or (isinstance(value, np.ndarray) and value.dtype.kind == "i")
    return tile_index(value, tiles) if is_index else tile(value, tiles)


def _samples(whole: Value, places: list[Index], local: Local) -> int:
    """How many samples there are, as far as the variable and the indices around it tell."""
    if not places and not local:
        return shape(whole)[-1]
    widths = [shape(whole)[-1]]
    widths += [len(p) for p in places if not isinstance(p, int)]
    widths += [shape(v)[-1] for v in local.values() if not isinstance(v, int)]
    return max(widths)


def _seeds(ev: Evaluator, dims: tuple[int, ...], samples: int, tiles: int, places: list[Index]) -> Array:
    """Rates of change: 1 at the entry that moves, 0 elsewhere."""
    one, zero = ev.number(1), ev.number(0)
    assert isinstance(one, np.ndarray)
    assert isinstance(zero, np.ndarray)
    made = np.empty((*dims, samples * tiles), dtype=one.dtype)
    made[...] = zero[0]
    if places:
        at = tuple(np.broadcast_to(np.asarray(p) - 1, (samples,)) for p in places)
        made[(*at, np.arange(samples))] = one[0]
    else:
        flat = made.reshape(tiles, tiles, samples)
        for k in range(tiles):
            flat[k, k] = one[0]
    return made


def _both_sides(ev: Evaluator, take: Callable[[], Value]) -> Value:
    """A derivative at a seam exists where the slopes from both sides agree."""
    system = ev.system
    outer, system.seam = system.seam, False
    right = take()
    if system.seam:
        system.side = -system.side
        try:
            left = take()
        finally:
            system.side = -system.side
        right = _agreed(ev, right, left)
    system.seam = system.seam or outer
    return right


def _is_same_ball(a: Any, b: Any) -> bool:
    """Away from seams both sides were calculated in the same way, so the balls are the same."""
    return isinstance(a, arb) and isinstance(b, arb) and bool(a.mid() == b.mid() and a.rad() == b.rad())


def _agreed(ev: Evaluator, right: Value, left: Value) -> Value:
    a, b = values_only(right), values_only(left)
    same = np.abs(a - b) < 1e-9 if a.dtype != object else (ev.system.sign(a - b) == 0) | each(_is_same_ball, a, b)
    same = same.astype(bool)
    if same.all():
        return right
    return linear(lambda v: np.where(same, v, ev.system.undefined()), right)
