"""Tokens -> surface tree: a Pratt parser over the tables of `grammar`. It decides nothing that sorts must decide."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from mathnn.errors import ReadError
from mathnn.syntax import grammar
from mathnn.syntax.atoms import command
from mathnn.syntax.grammar import (
    ALWAYS_ENDS,
    BREAK,
    CLOSING,
    INFIX,
    LATIN,
    LEVELS,
    NEGATION,
    PREFIX,
    RELATIONS,
    SCRIPTS,
    WIDE,
    rest_of_all,
    says,
)
from mathnn.syntax.pointed import with_inner_products
from mathnn.syntax.ranges import bracketed, ranged
from mathnn.syntax.slashed_derivatives import with_fractions
from mathnn.syntax.spelled_names import text_of
from mathnn.syntax.surface import Node, node_of
from mathnn.syntax.tokens import END, sized, spans, tokens

_STOPS = (".", ",")
DEEPEST = 60  # brackets, fractions, scripts inside each other
_STARS = frozenset(("*", r"\ast", r"\star"))
_TRANSPOSES = frozenset(("T", r"\top", r"\intercal", r"\mathsf{T}", r"\mathrm{T}"))
_PLAIN_ENDS = frozenset((END, ")", "]", "}"))
_SPELLED = {"less": "<", "less_equal": r"\le ", "greater": ">", "greater_equal": r"\ge ", "unequal": r"\ne "}
_ORDERS = {token: _SPELLED[op] for token, op in RELATIONS.items() if op in _SPELLED}
_SPACE = re.compile(r"\\[;: ]|~")
_DIGITS = frozenset("0123456789")
_MIDDLE = {"|": r"\mid", r"\|": r"\mid", r"\vert": r"\mid", r"\Vert": r"\mid"}
_OUTCOMES = frozenset("+-")
_BEFORE_OUTCOME = frozenset(("(", "|", r"\mid", ",", r"\vert"))
_BEHIND_OUTCOME = frozenset((")", "|", r"\mid", ",", r"\vert"))
_PUNCTUATION = frozenset((".", ",", ";", "?"))


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
            if binds is None and (key in _PLAIN_ENDS or (binds := self.rare()) is None):
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
        while (INFIX.get(self.keys[at]) or self.rare()) == binds:
            at = self.i
            if self.keys[at] in _STARS and not signs and self.marks(self.keys[at + 1]):
                self.i = at + 1  # a mark, as in x_{k*} and f(x*)
                return _starred(left, Node("name", self.keys[at], (), at, at + 1), first)
            sign = self.sign(binds)
            if binds == grammar.WHEN and self.keys[self.i] == "&" and self.closers[-1:] == ["end"]:
                self.i += 1  # "if" in a column of its own
            if self.ends_list(binds):
                break
            signs.append(sign)
            if sign == "else" and self.ends_at(self.i):  # the last case: -x \text{ otherwise}
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

    def marks(self, after: str) -> bool:
        """Is a star no sign of a product, since no factor stands behind it?"""
        return after in ("}", ")", "]", ",", END) or after in RELATIONS

    def is_apart(self, at: int) -> bool:
        """Was space left before a token?"""
        places = spans(self.latex)
        return at > 0 and _SPACE.search(self.latex, places[at - 1][1], places[at][0]) is not None

    def sign(self, binds: int) -> str:
        """Take an operator; what it is called in the tree."""
        key = self.keys[self.i]
        self.i += 1
        if key in (r"\stackrel", r"\overset"):
            note = self.argument()
            relation = self.argument()
            meant = "".join(printed_of(relation, self.keys)).strip("{} ")
            if meant not in grammar.RELATIONS:
                raise self.refused("a relation is expected under it", relation.first)
            return "define" if "def" in "".join(printed_of(note, self.keys)) else grammar.RELATIONS[meant]
        if key == r"\not":
            return self.negated()
        if key in grammar.RELATIONS:
            return grammar.RELATIONS[key]
        if binds == grammar.WHEN and rest_of_all(key):
            return "else"
        if binds == grammar.WHEN or key in WIDE or key == BREAK or (said := says(key)) is None:
            return "," if key in WIDE else _MIDDLE.get(key) or (says(key) or key)
        return said

    def negated(self) -> str:
        relation = grammar.RELATIONS.get(self.keys[self.i], "")
        if relation not in grammar.NEGATED:
            raise self.refused(r"\not is not known before it")
        self.i += 1
        return grammar.NEGATED[relation]

    def rare(self) -> int | None:
        """The level of a token that is an operator only here: a text, a wide space, a bar, the end of a row."""
        key = self.keys[self.i]
        if key in _PLAIN_ENDS or key in LATIN or key[0] in "0123456789_^{}()[]":
            return None
        if (said := says(key)) is not None:
            return grammar.WHEN if said == "when" else grammar.LOGIC if said in ("implies", "iff") else grammar.WHEN
        if key in WIDE:
            return self.after_space()
        if rest_of_all(key):
            return grammar.WHEN
        if key == BREAK and self.aligned:
            return self.after_break()
        if key in CLOSING:
            return None
        if key in grammar.BARS and not self.partner() and (
                self.closers[-1] != grammar.BARS[key] if self.closers else r"\sim" in self.keys[self.i :]):
            return grammar.GIVEN  # of a, b in the brackets around, or y | x \sim p
        if key == "&" and self.aligned:
            self.i += 1
            return INFIX.get(self.keys[self.i]) or self.rare()
        return None

    def after_space(self) -> int | None:
        """A wide space parts a list, unless an operator or an end follows it."""
        at = self.i
        while self.keys[at] in WIDE or (self.aligned and self.keys[at] == "&"):
            at += 1
        key = self.keys[at]
        if key in INFIX or key in ALWAYS_ENDS or says(key) is not None:
            self.i = at
            return INFIX.get(key) or (self.rare() if key not in WIDE else None)
        return grammar.LIST

    def after_break(self) -> int | None:
        """A row goes on with the formula before it when it begins with an operator."""
        at = self.i + 1
        while self.keys[at] in ("&", BREAK) or self.keys[at] in WIDE:
            at += 1
        key = self.keys[at]
        if key in INFIX or key == END or key.startswith(r"\end"):
            self.i = at
            return INFIX.get(key)
        return grammar.ROWS

    def ends_list(self, binds: int) -> bool:
        """Is this comma the punctuation at the end of the formula, or before its condition?"""
        if binds not in (grammar.LIST, grammar.ROWS):
            return False
        key = self.keys[self.i]
        return self.ends_at(self.i) or says(key) == "when" or rest_of_all(key)

    def ends_at(self, at: int) -> bool:
        """Does nothing more of a formula, a cell or a group stand here?"""
        key = self.keys[at]
        return key == END or key in CLOSING or key in ("}", "&", BREAK) or key.startswith((r"\end", r"\right"))

    def skip_punctuation(self) -> None:
        """Full stops and the like at the end say nothing."""
        while True:
            key = self.keys[self.i]
            if key in _PLAIN_ENDS:
                return
            is_space = key in WIDE or (key == "\\" and self.keys[self.i + 1] == END)
            if not (is_space or key in _PUNCTUATION or key.startswith((r"\tag", r"\label", r"\hspace"))):
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
                if self.is_value_bar(key):
                    items = [self.placed(items, first)]
                    continue
                if self.ends(key):
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
        return after not in grammar.BARS or not self.partner()

    def is_value_bar(self, key: str) -> bool:
        """Is it the bar of a value at a point, df/dx |_{x=0}, and none that closes or opens?"""
        if self.keys[self.i + 1] not in ("_", "^"):
            return False
        bar = sized(key)[0] if key.startswith((r"\big", r"\Big")) else key
        return bar in ("|", r"\vert") and not (self.closers and self.closers[-1] == "|")

    def placed(self, items: list[Node], first: int) -> Node:
        """The factors before a bar, and the point or the two points behind it."""
        self.i += 1
        whole = items[0] if len(items) == 1 else Node("juxtaposed", "", tuple(items), first, self.i - 1)
        marks, parts = "|", [whole]
        while self.keys[self.i] in ("_", "^") and self.keys[self.i] not in marks:
            marks += self.keys[self.i]
            self.i += 1
            parts.append(self.argument())
        return Node("placed", marks, tuple(parts), first, self.i)

    def ends(self, key: str) -> bool:
        """Does no factor begin with this token?"""
        if key[0] != "\\":
            if key == "|":
                return self.bar_ends(key)
            return key in _PUNCTUATION
        if key in grammar.BARS:
            return self.bar_ends(key)
        if key == "\\":  # a space at the end, its blank cut off
            return True
        if key.startswith((r"\right", r"\end", r"\middle", r"\tag", r"\label", r"\hspace")):
            return key not in (r"\rightarrow", r"\rightharpoonup")
        if key.startswith((r"\big", r"\Big")):
            bracket, side = sized(key)
            return side == "close" or (side != "open" and (bracket in CLOSING or (bracket in grammar.BARS and
                                                           self.bar_ends(bracket))))
        return says(key) is not None or rest_of_all(key)

    def bar_ends(self, key: str) -> bool:
        """A bar after an operand closes the bars around it, or stands alone, or opens the next factor."""
        bar = grammar.BARS[key]
        if self.closers and self.closers[-1] == bar:
            return True
        return not self.partner()

    def partner(self) -> bool:
        """Is there a second bar like the next one before the bracket around them closes?"""
        bar, depth = grammar.BARS[self.keys[self.i]], 0
        if self.keys[self.i] in (r"\rvert", r"\rVert"):
            return False
        for at in range(self.i + 1, min(self.i + 200, len(self.keys))):
            key = self.keys[at]
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

    def scripted(self) -> Node:
        """One atom with its subscript, superscript, primes and factorial."""
        first = self.i
        base = self.atom()
        return self.scripts(base, first) if self.keys[self.i] in SCRIPTS else base

    def letter(self, key: str) -> Node:
        """A letter with its scripts."""
        first = self.i
        self.i = end = first + 1
        base = node_of(("name", key, (), first, end))
        return self.scripts(base, first) if self.keys[end] in SCRIPTS else base

    def scripts(self, base: Node, first: int) -> Node:
        parts, text = [base], ""
        while True:
            key = self.keys[self.i]
            if key in ("_", "^"):
                if key in text:
                    raise self.refused(f"a second {'sub' if key == '_' else 'super'}script")
                self.i += 1
                primes = self.primes()
                if key == "^" and primes:
                    text += "'" * primes
                    continue
                if key == "^" and (sign := self.marked_transpose()) is not None:  # w^{*T} is (w^*)^T
                    marked = Node("scripts", f"{text}^", (*parts, sign), first, self.i - 2)
                    parts = [Node("group", "{}", (marked,), first, self.i - 2)]
                    parts.append(Node("name", self.keys[self.i - 2], (), self.i - 2, self.i - 1))
                    text = "^"
                    continue
                parts.append(self.argument())
                text += key
            elif key in SCRIPTS:
                text += key if key != r"\prime" else "'"
                self.i += 1
            else:
                return node_of(("scripts", text, tuple(parts), first, self.i))

    def marked_transpose(self) -> Node | None:
        """The star of a superscript that is a star and a transpose sign, which is passed over whole; else None."""
        found = self.keys[self.i : self.i + 4]
        if found[0] != "{" or len(found) < 4 or found[3] != "}":
            return None
        if found[1] not in _STARS or found[2] not in _TRANSPOSES:
            return None
        self.i += 4
        return Node("name", found[1], (), self.i - 3, self.i - 2)

    def primes(self) -> int:
        """Primes that are written as a superscript."""
        at, braced = self.i, self.keys[self.i] == "{"
        at += braced
        count = 0
        while self.keys[at] == r"\prime" or (braced and self.keys[at][:1] == "'"):
            at, count = at + 1, count + (1 if self.keys[at] == r"\prime" else len(self.keys[at]))
        if not count or (braced and self.keys[at] != "}"):
            return 0
        self.i = at + braced
        return count

    def argument(self) -> Node:
        """A group in braces, or one atom."""
        if self.keys[self.i] != "{":
            if self.keys[self.i] in ("-", "+", "*", r"\ast", r"\star", r"\dagger", r"\parallel", r"\perp", r"\circ",
                                     r"\times", "|", r"\pm", r"\mp"):
                self.i += 1
                return Node("name", self.keys[self.i - 1], (), self.i - 1, self.i)
            return self.atom()
        return self.braces()

    def braces(self) -> Node:
        first = self.i
        signs = first + 1
        if self.keys[signs] in LATIN and self.keys[signs + 1] == "}" and not self.face:
            self.i = first + 3
            return node_of(("group", "{}", (node_of(("name", self.keys[signs], (), signs, signs + 1)),), first, self.i))
        self.i += 1
        self.enter()
        if self.keys[signs : signs + 2][1:] == ["}"] and (self.keys[signs] in INFIX or self.keys[signs] in PREFIX):
            self.i += 2
            inner: tuple[Node, ...] = (Node("name", self.keys[signs], (), signs, signs + 1),)
        elif self.keys[signs] in _STARS and self.keys[signs + 1] in _STARS and self.keys[signs + 2] == "}":
            self.i += 3  # k_{**}, of the new points on both sides
            inner = (Node("name", "**", (), signs, signs + 2),)
        elif self.keys[signs] == "<" and (end := self.pointed()):
            inner = (self.between_points(end),)
            self.expect("}")
        elif self.keys[signs] in _ORDERS:
            inner = (self.range_label(),)
            self.expect("}")
        else:
            self.closers.append("}")
            inner = () if self.keys[self.i] == "}" else (self.expression(0),)
            self.skip_punctuation()
            self.closers.pop()
            self.expect("}")
        self.deep -= 1
        return node_of(("group", "{}", inner, first, self.i))

    def pointed(self) -> int:
        """Where the > stands that ends a label in pointed brackets, a^{<t>}; 0 for none."""
        for at in range(self.i + 1, min(self.i + 12, len(self.keys) - 1)):
            if self.keys[at] == ">" and self.keys[at + 1] == "}":
                return at
            if self.keys[at] in ("{", "}"):
                break
        return 0

    def between_points(self, end: int) -> Node:
        """The label as one in round brackets."""
        first = self.i
        self.i += 1
        self.keys[end] = ")"  # so that it ends the label and is no relation
        self.closers.append(")")
        try:
            inner = self.expression(0)
        finally:
            self.closers.pop()
            self.keys[end] = ">"
        if self.i != end:
            raise self.refused("this label is not understood")
        self.i = end + 1
        return Node("group", "()", (inner,), first, self.i)

    def range_label(self) -> Node:
        """A label that is half a relation: x_{<t}, all before t; R_{\\ge 0}, all from 0 on."""
        first = self.i
        sign = _ORDERS[self.keys[first]]
        self.i += 1
        self.closers.append("}")
        rest = self.expression(0)
        self.closers.pop()
        return Node("name", sign + text_of(rest), (), first, self.i)

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
        if key in _DIGITS or key[:1].isdigit() or (key[:1] == "." and key[1:2].isdigit()):
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


def printed_of(node: Node, keys: list[str]) -> list[str]:
    """The tokens of a node."""
    return keys[node.first : node.last]


__all__ = ["DEEPEST", "Parser", "parse"]
