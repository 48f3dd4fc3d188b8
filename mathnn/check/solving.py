"""Make the assumptions hold: equations are solved for one entry, or together for one value; the rest by looking.

An equation that is affine in some entry is solved for it, whatever the number system; a length or an orthogonal
matrix is taken from a list of rational ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from mathnn.check.constraints import each_index, everywhere, holds, is_size, relations, residual
from mathnn.check.definite import are_definite, make_definite
from mathnn.check.dual import Array, spread
from mathnn.check.elementwise import divide
from mathnn.check.evaluate import Evaluator
from mathnn.check.lengths_and_angles import from_list
from mathnn.check.logic import ACCEPTED
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.check.scene import Key, OutOfRange, Unsupported
from mathnn.check.smooth import MODULI, modulus
from mathnn.check.together import solve_together
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Call, Symbol, operators, symbols

_OF_SLOPES = 4  # what a try costs whose equation holds a derivative, against one without
MOST_TRIES = 160  # values that are tried for one set of samples, so that equations in many unknowns stay cheap


Part: TypeAlias = tuple[Call, dict[str, int]]  # a relation that is assumed, with its free indices


def settle(ev: Evaluator, question: Question, leaves: dict[Key, Array], points: int) -> Array:
    """Change the free values until the equations hold, and say at which points all assumptions do."""
    admissible = everywhere(points)
    if not question.notation.assumptions:
        return admissible
    found = [r for a in question.notation.assumptions for r in relations(a) if r.op in ACCEPTED]
    equations = [relation for relation in found if relation.op == "equal" and not is_size(relation, question)]
    parts = [(relation, local) for relation in equations for local in each_index(ev, relation, question)]
    for _ in range(min(len(equations), 2)):  # one may undo another
        for relation, local in parts:
            _solve(ev, relation, local, leaves)
    make_definite(ev, question.notation, leaves)
    for relation in found:
        if relation.op in _BOUNDS and not is_size(relation, question):
            _raise(ev, relation, leaves)
    for a in question.notation.assumptions:
        if isinstance(a, Call) and a.op in MODULI:
            _fit_modulus(ev, question, a, leaves)
    ev.scene.forget()
    _loosen(ev, parts, leaves, points)
    solved = _all_hold(ev, parts, points)
    if parts and not _is_worth(ev, solved, leaves):
        solved = _solve_jointly(ev, parts, leaves, solved)
        ev.lucky = not _is_worth(ev, solved, leaves, _defined(ev, parts, points))
    others = [(relation, local) for relation in found if relation.op != "equal" and not is_size(relation, question)
              for local in each_index(ev, relation, question)]
    return solved & _all_hold(ev, others, points) & are_definite(ev, question.notation, leaves, points)


def _loosen(ev: Evaluator, parts: Sequence[Part], leaves: dict[Key, Array], points: int) -> None:
    """Of values that fulfil an equation with steps, floor(x) = 1, take others too than the one that was solved for."""
    stepped = [part for part in parts if not operators(part[0]).isdisjoint(_STEPPED)] if points > 1 else []
    if not stepped:
        return
    names = {ev.scene.key(s)[0] for relation, _ in stepped for s in symbols(relation)}
    moves = np.resize(_MOVES, points)
    for key in [key for key, leaf in leaves.items() if key[0] in names and leaf.shape[-1] == points]:
        kept = leaves[key]
        leaves[key] = kept + moves
        ev.scene.forget()
        leaves[key] = np.where(_all_hold(ev, parts, points), leaves[key], kept)
    ev.scene.forget()


_STEPPED = frozenset("floor ceil max min relu step sign indicator cases clip".split())
_MOVES = (0, 0.5, -0.5, 0.75, 0, -2.25, 2.25)


def _is_worth(ev: Evaluator, solved: Array, leaves: dict[Key, Array], among: Array | None = None) -> bool:
    """Do the equations hold at most of these points, without a column that vanishes? Zeros solve many and tell nothing.
    """
    for leaf in leaves.values():
        if leaf.ndim == 2 and leaf.shape[-1] == len(solved):
            solved = solved & ~_is_null(ev, leaf)
    return 2 * int(np.count_nonzero(solved)) >= (len(solved) if among is None else int(np.count_nonzero(among)))


def _defined(ev: Evaluator, parts: Sequence[Part], points: int) -> Array:
    """Where both sides of all equations are numbers."""
    mask = everywhere(points)
    for relation, local in parts:
        gap = residual(ev, relation, local)
        if gap.dtype != object:
            mask = mask & np.isfinite(gap).reshape(-1, gap.shape[-1]).all(axis=0)
    return mask


def _is_null(ev: Evaluator, column: Array) -> Array:
    """Where all entries of a column vanish."""
    return np.asarray(_is_zero(ev, column).all(axis=0))


def _all_hold(ev: Evaluator, parts: Sequence[Part], points: int) -> Array:
    mask = everywhere(points)
    for relation, local in parts:
        mask = mask & holds(ev, relation, local, points)
    return mask


def _solve_jointly(ev: Evaluator, parts: Sequence[Part], leaves: dict[Key, Array], held: Array) -> Array:
    """Solve all equations together for one matrix or column, A for A u = a u and A v = b v; say where they hold then.

    `held` says where they hold as it is.
    """
    points = len(held)

    def gap() -> Array:
        ev.scene.forget()
        gaps = (residual(ev, relation, local) for relation, local in parts)
        return np.concatenate([spread(g, (*g.shape[:-1], points)).reshape(-1, points) for g in gaps])

    names = {ev.scene.key(s)[0] for relation, _ in parts for s in symbols(relation)}
    keys = sorted((key for key, leaf in leaves.items() if key[0] in names and leaf.ndim in (2, 3)),
                  key=lambda key: -leaves[key].ndim)
    for key in keys[:_MOST_JOINT]:
        kept = leaves[key]
        if not solve_together(ev, gap, leaves, key):
            continue
        ev.scene.forget()
        now = _all_hold(ev, parts, points)
        if _is_worth(ev, now, leaves):
            return now
        leaves[key] = kept
    ev.scene.forget()
    return held


_MOST_JOINT = 4  # values that all equations together are solved for


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
    if from_list(ev, relation, leaves):
        return
    if len(mine) == 1 and _by_scaling(ev, relation, local, leaves, mine[0]):
        return
    kept = {key: leaves[key].copy() for key in leaves} if gap.ndim > 1 else {}
    for component in range(int(np.prod(gap.shape[:-1])) or 1):
        if component:
            ev.scene.forget()
            gap = residual(ev, relation, local)
        _solve_component(ev, relation, local, leaves, mine, component, gap)
    if kept:
        _solve_all(ev, relation, local, leaves, mine, kept)


def _solve_all(ev: Evaluator, relation: Call, local: dict[str, int], leaves: dict[Key, Array], mine: list[Key],
               kept: dict[Key, Array]) -> None:
    """Of several equations in x each may undo the one before: then solve them together, for a column or a matrix."""
    def gap() -> Array:
        ev.tries += 1
        ev.scene.forget()
        return residual(ev, relation, local)
    def is_trivial() -> bool:
        nulls = [_is_null(ev, leaf) for leaf in leaves.values() if leaf.ndim == 2]
        return any(2 * np.count_nonzero(null) > len(null) for null in nulls)
    if _vanishes(ev, gap()) and not is_trivial():
        return
    leaves.update(kept)
    others = [key for key in leaves if key not in mine]
    for key in (*reversed(mine), *others):
        if leaves[key].ndim > 1 and ev.tries < MOST_TRIES and solve_together(ev, gap, leaves, key):
            if not is_trivial():
                return
            leaves[key] = kept[key]


def _vanishes(ev: Evaluator, gap: Array) -> bool:
    if gap.dtype == object:
        return bool((ev.system.sign(gap) == 0).all())
    return bool((np.abs(gap) < 1e-12).all())


def _by_scaling(ev: Evaluator, relation: Call, local: dict[str, int], leaves: dict[Key, Array], key: Key) -> bool:
    """A sum that is to be 1, of values that are positive: divide by what it is."""
    leaf = leaves[key]
    if leaf.dtype == object or not (leaf > 0).all() or constant(relation.args[1]) != 1:
        return False
    kept, leaf = leaf, _unlike(leaf, list(leaves).index(key))
    leaves[key] = leaf
    ev.scene.forget()
    total = ev.value(relation.args[0], local)
    assert isinstance(total, np.ndarray)
    if total.ndim > 1 or (total <= 0).any():
        leaves[key] = kept
        return False
    leaves[key] = leaf / total
    ev.scene.forget()
    if not _vanishes(ev, residual(ev, relation, local)):
        leaves[key] = kept
        return False
    return True


def _unlike(leaf: Array, ordinal: int) -> Array:
    """At each eighth sample one of the entries outweighs the others, for each value another one."""
    if leaf.ndim == 1 or leaf.shape[-1] == 1:
        return leaf
    flat = leaf.reshape(-1, leaf.shape[-1]).copy()
    for sample in range(3, leaf.shape[-1], 8):
        flat[(sample // 8 + ordinal) % len(flat), sample] *= _HEAVY
    return flat.reshape(leaf.shape)


_HEAVY = 64


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
    useful = ~_is_zero(ev, slope)
    if slope.dtype != object:
        useful &= np.isfinite(slope)
    bend = at_2 - at_1 - slope
    if not useful.any() or not _vanishes(ev, bend if bend.dtype == object else np.where(np.isfinite(bend), bend, 0)):
        return None
    solved = divide(ev.system, -at_0, slope)
    assert isinstance(solved, np.ndarray)
    return np.where(useful, solved, old)


def _component(gap: Array, number: int) -> Array:
    return np.asarray(gap.reshape(-1, gap.shape[-1])[number])


def _is_zero(ev: Evaluator, x: Array) -> Array:
    return np.asarray(ev.system.sign(x) == 0 if x.dtype == object else np.abs(x) < 1e-12)


__all__ = ["settle"]
