r"""A layer of one unit: beside W^{(2)} \in \mathbb{R}^{1 \times m} the other letters of its layer are numbers.

Of z^{(2)} and b^{(2)} in z^{(2)} = W^{(2)} a^{(1)} + b^{(2)} a text mostly says nothing then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import NUMBER, Number, Symbol
from mathnn.notation import Name, Notation
from mathnn.reading.known import Known
from mathnn.reading.posed import Posed
from mathnn.syntax.read import Reading, read
from mathnn.syntax.spelled_names import name_of
from mathnn.syntax.surface import walk

_LABEL = re.compile(r"\^\{\(\d+\)\}$|\^\{\[\d+\]\}$|\^\{?\d+\}?$")


def read_in_one_unit(statement: Posed, latex: str, notation: Notation, macros: Mapping[str, Macro],
                     known: Known) -> Reading | None:
    """The definition in which letters with the label of its left side are numbers; None where there may be more units.

    `known` keeps that they are.
    """
    numbers = _numbers(statement, known)
    if not numbers:
        return None
    try:
        found = read(latex, Notation({**notation.names, **numbers}, notation.assumptions), macros, known.here.shown)
    except (ReadError, SortError, *FAILURES):
        return None
    for name, row in numbers.items():
        if name != _canonical(statement.name):
            known.name(row, statement.located.row.place.line or 1, declared=False)
    return found


def _numbers(statement: Posed, known: Known) -> dict[str, Name]:
    """The rows of the letters beside a matrix of one row that have its label; none without such a matrix."""
    found = _LABEL.search(statement.name)
    if found is None:
        return {}
    names = {_canonical(name) for node in walk(statement.node)
             if node.kind == "scripts" and (name := name_of(node)).endswith(found[0])}
    declared = {name: said.name.symbol.sort for name in names
                if (said := known.names.get(name)) is not None and said.declared}
    if not any(sort.is_matrix and _is_one(sort.shape[0]) for sort in declared.values()):
        return {}
    return {name: Name(Symbol(name, NUMBER)) for name in names - declared.keys()}


def _canonical(name: str) -> str:
    """The name as one layer is known by: z^{(2)}, however its label is bracketed."""
    base, _, label = name.rpartition("^")
    return f"{base}^{{({label.strip('{}()[]')})}}"


def _is_one(size: object) -> bool:
    return isinstance(size, Number) and size.value == 1


__all__ = ["read_in_one_unit"]
