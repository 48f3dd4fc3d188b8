"""Letters at the digits that a text shows of them: behind a = f(x) = 0.2748 it goes on to calculate with 0.2748."""

from __future__ import annotations

from dataclasses import replace

from mathnn.claims import Role, Verdict
from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, operators, substitute, symbols, walk
from mathnn.notation import Name
from mathnn.reading.judged_reading import under_reading
from mathnn.reading.known import Known
from mathnn.reading.passed import links_of
from mathnn.syntax.read import Reading

_VALUES = frozenset(("vector", "rows", "transpose", "negate"))
_SIGNS = ("equal", "approximately", "identical", "define")


def learn_printed(tree: Expr, found: Verdict, known: Known) -> None:
    """Take the digits that a true line shows at its end of a letter that has a formula."""
    links = links_of(tree)
    first, last = links[0], links[-1]
    if not found.is_true or not (isinstance(first, Call) and isinstance(last, Call) and last.op in _SIGNS):
        return
    letter, value = first.args[0], last.args[-1]
    if not isinstance(letter, Symbol) or not _shows_digits(value) or (said := known.names.get(letter.name)) is None:
        return
    formula = said.name.definition
    if formula is not None and formula != value and not said.name.parameters:
        known.printed[letter.name] = formula, value


def by_printed(found: Verdict, reading: Reading, what: Role, known: Known) -> Verdict | None:
    """The verdict on a line of numbers that is false, with the digits that were shown; None where it is no other one.

    These digits are what an author calculates with; the last ones of the result may differ from those of the formula.
    """
    if found.kind != "refuted" or found.counterexample is None or found.counterexample.values:
        return None
    rows, again = reading.notation.names, _given_again(reading.tree)
    own = {name: value for name, (formula, value) in known.printed.items() if name != again and (
               row := rows.get(name)) is not None and row.definition == formula and row.symbol.sort == value.sort}
    if not own:
        return None
    shown = reading
    if operators(reading.tree).isdisjoint(DERIVATIVES):  # a letter with digits for its formula has no slopes
        names = {**rows, **{name: Name(rows[name].symbol, definition=value) for name, value in own.items()}}
        shown = replace(reading, notation=replace(reading.notation, names=names))
    table: dict[Expr, Expr] = {rows[name].symbol: value for name, value in own.items()}
    for tree in (reading.tree, _with_digits(reading.tree, table)):
        better = under_reading(replace(shown, tree=tree), what, known)
        if better is not None and better.is_true:
            return Verdict("tested", "Right with the digits that are shown above.", method="certified digits",
                           checked_for="these numbers")
    return None


def _given_again(tree: Expr) -> str | None:
    """The letter that a line gives nothing but a number: what was shown of it before may be of other numbers."""
    letter, value = tree.args if isinstance(tree, Call) and tree.op in _SIGNS else (tree, tree)
    return letter.name if isinstance(letter, Symbol) and not symbols(value) else None


def _with_digits(tree: Expr, table: dict[Expr, Expr]) -> Expr:
    """The chain with digits for letters, but for the letter that it is about and in what is differentiated or bound."""
    links = []
    for at, link in enumerate(links_of(tree)):
        if isinstance(link, Call) and operators(link).isdisjoint(DERIVATIVES) and not any(
                isinstance(node, Bind) for node in walk(link)):
            sides = [side if at == number == 0 and isinstance(side, Symbol) else substitute(side, table)
                     for number, side in enumerate(link.args)]
            link = Call(link.op, tuple(sides), link.sort)
        links.append(link)
    return Call("chain", tuple(links), tree.sort) if len(links) > 1 else links[0]


def _shows_digits(value: Expr) -> bool:
    """A number, a column or a matrix with decimals, and no calculation."""
    return not symbols(value) and all(isinstance(node, Number) or (
        isinstance(node, Call) and node.op in _VALUES) for node in walk(value)) and any(
        isinstance(node, Number) and "." in node.written for node in walk(value))


__all__ = ["by_printed", "learn_printed"]
