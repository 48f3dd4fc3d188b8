"""Formulas that a text gives in passing, in the middle of a sentence; those of another section count for less."""

from __future__ import annotations

import re

from mathnn.expression.tree import symbols
from mathnn.notation import Name
from mathnn.reading.posed import Posed
from mathnn.reading.surroundings import FORMULA

_LABEL = re.compile(rf"[\W_]*(?:[^\W_{FORMULA}][\w\s'()-]{{0,40}}:)?[\W_]*")  # "Forget gate:" between formulas alone


def is_in_passing(statement: Posed, row: Name) -> bool:
    """Was it given in running text? A formula that fills its line, or its item of a list, is as good as displayed."""
    located = statement.located
    if located.row.equation.display:
        return False
    has_formula = row.definition is not None and bool(symbols(row.definition))
    return not (has_formula and _LABEL.fullmatch(located.before) and _LABEL.fullmatch(located.after))


__all__ = ["is_in_passing"]
