"""Look for a counterexample beyond the samples: far points, then downhill from where an inequality is tightest.

Samples lie near 0; x < 20 and sin x <= 0.99 fail elsewhere, (x - 7)^2 > 0 at one point alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np

from mathnn.check.constraints import ranges
from mathnn.check.dual import Array
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.check.sample import PLANS, Sampled, failing_points, sample
from mathnn.check.scene import Key, OutOfRange, Unsupported
from mathnn.expression.tree import Call, Number

INEQUALITIES = {"less": 1, "less_equal": 1, "greater": -1, "greater_equal": -1}
_STEPS, _POINTS = 9, 256
_FIRST = 3  # steps that look near and far; the others look nearer and nearer
_GREATEST, _SMALL, _MOST_CONSTANTS = 10**12, 3, 24  # of the numbers that a statement writes
_TOUCHING, _ASIDE, _APART = 1e-9, 1e-2, 1e-8
_SCALES = (8.0, 64.0)
_DENOMINATORS = (1, 2, 3, 4, 5, 10)
_BRANCHES = frozenset(
    "abs max min relu floor ceil sign step cases indicator arctan arcsin arccos log sqrt root".split())


def beyond(question: Question, first: Sampled) -> Iterator[tuple[Sampled, Array]]:
    """Further samples and where the relation seems to fail there; `first` are those of the first plan."""
    is_inequality = question.relation in INEQUALITIES
    if not is_inequality and question.operators.isdisjoint(_BRANCHES):
        return
    leaves = {key: leaf for key, leaf in first.source.leaves.items() if leaf.shape[-1] == len(first.judged)}
    if not leaves or first.source.functions:  # of an unknown function there is one stand-in, and others besides
        return
    tightest = _tightest(question, first)
    count = len(first.judged)
    made = [({key: leaf * scale for key, leaf in leaves.items()}, count) for scale in _SCALES]
    for far, points in (*made, *_at_constants(question, leaves)):
        found = _sampled(question, far, points)
        if found is not None:
            yield found, failing_points(question.relation, found)
            tightest = min(tightest, _tightest(question, found), key=lambda pair: pair[0])
    for step in range(_STEPS if is_inequality else 0):
        if tightest[1] is None:
            return
        found = _sampled(question, _around(question, tightest[1], step), _POINTS)
        if found is None:
            return
        yield found, failing_points(question.relation, found)
        tightest = min(tightest, _tightest(question, found), key=lambda pair: pair[0])
    question.kept["tightest"] = tightest


def _at_constants(question: Question, leaves: dict[Key, Array]) -> Iterator[tuple[dict[Key, Array], int]]:
    """Numbers that the statement itself writes, and what lies between them: 500.05 of (x - 500)(x - 500.1)."""
    written = {constant(node) for node in question.nodes if isinstance(node, Number | Call)}
    found = sorted(float(each) for each in written if each is not None and abs(each) < _GREATEST)[:_MOST_CONSTANTS]
    if not any(abs(each) > _SMALL or each != round(each) for each in found):
        return
    between = [(a + b) / 2 for a, b in pairwise(found)]
    values = np.array([sign * each for each in (*found, *between) for sign in (1, -1)])
    rng = np.random.default_rng(len(values))
    yield {key: values[np.arange(_POINTS) % len(values)] if len(leaves) == 1 and leaf.ndim == 1
           else rng.choice(values, size=(*leaf.shape[:-1], _POINTS)) for key, leaf in leaves.items()}, _POINTS


def touching(question: Question) -> str | None:
    """Where both sides of a strict inequality seem to be equal, though no sample shows it: (x - sqrt 2)^2 > 0; or None.

    Around such a point it holds by more; where 1 - tanh x > 0 is tightest, it gets tighter still.
    """
    gap, point = question.kept.get("tightest", (np.inf, None))
    if point is None or gap > _TOUCHING or question.relation not in ("less", "greater"):
        return None
    numbers = {key: value for key, value in point.items() if not value.shape}
    if len(numbers) != len(point):
        return None
    aside = {key: np.full(2 * len(point), float(value)) for key, value in point.items()}
    for number, leaf in enumerate(aside.values()):
        leaf[2 * number : 2 * number + 2] += np.array([1, -1]) * _ASIDE * (1 + abs(leaf[0]))
    found = _sampled(question, aside, 2 * len(point))
    if found is None or not found.judged.all():
        return None
    held = np.abs(found.right - found.left).min()
    shown = ", ".join(f"{key[0]} = {float(value):.4g}" for key, value in numbers.items())
    return shown if held > _APART else None


def _sampled(question: Question, leaves: dict[Key, Array], points: int) -> Sampled | None:
    order, shape, _ = PLANS[0]
    domain = ranges(question)
    kept = {key: domain[key[0]].rounded(leaf) if key[0] in domain else leaf for key, leaf in leaves.items()}
    try:
        return sample(question, order, shape, points, leaves=kept)
    except (OutOfRange, Unsupported):
        return None


def _tightest(question: Question, found: Sampled) -> tuple[float, dict[Key, Array] | None]:
    """By how much an inequality holds where that is least, and the point."""
    sign = INEQUALITIES.get(question.relation)
    if sign is None or not found.judged.any():
        return np.inf, None
    with np.errstate(invalid="ignore"):
        gaps = (found.right - found.left) * sign
    least = np.minimum.reduce(gaps.reshape(-1, gaps.shape[-1]))
    least = np.where(found.judged, least, np.inf)
    at = int(np.argmin(least))
    return float(least[at]), {key: leaf[..., at if leaf.shape[-1] > 1 else 0] for key, leaf in
                              found.source.leaves.items()}


def _around(question: Question, point: dict[Key, Array], step: int) -> dict[Key, Array]:
    """Points near one, at distances of all sizes; at last its coordinates rounded to small fractions."""
    chosen = {name for name, known in ranges(question).items() if known.among}
    made: dict[Key, Array] = {}
    for number, (key, value) in enumerate(point.items()):
        if key[0] in chosen:
            made[key] = np.repeat(value[..., None], _POINTS, axis=-1)
            continue
        moves, radii = _moves(step, number, value.size)
        radii = radii if step < _FIRST else radii * (1 + np.abs(value).max()) * 16.0 ** (_FIRST - 1 - step)
        leaf = value[..., None] + (moves * radii).reshape(*value.shape, _POINTS)
        for column, bottom in enumerate(_DENOMINATORS):
            leaf[..., column] = np.round(value * bottom) / bottom
        made[key] = leaf
    return made


@cache
def _moves(step: int, number: int, entries: int) -> tuple[Array, Array]:
    """Directions of the moves of one value, and how far each point goes: the same for all values."""
    moves = np.random.default_rng((step, number)).normal(size=(entries, _POINTS))
    still = np.random.default_rng((step, number, 1)).random(size=(entries, _POINTS)) < _STILL
    return np.where(still, 0.0, moves), 2.0 ** np.random.default_rng(step).uniform(-9, 4, size=_POINTS)


_STILL = 0.4  # the share of coordinates that stay


__all__ = ["INEQUALITIES", "beyond", "touching"]
