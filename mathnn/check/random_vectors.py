"""Statements about random vectors and matrices: their means and covariances, written out over a few outcomes.

A vector of which nothing is known takes a few free values with fixed chances. One with mean m and covariance S S^T is
m + S z, where z lies on an axis, sqrt(d) or -sqrt(d) from the origin, with equal chances: E[z] = 0 and Cov(z) = I, and
all odd moments vanish, so that polynomials up to the third degree have the means that they have for any such vector.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from mathnn.check import random_names as said
from mathnn.check.contradicted import fails_at_samples
from mathnn.check.random_laws import METHOD
from mathnn.check.scene import Unsupported
from mathnn.claims import Verdict
from mathnn.errors import SortError
from mathnn.expression import INTEGER, NUMBER, TRUTH
from mathnn.expression.build import add, call, divide, multiply, negate, number, subtract, transpose
from mathnn.expression.tree import (
    Bind,
    Call,
    Expr,
    Number,
    Symbol,
    children,
    is_zero,
    rebuild,
    substitute,
    symbols,
    walk,
)
from mathnn.notation import Name, Notation
from mathnn.syntax.resized import resized, resized_row
from mathnn.syntax.typefaces import face

_CHANCES = tuple(Fraction(k, 10) for k in (1, 2, 3, 4))
_SPREADS = frozenset((said.VARIANCE, said.COVARIANCE))
_LARGEST = 4_000  # nodes of what is written out for one mean: each random letter makes several copies of it
_LINEAR = frozenset(("transpose", "trace", "negate", "diagonal"))
_PRODUCTS = frozenset(("multiply", "dot", "outer", "hadamard", "elementwise"))
_RELATIONS = frozenset(("equal", "identical", "less", "less_equal", "greater", "greater_equal"))
Judge = Callable[[Expr, Notation], Verdict]


@dataclass(frozen=True, slots=True)
class VectorLaw:
    """Mean and covariance of a random vector; a letter for one of them stands for it where nothing else is known.

    `scale` is the number s of a covariance s^2 I; None where the covariance is a letter or unknown. A mean of zero is
    the number 0.
    """

    name: str
    mean: Expr | None = None
    covariance: Expr | None = None
    scale: Expr | None = None


VectorLaws = Mapping[str, VectorLaw]


def judged_by_vectors(tree: Expr, notation: Notation, laws: VectorLaws, judge: Judge, *,
                      independent: bool = False) -> Verdict | None:
    """The verdict on a relation that holds moments of vectors; None for any other, or where too little is known."""
    if not isinstance(tree, Call) or tree.op not in _RELATIONS or not any(map(_is_of_vectors, walk(tree))):
        return None
    whole = _with_definitions(tree, notation)
    if sizes := _sizes_of_laws(whole, laws):
        whole, notation = _resized(whole, notation, sizes)
    kept = Notation({name: row for name, row in notation.names.items() if row.definition is None
                     or not any(map(_is_moment, walk(row.definition)))},
                    tuple(each for each in notation.assumptions if not any(map(_is_moment, walk(each)))))
    try:
        made = _Written(whole, laws, independent)
    except (Unsupported, SortError):
        return None
    found = _judged(whole, kept, made, judge)
    if found is not None or not made.unsure:
        return found
    found = _judged(whole, kept, _Written(whole, laws, independent, fixed=made.unsure), judge)
    if found is None or not found.is_true:
        return None
    condition = rf"\text{{not random: }} {', '.join(sorted(made.unsure))}"
    return found.changed(kind="conditional", reason=f"It holds where ${condition}$.", conditions=(condition,))


def _sizes_of_laws(tree: Call, laws: VectorLaws) -> Mapping[Expr, Expr]:
    """The sizes that are one because a vector, its mean and its covariance have the same: others -> the one."""
    table: dict[Expr, Expr] = {}
    present = {symbol.name: symbol for symbol in symbols(tree)}
    for law in laws.values():
        letters = (present.get(part.name) for part in (Symbol(law.name), law.mean, law.covariance)
                   if isinstance(part, Symbol))
        sizes = dict.fromkeys(size for letter in letters if letter is not None for size in letter.sort.shape)
        one = next((size for size in sizes if isinstance(size, Number)), next(iter(sizes), None))
        table |= {size: table.get(one, one) for size in sizes if one is not None and isinstance(size, Symbol)
                  and size != one}
    return table


def _resized(whole: Call, notation: Notation, table: Mapping[Expr, Expr]) -> tuple[Call, Notation]:
    """A statement and what is known of its letters, with other sizes."""
    made = resized(whole, table)
    assert isinstance(made, Call)
    return made, Notation({name: resized_row(row, table) for name, row in notation.names.items()},
                          tuple(resized(each, table) for each in notation.assumptions))


def _refuted_in_one_size(whole: Call, notation: Notation, laws: VectorLaws, judge: Judge) -> Verdict | None:
    """Of a statement whose shapes agree only where all letters have one size: false even then, it is refuted.

    Only where laws were given of all that is random, and nothing else says what the sizes are.
    """
    sizes = dict.fromkeys(size for symbol in symbols(whole) for size in symbol.sort.shape)
    if len(sizes) < 2 or not all(isinstance(size, Symbol) for size in sizes):
        return None
    square, kept = _resized(whole, notation, dict.fromkeys(sizes, next(iter(sizes))))
    try:
        made = _Written(square, laws, independent=False)
    except (Unsupported, SortError):
        return None
    found = _judged(square, kept, made, judge) if not made.unsure else None
    if found is None or not found.is_wrong:
        return None
    return found.changed(reason=f"{found.reason} Its shapes agree only where all sizes are one.")


def _judged(whole: Call, notation: Notation, made: _Written, judge: Judge) -> Verdict | None:
    """The verdict of the statement written out; None where it is not decided."""
    try:
        sides = tuple(made.tree(side) for side in whole.args)
    except SortError:
        return _refuted_in_one_size(whole, notation, made.laws, judge)
    except (Unsupported, KeyError):
        return None
    verdict = judge(Call(whole.op, sides, TRUTH), notation)
    if verdict.is_true:
        doubled = Call("equal", (multiply(2, sides[0]), sides[1]), TRUTH)
        if whole.op == "equal" and not _is_zero(whole.args[1]) and not fails_at_samples(doubled, notation) and judge(
                doubled, notation).is_true:
            return None  # both sides vanish by what was taken for constant
        is_less = verdict.kind == "proved" and made.is_sampled
        return verdict.changed(kind="tested" if is_less else verdict.kind, method=METHOD,
                               reason=_HELD if made.is_sampled else verdict.reason)
    return verdict.changed(method=METHOD, suggestion=None) if verdict.is_wrong and made.may_refute(sides) else None


_HELD = "It holds for vectors that take a few values, whatever these are; no proof for all vectors."


class _Written:
    """The moments of one statement as sums over outcomes."""

    def __init__(self, tree: Call, laws: VectorLaws, independent: bool, fixed: frozenset[str] = frozenset()) -> None:
        self.laws = laws
        self.independent = independent
        inside = set(_inside(tree))
        drawn = {face(node.index.name)[1] for node in walk(tree) if isinstance(node, Bind) and node.op == "expectation"}
        outside = set(_outside(tree))
        known = {s for s in inside if s.name in laws or face(s.name)[1] in drawn}
        others = {s for s in inside if s.sort.shape and s.sort.kind == "number" and s.name not in outside | _FIXED}
        if known:  # then matrices, and letters that mostly stand for constants, are constants
            others = {s for s in others if s.sort.is_vector and not said.is_constant_letter(face(s.name)[1])}
        self.random = known if drawn else {s for s in known | others if s.name not in fixed}
        self.unsure = frozenset(s.name for s in self.random - known) if known else frozenset()
        self.is_sampled = False
        self.table: dict[str, Expr] = {}
        self.own = {s.name for s in inside}.union(*(
            {d.name for d in s.sort.shape if isinstance(d, Symbol)} for s in self.random))
        if not self.random:
            raise Unsupported("no random vector")
        self._tie()

    def _tie(self) -> None:
        """Letters for the mean and the covariance of a vector stand for these."""
        for symbol in sorted(self.random, key=lambda s: s.name):
            law = self.laws.get(symbol.name)
            if law is None or law.scale is not None:
                continue
            if isinstance(law.mean, Symbol):
                self.table[law.mean.name] = self._mean(symbol)
            elif law.mean is not None and getattr(law.mean, "value", None) != 0:
                raise Unsupported("a vector with this mean")
            if isinstance(law.covariance, Symbol):
                self.table[law.covariance.name] = self._covariance(symbol, symbol)

    def tree(self, tree: Expr) -> Expr:
        """The tree without moments."""
        if isinstance(tree, Symbol):
            tied = self.table.get(tree.name)
            return tied if tied is not None and len(tied.sort.shape) == len(tree.sort.shape) else tree
        if isinstance(tree, Bind) and tree.op == "expectation":
            return self._mean(self.tree(tree.body))
        statistic = said.head(tree)
        if statistic is None:
            made = rebuild(tree, self.tree)
            return call(made.op, *made.args) if isinstance(made, Call) and made.op in ("multiply", "add") else made
        assert isinstance(tree, Call)
        parts = [self.tree(arg) for arg in tree.args[1:]]
        if statistic == said.EXPECTATION and len(parts) == 1:
            return self._mean(parts[0])
        if statistic in _SPREADS and 1 <= len(parts) <= 2:
            return self._covariance(parts[0], parts[-1])
        raise Unsupported("this moment of vectors")

    def _covariance(self, a: Expr, b: Expr) -> Expr:
        """E[(a - E a)(b - E b)^T], or of numbers E[ab] - E[a] E[b]."""
        if not a.sort.shape and not b.sort.shape:
            return subtract(self._mean(multiply(a, b)), multiply(self._mean(a), self._mean(b)))
        off = [subtract(each, self._mean(each)) for each in (a, b)]
        return self._mean(multiply(off[0], transpose(off[1])))

    def _mean(self, tree: Expr) -> Expr:
        """The mean over all outcomes."""
        inside = symbols(tree)
        scaled = [s for s in self.random & inside if (law := self.laws.get(s.name)) is not None
                  and law.scale is not None]
        free = sorted(self.random & inside - set(scaled), key=lambda s: s.name)
        if len(scaled) + bool(free) > 1 and not self.independent:
            raise Unsupported("vectors that may hang together")
        for symbol in sorted(scaled, key=lambda s: s.name):
            if _degree(tree, symbol) > 3:
                raise Unsupported("a polynomial of this degree")
            tree = self._on_axes(tree, symbol)
        if free:
            self.is_sampled = True
            groups = [[symbol] for symbol in free] if self.independent else [free]
            for group in groups:  # each makes several copies of it
                if len(walk(tree)) > _LARGEST:
                    raise Unsupported("so many random letters")
                tree = add(*(multiply(number(p), substitute(tree, {s: self._value(s, k) for s in group}))
                             for k, p in enumerate(_CHANCES)))
        return tree

    def _value(self, symbol: Symbol, k: int) -> Expr:
        """The k-th value; of a vector with mean zero what is left of it without the mean."""
        values = [Symbol(f"{symbol.name}_{{({j + 1})}}", symbol.sort) for j in range(len(_CHANCES))]
        self.own.update(value.name for value in values)
        law = self.laws.get(symbol.name)
        if law is None or law.mean is None or isinstance(law.mean, Symbol):
            return values[k]
        mean = add(*(multiply(number(p), value) for p, value in zip(_CHANCES, values, strict=True)))
        return subtract(values[k], mean)

    def _on_axes(self, tree: Expr, symbol: Symbol) -> Expr:
        law = self.laws[symbol.name]
        (size,) = symbol.sort.shape if symbol.sort.is_vector else (None,)
        if size is None or law.scale is None:
            raise Unsupported("a random matrix")
        place, entry = Symbol("j'", INTEGER), Symbol("i'", INTEGER)
        one = Bind("vector", entry, call("delta", entry, place), number(1), size, None, symbol.sort)
        far = multiply(Call("root", (size,), NUMBER), law.scale, one)
        terms = [substitute(tree, {symbol: add(law.mean, step) if isinstance(law.mean, Symbol) else step})
                 for step in (far, negate(far))]
        both = add(*terms)
        return multiply(divide(1, multiply(2, size)), Bind("sum", place, both, number(1), size, None, both.sort))

    def may_refute(self, sides: tuple[Expr, ...]) -> bool:
        """Is every vector known to be random, and no letter on one side alone?"""
        if not all(s.name in self.laws for s in self.random):
            return False
        fixed = self.own | {s.name for law in self.laws.values() for part in (law.mean, law.scale) if part is not None
                            for s in symbols(part)}
        left, right = ({s.name for s in symbols(side)} - fixed - _FIXED for side in sides)
        return not left ^ right


_FIXED = frozenset((r"\mathbf{I}", "I", r"\mathbf{0}", "0", r"\mathbf{1}", r"\pi", r"\mathrm{e}"))


def _with_definitions(tree: Call, notation: Notation) -> Call:
    """With the formulas of letters that hold moments, or that stand in moments; twice at most."""
    for _ in range(3):
        inside = set(_inside(tree))
        table: dict[Expr, Expr] = {}
        for symbol in symbols(tree):
            row = notation.find(symbol.name)
            formula = _formula(row, symbol) if row is not None else None
            if formula is None and symbol in inside:
                formula = _supposed(symbol, notation)
            if formula is not None and (symbol in inside or any(map(_is_moment, walk(formula)))):
                table[symbol] = formula
        made = substitute(tree, table)
        if not table or made == tree or not isinstance(made, Call):
            break
        tree = made
    return tree


def _formula(row: Name, symbol: Symbol) -> Expr | None:
    """What a letter stands for; of a column that is given by its general entry, the column."""
    formula = row.definition
    if formula is None or symbol in symbols(formula):
        return None
    if not row.parameters:
        return formula
    if len(row.parameters) != 1 or not symbol.sort.is_vector or formula.sort.shape:
        return None
    return Bind("vector", row.parameters[0], formula, number(1), symbol.sort.shape[0], None, symbol.sort)


def _supposed(symbol: Symbol, notation: Notation) -> Expr | None:
    """What a letter is supposed to be: "if y = A x + b"."""
    return next((each.args[1] for each in notation.assumptions
                 if isinstance(each, Call) and each.op == "equal" and each.args[0] == symbol
                 and symbol not in symbols(each.args[1]) and not any(map(_is_moment, walk(each.args[1])))), None)


def _is_zero(tree: Expr) -> bool:
    return is_zero(tree) or (isinstance(tree, Symbol) and face(tree.name)[1] == "0")


def _is_moment(node: Expr) -> bool:
    return (isinstance(node, Bind) and node.op == "expectation") or said.head(node) in said.MOMENTS


def _is_of_vectors(node: Expr) -> bool:
    """E[x], Var(v^T x): is there a vector or a matrix in it?"""
    return _is_moment(node) and any(s.sort.shape for s in symbols(node) if s.sort.kind == "number")


def _inside(tree: Expr) -> Iterator[Symbol]:
    """The letters in moments, those over which a mean is taken among them."""
    for node in walk(tree):
        if _is_moment(node):
            yield from (part for part in walk(node) if isinstance(part, Symbol) and part.sort.kind != "function")


def _outside(tree: Expr) -> Iterator[str]:
    """The names that stand outside of moments."""
    if _is_moment(tree):
        return
    if isinstance(tree, Symbol):
        yield tree.name
    for part in children(tree):
        yield from _outside(part)


def _degree(tree: Expr, symbol: Symbol) -> float:
    """The degree of a polynomial in the entries of a vector; infinite for anything else."""
    if tree == symbol:
        return 1
    if isinstance(tree, Symbol | Number):
        return 0
    inner = [_degree(part, symbol) for part in children(tree)]
    if not any(inner):
        return 0
    if isinstance(tree, Bind):
        return inner[0] if tree.op in ("sum", "vector") and len([each for each in inner if each]) == 1 else inf
    assert isinstance(tree, Call)
    if tree.op in _LINEAR or tree.op == "add":
        return max(inner)
    if tree.op == "entry":
        return inner[0] if not any(inner[1:]) else inf
    if tree.op in _PRODUCTS:
        return sum(inner)
    if tree.op == "divide":
        return inner[0] if not inner[1] else inf
    if tree.op == "power":
        base, exponent = tree.args
        is_length = isinstance(base, Call) and base.op == "norm" and len(base.args) == 1
        whole = isinstance(exponent, Number) and exponent.value.denominator == 1 and exponent.value >= 0
        if whole and is_length and exponent == number(2):
            assert isinstance(base, Call)
            return 2 * _degree(base.args[0], symbol)
        return inner[0] * int(getattr(exponent, "value", 0)) if whole and not is_length else inf
    return inf


__all__ = ["VectorLaw", "VectorLaws", "judged_by_vectors"]
