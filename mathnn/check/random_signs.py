"""By which signs a statement is known to speak of probability: Var, P(. | .), E[X], x \\sim p, H(X | Y), D_KL."""

from __future__ import annotations

from mathnn.check import random_names as said
from mathnn.check.composite_moments import is_composite
from mathnn.check.expectations import is_whole_line
from mathnn.check.random_cast import JOINED, event_name, is_complement, listed_in
from mathnn.expression import TRUTH
from mathnn.expression.tree import Bind, Call, Expr, Symbol, children, operators, symbols, walk
from mathnn.notation import Notation

_SPEAKING = frozenset(("apply", "expectation"))  # a statement of probability has one of them


def is_chance(tree: Expr, notation: Notation) -> bool:
    """Does a statement speak of probability, by a sign that means nothing else?"""
    speaking = [part for part in children(tree) if not operators(part).isdisjoint(_SPEAKING)]
    if not any("expectation" in operators(part) or any(map(said.head, walk(part))) for part in speaking):
        return any(is_composite(symbol.name) for symbol in symbols(tree))
    applied: dict[str, set[Expr]] = {}
    moments = False
    for node in walk(tree):
        if isinstance(node, Symbol) and is_composite(node.name):
            return True
        moments |= is_moment(node)
        if isinstance(node, Bind) and node.op == "integral" and is_whole_line(node):
            moments |= True
        if isinstance(node, Bind) and (node.op == "expectation" or _is_divergence(node)):
            return True
        statistic = said.head(node)
        if statistic is None:
            continue
        assert isinstance(node, Call)
        assert isinstance(node.args[0], Symbol)
        if _is_another(node.args[0].name, notation):
            return False
        if _is_sign(node, statistic, node.args[0].name):
            return True
        applied.setdefault(statistic, set()).add(node)
    if moments and applied.get(said.PROBABILITY):
        return True
    if len(applied.get(said.PROBABILITY, ())) > 1 and _of_one_distribution(applied[said.PROBABILITY]):
        return True
    entropies = [node for statistic in (said.ENTROPY, said.INFORMATION) for node in applied.get(statistic, ())]
    return bool(entropies) and all(map(_of_capitals, entropies)) and (
        len(entropies) > 1 or any(isinstance(node, Call) and node.op in ("log", "log2") for node in walk(tree)))


def _is_divergence(node: Bind) -> bool:
    """sum_x p(x) log(p(x) / q(x)): two distributions of one value, and a logarithm."""
    if node.op not in ("sum", "integral") or operators(node.body).isdisjoint(("log", "log2")):
        return False
    calls = [each for each in walk(node.body) if isinstance(each, Call) and said.head(each) == said.PROBABILITY]
    return len({each.args[0] for each in calls if each.args[1:] == (node.index,)}) > 1


def is_moment(symbol: Expr) -> bool:
    """\\mu_X, \\sigma_X."""
    of = said.subscript(symbol.name) if isinstance(symbol, Symbol) else None
    return of is not None and of[0] in (r"\mu", r"\sigma") and said.is_capital(of[1])


def _is_another(name: str, notation: Notation) -> bool:
    """Did the text give this name a formula that does not speak of probability: an error E, a step H?"""
    row = notation.find(name)
    if row is None or row.definition is None:
        return False
    return not any(isinstance(node, Symbol) and said.statistic(node.name) for node in walk(row.definition))


def _of_capitals(node: Expr) -> bool:
    """H(X), I(X; Y), H(p): of random variables or distributions."""
    assert isinstance(node, Call)
    items = [item for arg in node.args[1:] for item in listed_in(arg)]
    if len(items) == 1 and said.head(node) == said.INFORMATION:  # I(x) of a value
        return said.spelled(items[0]) is not None
    return all((name := said.spelled(item)) is not None and (said.is_capital(name) or said.statistic(name))
               for item in items)


def _of_one_distribution(calls: set[Expr]) -> bool:
    """p(x, y) beside p(x): as many arguments as there are variables, so p is no function of one number."""
    counts = {len(call.args) for call in calls if isinstance(call, Call)}
    events = (children(arg)[0] if is_complement(arg) else arg
              for call in calls if isinstance(call, Call) for arg in call.args[1:])
    return len(counts) > 1 or all((name := said.spelled(event)) is not None and said.is_capital(event_name(name))
                                  for event in events)


def _is_sign(node: Call, statistic: str, name: str) -> bool:
    if statistic in (said.VARIANCE, said.COVARIANCE, said.DEVIATION):
        return True
    if statistic == said.DIVERGENCE:
        return True
    given = any(isinstance(arg, Call) and (arg.op == "given" or arg.op in JOINED or arg.sort == TRUTH)
                for arg in node.args[1:])
    if statistic == said.CORRELATION:
        return len(node.args) == 3 and all(isinstance(arg, Symbol) and arg.name.isupper() for arg in node.args[1:])
    if statistic == said.EXPECTATION:
        inner = {s.name for arg in node.args[1:] for s in symbols(arg)}
        return given or name != "E" or not node.args[0].sort.domain or any(map(said.is_capital, inner))
    return given


__all__ = ["is_chance", "is_moment"]
