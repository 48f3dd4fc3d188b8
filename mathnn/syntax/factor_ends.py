"""Where the factors of a product end: at a bracket or a bar that closes, at punctuation, at words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mathnn.syntax import grammar
from mathnn.syntax.grammar import CLOSING, PUNCTUATION, rest_of_all, says
from mathnn.syntax.tokens import sized

if TYPE_CHECKING:
    from mathnn.syntax.parse import Parser


def ends_factor(parser: Parser, key: str) -> bool:
    """Does no factor begin with this token?"""
    if key[0] != "\\":
        if key == "|":
            return bar_ends(parser, key)
        return key in PUNCTUATION
    if key in grammar.BARS:
        return bar_ends(parser, key)
    if key == "\\":  # a space at the end, its blank cut off
        return True
    if key.startswith((r"\right", r"\end", r"\middle", r"\tag", r"\label", r"\hspace")):
        return key not in (r"\rightarrow", r"\rightharpoonup")
    if key.startswith((r"\big", r"\Big")):
        bracket, side = sized(key)
        return side == "close" or (side != "open" and (bracket in CLOSING or (bracket in grammar.BARS and
                                                       bar_ends(parser, bracket))))
    return says(key) is not None or rest_of_all(key)


def bar_ends(parser: Parser, key: str) -> bool:
    """A bar after an operand closes the bars around it, or stands alone, or opens the next factor."""
    bar = grammar.BARS[key]
    if parser.closers and parser.closers[-1] == bar:
        return True
    return not has_partner(parser)


def has_partner(parser: Parser) -> bool:
    """Is there a second bar like the next one before the bracket around them closes?"""
    bar, depth = grammar.BARS[parser.keys[parser.i]], 0
    if parser.keys[parser.i] in (r"\rvert", r"\rVert"):
        return False
    for at in range(parser.i + 1, min(parser.i + 200, len(parser.keys))):
        key = parser.keys[at]
        if key in ("(", "{", "[", r"\{") or key.startswith((r"\left", r"\begin")):
            depth += 1
        elif key in (")", "}", "]", r"\}") or key.startswith((r"\right", r"\end")):
            depth -= 1
            if depth < 0:
                return False
        elif depth == 0 and grammar.BARS.get(key) == bar:
            return True
        elif depth == 0 and key in grammar.RELATIONS:
            return False
    return False


def is_value_bar(parser: Parser, key: str) -> bool:
    """Is it the bar of a value at a point, df/dx |_{x=0}, and none that closes or opens?"""
    if parser.keys[parser.i + 1] not in ("_", "^"):
        return False
    bar = sized(key)[0] if key.startswith((r"\big", r"\Big")) else key
    return bar in ("|", r"\vert") and not (parser.closers and parser.closers[-1] == "|")


__all__ = ["bar_ends", "ends_factor", "has_partner", "is_value_bar"]
