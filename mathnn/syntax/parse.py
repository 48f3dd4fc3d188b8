"""Tokens -> surface tree: a Pratt parser over the tables of `grammar`. It decides nothing that sorts must decide."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from mathnn.errors import ReadError
from mathnn.syntax import grammar
from mathnn.syntax.atoms import command
from mathnn.syntax.factor_ends import ends_factor, has_partner, is_value_bar
from mathnn.syntax.grammar import (
    ALWAYS_ENDS,
    INFIX,
    LATIN,
    LEVELS,
    NEGATION,
    PLAIN_ENDS,
    PREFIX,
    PUNCTUATION,
    RELATIONS,
    SCRIPTS,
    STARS,
    WIDE,
    says,
)
from mathnn.syntax.infix import ends_at, ends_list, level_here, take_sign
from mathnn.syntax.pointed import with_inner_products
from mathnn.syntax.ranges import bracketed, ranged
from mathnn.syntax.scripts import argument, with_scripts
from mathnn.syntax.slashed_derivatives import with_fractions
from mathnn.syntax.surface import Node, node_of
from mathnn.syntax.tokens import END, spans, tokens

_STOPS = (".", ",")
DEEPEST = 60  # brackets, fractions, scripts inside each other
_SPACE = re.compile(r"\\[;: ]|~")
_DIGITS = frozenset("0123456789")
_OUTCOMES = frozenset("+-")
_BEFORE_OUTCOME = frozenset(("(", "|", r"\mid", ",", r"\vert"))
_BEHIND_OUTCOME = frozenset((")", "|", r"\mid", ",", r"\vert"))


@lru_cache(maxsize=64)
def parse(latex: str) -> tuple[Node, list[str]]:
    """The surface tree of a formula and its tokens. Raises ReadError with the construct and its place.

    Kept, since a statement of a document is read several times, with more or less of what was said before.
    """
    keys = tokens(latex)
    if "<" in keys and "," in keys:
        keys = with_inner_products(keys)
    parser = Parser(latex, keys)
    if keys[0] == END:
        raise ReadError("there is no formula here", start=0, end=len(latex))
    node = parser.expression(0)
    parser.skip_punctuation()
    if keys[parser.i] != END:
        raise parser.refused("it stands where nothing is expected")
    return Node(node.kind, node.text, node.parts, 0, parser.i), keys


def _starred(left: Node, mark: Node, first: int) -> Node:
    """x^* for x*; of several factors the last one is marked."""
    if left.kind != "juxtaposed":
        return Node("scripts", "^", (left, mark), first, mark.last)
    last = left.parts[-1]
    marked = Node("scripts", "^", (last, mark), last.first, mark.last)
    return Node("juxtaposed", "", (*left.parts[:-1], marked), first, mark.last)


def _ends_operand(key: str) -> bool:
    """Does no factor stand here, so that a star before it is no sign of a product?"""
    return key in ("}", ")", "]", ",", END) or key in RELATIONS


class Parser:
    """Reads one formula from left to right; `i` is the next token."""

    __slots__ = ("aligned", "closers", "deep", "face", "i", "keys", "latex", "until")

    def __init__(self, latex: str, keys: list[str]) -> None:
        self.latex = latex
        self.keys = keys
        self.i = 0
        self.deep = 0
        self.closers: list[str] = []  # what may close the innermost bracket: a bar, or something else
        self.until: list[int] = []  # where the variables of the integrals around stand
        self.aligned = False  # inside `aligned`, & says nothing
        self.face = ""  # the typeface of a group of letters

    # --- errors ---------------------------------------------------------------------------------------------------
    def refused(self, why: str, at: int | None = None) -> ReadError:
        """The error that names the token at `at` (the next one) and its place."""
        at = self.i if at is None else at
        start, end = spans(self.latex)[at]
        token = self.keys[at]
        shown = "the end of the formula" if token == END else token if len(token) <= 40 else token[:37] + "..."
        return ReadError(f"{shown}: {why}", construct=token, start=start, end=end)

    def expect(self, key: str) -> None:
        """Take this token or refuse what stands there."""
        if self.keys[self.i] != key:
            raise self.refused(f"{key} is expected here")
        self.i += 1

    # --- levels ---------------------------------------------------------------------------------------------------
    def expression(self, least: int) -> Node:
        """Operands and operators that bind at least as tightly as `least`."""
        keys = self.keys
        if keys[self.i] not in LATIN:
            while keys[self.i] in WIDE or (self.aligned and keys[self.i] == "&") or self.splits():
                self.i += 2 if self.splits() else 1
        first = self.i
        if keys[first] not in LATIN and self.begins_late(keys[first]):
            left = Node("empty", "", (), first, first)
        else:
            left = self.term()
        while True:
            key = keys[self.i]
            if key in _STOPS and INFIX.get(keys[self.i + 1]) == grammar.RELATION and least <= grammar.RELATION:
                self.i += 1  # "= a, = b": the chain goes on behind a stop
                key = keys[self.i]
            if key == r"\mid" and self.closers and self.closers[-1] == r"\mid":
                return left
            binds = INFIX.get(key)
            if binds is None and (key in PLAIN_ENDS or (binds := level_here(self)) is None):
                return left
            if binds < least or (binds == grammar.ROWS and not self.aligned):
                return left
            left = self.level(left, first, binds)

    def splits(self) -> bool:
        """Brackets that go on behind a break are written \\right. \\left. there."""
        return self.keys[self.i] == r"\right." and self.keys[self.i + 1] == r"\left."

    def level(self, left: Node, first: int, binds: int) -> Node:
        """All that follows with operators of one level."""
        goes_on = binds == grammar.RELATION and left.kind == "relation"
        parts, signs = (list(left.parts), left.text.split()) if goes_on else ([left], [])
        at = self.i
        while (INFIX.get(self.keys[at]) or level_here(self)) == binds:
            at = self.i
            if self.keys[at] in STARS and not signs and _ends_operand(self.keys[at + 1]):
                self.i = at + 1  # a mark, as in x_{k*} and f(x*)
                return _starred(left, Node("name", self.keys[at], (), at, at + 1), first)
            sign = take_sign(self, binds)
            if binds == grammar.WHEN and self.keys[self.i] == "&" and self.closers[-1:] == ["end"]:
                self.i += 1  # "if" in a column of its own
            if ends_list(self, binds):
                break
            signs.append(sign)
            if sign == "else" and ends_at(self, self.i):  # the last case: -x \text{ otherwise}
                parts.append(Node("empty", "", (), self.i, self.i))
                break
            parts.append(self.expression(binds + 1))
            at = self.i
        if not signs:
            return left
        made = node_of((LEVELS[binds], " ".join(signs), tuple(parts), first, self.i))
        if binds == grammar.LIST:
            return bracketed(made)
        if binds == grammar.PRODUCT:
            return with_fractions(made) if "/" in signs else made
        return ranged(made, self.is_apart) if binds == grammar.RELATION else made

    def is_apart(self, at: int) -> bool:
        """Was space left before a token?"""
        places = spans(self.latex)
        return at > 0 and _SPACE.search(self.latex, places[at - 1][1], places[at][0]) is not None

    def skip_punctuation(self) -> None:
        """Full stops and the like at the end say nothing."""
        while True:
            key = self.keys[self.i]
            if key in PLAIN_ENDS:
                return
            is_space = key in WIDE or (key == "\\" and self.keys[self.i + 1] == END)
            if not (is_space or key in PUNCTUATION or key.startswith((r"\tag", r"\label", r"\hspace"))):
                return
            self.i += 1

    def begins_late(self, key: str) -> bool:
        """Does an operator stand here without a left side: a condition in words, a relation that goes on a row?"""
        return says(key) == "when" or (self.aligned and INFIX.get(key) == grammar.RELATION)

    # --- factors --------------------------------------------------------------------------------------------------
    def term(self) -> Node:
        """Factors side by side, or a sign with what it stands before."""
        keys, first = self.keys, self.i
        key = keys[first]
        if key in PREFIX:
            self.i += 1
            if key in _OUTCOMES and self.is_outcome(keys[first - 1]):
                return Node("name", key, (), first, self.i)
            self.enter()
            operand = self.expression(NEGATION)
            self.deep -= 1
            return Node("prefix", key, (operand,), first, self.i)
        items = [self.scripted()] if key not in LATIN or self.face else [self.letter(key)]
        while (key := keys[self.i]) not in ALWAYS_ENDS:
            if key not in LATIN:
                if is_value_bar(self, key):
                    items = [self.placed(items, first)]
                    continue
                if ends_factor(self, key):
                    break
            if self.until and self.i == self.until[-1]:
                break
            items.append(self.scripted() if key not in LATIN or self.face else self.letter(key))
        return items[0] if len(items) == 1 else node_of(("juxtaposed", "", tuple(items), first, self.i))

    def is_outcome(self, before: str) -> bool:
        """Does a sign stand alone in brackets, as the result of a test does: P(D | +), P(+ | D)?"""
        after = self.keys[self.i]
        if before not in _BEFORE_OUTCOME or after not in _BEHIND_OUTCOME:
            return False
        return after not in grammar.BARS or not has_partner(self)

    def placed(self, items: list[Node], first: int) -> Node:
        """The factors before a bar, and the point or the two points behind it."""
        self.i += 1
        whole = items[0] if len(items) == 1 else Node("juxtaposed", "", tuple(items), first, self.i - 1)
        marks, parts = "|", [whole]
        while self.keys[self.i] in ("_", "^") and self.keys[self.i] not in marks:
            marks += self.keys[self.i]
            self.i += 1
            parts.append(argument(self))
        return Node("placed", marks, tuple(parts), first, self.i)

    def scripted(self) -> Node:
        """One atom with its subscript, superscript, primes and factorial."""
        first = self.i
        base = self.atom()
        return with_scripts(self, base, first) if self.keys[self.i] in SCRIPTS else base

    def letter(self, key: str) -> Node:
        """A letter with its scripts."""
        first = self.i
        self.i = end = first + 1
        base = node_of(("name", key, (), first, end))
        return with_scripts(self, base, first) if self.keys[end] in SCRIPTS else base

    def enter(self) -> None:
        """One level deeper."""
        self.deep += 1
        if self.deep > DEEPEST:
            raise self.refused(f"nested deeper than {DEEPEST} levels", min(self.i, len(self.keys) - 1))

    # --- atoms ----------------------------------------------------------------------------------------------------
    def atom(self) -> Node:
        """A number, a name, or what the table of commands reads."""
        at = self.i
        key = self.keys[at]
        if key in LATIN and not self.face:
            self.i = at + 1
            return node_of(("name", key, (), at, at + 1))
        if key in (":", "*") and self.means_all(key):
            self.i = at + 1
            return Node("name", ":", (), at, at + 1)
        if key in _DIGITS or key[:1].isdecimal() or (key[:1] == "." and key[1:2].isdecimal()):
            self.i = at + 1
            if self.keys[self.i] == r"\%":
                self.i += 1
                return Node("number", str(Decimal(_ungrouped(key)).scaleb(-2)), (), at, self.i)
            return node_of(("number", _ungrouped(key).rstrip("."), (), at, at + 1))
        return command(self, key)

    def means_all(self, key: str) -> bool:
        """The colon of A_{i,:} and the star of A_{i,*}: all of them."""
        before, after = self.keys[self.i - 1], self.keys[self.i + 1]
        return (key == ":" and after in ("}", ",")) or (key == "*" and (before, after) in ((",", "}"), ("{", ",")))


def _ungrouped(key: str) -> str:
    """A number without what parts its thousands."""
    return key.replace("{,}", "").replace(r"\,", "").replace("~", "")


__all__ = ["DEEPEST", "Parser", "parse"]
