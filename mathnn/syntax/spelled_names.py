"""The canonical spelling of a name with its scripts, under which the symbol table knows it."""

from __future__ import annotations

from mathnn.syntax.surface import Node, opened

DECORATIONS = frozenset(("*", r"\ast", r"\star", "+", "-", r"\dagger", r"\prime", r"\circ"))
MARKS_IN_WORDS = frozenset("new old next prev pred true opt init train test target MLE MAP".split())  # in plain letters


def text_of(node: Node) -> str:
    """The canonical spelling of a short surface tree, as a part of a name."""
    if node.kind in ("name", "number", "words"):
        return node.text
    if node.kind == "group":
        inside = text_of(node.parts[0]) if node.parts else ""
        if node.text == "{}":
            return inside
        half = len(node.text) // 2
        return node.text[:half] + inside + node.text[half:]
    if node.kind in ("sum", "list", "relation", "product", "given"):
        signs = node.text.split()
        pieces = [text_of(node.parts[0])]
        for sign, part in zip(signs, node.parts[1:], strict=True):
            pieces += [{"equal": "="}.get(sign, sign), text_of(part)]
        return " ".join(pieces).replace(" ,", ",") if node.kind in ("list", "given") else "".join(
            piece + (" " if piece[:1] == "\\" and piece[-1:].isalpha() else "") for piece in pieces)
    if node.kind == "juxtaposed":
        text = ""
        for part in node.parts:
            piece = text_of(part)
            text += (" " if text[-1:].isalpha() and "\\" in text and piece[:1].isalpha() else "") + piece
        return text
    if node.kind == "prefix":
        return node.text + text_of(node.parts[0])
    if node.kind == "scripts":
        return scripted_text(text_of(node.parts[0]), node)
    inside = ", ".join(text_of(part) for part in node.parts)  # two such parts are the same only if they look the same
    return f"\\text{{{node.kind}}}{{{node.text} {inside}}}"


def scripted_text(base: str, node: Node) -> str:
    """A base with its scripts, in canonical spelling."""
    at, text = 1, base
    for sign in node.text:
        if sign in "_^":
            inner = text_of(node.parts[at])
            text += sign + (inner if len(inner) == 1 else f"{{{inner}}}")
            at += 1
        else:
            text += sign
    return text


def name_of(node: Node) -> str:
    """The name that a node is, with its scripts; empty for what is none."""
    node = opened(node)
    if node.kind == "name":
        return node.text
    return scripted_text(text_of(node.parts[0]), node) if node.kind == "scripts" else ""


def script_parts(node: Node) -> dict[str, Node]:
    """The scripts of a node by their sign; primes count under ``'``."""
    found: dict[str, Node] = {}
    at = 1
    for sign in node.text:
        if sign in "_^":
            found[sign] = node.parts[at]
            at += 1
    return found


__all__ = ["DECORATIONS", "MARKS_IN_WORDS", "name_of", "script_parts", "scripted_text", "text_of"]
