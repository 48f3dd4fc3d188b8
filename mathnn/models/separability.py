"""Linear separability, exactly: a witness (w, b) that separates, or a certificate that nothing does.

A finite set is separable when some w, b give w . x + b > 0 on the points labelled 1 and < 0 on those labelled 0. By
Farkas' lemma the other case has a certificate: multipliers, nonnegative and not all zero, with the same sum over
either class and the same weighted sum of points. Then the convex hulls meet, and a separating (w, b) would give
sum_i m_i (w . x_i + b) both a positive and a negative sign. (Alexander Schrijver, Theory of Linear and Integer
Programming, section 7.3.) Strict signs lose nothing against H(0) = 1: finitely many points leave room to lower b.

`witness_fault` and `certificate_fault` only add and multiply fractions; they share nothing with the finder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from mathnn.errors import UsageError
from mathnn.models.rational_program import nonnegative_solution

Exact: TypeAlias = int | str | Decimal | Fraction | float
"""An exact number: a str like "0.1" or "1/3" is what it says, a float is the binary fraction that it holds."""

Points: TypeAlias = Sequence[Sequence[Exact]]


@dataclass(frozen=True, slots=True)
class Witness:
    """Weights w (n of them) and a bias b with w . x + b > 0 on the points labelled 1 and < 0 on those labelled 0."""

    w: tuple[Fraction, ...]
    b: Fraction


@dataclass(frozen=True, slots=True)
class Certificate:
    """One multiplier for each point, in the order of the points: proof that no witness exists."""

    multipliers: tuple[Fraction, ...]


def separate(points: Points, labels: Sequence[int]) -> Witness | Certificate:
    """A witness that the points (samples, n) with labels 0 and 1 (samples,) are separable, or a certificate of none.

    The labels count as signs s_i = +1 and -1. Multipliers that sum to 1 with sum_i m_i s_i (x_i, 1) = 0 make the
    certificate; when there are none, the row multipliers (u, u_0, t) of the infeasible system make the witness.
    Raises UsageError for no points, points of unequal length, a value that is no number, or a label not 0 or 1.
    """
    rows = _exact_points(points, labels)
    signs = [Fraction(2 * label - 1) for label in labels]
    lifted = [(*(s * value for value in row), s, Fraction(1)) for s, row in zip(signs, rows, strict=True)]
    goal = [Fraction(0)] * (len(rows[0]) + 1) + [Fraction(1)]
    outcome = nonnegative_solution([list(row) for row in zip(*lifted, strict=True)], goal)
    if outcome.solution is not None:
        return Certificate(outcome.solution)
    *u, bias, margin = outcome.refusal
    return Witness(tuple(-value / margin for value in u), -bias / margin)


def witness_fault(points: Points, labels: Sequence[int], witness: Witness) -> str | None:
    """Why `witness` does not separate the points, in a sentence; None when it does. Exact. Raises as `separate`."""
    rows = _exact_points(points, labels)
    if len(witness.w) != len(rows[0]):
        return f"the witness has {len(witness.w)} weights for points with {len(rows[0])} coordinates"
    for number, (row, label) in enumerate(zip(rows, labels, strict=True), start=1):
        z = sum((w * x for w, x in zip(witness.w, row, strict=True)), start=witness.b)
        if not (z > 0 if label == 1 else z < 0):
            return f"point {number} with label {label} has w . x + b = {z}"
    return None


def certificate_fault(points: Points, labels: Sequence[int], certificate: Certificate) -> str | None:
    """Why `certificate` proves nothing about the points; None when it proves that they are not separable.

    Exact, and independent of who made the certificate. Raises as `separate`.
    """
    rows = _exact_points(points, labels)
    multipliers = certificate.multipliers
    if len(multipliers) != len(rows):
        return f"the certificate has {len(multipliers)} multipliers for {len(rows)} points"
    if any(m < 0 for m in multipliers):
        return "a multiplier is negative"
    if not any(multipliers):
        return "all multipliers are zero"
    sums = {0: [Fraction(0)] * (len(rows[0]) + 1), 1: [Fraction(0)] * (len(rows[0]) + 1)}
    for row, label, m in zip(rows, labels, multipliers, strict=True):
        sums[label] = [total + m * value for total, value in zip(sums[label], (*row, Fraction(1)), strict=True)]
    if sums[0][-1] != sums[1][-1]:
        return f"the multipliers of label 0 sum to {sums[0][-1]}, those of label 1 to {sums[1][-1]}"
    if sums[0] != sums[1]:
        return "the weighted sums of the points differ between the labels"
    return None


def common_point(points: Points, labels: Sequence[int], certificate: Certificate) -> tuple[Fraction, ...]:
    """The point of both convex hulls that a certificate gives: the weighted mean of the points labelled 1, shape (n,).

    Raises UsageError when the certificate has a fault.
    """
    fault = certificate_fault(points, labels, certificate)
    if fault is not None:
        raise UsageError(f"the certificate proves nothing: {fault}")
    chosen = [
        (m, row)
        for m, row, label in zip(certificate.multipliers, _exact_points(points, labels), labels, strict=True)
        if label == 1
    ]
    total = sum((m for m, _ in chosen), Fraction(0))
    return tuple(sum((m * row[i] for m, row in chosen), Fraction(0)) / total for i in range(len(chosen[0][1])))


def _exact_points(points: Points, labels: Sequence[int]) -> list[tuple[Fraction, ...]]:
    if not len(points) or len(points) != len(labels):
        raise UsageError(f"{len(points)} points and {len(labels)} labels: give at least one point, and a label to each")
    wrong = [label for label in labels if label not in (0, 1)]
    if wrong:
        raise UsageError(f"a label is 0 or 1, not {wrong[0]!r}")
    rows = [tuple(_fraction(value) for value in point) for point in points]
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        raise UsageError("all points must have the same number of coordinates, at least one")
    return rows


def _fraction(value: Exact) -> Fraction:
    try:
        return Fraction(value)
    except (TypeError, ValueError, OverflowError, ZeroDivisionError) as error:
        raise UsageError(f"a coordinate must be a number, not {value!r}") from error
