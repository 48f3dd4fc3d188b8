"""What a tree is worth at one point, in plain NumPy with central differences; no line is shared with the checker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from math import comb, erf, factorial
from typing import Any
from zlib import crc32

import numpy as np

from mathnn.expression.tree import FROBENIUS, Bind, Call, Expr, Number, Symbol, symbols, walk
from mathnn.notation import Notation

STEP = 2e-3
REST = (r"\mathcal{O}", "O", "o")  # of Landau
ELEMENTWISE: Mapping[str, Callable[[Any], Any]] = {
    "exp": np.exp, "log": np.log, "log2": np.log2, "log10": np.log10, "sin": np.sin, "cos": np.cos, "tan": np.tan,
    "arcsin": np.arcsin, "arccos": np.arccos, "arctan": np.arctan, "sinh": np.sinh, "cosh": np.cosh,
    "tanh": np.tanh, "sigmoid": lambda x: 1 / (1 + np.exp(-x)), "relu": lambda x: np.maximum(x, 0),
    "softplus": lambda x: np.log1p(np.exp(x)), "sign": np.sign, "step": lambda x: np.where(x >= 0, 1.0, 0.0),
    "erf": np.vectorize(erf), "floor": np.floor, "ceil": np.ceil, "abs": np.abs,
}
FUNCTIONS = {r"\sigma": "sigmoid", r"\tanh": "tanh", r"\exp": "exp", r"\log": "log", r"\ln": "log", r"\sin": "sin",
             r"\cos": "cos", r"\operatorname{ReLU}": "relu", "H": "step"}
COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "less": np.less, "less_equal": np.less_equal, "greater": np.greater, "greater_equal": np.greater_equal,
    "equal": lambda a, b: np.isclose(a, b), "unequal": lambda a, b: ~np.isclose(a, b),
}


class CannotTry(Exception):  # noqa: N818 - a condition, not a fault
    """A construct or an assumption that this oracle does not know."""


WHOLE = (1, 2, 3, 4, 7, 10)  # a number that is no size may be 1, where a column of one entry would hide mistakes


class World:
    """One random point: sizes, values, smooth functions."""

    def __init__(self, notation: Notation, seed: int, labels: Mapping[str, int]) -> None:
        self.notation, self.labels = notation, labels
        self.rng = np.random.default_rng(seed)
        self.sizes: dict[str, int] = {}
        self.values: dict[str, Any] = {}
        self.style = seed % 5
        self.order = (2, 3, 4, 5) if seed % 2 else (3, 2, 4, 5)
        self.dimensions = {s.name for row in notation for d in row.symbol.sort.shape for s in symbols(d)}

    def size(self, name: str) -> int:
        if name not in self.sizes:
            row = self.notation.find(name)
            is_whole = row is not None and row.symbol.sort.kind == "integer" and name not in self.dimensions
            self.sizes[name] = int(self.rng.choice(WHOLE)) if is_whole else self.order[len(self.sizes) % 4]
        return self.sizes[name]

    def fresh(self, shape: tuple[int, ...]) -> Any:
        if self.style == 0:
            return self.rng.integers(-2, 3, size=shape).astype(float)
        if self.style == 1:
            return np.zeros(shape) if self.rng.random() < 0.3 else np.ones(shape)
        if self.style == 2:
            return self.rng.uniform(0.05, 1, size=shape)
        return self.rng.normal(size=shape)

    def smooth(self, name: str, x: Any) -> Any:
        """A fixed random wave of all entries."""
        flat = np.concatenate([np.ravel(part) for part in x])
        rng = np.random.default_rng(crc32(f"{name}/{len(flat)}".encode()))
        w, c = rng.normal(size=(4, len(flat))), rng.normal(size=4)
        return float(c @ np.sin(w @ flat + c) + 0.3 * (w[0] @ flat) ** 2)


def evaluate(tree: Expr, world: World, local: Mapping[str, Any]) -> Any:
    """The value of a tree at this point; nan where it is undefined. Raises CannotTry."""
    if isinstance(tree, Number):
        return np.float64(tree.value)
    if isinstance(tree, Symbol):
        return _name(tree, None, tree, world, local)
    if isinstance(tree, Bind):
        return _bound(tree, world, local)
    if tree.op in _SPECIAL:
        return _SPECIAL[tree.op](tree, world, local)
    args = [evaluate(arg, world, local) for arg in tree.args]
    if tree.op in ELEMENTWISE:
        return ELEMENTWISE[tree.op](args[0])
    if tree.op in _PLAIN:
        return _PLAIN[tree.op](*args)
    raise CannotTry(tree.op)


def integer(tree: Expr, world: World, local: Mapping[str, Any]) -> int:
    if isinstance(tree, Symbol):
        if tree.name in local:
            return int(local[tree.name])
        return world.labels.get(tree.name) or world.size(tree.name)
    if isinstance(tree, Call) and tree.op == "layer" and isinstance(tree.args[0], Symbol):
        return world.size(f"{tree.args[0].name}@{integer(tree.args[1], world, local)}")
    value = evaluate(tree, world, local)
    if value != round(value):
        raise CannotTry("an index that is no integer")
    return int(value)


def _shape(tree: Expr, world: World, local: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(integer(d, world, local) for d in tree.sort.shape)


def _name(tree: Symbol, label: int | None, whole: Expr, world: World, local: Mapping[str, Any]) -> Any:
    if label is None and tree.name in local:
        return local[tree.name]
    if tree.name == r"\dots":
        raise CannotTry("a rest that is not written out")
    row = world.notation.find(tree.name)
    key = (row.symbol.name if row else tree.name) + ("" if label is None else f"@{label}")
    moved = local.get("=" + key)
    if moved is not None:
        return moved
    if row is not None and row.definition is not None and (label is None or label > 0):
        moving = {k: v for k, v in local.items() if k.startswith("=")}
        names = [p.name for p in row.parameters]
        if label is not None and names:
            moving[names.pop(0)] = label
        if not names:
            return evaluate(row.definition, world, moving)
        dims = _shape(whole, world, local)
        made = np.empty(dims)
        for at in product(*map(range, dims)):
            made[at] = evaluate(row.definition, world, {**moving, **{n: i + 1 for n, i in zip(names, at, strict=True)}})
        return made
    if label is None and (tree.sort.kind == "integer" or (tree.name in world.dimensions and not tree.sort.shape)):
        return np.float64(integer(tree, world, local))
    if (constant := _constant(tree, whole, world, local)) is not None:
        return constant
    if key not in world.values:
        value = world.fresh(_shape(whole, world, local))
        world.values[key] = value if value.shape else np.float64(value)
    return world.values[key]


def _constant(tree: Symbol, whole: Expr, world: World, local: Mapping[str, Any]) -> Any:
    name, shape = tree.name, whole.sort.shape
    if len(shape) == 2 and name in ("I", r"\mathbf{I}", "I_n"):
        return np.eye(_shape(whole, world, local)[0])
    if shape and "1" in name and name.startswith("\\"):
        return np.ones(_shape(whole, world, local))
    if shape and (name == "0" or name.endswith("{0}")):
        return np.zeros(_shape(whole, world, local))
    return np.pi if name == r"\pi" else np.e if name == r"\mathrm{e}" else None


def _bound(tree: Bind, world: World, local: Mapping[str, Any]) -> Any:
    if tree.lower is not None and tree.upper is not None:
        low, high = integer(tree.lower, world, local), integer(tree.upper, world, local)
    else:
        low, high = 1, _range(tree.body, tree.index, world, local)
    found = [evaluate(tree.body, world, {**local, tree.index.name: i}) for i in range(low, high + 1)
             if tree.where is None or bool(truth(tree.where, world, {**local, tree.index.name: i}))]
    if tree.op == "sum":
        return sum(found[1:], found[0]) if found else 0.0
    if tree.op == "product":
        total = 1.0
        for value in found:
            total = total * value
        return total
    if tree.op in ("argmax", "argmin"):
        return float((np.argmax if tree.op == "argmax" else np.argmin)(found) + low)
    if tree.op in ("max", "min"):
        return (max if tree.op == "max" else min)(found)
    if tree.op == "mean":
        return sum(found) / len(found)
    raise CannotTry(tree.op)


def _range(body: Expr, index: Symbol, world: World, local: Mapping[str, Any]) -> int:
    for node in walk(body):
        if isinstance(node, Call) and node.op == "entry" and index in node.args[1:]:
            place = node.args[1:].index(index)
            if place < len(node.args[0].sort.shape):
                return integer(node.args[0].sort.shape[place], world, local)
    raise CannotTry("a range")


def _entry(tree: Call, world: World, local: Mapping[str, Any]) -> Any:
    base, *places = tree.args
    at = [integer(p, world, local) for p in places]
    if isinstance(base, Symbol) and base.name not in local:
        row = world.notation.find(base.name)
        if row and row.definition and len(row.parameters) == len(at) and "=" + row.symbol.name not in local:
            moving = {k: v for k, v in local.items() if k.startswith("=")}
            given = {p.name: i for p, i in zip(row.parameters, at, strict=True)}
            return evaluate(row.definition, world, {**moving, **given})
    value = evaluate(base, world, local)
    for i in at:
        if not 1 <= i <= len(value):
            raise CannotTry("an index outside")
        value = value[i - 1]
    return value


def _apply(tree: Call, world: World, local: Mapping[str, Any]) -> Any:
    head, *rest = tree.args
    args = [evaluate(arg, world, local) for arg in rest]
    moving = {k: v for k, v in local.items() if k.startswith("=")}
    return _called(head, args, world, moving)


def _called(head: Expr, args: list[Any], world: World, moving: Mapping[str, Any]) -> Any:
    if len(args) == 1 and np.ndim(args[0]) and head.sort.domain and not head.sort.domain[0].shape:
        return np.array([_called(head, [v], world, moving) for v in args[0]])
    if isinstance(head, Symbol) and head.name in REST:
        raise CannotTry("a rest of some order")
    if isinstance(head, Symbol):
        row = world.notation.find(head.name)
        if row is not None and row.definition is not None:
            return evaluate(row.definition, world,
                            {**moving, **{p.name: a for p, a in zip(row.parameters, args, strict=True)}})
        if row is None and head.name in FUNCTIONS:
            return ELEMENTWISE[FUNCTIONS[head.name]](args[0])
        value = head.sort.value
        if value is not None and value.shape:
            dims = tuple(integer(d, world, moving) for d in value.shape)
            return np.array([world.smooth(f"{head.name}{i}", args) for i in range(int(np.prod(dims)))]).reshape(dims)
        return world.smooth(head.name, args)
    if isinstance(head, Call) and head.op == "prime":
        order = 1 if len(head.args) == 1 else integer(head.args[1], world, moving)
        inner = head if order > 1 else head.args[0]
        if order > 1:
            inner = Call("prime", (head.args[0], Number(order - 1, str(order - 1))), head.sort)  # type: ignore[arg-type]
        return _difference(lambda x: _called(inner, [x], world, moving), args[0])
    if isinstance(head, Call) and head.op in ("add", "multiply", "negate", "divide"):
        parts = [_called(p, args, world, moving) if p.sort.kind == "function" else evaluate(p, world, moving)
                 for p in head.args]
        return _PLAIN[head.op](*parts)
    raise CannotTry("a function")


def _difference(f: Callable[[float], Any], x: float) -> Any:
    """The central difference of order 4; nan at a kink, where the slopes of both sides differ."""
    h = STEP
    values = {k: np.asarray(f(x + k * h), dtype=float) for k in (-2, -1, 0, 1, 2)}
    slope = (values[-2] - 8 * values[-1] + 8 * values[1] - values[2]) / (12 * h)
    right = (-3 * values[0] + 4 * values[1] - values[2]) / (2 * h)
    left = (3 * values[0] - 4 * values[-1] + values[-2]) / (2 * h)
    kink = np.abs(right - left) > 0.02 * (1 + np.abs(slope))
    return np.where(kink, np.nan, slope)


def _partial(tree: Call, world: World, local: Mapping[str, Any]) -> Any:
    y, x = tree.args[:2]
    order = integer(tree.args[2], world, local) if len(tree.args) == 3 else 1
    inner = y if order == 1 else Call(tree.op, (y, x, Number(order - 1, str(order - 1))), tree.sort)  # type: ignore[arg-type]
    return _by(lambda where: evaluate(inner, world, where), x, world, local)


def _hessian(tree: Call, world: World, local: Mapping[str, Any]) -> Any:
    y, x = tree.args
    return _by(lambda outer: _by(lambda where: evaluate(y, world, where), x, world, outer), x, world, local)


def _by(f: Callable[[Mapping[str, Any]], Any], x: Expr, world: World, local: Mapping[str, Any]) -> Any:
    base, at = x, None
    if isinstance(x, Call) and x.op == "entry":
        base, at = x.args[0], tuple(integer(p, world, local) - 1 for p in x.args[1:])
    whole = np.array(evaluate(base, world, local), dtype=float)
    if isinstance(base, Call) and base.op == "layer" and isinstance(base.args[0], Symbol):
        name, label = base.args[0].name, f"@{integer(base.args[1], world, local)}"
    elif isinstance(base, Symbol):
        name, label = base.name, ""
    else:
        raise CannotTry("a derivative by no name")
    row = world.notation.find(name)
    key = name if name in local and not label else "=" + (row.symbol.name if row else name) + label

    def moved(place: tuple[int, ...], value: float) -> Any:
        changed = whole.copy()
        changed[place] = value
        return f({**local, key: changed if changed.shape else np.float64(changed)})

    if at is not None or not whole.shape:
        place = at or ()
        return _difference(lambda v: moved(place, v), float(whole[place]))
    rates = [_difference(partial(moved, p), float(whole[p])) for p in np.ndindex(*whole.shape)]
    stacked = np.stack([np.asarray(r) for r in rates], axis=-1)
    return stacked.reshape(*stacked.shape[:-1], *whole.shape)


def _cases(tree: Call, world: World, local: Mapping[str, Any]) -> Any:
    args = list(tree.args)
    while len(args) > 1:
        value, test = args.pop(0), args.pop(0)
        if bool(truth(test, world, local)):
            return evaluate(value, world, local)
    return evaluate(args[0], world, local) if args else np.nan


def truth(tree: Expr, world: World, local: Mapping[str, Any]) -> Any:
    if isinstance(tree, Call) and tree.op in COMPARE:
        a, b = (evaluate(arg, world, local) for arg in tree.args)
        found = COMPARE[tree.op](a, b)
        return np.any(found) if tree.op == "unequal" else np.all(found)
    if isinstance(tree, Call) and tree.op in ("and", "chain"):
        return all(bool(truth(arg, world, local)) for arg in tree.args)
    if isinstance(tree, Call) and tree.op == "or":
        return any(bool(truth(arg, world, local)) for arg in tree.args)
    if isinstance(tree, Call) and tree.op == "member":
        return True
    raise CannotTry("a condition")


def _power(tree: Call, world: World, local: Mapping[str, Any]) -> Any:
    base, exponent = (evaluate(arg, world, local) for arg in tree.args)
    if np.ndim(base) == 2:
        return np.linalg.matrix_power(base, int(exponent))
    if exponent != round(exponent):
        return np.where(base > 0, np.abs(base) ** exponent, 0.0 if np.all(base == 0) and exponent > 0 else np.nan)
    return np.asarray(base, dtype=float) ** exponent if exponent >= 0 else 1 / np.asarray(base) ** -exponent


def _product(*args: Any) -> Any:
    total = args[0]
    for factor in args[1:]:
        total = _times(total, factor)
    return total


def _times(a: Any, b: Any) -> Any:
    if not np.ndim(a) or not np.ndim(b):
        return a * b
    if np.ndim(a) == 1:
        a = a[:, None]
    made = a @ b
    if np.ndim(made) == 2 and made.shape[1] == 1:
        made = made[:, 0]
    return made[0] if np.ndim(made) == 1 and made.shape[0] == 1 else made


def _add(*args: Any) -> Any:
    return sum(args[1:], args[0])


def _norm(tree: Call, world: World, local: Mapping[str, Any]) -> Any:
    x = evaluate(tree.args[0], world, local)
    if len(tree.args) == 1 or tree.args[1] == FROBENIUS:
        return length(x)
    if isinstance(tree.args[1], Symbol) and tree.args[1].name == r"\infty":
        return np.max(np.abs(x))
    return length(x, evaluate(tree.args[1], world, local))


def length(x: Any, p: Any = 2.0) -> Any:
    return np.sqrt(np.sum(np.square(x))) if p == 2.0 else np.sum(np.abs(x) ** p) ** (1 / p)


def _angle(a: Any, b: Any) -> Any:
    return np.arccos(np.clip(a @ b / (length(a) * length(b)), -1, 1))


def _softmax(x: Any) -> Any:
    return np.exp(x) / np.sum(np.exp(x))


def _hadamard(*args: Any) -> Any:
    total = args[0]
    for factor in args[1:]:
        total = total * factor
    return total


def _transpose(x: Any) -> Any:
    if np.ndim(x) == 2 and x.shape[0] == 1:
        return x[0]
    return x[None] if np.ndim(x) == 1 else np.transpose(x)


_PLAIN: Mapping[str, Callable[..., Any]] = {
    "add": _add, "negate": lambda x: -x, "multiply": _product,
    "divide": lambda a, b: a / b, "expanded": lambda x, *k: x,
    "root": lambda x, k=2.0: np.sqrt(x) if k == 2 else np.sign(x) * np.abs(x) ** (1 / k),
    "dot": lambda a, b: np.sum(a * b),
    "hadamard": _hadamard, "outer": lambda a, b: np.multiply.outer(a, b), "transpose": _transpose,
    "kronecker": np.kron, "inverse": lambda x: np.linalg.inv(x) if np.ndim(x) else 1 / x,
    "pseudoinverse": lambda x, *mark: np.linalg.pinv(x),
    "rank": lambda x: float(np.linalg.matrix_rank(np.atleast_2d(x), tol=1e-8)),
    "trace": lambda x: np.trace(x) if np.ndim(x) else x, "det": lambda x: np.linalg.det(x) if np.ndim(x) else x,
    "diag": np.diag, "largest_eigenvalue": lambda x: np.linalg.eigvalsh(x)[-1],
    "smallest_eigenvalue": lambda x: np.linalg.eigvalsh(x)[0],
    "largest_singular_value": lambda x: np.linalg.svd(x, compute_uv=False)[0],
    "smallest_singular_value": lambda x: np.linalg.svd(x, compute_uv=False)[-1],
    "vec": lambda x: np.ravel(x, order="F"), "angle": _angle, "softmax": _softmax,
    "max": lambda *x: np.max(x[0]) if len(x) == 1 else np.maximum.reduce(np.broadcast_arrays(*x)),
    "min": lambda *x: np.min(x[0]) if len(x) == 1 else np.minimum.reduce(np.broadcast_arrays(*x)),
    "greatest": np.max, "least": np.min, "mean": np.mean, "cross": np.cross,
    "vector": lambda *x: np.array(x), "rows": lambda *x: np.array(x),
    "factorial": lambda x: float(factorial(int(x))), "binomial": lambda a, b: float(comb(int(a), int(b))),
    "delta": lambda a, b: float(a == b),
}
_SPECIAL: Mapping[str, Callable[[Call, World, Mapping[str, Any]], Any]] = {
    "power": _power, "norm": _norm, "entry": _entry, "apply": _apply, "cases": _cases, "partial": _partial,
    "derivative": _partial,
    "gradient": _partial, "jacobian": _partial, "hessian": _hessian,
    "layer": lambda t, w, e: _name(t.args[0], integer(t.args[1], w, e), t, w, e),  # type: ignore[arg-type]
    "indicator": lambda t, w, e: float(bool(truth(t.args[0], w, e))),
}
