"""Likelihoods as ordinary functions: P(x_i | theta) is some positive number that hangs on x_i and on theta.

What a text does with a likelihood, logarithms, products over samples and derivatives, is true of any such function. A
statement that is true in this reading is true; of one that is not, nothing follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mathnn.check.probability import is_chance
from mathnn.check.random_names import PROBABILITY, conditional, distribution, statistic
from mathnn.expression import Call, Expr, Symbol, function
from mathnn.expression.build import call
from mathnn.expression.tree import Bind, rebuild, substitute, symbols, walk
from mathnn.notation import Notation
from mathnn.syntax.dimensions import member
from mathnn.syntax.to_latex import to_latex

_LABEL = re.compile(r"\^\{\(\w+\)\}|_\{\w+\}|_\w")  # of a sample
_VALUES = ("number", "integer")


def with_likelihoods(tree: Expr, notation: Notation) -> tuple[Expr, Notation] | None:
    """The statement about ordinary functions, and the notation without chances; None where it speaks of events."""
    if not is_chance(tree, notation) or not any(map(_is_likelihood, walk(tree))):
        return None
    tree = _factored(tree, notation)
    table: dict[Expr, Expr] = {}
    for node in walk(tree):
        if _is_likelihood(node):
            formula = _formula(node, notation)
            made = formula if formula is not None else _any_positive(node)
            if made is None:
                return None
            table[node] = made
    kept = Notation(notation.names, tuple(condition for condition in notation.assumptions
                                          if not isinstance(condition, Symbol) and not is_chance(condition, notation)))
    made_tree = _replaced(tree, table)
    return None if is_chance(made_tree, kept) else (made_tree, kept)


def _is_likelihood(node: Expr) -> bool:
    """P(a | b) or P(a) of values, not of an event such as X = 1."""
    return isinstance(node, Call) and node.op == "apply" and isinstance(node.args[0], Symbol) and (
        statistic(node.args[0].name) == PROBABILITY) and all(_is_value(arg) for arg in _arguments(node))


def _arguments(node: Expr) -> tuple[Expr, ...]:
    assert isinstance(node, Call)
    return tuple(part for arg in node.args[1:] for part in (
        arg.args if isinstance(arg, Call) and arg.op in ("given", "tuple") else (arg,)))


def _is_value(arg: Expr) -> bool:
    return arg.sort.kind in _VALUES and not (isinstance(arg, Call) and arg.op in ("tuple", "given"))


def _factored(tree: Expr, notation: Notation) -> Expr:
    """The likelihood of all data as the product that the text assumed it to be."""
    products: dict[str, Expr] = {}
    for condition in notation.assumptions:
        name = conditional(condition.args[0]) if isinstance(condition, Call) and condition.op == "equal" else None
        if name is not None and isinstance(condition, Call) and isinstance(condition.args[1], Bind):
            products[_lower(name)] = condition.args[1]
    for name, row in notation.names.items():
        if "|" in name and row.definition is not None and any(map(_is_likelihood, walk(row.definition))):
            products[_lower(name)] = row.definition
    own: dict[str, Expr] = {s.name: s for s in symbols(tree)}
    return _replaced(tree, {node: _with_letters(products[_lower(name)], own) for node in walk(tree)
                            if (name := conditional(node)) is not None and _lower(name) in products})


def _with_letters(formula: Expr, own: Mapping[str, Expr]) -> Expr:
    """The formula in the letters of a statement, whose sizes may have other names there."""
    table: dict[Expr, Expr] = {s: own[s.name] for s in symbols(formula)
                               if s.name in own and own[s.name].sort.kind == s.sort.kind}
    return _sized(_replaced(formula, table))


def _sized(tree: Expr) -> Expr:
    """With the sizes of samples as those of their family."""
    made = rebuild(tree, _sized)
    if isinstance(made, Call) and made.op == "layer":
        return Call("layer", made.args, member(made.args[0].sort, made.args[1]))
    return made


def _lower(name: str) -> str:
    """A density p and a probability P are one distribution."""
    return "p" + name[1:] if name[:1] == "P" else name


def _replaced(tree: Expr, table: Mapping[Expr, Expr]) -> Expr:
    return substitute(tree, table) if table else tree


def _formula(node: Expr, notation: Notation) -> Expr | None:
    """The formula that the text gave for a sample, P(y | x), at another one, P(y_i | x_i)."""
    spelled = _lower(to_latex(node).replace(r"\mid", "|"))
    known = {_lower(name): row for name, row in notation.names.items() if "|" in name}
    row = known.get(spelled) or known.get(_LABEL.sub("", spelled))
    if row is None or row.definition is None:
        return None
    places = {name: part for part in _arguments(node) for name in _base(part)}
    table: dict[Expr, Expr] = {s: places[s.name] for s in symbols(row.definition)
                               if s.name in places and len(s.sort.shape) == len(places[s.name].sort.shape)}
    return substitute(row.definition, table)


def _base(part: Expr) -> Iterator[str]:
    """The letter of a sample: x of x_i."""
    while isinstance(part, Call) and part.op in ("entry", "layer"):
        part = part.args[0]
    if isinstance(part, Symbol):
        yield part.name


def _any_positive(node: Expr) -> Expr | None:
    """e to the power of any smooth function of the arguments."""
    parts = _arguments(node)
    if not parts or not isinstance(node, Call) or not isinstance(node.args[0], Symbol):
        return None
    ranks = ",".join(str(len(part.sort.shape)) for part in parts)
    head = Symbol(f"\\log {distribution(node.args[0].name)}_{{{ranks}}}", function(*(part.sort for part in parts)))
    return call("exp", Call("apply", (head, *parts), node.sort))


__all__ = ["with_likelihoods"]
