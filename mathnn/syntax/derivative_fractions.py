"""Fractions that are derivatives: the sign, the order, what is differentiated, and by which variables."""

from __future__ import annotations

from mathnn.syntax.infer import Inference
from mathnn.syntax.surface import Node, factors, opened

_D = {"d": "derivative", r"\mathrm{d}": "derivative", r"\text{d}": "derivative", r"\partial": "partial", "D": "partial"}


def differential_sign(node: Node) -> tuple[str, Node | None]:
    """The d or partial sign that a node is, and its order."""
    if node.kind == "name" and node.text != "D":
        return _D.get(node.text, ""), None
    if node.kind == "scripts" and node.text == "^" and opened(node.parts[0]).kind == "name":
        sign = _D.get(opened(node.parts[0]).text, "") if opened(node.parts[0]).text != "D" else ""
        return sign, node.parts[1] if sign else None
    return "", None


def as_derivative(node: Node) -> tuple[str, Node | None, tuple[Node, ...], list[tuple[Node, Node | None]]] | None:
    """The parts of a fraction that is a derivative: its sign, its order, what is differentiated, the variables."""
    top, bottom = factors(node.parts[0]), factors(node.parts[1])
    sign, order = differential_sign(top[0])
    if not sign or len(bottom) < 2:
        return None
    variables: list[tuple[Node, Node | None]] = []
    if sign == "partial" and order is None and _is_called(bottom):
        return sign, order, top[1:], [(Node("juxtaposed", "", bottom[1:], bottom[1].first, bottom[-1].last), None)]
    i = 0
    while i < len(bottom):
        if differential_sign(bottom[i])[0] != sign or i + 1 >= len(bottom):
            return None
        variable, times = bottom[i + 1], None
        raised = variable.kind == "scripts" and variable.text.endswith("^")
        if order is not None and raised and i + 2 == len(bottom) and (
                _alike(variable.parts[-1], order) or variables):
            times = variable.parts[-1]
            inner = variable.parts[:-1]
            variable = inner[0] if len(inner) == 1 else Node("scripts", variable.text[:-1], inner, variable.first,
                                                             inner[-1].last)
        variables.append((variable, times))
        i += 2
    return sign, order, top[1:], variables


def _is_called(bottom: tuple[Node, ...]) -> bool:
    """The sign and f(x): what is differentiated by is a value of a function."""
    if len(bottom) != 3 or differential_sign(bottom[0])[0] != "partial" or differential_sign(bottom[1])[0]:
        return False
    return bottom[2].kind == "group" and bottom[2].text == "()" and bottom[1].kind in ("name", "scripts")


def _alike(a: Node, b: Node) -> bool:
    a, b = opened(a), opened(b)
    return (a.kind, a.text) == (b.kind, b.text)


def is_operator(inf: Inference, node: Node) -> bool:
    """Does this factor differentiate what follows it?"""
    if node.kind == "frac":
        found = as_derivative(node)
        return found is not None and not found[2]
    base = opened(node.parts[0]) if node.kind == "scripts" else node
    if base.kind != "name":
        return False
    if base.text in (r"\nabla", r"\partial"):
        return base.text == r"\nabla" or (node.kind == "scripts" and "_" in node.text)
    return base.text == "D" and node.kind == "scripts" and node.text == "_" and "D" not in inf.symbols and not (
        _is_divergence(node.parts[1]))


def _is_divergence(below: Node) -> bool:
    """D_{KL}, D_{\\mathrm{JS}}: a word below, no variable."""
    below = opened(below)
    letters = [opened(part) for part in below.parts] if below.kind == "juxtaposed" else []
    return below.kind == "words" or (len(letters) > 1 and all(
        part.kind == "name" and part.text.isupper() for part in letters)) or (
        below.kind == "name" and below.text.startswith((r"\mathrm", r"\text")) and below.text.strip("}")[-2:].isupper())
