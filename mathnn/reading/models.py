"""Equations that give a probability its formula, or say that it is a product: what a text takes for its model."""

from __future__ import annotations

from mathnn.reading.left_side import LeftSide, names, opened
from mathnn.syntax.surface import Node, walk

PROBABILITIES = frozenset((
    "P", "p", "q", "Q", r"\mathbb{P}", r"\Pr", r"\mathrm{P}", r"\mathrm{Pr}", r"\operatorname{Pr}",
))


def gives_formula(left: LeftSide, right: Node) -> bool:
    """P(X | theta) = theta^9 (1 - theta)^4: a probability on the left, none on the right, and letters there."""
    return is_probability(left) and not _speaks_of_probability(right) and any(
        True for name in names(right) if name not in (r"\pi", "e"))


def says_independent(left: LeftSide, right: Node) -> bool:
    """P(Y | X) = prod_i P(y_i | x_i): one factor for each of the samples, none of which hangs on those before it."""
    right = opened(right)
    if not is_probability(left) or right.kind != "big" or right.text != "product":
        return False
    body = right.parts[1]
    return _speaks_of_probability(body) and not any("dots" in name for name in names(body)) and not any(
        part.kind == "relation" or (part.kind == "prefix" and part.text == "<") for part in walk(body))


def is_probability(left: LeftSide) -> bool:
    """Is it P(...), by any of its names?"""
    return left.kind == "applied" and left.head in PROBABILITIES


def _speaks_of_probability(node: Node) -> bool:
    """Is a probability, an expectation or a density applied somewhere in it?"""
    for part in walk(node):
        if part.kind != "juxtaposed":
            continue
        for factor, following in zip(part.parts, part.parts[1:], strict=False):
            base = opened(factor.parts[0]) if factor.kind == "scripts" else opened(factor)
            group = opened(following.parts[0]) if following.kind == "scripts" else opened(following)
            if base.text in PROBABILITIES | {"E", r"\mathbb{E}", "F"} and group.kind == "group":
                return True
    return False


__all__ = ["PROBABILITIES", "gives_formula", "is_probability", "says_independent"]
