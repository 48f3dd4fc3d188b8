"""Inverse functions: f^{-1}(f(x)) is x, and a statement about f^{-1}(y) is one about t, where y = f(t).

That is all that is known of the inverse of any function, where it has one. It is enough for
(f^{-1})'(y) = 1/f'(f^{-1}(y)): the derivative by y is the derivative by t over f'(t), by the chain rule.
"""

from __future__ import annotations

from mathnn.claims import Verdict
from mathnn.expression import NUMBER, Call, Expr, Number, Symbol, function
from mathnn.expression.operators import ONE
from mathnn.expression.tree import Bind, rebuild, substitute, symbols, walk
from mathnn.notation import Notation

MARK = "^{-1}"
_SLOPES = ("derivative", "partial")


def is_inverse(head: Expr) -> bool:
    """Is it the inverse of a function, by its name?"""
    return isinstance(head, Symbol) and head.sort.kind == "function" and head.name.endswith(MARK)


def without_inverses(tree: Expr, notation: Notation) -> Expr:
    """The same statement without inverse functions, as far as that is possible."""
    found = [node for node in walk(tree) if is_inverse(node) and isinstance(node, Symbol) and _is_open(node, notation)]
    for inverse in dict.fromkeys(found):
        tree = _Undone(inverse).cancelled(tree)
        place = next(filter(None, (place_of(node, inverse) for node in walk(tree))), None)
        if place is not None and (value := _as_value(place, inverse, notation)) is not None:
            tree = _Undone(inverse).cancelled(substitute(tree, {place: value}))
        elif place is not None and _is_open(place, notation) and not _is_bound(tree, place):
            tree = _Undone(inverse).cancelled(_Undone(inverse, place).moved(tree))
    return tree


def _as_value(place: Symbol, inverse: Symbol, notation: Notation) -> Call | None:
    """f(x), where the text gave y = f(x) and the statement is about f^{-1}(y)."""
    direct = Symbol(inverse.name.removesuffix(MARK), inverse.sort)
    given, row = notation.find(place.name), notation.find(direct.name)
    if given is None or given.definition is None or given.parameters:
        return None
    formula = given.definition
    if isinstance(formula, Call) and formula.op == "apply" and formula.args[0] == direct:
        return formula
    if row is None or row.definition is None or len(row.parameters) != 1:
        return None
    own = row.parameters[0]
    letters = (letter for letter in sorted(symbols(formula), key=str)
               if substitute(row.definition, {own: letter}) == formula)
    return next((Call("apply", (direct, letter), place.sort) for letter in letters), None)


def supposing_inverses(found: Verdict, tree: Expr, notation: Notation) -> Verdict:
    """What is proved of f^{-1} holds where there is one; that the logistic function has one is known.

    A hint would be about f(t), which the author did not write.
    """
    heads = dict.fromkeys(node.name.removesuffix(MARK) for node in walk(tree) if isinstance(node, Symbol)
                          and is_inverse(node) and _is_open(node, notation))
    if heads and found.kind == "refuted":
        return found.changed(suggestion=None)
    conditions = tuple(rf"{head} \text{{ has an inverse}}" for head in heads if head != r"\sigma")
    if found.kind != "proved" or not conditions:
        return found
    return found.changed(kind="conditional", reason=f"It holds where ${', '.join(conditions)}$.", conditions=conditions)


def _is_open(symbol: Symbol, notation: Notation) -> bool:
    row = notation.find(symbol.name)
    return row is None or row.definition is None


def place_of(node: Expr, inverse: Symbol) -> Symbol | None:
    """The letter y in f^{-1}(y) and (f^{-1})'(y)."""
    if not (isinstance(node, Call) and node.op == "apply" and len(node.args) == 2 and isinstance(node.args[1], Symbol)):
        return None
    head = node.args[0]
    while isinstance(head, Call) and head.op == "prime" and len(head.args) == 1:
        head = head.args[0]
    return node.args[1] if head == inverse else None


def value_at(inverse: Symbol, y: Symbol) -> Symbol:
    """The letter that stands for f^{-1}(y) once a statement is moved to y = f(t)."""
    return Symbol(f"{inverse.name}({y.name})", y.sort)


def _is_bound(tree: Expr, letter: Symbol) -> bool:
    return any(isinstance(node, Bind) and letter in symbols(node) - symbols(node.body) for node in walk(tree))


def _applied(tree: Expr) -> tuple[Expr, Expr]:
    """The function and the argument of f(x), of the logistic function too."""
    if isinstance(tree, Call) and tree.op == "apply" and len(tree.args) == 2:
        return tree.args[0], tree.args[1]
    if isinstance(tree, Call) and tree.op == "sigmoid":
        return Symbol(r"\sigma", function()), tree.args[0]
    return ONE, tree


def _is_composed(head: Expr, inverse: Symbol) -> bool:
    return isinstance(head, Call) and head.op == "compose" and inverse in head.args


def _one_by_one(tree: Call) -> Expr:
    """(f \\circ g)(x) as f(g(x))."""
    head, value = tree.args
    assert isinstance(head, Call)
    for part in reversed(head.args):
        value = Call("apply", (part, value), part.sort.value or NUMBER)
    return value


class _Undone:
    """The rewriting for one inverse; y is the letter it stands at."""

    def __init__(self, inverse: Symbol, y: Symbol | None = None) -> None:
        self.inverse = inverse
        self.direct = Symbol(inverse.name.removesuffix(MARK), inverse.sort)
        self.y = y
        self.t = value_at(inverse, y) if y is not None else Symbol("t")

    def cancelled(self, tree: Expr) -> Expr:
        """f^{-1}(f(x)) and f(f^{-1}(x)) are x."""
        if not isinstance(tree, Call | Bind):
            return tree
        if isinstance(tree, Call) and tree.op == "apply" and _is_composed(tree.args[0], self.inverse):
            return self.cancelled(_one_by_one(tree))
        tree = rebuild(tree, self.cancelled)
        if not (isinstance(tree, Call) and tree.op == "apply" and len(tree.args) == 2):
            return tree
        head, inner = tree.args
        within, argument = _applied(inner)
        if {head, within} == {self.inverse, self.direct}:
            return argument
        if self._is_slope(head) and within == self.direct:
            return Call("divide", (ONE, self._slope(argument)), NUMBER)
        return tree

    def moved(self, tree: Expr) -> Expr:
        """The statement at y = f(t)."""
        assert self.y is not None
        if tree == self.y:
            return Call("apply", (self.direct, self.t), self.y.sort)
        if not isinstance(tree, Call | Bind):
            return tree
        if isinstance(tree, Call) and tree.op == "apply" and self._is_slope(tree.args[0]) and tree.args[1] == self.y:
            return self._by_y(self.t, 1)
        if isinstance(tree, Call) and tree.op in _SLOPES and tree.args[1] == self.y:
            order = tree.args[2] if len(tree.args) == 3 else ONE
            if isinstance(order, Number) and order.value in (1, 2):
                return self._by_y(self.moved(tree.args[0]), int(order.value))
        return rebuild(tree, self.moved)

    def _is_slope(self, head: Expr) -> bool:
        return isinstance(head, Call) and head.op == "prime" and head.args == (self.inverse,)

    def _by_y(self, value: Expr, order: int) -> Expr:
        """d/dy is d/dt over f'(t)."""
        for _ in range(order):
            value = Call("derivative", (self.cancelled(value), self.t), NUMBER)
            value = Call("divide", (value, self._slope(self.t)), NUMBER)
        return value

    def _slope(self, argument: Expr) -> Expr:
        return Call("apply", (Call("prime", (self.direct,), self.direct.sort), argument), NUMBER)


__all__ = ["MARK", "is_inverse", "place_of", "supposing_inverses", "value_at", "without_inverses"]
