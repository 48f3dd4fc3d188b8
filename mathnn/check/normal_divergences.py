r"""The divergence of two normal distributions and the entropy of one, by their formulas.

D(N(m, S) || N(n, T)) = (tr(T^{-1} S) + (n - m)^T T^{-1} (n - m) - d + log det T / det S) / 2 for columns of d numbers
(Kullback, Information Theory and Statistics, 1959, section 9.1); the entropy is (log det S + d (1 + log 2 pi)) / 2.
"""

from __future__ import annotations

from mathnn.check import random_names as said
from mathnn.check.definite import DEFINITE
from mathnn.check.random_cast import listed_in
from mathnn.expression import NUMBER, Sort
from mathnn.expression.build import add, call, divide, multiply, negate, number, power, subtract, transpose
from mathnn.expression.sort import TRUTH
from mathnn.expression.tree import Call, Expr, Symbol, is_zero, operators, rebuild, substitute, symbols, walk
from mathnn.notation import Notation

_NAMES = frozenset(("N", "Normal", "Gaussian"))


def with_formulas_of_normals(tree: Expr, notation: Notation) -> Expr:
    """The tree with formulas for what it says of normal laws, written out or named q; the same tree without."""
    if "apply" not in operators(tree):
        return tree
    named = _with_named(tree, notation)
    if not any(_is_normal(node) for node in walk(named)):
        return tree
    made = _written(named)
    if made == tree:
        return tree
    is_entropy = any(said.head(node) == said.ENTROPY for node in walk(tree))
    return substitute(made, {Symbol("e"): call("exp", 1)}) if is_entropy else made  # log(2 pi e sigma^2)


def _with_named(tree: Expr, notation: Notation) -> Expr:
    """With what the text wrote, q = N(mu, sigma^2), in place of the names of distributions."""
    table: dict[Expr, Expr] = {}
    for node in walk(tree):
        if said.head(node) in (said.DIVERGENCE, said.ENTROPY) and isinstance(node, Call):
            for item in (item for arg in node.args[1:] for item in listed_in(arg)):
                if (law := _without_variable(_named(item, notation) or item)) is not item:
                    table[item] = law
    return substitute(tree, table)


def _named(item: Expr, notation: Notation) -> Expr | None:
    """The formula that the text gave for q, p(z) or q(z | x)."""
    conditional = said.conditional(item)
    head = item.args[0] if isinstance(item, Call) and item.op == "apply" else item
    name = conditional or (head.name if isinstance(head, Symbol) else None)
    row = notation.names.get(name) if name is not None else None
    if row is None or row.definition is None or not _is_normal(_without_variable(row.definition)):
        return None
    given = item.args[1:] if isinstance(item, Call) and row.parameters else ()
    return substitute(row.definition, dict(zip(row.parameters, given, strict=False)))


def _without_variable(law: Expr) -> Expr:
    """N(m, S) for N(z; m, S), whose z is what it is a law of."""
    if not isinstance(law, Call) or law.op != "apply" or len(law.args) != 4 or not isinstance(law.args[1], Symbol):
        return law
    made = Call("apply", (law.args[0], *law.args[2:]), law.sort)
    return made if _is_normal(made) else law


def with_deviations(tree: Expr, notation: Notation) -> Expr:
    r"""The tree with \sigma^2 for the \sigma of N(\mu, \sigma): a number of this name may be the deviation."""
    named = _with_named(tree, notation)
    table: dict[Expr, Expr] = {
        node: Call("apply", (*node.args[:2], power(node.args[2], 2)), node.sort) for node in walk(named)
        if isinstance(node, Call) and _is_normal(node) and isinstance(node.args[2], Symbol)
        and node.args[2].name.startswith(r"\sigma") and not node.args[2].sort.shape}
    return substitute(named, table) if table else tree


def conditions(tree: Expr, notation: Notation) -> tuple[Expr, ...]:
    """A matrix that is a covariance is symmetric, and no direction is without variance."""
    laws = (node for node in walk(_with_named(tree, notation)) if isinstance(node, Call) and _is_normal(node))
    spreads = {law.args[2]: None for law in laws if isinstance(law.args[2], Symbol) and law.args[2].sort.is_matrix}
    return tuple(condition for spread in spreads for condition in (
        call("equal", spread, transpose(spread)), call("greater", call("det", spread), 0),
        Call(DEFINITE, (spread,), TRUTH)))


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
    if not (s.sort.is_matrix and t.sort.is_matrix):
        return None
    size = next((mean.sort.shape[0] for mean in (m, n) if mean.sort.is_vector), s.sort.shape[0])
    m, n = _column(m, size), _column(n, size)
    s, t = _with_identity(s, size), _with_identity(t, size)
    if not (m.sort.is_vector and n.sort.is_vector):
        return None
    is_standard = _is_identity(t)
    off = subtract(n, m)
    if is_standard:  # whatever size its place has given it
        spread, far, sizes = call("trace", s), multiply(transpose(off), off), negate(call("log", call("det", s)))
    else:
        inverse = call("inverse", t)
        spread, far = call("trace", multiply(inverse, s)), multiply(transpose(off), inverse, off)
        sizes = call("log", divide(call("det", t), call("det", s)))
    return multiply(divide(1, 2), add(spread, far, negate(size), sizes))


def _is_identity(tree: Expr) -> bool:
    return isinstance(tree, Symbol) and tree.sort.is_matrix and said.faceless(tree.name).split("_")[0] == "I"


def _with_identity(spread: Expr, size: Expr) -> Expr:
    """A covariance sigma^2 I, whose identity has the size of the mean."""
    sized = Sort("number", (size, size))
    return substitute(spread, {each: Symbol(each.name, sized) for each in symbols(spread) if _is_identity(each)})


def _column(mean: Expr, size: Expr) -> Expr:
    """The mean beside a covariance: 0 means a column of zeros, and a letter of which nothing else is known a column."""
    if is_zero(mean):
        return Symbol(r"\mathbf{0}", Sort("number", (size,)))
    return Symbol(mean.name, Sort("number", (size,))) if isinstance(mean, Symbol) and mean.sort == NUMBER else mean


def _entropy(m: Expr, s: Expr) -> Expr | None:
    two_pi = multiply(2, Symbol(r"\pi"))
    if not m.sort.shape and not s.sort.shape:
        return multiply(divide(1, 2), add(call("log", multiply(two_pi, s)), number(1)))
    if not (m.sort.is_vector and s.sort.is_matrix):
        return None
    size = m.sort.shape[0]
    return multiply(divide(1, 2), add(call("log", call("det", s)), multiply(size, add(number(1), call("log", two_pi)))))


__all__ = ["conditions", "with_deviations", "with_formulas_of_normals"]
