"""Derivatives on one line, dy/dx and \\partial C/\\partial w: the same fractions as those with a bar."""

from __future__ import annotations

from mathnn.syntax.surface import Node, factors, node_of, opened

SIGNS = frozenset(("d", r"\mathrm{d}", r"\text{d}", r"\partial"))
_VARIABLES = ("name", "scripts")


def with_fractions(node: Node) -> Node:
    """A product in which what is divided by the slash is a derivative, where a sign stands on both sides of it.

    Factors before the first sign and behind the variable stand outside: a \\partial f/\\partial x g. Several variables
    belong to one derivative of a higher order.
    """
    signs, parts = node.text.split(), list(node.parts)
    at = 0
    while at < len(signs):
        if signs[at] == "/" and (made := _joined(parts[at], parts[at + 1])) is not None:
            parts[at : at + 2] = [made]
            del signs[at]
        else:
            at += 1
    if len(signs) == len(node.parts) - 1:
        return node
    return parts[0] if not signs else Node(node.kind, " ".join(signs), tuple(parts), node.first, node.last)


def _joined(above: Node, below: Node) -> Node | None:
    """The factors of both with the derivative among them; None where it is none."""
    over, under = factors(above), factors(below)
    begins = next((k for k in reversed(range(len(over))) if _sign(over[k])), None)
    if begins is None or _sign(under[0]) != _sign(over[begins]):
        return None
    order = over[begins].kind == "scripts"
    reach = _reach(under, order)
    if not reach:
        return None
    top, bottom = _row(over[begins:]), _row(under[:reach])
    fraction = node_of(("frac", "", (top, bottom), top.first, bottom.last))
    return _row((*over[:begins], fraction, *under[reach:]))


def _reach(under: tuple[Node, ...], order: bool) -> int:
    """How many factors behind the slash are signs and variables: one pair, or all pairs of a higher order."""
    at = 0
    while at + 1 < len(under) and _sign(under[at]) and opened(under[at + 1]).kind in _VARIABLES and (
            not _sign(under[at + 1])) and (order or not at):
        at += 2
    return at


def _sign(node: Node) -> str:
    """The sign of a derivative that a factor is, without its order."""
    base = opened(node.parts[0]) if node.kind == "scripts" and node.text == "^" else node
    return base.text if base.kind == "name" and base.text in SIGNS else ""


def _row(factors: tuple[Node, ...]) -> Node:
    if len(factors) == 1:
        return factors[0]
    return node_of(("juxtaposed", "", factors, factors[0].first, factors[-1].last))
