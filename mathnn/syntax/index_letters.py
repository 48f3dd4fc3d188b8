"""Letters and short terms that count where they stand in scripts: indices, labels of layers, steps, classes."""

from __future__ import annotations

from mathnn.syntax.surface import Node, opened

LABELS = frozenset(("l", "L", r"\ell"))
STEPS = frozenset(("t", r"\tau"))
CLASSES = frozenset("ytc")  # letters of targets: f_{y_i} is the entry at a sample's class; f_{x_i} a derivative


def is_index(node: Node) -> bool:
    """A letter that counts, or a sum of such, of their halves and of numbers: i, i+1, n-1, i+d/2."""
    node = opened(node)
    if node.kind == "name":
        return _is_counting(node.text)
    if node.kind == "number":
        return node.text.isdigit()
    if node.kind in ("sum", "prefix"):
        return all(is_index(part) or _is_part(opened(part)) for part in node.parts)
    if node.kind == "juxtaposed":
        return all(opened(part).kind in ("number", "name") and is_index(part) for part in node.parts)
    if node.kind == "scripts" and node.text == "_":
        return is_index(node.parts[0])
    return False


def _is_part(node: Node) -> bool:
    """d/2 of the index i + d/2: a letter over a number. By itself it is a power, x^{(p/2)}."""
    return node.kind == "frac" and opened(node.parts[0]).kind == "name" and opened(node.parts[1]).kind == "number" and (
        is_index(node.parts[0]))


def _is_counting(name: str) -> bool:
    return (len(name) == 1 and name.isalpha() and name.islower() and name not in "xyzoef") or name in (
        r"\ell", "L", "N", "K", "T", "M", "D", r"\tau", r"\imath", r"\jmath", "J", "I",
        r"\alpha", r"\beta", r"\mu", r"\nu")


def is_class(node: Node) -> bool:
    """The class of a sample that stands as an index: y_i."""
    return (node.kind == "scripts" and node.text == "_" and opened(node.parts[0]).kind == "name"
            and is_index(node.parts[1]))


def counts_steps(node: Node, letters: frozenset[str] = STEPS) -> bool:
    """Is this the number of a step: t, t + 1?"""
    if node.kind == "name":
        return node.text in letters
    shifted = node.kind == "sum" and len(node.parts) == 2
    return shifted and node.parts[0].text in letters and node.parts[1].kind == "number"


def is_label(node: Node) -> bool:
    """A layer or sample in brackets, or l, L, l - 1 by themselves."""
    node = opened(node)
    if node.kind == "group" and node.text in ("()", "[]", r"\langle\rangle") and node.parts:
        return is_index(node.parts[0]) or opened(node.parts[0]).kind in ("number", "name")
    if node.kind == "name":
        return node.text in LABELS
    shifted = node.kind == "sum" and len(node.parts) == 2
    return shifted and node.parts[0].text in LABELS and node.parts[1].kind == "number"


__all__ = ["CLASSES", "LABELS", "STEPS", "counts_steps", "is_class", "is_index", "is_label"]
