"""Layers that are named by their numbers, W^{(1)}, z^{(2)}: each is a thing of its own, with sizes of its own.

Of a family that has a formula for every layer the sizes follow from it. Of single layers the text fixes the sizes where
it adds, multiplies or compares them: what must agree in one formula agrees in all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.tree import Bind, substitute, symbols, walk
from mathnn.reading.formulas import spelled
from mathnn.syntax.read import Reading


def numbered(reading: Reading) -> dict[Expr, Expr]:
    """For each such layer a name, and for each of its sizes the one that it has to be. Empty where there is nothing."""
    trees = (reading.tree, *(row.definition for row in reading.notation if row.definition is not None))
    members = {member for tree in trees for member in _members(tree)}
    if not members or any((row := reading.notation.find(member.args[0].name)) is not None and row.definition is not None
                          for member in members if isinstance(member.args[0], Symbol)):
        return {}
    pairs = [pair for tree in trees for pair in agreeing(tree)]
    sizes = representatives([*pairs, *_of_rows(reading, trees)])
    names: dict[Expr, Expr] = {}
    for member in members:
        shape = tuple(substitute(size, sizes) for size in member.sort.shape)
        names[member] = Symbol(spelled(member), replace(member.sort, shape=shape))
    return {**sizes, **names}


@lru_cache(maxsize=1024)
def _members(tree: Expr) -> tuple[Call, ...]:
    """The layers in a formula that are named by a number."""
    return tuple(dict.fromkeys(
        node for node in walk(tree) if isinstance(node, Call) and node.op == "layer" and len(node.args) == 2
        and isinstance(node.args[1], Number) and isinstance(node.args[0], Symbol)
        and node.args[0].sort.kind == "family"))


@lru_cache(maxsize=1024)
def agreeing(tree: Expr) -> tuple[tuple[Expr, Expr], ...]:
    """The pairs of sizes that are spelled in two ways and have to agree."""
    return tuple((a, b) for node in walk(tree) for a, b in _alike(node) if a != b)


def _of_rows(reading: Reading, trees: tuple[Expr, ...]) -> Iterator[tuple[Expr, Expr]]:
    """The sizes of a name where it was defined, of its formula, and where it is used."""
    for row in reading.notation:
        if row.definition is not None and row.symbol.sort.kind == "number":
            yield from zip(row.symbol.sort.shape, row.definition.sort.shape, strict=False)
    for symbol in {symbol for tree in trees for symbol in symbols(tree) if symbol.sort.shape}:
        if (found := reading.notation.find(symbol.name)) is not None:
            yield from zip(symbol.sort.shape, found.symbol.sort.shape, strict=False)


def _alike(node: Expr) -> Iterator[tuple[Expr, Expr]]:
    if isinstance(node, Bind):
        if node.upper is not None:
            yield from ((size, node.upper) for part in walk(node.body) for size in _indexed_by(part, node.index))
        return
    if not isinstance(node, Call):
        return
    shapes = [arg.sort.shape for arg in node.args if arg.sort.kind == "number" and arg.sort.shape]
    if node.op in ("add", "hadamard", "equal", "dot"):
        for before, after in pairwise(shapes):
            if len(before) == len(after):
                yield from zip(before, after, strict=True)
    elif node.op == "multiply":
        for before, after in pairwise(shapes):
            if len(before) == 2:
                yield before[1], after[0]
    elif node.op == "member" and isinstance(node.args[1], Call):
        yield from zip(node.args[0].sort.shape, node.args[1].args, strict=False)


def _indexed_by(part: Expr, index: Symbol) -> Iterator[Expr]:
    """The sizes along which an index runs."""
    if isinstance(part, Call) and part.op == "entry":
        yield from (size for place, size in zip(part.args[1:], part.args[0].sort.shape, strict=False) if place == index)


def representatives(pairs: list[tuple[Expr, Expr]]) -> dict[Expr, Expr]:
    """For each size the one that stands for all it has to agree with: a number, else a letter of the text."""
    groups: dict[Expr, set[Expr]] = {}
    for a, b in pairs:
        merged = groups.get(a, {a}) | groups.get(b, {b})
        groups.update(dict.fromkeys(merged, merged))
    return {size: first for size, group in groups.items() if (first := min(group, key=_rank)) != size}


def _rank(size: Expr) -> tuple[int, str]:
    return (0 if isinstance(size, Number) else 1 if isinstance(size, Symbol) else 2, repr(size))


__all__ = ["agreeing", "numbered", "representatives"]
