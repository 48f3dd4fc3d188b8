"""The integral sign: where its variables stand, behind the body or before it, and how far the body goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mathnn.syntax import grammar
from mathnn.syntax.factor_ends import ends_factor
from mathnn.syntax.surface import Node
from mathnn.syntax.tokens import END

if TYPE_CHECKING:
    from mathnn.syntax.parse import Parser

_D = frozenset(("d", r"\mathrm{d}", r"\text{d}", r"\operatorname{d}"))
_ENDS = frozenset((END, "&", grammar.BREAK, "}", *grammar.CLOSING, *grammar.INFIX, *grammar.WIDE))
_REACH = 400  # tokens in which the variable is looked for


def integral(parser: Parser, head: Node, first: int) -> Node:
    """The body goes up to the d of its variable, so it may be a sum; the variable may come first, or be several."""
    at = _differential(parser)
    if at is None and parser.keys[parser.i] == "{" and (made := _in_braces(parser, head, first)) is not None:
        return made
    if at is None:
        return Node("big", "integral", (head, parser.expression(grammar.NEGATION)), first, parser.i)
    if parser.i == at:
        variable = _variable(parser)
        key = parser.keys[parser.i]
        if key in _ENDS or (not key.isalpha() and ends_factor(parser, key)):
            return Node("big", "integral of 1", (head, variable), first, parser.i)
        return Node("big", "integral of what follows", (head, variable, parser.expression(grammar.NEGATION)), first,
                    parser.i)
    parser.until.append(at)
    body = parser.expression(grammar.SUM)
    parser.until.pop()
    if parser.i != at:
        raise parser.refused("the variable of the integral is expected here")
    variables = [_variable(parser)]
    while is_differential(parser, parser.i) and not (parser.until and parser.i == parser.until[-1]):
        variables.append(_variable(parser))
    return Node("big", "integral", (head, body, *variables), first, parser.i)


def _in_braces(parser: Parser, head: Node, first: int) -> Node | None:
    """\\int{f(x) dx}: the body and its variable in one group; None where the group holds no variable."""
    parser.i += 1
    if _differential(parser) is None:
        parser.i -= 1
        return None
    until, parser.until = parser.until, []
    parser.closers.append("}")
    made = integral(parser, head, first)
    parser.closers.pop()
    parser.until = until
    parser.expect("}")
    return made


def _variable(parser: Parser) -> Node:
    """The letter behind a d."""
    parser.i += 1
    parser.face = ""
    return parser.scripted()


def is_differential(parser: Parser, at: int) -> bool:
    """Does a d with a letter behind it stand here, and is it no script?"""
    if parser.keys[at] not in _D or parser.keys[at - 1] in ("^", "_"):
        return False
    after = parser.keys[at + 1]
    if after[:1] != "\\":
        return after[:1].isalpha()
    return after[1:2].isalpha() and after not in grammar.INFIX and not after.startswith((r"\right", r"\end", r"\left"))


def _differential(parser: Parser) -> int | None:
    """Where the d of the next integral's variable stands, in the same brackets."""
    depth = inner = 0
    for at in range(parser.i, min(parser.i + _REACH, len(parser.keys))):
        key = parser.keys[at]
        if key in ("(", "{", "[", r"\{") or (key.startswith((r"\left", r"\begin")) and key not in grammar.INFIX):
            depth += 1
        elif key in (")", "}", "]", r"\}") or (key.startswith((r"\right", r"\end")) and key not in grammar.INFIX):
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0 and key in grammar.RELATIONS:
            return None
        elif depth == 0 and key in (r"\int", r"\iint", r"\iiint"):
            inner += 1
        elif depth == 0 and is_differential(parser, at):
            if not inner:
                return at
            inner -= 1
    return None
