"""Where in a formula the part stands that a verdict calls wrong, and the formula with the right number in its place."""

from __future__ import annotations

from mathnn.claims import Verdict
from mathnn.syntax.main_relation import main_relation
from mathnn.syntax.read import Reading
from mathnn.syntax.surface import Node
from mathnn.syntax.tokens import spans


def marked(verdict: Verdict, reading: Reading, link: int, links: int) -> Verdict:
    """A wrong verdict with its place: the right side of a lone relation, both sides of link number `link` of a chain.

    Unchanged where the sides of the tree are not those of the text, as with a condition beside the relation.
    """
    if not verdict.is_wrong or verdict.start is not None:
        return verdict
    relation = main_relation(reading.surface)
    if relation.kind != "relation" or len(relation.parts) != links + 1:
        return verdict
    left, right = relation.parts[link : link + 2]
    is_number = _is_number(right)
    first = right if links == 1 or is_number else left
    latex = reading.latex
    if verdict.method == "certified digits" and is_number and verdict.suggestion is not None:
        start, end = _place(latex, first, right)
        better = f"It holds as ${latex[:start]}{verdict.suggestion}{latex[end:]}$."
        verdict = verdict.changed(suggestion=better)
    return verdict.changed(start=lambda: _place(latex, first, right)[0], end=lambda: _place(latex, first, right)[1])


def _place(latex: str, first: Node, last: Node) -> tuple[int, int]:
    """Where the first of the nodes begins and the last one ends."""
    at = spans(latex)
    return at[first.first][0], at[max(last.last - 1, last.first)][1]


def _is_number(side: Node) -> bool:
    return side.kind == "number" or (side.kind == "prefix" and side.parts[0].kind == "number")


__all__ = ["marked"]
