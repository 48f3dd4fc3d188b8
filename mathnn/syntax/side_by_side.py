r"""Columns side by side by their names, ``U = [u_1 \cdots u_n]``: no product of numbers, and no column of them."""

from __future__ import annotations

from mathnn.syntax.grammar import DOTS, TRANSPOSES
from mathnn.syntax.index_letters import is_index, is_label
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.typefaces import is_small
from mathnn.syntax.uses import FAMILY, INVERTED, SIDE_BY_SIDE, TRANSPOSED, Uses

_ROWS = frozenset(("bmatrix", "pmatrix", "matrix"))


def letter_side_by_side(matrix: str, node: Node, uses: Uses) -> str:
    """The small letter whose members stand side by side in this right side of a capital; empty for anything else.

    Commas part numbers as often: there the section must show that the capital is a matrix, or its parts are columns.
    """
    node = opened(node)
    if node.kind == "scripts" and node.text == "^" and opened(node.parts[1]).text in TRANSPOSES:
        node = opened(node.parts[0])
    letter = _letter(items(node))
    if not letter:
        return ""
    has_commas = node.kind == "group" and opened(node.parts[0]).kind == "list"
    return letter if not has_commas or _is_matrix(matrix, letter, uses) else ""


def last_of_columns(node: Node) -> str:
    """The n of [u_1, ..., u_n], with commas or without; empty for anything else."""
    parts = items(opened(node))
    if not _letter(parts):
        return ""
    script = opened(opened(parts[-1]).parts[1])
    script = opened(script.parts[0]) if script.kind == "group" and script.parts else script
    return script.text if script.kind == "name" else ""


def items(node: Node) -> tuple[Node, ...]:
    """What stands in square brackets, or in the only row of a table."""
    if node.kind == "grid" and node.text in _ROWS and len(node.parts) == 1:
        return node.parts[0].parts
    if node.kind != "group" or node.text not in ("[]", "()") or not node.parts:
        return ()
    inner = opened(node.parts[0])
    return inner.parts if inner.kind == "list" or (inner.kind == "juxtaposed" and node.text == "[]") else ()


def _letter(parts: tuple[Node, ...]) -> str:
    """The letter of all these members, between which dots stand."""
    parts = tuple(map(opened, parts))
    letters = {_member(part) for part in parts if part.text not in DOTS}
    return letters.pop() if len(letters) == 1 and any(part.text in DOTS for part in parts) and len(parts) > 2 else ""


def _member(part: Node) -> str:
    """The letter of u_i or u^{(i)}; empty for anything else."""
    if part.kind != "scripts" or part.text not in ("_", "^") or not is_small(opened(part.parts[0]).text):
        return ""
    is_numbered = is_index(part.parts[1]) if part.text == "_" else (
        opened(part.parts[1]).kind == "group" and is_label(part.parts[1]))
    return opened(part.parts[0]).text if is_numbered else ""


def _is_matrix(matrix: str, letter: str, uses: Uses) -> bool:
    """Is the capital transposed or inverted in this section, or a part of it a row by its transpose?"""
    of_parts = uses.shown.get(letter, 0) & (FAMILY | SIDE_BY_SIDE)
    return bool(uses.shown.get(matrix, 0) & (TRANSPOSED | INVERTED) or of_parts)


__all__ = ["items", "last_of_columns", "letter_side_by_side"]
