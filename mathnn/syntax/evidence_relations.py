"""What relations show of the names on their left sides: functions, members of sequences, families, classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mathnn.syntax.grammar import DOTS
from mathnn.syntax.index_letters import counts_steps, is_class, is_index
from mathnn.syntax.side_by_side import letter_side_by_side
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.typefaces import face, is_capital
from mathnn.syntax.uses import CLASS, COUNTS, DEFINED, FAMILY, OF_TABLES, SIDE_BY_SIDE, Uses

_GIVES = ("equal", "define", "identical")
_TABLES = ("matrix", "bmatrix", "pmatrix", "Bmatrix", "smallmatrix")
_MORE_STEPS = frozenset("kns")  # these count steps where an equation gives a member by the one before


def from_relation(uses: Uses, node: Node) -> None:
    """eta(t) = ...: a name before names in brackets, alone on the left side, gets its formula as a function."""
    for one, other in (node.parts[:2], node.parts[1::-1]):
        is_target = is_class(opened(one)) and opened(one).parts[0].text == "y"
        if is_target and opened(other).kind == "name" and is_index(other):
            uses.add("y", CLASS)  # y_i = k compares a class with an index
            uses.add(opened(other).text, COUNTS)
    left = opened(node.parts[0])
    if node.text == "member" and _is_member(left) and is_index(left.parts[1]) and _has_columns(node.parts[1]) and (
            not is_capital(opened(left.parts[1]).text)):  # W_K is a name
        uses.add(opened(left.parts[0]).text, FAMILY)  # x_i in R^d
    if _is_member(left) and node.text.split()[0] in _GIVES and (columns := _columns(node.parts[1], left.parts[1])):
        uses.add(opened(left.parts[0]).text, FAMILY | OF_TABLES * (columns > 1))
    if left.kind == "name" and is_capital(face(left.text)[1]) and node.text.split()[0] in _GIVES and (
            letter := letter_side_by_side(left.text, node.parts[1], uses)):
        uses.add(letter, FAMILY | SIDE_BY_SIDE)  # U = [u_1 ... u_n]
    if left.kind == "scripts" and left.text == "_" and counts_steps(opened(left.parts[1])):
        uses.gates |= _gates(node.parts[1:])
    if left.kind != "juxtaposed" or len(left.parts) != 2 or (
            node.text.split()[0] not in _GIVES):
        return
    head, group = opened(left.parts[0]), left.parts[1]
    has_index = head.kind == "scripts" and head.text == "_"
    if has_index:
        head = opened(head.parts[0])
    if head.kind != "name" or group.kind != "group" or group.text != "()" or not group.parts:
        return
    inner = opened(group.parts[0])
    arguments = inner.parts if inner.kind == "list" else (inner,)
    others = {id(opened(part.parts[0])) for side in node.parts[1:] for part in walk(side)
              if part.kind == "scripts" and part.text[:1] == "_"}  # eta_0 is another name than eta
    others |= {id(opened(part.parts[0])) for side in node.parts[1:] for part in walk(side)
               if has_index and part.kind == "juxtaposed"}  # f_z(y) = (1 - z) f(y)
    if len(arguments) == 1 and _is_member(opened(inner)):
        arguments = opened(inner).parts[:1]  # S(z_i) = ..., of the entry that the whole column makes
    if all(opened(part).kind == "name" and opened(part).text != head.text for part in arguments) and not any(
            part.kind == "name" and part.text == head.text and id(part) not in others
            for side in node.parts[1:] for part in walk(side)):
        uses.add(head.text, DEFINED)


def from_list(uses: Uses, node: Node) -> None:
    """x_1, ..., x_n in R^d: the x_i are a family, each with the shape that the set says."""
    last, first = opened(node.parts[-1]), opened(node.parts[0])
    if last.kind != "relation" or last.text != "member" or not _has_columns(last.parts[1]):
        return
    has_dots = any(opened(part).text in DOTS for part in node.parts)
    if has_dots and first.kind == "scripts" and first.text == "_" and opened(first.parts[1]).kind == "number":
        uses.add(opened(first.parts[0]).text, FAMILY)


def _has_columns(node: Node) -> bool:
    """R^d, R^{m x n}."""
    node = opened(node)
    return node.kind == "scripts" and node.text == "^" and opened(node.parts[0]).text in (r"\mathbb{R}", r"\R")


def _columns(side: Node, index: Node) -> int:
    """How many columns a table has in which an index stands, R_m of the turn by m theta; 0 for anything else."""
    table, index = opened(side), opened(index)
    if table.kind != "grid" or table.text not in _TABLES or not is_index(index) or not table.parts or not any(
            part.kind == "name" and part.text == index.text for part in walk(table)):
        return 0
    return len(table.parts[0].parts)


def _is_member(node: Node) -> bool:
    """A name with one letter below it."""
    return node.kind == "scripts" and node.text == "_" and opened(node.parts[1]).kind == "name"


def _gates(sides: Sequence[Node]) -> set[str]:
    """The letters below the capitals that stand before a state, r of W_r x_t; none that a sum binds."""
    found: set[str] = set()
    bound: set[str] = set()
    for node in (node for side in sides for node in walk(side)):
        if node.kind == "big":
            bound |= {part.text for part in walk(node.parts[0]) if part.kind == "name"}
        if node.kind in ("juxtaposed", "product"):
            for item, after in zip(map(opened, node.parts), map(opened, node.parts[1:]), strict=False):
                below = opened(item.parts[1]) if item.kind == "scripts" and item.text == "_" else item
                if item is not below and below.kind == "name" and is_capital(face(opened(item.parts[0]).text)[1]) and (
                        any(part.kind == "scripts" and part.text == "_" and counts_steps(opened(part.parts[1]))
                            for part in walk(after))):
                    found.add(below.text)
    return found - bound


def step_letters(relation: Node) -> Iterator[str]:
    """k of x_{k+1} = x_k - g_k, where the left side is given by an earlier member of its sequence."""
    left = opened(relation.parts[0])
    if left.kind != "scripts" or left.text != "_" or relation.text.split()[0] not in ("equal", "define", "assign"):
        return
    base, index = opened(left.parts[0]), opened(left.parts[1])
    letter = index.parts[0].text if index.kind == "sum" else index.text
    if letter in _MORE_STEPS and counts_steps(index, _MORE_STEPS) and any(
            part.kind == "scripts" and part.text == "_" and opened(part.parts[0]).text == base.text
            and counts_steps(opened(part.parts[1]), frozenset(letter)) and not _alike(part.parts[1], left.parts[1])
            for side in relation.parts[1:2] for part in walk(side)):
        yield letter


def _alike(a: Node, b: Node) -> bool:
    a, b = opened(a), opened(b)
    return (a.kind, a.text, len(a.parts)) == (b.kind, b.text, len(b.parts)) and all(map(_alike, a.parts, b.parts))


__all__ = ["from_list", "from_relation", "step_letters"]
