"""The perceptron: its weighted sum in several forms, its decision, its step function, and what it cannot do.

Source: Rosenblatt, The Perceptron (Psychological Review 65, 1958); Minsky and Papert, Perceptrons (1969).
"""

from __future__ import annotations

from sympy import Basic, Eq, Expr, Ge, Gt, ImmutableMatrix, Lt, MatrixSymbol, Ne, Rational, S, Sum

from mathnn.theory.order import Style
from mathnn.theory.proof import Assumption, Proof, begin, defined
from mathnn.theory.relation_rules import STEP_MEANING, combined, dividing, subtracting
from mathnn.theory.rewriting import on_side, replacing, replacing_sum, substituting
from mathnn.theory.rules import (
    DOT_AS_SUM,
    ENTRY_BY_ENTRY,
    FACTOR_OUT,
    FIRST_TERM,
    MATRIX_TIMES_COLUMN,
    NUMBERS_OUT,
    POSITIVE_FACTOR,
    ROW_OF_MATRIX,
    ROW_TIMES_COLUMN,
    STEP_OF_NUMBER,
    SUM_AS_DOT,
    WRITTEN_OUT,
    write_with_dots,
)
from mathnn.theory.vector_algebra import (
    DIMENSION,
    ROWS,
    Both,
    Dot,
    Entry,
    RowTimesColumn,
    Stacked,
    UnitStep,
    column,
    index,
    real,
)

w, x = map(column, "wx")
b, z, h = map(real, "bzh")
i = index("i")
threshold = real(r"\vartheta")
w0, x0 = map(real, ("w_0", "x_0"))
positive, negative = real("c", positive=True), real("c", negative=True)
w_long, x_long = (column(rf"\tilde{{\mathbf{{{letter}}}}}", DIMENSION + 1) for letter in "wx")
weights_2, input_2 = column("w", 2), column("x", 2)
w1, w2 = (Entry(weights_2, k) for k in (1, 2))
W = MatrixSymbol("W", ROWS, DIMENSION)
biases = column(r"\boldsymbol{\beta}", ROWS)
VALUE = Dot(w, x) + b
ENTRIES = Sum(Entry(w, i) * Entry(x, i), (i, 1, DIMENSION))


# --- the weighted sum (Rosenblatt, 1958) --------------------------------------------------------------------------


def weighted_sum() -> Proof:
    """w . x + b = sum_i w_i x_i + b = w_1 x_1 + ... + w_n x_n + b (Minsky and Papert, Perceptrons)."""
    return (
        begin("weighted-sum", "The weighted sum with its bias", VALUE).by(DOT_AS_SUM).by(write_with_dots(2))
    )


def transposed_sum() -> Proof:
    """w^T x + b = w . x + b (Strang, Introduction to Linear Algebra, section 2.7)."""
    return (
        begin("transposed-sum", "The weighted sum as a matrix product", RowTimesColumn(w, x) + b)
        .by(ROW_TIMES_COLUMN).by(SUM_AS_DOT)
    )


def absorbed_bias() -> Proof:
    """w_0 x_0 + sum_i w_i x_i = w . x + b with w_0 = b and x_0 = 1.

    Duda, Hart and Stork, Pattern Classification, section 5.3.
    """
    meant = defined(w0, b), defined(x0, S.One)
    return (
        begin("absorbed-bias", "The bias as a weight", ENTRIES + w0 * x0, *meant, style=Style(first=(w0, x0)))
        .by(substituting("the bias is the weight of the constant input 1", *(m.statement for m in meant)))
        .by(SUM_AS_DOT)
    )


def augmented_vectors() -> Proof:
    """The dot product of (b, w) and (1, x), columns of n + 1 numbers, is w . x + b.

    Duda, Hart and Stork, section 5.3.
    """
    stacked = (*_stacked(w_long, b, w), *_stacked(x_long, S.One, x))
    return (
        begin("augmented-vectors", "The bias absorbed in longer vectors", Dot(w_long, x_long),
              *stacked,
              style=Style(first=(Entry(w_long, 1),)))
        .by(DOT_AS_SUM)
        .by(FIRST_TERM)
        .by(substituting("the entries of the longer vectors", *(entry.statement for entry in stacked)))
        .by(SUM_AS_DOT)
    )


def _stacked(long: MatrixSymbol, first: Expr, rest: MatrixSymbol) -> tuple[Assumption, Assumption]:
    """The longer column begins with `first` and goes on as `rest`."""
    meaning = (long, Stacked(first, rest))
    return (Assumption(Eq(Entry(long, 1), first, evaluate=False), means=meaning, drawn=meaning),
            Assumption(Eq(Entry(long, i + 1), Entry(rest, i), evaluate=False), means=meaning, drawn=meaning))


def row_is_neuron() -> Proof:
    """(Wx + beta)_i = W_i . x + beta_i: row i of W holds the weights of neuron i.

    Goodfellow, Bengio and Courville, Deep Learning, section 6.1.
    """
    return (
        begin("row-is-neuron", "A row of the weight matrix is a neuron", Entry(W * x + biases, i))
        .by(ENTRY_BY_ENTRY).by(MATRIX_TIMES_COLUMN).by(ROW_OF_MATRIX)
    )


# --- the decision -------------------------------------------------------------------------------------------------


def threshold_as_bias() -> Proof:
    """w . x >= threshold says w . x + b >= 0 with b = -threshold (Minsky and Papert, Perceptrons)."""
    return (
        begin("threshold-as-bias", "The threshold is minus the bias", Ge(Dot(w, x), threshold, evaluate=False),
              defined(b, -threshold))
        .by(subtracting(threshold, "the threshold is subtracted from both sides"))
        .by(replacing("the bias is minus the threshold", {-threshold: b}))
    )


def boundary_owner() -> Proof:
    """H(w . x + b) = H(0) = 1 on the boundary: it belongs to the side of 1.

    Rosenblatt's unit fires at its threshold.
    """
    on_boundary = Assumption(Eq(VALUE, 0, evaluate=False), means=(b, -Dot(w, x)), drawn=(b, -Dot(w, x)))
    return (
        begin("boundary-owner", "Who owns the boundary", UnitStep(VALUE), on_boundary)
        .by(replacing_sum("$\\mathbf{x}$ lies on the hyperplane", VALUE, S.Zero))
        .by(STEP_OF_NUMBER)
    )


def scaling() -> Proof:
    """H((cw) . x + cb) = H(w . x + b) for c > 0 (Duda, Hart and Stork, Pattern Classification, section 5.4)."""
    scaled = UnitStep(Dot(positive * w, x) + positive * b)
    return (
        begin("scaling", "A positive factor changes no decision", scaled, Assumption(Gt(positive, 0, evaluate=False)),
              style=Style(first=(positive,)))
        .by(NUMBERS_OUT).by(FACTOR_OUT).by(POSITIVE_FACTOR)
    )


def negative_scaling() -> Proof:
    """(cw) . x + cb >= 0 says w . x + b <= 0 for c < 0: the sides are swapped (Duda, Hart and Stork, section 5.4)."""
    scaled = Ge(Dot(negative * w, x) + negative * b, 0, evaluate=False)
    return (
        begin("negative-scaling", "A negative factor swaps the sides", scaled,
              Assumption(Lt(negative, 0, evaluate=False)), style=Style(first=(negative,)))
        .by(on_side(0, NUMBERS_OUT)).by(on_side(0, FACTOR_OUT))
        .by(dividing(negative, "both sides are divided by $c$, which is negative"))
    )


# --- the step function has no useful derivative (Goodfellow et al., Deep Learning, 6.3) -------------------


def slope_right_of_zero() -> Proof:
    """(H(z + h) - H(z))/h = 0 when z and z + h are positive (Goodfellow et al., Deep Learning, 6.3)."""
    return _slope("slope-right-of-zero", "The slope of the step right of 0", Gt, S.One)


def slope_left_of_zero() -> Proof:
    """(H(z + h) - H(z))/h = 0 when z and z + h are negative (Goodfellow et al., Deep Learning, 6.3)."""
    return _slope("slope-left-of-zero", "The slope of the step left of 0", Lt, S.Zero)


def _slope(name: str, title: str, kind: type[Gt | Lt], value: Expr) -> Proof:
    near, at, sign = UnitStep(z + h), UnitStep(z), "positive" if value == 1 else "negative"
    return (
        begin(name, title, (near - at) / h, Assumption(Ne(h, 0, evaluate=False)),
              Assumption(kind(z + h, 0, evaluate=False), means=(near, value)),
              Assumption(kind(z, 0, evaluate=False), means=(at, value)), style=Style(first=(z,)))
        .by(replacing(f"the step of z + h, which is {sign}", {near: value}))
        .by(replacing(f"the step of z, which is {sign}", {at: value}))
    )


def slope_at_zero() -> Proof:
    """(H(h) - H(0))/h = -1/h for h < 0, which grows without bound as h goes to 0: no derivative at 0.

    Goodfellow, Bengio and Courville, Deep Learning, section 6.3.
    """
    return (
        begin("slope-at-zero", "The step has no slope at 0", (UnitStep(h) - UnitStep(0)) / h,
              Assumption(Lt(h, 0, evaluate=False), means=(UnitStep(h), S.Zero)))
        .by(replacing("the step of a negative number", {UnitStep(h): S.Zero}))
        .by(STEP_OF_NUMBER)
    )


# --- gates (Minsky and Papert, Perceptrons) ------------------------------------------------------------


CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))


def and_witness() -> tuple[Proof, ...]:
    """w = (1, 1) and b = -3/2 give AND: the value at each corner, >= 0 only at (1, 1).

    Minsky and Papert, Perceptrons.
    """
    return tuple(_value_at("and", Rational(-3, 2), corner) for corner in CORNERS)


def or_witness() -> tuple[Proof, ...]:
    """w = (1, 1) and b = -1/2 give OR: the value at each corner, < 0 only at (0, 0).

    Minsky and Papert, Perceptrons.
    """
    return tuple(_value_at("or", Rational(-1, 2), corner) for corner in CORNERS)


def _value_at(gate: str, bias: Expr, corner: tuple[int, int]) -> Proof:
    values: dict[Basic, Basic] = {w1: S.One, w2: S.One, b: bias}
    values |= {Entry(input_2, k): S(corner[k - 1]) for k in (1, 2)}
    return (
        begin(f"{gate}-{corner[0]}{corner[1]}", f"{gate.upper()} at ({corner[0]}, {corner[1]})",
              Dot(weights_2, input_2) + b, defined(weights_2, ImmutableMatrix([1, 1])),
              defined(input_2, ImmutableMatrix(corner)), defined(b, bias))
        .by(WRITTEN_OUT)
        .by(replacing("the numbers are put in", values))
    )


def xor_certificate() -> Proof:
    """No w and b give XOR: two of the four inequalities against the other two lead to 0 < 0.

    Minsky and Papert, Perceptrons; a certificate in the sense of Farkas' lemma.
    """
    wanted = ((b, 0), (w1 + b, 1), (w2 + b, 1), (w1 + w2 + b, 0))
    gate = Both(*(Eq(UnitStep(value), target, evaluate=False) for value, target in wanted))
    return (
        begin("xor-certificate", "XOR is not linearly separable", gate)
        .by(STEP_MEANING)
        .by(combined("the two inequalities of each kind are added", (Ge, (0, 1, 1, 0)), (Lt, (1, 0, 0, 1))))
        .by(combined("the inequalities are added", (Lt, (1, 1))))
        .by(subtracting(w1 + w2 + 2 * b))
    )
