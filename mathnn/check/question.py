"""One relation to judge, made ready: what is free in it, which labels and indices it uses, what derivatives imply.

Nothing is evaluated here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any

from mathnn.check.closed_sequences import counts, is_closed, is_counting
from mathnn.check.labels import INDEXING, apart, free_indices, free_labels, offsets
from mathnn.check.once import Once
from mathnn.check.smooth import CURVES, MIRRORED, MODULI
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, operators, symbols, walk
from mathnn.notation import Name, Notation

CONSTANT = "constant"  # said of a letter that hangs on no other

_FEWEST_STEPS = 3
_BEFORE_ALL = -1  # the label below which the formula of a sequence says nothing
_NOTHING = frozenset[str]()


@dataclass(frozen=True)
class Question:
    """left `relation` right under a notation whose assumptions hold."""

    relation: str
    left: Expr
    right: Expr
    notation: Notation
    implied: bool = False  # whether some of the assumptions are the hypothesis of an implication

    @Once
    def kept(self) -> dict[str, Any]:
        """What others found of this question and would find again."""
        return {}

    @Once
    def trees(self) -> tuple[Expr, ...]:
        """The two sides, the assumptions, and every definition that they lead to."""
        found: list[Expr] = [self.left, self.right, *self.notation.assumptions]
        seen: set[str] = set()
        find = self.notation.find
        if all(row.definition is None for row in self.notation):
            return tuple(found)
        for tree in found:
            for name in dict.fromkeys([node.name for node in walk(tree) if type(node) is Symbol]):
                row = find(name)
                if row is not None and row.definition is not None and row.symbol.name not in seen:
                    seen.add(row.symbol.name)
                    found.append(row.definition)
        return tuple(found)

    @Once
    def nodes(self) -> tuple[Expr, ...]:
        """Every node of these trees."""
        return tuple(chain.from_iterable(map(walk, self.trees)))

    @Once
    def operators(self) -> frozenset[str]:
        """The operators of all these nodes."""
        return _NOTHING.union(*map(operators, self.trees))

    @Once
    def letters(self) -> tuple[Symbol, ...]:
        """The symbols among these nodes, each object once."""
        return tuple({id(node): node for node in self.nodes if type(node) is Symbol}.values())

    @Once
    def sides(self) -> tuple[Expr, Expr]:
        """Both sides."""
        return self.left, self.right

    @Once
    def free_indices(self) -> dict[str, Expr]:
        """Free symbols that stand as an index, with the dimension they run over: the claim is made for each value."""
        if self.operators.isdisjoint(INDEXING):
            return {}
        return free_indices(self.sides, self.dimensions)

    @Once
    def dimensions(self) -> frozenset[str]:
        """Names that stand in a shape or as the bound of a sum."""
        sizes: list[Expr] = []
        for letter in self.letters:
            sizes += letter.sort.shape
            if letter.sort.value is not None:
                sizes += letter.sort.value.shape
        if Bind in set(map(type, self.nodes)):
            sizes += [node.upper for node in self.nodes
                      if type(node) is Bind and node.op != "integral" and node.upper is not None]
        for row in self.notation:
            sizes += row.symbol.sort.shape
        found = {size.name for size in sizes if type(size) is Symbol}
        found.update(s.name for size in sizes if type(size) is Call or type(size) is Bind for s in symbols(size))
        return frozenset(found)

    @Once
    def labels(self) -> dict[str, int]:
        """Values for the labels of layers and samples that are free."""
        if "layer" not in self.operators:
            return {}
        found = free_labels(self.sides, self.trees[2:])
        ends = {node.upper.name for side in self.sides for node in walk(side)
                if type(node) is Bind and isinstance(node.upper, Symbol)}
        low = [found[name] for name in found if name in ends or self.unrolled]
        if low and min(low) < _FEWEST_STEPS:  # one term of a sum would say little, and so would the first step
            found = {name: label + _FEWEST_STEPS - min(low) for name, label in found.items()}
        return apart(found, self.notation.assumptions)

    @Once
    def unrolled(self) -> frozenset[str]:
        """Sequences that define themselves and are followed back to their beginning, whose number or value is given."""
        if "layer" not in self.operators:
            return frozenset()
        named = {node.args[0].name for side in self.sides for node in walk(side)
                 if isinstance(node, Call) and node.op == "layer" and isinstance(node.args[0], Symbol)
                 and isinstance(node.args[1], Number)}
        return frozenset(row.symbol.name for row in self.notation if _defines_itself(row) and (
            row.symbol.name in named or beginning(row.symbol.name) in self.notation.names))

    @Once
    def counted(self) -> frozenset[str]:
        """Labels that stand as numbers too, t of m_t / (1 - \\beta^t): one value of them does not stand for all."""
        if not self.labels:
            return _NOTHING
        if self.counts_inside:
            return frozenset(self.labels)
        return frozenset(name for name in self.labels if any(counts(side, name) for side in self.sides))

    @Once
    def counts_inside(self) -> bool:
        """Does a label stand as a number in the formula of a sequence that the statement leads to?"""
        return "layer" in self.operators and any(
            is_counting(row) and any(row.definition is tree for tree in self.trees) for row in self.notation)

    @Once
    def starts(self) -> dict[str, int]:
        """Sequences that define themselves, x_{t+1} = f(x_t), with the first member that the statement leads to; and
        those whose formula holds from the member 0 on."""
        found: dict[str, int] = {}
        if "layer" not in self.operators:
            return found
        for row in self.notation:
            name = row.symbol.name
            if not _defines_itself(row) or row.definition is None:
                continue
            if name in self.unrolled:
                numbers = [int(node.args[1].value) for side in self.sides for node in walk(side)
                           if isinstance(node, Call) and node.op == "layer" and node.args[0] == row.symbol
                           and isinstance(node.args[1], Number)]
                found[name] = 0 if beginning(name) in self.notation.names else min(numbers)
                continue
            others = [other.definition for other in self.notation
                      if other.definition is not None and other.symbol != row.symbol]  # z^l is made of a^{l-1}
            places = [offset for tree in (*self.sides, *others) for node in walk(tree)
                      if isinstance(node, Call) and node.op == "layer" and node.args[0] == row.symbol
                      for offset in offsets(node.args[1])]
            if places:
                first = min(self.labels.get(label, 1) + k for label, k in places)
                found[name] = first - self._is_moved_by_others(row.symbol)
        closed = [row.symbol.name for row in self.notation if is_closed(row) and not _defines_itself(row)]
        return {**dict.fromkeys(closed, _BEFORE_ALL), **self._reached(found)}

    def _reached(self, starts: dict[str, int]) -> dict[str, int]:
        """The starts, each as early as the steps of the other sequences ask for: x_t by v_t, and v_t by v_{t-1}."""
        rows = [row for row in self.notation if row.symbol.name in starts and row.parameters]
        for _ in rows if len(rows) > 1 else ():
            for row in rows:
                for node in walk(row.definition or row.symbol):
                    if isinstance(node, Call) and node.op == "layer" and isinstance(node.args[0], Symbol) and (
                            (name := node.args[0].name) in starts and name != row.symbol.name):
                        for label, k in offsets(node.args[1]):
                            if label == row.parameters[0].name:
                                starts[name] = max(min(starts[name], starts[row.symbol.name] + 1 + k), 0)
        return starts

    def _is_moved_by_others(self, family: Symbol) -> bool:
        """dh_t/dx_t: of the first member that is named the formula counts as well, which leads to x_t."""
        slopes = self.slopes
        return any(family in self._hangs_on(node.args[0]) for node in slopes) and not any(
            family in symbols(node.args[1]) for node in slopes)

    @Once
    def slopes(self) -> tuple[Call, ...]:
        """The derivatives in both sides."""
        return tuple(node for side in self.sides for node in walk(side)
                     if isinstance(node, Call) and node.op in DERIVATIVES)

    def _hangs_on(self, tree: Expr) -> set[Symbol]:
        """The letters of a tree and of the formulas that it leads to."""
        found: set[Symbol] = set()
        waiting = list(symbols(tree))
        while waiting:
            symbol = waiting.pop()
            if symbol not in found:
                found.add(symbol)
                row = self.notation.find(symbol.name)
                waiting += symbols(row.definition) if row is not None and row.definition is not None else ()
        return found

    @property
    def is_by_shared(self) -> bool:
        """Is something differentiated by W of h_t = tanh(W h_{t-1})? Earlier members hold it too."""
        letters = {symbol for node in self.slopes for symbol in symbols(node.args[1])
                   if symbol.sort.kind == "number"}
        if not letters or "layer" not in self.operators:
            return False
        formulas = ((row.symbol, self._hangs_on(row.definition)) for row in self.notation
                    if row.definition is not None and row.symbol.sort.kind == "family")
        return any(family in reached and not letters.isdisjoint(reached) for family, reached in formulas)

    @Once
    def curves(self) -> dict[str, str]:
        """Functions of which a condition says that they are convex, concave, increasing or decreasing; convex@1 is
        convex in the second argument."""
        found: dict[str, set[str]] = {}
        for condition in self.notation.assumptions:
            if isinstance(condition, Call) and condition.op in CURVES and isinstance(condition.args[0], Symbol):
                place = [repr(arg) for arg in condition.args[1:] if isinstance(arg, Number)]
                found.setdefault(condition.args[0].name, set()).add("@".join((condition.op, *place)))
        return {name: _one_curve(words) for name, words in found.items()}

    @Once
    def numbered(self) -> list[tuple[Expr, Number]]:
        """Where an index is written as a number: what it indexes, and the number."""
        if "entry" not in self.operators:
            return []
        return [(node.args[0], at) for node in self.nodes if type(node) is Call and node.op == "entry"
                for at in node.args[1:] if type(at) is Number]

    @Once
    def from_zero(self) -> frozenset[str]:
        """Vectors of which the entry 0 is named, or summed over."""
        return frozenset([base.name for base, at in self.numbered if at.written == "0" and isinstance(base, Symbol)])

    @Once
    def least_size(self) -> int:
        """The greatest index that is written as a number: x_3 asks for three entries."""
        return max([int(at.value) for _, at in self.numbered if at.value < 10], default=1)

    def with_relation(self, relation: str) -> Question:
        """The same sides under another relation."""
        return Question(relation, self.left, self.right, self.notation, self.implied)

    def with_sides(self, left: Expr, right: Expr) -> Question:
        """The same relation between other sides."""
        return Question(self.relation, left, right, self.notation, self.implied)

    def under(self, notation: Notation) -> Question:
        """The same relation where other things are known."""
        return Question(self.relation, self.left, self.right, notation, self.implied)


def _one_curve(words: set[str]) -> str:
    """One word for all that is said: what is L-smooth and convex, or strongly so, is calm; even/convex is both."""
    if (mirrored := words & MIRRORED) and (words == mirrored or words.isdisjoint(MODULI)):
        rest = words - mirrored
        return "/".join((min(mirrored), *((_one_curve(rest),) if rest else ())))
    words -= mirrored
    if "gentle" in words and len(words) > 1:
        return "calm"
    return "strong" if "strong" in words else max(
        words, key=lambda word: (word.startswith("con"), "@" not in word, word))


def beginning(name: str) -> str:
    """The name of the first member of a sequence, x_0, where a text gives its value."""
    return f"{name}_0"


def _defines_itself(row: Name) -> bool:
    return row.symbol.sort.kind == "family" and row.definition is not None and row.symbol in symbols(row.definition)
