"""Factors side by side: each is applied, differentiated or multiplied, as the sorts say."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter

from mathnn.expression import Expr
from mathnn.syntax.derivative_fractions import is_operator
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_applied import applied
from mathnn.syntax.infer_calculus import differentiated
from mathnn.syntax.infer_factors import product
from mathnn.syntax.infer_new_names import new_name
from mathnn.syntax.infer_operators import letter_operator
from mathnn.syntax.spelled_names import text_of
from mathnn.syntax.surface import Node, factors, noted, opened

_COLUMNS = frozenset("abdeghpqrsuvwxyz") | frozenset(  # letters that mostly stand for columns behind a matrix
    r"\alpha \beta \gamma \delta \epsilon \varepsilon \eta \theta \mu \xi \phi \varphi \psi \omega".split())
_MEANS = frozenset((r"\mathbb{E}", r"\operatorname{E}"))
_KIND = attrgetter("kind")


def juxtaposed(inf: Inference, node: Node) -> Expr:
    """Factors side by side."""
    parts, kinds = node.parts, set(map(_KIND, node.parts))
    if "group" in kinds:
        parts = tuple(part for part in parts if part.kind != "group" or part.parts or part.text != "{}")
        for part, after in pairwise(parts):
            if after.kind == "group" and after.text in ("()", "[]") and _is_convolution(part):
                raise UnreadableError("a convolution", part, "*")
    if "noted" in kinds:
        for part in parts[1:]:
            if part.kind == "noted" and _begins_with_sign(noted(part)[0]):
                raise UnreadableError("a sign stands inside the brace, so it is no factor", part)
    if "words" in kinds and kinds.isdisjoint(("big", "function")):
        return in_words(inf, node)
    return sequence(inf, parts, node)


def _is_convolution(node: Node) -> bool:
    """(f * g) that is applied to something."""
    inner = opened(node.parts[0]) if node.kind == "group" and node.text == "()" and node.parts else node
    return (inner.kind == "product" and set(inner.text.split()) <= {"*", r"\ast", r"\star"}
            and all(opened(part).kind == "name" for part in inner.parts))


def _begins_with_sign(node: Node) -> bool:
    """Is what stands over a brace a term with its sign: \\underbrace{- 2 x}?"""
    inner = opened(node)
    while inner.kind in ("sum", "product") and inner.parts:
        inner = opened(inner.parts[0])
    return inner.kind == "prefix"


def in_words(inf: Inference, node: Node) -> Expr:
    """A quantity or event that is partly described in words: one symbol, as it is written."""
    inf.taken.setdefault("words", "what is described in words is one quantity")
    return inf.name(text_of(node))


def sequence(inf: Inference, parts: tuple[Node, ...], node: Node) -> Expr:
    """The product of factors, after operators and functions have taken theirs."""
    parts = _with_means_in_brackets(parts)
    factors: list[Expr] = []
    i = 0
    while i < len(parts):
        part = parts[i]
        if (found := letter_operator(inf, parts, i, node)) is not None:
            tree, i = found
        elif is_operator(inf, part):
            tree, i = differentiated(inf, parts, i)
        elif (terms := _operators(inf, part)) is not None and i + 1 < len(parts):
            tree, i = inf.tree(_distributed(terms, parts[i + 1 :])), len(parts)
        elif factors and factors[-1].sort.is_matrix and (found := _column_behind(inf, parts, i)) is not None:
            tree, i = found
        else:
            tree, i = applied(inf, parts, i)
        factors.append(tree)
    return product(inf, factors, node)


def _with_means_in_brackets(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """E|X|^2 is E[|X|^2], and E X Y is E[X Y]: a blackboard E is no number."""
    for at, part in enumerate(parts[:-1]):
        after = parts[at + 1]
        inner = opened(after.parts[0]) if after.kind == "scripts" else after
        has_brackets = inner.kind == "group" and inner.text in ("()", "[]", r"\{\}")
        if part.kind != "name" or part.text not in _MEANS or has_brackets:
            continue
        others = (later for later in range(at + 2, len(parts)) if parts[later].text in _MEANS)
        end = at + 2 if inner.kind == "group" else next(others, len(parts))
        rest = parts[at + 1 : end]
        whole = rest[0] if len(rest) == 1 else Node("juxtaposed", "", rest, rest[0].first, rest[-1].last)
        group = Node("group", "[]", (whole,), whole.first, whole.last)
        return (*parts[: at + 1], group, *_with_means_in_brackets(parts[at + 1 + len(rest) :]))
    return parts


def _operators(inf: Inference, part: Node) -> Node | None:
    """The sum in brackets of operators that wait for what they differentiate: d/dx + d/dy."""
    inner = opened(part.parts[0]) if part.kind == "group" and part.text in ("()", "[]") and part.parts else part
    if inner.kind != "sum" or not all(is_operator(inf, factors(term)[-1]) for term in inner.parts):
        return None
    return inner


def _distributed(terms: Node, rest: tuple[Node, ...]) -> Node:
    """Each operator with what stands behind their brackets."""
    made = tuple(Node("juxtaposed", "", (*factors(term), *rest), term.first, rest[-1].last) for term in terms.parts)
    return Node("sum", terms.text, made, terms.first, rest[-1].last)


def _column_behind(inf: Inference, parts: tuple[Node, ...], i: int) -> tuple[Expr, int] | None:
    """The small letter at the end of a product, right behind a matrix: a column, as numbers stand in front."""
    text = new_name(inf, parts[i]) if i == len(parts) - 1 else None
    if text is None or text not in _COLUMNS:
        return None
    inf.soft[text] = 1
    return inf.name(text, inf.sort_of_rank(1)), i + 1


__all__ = ["juxtaposed", "sequence"]
