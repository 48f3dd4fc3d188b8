"""What a statement depends on by the formulas of its notation, and whether it defines anything by itself."""

from __future__ import annotations

from mathnn.check.question import beginning
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Name, Notation
from mathnn.reading.formulas import definition
from mathnn.reading.known import Known
from mathnn.reading.trust import FIXED


def reached(tree: Expr, notation: Notation) -> frozenset[tuple[str, Name]]:
    """The rows that a tree depends on, definitions followed."""
    rows: dict[str, Name] = {}
    waiting = list(symbols(tree))
    while waiting:
        name = waiting.pop().name
        row = notation.find(name)
        if name not in rows and row is not None:
            rows[name] = row
            if row.definition is not None:
                waiting += symbols(row.definition)
            if (first := notation.names.get(beginning(name))) is not None:
                waiting.append(first.symbol)
    return frozenset(rows.items())


def is_circular(tree: Expr, notation: Notation) -> bool:
    """Would it define a letter by things that the text defined by this letter?"""
    return bool(in_circle(tree, notation))


def in_circle(tree: Expr, notation: Notation) -> tuple[str, ...]:
    """What the text defined by the letter that this would define by it."""
    made = definition(tree)
    if made is None or made.definition is None or made.symbol.sort.kind in ("family", "function"):
        return ()
    return tuple(name for name, row in reached(made.definition, notation)
                 if row.definition is not None and made.symbol in symbols(row.definition))


def is_of_given(tree: Expr, known: Known) -> bool:
    """Is it about letters that this section gave formulas for, and those that stand in these, and no others?"""
    letters = {symbol for symbol in symbols(tree) if symbol.sort.kind == "number" and symbol.name not in FIXED}
    formulas = {s.name: formula for s in letters if (formula := _formula_here(s.name, known)) is not None}
    behind: set[str] = set()
    waiting = [part.name for formula in formulas.values() for part in symbols(formula)]
    while waiting:
        name = waiting.pop()
        if name not in behind and (formula := _formula_here(name, known)) is not None:
            waiting += [part.name for part in symbols(formula)]
        behind.add(name)
    return bool(formulas) and all(letter.name in formulas.keys() | behind | known.sizes for letter in letters)


def _formula_here(name: str, known: Known) -> Expr | None:
    """The formula in letters that this section gave a name."""
    said = known.names.get(name) if known.is_of_section(name) else None
    formula = said.name.definition if said is not None else None
    return formula if formula is not None and symbols(formula) else None


def is_of_known(tree: Expr, head: str, notation: Notation) -> bool:
    """Is it about an entry b_{ij} of a matrix B that the text gave by a formula or a condition?"""
    left = tree.args[0] if isinstance(tree, Call) and tree.op == "equal" else None
    base = left.args[0] if isinstance(left, Call) and left.op == "entry" else None
    if not isinstance(base, Symbol) or base.name == head or not base.sort.is_matrix:
        return False
    row = notation.names.get(base.name)
    return (row is not None and row.definition is not None) or any(
        base.name in {s.name for s in symbols(condition)} for condition in notation.assumptions)
