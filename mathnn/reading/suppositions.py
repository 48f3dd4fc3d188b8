"""For how much of a text a condition is said: "for x > 0 we have" for one argument, "let x > 0" for all that follows.

A claim that comes later and is true only under a condition of another argument is `conditional` on it: its author may
still mean that case.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from mathnn.claims import Role, Verdict
from mathnn.expression import TRUTH, Call, Expr
from mathnn.reading import cues
from mathnn.reading.behind import ends_as_bound
from mathnn.reading.known import Known
from mathnn.reading.phrases import phrase
from mathnn.reading.posed import Posed
from mathnn.reading.said import ALWAYS, KEPT, PAST, Assumed, letters_of
from mathnn.reading.surroundings import Located
from mathnn.syntax.read import Reading
from mathnn.syntax.to_latex import to_latex

_OF_ONE = phrase(
    r"\b(?:for|if|when(?:ever)?|at|in\s+case|(?:in\s+the\s+)?case|as\s+(?:long|soon)\s+as|provided(?:\s+that)?|unless|"
    r"once|while|except)\b(?:\s+[a-z-]+){0,3}\s*(?:¤\s*(?:,\s*and\b|,|and\b|or\b)\s*)*$",
    "for|if|when|at|case|long|soon|provided|unless|once|while|except")
_BESIDES = phrase(r"\b(?:also|further\w*|moreover|besides|additional\w*|in\s+addition|too|as\s+well|still)\b",
                  "also|further|moreover|besides|addition|too|as well|still")
_FOR_GOOD = phrase(r"\b(?:let|suppose|assum\w*|given|fix(?:ed)?|throughout|from\s+now\s+on|always|requir\w*|"
                   r"restrict\w*|consider|choose|take|pick|where|with|such\s+that|subject\s+to|defin\w*)\b",
                   "let|suppos|assum|given|fix|through|from now|always|requir|restrict|consider|choose|take|pick|where|"
                   "with|such|subject|defin")


def scope(part: Located, known: Known) -> tuple[int, bool]:
    """The argument that a statement stands in, and whether what is supposed there lasts for all that follows."""
    if known.habits.is_foreign:
        return PAST, True
    if part.row.equation.display:
        return (part.argument, True) if part.is_last or not ends_as_bound(part.row) else (PAST, False)
    return part.argument, not _OF_ONE.stands_in(part.before) or _FOR_GOOD.stands_in(part.before)


def is_supposed(statement: Posed, known: Known) -> bool:
    """Is a formula or a number given only for a case, or behind "let"?"""
    _, lasts = known.at.scope
    return not lasts or bool(cues.condition(statement.before)) or cues.lets(statement.before)


def end_other_cases(statement: Posed, tree: Expr, what: Role, known: Known) -> None:
    """Another case of the same letters takes the place of the one before: suppose u^T v = 0, and then suppose u = v."""
    if known.habits.is_foreign or statement.located.row.equation.display or statement.is_setting or (
            _BESIDES.stands_in(statement.before)):
        return
    letters = letters_of(tree)
    given = statement.left.head if what == "definition" else None

    def ends(old: Assumed) -> bool:
        own = letters_of(old.condition)
        is_of_same = own == letters or (len(own) > 1 and own <= letters)  # x > 0 stays where y > x is supposed
        return old.section not in KEPT and old.argument not in (PAST, statement.located.argument) and is_of_same and (
            given is None or given in own)

    known.assumed = [replace(old, argument=PAST, lasts=False) if ends(old) else old for old in known.assumed]


@contextmanager
def of_any(statement: Posed, known: Known) -> Iterator[None]:
    """A statement "for all x" is about any x: what another argument said of it, or what number it was, is left out."""
    if not known.at.of_every:
        yield
        return
    known.assumed = [old for old in known.assumed if old.lasts or not _is_past(old, statement, known)
                     or not letters_of(old.condition) <= known.at.of_every]
    numbers = {name: known.names[name] for name in known.every.subjects if name in known.numeric}
    for name in numbers:
        known.reopen(name)
    open_names = {name: known.names[name] for name in numbers}
    yield
    known.names.update({name: said for name, said in numbers.items() if known.names.get(name) is open_names[name]})


def without_past(statement: Posed, reading: Reading, known: Known) -> Known | None:
    """What is known without suppositions of other arguments; None where the statement relied on none."""
    past, formulas = _past(statement, reading, known), _past_formulas(statement, reading, known)
    if not past and not formulas:
        return None
    less = known.copy()
    less.assumed = [old for old in known.assumed if old not in past]
    for name in formulas:
        less.reopen(name)
    return less


def _past_formulas(statement: Posed, reading: Reading, known: Known) -> list[str]:
    """The letters with a formula that was supposed for another argument alone: "for B = A^2 we have"."""
    return [name for name, (paragraph, lasts) in known.supposed.items()
            if not lasts and statement.located.paragraph > paragraph + 1  # a display below goes on with it
            and (row := reading.notation.names.get(name)) is not None and row.definition is not None]


def _past(statement: Posed, reading: Reading, known: Known) -> list[Assumed]:
    """The conditions of other arguments that a statement was read with."""
    if not reading.notation.assumptions:
        return []
    spoken = {letter for each in reading.notation.assumptions for letter in letters_of(each)}
    return [old for old in known.assumed if _is_past(old, statement, known) and letters_of(old.condition) <= spoken]


def _is_past(old: Assumed, statement: Posed, known: Known) -> bool:
    """Was a condition said in another argument, and not for all that follows?"""
    return old.section != ALWAYS and old.argument != statement.located.argument and (
        not old.lasts or bool(letters_of(old.condition) & known.at.of_every))


def under_past(found: Verdict, without: Verdict | None, known: Known, less: Known) -> Verdict:
    """The verdict on what is true, conditional on what another argument supposed where it is so only under that."""
    if without is not None and without.is_true:
        return without
    lost = [old.condition for old in known.assumed if old not in less.assumed]
    formulas = [Call("equal", (said.name.symbol, said.name.definition), TRUTH) for name, said in known.names.items()
                if said.name.definition is not None and less.names[name].name.definition is None]
    shown = tuple(dict.fromkeys(to_latex(each) for each in (*lost, *formulas)))
    listed = ", ".join(f"${each}$" for each in shown)
    return found.changed(kind="conditional", conditions=tuple(dict.fromkeys((*found.conditions, *shown))),
                         reason=f"It holds where {listed}, as is said above for another statement.")


__all__ = ["of_any", "scope", "under_past", "without_past"]
