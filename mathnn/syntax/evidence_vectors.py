"""Signs that only columns and matrices stand in or beside: norms, inner products, softmax, a trace."""

from __future__ import annotations

from mathnn.syntax.index_letters import LABELS
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.typefaces import BOLD_FACES, face, is_capital
from mathnn.syntax.uses import RAISED, VECTOR_LIKE, Uses


def from_product(uses: Uses, node: Node) -> None:
    signs = node.text.split()
    if r"\odot" in signs:
        for part in node.parts:
            _like_vector(uses, part)


def _like_vector(uses: Uses, node: Node) -> None:
    node = opened(node)
    base = node.parts[0] if node.kind == "scripts" and "_" not in node.text else node
    if base.kind == "name":
        uses.add(base.text, VECTOR_LIKE)


def from_group(uses: Uses, node: Node) -> None:
    if node.text not in (r"\|\|", r"\langle\rangle") or not node.parts:
        return
    inside = node.parts[0]
    if node.text == r"\langle\rangle":
        parts: tuple[Node, ...] = inside.parts if inside.kind == "list" and len(inside.parts) == 2 else ()
    elif any(part.kind == "name" and face(part.text)[0] in BOLD_FACES for part in walk(inside)):
        return
    else:
        parts = inside.parts if inside.kind == "sum" else (inside,)
    for part in parts:
        if part.kind == "sum":
            for term in part.parts:
                _like_vector(uses, term)
        else:
            last = part.parts[-1] if part.kind == "juxtaposed" else part
            _like_vector(uses, last)


def from_function(uses: Uses, node: Node) -> None:
    if node.text == "log":
        uses.add(opened(node.parts[1]).text, RAISED)
    if node.text in ("trace", "det"):
        for part in walk(node.parts[1]):
            if part.kind == "name" and is_capital(face(part.text)[1]) and part.text not in LABELS:
                uses.add(part.text, VECTOR_LIKE)
    if node.text in ("softmax", "diag"):
        inside = opened(node.parts[1])
        if inside.kind == "group" and inside.parts:
            _like_vector(uses, inside.parts[0])


__all__ = ["from_function", "from_group", "from_product"]
