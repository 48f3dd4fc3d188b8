r"""Sums over the samples that leave their end open, beside others that have one: \sum_i x_i x_i^T and \sum_{i=1}^n.

How many members there are is one number for all sums over a family. A formula, an earlier statement of the section or a
list x_1, \dots, x_n says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from mathnn.expression import INTEGER, NUMBER, Call, Expr, Symbol
from mathnn.expression.build import number
from mathnn.expression.tree import Bind, operators, rebuild, starts_at_one, walk
from mathnn.reading.known import Known
from mathnn.reading.surroundings import Located
from mathnn.syntax.read import Reading
from mathnn.syntax.resized import resized, resized_row

_SUMS = frozenset(("sum", "product"))
_LIST = re.compile(r"(\\?[A-Za-z]+(?:\s*\{\s*\\?[A-Za-z]+\s*\})?)\s*_\s*(?:1|\{\s*1\s*\})\s*"
                   r"(?:\^\s*\{?\s*(?:\\top|T)\s*\}?\s*)?,[^;]{0,40}?\\[lc]?dots[cb]?\s*,\s*\1\s*_\s*(?:([A-Za-z])|\{\s*([A-Za-z])\s*\})(?![\w{])")


def hear_list(part: Located, known: Known) -> None:
    r"""Learn from x_1, \dots, x_n how many members there are."""
    found = _LIST.search(part.row.latex) if "dots" in part.row.latex else None
    if found is not None:
        known.here.counts = {**known.here.counts, found[1]: Symbol(found[2] or found[3], INTEGER)}


def learn_ends(tree: Expr, known: Known) -> None:
    """Learn from the sums of a statement how many members its families have."""
    if found := _ends(tree):
        known.here.counts = {**known.here.counts, **{family.name: end for family, end in found}}


def with_ends(reading: Reading, known: Known) -> Reading:
    """The reading in which each sum over a family goes to the end of the others, where they have one."""
    formulas = tuple(row.definition for row in reading.notation if row.definition is not None)
    trees = (reading.tree, *formulas)
    left_open = frozenset[Symbol]().union(*map(_left_open, trees))
    if not left_open:
        return reading
    table: dict[Symbol, Expr] = {}
    for family in left_open:
        ends = {end for tree in trees for each, end in _ends(tree) if each == family}
        if not ends and (said := known.here.counts.get(family.name)) is not None and _stands_in(said, trees):
            ends = {said}
        if len(ends) == 1:
            table[family] = ends.pop()
    return _with(reading, table) if table else reading


def _with(reading: Reading, table: dict[Symbol, Expr]) -> Reading:
    whole: dict[Expr, Expr] = {Symbol(end.name, NUMBER): Symbol(end.name, INTEGER)
                               for end in table.values() if isinstance(end, Symbol)}

    def filled(tree: Expr) -> Expr:
        return resized(_filled(tree, table), whole)

    rows = {name: replace(made := resized_row(row, whole),
                          definition=None if made.definition is None else filled(made.definition))
            for name, row in reading.notation.names.items()}
    notation = replace(reading.notation, names=rows, assumptions=tuple(map(filled, reading.notation.assumptions)))
    return replace(reading, tree=filled(reading.tree), notation=notation)


def _filled(tree: Expr, table: dict[Symbol, Expr]) -> Expr:
    made = rebuild(tree, lambda part: _filled(part, table))
    if isinstance(made, Bind) and _is_open(made):
        ends = {table[family] for family in _over(made) if family in table}
        if len(ends) == 1:
            return replace(made, lower=number(1), upper=ends.pop())
    return made


@lru_cache(maxsize=1024)
def _left_open(tree: Expr) -> frozenset[Symbol]:
    """The families over whose members sums without an end go."""
    return frozenset(family for node in _sums(tree) if _is_open(node) for family in _over(node))


@lru_cache(maxsize=1024)
def _ends(tree: Expr) -> tuple[tuple[Symbol, Expr], ...]:
    """The families over whose members sums from 1 on go, and where those end."""
    return tuple((family, node.upper) for node in _sums(tree) if isinstance(node.upper, Symbol) and node.where is None
                 and node.lower is not None and starts_at_one(node.lower) for family in _over(node))


def _sums(tree: Expr) -> Iterator[Bind]:
    if not operators(tree).isdisjoint(_SUMS) and "layer" in operators(tree):
        yield from (node for node in walk(tree) if isinstance(node, Bind) and node.op in _SUMS)


def _is_open(node: Bind) -> bool:
    return node.op in _SUMS and node.lower is None and node.upper is None and node.where is None


def _over(node: Bind) -> Iterator[Symbol]:
    """The families whose members the index of a sum tells apart."""
    for part in walk(node.body):
        if isinstance(part, Call) and part.op == "layer" and part.args[1:] == (node.index,) and (
                isinstance(part.args[0], Symbol)):
            yield part.args[0]


def _stands_in(end: Expr, trees: tuple[Expr, ...]) -> bool:
    """Is the number of members spoken of at all, also as a size? Where it is not, any number will do."""
    nodes = [node for tree in trees for node in walk(tree) if isinstance(node, Symbol)]
    spoken = {node.name for node in nodes} | {getattr(size, "name", "") for node in nodes for size in node.sort.shape}
    return isinstance(end, Symbol) and end.name in spoken


__all__ = ["hear_list", "learn_ends", "with_ends"]
