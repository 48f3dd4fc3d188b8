"""Inner products with the signs of a comparison, <x, y>: they hold a comma, and no operand stands behind them."""

from __future__ import annotations

from mathnn.syntax import grammar
from mathnn.syntax.tokens import END

_WIDEST = 80  # tokens of an inner product
_OPENING, _ENDING = frozenset(("(", "[", "{", r"\{")), frozenset((")", "]", "}", r"\}", END))
_BEHIND = frozenset((*grammar.INFIX, *grammar.WIDE, *_ENDING, *grammar.BARS, *grammar.CLOSING, "_", "^", "&", ".", ",",
                     grammar.BREAK)) - {r"\not"}


def with_inner_products(keys: list[str]) -> list[str]:
    """The tokens with angle brackets in place of < and > around an inner product; a < b, c > d stays as it is."""
    found = list(keys)
    for first, key in enumerate(keys):
        if key == "<" and (last := _end(keys, first)):
            found[first], found[last] = r"\langle", r"\rangle"
    return found


def _end(keys: list[str], first: int) -> int:
    """Where the > stands that ends an inner product; 0 where none is meant."""
    depth, has_comma = 0, False
    for at in range(first + 1, min(first + _WIDEST, len(keys) - 1)):
        key = keys[at]
        depth += (key in _OPENING) - (key in _ENDING)
        if depth < 0:
            break
        if depth == 0 and key in grammar.RELATIONS:
            return at if key == ">" and has_comma and keys[at + 1] in _BEHIND else 0
        has_comma |= depth == 0 and key == ","
    return 0


__all__ = ["with_inner_products"]
