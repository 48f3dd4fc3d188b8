"""Environments inside a formula: matrices, tables of cases, rows that are aligned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mathnn.syntax.grammar import BREAK
from mathnn.syntax.surface import Node

if TYPE_CHECKING:
    from mathnn.syntax.parse import Parser

_GRIDS = frozenset("matrix bmatrix pmatrix vmatrix Vmatrix Bmatrix smallmatrix cases dcases rcases array".split())
_ALIGNED = frozenset("aligned align align* gathered gather gather* split equation equation* eqnarray eqnarray* "
                     "multline multline* alignedat".split())
_RULES = ("-", "|", r"\vert", r"\mid")  # drawn around rows and columns


def _braced(key: str) -> str:
    """cases of begin{cases}; empty for a command that only begins like that."""
    return key.partition("{")[2].partition("}")[0].strip()


def environment(parser: Parser) -> Node:
    """The environment that the next token begins, up to its end; ReadError where the two do not match."""
    first = parser.i
    key = parser.keys[first]
    name = _braced(key)
    if name not in _GRIDS and name not in _ALIGNED:
        raise parser.refused("this environment is not known")
    parser.i += 1
    closers, parser.closers = parser.closers, ["end"]
    until, parser.until = parser.until, []
    before, parser.aligned = parser.aligned, name in _ALIGNED
    if parser.aligned:
        inner: tuple[Node, ...] = (parser.expression(0),)
    else:
        inner = _rows(parser)
    parser.skip_punctuation()
    while parser.aligned and parser.keys[parser.i] in ("&", BREAK):
        parser.i += 1
    end = parser.keys[parser.i]
    if not end.startswith(r"\end") or _braced(end) != name:
        raise parser.refused(f"the environment {name} is not ended before it")
    parser.i += 1
    parser.closers, parser.until = closers, until
    aligned, parser.aligned = parser.aligned, before
    return Node("group", "{}", inner, first, parser.i) if aligned else Node("grid", name, inner, first, parser.i)


def _ends_cell(key: str) -> bool:
    return key in ("&", BREAK) or key.startswith(r"\end")


def _rows(parser: Parser) -> tuple[Node, ...]:
    rows: list[Node] = []
    while True:
        start = parser.i
        cells: list[Node] = []
        while True:
            at = parser.i
            if _ends_cell(parser.keys[at]):
                cells.append(Node("empty", "", (), at, at))
            elif parser.keys[at] in _RULES and _ends_cell(parser.keys[at + 1]):  # drawn around the row or column
                parser.i += 1
                cells.append(Node("empty", "", (), at, at + 1))
            else:
                cells.append(parser.expression(0))
            parser.skip_punctuation()
            if parser.keys[parser.i] != "&":
                break
            parser.i += 1
        if len(cells) > 1 or cells[0].kind != "empty":
            rows.append(Node("row", "", tuple(cells), start, parser.i))
        if parser.keys[parser.i] != BREAK:
            return tuple(rows)
        parser.i += 1
        if parser.keys[parser.i] == r"\hline":
            parser.i += 1
