"""Exact derivatives: the chain rule over generators, one row of a table for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flint import fmpq_mpoly

from mathnn.check.exact_errors import NotExact
from mathnn.check.exact_field import Condition, Field, Generator
from mathnn.check.exact_functions import exp, function
from mathnn.check.exact_ring import is_constant
from mathnn.check.exact_roots import sqrt
from mathnn.check.exact_trigonometry import cosine_and_sine, pi
from mathnn.check.exact_value import Exact


def derivative(e: Exact, variable: Exact) -> Exact:
    """The partial derivative of e by a variable of the field, all other variables held fixed.

    At a kink, |u| where u = 0, it leaves the condition `smooth`. Raises NotExact for what is not a variable, for a
    function without a rule, and where e may have been simplified by an assumption that ties the variable.
    """
    field = e.field
    number = _variable_number(variable)
    for relation in field.assumed:
        if len(_of_polynomial(field, field.current(relation)[0], number).numerator):
            raise NotExact("a derivative by a variable that an assumption ties")
    n, d = field.current(e)
    above = _of_polynomial(field, n, number)
    if is_constant(d):
        return field.divide(above, field.polynomial(field.ring.lift(d)), quietly=True)
    below = _of_polynomial(field, d, number)
    value = field.fraction(field.ring.lift(n), field.ring.lift(d))
    return field.divide(above - value * below, field.polynomial(field.ring.lift(d)), quietly=True)


def _variable_number(variable: Exact) -> int:
    field = variable.field
    for i, generator in enumerate(field.generators):
        if generator.kind == "variable" and field.current(variable)[0] == field.ring.generator(i):
            return i
    raise NotExact("a derivative by something that is not a variable")


def _of_polynomial(field: Field, p: fmpq_mpoly, variable: int) -> Exact:
    """The sum of the partial derivatives by each generator times that generator's own."""
    total = field.number(0)
    p, size = field.ring.lift(p), field.ring.size
    used = [size - 1 - i for i, k in enumerate(p.degrees()) if k > 0]  # -1 in the zero polynomial
    for number in used:
        own = _of_generator(field, number, variable)
        if len(own.numerator):
            p = field.ring.lift(p)
            partial = p.derivative(field.ring.size - 1 - number)
            total = total + field.polynomial(field.ring.reduce(partial)) * own
    return total


def _of_generator(field: Field, number: int, variable: int) -> Exact:
    key = (number, variable)
    if key not in field.derivatives:
        generator = field.generators[number]
        if generator.kind == "variable":
            field.derivatives[key] = field.number(int(number == variable))
        else:
            inner = [derivative(u, field.value(variable)) for u in generator.args]
            total = field.number(0)
            for i, du in enumerate(inner):
                if len(du.numerator):
                    total = total + _RULES[generator.kind](field.value(number), generator, i) * du
            field.derivatives[key] = total
    return field.derivatives[key]


Rule = Callable[[Exact, Generator, int], Exact]  # the value, its generator, by which argument


def _quotient(a: Exact, b: Exact) -> Exact:
    return a.field.divide(a, b, quietly=True)


def _root_rule(value: Exact, generator: Generator, _: int) -> Exact:
    """(f^(1/d))' = f^(1/d) / (d f), where f is not zero."""
    base = generator.args[0]
    value.field.conditions.append(Condition("nonzero", base))
    return _quotient(value, base * generator.order[0])


def _absolute_rule(value: Exact, generator: Generator, _: int) -> Exact:
    """|u|' = |u| / u away from the kink."""
    value.field.conditions.append(Condition("smooth", generator.args[0]))
    return _quotient(value, generator.args[0])


def _jump_rule(value: Exact, generator: Generator, _: int) -> Exact:
    value.field.conditions.append(Condition("smooth", generator.args[0]))
    return value.field.number(0)


def _function_rule(_: Exact, generator: Generator, i: int) -> Exact:
    order = tuple(k + (j == i) for j, k in enumerate(generator.order))
    return function(generator.name, *generator.args, order=order)


def _arcsine_rule(value: Exact, generator: Generator, _: int) -> Exact:
    u = generator.args[0]
    value.field.conditions.append(Condition("nonzero", 1 - u * u))
    return _quotient(value.field.number(1), sqrt(1 - u * u))


def _error_rule(value: Exact, generator: Generator, _: int) -> Exact:
    u = generator.args[0]
    return _quotient(2 * exp(-u * u), sqrt(pi(value.field)))


def _no_rule(_: Exact, generator: Generator, __: int) -> Exact:
    raise NotExact(f"the derivative of {generator.kind}")


_RULES: Mapping[str, Rule] = {
    "exp": lambda value, generator, _: value,
    "log": lambda value, generator, _: _quotient(value.field.number(1), generator.args[0]),
    "root": _root_rule,
    "abs": _absolute_rule,
    "sign": _jump_rule,
    "cos": lambda value, generator, _: -cosine_and_sine(generator.args[0])[1],
    "sin": lambda value, generator, _: cosine_and_sine(generator.args[0])[0],
    "arctan": lambda value, generator, _: _quotient(value.field.number(1), 1 + generator.args[0] ** 2),
    "arcsin": _arcsine_rule,
    "erf": _error_rule,
    "function": _function_rule,
    "floor": _no_rule,
    "parity": lambda value, generator, i: _no_rule(value, generator, i) if i else value.field.number(0),
}
