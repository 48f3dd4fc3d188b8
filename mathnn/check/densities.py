"""A random variable by the formula of its density: means become integrals over the range where it is not zero.

E[g(X)] is the integral of g(x) p(x), a probability that of p(x) over the event; these are judged as other integrals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mathnn.check import random_names as said
from mathnn.check.scene import Unsupported
from mathnn.expression import NUMBER
from mathnn.expression.build import multiply, negate, number, power, subtract
from mathnn.expression.tree import (
    Bind,
    Call,
    Expr,
    Symbol,
    children,
    is_zero,
    rebuild,
    substitute,
    symbols,
    walk,
)
from mathnn.notation import Notation

_INFINITY = Symbol(r"\infty")
_WHOLE = (negate(_INFINITY), _INFINITY)


@dataclass(frozen=True, slots=True)
class Piece:
    """The density has this formula between these ends."""

    low: Expr
    high: Expr
    formula: Expr


@dataclass(frozen=True, slots=True)
class Density:
    """The function p with its argument x, and what it is where it is not zero."""

    function: str
    argument: Symbol
    piece: Piece


def density(function: str, notation: Notation) -> Density | None:
    """The density of this name, where the text gave it a formula in one number."""
    row = notation.names.get(function)
    if row is None or row.definition is None or len(row.parameters) != 1 or row.definition.sort.shape:
        return None
    x = Symbol(row.parameters[0].name, NUMBER)  # whatever the letter stands for elsewhere
    formula = substitute(row.definition, {row.parameters[0]: x})
    if not isinstance(formula, Call) or formula.op != "cases":
        return Density(function, x, Piece(*_WHOLE, formula))
    found = _piece(formula, x)
    return Density(function, x, found) if found is not None else None


def _piece(formula: Call, x: Symbol) -> Piece | None:
    """The only range where a formula by cases is not zero; of several ranges the conditions may overlap."""
    *pairs, last = formula.args if len(formula.args) % 2 else (*formula.args, number(0))
    found = [(value, condition) for value, condition in zip(pairs[::2], pairs[1::2], strict=True)
             if not is_zero(value)]
    if not is_zero(last) or len(found) != 1:
        return None
    value, condition = found[0]
    ends = _ends(condition, x)
    return Piece(*ends, value) if ends is not None else None


def _ends(condition: Expr, x: Symbol) -> tuple[Expr, Expr] | None:
    """The ends of the range that a condition on x says."""
    if not isinstance(condition, Call):
        return None
    if condition.op == "member" and condition.args[0] == x:
        inner = condition.args[1]
        return (inner.args[0], inner.args[1]) if isinstance(inner, Call) and inner.op == "interval" else None
    if condition.op in ("chain", "and") and len(condition.args) == 2:
        first, second = (_ends(part, x) for part in condition.args)
        if first is None or second is None:
            return None
        lows = [end for end in (first[0], second[0]) if end != _WHOLE[0]]
        highs = [end for end in (first[1], second[1]) if end != _WHOLE[1]]
        return (lows[0], highs[0]) if len(lows) == len(highs) == 1 else None
    if condition.op not in ("less", "less_equal", "greater", "greater_equal"):
        return None
    left, right = condition.args
    is_above = condition.op.startswith("greater")
    if left == x and x not in symbols(right):
        return (right, _WHOLE[1]) if is_above else (_WHOLE[0], right)
    if right == x and x not in symbols(left):
        return (_WHOLE[0], left) if is_above else (left, _WHOLE[1])
    return None


def with_density(tree: Expr, variable: str, p: Density) -> Expr:
    """The tree with integrals for all moments and probabilities of this variable. Raises Unsupported for others."""
    name = said.spelled(tree)
    below = said.subscript(name) if name is not None else None
    if below is not None and below[0] in (r"\mu", r"\sigma") and said.variable(below[1]) == variable:
        mean = _mean(Symbol(variable), variable, p)
        return mean if below[0] == r"\mu" else Call("root", (_variance(Symbol(variable), variable, p),), NUMBER)
    statistic = said.head(tree)
    if statistic is not None and isinstance(tree, Call):
        if statistic == said.PROBABILITY:
            return _likely(tree, variable, p)
        if len(tree.args) != 2 or any(isinstance(node, Call) and node.op == "given" for node in walk(tree)):
            raise Unsupported("a moment of several variables")
        inner = with_density(tree.args[1], variable, p)
        if statistic == said.EXPECTATION:
            return _mean(inner, variable, p)
        if statistic == said.VARIANCE:
            return _variance(inner, variable, p)
        raise Unsupported(f"the {statistic} of a variable with a density")
    if isinstance(tree, Bind) and tree.op == "integral" and _is_over_all(tree) and _speaks_of(tree.body, p.function):
        body = with_density(tree.body, variable, p)
        return _integral(lambda x, formula: _with_value(substitute(body, {tree.index: x}), x, formula, p), p)
    return rebuild(tree, lambda part: with_density(part, variable, p))


def _with_value(body: Expr, x: Symbol, formula: Expr, p: Density) -> Expr:
    """The body with the formula for p(x)."""
    return substitute(body, {node: formula for node in walk(body) if isinstance(node, Call) and node.op == "apply"
                             and getattr(node.args[0], "name", "") == p.function and node.args[1:] == (x,)})


def _mean(inner: Expr, variable: str, p: Density) -> Expr:
    table: Mapping[Expr, Expr] = {s: p.argument for s in symbols(inner) if said.variable(s.name) == variable}
    if not table and not any(said.variable(s.name) == variable for s in symbols(inner)):
        return inner
    value = substitute(inner, table)
    return _integral(lambda x, formula: multiply(value, formula), p)


def _variance(inner: Expr, variable: str, p: Density) -> Expr:
    return subtract(_mean(power(inner, 2), variable, p), power(_mean(inner, variable, p), 2))


def _likely(tree: Call, variable: str, p: Density) -> Expr:
    """P(a < X < b); p(x) itself stays."""
    event = tree.args[1] if len(tree.args) == 2 else None
    if not isinstance(event, Call) or getattr(tree.args[0], "name", "") == p.function == "p":
        return tree
    capital = next((s for s in symbols(event) if s.name == variable), None)
    ends = _ends(event, capital) if capital is not None else None
    if ends is None or (p.piece.low, p.piece.high) != _WHOLE:
        raise Unsupported("the probability of this event")
    return Bind("integral", p.argument, p.piece.formula, *ends, None, NUMBER)


def _integral(integrand: Callable[[Symbol, Expr], Expr], p: Density) -> Expr:
    piece = p.piece
    return Bind("integral", p.argument, integrand(p.argument, piece.formula), piece.low, piece.high, None, NUMBER)


def _is_over_all(tree: Bind) -> bool:
    return (tree.lower, tree.upper) == _WHOLE


def _speaks_of(tree: Expr, function: str) -> bool:
    return any(isinstance(node, Symbol) and node.name == function for node in walk(tree))


def variables_in(tree: Expr) -> set[str]:
    """The random variables of moments in a tree."""
    found: set[str] = set()
    for node in walk(tree):
        name = said.spelled(node)
        below = said.subscript(name) if name is not None else None
        if below is not None and below[0] in (r"\mu", r"\sigma") and said.is_capital(below[1]):
            found.add(said.variable(below[1]))
        if said.head(node) in (said.EXPECTATION, said.VARIANCE):
            found |= {said.variable(s.name) for part in children(node)[1:] for s in symbols(part)
                      if said.is_capital(s.name)}
        if said.head(node) == said.PROBABILITY:
            found |= {s.name for part in children(node)[1:] for s in symbols(part) if said.is_capital(s.name)}
    return found


__all__ = ["Density", "density", "variables_in", "with_density"]
