"""How far a sum reaches: over the terms behind it that hold its index, where that index means nothing else.

By the rules of precedence a sum ends before the next plus sign; an author who writes its index behind that sign meant
the whole. It is taken so and said.
"""

from __future__ import annotations

from mathnn.syntax.index_letters import is_index
from mathnn.syntax.infer import Inference
from mathnn.syntax.surface import Node, opened, script, walk

_SUMS = ("sum", "product")


def gathered(inf: Inference, node: Node) -> Node:
    """The same terms, with those that hold the index of a sum before them moved into it."""
    parts, signs = list(node.parts), node.text.split()
    for at in range(len(parts) - 1):
        sign = _last_sum(parts[at])
        if sign is None:
            continue
        letters = {name for name in _indices(sign) if not inf.bound.get(name) and inf.declared(name) is None}
        last = max((k for k in range(at + 1, len(parts)) if _free(parts[k]) & letters), default=at)
        if last == at:
            continue
        body = Node("sum", " ".join(signs[at:last]), (sign.parts[1], *parts[at + 1 : last + 1]),
                    sign.parts[1].first, parts[last].last)
        inf.taken.setdefault("scope", "a sum before terms that hold its index: it reaches over them")
        merged = _with_body(parts[at], body)
        rest = (*parts[:at], merged, *parts[last + 1 :])
        if len(rest) == 1:
            return merged
        return gathered(inf, Node("sum", " ".join((*signs[:at], *signs[last:])), rest, node.first, node.last))
    return node


def _last_sum(node: Node) -> Node | None:
    """The sum at the end of a term."""
    node = opened(node)
    if node.kind == "big" and node.text in _SUMS:
        return node
    return _last_sum(node.parts[-1]) if node.kind in ("juxtaposed", "prefix") and node.parts else None


def _with_body(node: Node, body: Node) -> Node:
    """A term whose last sum has this body."""
    node = opened(node)
    if node.kind == "big":
        return Node(node.kind, node.text, (node.parts[0], body), node.first, body.last)
    return Node(node.kind, node.text, (*node.parts[:-1], _with_body(node.parts[-1], body)), node.first, body.last)


def _indices(sign: Node) -> set[str]:
    """The letters that a sum runs over."""
    head = sign.parts[0]
    if not head.parts or "_" not in head.text:
        return set()
    below = opened(head.parts[head.text.index("_")])
    first = opened(below.parts[0]) if below.kind in ("relation", "given", "when") else below
    listed = first.parts if first.kind in ("list", "juxtaposed") else (first,)
    return {opened(part).text for part in listed if opened(part).kind == "name" and is_index(part)}


def _free(node: Node) -> set[str]:
    """The letters that stand as an index in a term and are bound by no sum in it."""
    bound = {name for part in walk(node) if part.kind == "big" for name in _indices(part)}
    found: set[str] = set()
    for part in walk(node):
        if (below := script(part, "_")) is not None:
            found |= {inner.text for inner in walk(below) if inner.kind == "name"}
        if (above := script(part, "^")) is not None:
            above = opened(above)
            if above.kind == "group" and above.text in ("()", "[]"):  # the number of a sample
                found |= {inner.text for inner in walk(above) if inner.kind == "name"}
    return found - bound


__all__ = ["gathered"]
