r"""Products of equal factors with dots, ``\underbrace{A \cdots A}_{n \text{ times}}`` and ``A A \cdots A v = A^N v``.

How many factors there are a note at a brace says, or a power of the same letter elsewhere in the formula.
"""

from __future__ import annotations

import re

from mathnn.syntax.surface import Kinds, Node, opened, walk

_DOTS = frozenset((r"\cdots", r"\dots", r"\ldots", r"\dotsm"))
_TIMES = re.compile(r"\s*\$?\s*([A-Za-z]|\d+)\s*\$?\s*(?:times|factors|copies)\s*")
_WORDS = re.compile(r"\\(?:text\w*|mathrm|mbox)\{([^{}]*)\}")


def with_repeats(node: Node, kinds: Kinds) -> Node:
    """The tree with powers in place of such products. The same tree where there is none."""
    if not any(name.text in _DOTS for name in kinds.get("name", ())):
        return node
    powers = {power for part in kinds.get("scripts", ()) if (power := _power(part)) is not None}
    counts = {base: exponent for base, exponent in powers if sum(base == other for other, _ in powers) == 1}
    return _rewritten(node, counts)


def _power(node: Node) -> tuple[str, str] | None:
    """A letter and the letter that it is raised to."""
    base, above = opened(node.parts[0]), opened(node.parts[-1])
    is_power = node.text == "^" and base.kind == above.kind == "name" and len(above.text) == 1 and above.text != "T"
    return (base.text, above.text) if is_power else None


def _rewritten(node: Node, counts: dict[str, str]) -> Node:
    parts = tuple(_rewritten(part, counts) for part in node.parts)
    node = node if all(a is b for a, b in zip(parts, node.parts, strict=True)) else node._replace(parts=parts)
    if node.kind == "noted" and not node.text and len(node.parts) == 2:
        return _counted(node) or node
    if node.kind == "juxtaposed":
        return _shortened(node, counts)
    return _flattened(node) if node.kind == "product" else node


def _counted(node: Node) -> Node | None:
    """A^n of the product under a brace with the note "n times"."""
    product, note = opened(node.parts[0]), node.parts[1]
    said = _TIMES.fullmatch("".join(_WORDS.sub(r"\1", part.text) for part in walk(note)
                                    if part.kind in ("name", "number", "words")))
    factors = [part for part in product.parts if part.text not in _DOTS]
    if said is None or product.kind != "juxtaposed" or len(factors) not in (2, 3) or (
            len(factors) + 1 != len(product.parts)) or not all(is_alike(factors[0], part) for part in factors):
        return None
    kind = "number" if said[1].isdigit() else "name"
    return Node("scripts", "^", (factors[0], Node(kind, said[1], (), note.first, note.last)), node.first, node.last)


def _shortened(node: Node, counts: dict[str, str]) -> Node:
    """A A \\cdots A v as A^N v."""
    for at, dots in enumerate(node.parts[1:-1], 1):
        letter = node.parts[at - 1]
        if dots.text in _DOTS and letter.kind == "name" and letter.text in counts and is_alike(
                letter, node.parts[at + 1]):
            first = at - 1
            while first and is_alike(node.parts[first - 1], letter):
                first -= 1
            last = node.parts[at + 1].last
            power = Node("scripts", "^", (node.parts[first], Node("name", counts[letter.text], (), last, last)),
                         node.parts[first].first, last)
            parts = (*node.parts[:first], power, *node.parts[at + 2:])
            return power if len(parts) == 1 else node._replace(parts=parts)
    return node


def _flattened(node: Node) -> Node:
    r"""A \cdot A^N v, where the power stands for A \cdots A and the points belong to it, as A^N v."""
    last = node.parts[-1]
    head = last.parts[0] if last.kind == "juxtaposed" else last
    is_made = head.kind == "scripts" and len(head.parts) == 2 and head.parts[1].first == head.parts[1].last
    if not is_made or not all(is_alike(part, head.parts[0]) for part in node.parts[:-1]):
        return node
    whole = head._replace(first=node.first)
    return whole if last is head else last._replace(parts=(whole, *last.parts[1:]), first=node.first)


def is_alike(a: Node, b: Node) -> bool:
    """Are two trees written alike, wherever they stand?"""
    return (a.kind, a.text, len(a.parts)) == (b.kind, b.text, len(b.parts)) and all(map(is_alike, a.parts, b.parts))


__all__ = ["is_alike", "with_repeats"]
