"""The conjugate transpose A^H, which is the transpose of a real matrix: a statement is judged for real matrices.

And A^t, a transpose where t stands nowhere else and the statement turns products round.
"""

from __future__ import annotations

from mathnn.expression import Symbol
from mathnn.expression.sort import TRUTH
from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.surface import Kinds, Node, by_kind, opened, walk
from mathnn.syntax.typefaces import BOLD_FACES, face

CONJUGATES = Symbol(r"\text{H is the conjugate transpose}", TRUTH)  # a convention, among a notation's assumptions
_SMALL = frozenset(("t",))
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
    is_shown = len(raised) == _names(kinds, _SIGNS) and all(map(_is_matrix, raised)) and _is_shown(raised, kinds)
    return _replaced(node, _SIGNS) if is_said or is_shown else node


def with_small_transposes(node: Node) -> Node:
    """The tree with a transpose for each ^t; the same tree where t may be a power, (U D U^{-1})^t = U D^t U^{-1}."""
    kinds = by_kind((node,))
    scripts = [part for part in kinds.get("scripts", ()) if part.text in ("^", "_^")]
    exponents = [opened(part.parts[-1]) for part in scripts]
    raised = [part for part in scripts if _is_sign(part.parts[-1], _SMALL)]
    if len(raised) != _names(kinds, _SMALL) or any(
            sign.kind == "prefix" or sign.text in TRANSPOSES for sign in exponents):
        return node
    bases = {opened(part.parts[0]).text for part in raised if _is_matrix(part) and part.text == "^"} - {"()", "[]"}
    is_turned = any(inner.kind == "name" and inner.text in bases for part in raised
                    if opened(part.parts[0]).kind == "group" for inner in walk(part.parts[0]))
    return _replaced(node, _SMALL) if bases and (is_turned or _stand_by_themselves(raised, bases, kinds)) else node


def _is_sign(node: Node, signs: frozenset[str] = _SIGNS) -> bool:
    inner = opened(node)
    return inner.kind == "name" and inner.text in signs


def _names(kinds: Kinds, signs: frozenset[str]) -> int:
    """How often the sign stands anywhere."""
    return sum(name.text in signs for name in kinds.get("name", ()))


def _is_matrix(raised: Node) -> bool:
    base = opened(raised.parts[0])
    if base.kind == "group":
        return True
    style, letter = face(base.text)
    return base.kind == "name" and (style in BOLD_FACES or letter[:1].isupper())


def _is_shown(raised: list[Node], kinds: Kinds) -> bool:
    """Is a product turned round, or multiplied by what is turned?"""
    bases = {opened(part.parts[0]).text for part in raised}
    return any(opened(part.parts[0]).kind == "group" for part in raised) or _stand_by_themselves(raised, bases, kinds)


def _stand_by_themselves(raised: list[Node], bases: set[str], kinds: Kinds) -> bool:
    """A^H A, A A^H: a factor beside itself turned."""
    return any(opened(before).text in bases or opened(after).text in bases
               for row in kinds.get("juxtaposed", ()) for before, after in zip(row.parts, row.parts[1:], strict=False)
               if before in raised or after in raised)


def _replaced(node: Node, signs: frozenset[str]) -> Node:
    parts = tuple(_replaced(part, signs) for part in node.parts)
    if node.kind == "scripts" and node.text in ("^", "_^") and _is_sign(node.parts[-1], signs):
        sign = node.parts[-1]
        parts = (*parts[:-1], Node("name", r"\top", (), sign.first, sign.last))
    return node._replace(parts=parts) if parts != node.parts else node


__all__ = ["CONJUGATES", "with_small_transposes", "with_transposes"]
