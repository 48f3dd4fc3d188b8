"""The law of random variables that a text gives: which values they take, and how likely each combination of them is.

For polynomials the law may be another one with the same means: a normal variable and one that is a standard deviation
above or below the mean with equal chances have the same moments up to the third. The values are then the nodes of a
Gauss quadrature (Golub and Welsch 1969), so that every mean of a polynomial up to that degree is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod

from mathnn.check import random_names as said
from mathnn.check.outcomes import Assumed, Outcome, Space
from mathnn.check.powers import constant
from mathnn.check.scene import Unsupported
from mathnn.expression import TRUTH
from mathnn.expression.build import add, divide, multiply, negate, number, subtract
from mathnn.expression.tree import Call, Expr, Number, substitute, symbols

METHOD = "law of a random variable"
Values = tuple[Expr, ...]
_MOST = 300  # outcomes of independent variables together


@dataclass(frozen=True, slots=True)
class Table:
    """Values of each variable and the chance of each combination; `faithful` up to this degree, None for all."""

    values: tuple[Values, ...]
    chances: tuple[Expr, ...]
    faithful: int | None = None


@dataclass(frozen=True, slots=True)
class Law:
    """`tables` from the smallest; `is_sure` where no other meaning of the words is in use, so that it may refute.

    `is_family` tells that every member X_i of a list has it.
    """

    variables: tuple[str, ...]
    tables: tuple[Table, ...]
    conditions: tuple[Expr, ...] = ()
    is_sure: bool = True
    is_family: bool = False

    @property
    def parameters(self) -> frozenset[str]:
        """The letters in its values and chances."""
        return frozenset(s.name for table in self.tables for tree in (*table.chances, *(
            value for row in table.values for value in row)) for s in symbols(tree))

    def with_numbers(self, table: Mapping[Expr, Expr]) -> Law:
        """The law with numbers for letters in its values and chances: 2 / n of n = 3 members."""
        def put(tree: Expr) -> Expr:
            return substitute(tree, table)

        tables = tuple(replace(each, values=tuple(tuple(map(put, row)) for row in each.values),
                               chances=tuple(map(put, each.chances))) for each in self.tables)
        return replace(self, tables=tables, conditions=tuple(map(put, self.conditions)))

    def table(self, degree: float) -> Table | None:
        """The smallest table that is faithful up to this degree."""
        return next((each for each in self.tables if each.faithful is None or degree <= each.faithful), None)


def of_values(variable: str, rows: Iterable[tuple[Expr, Expr]], *, is_family: bool = False) -> Law:
    """A law by values and their chances."""
    found = tuple(rows)
    chances = tuple(chance for _, chance in found)
    return Law((variable,), (Table((tuple(value for value, _ in found),), chances),), _are_chances(chances),
               is_family=is_family)


def of_moments(variable: str, mean: Expr, deviation: Expr, *, symmetric: bool = False, is_sure: bool = True,
               is_family: bool = False) -> Law:
    """A law of which only the mean and the standard deviation are known, and perhaps that it is symmetric."""
    half = divide(1, 2)
    is_root = isinstance(deviation, Call) and deviation.op == "root"
    conditions = (Call("greater", (deviation, number(0)), TRUTH),) if symbols(deviation) and not is_root else ()
    table = Table((_around(mean, deviation),), (half, half), 3 if symmetric else 2)
    return Law((variable,), (table,), conditions, is_sure, is_family)


def of_three_nodes(law: Law, mean: Expr, reach: Expr, outer: Expr) -> Law:
    """The same law with a table for the fifth degree: the mean, and `reach` beside it with the chance `outer` each."""
    below, above = _around(mean, reach)
    values = (below, mean, above)
    chances = (outer, subtract(number(1), multiply(number(2), outer)), outer)
    return Law(law.variables, (*law.tables, Table((values,), chances, 5)), law.conditions, law.is_sure, law.is_family)


def _around(mean: Expr, reach: Expr) -> tuple[Expr, Expr]:
    """As far below the mean as above it."""
    return (negate(reach), reach) if constant(mean) == 0 else (subtract(mean, reach), add(mean, reach))


def root_of(variance: Expr) -> Expr:
    """The standard deviation: of a square its base."""
    if isinstance(variance, Call) and variance.op == "power" and variance.args[1] == number(2):
        return variance.args[0]
    if isinstance(variance, Number) and variance.value == 1:
        return variance
    if isinstance(variance, Call) and variance.op == "divide":
        return divide(root_of(variance.args[0]), root_of(variance.args[1]))
    return Call("root", (variance,), variance.sort)


def _are_chances(chances: Iterable[Expr]) -> tuple[Expr, ...]:
    return tuple(Call("greater_equal", (chance, number(0)), TRUTH) for chance in chances if symbols(chance))


def _product(chances: Iterable[Expr]) -> Expr:
    """Their product; numbers are multiplied out, for there may be hundreds of such products in one mean."""
    whole = multiply(*chances)
    value = constant(whole)
    return whole if value is None else number(value)


@dataclass
class LawSpace(Space):
    """The outcomes of independent laws: of every one of `blocks` the names of its variables and its table."""

    blocks: tuple[tuple[tuple[str, ...], Table], ...] = ()
    likelihood: dict[Outcome, Expr] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """List the outcomes with their chances."""
        self.names = tuple(name for names, _ in self.blocks for name in names)
        self.row = {name: row for names, table in self.blocks for name, row in zip(names, table.values, strict=True)}
        if prod(map(len, self.row.values())) > _MOST:
            raise Unsupported("more outcomes than a statement may have")
        parts = [[(place, chance) for place, chance in zip(
            product(*(range(len(row)) for row in table.values)), table.chances, strict=True)]
            for _, table in self.blocks]
        for chosen in product(*parts):
            places = tuple(k for place, _ in chosen for k in place)
            self.likelihood[places] = _product(chance for _, chance in chosen)
        self.outcomes = tuple(self.likelihood)

    def count_at(self, position: int) -> int:
        """How many values the variable takes whose value stands at this position of p_{ij}."""
        if len(self.blocks) > 1 or position >= len(self.names):
            raise Unsupported("an index of chances that are not those of the variables together")
        return self.counts[self.names[position]]

    def weight(self, of: str, outcome: Outcome) -> Expr:
        """The chance of an outcome."""
        if of != "p":
            raise Unsupported("another distribution than the one that the text gives")
        return self.likelihood[outcome]

    def total(self, of: str) -> Expr:
        """The chances add up to one."""
        return number(1)

    def value(self, variable: str, k: int) -> Expr:
        """The k-th value."""
        return self.row[variable][k]

    def taken(self, variable: str, k: int) -> Expr:
        """The k-th value."""
        return self.row[variable][k]

    def measure(self, variable: str, k: int) -> Expr:
        """No density is at hand."""
        raise Unsupported("an integral over a variable that takes single values")


def space(laws: Mapping[str, Law], degree: float) -> LawSpace | None:
    """The space of these variables, each with its law; None where a law says too little for this degree."""
    blocks: list[tuple[tuple[str, ...], Table]] = []
    done: set[str] = set()
    for name, law in laws.items():
        table = law.table(degree)
        if table is None:
            return None
        names = law.variables if len(law.variables) > 1 else (name,)
        if not done & set(names):
            blocks.append((names, table))
            done |= set(names)
    counts = {name: len(row) for names, table in blocks for name, row in zip(names, table.values, strict=True)}
    labels = {name: row for names, table in blocks if table.faithful is None
              for name, row in zip(names, table.values, strict=True)}
    return LawSpace(counts, Assumed(), labels=labels, blocks=tuple(blocks))


def law_of(name: str, laws: Mapping[str, Law]) -> Law | None:
    """The law of a variable, or that of the list that it is a member of."""
    if name in laws:
        return laws[name]
    below = said.subscript(name)
    law = laws.get(below[0]) if below is not None else None
    return law if law is not None and law.is_family else None


__all__ = ["METHOD", "Law", "LawSpace", "Table", "law_of", "of_moments", "of_three_nodes", "of_values", "root_of",
           "space"]
