r"""What a function is applied to where no brackets say it: ``\sin 2x``, ``\log p_i``, ``\cos -m x``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mathnn.syntax import differentials, grammar
from mathnn.syntax.factor_ends import ends_factor
from mathnn.syntax.grammar import ALWAYS_ENDS, LATIN
from mathnn.syntax.names import LETTERS
from mathnn.syntax.surface import Node
from mathnn.syntax.tokens import sized

if TYPE_CHECKING:
    from mathnn.syntax.parse import Parser

NAMES = frozenset("\\" + name for name in LETTERS) | frozenset(
    r"\nabla \partial \infty \ell \dots \ldots \cdots \vdots \ddots \dotsc \dotsb \emptyset \varnothing \top "
    r"\Pr \intercal \imath \jmath \Re \Im \aleph \hbar \degree \prime \cdotp \square \Box \N \R "
    r"\Z \perp \star \ast \dagger \dag \varsigma \varpi \varrho \varkappa".split()
)
_OF_CHANCE = frozenset(r"\mathbb{E} \mathrm{E} \mathbf{E} \mathbb{P} \mathrm{P} \mathbb{V} \Pr".split())
_OF_ANGLES = frozenset(("sin", "cos", "tan"))


def opening(key: str) -> str:
    r"""The bracket of ``\left(`` and ``\Big(``; any other token as it is."""
    return sized(key)[0] if key.startswith((r"\left", r"\big", r"\Big")) else key


def times_angle(parser: Parser, text: str, group: Node) -> Node:
    r"""``\cos (m - n) x`` beside ``\cos m x``: of the multiple of x, which stands behind the brackets."""
    letter = parser.keys[parser.i]
    if text not in _OF_ANGLES or group.text != "()" or not group.parts or not (letter in LATIN or letter in NAMES):
        return group
    inner, keys = group.parts[0], parser.keys
    multiples = {keys[i + 1] for i, key in enumerate(keys[:-2])
                 if keys[i + 2] == letter and grammar.FUNCTIONS.get(key) in _OF_ANGLES}
    if inner.kind != "sum" or any(part.kind not in ("name", "number") for part in inner.parts) or (
            multiples.isdisjoint(part.text for part in inner.parts)):
        return group
    return Node("juxtaposed", "", (group, parser.scripted()), group.first, parser.i)


def negative(parser: Parser) -> Node | None:
    r"""The argument of ``\cos -m x``: with its sign, where it is none of two functions, ``\cos - \sin``."""
    first = parser.i
    following = parser.keys[first + 1]
    if (grammar.words_of(following) or following) in grammar.FUNCTIONS:
        return None
    parser.i += 1
    found = unbracketed(parser)
    if found is None or found.kind == "number":  # cosh - 1 is a function
        parser.i = first
        return None
    return Node("prefix", parser.keys[first], (found,), first, parser.i)


def unbracketed(parser: Parser) -> Node | None:
    """The argument of a function without brackets: a number and letters (sin 2x), or one factor (log p_i)."""
    items: list[Node] = []
    first = parser.i
    while True:
        key = parser.keys[parser.i]
        if key in ALWAYS_ENDS or (parser.until and parser.i == parser.until[-1]) or (
                key not in LATIN and ends_factor(parser, key)):
            break
        simple = key in LATIN or key[0].isdigit() or key in NAMES or (key[1:2].isalpha() and "{" in key and not (
            key.startswith((r"\begin", r"\text", r"\operatorname", r"\mathrm"))))
        if items and (not simple or differentials.is_differential(parser, parser.i)):
            break
        items.append(parser.scripted())
        bracket = opening(parser.keys[parser.i])
        if not items[1:] and bracket in ("(", "[") and _is_called(items[0], bracket):
            items.append(parser.scripted())
            break
        if not simple or len(items) > 7:
            break
    if not items:
        return None
    return items[0] if len(items) == 1 else Node("juxtaposed", "", tuple(items), first, parser.i)


def _is_called(node: Node, bracket: str) -> bool:
    """A letter that is mostly a function, or a mean: log p(x) is the logarithm of p(x), and log E[X] that of E[X]."""
    base = node.parts[0] if node.kind == "scripts" else node
    return base.kind == "name" and (
        base.text in grammar.CALLED or base.text in _OF_CHANCE or (base.text == "E" and bracket == "["))


__all__ = ["NAMES", "negative", "opening", "times_angle", "unbracketed"]
