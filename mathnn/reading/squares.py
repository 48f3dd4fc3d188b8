"""l(mu, sigma^2) = ...: a function of a variance, which is written as the square of a deviation.

The variance is a letter of its own inside of the formula, and the deviation is its root; where the function stands
without arguments, it is the value of its formula again as the text wrote it.
"""

from __future__ import annotations

from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.build import call, number, power
from mathnn.expression.tree import substitute, symbols

_DEVIATIONS = (r"\sigma", r"\tau", r"\hat{\sigma}")
_MARK = " square of "  # begins the name of a variance that has none


def of_variance(left: Expr, right: Expr) -> tuple[Expr, Expr]:
    """Both sides of such a definition with a letter for each square among the arguments; sigma^2 = v gives sigma."""
    if isinstance(left, Call) and left.op == "power" and not right.sort.shape and right.sort.kind == "number":
        deviation = _deviation(left)
        return (left, right) if deviation is None or deviation in symbols(right) else (deviation, call("root", right))
    if not (isinstance(left, Call) and left.op == "apply"):
        return left, right
    args = list(left.args)
    for place, arg in enumerate(args):
        deviation = _deviation(arg)
        if deviation is not None and deviation not in args:
            args[place] = variance = Symbol(f"{_MARK}{deviation.name}")
            right = substitute(right, {deviation: call("root", variance)})
    return Call(left.op, tuple(args), left.sort), right


def _deviation(arg: Expr) -> Symbol | None:
    if not (isinstance(arg, Call) and arg.op == "power"):
        return None
    base, times = arg.args
    is_square = isinstance(times, Number) and times.value == 2
    return base if is_square and isinstance(base, Symbol) and base.name.partition("_")[0] in _DEVIATIONS else None


def as_written(formula: Expr, parameters: tuple[Symbol, ...]) -> Expr:
    """The formula with the squares that the text wrote."""
    table: dict[Expr, Expr] = {}
    for variance in parameters:
        if variance.name.startswith(_MARK):
            deviation = Symbol(variance.name.removeprefix(_MARK))
            table |= {call("root", variance): deviation, variance: power(deviation, number(2))}
    return substitute(formula, table) if table else formula


__all__ = ["as_written", "of_variance"]
