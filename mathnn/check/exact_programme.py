"""Is a polynomial a sum of given ones with coefficients that are at least zero? Linear programming over the rationals.

The first phase of the simplex method with Bland's rule, exactly; its size and its number of pivots are bounded.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

Column = dict[tuple[int, ...], fmpq]  # coefficients by monomial

MOST_ROWS = 80
MOST_COLUMNS = 150
MOST_PIVOTS = 80
ZERO = fmpq(0)


def coefficients(target: Column, columns: Sequence[Column]) -> dict[int, fmpq] | None:
    """Positive coefficients by the number of the column, those that are zero left out; None when none were found."""
    kept = _useful(target, columns)
    rows = sorted({m for k in kept for m in columns[k]} | set(target))
    if len(rows) > MOST_ROWS or len(kept) > MOST_COLUMNS:
        return None
    table = []
    for m in rows:
        row = [columns[k].get(m, ZERO) for k in kept]
        row.append(target.get(m, ZERO))
        table.append([-a for a in row] if row[-1] < 0 else row)
    basis = _feasible(table, len(kept))
    if basis is None:
        return None
    return {kept[j]: table[i][-1] for i, j in enumerate(basis) if j >= 0 and table[i][-1] != 0}


def _useful(target: Column, columns: Sequence[Column]) -> list[int]:
    """Columns without a term that no other column can cancel."""
    kept = list(range(len(columns)))
    while True:
        signs: dict[tuple[int, ...], int] = {m: 2 if c > 0 else 1 for m, c in target.items()}  # must be made; 2 is +
        for k in kept:
            for m, c in columns[k].items():
                signs[m] = signs.get(m, 0) | (1 if c > 0 else 2)
        left = [k for k in kept if all(signs[m] == 3 or m in target for m in columns[k])]
        if left == kept:
            return kept
        kept = left


def _feasible(table: list[list[fmpq]], n: int) -> list[int] | None:
    """A basis (a column for each row, -1 for none) with no artificial part left; the table is worked on in place."""
    basis = [-1] * len(table)
    cost = [sum((row[j] for row, b in zip(table, basis, strict=True) if b < 0), ZERO) for j in range(n + 1)]
    for _ in range(MOST_PIVOTS):
        if cost[n] == 0:
            return basis
        entering = next((j for j in range(n) if cost[j] > 0), None)
        if entering is None:
            return None
        ratios = [(row[n] / row[entering], basis[i], i) for i, row in enumerate(table) if row[entering] > 0]
        if not ratios:
            return None
        leaving = min(ratios)[2]
        _pivot(table, cost, leaving, entering)
        basis[leaving] = entering
    return None


def _pivot(table: list[list[fmpq]], cost: list[fmpq], i: int, j: int) -> None:
    pivot = table[i][j]
    table[i] = row = [a / pivot for a in table[i]]
    for k, other in enumerate(table):
        if k != i and other[j] != 0:
            ratio = other[j]
            table[k] = [a - ratio * b if b != 0 else a for a, b in zip(other, row, strict=True)]
    ratio = cost[j]
    cost[:] = [a - ratio * b if b != 0 else a for a, b in zip(cost, row, strict=True)]
