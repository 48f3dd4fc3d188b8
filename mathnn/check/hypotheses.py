"""Hypotheses of implications: as definitions and as relations that samples can be made to fulfil.

"f(x) = x^2, so f'(x) = 2x" speaks of f at every x: the hypothesis is a definition. Of what is not understood no
counterexample is one: it may not fulfil it.
"""

from __future__ import annotations

from collections.abc import Callable

from mathnn.check.constraints import relations
from mathnn.check.logic import ACCEPTED
from mathnn.check.quantified import of_range
from mathnn.check.question import CONSTANT
from mathnn.check.smooth import CURVES
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, Call, Expr, Symbol, conjuncts, symbols, walk
from mathnn.notation import Name, Notation

_SETS = frozenset(("reals", "naturals", "integers", "interval", "span", "finite_set", "cartesian"))
_VALUES = frozenset(("number", "integer"))


def cases(premise: Expr) -> tuple[Expr, ...]:
    """The alternatives of a hypothesis: what follows from "A or B" follows from each."""
    return premise.args if isinstance(premise, Call) and premise.op == "or" else (premise,)


def supposing(premise: Expr, conclusion: Expr, notation: Notation) -> Notation:
    """The notation in which a conclusion is to hold."""
    for each in conjuncts(premise):
        made = _definition(each, conclusion, notation)
        notation = of_range(each, notation.assuming(each)) if made is None else notation.with_name(made)
    return notation


def not_understood(premise: Expr) -> str | None:
    """The first operator of a hypothesis that samples cannot be made to fulfil."""
    return next((each.op if isinstance(each, Call) else "in words" for part in conjuncts(premise)
                 for each in (tuple(relations(part)) or (part,)) if not _is_understood(each)), None)


def ignored(tree: Expr, notation: Notation, always_holds: Callable[[Expr, Notation], bool]) -> str | None:
    """The first operator of an assumption about letters of a statement that samples were not made to fulfil.

    What always holds, as what a text claimed and showed before, leaves none of them out. P^2 = P that was read of a
    number says nothing of a matrix P, but was meant of it.
    """
    ranks = {symbol.name: len(symbol.sort.shape) for symbol in symbols(tree) if symbol.sort.kind == "number"}
    parts = [part for assumption in notation.assumptions for part in conjuncts(assumption)]
    for part in parts:
        if (isinstance(part, Call | Bind) and part.op in _COMPOSED and not symbols(part).isdisjoint(symbols(tree))
                and not always_holds(part, notation)):
            return part.op
    for each in (each for part in parts for each in relations(part)):
        own = {symbol.name: len(symbol.sort.shape) for symbol in symbols(each) if symbol.sort.kind == "number"}
        shared = ranks.keys() & own.keys()
        if each.op == CONSTANT and isinstance(each.args[0], Symbol) and not notation.has_formula(each.args[0].name):
            continue  # samples choose it, so that it hangs on no other letter
        if shared and (_is_vague(each) or any(own[name] < ranks[name] == 2 for name in shared)):
            return each.op
    return None


def functional(tree: Expr, notation: Notation) -> bool:
    """Is an equation assumed of a function of a statement for all values of some letter, f(-x) = f(x)?

    Points make it hold at some values, so that what they show of others is nothing.
    """
    heads = {symbol for symbol in symbols(tree) if symbol.sort.kind == "function"
             and ((row := notation.find(symbol.name)) is None or row.definition is None)}
    if any((row := notation.find(f"{head.name}'")) is not None and row.definition is not None for head in heads):
        return True  # f'(x) = 0 was read as a definition of f'
    return bool(heads) and any(
        each.op == "equal" and not heads.isdisjoint(symbols(each)) and _is_for_all(each, heads)
        for assumption in notation.assumptions for each in relations(assumption))


def rests_on_slope(tree: Expr, notation: Notation) -> bool:
    """Is a slope of a function without a formula assumed to have a value, f'(a) = 0? Of those few are found, squares.

    So agreement says nothing of what holds f elsewhere too.
    """
    heads = {symbol for symbol in symbols(tree) if symbol.sort.kind == "function"
             and ((row := notation.find(symbol.name)) is None or row.definition is None)}
    return bool(heads) and any(
        isinstance(node, Call) and node.op == "prime" and node.args[0] in heads
        for assumption in notation.assumptions for each in relations(assumption) if each.op == "equal"
        for node in walk(each))


def _is_for_all(each: Call, heads: set[Symbol]) -> bool:
    """Does it hold a function at a letter of any place, f(x), or at what is made of letters, f(a + b)?

    What gives a letter its value, x_{t+1} = x_t - f(x_t), says nothing of f.
    """
    if any(map(_is_value, each.args)):
        return False
    places = (arg for node in walk(each) if isinstance(node, Call) and node.op == "apply"
              and not heads.isdisjoint(symbols(node.args[0])) for arg in node.args[1:])
    return any(arg.name in _ANYWHERE if isinstance(arg, Symbol) else not _is_value(arg) and bool(symbols(arg))
               for arg in places)


def _is_value(tree: Expr) -> bool:
    """A letter, x_t, or x_i: not what is made of them."""
    return isinstance(tree, Symbol) or (isinstance(tree, Call) and tree.op in ("layer", "entry"))


_ANYWHERE = frozenset("xyztu")


def _is_vague(each: Call) -> bool:
    if each.op == "member":
        element, collection = each.args
        return isinstance(collection, Symbol) or (
            isinstance(collection, Call) and collection.op in _COUNTS and isinstance(element, Call))
    return each.op in _VAGUE


_VAGUE = frozenset("succeeds precedes parallel_to or given subset superset distributed not iff".split())
_COUNTS = frozenset(("integers", "naturals"))  # a letter of these is given whole numbers, an entry of a column is not
_COMPOSED = frozenset(("implies", "forall", "exists"))


def _is_understood(tree: Expr) -> bool:
    if not isinstance(tree, Call):
        return False
    if tree.op == "member":
        return isinstance(tree.args[1], Call) and tree.args[1].op in _SETS
    return tree.op in CURVES or (tree.op in ACCEPTED and all(arg.sort.kind in _VALUES for arg in tree.args))


def _definition(each: Expr, conclusion: Expr, notation: Notation) -> Name | None:
    """The row that an equation of the hypothesis is: of a function, or of a letter where slopes are asked for."""
    if not isinstance(each, Call) or each.op != "equal":
        return None
    for left, right in (each.args, each.args[::-1]):
        if (made := _step(left, right, conclusion, notation)) is not None:
            return made
        head, *args = left.args if isinstance(left, Call) and left.op == "apply" else (left,)
        if not isinstance(head, Symbol) or head in symbols(right) or (
                (row := notation.find(head.name)) is not None and row.definition is not None):
            continue
        letters = tuple(arg for arg in args if isinstance(arg, Symbol))
        if args and len(set(letters)) == len(args) and not symbols(right).isdisjoint(letters):
            return Name(head, "", right, letters)  # f(x) = 0 is an equation for x
        if not args and head.sort.kind == "number" and _may_depend(head, conclusion):
            return Name(head, "", right)
    return None


def _step(left: Expr, right: Expr, conclusion: Expr, notation: Notation) -> Name | None:
    """c_t = f_t c_{t-1} + i_t g_t as the formula of the members of c, where slopes of them are asked for."""
    if not isinstance(left, Call) or left.op != "layer" or not isinstance(left.args[0], Symbol):
        return None
    family, label = left.args
    assert isinstance(family, Symbol)
    if not isinstance(label, Symbol) or notation.has_formula(family.name) or left in walk(right):
        return None
    slopes = [node for node in walk(conclusion) if isinstance(node, Call) and node.op in DERIVATIVES]
    is_asked = any(left in walk(node.args[0]) for node in slopes) and not any(
        left in walk(node.args[1]) for node in slopes)
    return Name(family, "", right, (label,)) if is_asked else None


def _may_depend(letter: Symbol, tree: Expr) -> bool:
    """Are slopes taken, by something else than this letter? Then it hangs on what its formula holds."""
    slopes = [node for node in walk(tree) if isinstance(node, Call) and node.op in DERIVATIVES]
    return bool(slopes) and all(letter not in symbols(node.args[1]) for node in slopes)


__all__ = ["cases", "ignored", "not_understood", "supposing"]
