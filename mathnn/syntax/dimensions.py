"""Dimensions that are not known yet: unification, with layer widths that are functions of a label.

An unknown dimension is a symbol whose name begins with ``?``. So does the size that a word alone gives a letter, "a
symmetric matrix A": each statement may have another one. The width of a layer is ``layer(?k, l)``, an unknown
function of the label; what is learned at one label that is written with a letter holds at every label.
"""

from __future__ import annotations

import re
from fractions import Fraction

from mathnn.errors import SortError
from mathnn.expression import INTEGER, Call, Expr, Number, Sort, Symbol
from mathnn.expression.operators import spell
from mathnn.expression.tree import substitute, walk
from mathnn.notation import Notation

LABEL = Symbol("l", INTEGER)  # the formal label of families
Linear = tuple[tuple[tuple[Expr, Fraction], ...], Fraction]


def counted(value: int) -> Number:
    """A number that counts."""
    return Number(Fraction(value), str(value))


def open_size(name: str) -> Symbol:
    """The size of a letter of which words say that it is a column or a square matrix, and no more."""
    return Symbol(f"?{name}", INTEGER)


def is_open(size: Expr) -> bool:
    """Is it a size that a word alone gave?"""
    return isinstance(size, Symbol) and size.name[0] == "?"


def open_sizes(notation: Notation) -> tuple[Symbol, ...]:
    """The sizes in a notation that a word alone gave."""
    return tuple(dict.fromkeys(size for row in notation.names.values() for size in row.symbol.sort.shape
                               if type(size) is Symbol and size.name[0] == "?"))


def linear(tree: Expr) -> Linear:
    """A sum of multiples of atoms and a constant, in one form: ``l - 1 + 1`` is l."""
    atoms: dict[Expr, Fraction] = {}
    constant = _collect(tree, Fraction(1), atoms)
    kept = sorted(((atom, k) for atom, k in atoms.items() if k), key=lambda pair: repr(pair[0]))
    return tuple(kept), constant


def _collect(tree: Expr, factor: Fraction, atoms: dict[Expr, Fraction]) -> Fraction:
    if isinstance(tree, Number):
        return factor * tree.value
    if isinstance(tree, Call):
        if tree.op == "add":
            return sum((_collect(arg, factor, atoms) for arg in tree.args), Fraction(0))
        if tree.op == "negate":
            return _collect(tree.args[0], -factor, atoms)
        if tree.op == "multiply" and len(tree.args) == 2 and isinstance(tree.args[0], Number):
            return _collect(tree.args[1], factor * tree.args[0].value, atoms)
    atoms[tree] = atoms.get(tree, Fraction(0)) + factor
    return Fraction(0)


def written(form: Linear) -> Expr:
    """The tree of a sum of multiples."""
    terms: list[Expr] = []
    for atom, k in form[0]:
        part: Expr = atom if abs(k) == 1 else Call("multiply", (counted(abs(int(k))), atom), INTEGER)
        terms.append(part if k > 0 else Call("negate", (part,), INTEGER))
    if form[1] or not terms:
        constant = counted(abs(int(form[1])))
        terms.append(constant if form[1] >= 0 else Call("negate", (constant,), INTEGER))
    return terms[0] if len(terms) == 1 else Call("add", tuple(terms), INTEGER)


def simple(tree: Expr) -> Expr:
    """A label or dimension with its numbers added up."""
    if isinstance(tree, Call) and tree.op in ("add", "negate"):
        form = linear(tree)
        if form[1].denominator == 1 and all(k.denominator == 1 for _, k in form[0]):
            return written(form)
    return tree


def at_label(tree: Expr, label: Expr) -> Expr:
    """A dimension of a family, with this label for the formal one."""
    return _tidy(substitute(tree, {LABEL: label})) if label != LABEL else tree


def _tidy(tree: Expr) -> Expr:
    if isinstance(tree, Call) and tree.op == "layer":
        return Call("layer", (tree.args[0], simple(tree.args[1])), tree.sort)
    return simple(tree)


def member(sort: Sort, label: Expr) -> Sort:
    """The sort of one member of a family."""
    value = sort.value or Sort("number")
    if not value.shape:
        return value
    return Sort(value.kind, tuple(at_label(d, label) for d in value.shape), value.domain, value.value)


def _of_one_member(dimension: Expr) -> bool:
    """The width n_0 of one layer that is named by its number: a text may have said elsewhere what it is."""
    return isinstance(dimension, Call) and dimension.op == "layer" and isinstance(dimension.args[1], Number)


class Dimensions:
    """What is known so far of the unknown dimensions of one text."""

    __slots__ = ("bound", "clash", "count", "hints", "named", "open")

    def __init__(self) -> None:
        self.count = 0
        self.open: tuple[Symbol, ...] = ()  # sizes of declared letters that a word alone gave
        self.bound: dict[str, Expr] = {}  # of a function of the label: its value at the formal label
        self.hints: list[tuple[Expr, Expr]] = []  # what an index runs to: a name for a dimension that has none
        self.named: dict[str, Expr] = {}
        self.clash: tuple[Expr, Expr] | None = None  # the first two that cannot be equal

    def fresh(self) -> Symbol:
        """A dimension of which nothing is known."""
        self.count += 1
        return Symbol(f"?{self.count}", INTEGER)

    def width(self) -> Call:
        """A layer's width of which nothing is known."""
        return Call("layer", (self.fresh(), LABEL), INTEGER)

    def resolve(self, dimension: Expr) -> Expr:
        """A dimension as far as it is known."""
        if isinstance(dimension, Symbol):
            while isinstance(dimension, Symbol) and (found := self.bound.get(dimension.name)) is not None:
                dimension = found
            return dimension if isinstance(dimension, Symbol | Number) else self.resolve(dimension)
        if isinstance(dimension, Call):
            if dimension.op == "layer" and isinstance(dimension.args[0], Symbol):
                found = self.bound.get(dimension.args[0].name)
                return dimension if found is None else self.resolve(at_label(found, dimension.args[1]))
            args = tuple(self.resolve(arg) for arg in dimension.args)
            return dimension if args == dimension.args else simple(Call(dimension.op, args, INTEGER))
        return dimension

    def same(self, a: Expr, b: Expr) -> None:
        """Two dimensions are equal. Raises SortError where that cannot be."""
        if a is b:
            return
        a, b = self.resolve(a), self.resolve(b)
        if a == b or self._learn(a, b) or self._learn(b, a) or self._take(a, b) or self._take(b, a):
            return
        if isinstance(a, Call) and isinstance(b, Call) and a.op == b.op and len(a.args) == len(b.args) and (
                a.op in ("multiply", "add")) and _unknown(a) | _unknown(b):
            for left, right in zip(a.args, b.args, strict=True):
                self.same(left, right)
            return
        if (_solvable(a) or _solvable(b)) and self._solve(a, b):
            return
        if linear(a) != linear(b) and not (_of_one_member(a) or _of_one_member(b)):
            self.clash = self.clash or (a, b)
            raise SortError(f"a dimension is {shown(a)} on one side and {shown(b)} on the other")

    def _learn(self, a: Expr, b: Expr) -> bool:
        """An unknown dimension is the other one."""
        if not (isinstance(a, Symbol) and a.name[0] == "?") or a in set(walk(b)):
            return False
        self.bound[a.name] = b
        return True

    def _take(self, a: Expr, b: Expr) -> bool:
        """An unknown width at a label is the other dimension, at this label and so at every one."""
        if not (isinstance(a, Call) and a.op == "layer" and isinstance(a.args[0], Symbol) and a.args[0].name[0] == "?"):
            return False
        atoms, constant = linear(a.args[1])
        if len(atoms) == 1 and atoms[0][1] == 1 and isinstance(atoms[0][0], Symbol):
            letter = atoms[0][0]
            if letter.name in "lL" and letter.name != "l" and not _has_label(b, letter):
                return True  # what holds at the last layer need not hold at the others
            back = simple(Call("add", (LABEL, written(((), -constant))), INTEGER)) if constant else LABEL
            value = tidy(substitute(b, {letter: back}))
            if a.args[0] in set(walk(value)):
                return False
            self.bound[a.args[0].name] = value
            return True
        if isinstance(b, Call) and b.op == "layer" and b.args[1] == a.args[1] and (
                _unknown(b) and a.args[0] != b.args[0]):
            self.bound[a.args[0].name] = Call("layer", (b.args[0], LABEL), INTEGER)  # alike at one layer: alike
        return True  # the width at one number, say n_1: nothing follows for the others

    def _solve(self, a: Expr, b: Expr) -> bool:
        """An equation that is linear in one unknown: ? + 1 = n + 1."""
        atoms, constant = linear(Call("add", (a, Call("negate", (b,), INTEGER)), INTEGER))
        for atom, k in atoms:
            if isinstance(atom, Symbol) and atom.name[0] == "?" and abs(k) == 1:
                rest = tuple((other, -v / k) for other, v in atoms if other != atom)
                if all(v.denominator == 1 and atom not in set(walk(other)) for other, v in rest):
                    self.bound[atom.name] = written((rest, -constant / k))
                    return True
        return False

    def close(self, taken: frozenset[str], *, may_be_n: bool = False) -> None:
        """Name every dimension that is still not known: as an index runs to it, else by a letter not in `taken`.

        A number n beside a square matrix of any size is that size: det(cA) = c^n det(A).
        """
        for dimension, name in self.hints:
            known = self.resolve(dimension)
            if isinstance(known, Symbol) and known.name[0] == "?" and known not in set(walk(name)):
                self.bound[known.name] = name
        letters = (letter for letter in "nmpqrstdhuvk" if letter not in taken)
        for k in range(1, self.count + 1):
            if f"?{k}" not in self.bound:
                self.named[f"?{k}"] = Symbol(next(letters, f"n_{{{k}}}"), INTEGER)
        for size in self.open:
            if size.name not in self.bound:
                self.named[size.name] = Symbol("n" if may_be_n else next(letters, f"n_{{{size.name[1:]}}}"), INTEGER)
        # a letter is used up only by what is really left: names are given when a dimension is first asked for

    def final(self, dimension: Expr) -> Expr:
        """A dimension with every unknown named."""
        known = self.resolve(dimension)
        if not _unknown(known):
            return known
        return tidy(substitute(known, {Symbol(k, INTEGER): v for k, v in self.named.items()}))


def shown(dimension: Expr) -> str:
    """A dimension in a message, without the names of unknown ones."""
    text = spell(dimension) if not isinstance(dimension, Call) else _spelled(dimension)
    return "unknown" if "?" in text else text


# What a message says of a sort, and what is left of it without the sizes that nobody gave: the first that is found.
_WITHOUT_SIZES = (
    (re.compile(r"a matrix of shape (\?\S+) x \1(?![^\s,;])"), "a square matrix"),
    (re.compile(r"a matrix of shape \?\S+ x \?[^\s,;]+"), "a matrix"),
    (re.compile(r"a matrix of shape 1 x \?[^\s,;]+"), "a row"),
    (re.compile(r"a column of \?\S+ numbers"), "a column"),
)


def in_words(message: str) -> str:
    """A message about sorts without the numbers of unknown sizes, which say nothing to a reader."""
    for sizes, said in _WITHOUT_SIZES:
        message = sizes.sub(said, message)
    return message.replace("?", "unknown ")


def _spelled(tree: Expr) -> str:
    if isinstance(tree, Call):
        inner = [_spelled(arg) for arg in tree.args]
        if tree.op == "layer":
            return f"{inner[0]}_{inner[1]}" if len(inner[1]) == 1 else f"{inner[0]}_({inner[1]})"
        if tree.op == "add":
            return " + ".join(inner).replace("+ -", "- ")
        return f"-{inner[0]}" if tree.op == "negate" else " ".join(inner)
    return spell(tree)


def tidy(tree: Expr) -> Expr:
    """A dimension with the numbers in its labels added up."""
    if isinstance(tree, Call):
        return _tidy(Call(tree.op, tuple(tidy(arg) for arg in tree.args), tree.sort))
    return tree


def _unknown(tree: Expr) -> bool:
    return any(isinstance(node, Symbol) and node.name[0] == "?" for node in walk(tree))


def _solvable(tree: Expr) -> bool:
    return isinstance(tree, Call) and tree.op in ("add", "multiply", "negate") and _unknown(tree)


def _has_label(tree: Expr, letter: Symbol) -> bool:
    return any(node == letter for node in walk(tree))


__all__ = ["LABEL", "Dimensions", "at_label", "counted", "is_open", "linear", "member", "open_size", "open_sizes",
           "shown", "simple", "tidy"]
