"""Is a statement true? At random admissible points, in plain NumPy; no line is shared with the checker.

It knows no proof: it says False when a point contradicts, True when dozens do not, and None when it cannot try.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np

from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, symbols, walk
from mathnn.notation import Notation
from tests.check.numpy_truth import COMPARE, CannotTry, World, evaluate, integer, length, truth

TRIES = 400
ROUNDS, SETTLED = 30, 3
DIFFERENTIATING = frozenset(("partial", "derivative", "gradient", "jacobian", "hessian", "prime"))


def holds(statement: Expr, notation: Notation, labels: Mapping[str, int], free: Mapping[str, Expr],
          points: int = 60) -> bool | None:
    """Does the relation hold at random admissible points where both sides are defined?"""
    seen = 0
    try:
        with np.errstate(all="ignore"):
            for seed in range(TRIES):
                world = World(notation, seed, labels)
                try:
                    found = _at(statement, world, free)
                except np.linalg.LinAlgError:  # a matrix without an inverse: not admissible
                    continue
                if found is False:
                    return False
                seen += found is True
                if seen >= points:
                    return True
    except (CannotTry, ValueError, TypeError, IndexError, OverflowError, RecursionError):
        return None
    return True if seen >= 10 else None


def _at(statement: Expr, world: World, free: Mapping[str, Expr]) -> bool | None:
    """At one point, for every value of the free indices; None when it is not admissible or a side is undefined."""
    assert isinstance(statement, Call)
    for side in statement.args:
        _touch(side, world, free)
    if not _admitted(world):
        return None
    judged: bool | None = None
    for local in _indices(free, world):
        left, right = (np.asarray(evaluate(side, world, local), dtype=float) for side in statement.args)
        if left.shape != right.shape and left.size > 1 and right.size > 1:
            if left.T.shape != right.shape and left.shape != right.ravel().shape:
                return False
            right = right.reshape(left.shape) if left.size == right.size else right
        if not (np.isfinite(left).all() and np.isfinite(right).all()):
            continue
        judged = True
        size = 1 + np.abs(left) + np.abs(right)
        slack = (3e-5 if _differentiates(statement, world) else 1e-8) * size
        if not np.all(_related(statement.op, left, right, slack)):
            return False
    return judged


def _is_of_free_letter(assumption: Expr, notation: Notation) -> bool:
    """Is it that a letter without a formula is constant? So it is in NumPy anyway."""
    if not (isinstance(assumption, Call) and assumption.op == "constant" and isinstance(assumption.args[0], Symbol)):
        return False
    row = notation.find(assumption.args[0].name)
    return row is None or row.definition is None


def _admitted(world: World) -> bool:
    """Do the assumptions hold? Each is mended; one may undo another, as of vectors at right angles.

    What holds nearly at first holds to all digits some rounds later.
    """
    assumed = tuple(each for each in world.notation.assumptions if not _is_of_free_letter(each, world.notation))
    wanted = SETTLED if len(assumed) > 1 else 1
    rounds = 0
    for _ in range(ROUNDS if len(assumed) > 1 else 1):
        for assumption in assumed:
            _mend(assumption, world)
        rounds = rounds + 1 if all(_admits(assumption, world) for assumption in assumed) else 0
        if rounds == wanted:
            return True
    return False


def _related(op: str, left: Any, right: Any, slack: Any) -> Any:
    if op == "equal":
        return np.abs(left - right) <= slack
    if op in ("less", "less_equal"):
        return left - right <= (slack if op == "less_equal" else -1e-13)
    return right - left <= (slack if op == "greater_equal" else -1e-13)


def _differentiates(statement: Expr, world: World) -> bool:
    trees = [statement, *(row.definition for row in world.notation if row.definition is not None)]
    return any(isinstance(n, Call) and n.op in DIFFERENTIATING for tree in trees for n in walk(tree))


def _indices(free: Mapping[str, Expr], world: World) -> Iterator[dict[str, int]]:
    spans = [range(1, integer(d, world, {}) + 1) for d in free.values()]
    for at in product(*spans):
        yield dict(zip(free, at, strict=True))


def _touch(tree: Expr, world: World, free: Mapping[str, Expr]) -> None:
    """Give every free symbol a value before assumptions are mended."""
    first = next(_indices(free, world))
    evaluate(tree, world, first)


def _mend(assumption: Expr, world: World) -> None:
    """Move the point so that common assumptions hold: signs, sums, lengths, symmetry, right angles."""
    if isinstance(assumption, Call) and assumption.op == "member":
        _choose(assumption, world)
    if isinstance(assumption, Call) and assumption.op == "chain" and len(assumption.args) == 2:
        _between(assumption, world)
    if not isinstance(assumption, Call) or assumption.op not in COMPARE:
        return
    names = sorted((s for s in symbols(assumption) if s.name in world.values), key=lambda s: s.name)
    left, right = assumption.args
    if assumption.op == "equal" and len(names) >= 1:
        x = world.values[names[0].name]
        if isinstance(left, Bind) and left.op == "sum" and len(names) == 1:
            total = evaluate(left, world, {})
            if total:
                world.values[names[0].name] = x * evaluate(right, world, {}) / total
        elif isinstance(left, Call) and left.op in ("norm", "power") and len(names) == 1:
            if (size := length(x)) > 0:
                world.values[names[0].name] = x / size * evaluate(right, world, {})
        elif np.ndim(x) == 2 and x.shape[0] == x.shape[1] and all(np.ndim(world.values[s.name]) == 2 for s in names):
            symmetric = isinstance(right, Call) and right.op == "transpose" and isinstance(left, Symbol)
            skew = isinstance(right, Call) and right.op == "negate" and symbols(left) == symbols(right)
            world.values[names[0].name] = (x + x.T) / 2 if symmetric else (
                (x - x.T) / 2 if skew else np.linalg.qr(x + 0.1)[0])
        elif len(names) == 2 and isinstance(left, Call) and left.op in ("dot", "multiply") and (
                np.ndim(x) == 1 and np.shape(x) == np.shape(world.values[names[1].name])):
            y = world.values[names[1].name]
            if y @ y > 0:
                world.values[names[0].name] = x - (x @ y) / (y @ y) * y
        elif len(names) > 1:
            several = sorted((name.name for name in names if np.ndim(world.values[name.name]) > 0),
                             key=lambda name: (-np.ndim(world.values[name]), name))  # a matrix before its eigenvector
            _mend_entries(assumption, world, several)
    elif assumption.op in ("greater", "greater_equal") and len(names) == 1 and isinstance(right, Number):
        world.values[names[0].name] = np.abs(world.values[names[0].name]) + float(right.value) + (
            0.0 if assumption.op == "greater_equal" else 1e-3)
    elif assumption.op in ("less", "less_equal") and len(names) == 1 and isinstance(left, Number):
        world.values[names[0].name] = np.abs(world.values[names[0].name]) + float(left.value) + (
            0.0 if assumption.op == "less_equal" else 1e-3)


def _mend_entries(assumption: Call, world: World, names: list[str]) -> None:
    """Solve an equation for all entries of a matrix or column, by least squares."""
    def gap() -> Any:
        left, right = (np.asarray(evaluate(side, world, {}), dtype=float) for side in assumption.args)
        return np.ravel(left - right)
    for name in names:
        kept = world.values[name]
        start = gap()
        slopes = []
        for unit in np.eye(kept.size):
            world.values[name] = kept + unit.reshape(kept.shape)
            slopes.append(gap() - start)
        step = np.linalg.lstsq(np.array(slopes).T, start, rcond=None)[0]
        world.values[name] = kept - step.reshape(kept.shape)
        if np.allclose(gap(), 0) and not np.allclose(world.values[name], 0):  # zeros solve many and tell nothing
            return
        world.values[name] = kept


def _choose(assumption: Call, world: World) -> None:
    """y in {-1, 1}: one of these for every entry; y in [0, 1]: a number between them, or an end."""
    element, collection = assumption.args
    if isinstance(collection, Call) and collection.op == "tuples":
        collection = collection.args[0]
    if isinstance(element, Call) and element.op in ("entry", "layer"):
        element = element.args[0]
    if not isinstance(element, Symbol) or not isinstance(collection, Call):
        return
    if collection.op == "interval" and all(isinstance(end, Number) for end in collection.args[:2]):
        _fill(element, [float(evaluate(end, world, {})) for end in collection.args[:2]], world)
    if collection.op == "finite_set":
        options = np.array([float(evaluate(option, world, {})) for option in collection.args])
        for key, value in world.values.items():
            if key == element.name or key.startswith(f"{element.name}@"):
                world.values[key] = world.rng.choice(options, size=np.shape(value))


def _between(assumption: Call, world: World) -> None:
    """0 <= t <= 1: a number between them, or an end."""
    first, second = assumption.args
    if isinstance(first, Call) and isinstance(second, Call) and first.args[1] == second.args[0]:
        letter, ends = first.args[1], [end.value for end in (first.args[0], second.args[1]) if isinstance(end, Number)]
        if isinstance(letter, Symbol) and len(ends) == 2 and ends[0] < ends[1]:
            _fill(letter, [float(end) for end in ends], world)


def _fill(letter: Symbol, ends: list[float], world: World) -> None:
    if letter.name not in world.values:
        return
    shape = np.shape(world.values[letter.name])
    inside = ends[0] + (ends[1] - ends[0]) * world.rng.uniform(0.01, 0.99, size=shape)
    at_end = world.rng.integers(0, 4, size=shape) == 0
    world.values[letter.name] = np.where(at_end, world.rng.choice(ends, size=shape), inside)


def _admits(assumption: Expr, world: World) -> bool:
    if not isinstance(assumption, Call) or assumption.op == "member":
        return True
    free: dict[str, Expr] = {}
    for node in walk(assumption):
        if isinstance(node, Call) and node.op == "entry":
            for place, at in enumerate(node.args[1:]):
                if isinstance(at, Symbol) and at in symbols(assumption) and place < len(node.args[0].sort.shape):
                    free.setdefault(at.name, node.args[0].sort.shape[place])
    return all(bool(truth(assumption, world, local)) for local in _indices(free, world))
