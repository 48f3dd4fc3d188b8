"""A part of a formula that gets a name afterwards: a^l = sigma(w^l a^{l-1} + b^l), "with z^l = w^l a^{l-1} + b^l".

From then on the formula holds the name, so that da^l/dz^l is a derivative by what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import Bind, rebuild, substitute, symbols, walk
from mathnn.notation import Name
from mathnn.reading.formulas import definition
from mathnn.reading.said import Said


def with_part_named(part: Name, names: Mapping[str, Said]) -> Iterator[tuple[str, Said]]:
    """The families whose formulas hold that of this family, with its name in place of it."""
    if part.symbol.sort.kind != "family" or part.definition is None or len(part.parameters) != 1:
        return
    head, own = part.symbol, part.definition
    for name, said in names.items():
        row = said.name
        if row.symbol.sort.kind == "family" and row.definition is not None and len(row.parameters) == 1 and (
                name != head.name and head not in symbols(row.definition)):
            at = substitute(own, {part.parameters[0]: row.parameters[0]})
            made = _named(row.definition, at, Call("layer", (head, row.parameters[0]), own.sort))
            if made != row.definition:
                yield name, replace(said, name=replace(row, definition=made))


def _named(tree: Expr, own: Expr, member: Expr) -> Expr:
    if tree == own:
        return member
    if isinstance(own, Bind) and own.op == "vector" and isinstance(tree, Bind) and tree.op == "vector":
        entry = Call("entry", (member, tree.index), own.body.sort)
        body = substitute(tree.body, {substitute(own.body, {own.index: tree.index}): entry})
        return tree if body == tree.body else replace(tree, body=body)
    return rebuild(tree, lambda child: _named(child, own, member))


def shown_by_parts(tree: Expr, names: Mapping[str, Said]) -> Name | None:
    """The row of a^l when a^l = sigma(z^l) was found to be true of the formula that a^l had, and shows more."""
    made = definition(tree)
    said = names.get(made.symbol.name) if made is not None else None
    if made is None or made.definition is None or said is None or said.name.definition is None or (
            made.symbol != said.name.symbol or made.symbol.sort.kind != "family" or len(made.parameters) != 1):
        return None
    parts = {node.args[0] for node in walk(made.definition) if isinstance(node, Call) and node.op == "layer"}
    if not parts or parts & symbols(said.name.definition) or any(_leads_to(part, made.symbol, names) for part in parts):
        return None
    return made


def _leads_to(part: Expr, head: Symbol, names: Mapping[str, Said]) -> bool:
    """Has the part no formula, or one with a member of the family that has the very same label?"""
    said = names.get(part.name) if isinstance(part, Symbol) else None
    if said is None or said.name.definition is None:
        return True
    return any(isinstance(node, Call) and node.op == "layer" and node.args[0] == head
               and node.args[1] in said.name.parameters for node in walk(said.name.definition))


__all__ = ["shown_by_parts", "with_part_named"]
