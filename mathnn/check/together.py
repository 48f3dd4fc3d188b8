"""Several equations at once: A x = b for all entries of x, by elimination in the number system of the scene."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mathnn.check.dual import Array
from mathnn.check.elementwise import divide
from mathnn.check.evaluate import Evaluator
from mathnn.check.scene import Key

MOST_UNKNOWNS = 9
MOST_EQUATIONS = 24  # some may follow from others, as half of S = S' does


def solve_together(ev: Evaluator, gap: Callable[[], Array], leaves: dict[Key, Array], key: Key) -> bool:
    """Change one leaf so that every component of `gap` vanishes, where all are affine in it. False leaves it as it was.

    At points where the equations have no single solution the leaf is not changed; there the assumption fails.
    """
    kept = leaves[key]
    places = list(np.ndindex(*kept.shape[:-1]))
    start = _flat(gap())
    if not 1 < len(places) <= MOST_UNKNOWNS or len(start) > MOST_EQUATIONS:
        return False
    one = ev.system.number(1)
    slopes = []
    for place in places:
        changed = kept.copy()
        changed[place] = changed[place] + one
        leaves[key] = changed
        slopes.append(_flat(gap()) - start)
    steps = _eliminated(ev, [list(row) for row in zip(*slopes, strict=True)], [-row for row in start])
    changed = kept.copy()
    for place, step in zip(places, steps, strict=True):
        changed[place] = changed[place] + step
    leaves[key] = changed
    rest = _flat(gap())
    if _is_zero(ev, rest).all(axis=0).any():
        return True
    leaves[key] = kept
    return False


def _flat(values: Array) -> Array:
    return values.reshape(-1, values.shape[-1])


def _is_zero(ev: Evaluator, values: Array) -> Array:
    return np.asarray(ev.system.sign(values) == 0 if values.dtype == object else np.abs(values) < 1e-9)


def _eliminated(ev: Evaluator, rows: list[list[Array]], right: list[Array]) -> list[Array]:
    """A solution of the linear equations at each sample: Gauss and Jordan, the same pivots for all samples."""
    unknowns = len(rows[0])
    found: list[Array] = [right[0] * 0 for _ in range(unknowns)]
    pivots: list[tuple[int, int]] = []
    for at in range(len(rows)):
        useful = {j: int(np.count_nonzero(~_is_zero(ev, np.asarray(rows[at][j]))))
                  for j in set(range(unknowns)) - {c for _, c in pivots}}
        if not useful:
            break
        column = max(useful, key=lambda j: useful[j])
        if not useful[column]:
            continue  # it follows from those before
        pivots.append((at, column))
        for other in range(len(rows)):
            if other != at:
                factor = _quotient(ev, rows[other][column], rows[at][column])
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
                right[other] = right[other] - factor * right[at]
    for at, column in pivots:
        found[column] = _quotient(ev, right[at], rows[at][column])
    return found


def _quotient(ev: Evaluator, above: Array, below: Array) -> Array:
    """The quotient where there is one, else zero."""
    usable = ~_is_zero(ev, np.asarray(below))
    safe = np.where(usable, below, ev.system.number(1))
    made = divide(ev.system, above, safe)
    assert isinstance(made, np.ndarray)
    return np.where(usable, made, made * 0)


__all__ = ["solve_together"]
