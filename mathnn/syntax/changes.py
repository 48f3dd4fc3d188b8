"""A change of a letter is one name: ``dW`` of ``dW = dZ X^T``, ``dx`` of ``dy = f'(x) dx``, ``\\Delta w``.

A d is taken for the sign of a change only where each d of the formula stands right before a letter; where one stands
alone, as a dimension does, all of them are letters. Derivatives and integrals are left as they are.
"""

from __future__ import annotations

from collections.abc import Container

from mathnn.syntax.surface import Kinds, Node, opened, walk

_SIGNS = frozenset(("d", r"\mathrm{d}", r"\Delta"))


def with_changes(node: Node, kinds: Kinds, letters: Container[str]) -> Node:
    """The tree in which each change is one name. The same tree where there is none, or where the letter is known."""
    signs = _SIGNS.intersection([part.text for part in kinds.get("name", ())])
    for sign in signs:
        if sign not in letters and (joined := _joined(node, sign)) is not None and _of_letters(joined, sign):
            node = joined
    return node


def _of_letters(node: Node, sign: str) -> bool:
    """Is there a change of one letter? Else d(x, y) is a distance, no change of what is in its brackets."""
    return any(part.kind == "name" and part.text != sign and part.text.startswith(sign) for part in walk(node))


def _joined(node: Node, sign: str) -> Node | None:
    """The tree with the changes of one sign joined; None where the sign stands as a letter somewhere."""
    if node.kind == "name":
        return None if node.text == sign else node
    if _is_derivative(node, sign) or (node.kind == "big" and node.text.startswith("integral")):
        return node
    parts: list[Node] = []
    waiting: Node | None = None
    for part in node.parts:
        if waiting is not None:
            changed = _change(waiting, part, sign)
            if changed is None:
                return None
            part, waiting = changed, None
        elif node.kind == "juxtaposed" and part.kind == "name" and part.text == sign:
            waiting = part
            continue
        made = _joined(part, sign)
        if made is None:
            return None
        parts.append(made)
    if waiting is not None:
        return None
    if node.kind == "juxtaposed" and len(parts) == 1:
        return parts[0]
    return node._replace(parts=tuple(parts))


def _change(sign: Node, letter: Node, text: str) -> Node | None:
    """dx of d and x; of d and x_i it is dx with that index."""
    if letter.kind == "scripts":
        base = _change(sign, letter.parts[0], text)
        return letter._replace(parts=(base, *letter.parts[1:]), first=sign.first) if base is not None else None
    if letter.kind == "group" and letter.text in ("()", "[]"):
        return Node("a change of more than a letter", text, (letter,), sign.first, letter.last)
    if letter.kind != "name" or letter.text == text or letter.text in _SIGNS:
        return None
    space = " " if text == r"\Delta" else ""
    return Node("name", text + space + letter.text, (), sign.first, letter.last)


def _is_derivative(node: Node, sign: str) -> bool:
    """dy/dx, as a fraction or with a stroke."""
    if node.kind == "frac" or (node.kind == "product" and node.text.split() == ["/"]):
        return all(_begins(part, sign) for part in node.parts)
    return False


def _begins(node: Node, sign: str) -> bool:
    node = opened(node)
    while node.kind in ("juxtaposed", "scripts") and node.parts:
        node = opened(node.parts[0])
    return node.kind == "name" and node.text == sign


__all__ = ["with_changes"]
