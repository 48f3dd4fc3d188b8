"""What changes nothing in meaning changes no verdict: other names, swapped sides, another order of terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from mathnn.check.judge import judge
from mathnn.errors import ReadError, SortError
from mathnn.expression import NUMBER, Sort
from mathnn.expression.tree import Bind, Call, Expr, Symbol, rebuild, walk
from mathnn.notation import Name, Notation
from mathnn.syntax.declare import declare
from mathnn.syntax.infer import BUILT_IN
from mathnn.syntax.read import read
from tests.cases.tables import Case, read_cases

Statement = tuple[Expr, Notation]
FLIPPED = {"equal": "equal", "identical": "identical", "unequal": "unequal", "less": "greater", "greater": "less",
           "less_equal": "greater_equal", "greater_equal": "less_equal"}
LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])"
                    r"|\\(?:alpha|beta|gamma|delta|eta|theta|lambda|mu|phi)(?![a-z])")
# Letters that say what they are: the identity, sizes of norms, the step, Euler's number.
KEPT = frozenset((*BUILT_IN, "F", "H", "O", "e", "E", "I", r"\mathrm{e}", r"\pi", r"\infty", r"\sigma"))


def readable() -> Iterator[tuple[Case, Statement]]:
    """The cases that have a tree; some cannot be typed, and these have none."""
    for case in read_cases():
        try:
            reading = read(case.latex, declare(case.given))
        except (ReadError, SortError):
            continue
        yield case, (reading.tree, reading.notation)


CASES = tuple(readable())


def swapped(tree: Expr, notation: Notation) -> Statement:
    """The sides of a relation the other way round; of a chain, from its end."""
    return _swapped(tree), notation


def _swapped(tree: Expr) -> Expr:
    if isinstance(tree, Call) and tree.op in FLIPPED:
        return Call(FLIPPED[tree.op], tree.args[::-1], tree.sort)
    if isinstance(tree, Call) and tree.op in ("chain", "and"):
        return Call(tree.op, tuple(map(_swapped, tree.args[::-1])), tree.sort)
    if isinstance(tree, Call) and tree.op in ("implies", "iff"):
        return Call(tree.op, tuple(map(_swapped, tree.args)), tree.sort)
    return tree


def reordered(tree: Expr, notation: Notation) -> Statement:
    """Terms of sums and factors that are numbers in the other order, in definitions and assumptions too."""
    rows = {key: replace(row, definition=None if row.definition is None else _reordered(row.definition))
            for key, row in notation.names.items()}
    return _reordered(tree), Notation(rows, tuple(map(_reordered, notation.assumptions)))


def _reordered(tree: Expr) -> Expr:
    if isinstance(tree, Call) and tree.sort.kind != "integer" and _has_no_order(tree):
        return Call(tree.op, tuple(_reordered(arg) for arg in tree.args[::-1]), tree.sort)
    return rebuild(tree, _reordered)


def _has_no_order(tree: Call) -> bool:
    """A sum without dots at its end, a product of numbers or entry by entry."""
    if tree.op == "add":
        return all(not isinstance(node, Symbol) or node.name != r"\dots" for node in walk(tree))
    return tree.op == "hadamard" or (tree.op == "multiply" and not any(arg.sort.shape for arg in tree.args))


def renamed(tree: Expr, notation: Notation) -> Statement:
    """Every letter that means nothing by itself as another one; faces, indices and marks stay."""
    names = {node.name for part in (tree, *_parts(notation)) for node in walk(part) if isinstance(node, Symbol)}
    names |= {node.index.name for part in (tree, *_parts(notation)) for node in walk(part) if isinstance(node, Bind)}
    letters = sorted({found for name in names | set(notation.names) if name not in KEPT
                      for found in LETTER.findall(name)} - KEPT)
    others = dict(zip(letters, _fresh(letters), strict=True))
    def change(name: str) -> str:
        return name if name in KEPT else LETTER.sub(lambda found: others.get(found[0], found[0]), name)
    rows = {change(key): _row(row, change) for key, row in notation.names.items()}
    return _renamed(tree, change), Notation(rows, tuple(_renamed(a, change) for a in notation.assumptions))


def _parts(notation: Notation) -> list[Expr]:
    return [*notation.assumptions, *(row.definition for row in notation if row.definition is not None)]


def _fresh(letters: list[str]) -> list[str]:
    """Capitals for capitals in the order from the back; a layer's last label stays a capital."""
    small = r"\kappa \tau \omega \xi \zeta \chi \psi \nu \rho \upsilon \iota".split()
    small += [rf"\acute{{{x}}}" for x in "abcdefghijklmnopqrstuvwxyz"]
    large = [rf"\acute{{{x}}}" for x in "ABCDGHJKLMNPQRSTUVWXYZ"]
    small = small[len(letters) % 3:]
    return [large.pop() if letter.isupper() else small.pop(0) for letter in letters]


def _row(row: Name, change: Callable[[str], str]) -> Name:
    definition = None if row.definition is None else _renamed(row.definition, change)
    return replace(row, symbol=_symbol(row.symbol, change), definition=definition,
                   parameters=tuple(_symbol(p, change) for p in row.parameters))


def _symbol(symbol: Symbol, change: Callable[[str], str]) -> Symbol:
    return Symbol(change(symbol.name), _sort(symbol.sort, change))


def _sort(sort: Sort, change: Callable[[str], str]) -> Sort:
    if sort == NUMBER:
        return sort
    return Sort(sort.kind, tuple(_renamed(d, change) for d in sort.shape),
                tuple(_sort(d, change) for d in sort.domain), None if sort.value is None else _sort(sort.value, change))


def _renamed(tree: Expr, change: Callable[[str], str]) -> Expr:
    if isinstance(tree, Symbol):
        return _symbol(tree, change)
    if isinstance(tree, Bind):
        inner = rebuild(tree, lambda part: _renamed(part, change))
        assert isinstance(inner, Bind)
        return replace(inner, index=_symbol(tree.index, change), sort=_sort(tree.sort, change))
    if isinstance(tree, Call):
        return Call(tree.op, tuple(_renamed(arg, change) for arg in tree.args), _sort(tree.sort, change))
    return tree


@pytest.mark.parametrize("change", [swapped, reordered, renamed])
def test_no_verdict_changes(change: Callable[[Expr, Notation], Statement]) -> None:
    changed, moved = 0, []
    for case, statement in CASES:
        if change is renamed and case.group == "probability":
            continue  # P, E, H and capitals for what is random are conventions, not letters that mean nothing
        other = change(*statement)
        changed += other != statement
        before, after = judge(*statement).kind, judge(*other).kind
        if before != after:
            moved.append(f"{case.id}: {before} -> {after}")
    assert not moved
    assert changed > 250
