"""The symbol table of a chapter or a document: what each name stands for, and what is assumed of it.

It is printed as the glossary, and it is what a reader of LaTeX asks before it guesses.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from mathnn.expression import Expr, Sort, Symbol
from mathnn.expression.tree import symbols

_STYLE = re.compile(r"\\(?:mathbf|vec|boldsymbol|bm|mathrm(?!\{[A-Za-z]{2})|pmb)\s*\{?\s*(\\?[A-Za-z]+)\s*\}?$")

VALUE_AT = "the value at "  # the meaning of a function of one argument where it stands without it, and the argument
DECLARED = "declared"  # the meaning of a name of which a text gave the sort and no more


@dataclass(frozen=True, slots=True)
class Name:
    """One row of the table: a symbol, what it means in words, and its definition when it has one.

    `parameters` are the arguments of a defined function (``\\sigma(z) = ...``) or the index of a vector that is defined
    by its entries; `definition` is the right side.
    """

    symbol: Symbol
    meaning: str = ""
    definition: Expr | None = None
    parameters: tuple[Symbol, ...] = ()


@dataclass(frozen=True, slots=True)
class Notation:
    """Names by their canonical LaTeX, and the assumptions that hold for them (``x > 0``, ``\\sum_k y_k = 1``).

    `every` holds the letters of which what is judged says something for all their values, "for all x".
    """

    names: Mapping[str, Name] = field(default_factory=dict)
    assumptions: tuple[Expr, ...] = ()
    every: frozenset[str] = frozenset()

    def with_name(self, name: Name) -> Notation:
        """A table with one row more, or with that row replaced."""
        return Notation({**self.names, name.symbol.name: name}, self.assumptions, self.every)

    def assuming(self, *conditions: Expr) -> Notation:
        """A table with more assumptions."""
        return Notation(self.names, self.assumptions + conditions, self.every)

    def find(self, name: str) -> Name | None:
        """The row of a name; without one of its own, ``\\mathbf{x}`` and ``\\vec{x}`` are the declared x."""
        row = self.names.get(name)
        return self.names.get(plain(name)) if row is None and name[:1] == "\\" else row

    def sort(self, name: str) -> Sort | None:
        """The declared sort of a name, or None."""
        row = self.find(name)
        return row.symbol.sort if row else None

    def has_formula(self, name: str) -> bool:
        """Is this name, in whatever style, set equal to something?"""
        row = self.find(name)
        return row is not None and row.definition is not None

    def reached(self, tree: Expr, given: Container[str] = ()) -> Iterator[Symbol]:
        """The letters of a tree and of the formulas that they lead to, each name once; what is given leads nowhere."""
        waiting, seen = list(symbols(tree)), set[str]()
        while waiting:
            symbol = waiting.pop()
            if symbol.name not in seen:
                seen.add(symbol.name)
                yield symbol
                row = self.find(symbol.name)
                if symbol.name not in given and row is not None and row.definition is not None:
                    waiting += symbols(row.definition)

    def __iter__(self) -> Iterator[Name]:
        return iter(self.names.values())


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The letter without its typeface: ``\\mathbf{w}`` and ``\\vec{w}`` are w."""
    found = _STYLE.match(name)
    return found[1] if found else name


def notation(*names: Name) -> Notation:
    """A table of these rows."""
    return Notation({name.symbol.name: name for name in names})
