"""Compare the sides of a statement at one point: what holds, fails, is undefined or does not fit together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]

# Fourth-order differences are good to about 1e-9 here, nested ones to 1e-7.
CLOSE = 1e-6


class Kind(Enum):
    """What was seen at one point."""

    HOLDS = "holds"
    FAILS = "fails"
    PARTLY = "one side is undefined"
    NOWHERE = "nothing to compare"
    CLASH = "the shapes clash"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was seen at one point; `gap` is how far the sides are apart, relative to their size.

    `admitted` says whether the condition of a conditional case holds at the point.
    """

    kind: Kind
    gap: float = 0.0
    admitted: bool | None = None


def same(*sides: ArrayLike) -> Outcome:
    """All sides have one shape and, where defined, one value. No broadcasting: a number is no vector."""
    arrays = [np.asarray(side, dtype=float) for side in sides]
    if len({array.shape for array in arrays}) > 1:
        return Outcome(Kind.CLASH)
    defined = [bool(np.isfinite(array).all()) for array in arrays]
    if not all(defined):
        return Outcome(Kind.PARTLY if any(defined) else Kind.NOWHERE)
    first = arrays[0]
    scale = 1 + max(float(np.max(np.abs(array), initial=0)) for array in arrays)
    gap = max(float(np.max(np.abs(array - first), initial=0)) for array in arrays) / scale
    return Outcome(Kind.HOLDS if gap <= CLOSE else Kind.FAILS, gap)


def at_most(left: ArrayLike, right: ArrayLike) -> Outcome:
    """`left ≤ right` between two numbers, up to rounding."""
    return _ordered(left, right, slack=1e-9)


def below(left: ArrayLike, right: ArrayLike) -> Outcome:
    """`left < right`; sides that agree up to rounding are equal, so that `<` fails there."""
    return _ordered(left, right, slack=-1e-12)


def _ordered(left: ArrayLike, right: ArrayLike, slack: float) -> Outcome:
    if np.shape(left) or np.shape(right):
        return Outcome(Kind.CLASH)
    low, high = float(np.asarray(left)), float(np.asarray(right))
    defined = np.isfinite([low, high])
    if not defined.all():
        return Outcome(Kind.PARTLY if defined.any() else Kind.NOWHERE)
    held = low <= high + slack * (1 + abs(low) + abs(high))
    return Outcome(Kind.HOLDS) if held else Outcome(Kind.FAILS, gap=np.inf)


def truth(statement: Any) -> Outcome:
    """A statement that is true or false as it stands."""
    return Outcome(Kind.HOLDS) if bool(statement) else Outcome(Kind.FAILS, gap=np.inf)


def implies(premise: Any, outcome: Outcome) -> Outcome:
    """The conclusion, at points where the premise holds; elsewhere there is nothing to compare."""
    return outcome if bool(premise) else Outcome(Kind.NOWHERE)


def under(condition: Any, outcome: Outcome) -> Outcome:
    """The outcome of a conditional statement, with whether its condition holds at this point."""
    return replace(outcome, admitted=bool(condition))


def each(*outcomes: Outcome) -> Outcome:
    """A chain of links: the first that does not hold speaks for it."""
    return next((outcome for outcome in outcomes if outcome.kind is not Kind.HOLDS), outcomes[0])


def plus(left: Array, right: Array) -> Array:
    """The sum of two arrays of one shape; raises ValueError where NumPy would broadcast."""
    if np.shape(left) != np.shape(right):
        raise ValueError(f"the shapes {np.shape(left)} and {np.shape(right)} clash")
    return np.asarray(left + right)


def hadamard(left: Array, right: Array) -> Array:
    """The elementwise product of two arrays of one shape; raises ValueError where NumPy would broadcast."""
    if np.shape(left) != np.shape(right):
        raise ValueError(f"the shapes {np.shape(left)} and {np.shape(right)} clash")
    return np.asarray(left * right)
