"""The bridge: how SymPy is written, and that the trees have SymPy's values."""

from __future__ import annotations

import numpy as np
import pytest
import sympy
from sympy import Abs, Basic, Eq, Ge, ImmutableMatrix, MatrixSymbol, Rational, Sum, cos

from mathnn.expression.tree import Bind
from mathnn.syntax.to_latex import to_latex
from mathnn.theory.following import is_statement
from mathnn.theory.order import PLAIN, Style
from mathnn.theory.proof import Proof
from mathnn.theory.samples import Samples, admitted, draw
from mathnn.theory.steps import letters_of, sizes_of
from mathnn.theory.to_expression import to_expression
from mathnn.theory.vector_algebra import (
    DIMENSION,
    ROWS,
    Both,
    Dot,
    Entry,
    Expanded,
    Norm,
    Row,
    RowTimesColumn,
    SumOver,
    UnitStep,
    column,
    index,
    real,
)
from tests.theory.proofs import ALL
from tests.theory.tree_values import TreeValues

u, v, w, x, p, q = map(column, "uvwxpq")
b, c, t, d = map(real, "bctd")
theta = real(r"\theta")
i, j = map(index, "ij")
W = MatrixSymbol("W", ROWS, DIMENSION)
PRODUCTS = Sum(Entry(w, i) * Entry(x, i), (i, 1, DIMENSION))

WRITTEN: tuple[tuple[Basic, str], ...] = (
    (b + Entry(w, 2) * Entry(x, 2) + Entry(w, 1) * Entry(x, 1), "w_1 x_1 + w_2 x_2 + b"),
    (2 * Dot(u, v), r"2 \mathbf{u} \cdot \mathbf{v}"),
    (b + Dot(w, x), r"\mathbf{w} \cdot \mathbf{x} + b"),
    (Expanded(PRODUCTS, 2) + b, r"w_1 x_1 + w_2 x_2 + \dots + w_n x_n + b"),
    (SumOver(PRODUCTS.function, i), r"\sum_i w_i x_i"),
    (x - (Dot(w, x) + b) / Norm(w) ** 2 * w,
     r"\mathbf{x} - \frac{\mathbf{w} \cdot \mathbf{x} + b}{\|\mathbf{w}\|^2} \mathbf{w}"),
    ((1 - t) * p + t * q, r"(1 - t) \mathbf{p} + t \mathbf{q}"),
    (p + d / Norm(w) * w, r"\mathbf{p} + \frac{d}{\|\mathbf{w}\|} \mathbf{w}"),
    (u / Norm(u), r"\frac{\mathbf{u}}{\|\mathbf{u}\|}"),
    (-u, r"-\mathbf{u}"),
    (-2 * u + v, r"\mathbf{v} - 2 \mathbf{u}"),
    (1 - t, "1 - t"),
    (-t - 1, "-t - 1"),
    (Rational(-3, 2), r"-\frac{3}{2}"),
    (Dot(u, v) / 2, r"\frac{1}{2} (\mathbf{u} \cdot \mathbf{v})"),
    (sympy.pi / 2, r"\frac{\pi}{2}"),
    (Norm(u) ** 2 + Norm(v) ** 2 - 2 * Norm(u) * Norm(v) * cos(theta),
     r"\|\mathbf{u}\|^2 + \|\mathbf{v}\|^2 - 2 \|\mathbf{u}\| \|\mathbf{v}\| \cos \theta"),
    (Entry(u, i) * Entry(v, i) * Entry(u, j) * Entry(v, j), "u_i v_i u_j v_j"),
    (Entry(W, i, j) * Entry(x, j), "W_{ij} x_j"),
    (Abs(b) / Norm(w), r"\frac{\left| b \right|}{\|\mathbf{w}\|}"),
    (RowTimesColumn(w, x) + b, r"\mathbf{w}^\top \mathbf{x} + b"),
    (UnitStep(Dot(w, x) + b), r"H(\mathbf{w} \cdot \mathbf{x} + b)"),
    (ImmutableMatrix([1, -2]), r"\begin{bmatrix} 1 \\ -2 \end{bmatrix}"),
    (Eq(Dot(w, p) + b, 0, evaluate=False), r"\mathbf{w} \cdot \mathbf{p} + b = 0"),
    (Both(Ge(b, 0), Ge(c, 0)), r"b \ge 0 \land c \ge 0"),
)


@pytest.mark.parametrize(("expression", "latex"), WRITTEN, ids=[latex for _, latex in WRITTEN])
def test_order_and_forms(expression: Basic, latex: str) -> None:
    assert to_latex(to_expression(expression)) == latex


def test_a_style_changes_the_order() -> None:
    product = Entry(u, i) * Entry(v, i)
    assert to_latex(to_expression(product, Style(first=(v, u)))) == "v_i u_i"


def test_sums_become_binds() -> None:
    tree = to_expression(PRODUCTS)
    assert isinstance(tree, Bind)
    assert (tree.op, tree.lower, tree.upper) == ("sum", to_expression(sympy.Integer(1)), to_expression(DIMENSION))


@pytest.mark.parametrize("unknown", [sympy.sin(b), sympy.Integral(b, b), sympy.I, sympy.Function("f")(b)], ids=str)
def test_an_unknown_node_is_refused(unknown: Basic) -> None:
    with pytest.raises(TypeError, match="no tree for the SymPy node"):
        to_expression(unknown)


def test_a_row_of_a_matrix_is_a_vector() -> None:
    assert to_expression(Row(W, i)).sort == to_expression(x).sort


@pytest.mark.parametrize("proof", ALL, ids=lambda proof: proof.name)
def test_the_trees_have_the_values_of_sympy(proof: Proof) -> None:
    """Every line of every proof: its tree evaluated by plain NumPy code, one point at a time, against the samples."""
    compared = 0
    for step in proof.steps:
        letters = letters_of(step, proof.assuming)
        sizes = sizes_of(letters, step, (3,))[0]
        found = admitted(draw(letters, sizes, 8, seed=1), proof.assuming)
        for expression in (step.before, step.after):
            compared += _agree(expression, found, sizes, step.style)
    assert compared > 0


def _agree(expression: Basic, found: Samples, sizes: dict[Basic, int], style: Style = PLAIN) -> int:
    """How many numbers were compared: of a relation both sides, of free indices the first."""
    if is_statement(expression):
        return sum(_agree(part, found, sizes, style) for part in expression.args)
    free = {symbol: 1 for symbol in expression.free_symbols if symbol.is_integer and symbol not in sizes}
    expected = Samples(found.letters, {**sizes, **free}, found.count).value(expression)
    tree = to_expression(expression, style)
    for point in range(found.count):
        values = {letter.name: array[..., point] for letter, array in found.letters.items()}
        values |= {name.name: np.float64(size) for name, size in {**sizes, **free}.items()}
        np.testing.assert_allclose(TreeValues(values).value(tree), expected[..., point], rtol=1e-10, atol=1e-10)
    return found.count
