"""Sets of numbers and their dimensions: R, R^n, R^{m x n}, N, Z."""

from __future__ import annotations

from fractions import Fraction

from mathnn.expression import INTEGER, Call, Expr, Number, Symbol
from mathnn.expression.sort import SET
from mathnn.syntax.dimensions import simple
from mathnn.syntax.index_letters import is_index
from mathnn.syntax.infer import Inference
from mathnn.syntax.infer_indices import counting
from mathnn.syntax.spelled_names import scripted_text, text_of
from mathnn.syntax.surface import Node, opened

NUMBER_SETS = {r"\mathbb{R}": "reals", r"\mathbb{N}": "naturals", r"\mathbb{Z}": "integers"}


def number_set(inf: Inference, text: str, parts: dict[str, Node]) -> Expr:
    """R, R^n, R^{m x n}, N, Z."""
    above = parts.get("^")
    if (found := signed(text, parts)) is not None:
        return found
    if text in (r"\mathbb{N}", r"\mathbb{Z}"):
        return Call("naturals" if "N" in text else "integers", (), SET)
    if "_" in parts and above is None:
        below = text_of(parts["_"])
        return Symbol(f"{text}_{{{below}}}" if len(below) > 1 else f"{text}_{below}", SET)
    if above is None:
        return Call("reals", (), SET)
    inner = opened(above)
    if inner.kind == "name" and inner.text in ("-", "*"):
        return Symbol(f"{text}^{inner.text}", SET)
    sides = inner.parts if inner.kind == "product" and set(inner.text.split()) <= {r"\times"} else (inner,)
    return Call("reals", tuple(dimension(inf, side) for side in sides), SET)


def signed(text: str, parts: dict[str, Node]) -> Expr | None:
    """R_+, R^+, R_{>0}, R_{\\ge 0} as intervals. Whether 0 is in R_+ is a matter of taste: here it is not."""
    if text != r"\mathbb{R}" or len(parts) != 1:
        return None
    (script,) = parts.values()
    begins = _BEGINS.get(text_of(script))
    return None if begins is None else Call(
        "interval", (Number(Fraction(0), "0"), Symbol(r"\infty"), Symbol(begins, SET)), SET)


_BEGINS = {"+": "()", "++": "()", ">0": "()", r"\ge 0": "[)"}


def dimension(inf: Inference, node: Node) -> Expr:
    """A dimension in R^n: n_l is the width of a layer when l is a label."""
    node = opened(node)
    if node.kind == "scripts" and node.text == "_" and opened(node.parts[0]).kind == "name":
        index = opened(node.parts[1])
        whole = scripted_text(opened(node.parts[0]).text, node)
        if is_index(index) and whole not in inf.notation.names and index.kind != "number":
            return Call("layer", (Symbol(opened(node.parts[0]).text, INTEGER), simple(counting(inf, index))), INTEGER)
        symbol = inf.symbols.setdefault(whole, Symbol(whole, INTEGER))
        return symbol
    if node.kind == "name" and node.text in inf.symbols and inf.symbols[node.text].sort.kind == "number" and (
            node.text in inf.inferred):
        inf.symbols.pop(node.text)
    return simple(counting(inf, node))


__all__ = ["NUMBER_SETS", "dimension", "number_set", "signed"]
