"""Trees as polynomials in one symbol: their degree and their coefficients, which are trees without it."""

from __future__ import annotations

from mathnn.check.powers import constant
from mathnn.expression.build import add, divide, multiply, negate, number
from mathnn.expression.tree import Call, Expr, Symbol, substitute, symbols

HIGHEST = 8  # power of a sum that is multiplied out
Coefficients = dict[int, Expr]


def depends(tree: Expr, x: Symbol) -> bool:
    """Does the variable stand in it?"""
    return x in symbols(tree)


def at(tree: Expr, x: Symbol, value: Expr) -> Expr:
    """The tree with the variable at a value."""
    return substitute(tree, {x: value})


def degree(tree: Expr, x: Symbol) -> int | None:
    """The degree of a polynomial in x; None for what is none."""
    found = coefficients(tree, x)
    return None if found is None else max(found, default=0)


def coefficients(tree: Expr, x: Symbol) -> Coefficients | None:
    """The coefficients that are not 0, by power of x; None for what is no polynomial."""
    if not depends(tree, x):
        return {0: tree} if constant(tree) != 0 else {}
    if tree == x:
        return {1: number(1)}
    if not isinstance(tree, Call) or tree.sort.shape:
        return None
    if tree.op == "power":
        return _power(tree, x)
    if tree.op not in ("add", "negate", "multiply", "divide", "expanded"):
        return None
    parts = [coefficients(arg, x) for arg in tree.args]
    if any(part is None for part in parts):
        return None
    known = [part for part in parts if part is not None]
    if tree.op == "expanded":
        return known[0]
    if tree.op == "add":
        return _sum(known)
    if tree.op == "negate":
        return {k: _folded(negate(c)) for k, c in known[0].items()}
    if tree.op == "divide":
        below = tree.args[1]
        return None if depends(below, x) else {k: _folded(divide(c, below)) for k, c in known[0].items()}
    made: Coefficients = {0: number(1)}
    for part in known:
        made = _product(made, part)
    return made


def _power(tree: Call, x: Symbol) -> Coefficients | None:
    times, base = constant(tree.args[1]), coefficients(tree.args[0], x)
    if times is None or base is None or times.denominator != 1 or not times >= 0:
        return None
    if list(base) == [1] and constant(base[1]) == 1 and times <= 40:
        return {int(times): number(1)}
    if times > HIGHEST:
        return None
    made: Coefficients = {0: number(1)}
    for _ in range(int(times)):
        made = _product(made, base)
    return made


def _sum(parts: list[Coefficients]) -> Coefficients:
    terms: dict[int, list[Expr]] = {}
    for part in parts:
        for k, c in part.items():
            terms.setdefault(k, []).append(c)
    made = {k: _folded(add(*_apart(found))) for k, found in terms.items()}
    return {k: c for k, c in made.items() if constant(c) != 0}


def _apart(terms: list[Expr]) -> list[Expr]:
    """Terms without pairs that cancel."""
    kept: list[Expr] = []
    for term in terms:
        if negate(term) in kept:
            kept.remove(negate(term))
        else:
            kept.append(term)
    return kept


def _product(a: Coefficients, b: Coefficients) -> Coefficients:
    terms: dict[int, list[Expr]] = {}
    for j, c in a.items():
        for k, d in b.items():
            terms.setdefault(j + k, []).append(_times(c, d))
    return _sum([{k: add(*_apart(found))} for k, found in terms.items()])


def _times(c: Expr, d: Expr) -> Expr:
    if constant(c) == 1:
        return d
    return c if constant(d) == 1 else _folded(multiply(c, d))


def _folded(tree: Expr) -> Expr:
    """A tree of numbers as one number."""
    value = constant(tree)
    return tree if value is None else number(value)


def slope(line: Expr, x: Symbol) -> Expr:
    """The slope of a polynomial of degree 1."""
    return (coefficients(line, x) or {}).get(1, number(0))


def quadratic(tree: Expr, x: Symbol) -> tuple[Expr, Expr, Expr]:
    """The coefficients a, b, c of a polynomial a x² + b x + c."""
    found = coefficients(tree, x) or {}
    return found.get(2, number(0)), found.get(1, number(0)), found.get(0, number(0))
