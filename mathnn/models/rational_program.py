"""Linear programming in exact fractions: a nonnegative solution of A m = c, or multipliers that show there is none.

The first phase of the simplex method with Bland's rule, which cannot cycle. (Vašek Chvátal, Linear Programming,
chapters 3 and 8.) Small systems only: every entry is a Fraction whose digits grow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Row: TypeAlias = list[Fraction]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Either `solution` m >= 0 with A m = c, or None and a `refusal` y with y^T A <= 0 and y^T c > 0."""

    solution: tuple[Fraction, ...] | None
    refusal: tuple[Fraction, ...]


def nonnegative_solution(matrix: Sequence[Sequence[Fraction]], goal: Sequence[Fraction]) -> Outcome:
    """Solve A m = c with m >= 0 for A of shape (rows, columns) and c >= 0 of shape (rows,).

    One artificial unknown a_i >= 0 is added to each row, and sum_i a_i is driven to its least value. At 0 the
    artificial ones are gone; above 0 the prices of the rows are the refusal. Raises ValueError when c_i < 0.
    """
    if any(value < 0 for value in goal):
        raise ValueError("the right side must not be negative")
    rows, columns = len(matrix), len(matrix[0])
    table = [[*row, *(Fraction(int(i == j)) for j in range(rows)), goal[i]] for i, row in enumerate(matrix)]
    costs = [-sum(column, Fraction(0)) for column in zip(*matrix, strict=True)]
    objective = [*costs, *[Fraction(0)] * rows, -sum(goal, Fraction(0))]
    basic = list(range(columns, columns + rows))
    while (entering := _first_negative(objective, columns)) is not None:
        _pivot(table, objective, basic, _leaving(table, basic, entering), entering)
    if objective[-1] == 0:
        values = {name: row[-1] for name, row in zip(basic, table, strict=True)}
        return Outcome(tuple(values.get(j, Fraction(0)) for j in range(columns)), ())
    # Reduced cost of artificial i is 1 - y_i with y the prices of the rows.
    return Outcome(None, tuple(1 - objective[columns + i] for i in range(rows)))


def _first_negative(objective: Row, columns: int) -> int | None:
    """Bland's rule: the first unknown whose growth lowers the objective. An artificial one never comes back."""
    return next((j for j in range(columns) if objective[j] < 0), None)


def _leaving(table: list[Row], basic: list[int], entering: int) -> int:
    """The row that limits the entering unknown most; ties go to the smallest name, as Bland's rule asks.

    There always is one, because the objective, a sum of nonnegative unknowns, is bounded from below.
    """
    limits = [(row[-1] / row[entering], basic[i], i) for i, row in enumerate(table) if row[entering] > 0]
    return min(limits)[2]


def _pivot(table: list[Row], objective: Row, basic: list[int], leaving: int, entering: int) -> None:
    divisor = table[leaving][entering]
    table[leaving] = pivot = [value / divisor for value in table[leaving]]
    for row in [*(r for i, r in enumerate(table) if i != leaving), objective]:
        factor = row[entering]
        if factor:
            row[:] = [value - factor * p for value, p in zip(row, pivot, strict=True)]
    basic[leaving] = entering
