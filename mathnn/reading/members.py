r"""Letters whose x_i is a vector: w^T x_i says so, and then x_i is none of the entries of x in \sum_i a_i x_i either.

A formula that leaves it open is read as the others around it are; one that was read before them is read once more.
"""

from __future__ import annotations

from mathnn.expression import Call, Symbol
from mathnn.expression.tree import operators, walk
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.reading.said import CONSTANTS, Said
from mathnn.syntax.read import Reading

_SAMPLES = frozenset("ijkmn")  # other letters count layers and steps


def learn_members(reading: Reading, known: Known) -> None:
    """Note the letters that this formula shows to have vectors as members, and those that it reads otherwise."""
    found = {family.name for family in _families(reading)
             if (said := known.names.get(family.name)) is None or not said.declared or said.section != known.section}
    columns = {name for name in known.here.members & reading.inferred.keys()
               if (row := reading.notation.find(name)) is not None and row.symbol.sort.kind != "family"}
    known.here.members = (known.here.members - columns) | found
    for name in found:
        said = known.names.get(name)
        is_open = said is not None and not said.declared and said.name.definition is None
        if is_open and said is not None and said.name.symbol.sort.kind != "family":
            del known.names[name]  # another formula left it open


def learn_ranks(reading: Reading, known: Known, line: int) -> None:
    r"""Take letters for what a formula makes of them in this section, though they were of another kind in another.

    y is a column where a formula sums over its entries y_i, \mu a number where it stands beside one.
    """
    chosen = reading.notes.get("sorts", "").partition(":")[0].split(", ")
    for name in reading.inferred.keys() - CONSTANTS:
        said, row = known.names.get(name), reading.notation.find(name)
        if said is None or row is None or said.section == known.section:
            continue
        before, now = said.name.symbol.sort, row.symbol.sort
        counts = now.kind == "integer" and bool(before.shape)
        has_other_rank = before.kind == now.kind == "number" and len(before.shape) != len(now.shape)
        if counts or (has_other_rank and not said.declared and name not in chosen):
            known.set_aside(name, Said(Name(row.symbol), False, line, known.section))


def _families(reading: Reading) -> frozenset[Symbol]:
    if "layer" not in operators(reading.tree):
        return frozenset()
    return frozenset(node.args[0] for node in walk(reading.tree) if isinstance(node, Call) and node.op == "layer"
                     and len(node.args) == 2 and isinstance(node.args[0], Symbol) and isinstance(node.args[1], Symbol)
                     and node.args[1].name in _SAMPLES and node.sort.is_vector)


__all__ = ["learn_members", "learn_ranks"]
