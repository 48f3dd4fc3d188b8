"""Worked examples with weights: a point and a hyperplane, a perceptron's decision, the leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from mathnn.errors import UsageError
from mathnn.examples.numbers import perfect_root, result, root, rounded, steps
from mathnn.examples.worked import Example, Input, Line, Value, Worked
from mathnn.examples.working import (
    Column,
    Given,
    column_in,
    column_result,
    given,
    inner,
    is_short,
    length_line,
    nonzero,
    notation_of,
    number_in,
    products,
    put_in,
    several,
    sized,
    written,
)
from mathnn.expression.build import (
    add,
    call,
    column,
    divide,
    dot,
    entry,
    equal,
    multiply,
    norm,
    number,
    power,
    subtract,
)
from mathnn.expression.tree import Expr
from mathnn.letters import H, b, named, p, w, x, y, z
from mathnn.notation import Name, Notation

STEP = Name(H, named(H)[0].meaning, call("cases", 1, call("greater_equal", z, 0), 0), (z,))


@dataclass(frozen=True, slots=True)
class _Neuron:
    """Weights, a bias and one input, as numbers and as the letters of these sizes."""

    weights: Column
    point: Column
    bias: Fraction

    @property
    def w(self) -> Expr:
        return sized(w, len(self.weights))

    @property
    def x(self) -> Expr:
        return sized(x, len(self.point))

    @property
    def known(self) -> Given:
        return {w: self.weights, x: self.point, b: self.bias}

    @property
    def pre_activation(self) -> Expr:
        return add(dot(self.w, self.x), b)

    @property
    def value(self) -> Fraction:
        return inner(self.weights, self.point) + self.bias

    @property
    def notation(self) -> Notation:
        output = Name(y, named(y)[0].meaning, call("apply", H, z))
        return notation_of(self.known, Name(z, named(z)[0].meaning, self.pre_activation), output, STEP)


def _neuron(values: Mapping[str, Value]) -> _Neuron:
    return _Neuron(column_in(values, "w"), column_in(values, "x"), number_in(values, "b"))


def _inputs(weights: str, point: str, bias: str) -> tuple[Input, ...]:
    return (
        Input("w", w, weights, ("n",), "the weights"),
        Input("x", x, point, ("n",), "the input"),
        Input("b", b, bias, (), "the bias"),
    )


def _sum_line(text: str, neuron: _Neuron) -> Line:
    """The pre-activation: formula, numbers, result."""
    formula = add(products(neuron.w, neuron.x, len(neuron.point)), b)
    numbers = put_in(formula, neuron.known)
    sides = (("equal", neuron.pre_activation), ("equal", formula), ("equal", numbers))
    return Line(text, steps(z, *sides, *result(neuron.value)))


def _work_distance(values: Mapping[str, Value]) -> Worked:
    neuron = _neuron(values)
    several("w", neuron.weights, "on a line a hyperplane is only a point")
    nonzero("w", neuron.weights, "without a normal there is no hyperplane")
    share = neuron.value / inner(neuron.weights, neuron.weights)
    nearest = tuple(s - share * k for s, k in zip(neuron.point, neuron.weights, strict=True))
    foot = sized(p, len(nearest))
    formula = subtract(neuron.x, multiply(divide(neuron.pre_activation, power(norm(neuron.w), 2)), neuron.w))
    lines = (
        _sum_line("Put the point into the equation of the hyperplane:", neuron),
        length_line("The length of the normal is", w, neuron.weights),
        Line("The signed distance is the first divided by the second:", _distance(neuron)),
        Line("The nearest point of the hyperplane is", _nearest(neuron, foot, formula, nearest)),
        Line("It lies on the hyperplane:", _on_plane(neuron, foot, nearest)),
    )
    table = neuron.notation.with_name(Name(foot, "the nearest point of the hyperplane", formula))
    return Worked("distance", DISTANCE_TITLE, given(neuron.known), lines, _side(neuron.value), table)


def _distance(neuron: _Neuron) -> Expr:
    squared = inner(neuron.weights, neuron.weights)
    perfect = perfect_root(squared)
    if perfect is not None:
        ending = result(neuron.value / perfect)
    else:
        ending = (("approximately", rounded(neuron.value / root(squared))),) if neuron.value else result(Fraction(0))
    numbers = divide(number(neuron.value), call("root", number(squared)))
    return steps(divide(neuron.pre_activation, norm(neuron.w)), ("equal", numbers), *ending)


def _nearest(neuron: _Neuron, foot: Expr, formula: Expr, nearest: Column) -> Expr:
    share = divide(number(neuron.value), number(inner(neuron.weights, neuron.weights)))
    numbers = subtract(written(neuron.point), multiply(share, written(neuron.weights)))
    return steps(foot, ("equal", formula), ("equal", numbers), *column_result(nearest))


def _on_plane(neuron: _Neuron, foot: Expr, nearest: Column) -> Expr:
    formula = add(products(neuron.w, foot, len(nearest)), b)
    numbers = (("equal", put_in(formula, {**neuron.known, p: nearest})),) if is_short(nearest) else ()
    return steps(add(dot(neuron.w, foot), b), ("equal", formula), *numbers, ("equal", number(0)))


def _side(value: Fraction) -> str:
    if value == 0:
        return "The point lies on the hyperplane."
    side = "to which the normal points" if value > 0 else "away from which the normal points"
    return f"The point lies on the side {side}."


DISTANCE_TITLE = "The distance of a point from a hyperplane"
DISTANCE = Example(
    "distance",
    DISTANCE_TITLE,
    "How far is the point from the hyperplane, on which side, and which point of the hyperplane is nearest?",
    _inputs("3,4", "2,1", "-5"),
    _work_distance,
)


def _decision(value: Fraction) -> Line:
    sign = "not negative, so the neuron fires" if value >= 0 else "negative, so the neuron does not fire"
    chain = equal(y, call("apply", H, z), call("apply", H, number(value)), int(value >= 0))
    return Line(f"The sum is {sign}:", chain)


def _absorbed_line(neuron: _Neuron) -> Line:
    """The same sum as one dot product, with the bias as the weight of a constant input."""
    indices = range(1, len(neuron.weights) + 1)
    weights = column(b, *(entry(neuron.w, k) for k in indices))
    inputs = column(1, *(entry(neuron.x, k) for k in indices))
    formula = add(multiply(b, 1), products(neuron.w, neuron.x, len(neuron.weights)))
    text = "With the bias absorbed as a weight of the constant input 1 it is one dot product, and the same number:"
    return Line(text, steps(dot(weights, inputs), ("equal", put_in(formula, neuron.known)), *result(neuron.value)))


def _work_perceptron(values: Mapping[str, Value]) -> Worked:
    neuron = _neuron(values)
    first = _sum_line("Weigh the inputs, add them up, and add the bias:", neuron)
    lines = (first, _decision(neuron.value), _absorbed_line(neuron))
    answer = f"The output is {int(neuron.value >= 0)}, with the bias outside and with the bias absorbed."
    return Worked("perceptron", PERCEPTRON_TITLE, given(neuron.known), lines, answer, neuron.notation)


PERCEPTRON_TITLE = "A perceptron decides"
PERCEPTRON = Example(
    "perceptron",
    PERCEPTRON_TITLE,
    "Does the perceptron fire for this input, and does absorbing the bias change anything?",
    _inputs("2,-1", "1,3", "0.5"),
    _work_perceptron,
)


def _work_leaf(values: Mapping[str, Value]) -> Worked:
    neuron = _neuron(values)
    if len(neuron.point) != 2:
        raise UsageError("a leaf has two features; give w and x two entries each, as in --set x=0.35,0.40")
    for feature in neuron.point:
        if not 0 <= feature <= 1:
            raise UsageError(f"x holds {feature}, and a feature of a leaf lies from 0 to 1; give such numbers")
    lines = (_sum_line("Weigh the two features, add them up, and add the bias:", neuron), _decision(neuron.value))
    answer = f"The leaf is taken to be {'diseased' if neuron.value >= 0 else 'healthy'}."
    return Worked("leaves", LEAVES_TITLE, given(neuron.known), lines, answer, neuron.notation)


LEAVES_TITLE = "Is the leaf diseased?"
LEAVES = Example(
    "leaves",
    LEAVES_TITLE,
    "A leaf is described by the share of its area that is spotted and by its greenness, both from 0 to 1. "
    "What does the perceptron of the leaves say of it?",
    _inputs("5,-4", "0.35,0.40", "1.5"),
    _work_leaf,
)
