"""A formula for the last layer alone, a^L = softmax(z^L) beside a^l = sigma(z^l): a thing of its own, as z^{(1)} is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mathnn.expression import Call, Symbol
from mathnn.notation import Name
from mathnn.reading.formulas import spelled
from mathnn.reading.said import Said


def kept_apart(row: Name, names: Mapping[str, Said]) -> Iterator[Name]:
    """The rows to learn for this one: a formula for the last layer does not replace that for all, nor the other way."""
    said = names.get(row.symbol.name)
    if said is None or not (_is_of_layers(row) and _is_of_layers(said.name)):
        yield row
        return
    if _is_last(row) and not _is_last(said.name):
        yield _alone(row)
        return
    if _is_last(said.name) and not _is_last(row):
        yield _alone(said.name)
    yield row


def _is_of_layers(row: Name) -> bool:
    return row.symbol.sort.kind == "family" and row.definition is not None and len(row.parameters) == 1


def _is_last(row: Name) -> bool:
    """Is its label a capital, which names one layer?"""
    return row.parameters[0].name.isupper()


def _alone(row: Name) -> Name:
    assert row.definition is not None
    member = Call("layer", (row.symbol, *row.parameters), row.definition.sort)
    return replace(row, symbol=Symbol(spelled(member), member.sort), parameters=())


__all__ = ["kept_apart"]
