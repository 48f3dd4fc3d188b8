"""Total derivatives: ∂f/∂x with the other arguments of f held, where f depends on x through them as well.

In df/dx = ∂f/∂x + ∂f/∂y dy/dx the side that stands alone counts every way from x to f; a term of a sum or a factor of a
product counts the direct one. The plain reading, in which each counts all, is tried first (`question`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mathnn.check.implied_chain import reaches
from mathnn.check.question import Question
from mathnn.expression import function
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Call, Expr, Symbol, rebuild, symbols, walk
from mathnn.notation import Name

Edges = dict[Symbol, tuple[Symbol, ...]]
NOTE = "Partial derivatives in its terms hold the other arguments."


def with_direct_partials(question: Question) -> Question | None:
    """The question with direct derivatives in sums and products; None where that is the plain reading."""
    if question.operators.isdisjoint(DERIVATIVES):
        return None
    direct, total = Edges(), Edges()
    for side in question.sides:
        for node, inside in _derivatives(side, False):
            pair = _pair(node, question)
            if pair is not None:
                found = direct if inside else total
                found[pair[0]] = tuple(dict.fromkeys((*found.get(pair[0], ()), pair[1])))
    every = {y: (*direct.get(y, ()), *total.get(y, ())) for y in {**direct, **total}}
    if not any(_through(every, xs, x) for xs in direct.values() for x in xs):
        return None
    notation, made = question.notation, dict[Symbol, Call]()
    for y in every:
        own = direct.get(y, ())
        args = (*own, *(x for x in total.get(y, ()) if x not in own and not _through(every, own, x)))
        smooth = Symbol(f"{y.name} ", function(*(x.sort for x in args), value=y.sort))
        made[y] = Call("apply", (smooth, *args), y.sort)
        notation = notation.with_name(Name(y, definition=made[y]))
    left, right = (_direct(side, made, False) for side in question.sides)
    return replace(question, left=left, right=right, notation=notation)


def with_arguments_held(question: Question) -> Question | None:
    """The question in which a letter beside x in y = w x + b stands for anything, where w depends on x; None without.

    Only of letters that the statement names may it mean that they are held: of J = L + w^2 the slope holds that of L.
    """
    held: set[str] = set()
    for y, x in (node.args[:2] for side in question.sides for node in walk(side)
                 if isinstance(node, Call) and node.op == "partial" and len(node.args) == 2):
        row = question.notation.find(y.name) if isinstance(y, Symbol) else None
        if row is None or row.definition is None or not isinstance(x, Symbol) or x not in symbols(row.definition):
            continue
        held |= {s.name for s in symbols(row.definition) - {x} if _hangs_on(s, x, question)}
    if not held or not held <= {s.name for side in question.sides for s in symbols(side)}:
        return None
    rows = {name: Name(row.symbol) if name in held else row for name, row in question.notation.names.items()}
    return question.under(replace(question.notation, names=rows))


def _hangs_on(symbol: Symbol, x: Symbol, question: Question) -> bool:
    """Does the formula of a letter lead to x?"""
    waiting, seen = [symbol], {symbol}
    while waiting:
        row = question.notation.find(waiting.pop().name)
        if row is not None and row.definition is not None and not row.parameters:
            new = symbols(row.definition) - seen
            if x in new:
                return True
            seen |= new
            waiting += new
    return False


def _derivatives(tree: Expr, inside: bool) -> Iterator[tuple[Call, bool]]:
    """The derivatives on a side, and whether each is a part of a sum or product."""
    if isinstance(tree, Call):
        if tree.op in DERIVATIVES:
            yield tree, inside
            return
        inner = inside or tree.op in ("add", "multiply", "dot")
        for arg in tree.args:
            yield from _derivatives(arg, inner)


def _pair(node: Call, question: Question) -> tuple[Symbol, Symbol] | None:
    y, x = node.args[:2]
    if len(node.args) != 2 or not isinstance(y, Symbol) or not isinstance(x, Symbol) or y == x:
        return None
    row = question.notation.find(y.name)
    known = row is not None and row.definition is not None
    return None if known or y.sort.kind not in ("number", "integer") else (y, x)


def _through(edges: Edges, args: tuple[Symbol, ...], x: Symbol) -> bool:
    return any(reaches(edges, u, x) for u in args if u != x)


def _direct(tree: Expr, made: dict[Symbol, Call], inside: bool) -> Expr:
    """Derivatives in sums and products taken by the arguments alone."""
    if not isinstance(tree, Call):
        return tree
    if tree.op not in DERIVATIVES:
        inner = inside or tree.op in ("add", "multiply", "dot")
        return rebuild(tree, lambda part: _direct(part, made, inner))
    y, x = tree.args[:2]
    whole = made.get(y) if isinstance(y, Symbol) else None
    if not inside or whole is None or x not in whole.args:
        return tree
    args = whole.args[1:]
    letters = {arg: Symbol(f" {k}", arg.sort) for k, arg in enumerate(args)}
    found: Expr = Call(tree.op, (Call("apply", (whole.args[0], *letters.values()), whole.sort), letters[x]), tree.sort)
    for arg, letter in letters.items():
        found = Call("at", (found, letter, arg), tree.sort)
    return found
