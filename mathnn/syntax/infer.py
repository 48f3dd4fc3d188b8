"""Surface tree -> core tree: the state that is shared while the statements of one text are read together.

Names get their sorts from the notation, else from what the text shows of them; dimensions unify along the tree. The
rules for the kinds of node stand in the `infer_*` modules, in one table (`rules.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from typing import TypeAlias

from mathnn.errors import SortError
from mathnn.expression import INTEGER, NUMBER, Bind, Call, Expr, Number, Sort, Symbol, function
from mathnn.expression.operators import BINDERS, describe, sort_of
from mathnn.expression.sort import SET, TRUTH
from mathnn.notation import Notation
from mathnn.syntax.dimensions import Dimensions, member
from mathnn.syntax.evidence import Evidence, rank_of
from mathnn.syntax.function_letters import TABLED
from mathnn.syntax.surface import Node, walk
from mathnn.syntax.typefaces import changed, face, is_capital, unmarked
from mathnn.syntax.uses import BARE, COUNTS, LETTER_INDEX, NUMBER_INDEX, TRANSPOSED, TWO_INDICES, VECTOR_LIKE

Rule: TypeAlias = "Callable[[Inference, Node], Expr]"
SUMMED = Symbol(r"\text{repeated indices are summed}", TRUTH)  # conventions, kept among a notation's assumptions
PRIMES = Symbol(r"\text{a prime is a transpose}", TRUTH)
# In place of a rank: a function that acts entry by entry; one whose value is a column; one whose value is of the kind
# of its argument, as of a polynomial in a matrix.
ENTRYWISE, COLUMN, ALIKE = -1, -2, -3
BUILT_IN = frozenset(("I", r"\mathbf{I}", r"\mathbf{0}", r"\mathbf{1}", r"\vec{0}", r"\boldsymbol{1}",
                      r"\boldsymbol{0}",
                      r"\mathbb{1}", r"\vec{1}"))
_SORT = attrgetter("sort")
BOLD_FORMS = (r"\mathbf{{{}}}", r"\boldsymbol{{{}}}", r"\vec{{{}}}")


class UnreadableError(Exception):
    """A construct that has no reading, and the node where it stands; the border makes a ReadError of it."""

    def __init__(self, message: str, node: Node, construct: str = "") -> None:
        super().__init__(message)
        self.message, self.node, self.construct = message, node, construct


class ClashError(SortError):
    """A SortError and the node where it arose; `certain` where no other sorts of the names could help."""

    def __init__(self, message: str, node: Node, *, certain: bool = False) -> None:
        super().__init__(message)
        self.node = node
        self.certain = certain


@lru_cache(maxsize=4096)
def _in_bold(name: str, is_matrix: bool) -> tuple[str, ...]:
    """How the vector or matrix may be written whose entries are written with this name; none for a name in bold."""
    style, letter = face(name)
    if style:
        return ()
    options = [form.format(letter) for form in BOLD_FORMS]
    if letter != name:  # \hat{y} has its entries from \hat{\mathbf{y}}
        options = [name.replace("{" + letter + "}", "{" + option + "}") for option in options] + [
            form.format(name) for form in BOLD_FORMS]
    if len(letter) == 1 and is_matrix and letter.islower():
        capital = letter.upper()
        options += [form.format(capital) for form in BOLD_FORMS[:2]] + [capital]
    return tuple(options)


class Inference:
    """What is known while statements are read: the notation, the symbols met, the indices bound, the dimensions."""

    __slots__ = ("bound", "dimensions", "evidence", "forced", "indexed", "inferred", "labels", "maps", "notation",
                 "rules", "shifts_logits", "soft", "symbols", "taken", "text")

    def __init__(self, notation: Notation, evidence: Evidence, forced: Mapping[str, int] | None = None,
                 text: str = "") -> None:
        from mathnn.syntax.rules import RULES  # whose modules need this one

        self.rules = RULES
        self.text = (text, 0)  # the formula that is read now, and where it begins in the whole text
        self.notation = notation
        self.evidence = evidence
        self.forced = forced or {}
        self.dimensions = Dimensions()
        self.symbols: dict[str, Symbol] = {}
        self.inferred: dict[str, Symbol] = {}
        self.soft: dict[str, int] = {}
        self.maps: set[str] = set()  # open functions of one vector: they may act entry by entry
        self.bound: dict[str, list[Symbol]] = {}
        self.indexed: dict[Symbol, Expr] = {}
        self.labels: dict[Expr, None] = {}  # of the layers read so far
        self.taken: dict[str, str] = {}
        self.shifts_logits = False  # in the brackets behind softmax a number is added to each entry

    @property
    def may_have_dots(self) -> bool:
        """Could dots that leave something out stand in the formula that is read now?"""
        latex = self.text[0]
        return not latex or "dots" in latex or "..." in latex or "…" in latex

    # --- trees --------------------------------------------------------------------------------------------------------
    def tree(self, node: Node) -> Expr:
        """The core tree of a node. Raises UnreadableError and ClashError."""
        rule = self.rules.get(node.kind)
        if rule is None:
            raise UnreadableError(f"{node.kind} stands where an operand is expected", node)
        return rule(self, node)

    def make(self, op: str, args: tuple[Expr, ...], node: Node) -> Call:
        """A node of the core tree, its sort worked out. Raises ClashError where the arguments do not fit."""
        try:
            return Call(op, args, sort_of(op, tuple(map(_SORT, args)), self.dimensions.same))
        except SortError as error:
            if isinstance(error, ClashError):
                raise
            raise ClashError(error.message, node) from None

    def bind(self, op: str, index: Symbol, body: Expr, lower: Expr | None = None, upper: Expr | None = None,
             where: Expr | None = None) -> Bind:
        """An operator that binds an index."""
        assert op in BINDERS, op
        sort = {"forall": TRUTH, "exists": TRUTH, "set": SET, "argmax": index.sort, "argmin": index.sort,
                "union": SET, "intersection": SET}.get(op)
        return Bind(op, index, body, lower, upper, where, sort or Sort("number", body.sort.shape))

    def shape(self, tree: Expr) -> tuple[Expr, ...]:
        """The shape of a tree as far as it is known."""
        return tuple(map(self.dimensions.resolve, tree.sort.shape))

    # --- names --------------------------------------------------------------------------------------------------------
    def declared(self, name: str) -> Symbol | None:
        """The symbol that the notation has for a name, or for the same letter in another typeface."""
        if (found := self.notation.names.get(name)) is not None:
            return found.symbol
        style = face(name)[0]
        row = self.notation.find(name)
        if row is not None and (style == "" or row.symbol.sort.shape or row.symbol.sort.kind == "family"):
            return row.symbol
        return None

    def styled(self, name: str, rank: int | None = None) -> Symbol | None:
        """The bold vector or matrix, declared or standing in the text, whose entries are written with this letter."""
        for option in _in_bold(name, rank == 2):
            row = self.notation.names.get(option)
            if row is not None and (rank is None or len(row.symbol.sort.shape) in (0, rank)):
                return row.symbol
            if option in self.symbols:
                return self.symbols[option]
            if rank == 2 and _carries_index(option, self.text[0]):
                continue  # x_{ij} beside bold x_i is an entry of one of these vectors
            if option in self.evidence.uses or (option[:1] == "\\" and option in self.text[0]):
                return self.name(option)
        return None

    def name(self, text: str, expected: Sort | None = None) -> Symbol:
        """The symbol of a bare name: bound, met before, declared, or inferred; `expected` is what its place asks."""
        if (scope := self.bound.get(text)):
            return scope[-1]
        if (found := self.symbols.get(text)) is not None:
            return found
        found = self.declared(text)
        if found is None:
            found = self.infer(text, expected)
            if text in BUILT_IN:
                return found  # each I has the size of its place, A I = I A
        self.symbols[text] = found
        return found

    def is_new(self, text: str) -> bool:
        """Is nothing known of this name yet, so that its place may decide?"""
        if text in self.symbols or self.bound.get(text) or self.declared(text) is not None or text in self.forced:
            return False
        return text not in BUILT_IN and not rank_of(text, self.evidence)[1] and not self.evidence.of(text) & (
            COUNTS | VECTOR_LIKE | TRANSPOSED)

    def infer(self, text: str, expected: Sort | None) -> Symbol:
        """A symbol for a name that is not declared."""
        if text in BUILT_IN:
            return self.constant(text, expected)
        if text in TABLED or (self.evidence.is_whole_function(text) and PRIMES not in self.notation.assumptions):
            return self.remember(Symbol(text, function()))  # sin' = cos, (uv)' = u'v + uv'
        if (letter := changed(text)) and not self.is_new(letter):
            whole = self.name(letter)
            used = self.evidence.of(letter)
            is_listed = used & LETTER_INDEX and not used & BARE and whole.name in self.inferred
            if whole.sort.is_vector and is_listed:
                return self.remember(Symbol(text, NUMBER))  # the step between x_n and x_{n+1}
            if whole.sort.kind == "number":
                return self.remember(Symbol(text, whole.sort))
        uses = self.evidence.of(text)
        if expected is None and text not in self.forced and (without := self._marked(text)) is not None:
            self.soft[text] = len(without.sort.shape)
            return self.remember(Symbol(text, without.sort))
        if text in self.forced:
            rank, sure = self.forced[text], True
        else:
            rank, sure = rank_of(text, self.evidence)
            if expected is not None and not sure and not uses & COUNTS:
                symbol = Symbol(text, Sort("number", expected.shape))
                return self.remember(symbol)
            if not sure:
                self.soft[text] = rank
        if rank == 0 and uses & COUNTS and not uses & (LETTER_INDEX | TWO_INDICES):
            return self.remember(Symbol(text, INTEGER))
        return self.remember(Symbol(text, self.sort_of_rank(rank)))

    def _marked(self, text: str) -> Symbol | None:
        """The column or matrix x whose name \\hat{x} bears a mark; bold letters show their kind themselves."""
        letter = unmarked(text)
        if not letter or face(text)[0] or self.evidence.of(letter) & (
                LETTER_INDEX | NUMBER_INDEX | TWO_INDICES):  # \\bar{x} beside x_i is the mean of these
            return None
        found = self.symbols.get(letter) or self.declared(letter)
        if found is None or found.sort.kind != "number" or not found.sort.shape:
            return None
        return None if found.sort.is_vector and is_capital(letter) else found  # X_1, ..., X_n and their mean

    def constant(self, text: str, expected: Sort | None) -> Symbol:
        """The identity, a vector of ones or of zeros: its size is known from its place."""
        if text.endswith(("I", "I}")):
            n = expected.shape[0] if expected is not None and expected.shape else self.dimensions.fresh()
            symbol = Symbol(text, Sort("number", (n, n)))
            self.taken.setdefault(text, f"{text}: the identity matrix")
        else:
            shape = expected.shape if expected is not None and expected.shape else (self.dimensions.fresh(),)
            symbol = Symbol(text, Sort("number", shape))
            self.taken.setdefault(text, f"{text}: a vector of {'ones' if '1' in text else 'zeros'}")
        return symbol

    def remember(self, symbol: Symbol) -> Symbol:
        """Note a symbol whose sort was inferred."""
        self.inferred[symbol.name] = symbol
        return symbol

    def sort_of_rank(self, rank: int) -> Sort:
        """A number, column or matrix of unknown size."""
        return Sort("number", tuple(self.dimensions.fresh() for _ in range(rank))) if rank else NUMBER

    def family(self, text: str, rank: int | None = None, *, alike: bool = False) -> Symbol:
        """The symbol of a family of like names, ``W^{(l)}``; members that are `alike` have one size."""
        found = self.symbols.get(text) or self.declared(text)
        if found is not None and found.sort.kind == "number" and found.sort.shape:
            value = found.sort if alike else Sort("number", tuple(self.dimensions.width() for _ in found.sort.shape))
            symbol = Symbol(text, Sort("family", (), (INTEGER,), value))  # another thing than what has no label
            self.symbols[text] = symbol
            return self.remember(symbol)
        if found is not None:
            return found
        if rank is None:
            rank, sure = rank_of(text, self.evidence, is_labelled=True)
            rank = self.forced.get(text, rank)
            if not sure and text not in self.forced:
                self.soft[text] = rank
        size = self.dimensions.fresh if alike else self.dimensions.width
        value = Sort("number", tuple(size() for _ in range(rank)))
        symbol = Symbol(text, Sort("family", (), (INTEGER,), value))
        self.symbols[text] = symbol
        return self.remember(symbol)

    def layer(self, base: Symbol, label: Expr) -> Call:
        """One member of a family."""
        self.labels[label] = None
        return Call("layer", (base, label), member(base.sort, label))

    # --- indices ------------------------------------------------------------------------------------------------------
    def enter(self, symbol: Symbol) -> None:
        """Bind an index in what is read next."""
        self.bound.setdefault(symbol.name, []).append(symbol)

    def leave(self, symbol: Symbol) -> None:
        """The end of what it is bound in."""
        self.bound[symbol.name].pop()
        self.indexed.pop(symbol, None)

    def ranges(self, index: Expr, dimension: Expr) -> None:
        """An index that stands at this dimension: dimensions with one index are equal, where they can be."""
        if not isinstance(index, Symbol):
            return
        before = self.indexed.setdefault(index, dimension)
        if before is not dimension:
            try:
                self.dimensions.same(before, dimension)
            except SortError:
                return

    def entry(self, base: Expr, indices: tuple[Expr, ...], node: Node) -> Expr:
        """An entry, its indices noted. Raises ClashError where the base has fewer indices."""
        if base.sort.kind == "set" or not base.sort.shape:
            raise ClashError(f"{describe(base.sort)} has no entries", node)
        for index, dimension in zip(indices, base.sort.shape, strict=False):
            self.ranges(index, dimension)
        return self.make("entry", (base, *indices), node)


@lru_cache(maxsize=1024)
def _indexed(option: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(option)}\s*_\s*(?:[a-z]|\{{\s*[a-z]\s*\}})")


def _carries_index(option: str, latex: str) -> bool:
    """Does a bold letter stand with one letter below it?"""
    if option[:1] != "\\" or not face(option)[1].islower() or option not in latex:
        return False
    return _indexed(option).search(latex) is not None


@lru_cache(maxsize=1024)
def number(text: str) -> Number:
    """A number as it is written."""
    return Number(Fraction(text), text)


def negated(tree: Expr) -> Expr:
    """-x, of the sort of x."""
    return Call("negate", (tree,), tree.sort)


def names_in(nodes: Iterable[Node]) -> set[str]:
    """The names below these nodes."""
    return {part.text for node in nodes for part in walk(node) if part.kind == "name"}


__all__ = ["ALIKE", "BUILT_IN", "COLUMN", "ENTRYWISE", "PRIMES", "SUMMED", "ClashError", "Inference", "UnreadableError",
           "names_in", "negated", "number"]
