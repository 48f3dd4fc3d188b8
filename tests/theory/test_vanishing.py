"""Is an expression in entries identically zero? True ones are shown; false ones never are."""

from __future__ import annotations

import pytest
from sympy import Abs, Expr, Symbol, cos, sqrt, tan

from mathnn.theory.vanishing import vanishes
from mathnn.theory.vector_algebra import UnitStep

x, y, z, s = (Symbol(letter, real=True) for letter in "xyzs")
c = Symbol("c", positive=True)
LENGTH = sqrt(x**2 + y**2)

ZERO: tuple[Expr, ...] = (
    (x + y) ** 2 - x**2 - 2 * x * y - y**2,
    LENGTH**4 - (x**2 + y**2) ** 2,
    1 / LENGTH - LENGTH / (x**2 + y**2),
    sqrt(s**2 * x**2 + s**2 * y**2) - Abs(s) * LENGTH,
    sqrt((x - y) ** 2) - Abs(y - x),
    Abs(x) * Abs(y) - Abs(x * y),
    Abs(x) ** 2 - x**2,
    sqrt(2) * sqrt(2 * x**2) - 2 * Abs(x),
    x / (x - y) - y / (x - y) - 1,
    UnitStep(c * x) - UnitStep(x),
    UnitStep(x - y) - UnitStep(c * x - c * y),
    UnitStep(-1) + UnitStep(0) - 1,
    2 * cos(z) ** 2 - (cos(z) + cos(z)) * cos(z),
    sqrt((x / LENGTH) ** 2 + (y / LENGTH) ** 2) - 1,
)
NOT_ZERO: tuple[Expr, ...] = (
    x - Abs(x),
    sqrt(x**2) - x,
    sqrt(x**2 + y**2) - Abs(x) - Abs(y),
    sqrt(s**2 * x**2 + s**2 * y**2) - s * LENGTH,
    UnitStep(-x) - UnitStep(x),
    UnitStep(s * x) - UnitStep(x),
    UnitStep(x) - 1,
    cos(z) - 1,
    sqrt(2) - 1,
    1 / LENGTH - LENGTH,
)


@pytest.mark.parametrize("expression", ZERO, ids=str)
def test_zero_is_shown(expression: Expr) -> None:
    assert vanishes(expression)


@pytest.mark.parametrize("expression", NOT_ZERO, ids=str)
def test_not_zero_is_not_shown(expression: Expr) -> None:
    assert not vanishes(expression)


def test_unknown_functions_are_refused() -> None:
    with pytest.raises(TypeError, match="tan"):
        vanishes(tan(x))
