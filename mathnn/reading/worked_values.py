"""A false value of a formula: "for w = 1, x = 3 and b = 0.5 we get y = 2.5" below y = w x + b.

It looks like a new value of y. It is a claim where the text has given numbers to all letters of the formula, and where
none of its words may give them others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from mathnn.claims import Verdict
from mathnn.documents.document import Macro
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import symbols
from mathnn.reading import cues
from mathnn.reading.judged_statement import verdict_on
from mathnn.reading.known import Known
from mathnn.reading.passed import links_of
from mathnn.reading.posed import Posed
from mathnn.reading.said import Said
from mathnn.reading.trust import FIXED
from mathnn.syntax.read import Reading

_IN_LIST = re.compile(r"(?:[\s,;]|\b(?:and|or|with)\b)*", re.IGNORECASE)
_RIGHT_BELOW, _RIGHT_BEHIND = 6, 2  # lines


def wrong_value(statement: Posed, reading: Reading, known: Known, macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict on a false value of a formula above, of which all letters have numbers; None where it may be new.

    After an update the letters may have other numbers, and words such as "let" give it anew.
    """
    if known.here.updated or cues.defining(statement.before) or not (
            _is_concluded(statement, known) or _is_of_case(statement, reading, known)):
        return None
    found = verdict_on(statement, reading, "claim", known, macros)
    return found if found.kind == "refuted" else None


def _is_concluded(statement: Posed, known: Known) -> bool:
    """Is it drawn as a conclusion right behind the formula and the numbers of its letters?"""
    said = known.names.get(statement.name)
    line = statement.located.row.place.line or 1
    return said is not None and said.line <= line <= said.line + _RIGHT_BELOW and (
        cues.concluding(statement.before) and not cues.of_new_numbers(statement.before, at_points=True)
        and _stands_right_behind(said, known) and not said.name.parameters
        and _have_numbers((said.name.symbol,), known))


def _is_of_case(statement: Posed, reading: Reading, known: Known) -> bool:
    """Has its own sentence given numbers to letters of the formula, and this section to all others?"""
    line = statement.located.row.place.line or 1
    left = links_of(reading.tree)[0]
    left = left.args[0] if isinstance(left, Call) else left
    given = {letter.name for letter, _ in _numbers_of(statement.located.paragraph, known)} | {
        name for name, said in known.names.items() if said.name.definition is not None and (
            not symbols(said.name.definition)) and 0 <= line - said.line <= _RIGHT_BEHIND}
    of_formula = {letter.name for letter in _reached(symbols(left), known)}
    if isinstance(left, Symbol) and _IN_LIST.fullmatch(statement.before.rpartition("¤")[2]):
        return False  # "for x = 2, y = 1" is one sample
    return not cues.of_new_numbers(statement.before, wished=True) and not of_formula.isdisjoint(given) and (
        isinstance(known.last.equation, Call) and known.last.paragraph == statement.located.paragraph
        and _have_numbers(tuple(symbols(left)), known))


def _stands_right_behind(said: Said, known: Known) -> bool:
    """Was nothing said since the formula but the numbers of its letters?"""
    latest = links_of(known.last.equation)[0] if known.last.equation is not None else None
    left = latest.args[0] if isinstance(latest, Call) and latest.op == "equal" else None
    formula = said.name.definition
    return isinstance(left, Symbol) and formula is not None and (
        left.name == said.name.symbol.name or left.name in {symbol.name for symbol in symbols(formula)})


def _numbers_of(paragraph: int | None, known: Known) -> Iterator[tuple[Symbol, Expr]]:
    """The letters that cases give numbers, of one paragraph or of the whole section."""
    for old in known.assumed:
        condition = old.condition
        if old.section == known.section and paragraph in (None, old.paragraph) and (
                isinstance(condition, Call) and condition.op == "equal"):
            letter, value = condition.args
            if isinstance(letter, Symbol) and not symbols(value):
                yield letter, value
    for name, when in known.cases.items():
        said = known.names.get(name)
        if paragraph in (None, when) and said is not None and said.name.definition is not None:
            yield said.name.symbol, said.name.definition


def _have_numbers(letters: tuple[Symbol, ...], known: Known) -> bool:
    """Do all these letters have numbers, those of their formulas too, all given in this section?"""
    given = frozenset(letter.name for letter, _ in _numbers_of(None, known))
    is_formula = False
    for symbol in _reached(letters, known, given):
        said = known.names.get(symbol.name)
        formula = said.name.definition if said is not None else None
        if symbol.name in given or (symbol not in letters and symbol.sort.kind not in ("number", "function")):
            continue
        if said is None or formula is None or said.section != known.section:
            return False
        is_formula = is_formula or bool(symbols(formula))
    return is_formula


def _reached(letters: Iterable[Symbol], known: Known, given: frozenset[str] = frozenset()) -> Iterator[Symbol]:
    """These letters and those of their formulas; what is given leads no further."""
    waiting, seen = list(letters), set[str]()
    while waiting:
        symbol = waiting.pop()
        if symbol.name in seen or symbol.name in FIXED:
            continue
        seen.add(symbol.name)
        yield symbol
        said = known.names.get(symbol.name)
        if symbol.name not in given and said is not None and said.name.definition is not None:
            waiting += [each for each in symbols(said.name.definition) if each not in said.name.parameters]


__all__ = ["wrong_value"]
