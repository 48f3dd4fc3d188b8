"""Examples that go on in a later section: its letters have the numbers that an earlier section gave them.

No words need to say so: a line of numbers that is right with them shows it. What is wrong with them shows nothing,
since the letters may stand for anything again. A line that puts numbers into its formula,
``(t - a)^2 = (0.1 - 0.7)^2``, says what number a letter has of which nothing was said, t = 0.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mathnn.claims import Role, Verdict, of_chain
from mathnn.documents.document import Macro
from mathnn.expression import TRUTH, Call, Expr, Number, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Name
from mathnn.reading.chosen import no_longer_chosen, past_cases
from mathnn.reading.judged_reading import under_reading
from mathnn.reading.known import Known
from mathnn.reading.passed import links_of
from mathnn.reading.posed import Posed
from mathnn.reading.readings import reread
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.syntax.macros import expanded
from mathnn.syntax.read import Reading
from mathnn.syntax.to_latex import to_latex

_NUMBERS = re.compile(r"\d[.,]\d|matrix\}[^A-Za-z]*\d|\(\s*-?\d+\s*,")  # by which an example shows itself
_WITH = re.compile(r"(?:^|¤)\s*,?\s*(?:with|where|using)\s*$", re.IGNORECASE)
_RIGHT_BEHIND = 4  # lines
_JUDGED: tuple[Role, ...] = ("claim", "definition", "update", "approximation")


def by_example(statement: Posed, what: Role, known: Known, macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict with the numbers of earlier sections, where these make the statement true; then they hold again."""
    latex = statement.located.row.latex
    if what not in _JUDGED or not known.numbers or _NUMBERS.search(latex) is None:
        return None
    tried = known.copy()
    tried.resume(known.numbers, in_passing=True)
    text = expanded(latex, macros) if macros else latex
    reading = reread(latex, notation_for(tried, text, Trust.ALL, statement.located.paragraph), tried, macros)
    found = None if reading is None else under_reading(reading, what, tried)
    if reading is not None and (found is None or not found.is_true):
        found = by_substitution(reading, what, tried, statement.located.row.place.line or 1)
    if found is None or not found.is_true:
        return None
    known.resume(known.numbers, in_passing=True)
    return found


def gives_number_behind(statement: Posed, known: Known) -> bool:
    """Is it a number for a letter of a formula right before, "y = v a with v = 1.5", that nothing was said of?"""
    if not statement.is_setting or statement.located.row.equation.display or statement.earlier is not None or (
            _WITH.search(statement.before) is None):
        return False
    letter, line = statement.name, statement.located.row.place.line or 1
    said = known.names.get(letter)
    if said is not None and (said.name.definition is not None or said.declared):
        return False
    return any(each.section == known.section and line - each.line <= _RIGHT_BEHIND and not each.name.parameters
               and any(symbol.name == letter and symbol.sort.is_number for symbol in symbols(each.name.definition))
               for each in known.names.values() if each.name.definition is not None)


def by_formula(statement: Posed, reading: Reading, known: Known, macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict on numbers that look like a new value of a letter, where they are what its formula above gives."""
    found = under_reading(reading, "claim", known)
    if found is None or not found.is_true:
        found = by_example(statement, "claim", known, macros) or by_substitution(
            reading, "claim", known, statement.located.row.place.line or 1)
    return found if found is not None and found.is_true else None


def for_all_numbers(reading: Reading, what: Role, known: Known) -> Verdict | None:
    """The verdict where the statement is true whatever numbers its letters have, as a step before these are put in."""
    rows = reading.notation.names
    free = {name: Name(row.symbol) if name in known.numeric and row.definition is not None else row
            for name, row in rows.items()}
    if what not in _JUDGED or all(free[name] is row for name, row in rows.items()) or any(
            map(_is_about_number, links_of(reading.tree))):
        return None
    found = under_reading(replace(reading, notation=replace(reading.notation, names=free)), what, known, in_full=False)
    return found if found is not None and found.kind == "proved" else None


def unless_of_case(found: Verdict, reading: Reading, what: Role, known: Known, paragraph: int) -> Verdict:
    """The verdict on what is true, taken back where it is so only of the numbers of a case before, "for x = 0"."""
    past = past_cases(known, paragraph)
    rows = reading.notation.names
    free = {name: Name(row.symbol) if name in past else row for name, row in rows.items()}
    if all(free[name] is row for name, row in rows.items()):
        return found
    if not all(isinstance(link, Call) and all(map(symbols, link.args)) for link in links_of(reading.tree)):
        return found  # what it ends in are numbers
    other = under_reading(replace(reading, notation=replace(reading.notation, names=free)), what, known)
    if other is None or other.is_true:
        return found
    return Verdict("unsettled", "It is true of the numbers of the case above, which it need not be about.")


def _is_about_number(link: Expr) -> bool:
    """y - t \\approx 0.24: of letters that stand for anything nothing could be said."""
    return isinstance(link, Call) and link.op == "approximately" and not all(map(symbols, link.args))


def unless_of_example(found: Verdict, reading: Reading, what: Role, known: Known, paragraph: int) -> Verdict:
    """The verdict on what is false, taken back where it is so only of numbers that an example in passing gave."""
    past = no_longer_chosen(known, paragraph)
    free = {name: Name(row.symbol) if name in past or (name in known.numeric and name in known.passing) else row
            for name, row in reading.notation.names.items()}
    if all(free[name] is row for name, row in reading.notation.names.items()):
        return found
    other = under_reading(replace(reading, notation=replace(reading.notation, names=free)), what, known)
    if other is None or other.is_wrong:
        return found
    return Verdict("unsettled", "It is false of the numbers of an example, which it need not be about.")


def by_substitution(reading: Reading, what: Role, known: Known, line: int) -> Verdict | None:
    """The verdict where letters without a meaning have the numbers that the line puts in their place.

    What it puts in for letters that have a value is right where these digits are.
    """
    if what not in _JUDGED or re.search(r"\d", reading.latex) is None:
        return None
    found: dict[Symbol, Expr] = {}
    put_in = [link for link in links_of(reading.tree) if (pair := _put_beside(link, reading)) and _put_in(*pair, found)]
    if not put_in:
        return None
    rows = {symbol.name: Name(symbol, definition=value) for symbol, value in found.items()
            if (row := reading.notation.find(symbol.name)) is None or row.definition is None}
    new = {name: row for name, row in rows.items() if (said := known.names.get(name)) is None or (
        said.name.definition is None)}
    if any(known.names[name].name.definition != row.definition for name, row in rows.items() if name not in new):
        return None
    reading = replace(reading, notation=replace(reading.notation, names={**reading.notation.names, **rows}))
    verdict = under_reading(reading, what, known) if rows else None
    if verdict is None or not verdict.is_true:
        verdict = _link_by_link(reading, put_in, what, known)
    if verdict is None or not verdict.is_true or not new:
        return verdict if verdict is not None and verdict.is_true else None
    for row in new.values():
        known.name(row, line, declared=False)
    known.passing |= new.keys()
    shown = tuple(f"{name} = {to_latex(value)}" for name, row in new.items() if (value := row.definition) is not None)
    return verdict.changed(kind="conditional", conditions=(*verdict.conditions, *shown),
                           reason=f"{verdict.reason} It holds where ${', '.join(shown)}$.")


def _link_by_link(reading: Reading, put_in: Sequence[Expr], what: Role, known: Known) -> Verdict | None:
    """The verdict on the links of a chain; where numbers are put in, on their being what the letters are worth."""
    asked: list[Expr] = []
    for link in links_of(reading.tree)[int(what == "definition"):]:
        found: dict[Symbol, Expr] = {}
        if link in put_in and (pair := _put_beside(link, reading)) is not None and _put_in(*pair, found):
            asked += [Call("equal", letter, TRUTH) for letter in found.items()]
        else:
            asked.append(link)
    verdicts: list[Verdict] = []
    for link in asked:
        verdict = under_reading(replace(reading, tree=link), "claim", known)
        if verdict is None or not verdict.is_true:
            return None
        verdicts.append(verdict)
    return of_chain(tuple(verdicts)) if verdicts else None


def _put_beside(link: Expr, reading: Reading) -> tuple[Expr, Expr] | None:
    """A formula and the numbers that are put into it; that of the left side may stand in a line above."""
    if not (isinstance(link, Call) and link.op == "equal" and symbols(link.args[0]) and not symbols(link.args[1])):
        return None
    formula, numbers = link.args
    row = reading.notation.find(formula.name) if isinstance(formula, Symbol) else None
    if row is not None and row.definition is not None and not row.parameters:
        formula = row.definition
    return None if _is_number(numbers) else (formula, numbers)


def _put_in(formula: Expr, numbers: Expr, found: dict[Symbol, Expr]) -> bool:
    """Is one the other with numbers for its letters? Which number each letter has goes into `found`."""
    if isinstance(formula, Symbol) and formula.sort.is_number and _is_number(numbers):
        return found.setdefault(formula, numbers) == numbers
    if isinstance(formula, Call) and isinstance(numbers, Call):
        return formula.op == numbers.op and len(formula.args) == len(numbers.args) and all(
            _put_in(own, other, found) for own, other in zip(formula.args, numbers.args, strict=True))
    return formula == numbers


def _is_number(tree: Expr) -> bool:
    if isinstance(tree, Call) and tree.op == "negate":
        tree = tree.args[0]
    return isinstance(tree, Number)


__all__ = ["by_example", "by_formula", "by_substitution", "for_all_numbers", "gives_number_behind",
           "unless_of_case", "unless_of_example"]
