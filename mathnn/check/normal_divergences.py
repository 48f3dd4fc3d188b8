r"""The divergence of two normal distributions and the entropy of one, by their formulas.

D(N(m, S) || N(n, T)) = (tr(T^{-1} S) + (n - m)^T T^{-1} (n - m) - d + log det T / det S) / 2 for columns of d numbers
(Kullback, Information Theory and Statistics, 1959, section 9.1); the entropy is (log det S + d (1 + log 2 pi)) / 2.
"""

from __future__ import annotations

from mathnn.check import random_names as said
from mathnn.check.random_cast import listed_in
from mathnn.expression.build import add, call, divide, multiply, negate, number, power, subtract, transpose
from mathnn.expression.tree import Call, Expr, Symbol, operators, rebuild, substitute, walk

_NAMES = frozenset(("N", "Normal", "Gaussian"))


def with_formulas_of_normals(tree: Expr) -> Expr:
    """The tree with formulas for what it says of normal distributions that are written out; the same tree without."""
    if "apply" not in operators(tree) or not any(_is_normal(node) for node in walk(tree)):
        return tree
    made = _written(tree)
    if made == tree:
        return tree
    is_entropy = any(said.head(node) == said.ENTROPY for node in walk(tree))
    return substitute(made, {Symbol("e"): call("exp", 1)}) if is_entropy else made  # log(2 pi e sigma^2)


def conditions(tree: Expr) -> tuple[Expr, ...]:
    """A matrix that is a covariance is symmetric, and no direction is without variance."""
    spreads = {node.args[2]: None for node in walk(tree) if isinstance(node, Call) and _is_normal(node)
               and isinstance(node.args[2], Symbol) and node.args[2].sort.is_matrix}
    return tuple(condition for spread in spreads for condition in (
        call("equal", spread, transpose(spread)), call("greater", call("det", spread), 0)))


def _is_normal(node: Expr) -> bool:
    if not isinstance(node, Call) or node.op != "apply" or len(node.args) != 3 or not isinstance(node.args[0], Symbol):
        return False
    return said.faceless(node.args[0].name) in _NAMES


def _written(tree: Expr) -> Expr:
    statistic = said.head(tree)
    if statistic in (said.DIVERGENCE, said.ENTROPY) and isinstance(tree, Call):
        items = [item for arg in tree.args[1:] for item in listed_in(arg)]
        if all(map(_is_normal, items)) and len(items) == (2 if statistic == said.DIVERGENCE else 1):
            parts = [item.args[1:] for item in items if isinstance(item, Call)]
            made = _divergence(*parts[0], *parts[1]) if len(parts) == 2 else _entropy(*parts[0])
            return made if made is not None else tree
    return rebuild(tree, _written)


def _divergence(m: Expr, s: Expr, n: Expr, t: Expr) -> Expr | None:
    if not any(part.sort.shape for part in (m, s, n, t)):
        off = power(subtract(m, n), 2)
        return add(multiply(divide(1, 2), call("log", divide(t, s))), divide(add(s, off), multiply(2, t)),
                   negate(divide(1, 2)))
    if not (m.sort.is_vector and s.sort.is_matrix and t.sort.is_matrix and n.sort.is_vector):
        return None
    size = m.sort.shape[0]
    is_standard = isinstance(t, Symbol) and said.faceless(t.name).split("_")[0] == "I"
    inverse = t if is_standard else call("inverse", t)
    off = subtract(n, m)
    spread = call("trace", multiply(inverse, s))
    far = multiply(transpose(off), inverse, off)
    sizes = call("log", divide(call("det", t), call("det", s)))
    return multiply(divide(1, 2), add(spread, far, negate(size), sizes))


def _entropy(m: Expr, s: Expr) -> Expr | None:
    two_pi = multiply(2, Symbol(r"\pi"))
    if not m.sort.shape and not s.sort.shape:
        return multiply(divide(1, 2), add(call("log", multiply(two_pi, s)), number(1)))
    if not (m.sort.is_vector and s.sort.is_matrix):
        return None
    size = m.sort.shape[0]
    return multiply(divide(1, 2), add(call("log", call("det", s)), multiply(size, add(number(1), call("log", two_pi)))))


__all__ = ["conditions", "with_formulas_of_normals"]
