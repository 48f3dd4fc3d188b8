"""Which inverse is meant where a function has several: of x^2 the root is one for x >= 0, minus the root for x <= 0.

What the text says of the letter x in f(x) holds for the values of f^{-1} as well. Where it says nothing, an inverse is
refuted only if it is none on any part: f^{-1}(y) = g(y) is one wherever f(g(y)) = y.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mathnn.check.applied import applied
from mathnn.check.inverses import MARK, is_inverse, place_of, value_at
from mathnn.check.judge import judge
from mathnn.claims import Verdict, worst
from mathnn.expression import NUMBER, TRUTH, Call, Expr, Number, Symbol
from mathnn.expression.tree import substitute, symbols, walk
from mathnn.notation import Name, Notation

_ZERO = Number(Fraction(0), "0")
_SIDES = (("greater_equal", r"\ge"), ("less_equal", r"\le"))
_CONSTANTS = frozenset((r"\pi", r"\infty", "[]", "[)", "(]", "()"))  # and which ends belong to an interval
_BOUNDS = frozenset(("less", "less_equal", "greater", "greater_equal", "member", "chain", "and"))


def with_domains(tree: Expr, notation: Notation) -> Notation:
    """The notation in which f^{-1}(y) lies where the text says that the x of f(x) does."""
    found = [condition for inverse, place in _inverses(tree) for condition in _domain(inverse, place, notation)]
    return notation.assuming(*found) if found else notation


def on_some_branch(found: Verdict, tree: Expr, notation: Notation) -> Verdict:
    """The verdict, unless a refuted statement is true of another inverse that the author may have chosen."""
    if found.kind != "refuted":
        return found
    for inverse, place in _inverses(tree):
        if _row(inverse, notation) is None or any(_domain(inverse, place, notation)):
            continue
        value = value_at(inverse, place)
        for op, sign in _SIDES:
            condition = Call(op, (value, _ZERO), TRUTH)
            other = _judged(tree, notation.assuming(condition))
            if other.is_true:
                said = rf"{inverse.name}({place.name}) {sign} 0"
                return Verdict("conditional", f"It holds where ${said}$.", conditions=(said,), method=other.method)
        if _is_inverse_somewhere(tree, inverse, place, notation):
            return Verdict("unsettled", "It depends on where the inverse has its values, which the text does not say.")
    return found


def inverted(tree: Expr, notation: Notation) -> str | None:
    """The f with a formula of which an equation f^{-1}(y) = ... speaks."""
    first = tree.args[0] if isinstance(tree, Call) and tree.op == "chain" else tree
    if not (isinstance(first, Call) and first.op == "equal"):
        return None
    left = first.args[0]
    for inverse, place in _inverses(left):
        if _row(inverse, notation) is not None and left == Call("apply", (inverse, place), left.sort):
            return inverse.name.removesuffix(MARK)
    return None


def _inverses(tree: Expr) -> Iterator[tuple[Symbol, Symbol]]:
    """Each inverse function of a statement with the letter that it stands at."""
    nodes = tuple(walk(tree))
    for inverse in dict.fromkeys(node for node in nodes if isinstance(node, Symbol) and is_inverse(node)):
        place = next(filter(None, (place_of(node, inverse) for node in nodes)), None)
        if place is not None:
            yield inverse, place


def _row(inverse: Symbol, notation: Notation) -> Name | None:
    """The formula of the function, of one number."""
    row = notation.find(inverse.name.removesuffix(MARK))
    return row if row is not None and row.definition is not None and len(row.parameters) == 1 else None


def _domain(inverse: Symbol, place: Symbol, notation: Notation) -> Iterator[Expr]:
    """What is said of the letter that the function was defined with, as said of the value of its inverse."""
    row = _row(inverse, notation)
    if row is None or place == row.parameters[0]:
        return
    own = row.parameters[0]
    for condition in notation.assumptions:
        if isinstance(condition, Call) and condition.op in _BOUNDS and {s.name for s in symbols(condition)} - (
                _CONSTANTS) == {own.name}:
            yield substitute(condition, {each: value_at(inverse, place) for each in symbols(condition)
                                         if each.name == own.name})


def _judged(tree: Expr, notation: Notation) -> Verdict:
    links = tree.args if isinstance(tree, Call) and tree.op == "chain" else (tree,)
    return worst(tuple(judge(applied(link, notation), notation) for link in links))


def _is_inverse_somewhere(tree: Expr, inverse: Symbol, place: Symbol, notation: Notation) -> bool:
    """Is f(g(y)) = y for f^{-1}(y) = g(y)?"""
    if inverted(tree, notation) is None:
        return False
    first = tree.args[0] if isinstance(tree, Call) and tree.op == "chain" else tree
    assert isinstance(first, Call)
    direct = Symbol(inverse.name.removesuffix(MARK), inverse.sort)
    back = Call("equal", (Call("apply", (direct, first.args[1]), NUMBER), place), TRUTH)
    return _judged(back, notation).is_true


__all__ = ["inverted", "on_some_branch", "with_domains"]
