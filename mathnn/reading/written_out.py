"""Formulas of functions in which a letter stands for a formula in the argument: f(z) = w e^{-w}, where w = e^z.

The function hangs on its argument through that letter, so the letter's formula is put in its place, whichever of the
two came first.
"""

from __future__ import annotations

from dataclasses import replace

from mathnn.expression import Call, Expr
from mathnn.expression.tree import substitute, symbols, walk
from mathnn.notation import Name
from mathnn.reading.known import Known

_LONGEST = 200  # nodes of a formula that is put in
_DEEPEST = 6  # letters in letters


def written_out(row: Name, known: Known) -> Name:
    """The row of a function with the letters written out that hang on its arguments."""
    if not row.parameters or row.definition is None or row.symbol.sort.kind != "function":
        return row
    formula = row.definition
    for _ in range(_DEEPEST):
        table: dict[Expr, Expr] = {symbol: made for symbol in symbols(formula) - set(row.parameters) - _heads(formula)
                 if (made := _formula(symbol.name, row, known)) is not None}
        if not table:
            break
        formula = substitute(formula, table)
    return row if formula is row.definition else replace(row, definition=formula)


def write_out(letter: Name, known: Known) -> None:
    """Put a letter's formula into those of the functions of this section that hang on their arguments through it."""
    if letter.parameters or letter.definition is None:
        return
    for key, said in known.names.items():
        if said.section == known.section and said.name.parameters and said.name.definition is not None and any(
                symbol.name == letter.symbol.name for symbol in symbols(said.name.definition)):
            known.names[key] = replace(said, name=written_out(said.name, known))


def _formula(name: str, row: Name, known: Known) -> Expr | None:
    """The formula that this section gave a letter, where it holds an argument of the function, by other letters too."""
    said = known.names.get(name)
    if said is None or said.section != known.section or name == row.symbol.name or said.name.parameters:
        return None
    formula = said.name.definition
    if formula is None or formula.sort.shape or len(walk(formula)) > _LONGEST:
        return None
    return formula if _leads_to({parameter.name for parameter in row.parameters}, formula, known, _DEEPEST) else None


def _heads(formula: Expr) -> set[Expr]:
    """Letters that stand with an index or a label: of many examples each has its own."""
    return {node.args[0] for node in walk(formula) if isinstance(node, Call) and node.op in ("layer", "entry", "apply")}


def _leads_to(names: set[str], formula: Expr, known: Known, deep: int) -> bool:
    own = {symbol.name for symbol in symbols(formula)}
    if own & names:
        return True
    inner = (said.name.definition for name in own if (said := known.names.get(name)) is not None
             and said.section == known.section and not said.name.parameters)
    return deep > 0 and any(_leads_to(names, each, known, deep - 1) for each in inner if each is not None)


__all__ = ["write_out", "written_out"]
