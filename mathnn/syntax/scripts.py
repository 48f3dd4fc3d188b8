"""What stands at a base: subscripts, superscripts, primes, and the groups in braces that they are mostly written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mathnn.errors import ReadError
from mathnn.syntax.grammar import INFIX, LATIN, LOWERED, PREFIX, RAISED, RELATIONS, SCRIPTS, STARS
from mathnn.syntax.spelled_names import text_of
from mathnn.syntax.surface import Node, node_of

if TYPE_CHECKING:
    from mathnn.syntax.parse import Parser

_MARKS = frozenset(("-", "+", "*", r"\ast", r"\star", r"\dagger", r"\parallel", r"\perp", r"\circ", r"\times", "|",
                    r"\pm", r"\mp"))  # which stand alone at a letter: x^+, x^*
_TRANSPOSES = frozenset(("T", r"\top", r"\intercal", r"\mathsf{T}", r"\mathrm{T}"))
_SPELLED = {"less": "<", "less_equal": r"\le ", "greater": ">", "greater_equal": r"\ge ", "unequal": r"\ne "}
_ORDERS = {token: _SPELLED[op] for token, op in RELATIONS.items() if op in _SPELLED}


def with_scripts(parser: Parser, base: Node, first: int) -> Node:
    """A base with all that stands at it."""
    parts, text = [base], ""
    while True:
        key = parser.keys[parser.i]
        if key in ("_", "^"):
            if key in text:
                raise _second(parser, key)
            parser.i += 1
            primes = _primes(parser)
            if key == "^" and primes:
                text += "'" * primes
                continue
            if key == "^" and (sign := _marked_transpose(parser)) is not None:  # w^{*T} is (w^*)^T
                marked = Node("scripts", f"{text}^", (*parts, sign), first, parser.i - 2)
                parts = [Node("group", "{}", (marked,), first, parser.i - 2)]
                parts.append(Node("name", parser.keys[parser.i - 2], (), parser.i - 2, parser.i - 1))
                text = "^"
                continue
            parts.append(argument(parser))
            text += key
        elif key in RAISED or key in LOWERED:
            mark, signs = ("^", RAISED) if key in RAISED else ("_", LOWERED)
            if mark in text:
                raise _second(parser, mark)
            parts.append(_typed(parser, signs))
            text += mark
        elif key in SCRIPTS:
            text += key if key != r"\prime" else "'"
            parser.i += 1
        else:
            return node_of(("scripts", text, tuple(parts), first, parser.i))


def _second(parser: Parser, mark: str) -> ReadError:
    return parser.refused(f"a second {'sub' if mark == '_' else 'super'}script")


def _typed(parser: Parser, signs: Mapping[str, str]) -> Node:
    """A script of signs of its own: a number, letters side by side, either with a minus before it."""
    first = parser.i
    while parser.keys[parser.i] in signs:
        parser.i += 1
    begins = first + (signs[parser.keys[first]] == "-")
    spelled = "".join(signs[key] for key in parser.keys[begins : parser.i])
    if spelled.isdigit():
        inner = Node("number", spelled, (), begins, parser.i)
    elif spelled.isalpha():
        letters = tuple(Node("name", letter, (), at, at + 1) for at, letter in enumerate(spelled, begins))
        inner = letters[0] if len(letters) == 1 else Node("juxtaposed", "", letters, begins, parser.i)
    else:
        raise parser.refused("these typed signs are no script that is known", first)
    return inner if begins == first else Node("prefix", "-", (inner,), first, parser.i)


def _marked_transpose(parser: Parser) -> Node | None:
    """The star of a superscript that is a star and a transpose sign, which is passed over whole; else None."""
    found = parser.keys[parser.i : parser.i + 4]
    if found[0] != "{" or len(found) < 4 or found[3] != "}":
        return None
    if found[1] not in STARS or found[2] not in _TRANSPOSES:
        return None
    parser.i += 4
    return Node("name", found[1], (), parser.i - 3, parser.i - 2)


def _primes(parser: Parser) -> int:
    """Primes that are written as a superscript."""
    at, braced = parser.i, parser.keys[parser.i] == "{"
    at += braced
    count = 0
    while parser.keys[at] == r"\prime" or (braced and parser.keys[at][:1] == "'"):
        at, count = at + 1, count + (1 if parser.keys[at] == r"\prime" else len(parser.keys[at]))
    if not count or (braced and parser.keys[at] != "}"):
        return 0
    parser.i = at + braced
    return count


def argument(parser: Parser) -> Node:
    """A group in braces, or one atom."""
    if parser.keys[parser.i] != "{":
        if parser.keys[parser.i] in _MARKS:
            parser.i += 1
            return Node("name", parser.keys[parser.i - 1], (), parser.i - 1, parser.i)
        return parser.atom()
    return braces(parser)


def braces(parser: Parser) -> Node:
    """A group in braces: a letter or another formula, or a label that is none."""
    first = parser.i
    inside = first + 1
    key = parser.keys[inside]
    if key in LATIN and parser.keys[inside + 1] == "}" and not parser.face:
        parser.i = first + 3
        return node_of(("group", "{}", (node_of(("name", key, (), inside, inside + 1)),), first, parser.i))
    parser.i = inside
    parser.enter()
    label = _label(parser)
    inner = (label,) if label is not None else _formula(parser)
    parser.expect("}")
    parser.deep -= 1
    return node_of(("group", "{}", inner, first, parser.i))


def _formula(parser: Parser) -> tuple[Node, ...]:
    """A formula up to the brace that closes it; nothing in empty braces."""
    parser.closers.append("}")
    inner = () if parser.keys[parser.i] == "}" else (parser.expression(0),)
    parser.skip_punctuation()
    parser.closers.pop()
    return inner


def _label(parser: Parser) -> Node | None:
    """A label that is no formula, up to its brace: a sign alone, two stars, one in points, half a relation."""
    at = parser.i
    key, *after = parser.keys[at : at + 3]
    if after[:1] == ["}"] and (key in INFIX or key in PREFIX):
        parser.i += 1
        return Node("name", key, (), at, at + 1)
    if key in STARS and after[0] in STARS and after[1] == "}":
        parser.i += 2  # k_{**}, of the new points on both sides
        return Node("name", "**", (), at, at + 2)
    if key == "<" and (end := _pointed(parser)):
        return _between_points(parser, end)
    return _range_label(parser) if key in _ORDERS else None


def _pointed(parser: Parser) -> int:
    """Where the > stands that ends a label in pointed brackets, a^{<t>}; 0 for none."""
    for at in range(parser.i + 1, min(parser.i + 12, len(parser.keys) - 1)):
        if parser.keys[at] == ">" and parser.keys[at + 1] == "}":
            return at
        if parser.keys[at] in ("{", "}"):
            break
    return 0


def _between_points(parser: Parser, end: int) -> Node:
    """The label as one in round brackets."""
    first = parser.i
    parser.i += 1
    parser.keys[end] = ")"  # so that it ends the label and is no relation
    parser.closers.append(")")
    try:
        inner = parser.expression(0)
    finally:
        parser.closers.pop()
        parser.keys[end] = ">"
    if parser.i != end:
        raise parser.refused("this label is not understood")
    parser.i = end + 1
    return Node("group", "()", (inner,), first, parser.i)


def _range_label(parser: Parser) -> Node:
    """A label that is half a relation: x_{<t}, all before t; R_{\\ge 0}, all from 0 on."""
    first = parser.i
    sign = _ORDERS[parser.keys[first]]
    parser.i += 1
    parser.closers.append("}")
    rest = parser.expression(0)
    parser.closers.pop()
    return Node("name", sign + text_of(rest), (), first, parser.i)


__all__ = ["argument", "braces", "with_scripts"]
