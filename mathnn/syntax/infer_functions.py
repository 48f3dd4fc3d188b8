"""Functions that stand without arguments: f + g, cf, f \\circ g, f^{-1}, and what a prime on brackets derives."""

from __future__ import annotations

from mathnn.expression import NUMBER, Call, Expr, function
from mathnn.syntax.function_letters import FUNCTIONS, TABLED
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer import Inference
from mathnn.syntax.infer_names import function_named
from mathnn.syntax.pointwise import holds_function
from mathnn.syntax.spelled_names import scripted_text
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.uses import CALLED


def composed(inf: Inference, node: Node) -> Expr | None:
    """f \\circ g of functions, by itself or applied: f_2 \\circ f_1(x)."""
    heads = [_composable(inf, part) for part in node.parts[:-1]]
    functions = tuple(head for head in heads if head is not None)
    if len(functions) < len(heads):
        return None
    last = opened(node.parts[-1])
    if last.kind == "juxtaposed" and len(last.parts) == 2 and _composable(inf, last.parts[0]) is not None:
        head = composition(functions) if functions[1:] else functions[0]
        return Call("apply", (head, inf.tree(last)), head.sort.value or NUMBER)
    found = _composable(inf, last)
    return None if found is None else composition((*functions, found))


def _composable(inf: Inference, part: Node) -> Expr | None:
    """A function, or dots, between circles; h is one there."""
    inner = opened(part)
    if inner.kind == "name" and inner.text in DOTS:
        return inf.name(inner.text)
    if inner.kind == "name" and inner.text == "h" and inf.is_new("h"):
        return function_named(inf, "h")
    return functions_in(inf, part)


def functions_in(inf: Inference, node: Node) -> Expr | None:
    """A product, sum or composition of functions: fg, f + g, f \\circ g; None when anything in it is no function."""
    node = opened(node)
    if node.kind == "name":
        return _named_function(inf, node.text)
    if node.kind == "scripts" and opened(node.parts[0]).kind == "name":
        head = _named_function(inf, opened(node.parts[0]).text)
        if head is None:
            return None
        if node.text == "_":  # f_2 \\circ f_1
            return _named_function(inf, scripted_text(opened(node.parts[0]).text, node)) or function_named(
                inf, scripted_text(opened(node.parts[0]).text, node))
        tree = inf.tree(node)
        return tree if tree.sort.kind == "function" else None
    if node.kind not in ("juxtaposed", "sum", "product"):
        return None
    if node.kind == "product" and set(node.text.split()) - {r"\circ", r"\cdot", "/"}:
        return None
    found = [functions_in(inf, part) for part in node.parts]
    if any(part is None for part in found):
        return None
    trees = tuple(part for part in found if part is not None)
    if node.kind == "sum":
        signs = ["+", *node.text.split()]
        trees = tuple(Call("negate", (t,), t.sort) if s == "-" else t for s, t in zip(signs, trees, strict=True))
        return Call("add", trees, trees[0].sort)
    sign = node.text.split()[0] if node.kind == "product" else ""
    op = {r"\circ": "compose", "/": "divide"}.get(sign, "multiply")
    if op == "compose":
        return composition(trees)
    return Call(op, trees, trees[-1].sort)


def composition(functions: tuple[Expr, ...]) -> Call:
    """f \\circ g: what g takes, and what f gives."""
    return Call("compose", functions, function(*functions[-1].sort.domain, value=functions[0].sort.value or NUMBER))


def _named_function(inf: Inference, text: str) -> Expr | None:
    known = inf.symbols.get(text) or inf.declared(text)
    if known is not None:
        return known if known.sort.kind == "function" else None
    is_one = text in FUNCTIONS or text in TABLED or inf.evidence.of(text) & CALLED or (
        inf.evidence.is_whole_function(text))
    return function_named(inf, text) if is_one else None


def combined(inf: Inference, node: Node) -> Expr | None:
    """What is differentiated in (cf)'(x) and (1/f)'(x): functions among numbers."""
    names = [part.text for part in walk(node) if part.kind == "name"]
    if not any(_named_function(inf, text) for text in names if text not in inf.forced):
        return None
    tree = inf.tree(node)
    return tree if holds_function(tree) else None


def names_inverse(inf: Inference, text: str, above: Node, group: Node) -> bool:
    """f^{-1}(y), \\sigma^{-1}(y): a function applied elsewhere, or a usual letter of one before a name."""
    inner = opened(above)
    if inner.kind != "prefix" or inner.text != "-" or opened(inner.parts[0]).text != "1" or text not in FUNCTIONS:
        return False
    return bool(inf.evidence.of(text) & CALLED) or (
        bool(group.parts) and opened(group.parts[0]).kind in ("name", "juxtaposed"))


__all__ = ["combined", "composed", "functions_in", "names_inverse"]
