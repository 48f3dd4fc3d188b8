"""One relation to judge, made ready: what is free in it, which labels and indices it uses, what derivatives imply.

Nothing is evaluated here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from mathnn.check.by_value import atom
from mathnn.check.once import Once
from mathnn.check.smooth import CURVES, MIRRORED, MODULI
from mathnn.expression import INTEGER, function
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, operators, symbols, walk
from mathnn.notation import Name, Notation

CONSTANT = "constant"  # said of a letter that hangs on no other
ANY = Symbol(" range", INTEGER)  # of an index that stands only where no dimension is known

_FEWEST_STEPS = 3
INDEXING = frozenset(("entry", "delta"))
_NOTHING = frozenset[str]()
_LABELLING = frozenset(("layer",))


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
        found = _labels(self.sides, self.trees[2:])
        ends = {node.upper.name for side in self.sides for node in walk(side)
                if type(node) is Bind and isinstance(node.upper, Symbol)}
        low = [found[name] for name in found if name in ends or self.unrolled]
        if low and min(low) < _FEWEST_STEPS:  # one term of a sum would say little, and so would the first step
            found = {name: label + _FEWEST_STEPS - min(low) for name, label in found.items()}
        return _apart(found, self.notation.assumptions)

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
    def starts(self) -> dict[str, int]:
        """Sequences that define themselves, x_{t+1} = f(x_t), with the first member that the statement leads to."""
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
            offsets = [offset for tree in (*self.sides, *others) for node in walk(tree)
                       if isinstance(node, Call) and node.op == "layer" and node.args[0] == row.symbol
                       for offset in _offset(node.args[1])]
            if offsets:
                first = min(self.labels.get(label, 1) + k for label, k in offsets)
                found[name] = first - self._is_moved_by_others(row.symbol)
        return self._reached(found)

    def _reached(self, starts: dict[str, int]) -> dict[str, int]:
        """The starts, each as early as the steps of the other sequences ask for: x_t by v_t, and v_t by v_{t-1}."""
        rows = [row for row in self.notation if row.symbol.name in starts and row.parameters]
        for _ in rows if len(rows) > 1 else ():
            for row in rows:
                for node in walk(row.definition or row.symbol):
                    if isinstance(node, Call) and node.op == "layer" and isinstance(node.args[0], Symbol) and (
                            (name := node.args[0].name) in starts and name != row.symbol.name):
                        for label, k in _offset(node.args[1]):
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


def free_indices(trees: Iterable[Expr], dimensions: frozenset[str]) -> dict[str, Expr]:
    """Free symbols that stand as an index, each with the dimension of what it indexes."""
    found: dict[str, Expr] = {}
    for tree in trees:
        for node, bound in _with_bound(tree, INDEXING):
            shape = node.args[0].sort.shape if node.op == "entry" else ()
            places = node.args[1:] if node.op == "entry" else node.args
            for place, arg in enumerate(places):
                for name in (arg.name,) if type(arg) is Symbol else sorted(s.name for s in symbols(arg)):
                    if name in bound or name in dimensions:
                        continue
                    if place < len(shape):
                        found[name] = shape[place] if name not in found or found[name] == ANY else found[name]
                    else:
                        found.setdefault(name, ANY)
    return found


def _with_bound(tree: Expr, wanted: frozenset[str]) -> list[tuple[Call, frozenset[str]]]:
    """Every call of the wanted operators with the names that are bound around it."""
    found: list[tuple[Call, frozenset[str]]] = []
    stack: list[tuple[Expr, frozenset[str]]] = [(tree, frozenset())]
    while stack:
        node, names = stack.pop()
        if type(node) is Call:
            if node.op in wanted:
                found.append((node, names))
            stack += [(arg, names) for arg in node.args if type(arg) is Call or type(arg) is Bind]
        elif type(node) is Bind:
            stack += [(bound, names) for bound in (node.lower, node.upper) if bound is not None]
            inner = names | {node.index.name}
            stack += [(part, inner) for part in (node.body, node.where) if part is not None]
    return found


def _apart(labels: dict[str, int], assumptions: Iterable[Expr]) -> dict[str, int]:
    """Labels that are assumed to differ get different values."""
    for assumption in assumptions:
        if isinstance(assumption, Call) and assumption.op == "unequal":
            a, b = (arg.name if isinstance(arg, Symbol) else "" for arg in assumption.args)
            if a in labels and b in labels and labels[a] == labels[b]:
                labels[a] += 1
    return labels


def _labels(sides: tuple[Expr, Expr], rest: tuple[Expr, ...]) -> dict[str, int]:
    """The lowest layer of the statement is the first one (below it the input); a last layer is as low as it can be."""
    lows, highest = _offsets(sides), 1
    tops = {name: span for name, span in _offsets(rest).items() if name not in lows or name in _tops(lows)}
    if len(lows) > 1:
        tops |= {name: lows[name] for name in _tops(lows)}
    found: dict[str, int] = {}
    taken: set[int] = set()
    for name, (least, most) in lows.items():
        if name not in tops:
            found[name] = max(-least, 1)
            while found[name] in taken:  # of x_t and x_s each is any of them
                found[name] += 1
            taken.add(found[name])
            highest = max(highest, found[name] + most)
    for name, (least, _) in {**tops, **{k: v for k, v in lows.items() if k in tops}}.items():
        is_beside = name in lows and len(lows) > 1  # what holds where t is T need not hold for the others
        found[name] = max(highest + is_beside, -least)
    return found


def _tops(lows: dict[str, tuple[int, int]]) -> set[str]:
    """A label that stands with others in one statement and is written with a capital is the last layer."""
    return {name for name in lows if name[:1].isupper()}


def _offsets(trees: Iterable[Expr]) -> dict[str, tuple[int, int]]:
    """For each free label the least and greatest number that is added to it."""
    found: dict[str, tuple[int, int]] = {}
    for tree in trees:
        for node, bound in _with_bound(tree, _LABELLING):
            for name, offset in _offset(node.args[1]):
                if name not in bound:
                    least, most = found.get(name, (offset, offset))
                    found[name] = (min(least, offset), max(most, offset))
    return found


def _offset(tree: Expr) -> list[tuple[str, int]]:
    """l + 1 is (l, 1), l - 2 is (l, -2)."""
    if isinstance(tree, Symbol):
        return [(tree.name, 0)]
    if isinstance(tree, Call) and tree.op == "add":
        names = [arg.name for arg in tree.args if isinstance(arg, Symbol)]
        numbers = [int(arg.value) for arg in tree.args if isinstance(arg, Number)]
        taken = [int(arg.args[0].value) for arg in tree.args
                 if isinstance(arg, Call) and arg.op == "negate" and isinstance(arg.args[0], Number)]
        if len(names) == 1 and len(names) + len(numbers) + len(taken) == len(tree.args):
            return [(names[0], sum(numbers) - sum(taken))]
    return [(s.name, 0) for s in symbols(tree)]


def with_implied_chain(question: Question) -> Question:
    """Symbols that are differentiated but nowhere defined depend, by some smooth function, on what they are taken by.

    In dy/dx = dy/du du/dx there are y by x, y by u and u by x; since x is reached through u, y is a function of u.
    """
    edges = _undefined_edges(question) if question.operators & DERIVATIVES else None
    if not edges:
        return question
    notation = question.notation
    for y, found in edges.items():
        direct = tuple(x for x in found if not any(reaches(edges, u, x) for u in found if u != x))
        smooth = Symbol(f"{y.name} ", function(*(x.sort for x in direct), value=y.sort))
        notation = notation.with_name(Name(y, definition=Call("apply", (smooth, *direct), y.sort)))
    return question.under(notation)


def with_any_loss(question: Question) -> Question | None:
    """A loss of the last layer that is written out, as any smooth function of that layer; None when none stands beside
    a free layer."""
    tops = {name for name in question.labels if name not in _offsets(question.sides)}
    if not tops or not (question.labels.keys() - tops):
        return None
    notation, changed = question.notation, False
    for row in question.notation:
        if row.definition is None or row.parameters or row.symbol.sort.shape:
            continue
        layers = [node for node in walk(row.definition) if isinstance(node, Call) and node.op == "layer"
                  and any(s.name in tops for s in symbols(node.args[1]))]
        head = row.definition.args[0] if isinstance(row.definition, Call) and row.definition.op == "apply" else None
        unknown = isinstance(head, Symbol) and (found := notation.find(head.name)) is not None and not found.definition
        if layers and not unknown:
            args = tuple(dict.fromkeys(layers))
            smooth = Symbol(f"{row.symbol.name} ", function(*(a.sort for a in args)))
            notation = notation.with_name(replace(row, definition=Call("apply", (smooth, *args), row.symbol.sort)))
            changed = True
    return question.under(notation) if changed else None


def _undefined_edges(question: Question) -> dict[Symbol, tuple[Symbol, ...]]:
    found: dict[Symbol, tuple[Symbol, ...]] = {}
    constants = {condition.args[0].name for condition in question.notation.assumptions
                 if isinstance(condition, Call) and condition.op == CONSTANT and isinstance(condition.args[0], Symbol)}
    for side in question.trees:
        for node in walk(side):
            if isinstance(node, Call) and node.op in DERIVATIVES:
                y, x = _name(node.args[0]), _name(atom(node.args[1]) or node.args[1])
                row = question.notation.find(y.name) if y else None
                if y is None or x is None or y == x or (row is not None and row.definition is not None):
                    continue
                if y.name in constants:
                    continue
                found[y] = tuple(dict.fromkeys((*found.get(y, ()), x)))
    return found


def _name(tree: Expr) -> Symbol | None:
    while isinstance(tree, Call) and tree.op in ("entry", *DERIVATIVES):
        tree = tree.args[0]
    return tree if isinstance(tree, Symbol) and tree.sort.kind in ("number", "integer") else None


def reaches(edges: dict[Symbol, tuple[Symbol, ...]], start: Symbol, goal: Symbol) -> bool:
    """Is there a way of derivatives from one symbol to another?"""
    seen, stack = set[Symbol](), [start]
    while stack:
        node = stack.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            stack.extend(edges.get(node, ()))
    return False
