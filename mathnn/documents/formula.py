"""The coarse structure of one formula: its tokens that can separate statements, and how deep each stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple


def _commands(names: str) -> frozenset[str]:
    return frozenset("\\" + name for name in names.split())


RELATIONS = frozenset(["=", "<", ">", ":="]) | _commands(
    "le leq leqslant leqq ge geq geqslant geqq lt gt ne neq ll gg approx approxeq equiv sim simeq cong doteq asymp "
    "propto in ni notin subset subseteq supset supseteq nsubseteq subsetneq prec preceq succ succeq lesssim gtrsim "
    "lessapprox gtrapprox eqsim thicksim thickapprox "
    "leftarrow gets mapsto longmapsto coloneqq eqqcolon triangleq stackrel buildrel perp parallel models vdash "
    "implies impliedby iff Rightarrow Leftarrow Leftrightarrow Longrightarrow Longleftrightarrow"
)
ORDER = r"(?:[<>]|\\(?:leq?|geq?|neq?|leqslant|geqslant|lt|gt)(?![A-Za-z]))"  # a sign of order, as a pattern
ARROWS = _commands("to rightarrow longrightarrow")
OPERATORS = frozenset("+-/*") | _commands("cdot times pm mp div odot oplus otimes circ ast cup cap wedge vee")
TEXTS = _commands("text textrm textnormal textit textbf textsf mbox hbox mathrm intertext shortintertext")
NUMBERS = _commands("label tag")
SPACES = _commands("quad qquad hspace hfill hskip")

_GROUPED = TEXTS | NUMBERS | _commands("hspace vspace phantom hphantom vphantom eqref ref cite color")
_OPENING = frozenset("([") | _commands("{ langle lfloor lceil lbrace lvert lVert left")
_CLOSING = frozenset(")]") | _commands("} rangle rfloor rceil rbrace rvert rVert right")
_SIZED = _commands("left right middle")

_TOKEN = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|:=|[{}()\[\]&,;:=<>，；]", re.S)
# <x, y>, an inner product: behind it stands no operand, as it does in a < b, c > d.
_INNER_PRODUCT = re.compile(
    r"<[^<>=,$]{1,80},[^<>=$]{1,80}>"
    r"(?=\s*(?:$|[-+=.,;)\]}/^_&|]|\\(?:le|ge|leq|geq|cdot|quad|qquad|approx|text|rangle|right|\\)(?![A-Za-z])))")
_GROUP_START = re.compile(r"\*?\s*\{")
_BRACE = re.compile(r"\\.|[{}]", re.S)
_STACKED = re.compile(r"\\(?:over|under)set\s*\{[^{}]*\}\s*\{\s*(?:[=<>]|:=|\\(?:leq?|geq?|approx|equiv|sim|propto)\b)")
_MAY_RELATE = re.compile(
    r"[=<>]|\\(?:over|under)set|\\(?:"
    + "|".join(sorted((name[1:] for name in RELATIONS | ARROWS if name[0] == "\\"), reverse=True))
    + r")(?![A-Za-z])"
)
_SPACE = re.compile(r"\s*")


class Token(NamedTuple):
    """A token that matters for the structure: `braces` and `brackets` count what is open around it."""

    text: str
    start: int
    end: int
    braces: int
    brackets: int

    @property
    def outer(self) -> bool:
        """Whether it stands outside every bracket, brace and environment."""
        return not self.braces and not self.brackets


def group_end(latex: str, position: int, longest: int = sys.maxsize) -> int:
    """Position after the brace that closes the group whose inside begins at `position`.

    Where no brace within `longest` characters does, the position where the search ended.
    """
    depth = 1
    limit = min(len(latex), position + longest)
    for match in _BRACE.finditer(latex, position, limit):
        depth += (match[0] == "{") - (match[0] == "}")
        if not depth:
            return match.end()
    return limit


_KEPT = 2_000  # characters of a formula whose tokens are kept: each is asked for several times in a row


def tokens(latex: str) -> tuple[Token, ...]:
    """The structural tokens in order; linear in the length. ``\\text{...}`` and its like are one token each.

    Round and square brackets close each other, as half-open intervals do, and end with the brace or row around them.
    """
    return _kept_tokens(latex) if len(latex) <= _KEPT else _tokens(latex)


def _tokens(latex: str) -> tuple[Token, ...]:
    found: list[Token] = []
    opened: list[int] = []  # the number of brackets that were open before each brace
    brackets = position = 0
    closing = -1  # where the > of an inner product <x, y> stands
    delimiter = -1  # where the delimiter after \left, \right or \middle stands: it is no token
    for match in _TOKEN.finditer(latex):
        text, start = match[0], match.start()
        if start < position:
            continue  # in a group that is one token
        position = match.end()
        if start == delimiter and text not in "{}":
            continue
        if text in _GROUPED and (group := _GROUP_START.match(latex, position)):
            position = group_end(latex, group.end())
        elif text == "}" or text.startswith("\\end"):
            brackets = opened.pop() if opened else 0
        elif text == "<" and (pair := _INNER_PRODUCT.match(latex, start)):
            closing, brackets = pair.end() - 1, brackets + 1
            continue
        elif start == closing:
            brackets = max(0, brackets - 1)
            continue
        elif text in _CLOSING:
            brackets = max(0, brackets - 1)
        elif text == "\\\\":
            brackets = 0
        found.append(Token(text, start, position, len(opened), brackets))
        if text == "{" or text.startswith("\\begin"):
            opened.append(brackets)
            brackets = 0
        elif text in _OPENING:
            brackets += 1
        if text in _SIZED and (space := _SPACE.match(latex, position)):
            delimiter = space.end()
    return tuple(found)


_kept_tokens = lru_cache(maxsize=64)(_tokens)


def relations(latex: str, found: Sequence[Token]) -> list[Token]:
    """Those tokens that relate two sides at the outermost level; an arrow does only in ``f : A \\to B``."""
    named = False
    related: list[Token] = []
    for token in found:
        if not token.outer:
            continue
        stacked = token.text in ("\\overset", "\\underset") and _STACKED.match(latex, token.start)
        if token.text in RELATIONS or (token.text in ARROWS and named) or stacked:
            related.append(token)
        named = named or token.text in (":", "\\colon")
    return related


def holds_relation(latex: str) -> bool:
    """Whether a formula states something: a relation outside all its brackets (``\\sum_{i=1}^n x_i`` does not)."""
    return bool(_MAY_RELATE.search(latex)) and bool(relations(latex, tokens(latex)))
