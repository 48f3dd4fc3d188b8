"""Values that are picked for unknowns: "From x - 2y = 0, we get x = 2y. Setting y = 1:".

Such a value holds in the display below; the next unknowns of the same names are others.
"""

from __future__ import annotations

import re

from mathnn.expression.tree import symbols
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.reading.posed import Posed
from mathnn.reading.said import letters_of

_PICKED = re.compile(
    r"\b(?:set|setting|choose|choosing|pick|picking|take|taking|put|putting|let|letting|fix|fixing)\s*$", re.IGNORECASE)
_GOES_ON = 2  # paragraphs: a value that was picked holds in the display below


def choose(statement: Posed, made: Name, known: Known) -> None:
    """Note that a value was picked for an unknown of an equation of this paragraph, and what hangs on it."""
    name, paragraph = made.symbol.name, statement.located.paragraph
    if statement.located.row.equation.display or _PICKED.search(statement.before) is None or not any(
            name in letters_of(old.condition) for old in known.assumed if old.paragraph == paragraph):
        return
    known.chosen[name] = paragraph
    known.chosen.update({key: paragraph for key, said in known.names.items()
                         if said.casual and said.section == known.section and said.name.definition is not None
                         and made.symbol in symbols(said.name.definition)})


def choose_case(statement: Posed, made: Name, known: Known) -> None:
    """Note the numbers of a case that is looked at, "for x = (0, 0)": a later identity is not about this x alone."""
    if statement.is_setting and not statement.located.row.equation.display:
        known.cases[made.symbol.name] = statement.located.paragraph


def past_cases(known: Known, paragraph: int) -> set[str]:
    """The letters to which a case of an earlier paragraph gave numbers."""
    return {name for name, when in known.cases.items() if when < paragraph}


def no_longer_chosen(known: Known, paragraph: int) -> set[str]:
    """The letters whose values were picked paragraphs ago."""
    return {name for name, when in known.chosen.items() if when <= paragraph - _GOES_ON}


__all__ = ["choose", "choose_case", "no_longer_chosen", "past_cases"]
