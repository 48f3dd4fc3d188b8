"""Statements whose letters all have shapes that the text settled: where these clash, no reading can be meant.

A shape is settled by a declaration, or by a formula of letters with settled shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mathnn.claims import Verdict
from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.tree import symbols
from mathnn.reading.known import Known
from mathnn.reading.posed import Posed
from mathnn.reading.said import ALWAYS, Said
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.syntax.dimensions import is_open
from mathnn.syntax.function_letters import TABLED
from mathnn.syntax.macros import expanded
from mathnn.syntax.read import read
from mathnn.syntax.spelled_names import name_of
from mathnn.syntax.surface import Node

_SIZES = re.compile(r"a dimension is [A-Za-z]\w* on one side and [A-Za-z]\w* on the other")
_DEEPEST = 6  # formulas of letters in formulas
_SIGNS = frozenset((r"\partial", r"\nabla", r"\top", "T", "d", "I", r"\mathbf{I}", r"\mathrm{d}", "'", r"\prime"))


def clash_is_sure(problem: SortError, statement: Posed, known: Known) -> bool:
    """Is a matrix set beside a number, a column or a row, in a claim whose letters all have settled shapes?

    A column beside a number may be meant entry by entry.
    """
    message = problem.message
    is_of_sizes = _SIZES.fullmatch(message) is not None
    if "cannot be combined" not in message and "the left side is" not in message and not is_of_sizes:
        return False
    if "matrix" not in message and not ("column" in message and "row" in message) and not is_of_sizes:
        return False
    letters = {name for name in _letters(statement.node, known) if name not in _SIGNS and name not in TABLED
               and not (name in known.sizes and name not in known.names)
               and not name.startswith((r"\operatorname", r"\mathrm{", r"\text"))}
    settled = [said for name in letters if (said := known.names.get(name)) is not None]
    return len(settled) == len(letters) and any(each.name.symbol.sort.shape for each in settled) and all(
        _is_settled(each, known, _DEEPEST) for each in settled)


def _letters(node: Node, known: Known) -> Iterator[str]:
    """The names of a surface tree, those with scripts that are known as one name as a whole."""
    if node.kind in ("name", "words") and node.text:
        yield node.text
    elif node.kind == "scripts" and (name := name_of(node)) in known.names:
        yield name
    else:
        for part in node.parts:
            yield from _letters(part, known)


def settled_clash(statement: Posed, known: Known, macros: Mapping[str, Macro]) -> Verdict | None:
    """`mistyped` for a claim that has no reading with what its letters were settled to be, only with less."""
    latex = statement.located.row.latex
    text = expanded(latex, macros) if macros else latex
    try:
        notation = notation_for(known, text, Trust.ALL, statement.located.paragraph)
        read(latex, notation, macros, known.here.shown, known.here.ranks)
    except SortError as problem:
        return mistyped(problem) if clash_is_sure(problem, statement, known) else None
    except (ReadError, *FAILURES):
        return None
    return None


def declared_otherwise(tree: Expr, known: Known) -> Verdict | None:
    """`mistyped` for S in R^{m x n} where this section gave S a formula with n rows and m columns."""
    if not (isinstance(tree, Call) and tree.op == "member" and isinstance(tree.args[0], Symbol)):
        return None
    said, own = known.names.get(tree.args[0].name), tree.args[0].sort.shape
    if said is None or said.name.definition is None or said.declared or not _is_settled(said, known, _DEEPEST):
        return None
    given = said.name.symbol.sort.shape
    if len(given) != len(own) or given == own or not all(map(_is_plain_size, (*given, *own))):
        return None
    is_turned = given == own[::-1]  # n x n is n x m of a case where m = n
    if not is_turned and not all(isinstance(size, Number) for size in (*given, *own)):
        return None
    shown = [" x ".join(map(_spelled, shape)) for shape in (given, own)]
    return Verdict("mistyped", f"By its formula it is {shown[0]}, not {shown[1]}.")


def _is_plain_size(size: Expr) -> bool:
    return isinstance(size, Number) or (isinstance(size, Symbol) and not is_open(size))


def _spelled(size: Expr) -> str:
    return size.name if isinstance(size, Symbol) else size.written if isinstance(size, Number) else ""


def mistyped(problem: SortError) -> Verdict:
    """The verdict on such a clash."""
    said = problem.message
    return Verdict("mistyped", f"{said[:1].upper()}{said[1:].rstrip('.')}.", start=problem.start, end=problem.end)


def _is_settled(said: Said, known: Known, depth: int) -> bool:
    """Was it declared here, with sizes, or given by a formula of such letters?"""
    if said.name.symbol.sort.kind != "number" or said.section not in (known.section, ALWAYS):
        return False
    if said.declared:
        return not said.casual and not any(map(is_open, said.name.symbol.sort.shape))
    formula = said.name.definition
    if formula is None or not depth:
        return False
    inner = [symbol for symbol in symbols(formula) if symbol.sort.kind == "number" and symbol.name not in _SIGNS]
    return all((row := known.names.get(symbol.name)) is not None and _is_settled(row, known, depth - 1)
               for symbol in inner)


__all__ = ["clash_is_sure", "declared_otherwise", "mistyped", "settled_clash"]
