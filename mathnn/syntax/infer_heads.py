"""What stands before brackets: a function, by itself, with a prime, an inverse, a label; or a factor."""

from __future__ import annotations

from mathnn.expression import Expr, Symbol, function
from mathnn.syntax.function_letters import EXTREMES, is_function, is_of_matrix
from mathnn.syntax.index_letters import is_label
from mathnn.syntax.infer import ClashError, Inference
from mathnn.syntax.infer_functions import combined, functions_in, names_inverse
from mathnn.syntax.infer_names import function_named
from mathnn.syntax.infer_primes import slope_of
from mathnn.syntax.infer_superscripts import superscript
from mathnn.syntax.spelled_names import scripted_text, text_of
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.uses import PRIMED

DENSITIES = ("p", "P", "q")
_OF_LAYERS = frozenset(("f", "g", "h", r"\phi", r"\varphi", r"\psi", r"\sigma"))


def head_of(inf: Inference, part: Node, group: Node) -> Expr | None:
    """The function that a factor before brackets is; None when it is a factor."""
    part = opened(part)
    if part.kind == "name":
        return _function_name(inf, part.text, group)
    if part.kind == "group" and part.text == "()" and part.parts:
        return functions_in(inf, part.parts[0])
    if part.kind != "scripts":
        return None
    base = opened(part.parts[0])
    if base.kind == "group" and base.text == "()" and base.parts:
        if part.text.strip("'"):
            return None
        inner = functions_in(inf, base.parts[0]) or combined(inf, base.parts[0])
        return None if inner is None else slope_of(inner, part.text.count("'"))
    if base.kind != "name":
        return None
    return _scripted_head(inf, part, base, group)


def _function_name(inf: Inference, text: str, group: Node) -> Expr | None:
    known = (inf.bound[text][-1] if inf.bound.get(text) else None) or inf.symbols.get(text) or inf.declared(text)
    if known is not None:
        if known.sort.kind == "function":
            inf.symbols.setdefault(text, known)
            return known
        return _density_beside(inf, known, text, group)
    if text in inf.forced and inf.forced[text] >= 0 and inf.forced[text] != 9:
        return None
    if inf.forced.get(text) == 9 or is_function(text, inf.evidence.of(text), group):
        return function_named(inf, text)
    return None


def _density_beside(inf: Inference, known: Symbol, base: str, group: Node) -> Symbol | None:
    """The function p of p(x) where the same letter stands alone as well, as in D(p || q)."""
    inner = opened(group.parts[0]) if group.parts else None
    if inner is None or group.text != "()" or not (inner.kind in ("list", "given", "relation") or (
            base in DENSITIES and inner.kind == "name" and known.name in inf.inferred)):
        return None
    if not known.sort.shape and known.name in inf.inferred:
        return inf.symbols.setdefault(known.name + "(", Symbol(known.name, function()))
    raise ClashError(f"{known.name} is used as a function", group)


def _scripted_head(inf: Inference, part: Node, base: Node, group: Node) -> Expr | None:
    """f', f^{(n)}, p_\\theta, f^{-1}, l^{(i)} before brackets."""
    if (of_layer := _of_layer(part, base)) is not None:
        name, primes = of_layer
        return slope_of(function_named(inf, name), primes)
    marks = part.text
    whole = scripted_text(base.text, Node("scripts", marks.replace("'", ""), part.parts, part.first, part.last))
    primes = marks.count("'")
    if marks.strip("'") == "":
        known = inf.symbols.get(base.text) or inf.declared(base.text)
        if known is not None and known.sort.kind != "function":
            return None
        if primes and known is not None and any(sort.shape for sort in known.sort.domain) and (
                base.text in inf.notation.names):
            raise ClashError("a prime on a function of a column", part)
        return slope_of(function_named(inf, base.text), primes)
    known = inf.symbols.get(whole) or (inf.notation.names[whole].symbol if whole in inf.notation.names else None)
    if known is not None:
        if known.sort.kind == "function":
            return slope_of(known, primes)
        return _density_beside(inf, known, base.text, group) if marks == "_" and base.text in DENSITIES else None
    if whole in EXTREMES and is_of_matrix(group):
        return function_named(inf, whole)
    declared = inf.symbols.get(base.text) or inf.declared(base.text)
    if marks == "^" and declared is not None and declared.sort.kind == "function":
        if is_label(part.parts[1]) or opened(part.parts[1]).kind == "prefix":
            return superscript(inf, declared, part.parts[1], part)
        return None
    if declared is not None and _is_of_numbers(declared) and marks == "_":
        return function_named(inf, whole)  # f_z beside f
    if declared is not None and (
            declared.sort.shape or declared.sort.kind == "family" or base.text in inf.notation.names):
        return None
    if marks == "^" and names_inverse(inf, base.text, part.parts[1], group):
        return superscript(inf, function_named(inf, base.text), part.parts[1], part)
    if marks == "^" and not is_label(part.parts[1]):
        return None
    if marks == "^" and base.text in "fgFGhH":
        return superscript(inf, function_named(inf, base.text), part.parts[1], part)
    if not is_function(base.text, inf.evidence.of(base.text) | (PRIMED if primes else 0), group):
        return None
    return slope_of(function_named(inf, whole), primes)


def _is_of_numbers(symbol: Symbol) -> bool:
    """A function that takes numbers to a number has no entries: an index names another function."""
    value = symbol.sort.value
    return symbol.sort.kind == "function" and value is not None and not value.shape and not any(
        sort.shape for sort in symbol.sort.domain)


def _of_layer(part: Node, base: Node) -> tuple[str, int] | None:
    """g^{[l]}, the function of a layer: its name with the label in square brackets, and its primes."""
    if part.text.strip("'") != "^" or base.text not in _OF_LAYERS:
        return None
    above, primes = opened(part.parts[-1]), part.text.count("'")
    if above.kind == "scripts" and above.text.strip("'") == "":  # g^{[l]\prime}
        above, primes = opened(above.parts[0]), primes + len(above.text)
    if above.kind != "group" or above.text != "[]":
        return None
    return f"{base.text}^{{[{text_of(above.parts[0])}]}}", primes


__all__ = ["DENSITIES", "head_of"]
