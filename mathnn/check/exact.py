"""The exact number system of the checker: real functions in a form in which equal ones cancel.

>>> field = Field()
>>> x = field.variable("x")
>>> is_zero(exp(x + 1) - exp(x) * exp(field.number(1)))
True
>>> is_zero(derivative(sigmoid(x), x) - sigmoid(x) * (1 - sigmoid(x)))
True

Values go into NumPy arrays of dtype object. Every operation leaves the condition under which it is defined in
`field.conditions`; `missing` says which of them do not follow from what is assumed.
"""

from __future__ import annotations

from mathnn.check.exact_conditions import distinct, holds, missing
from mathnn.check.exact_derivative import derivative
from mathnn.check.exact_enclosure import are_met, enclose, evaluate
from mathnn.check.exact_errors import NotExact, TooLarge, Undefined
from mathnn.check.exact_field import Condition, Field
from mathnn.check.exact_functions import (
    FUNCTIONS,
    arccos,
    arcsin,
    arctan,
    cosh,
    erf,
    exp,
    function,
    log,
    maximum,
    minimum,
    relu,
    sigmoid,
    sinh,
    softplus,
    tan,
    tanh,
)
from mathnn.check.exact_inequality import is_nonnegative, is_nonzero, is_positive, sign_of
from mathnn.check.exact_powers import power
from mathnn.check.exact_roots import absolute, root, sign, sqrt
from mathnn.check.exact_trigonometry import cos, pi, sin
from mathnn.check.exact_value import Exact


def is_zero(e: Exact) -> bool | None:
    """True: certainly zero wherever it is defined and the assumptions hold.

    False: a rational function of independent variables that is not zero. None: the form is not zero, which says
    nothing, since its generators may depend on each other in a way that is not known.
    """
    field = e.field
    n, _ = field.current(e)
    n = field.ring.reduce(n)
    if not len(n):
        return True
    size = field.ring.size
    free = all(field.generators[size - 1 - i].kind == "variable" for i, k in enumerate(n.degrees()) if k)
    return False if free and not field.assumed else None


__all__ = [
    "Condition", "Exact", "FUNCTIONS", "Field", "NotExact", "TooLarge", "Undefined", "absolute", "are_met", "arccos",
    "arcsin", "arctan", "cos", "cosh", "derivative", "distinct", "enclose", "erf", "evaluate", "exp", "function",
    "holds", "is_nonnegative", "is_nonzero", "is_positive", "is_zero", "log", "maximum", "minimum", "missing", "pi",
    "power", "relu", "root", "sigmoid", "sign", "sign_of", "sin", "sinh", "softplus", "sqrt", "tan", "tanh",
]  # fmt: skip
