"""The operators between operands: which level the next one has where its token alone does not tell, and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mathnn.syntax import grammar
from mathnn.syntax.factor_ends import has_partner
from mathnn.syntax.grammar import ALWAYS_ENDS, BREAK, CLOSING, INFIX, LATIN, PLAIN_ENDS, WIDE, rest_of_all, says
from mathnn.syntax.scripts import argument
from mathnn.syntax.tokens import END

if TYPE_CHECKING:
    from mathnn.syntax.parse import Parser

_MIDDLE = {"|": r"\mid", r"\|": r"\mid", r"\vert": r"\mid", r"\Vert": r"\mid"}


def take_sign(parser: Parser, binds: int) -> str:
    """Take an operator; what it is called in the tree."""
    key = parser.keys[parser.i]
    parser.i += 1
    if key in (r"\stackrel", r"\overset"):
        return _with_note(parser)
    if key == r"\not":
        return _negated(parser)
    if key in grammar.RELATIONS:
        return grammar.RELATIONS[key]
    if binds == grammar.WHEN and rest_of_all(key):
        return "else"
    return "," if key in WIDE else _MIDDLE.get(key) or says(key) or key


def _with_note(parser: Parser) -> str:
    """The relation under a note; one under "def" defines."""
    note, relation = argument(parser), argument(parser)
    said, meant = ("".join(parser.keys[part.first : part.last]) for part in (note, relation))
    meant = meant.strip("{} ")
    if meant not in grammar.RELATIONS:
        raise parser.refused("a relation is expected under it", relation.first)
    return "define" if "def" in said else grammar.RELATIONS[meant]


def _negated(parser: Parser) -> str:
    relation = grammar.RELATIONS.get(parser.keys[parser.i], "")
    if relation not in grammar.NEGATED:
        raise parser.refused(r"\not is not known before it")
    parser.i += 1
    return grammar.NEGATED[relation]


def level_here(parser: Parser) -> int | None:
    """The level of a token that is an operator only here: a text, a wide space, a bar, the end of a row."""
    key = parser.keys[parser.i]
    if key in PLAIN_ENDS or key in LATIN or key[0] in "0123456789_^{}()[]":
        return None
    if (said := says(key)) is not None:
        return grammar.LOGIC if said in ("implies", "iff") else grammar.WHEN
    if key in WIDE:
        return _after_space(parser)
    if rest_of_all(key):
        return grammar.WHEN
    if key == BREAK and parser.aligned:
        return _after_break(parser)
    if key in CLOSING:
        return None
    if key in grammar.BARS and not has_partner(parser) and (
            parser.closers[-1] != grammar.BARS[key] if parser.closers else r"\sim" in parser.keys[parser.i :]):
        return grammar.GIVEN  # of a, b in the brackets around, or y | x \sim p
    if key == "&" and parser.aligned:
        parser.i += 1
        return INFIX.get(parser.keys[parser.i]) or level_here(parser)
    return None


def _after_space(parser: Parser) -> int | None:
    """A wide space parts a list, unless an operator or an end follows it."""
    at = parser.i
    while parser.keys[at] in WIDE or (parser.aligned and parser.keys[at] == "&"):
        at += 1
    key = parser.keys[at]
    if key in INFIX or key in ALWAYS_ENDS or says(key) is not None:
        parser.i = at
        return INFIX.get(key) or (level_here(parser) if key not in WIDE else None)
    return grammar.LIST


def _after_break(parser: Parser) -> int | None:
    """A row goes on with the formula before it when it begins with an operator."""
    at = parser.i + 1
    while parser.keys[at] in ("&", BREAK) or parser.keys[at] in WIDE:
        at += 1
    key = parser.keys[at]
    if key in INFIX or key == END or key.startswith(r"\end"):
        parser.i = at
        return INFIX.get(key)
    return grammar.ROWS


def ends_list(parser: Parser, binds: int) -> bool:
    """Is this comma the punctuation at the end of the formula, or before its condition?"""
    if binds not in (grammar.LIST, grammar.ROWS):
        return False
    key = parser.keys[parser.i]
    return ends_at(parser, parser.i) or says(key) == "when" or rest_of_all(key)


def ends_at(parser: Parser, at: int) -> bool:
    """Does nothing more of a formula, a cell or a group stand here?"""
    key = parser.keys[at]
    return key == END or key in CLOSING or key in ("}", "&", BREAK) or key.startswith((r"\end", r"\right"))


__all__ = ["ends_at", "ends_list", "level_here", "take_sign"]
