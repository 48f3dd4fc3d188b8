"""The conjugate transpose A^H, which is the transpose of a real matrix: a statement is judged for real matrices."""

from __future__ import annotations

from mathnn.expression import Symbol
from mathnn.expression.sort import TRUTH
from mathnn.syntax.surface import Kinds, Node, by_kind, opened
from mathnn.syntax.typefaces import BOLD_FACES, face

CONJUGATES = Symbol(r"\text{H is the conjugate transpose}", TRUTH)  # a convention, among a notation's assumptions
_SIGNS = frozenset(("H", r"\mathrm{H}", r"\mathsf{H}", r"\text{H}"))


def with_transposes(node: Node, *, is_said: bool) -> Node:
    """The tree with a transpose for each ^H; the same tree where there is none, or where H may be an exponent.

    Unless the text says it, every H has to stand above a capital or bold letter or above brackets, and one of the
    bases twice or in brackets: A^H A, (AB)^H.
    """
    kinds = by_kind((node,))
    raised = [part for part in kinds.get("scripts", ()) if part.text in ("^", "_^") and _is_sign(part.parts[-1])]
    if not raised:
        return node
    is_shown = len(raised) == _names(kinds) and all(map(_is_matrix, raised)) and _is_shown(raised, kinds)
    return _replaced(node) if is_said or is_shown else node


def _is_sign(node: Node) -> bool:
    inner = opened(node)
    return inner.kind == "name" and inner.text in _SIGNS


def _names(kinds: Kinds) -> int:
    """How often H stands anywhere."""
    return sum(name.text in _SIGNS for name in kinds.get("name", ()))


def _is_matrix(raised: Node) -> bool:
    base = opened(raised.parts[0])
    if base.kind == "group":
        return True
    style, letter = face(base.text)
    return base.kind == "name" and (style in BOLD_FACES or letter[:1].isupper())


def _is_shown(raised: list[Node], kinds: Kinds) -> bool:
    """Is a product turned round, or multiplied by what is turned?"""
    bases = {opened(part.parts[0]).text for part in raised}
    return any(opened(part.parts[0]).kind == "group" for part in raised) or any(
        opened(before).text in bases or opened(after).text in bases
        for row in kinds.get("juxtaposed", ()) for before, after in zip(row.parts, row.parts[1:], strict=False)
        if before in raised or after in raised)


def _replaced(node: Node) -> Node:
    parts = tuple(map(_replaced, node.parts))
    if node.kind == "scripts" and node.text in ("^", "_^") and _is_sign(node.parts[-1]):
        sign = node.parts[-1]
        parts = (*parts[:-1], Node("name", r"\top", (), sign.first, sign.last))
    return node._replace(parts=parts) if parts != node.parts else node


__all__ = ["CONJUGATES", "with_transposes"]
