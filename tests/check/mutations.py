"""Corrupt a true statement in the ways in which texts go wrong, one place at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from mathnn.errors import SortError
from mathnn.expression.build import call, negate, number, transpose
from mathnn.expression.operators import sort_of
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, children, substitute, symbols, walk
from mathnn.notation import Notation

Rule = Callable[[Expr, Expr, Notation], Iterator[Expr]]
RELATIONS = ("equal", "less", "less_equal", "greater", "greater_equal")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A corrupted statement; `tree` is None when the corruption cannot be typed."""

    kind: str
    tree: Expr | None


def mutants(statement: Expr, notation: Notation) -> Iterator[Mutant]:
    """Every corruption of every kind, at every place of both sides of a relation."""
    for kind, rule in KINDS.items():
        seen: set[Expr] = set()
        for changed in _everywhere(statement, rule, statement, notation):
            if changed is None:
                yield Mutant(kind, None)
            elif changed != statement and changed not in seen:
                seen.add(changed)
                yield Mutant(kind, changed)


def _everywhere(tree: Expr, rule: Rule, whole: Expr, notation: Notation) -> Iterator[Expr | None]:
    """The tree with one node changed; None where the change cannot be typed."""
    try:
        yield from rule(tree, whole, notation)
    except SortError:
        yield None
    if isinstance(tree, Call) and tree.op == "chain":
        yield from _in_chain(tree, rule, whole, notation)
        return
    for place, part in enumerate(children(tree)):
        for changed in _everywhere(part, rule, whole, notation):
            yield None if changed is None else _with(tree, place, part, changed)


def _in_chain(tree: Call, rule: Rule, whole: Expr, notation: Notation) -> Iterator[Expr | None]:
    """One side of a chain changed, in both links that it stands in."""
    links = [link for link in tree.args if isinstance(link, Call)]
    sides = [links[0].args[0], *(link.args[1] for link in links)]
    for place, side in enumerate(sides):
        for changed in _everywhere(side, rule, whole, notation):
            if changed is None:
                yield None
                continue
            new = [*sides[:place], changed, *sides[place + 1 :]]
            yield Call("chain", tuple(Call(link.op, (a, b), link.sort)
                                      for link, (a, b) in zip(links, pairwise(new), strict=True)), tree.sort)


def _with(tree: Expr, place: int, part: Expr, changed: Expr) -> Expr | None:
    if isinstance(tree, Bind):
        if changed.sort != part.sort:
            return None
        names = [name for name in ("body", "lower", "upper", "where") if getattr(tree, name) is not None]
        return replace(tree, **{names[place]: changed})  # type: ignore[arg-type]
    assert isinstance(tree, Call)
    if tree.op == "expanded" and not isinstance(changed, Bind):
        return changed  # what is no sum any more is not written with dots
    args = (*tree.args[:place], changed, *tree.args[place + 1 :])
    if changed.sort == part.sort:
        return Call(tree.op, args, tree.sort)
    try:
        return Call(tree.op, args, sort_of(tree.op, tuple(arg.sort for arg in args)))
    except SortError:
        return None


def _sign(node: Expr, whole: Expr, notation: Notation) -> Iterator[Expr]:
    """A plus for a minus."""
    if isinstance(node, Call) and node.op == "add":
        for place, term in enumerate(node.args):
            yield Call("add", (*node.args[:place], negate(term), *node.args[place + 1 :]), node.sort)
    elif isinstance(node, Call) and node.op == "negate":
        yield node.args[0]


def _index(node: Expr, whole: Expr, notation: Notation) -> Iterator[Expr]:
    """Two indices swapped, or one taken for another that is in use."""
    if not isinstance(node, Call) or node.op != "entry":
        return
    base, *places = node.args
    if len(places) == 2:
        if base.sort.shape[0] != base.sort.shape[1]:
            raise SortError("the indices run over different ranges")
        yield Call("entry", (base, places[1], places[0]), node.sort)
    others = _indices(whole)
    for place, at in enumerate(places):
        if isinstance(at, Symbol) and at in others:
            for other, dimension in others.items():
                if other != at and dimension == others[at]:
                    moved = [other if k == place else p for k, p in enumerate(places)]
                    yield Call("entry", (base, *moved), node.sort)


def _indices(whole: Expr) -> dict[Symbol, Expr]:
    """The free indices of a statement, each with the dimension it runs over."""
    free = symbols(whole)
    return {
        arg: node.args[0].sort.shape[place]
        for node in walk(whole) if isinstance(node, Call) and node.op == "entry"
        for place, arg in enumerate(node.args[1:])
        if isinstance(arg, Symbol) and arg in free and place < len(node.args[0].sort.shape)
    }


def _transpose(node: Expr, whole: Expr, notation: Notation) -> Iterator[Expr]:
    """A transpose too much or too few."""
    if isinstance(node, Call) and node.op == "transpose":
        yield node.args[0]
    elif isinstance(node, Symbol) and node.sort.is_matrix:
        yield transpose(node)


def _factor(node: Expr, whole: Expr, notation: Notation) -> Iterator[Expr]:
    """A factor or an exponent lost, a side doubled."""
    if not isinstance(node, Call):
        return
    if node.op == "multiply":
        for place, factor in enumerate(node.args):
            rest = (*node.args[:place], *node.args[place + 1 :])
            if isinstance(factor, Number) and rest:
                yield rest[0] if len(rest) == 1 else call("multiply", *rest)
    elif node.op == "power" and isinstance(node.args[1], Number):
        yield node.args[0]
    elif node.op in RELATIONS and node is whole:
        yield call(node.op, node.args[0], call("multiply", 2, node.args[1]))


def _lost_sum(node: Expr, whole: Expr, notation: Notation) -> Iterator[Expr]:
    """One term for the whole sum."""
    if isinstance(node, Bind) and node.op == "sum":
        yield substitute(node.body, {node.index: node.lower if isinstance(node.lower, Number) else number(1)})


def _argument(node: Expr, whole: Expr, notation: Notation) -> Iterator[Expr]:
    """A slope taken at another value of the same sort, or the value for the slope."""
    if not isinstance(node, Call) or node.op != "apply":
        return
    head, *args = node.args
    if isinstance(head, Call) and head.op == "prime":
        yield Call("apply", (head.args[0], *args), node.sort)
        yield from (Call("apply", (head, other), node.sort) for other in _alike(args[0], whole, notation))


def _alike(x: Expr, whole: Expr, notation: Notation) -> Iterator[Expr]:
    """The value that the text makes of x by the function: a for z where a = f(z)."""
    for row in notation:
        if isinstance(row.definition, Call) and row.definition.op in ("apply", "sigmoid", "tanh"):
            argument = row.definition.args[-1]
            if argument == x and row.symbol.sort == x.sort:
                yield row.symbol
            layers = isinstance(x, Call) and isinstance(argument, Call) and x.op == argument.op == "layer"
            if layers and isinstance(x, Call) and isinstance(argument, Call) and argument.args[0] == x.args[0]:
                yield Call("layer", (row.symbol, x.args[1]), x.sort)


def _relation(node: Expr, whole: Expr, notation: Notation) -> Iterator[Expr]:
    """Strict for not strict, or the other way round."""
    other = {"less_equal": "less", "greater_equal": "greater"}
    if node is whole and isinstance(node, Call) and node.op in other:
        yield Call(other[node.op], node.args, node.sort)
        yield Call({"less_equal": "greater_equal", "greater_equal": "less_equal"}[node.op], node.args, node.sort)


def _order(node: Expr, whole: Expr, notation: Notation) -> Iterator[Expr]:
    """Factors, or the parts of a fraction, in the other order."""
    if not isinstance(node, Call):
        return
    if node.op == "multiply":
        for place in range(len(node.args) - 1):
            a, b = node.args[place], node.args[place + 1]
            if a.sort.shape and b.sort.shape:
                yield call("multiply", *node.args[:place], b, a, *node.args[place + 2 :])
    elif node.op == "divide" and not node.args[0].sort.shape and not node.args[1].sort.shape:
        yield Call("divide", (node.args[1], node.args[0]), node.sort)
    elif node.op == "kronecker":
        yield Call("kronecker", (node.args[1], node.args[0]), node.sort)


KINDS: Mapping[str, Rule] = {
    "sign": _sign, "index": _index, "transpose": _transpose, "factor": _factor, "lost sum": _lost_sum,
    "argument of a slope": _argument, "relation": _relation, "swapped order": _order,
}
