"""Sizes that the text has two letters for: a sum to q over the entries of what was found to have n of them.

Where the shape was only inferred, the end of the sum is what the author says of it: n is q. For layers that are
named by their numbers see `numbered`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter

from mathnn.expression import NUMBER, Call, Expr, Number, Symbol
from mathnn.expression.build import equal, number
from mathnn.expression.tree import Bind, starts_at_one, symbols, walk
from mathnn.notation import Name, Notation
from mathnn.reading.declared import is_size_of_ours
from mathnn.reading.known import Known
from mathnn.reading.numbered import numbered
from mathnn.syntax.read import Reading
from mathnn.syntax.resized import resized, resized_row


def tied(reading: Reading, known: Known) -> Reading:
    """The same reading with one letter for each size."""
    table: dict[Expr, Expr] = {size: to for size, to in _pairs(reading.tree, known) if size != to}
    if table:
        reading = _with(reading, table)
    by_number = numbered(reading)
    return _with(reading, by_number) if by_number else reading


def tie_for_good(tree: Expr, made: Iterable[Name], known: Known) -> None:
    """Let `known` have the same letter in all that was said before: softmax sums over all K of the z_j.

    Not where the end is what the formula is given for, as in c_k = the sum of the first k, nor where sums over the
    same entries have several ends.
    """
    ends: dict[Symbol, set[Symbol]] = {}
    for size, to in _pairs(tree, known):
        ends.setdefault(size, set()).add(to)
    given = {parameter.name for row in made for parameter in row.parameters}
    table: dict[Expr, Expr] = {size: to for size, (to, *others) in ends.items()
                               if size != to and not others and to.name not in given and is_size_of_ours(known, size)}
    if table:
        known.resize(table)


def in_sizes_of_formula(made: Name) -> Name:
    """The row of one layer in the numbers of rows and columns of its formula: z^{(1)} = W^{(1)} x + b of a 3 x 2 W."""
    own, formula = made.symbol.sort, made.definition
    if own.kind != "number" or formula is None or made.parameters or len(own.shape) != len(formula.sort.shape):
        return made
    table: dict[Expr, Expr] = {size: number for size, number in zip(own.shape, formula.sort.shape, strict=True)
                               if isinstance(size, Call) and size.op == "layer" and isinstance(number, Number)}
    return replace(made, symbol=_resized(made.symbol, table)) if table else made


def _resized(symbol: Symbol, table: Mapping[Expr, Expr]) -> Symbol:
    found = resized(symbol, table)
    return found if isinstance(found, Symbol) else symbol


def tie_to_use(made: Name, known: Known) -> Name:
    """The row of a new formula in the sizes in which this section used its letter: softmax(z) after a sum of K p_k."""
    said = known.names.get(made.symbol.name)
    if said is None or said.declared or said.name.definition is not None or said.section != known.section:
        return made
    own, before = made.symbol.sort.shape, said.name.symbol.sort.shape
    if made.symbol.sort.kind != "number" or len(own) != len(before):
        return made
    table: dict[Expr, Expr] = {size: used for size, used in zip(own, before, strict=True) if size != used and (
        isinstance(size, Symbol) and isinstance(used, Symbol) and is_size_of_ours(known, size))}
    if not table or len(table) != len({size for size in own if size not in before}):
        return made
    known.resize(table)
    return resized_row(made, table)


def _with(reading: Reading, table: Mapping[Expr, Expr]) -> Reading:
    rows = {name: resized_row(row, table) for name, row in reading.notation.names.items()}
    assumptions = tuple(resized(condition, table) for condition in reading.notation.assumptions)
    return replace(reading, tree=resized(reading.tree, table), notation=Notation(rows, assumptions))


def with_numbers_of_terms(reading: Reading, known: Known) -> Reading | None:
    r"""The reading in which letters have as many entries as its sums have terms; None where the text says how many.

    ``L = \sum_i (w - x_i)^2`` of three given samples has the slope ``2 \sum_{i=1}^3 (w - x_i)``.
    """
    table: dict[Expr, Expr] = {}
    for _, size, end in _ends(reading.tree):
        if isinstance(end, Number) and (not is_size_of_ours(known, size) or table.setdefault(size, end) != end):
            return None
    return _with(reading, table) if table else None


def with_given_entries(reading: Reading, known: Known) -> Reading | None:
    """The reading in which x has the entries that the text gave, x_1 = 3; None for a statement that names none."""
    own = {symbol.name for symbol in symbols(reading.tree)}
    trees = (reading.tree, *reading.notation.assumptions)
    vectors = {symbol for tree in trees for symbol in symbols(tree) if symbol.sort.is_vector}
    conditions: list[Expr] = []
    for symbol in sorted(vectors, key=attrgetter("name")):
        given = {name: said.name.definition for name, said in known.names.items()
                 if name.startswith(f"{symbol.name}_") and name.rpartition("_")[2].isdigit()}
        if own & given.keys():
            conditions += [equal(Call("entry", (symbol, number(int(name.rpartition("_")[2]))), NUMBER), value)
                           for name, value in given.items() if value is not None and not symbols(value)]
    return replace(reading, notation=reading.notation.assuming(*conditions)) if conditions else None


def _pairs(tree: Expr, known: Known) -> Iterator[tuple[Symbol, Symbol]]:
    """A size that was inferred, and the end of a sum over it."""
    for base, size, end in _ends(tree):
        said = known.names.get(base.name)
        if isinstance(end, Symbol) and said is not None and not said.declared:
            yield size, end


def _ends(tree: Expr) -> Iterator[tuple[Symbol, Symbol, Expr]]:
    """What a sum from 1 on goes over the entries of, how many it has, and where the sum ends."""
    for node in walk(tree):
        if not isinstance(node, Bind) or not isinstance(node.upper, Symbol | Number) or not starts_at_one(node.lower):
            continue
        for part in walk(node.body):
            if not isinstance(part, Call) or part.op != "entry" or not isinstance(part.args[0], Symbol):
                continue
            for place, size in zip(part.args[1:], part.args[0].sort.shape, strict=False):
                if place == node.index and isinstance(size, Symbol):
                    yield part.args[0], size, node.upper


__all__ = ["in_sizes_of_formula", "tie_for_good", "tie_to_use", "tied", "with_given_entries", "with_numbers_of_terms"]
