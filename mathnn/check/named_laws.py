"""Laws by their names: N(mu, sigma^2), Bernoulli(p), Binomial(n, p), Poisson(lambda), and what each says of moments.

Means and variances: Casella and Berger, Statistical Inference (2002), table of common distributions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from mathnn.check import random_names as said
from mathnn.check.powers import constant
from mathnn.check.random_laws import Law, of_moments, of_three_nodes, of_values, root_of
from mathnn.expression import NUMBER, TRUTH
from mathnn.expression.build import add, divide, multiply, number, power, subtract
from mathnn.expression.tree import Call, Expr, Symbol

Made = Callable[..., Law | None]


def named(variable: str, distribution: Expr, *, is_family: bool = False) -> Law | None:
    """The law that stands behind the sign of drawing; None for one that is not known, or not of numbers."""
    if not isinstance(distribution, Call) or distribution.op != "apply":
        return None
    head, *args = distribution.args
    if not isinstance(head, Symbol) or any(arg.sort.kind not in ("number", "integer") or arg.sort.shape
                                           for arg in args):
        return None
    made = _LAWS.get((said.faceless(head.name).lower(), len(args)))
    law = made(variable, *args) if made is not None else None
    return replace(law, is_family=is_family) if law is not None else None


def normal(variable: str, mean: Expr, variance: Expr) -> Law | None:
    """N(mu, sigma^2). A second argument that is no square, or another number than one, may be the deviation."""
    if isinstance(variance, Symbol):
        return None
    value = constant(variance)
    deviation = root_of(variance)
    law = of_moments(variable, mean, deviation, symmetric=True, is_sure=value is None or value == 1)
    return of_three_nodes(law, mean, multiply(Call("root", (number(3),), NUMBER), deviation), divide(1, 6))


def bernoulli(variable: str, chance: Expr) -> Law:
    """1 with this chance, else 0."""
    return of_values(variable, ((number(1), chance), (number(0), subtract(number(1), chance))))


def uniform(variable: str, low: Expr, high: Expr) -> Law:
    """Any number from low to high; not sure, since U(1, 6) may be of whole numbers."""
    mean, half = divide(add(low, high), 2), divide(subtract(high, low), 2)
    root = Call("root", (number(3),), NUMBER)
    ends = [constant(low), constant(high)]
    is_sure = None in ends or ends == [0, 1]
    law = of_moments(variable, mean, divide(half, root), symmetric=True, is_sure=is_sure)
    reach = multiply(half, Call("root", (divide(3, 5),), NUMBER))
    return of_three_nodes(law, mean, reach, divide(5, 18))


def binomial(variable: str, count: Expr, chance: Expr) -> Law:
    """The number of successes in `count` independent tries."""
    mean = multiply(count, chance)
    law = of_moments(variable, mean, _root(multiply(mean, subtract(number(1), chance))))
    return replace(law, conditions=(*_positive(count), *_between(chance)))


def poisson(variable: str, rate: Expr) -> Law:
    """Mean and variance are the rate."""
    return replace(of_moments(variable, rate, _root(rate)), conditions=_positive(rate))


def exponential(variable: str, rate: Expr) -> Law:
    """By the rate; some write the mean, so that it refutes nothing."""
    mean = divide(1, rate)
    return of_moments(variable, mean, mean, is_sure=False)


def laplace(variable: str, mean: Expr, width: Expr) -> Law:
    """The density e^{-|x - mu| / b} / 2b."""
    return of_moments(variable, mean, multiply(Call("root", (number(2),), NUMBER), width), symmetric=True)


def geometric(variable: str, chance: Expr) -> Law:
    """The number of tries up to the first success; some count the failures alone, so that it refutes nothing."""
    deviation = divide(_root(subtract(number(1), chance)), chance)
    return replace(of_moments(variable, divide(1, chance), deviation, is_sure=False),
                   conditions=_between(chance))


def chi_square(variable: str, degrees: Expr) -> Law:
    """The sum of `degrees` squares of standard normal variables."""
    return replace(of_moments(variable, degrees, _root(multiply(number(2), degrees))), conditions=_positive(degrees))


def beta(variable: str, a: Expr, b: Expr) -> Law:
    """The density proportional to x^{a-1} (1-x)^{b-1}."""
    both = add(a, b)
    variance = divide(multiply(a, b), multiply(power(both, 2), add(both, 1)))
    return replace(of_moments(variable, divide(a, both), _root(variance)), conditions=(*_positive(a), *_positive(b)))


def _root(tree: Expr) -> Expr:
    return Call("root", (tree,), NUMBER)


def _order(op: str, a: Expr, b: Expr) -> Expr:
    return Call(op, (a, b), TRUTH)


def _positive(tree: Expr) -> tuple[Expr, ...]:
    return _truths(_order("greater", tree, number(0)))


def _between(chance: Expr) -> tuple[Expr, ...]:
    """A chance that is neither zero nor one."""
    return _truths(_order("greater", chance, number(0)), _order("greater", number(1), chance))


def _truths(*conditions: Expr) -> tuple[Expr, ...]:
    return tuple(each for each in conditions if isinstance(each, Call) and any(constant(a) is None for a in each.args))


_LAWS: Mapping[tuple[str, int], Made] = {
    **{(name, 2): normal for name in ("n", "normal", "gaussian", "norm")},
    **{(name, 1): bernoulli for name in ("bernoulli", "ber", "bern")},
    **{(name, 2): uniform for name in ("u", "uniform", "unif")},
    **{(name, 2): binomial for name in ("binomial", "bin", "b", "binom")},
    **{(name, 1): poisson for name in ("poisson", "pois", "poi")},
    **{(name, 1): exponential for name in ("exp", "exponential", "expo")},
    **{(name, 1): geometric for name in ("geometric", "geom", "geo")},
    **{(name, 2): laplace for name in ("laplace", "lap")},
    **{(name, 2): beta for name in ("beta",)},
    (r"\chi^2", 1): chi_square,
}

__all__ = ["named"]
