"""A finite probability space with free weights: outcomes, what each random variable is there, and how likely it is.

Weights are free positive numbers divided by their sum, so nothing is assumed of the distribution but that every
combination of values that the space holds may happen. Where variables are independent the weights are products.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import prod
from typing import ParamSpec

from mathnn.expression import TRUTH
from mathnn.expression.build import add, divide, multiply, negate, number, scalar
from mathnn.expression.tree import Call, Expr, Symbol

Outcome = tuple[int, ...]
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is taken of the random variables besides that they are ones."""

    independent: bool = False
    identical: bool = False
    centred: bool = False
    positive: bool = False

    def words(self) -> tuple[str, ...]:
        """The same as conditions."""
        said = ((self.independent, "independent"), (self.identical, "identically distributed"),
                (self.centred, "of mean zero"), (self.positive, "not negative"))
        return tuple(words for holds, words in said if holds)

    def is_within(self, other: Assumed) -> bool:
        """Is no more taken than there?"""
        return all(more or not less for less, more in (
            (self.independent, other.independent), (self.identical, other.identical), (self.centred, other.centred),
            (self.positive, other.positive)))


@dataclass
class Space:
    """`counts` says how many values each variable takes; on the diagonal all variables take their k-th value at once.

    Without independence the diagonal is as general as all combinations for statements about expectations alone.
    `labels` are values that the statement names as numbers.
    """

    counts: Mapping[str, int]
    assumed: Assumed
    diagonal: bool = False
    labels: Mapping[str, tuple[Expr, ...]] = field(default_factory=dict)
    positive: dict[str, Symbol] = field(default_factory=dict)  # weights and measures that were used
    valued: set[str] = field(default_factory=set)  # variables whose values were used
    distributions: set[str] = field(default_factory=set)
    made: dict[tuple[object, ...], Expr] = field(default_factory=dict)  # each weight, total and value as one tree

    def __post_init__(self) -> None:
        """List the outcomes."""
        self.names = tuple(self.counts)
        self.outcomes: tuple[Outcome, ...]
        if self.diagonal:
            least = min(self.counts.values(), default=1)
            self.outcomes = tuple((k,) * len(self.names) for k in range(least))
        else:
            self.outcomes = tuple(product(*(range(count) for count in self.counts.values())))

    def place(self, variable: str) -> int:
        """Which entry of an outcome is the place of this variable's value."""
        return self.names.index(variable)

    def count_at(self, position: int) -> int:
        """How many values the letter takes that stands at this position of p_{ij}: of all variables as many."""
        return min(self.counts.values())

    def weight(self, of: str, outcome: Outcome) -> Expr:
        """How likely an outcome is under a distribution, up to a factor that all outcomes share."""
        self.distributions.add(of)
        return self._once("weight", self._weight, of, outcome)

    def _weight(self, of: str, outcome: Outcome) -> Expr:
        if self.assumed.independent:
            return multiply(*(self._free(of, self._family(name), (k,))
                              for name, k in zip(self.names, outcome, strict=True)))
        return self._free(of, "", outcome[:1] if self.diagonal else outcome)

    def total(self, of: str) -> Expr:
        """The sum of all weights; where they are products, the product of the sums."""
        return self._once("total", self._total, of)

    def _total(self, of: str) -> Expr:
        if not self.assumed.independent:
            return add(*(self.weight(of, outcome) for outcome in self.outcomes))
        return multiply(*(add(*(self._free(of, self._family(name), (k,)) for k in range(count)))
                          for name, count in self.counts.items()))

    def probability(self, of: str, outcomes: Iterable[Outcome]) -> Expr:
        """The probability of these outcomes together."""
        found = tuple(outcomes)
        if len(found) == len(self.outcomes):
            return number(1)
        return divide(add(*(self.weight(of, outcome) for outcome in found)), self.total(of)) if found else number(0)

    def value(self, variable: str, k: int) -> Expr:
        """The k-th value of a variable: a number that the statement names, or any number."""
        if variable in self.labels and k < len(self.labels[variable]):
            return self.labels[variable][k]
        self.valued.add(variable)
        return self._once("value", self._value, variable, k)

    def _value(self, variable: str, k: int) -> Expr:
        return scalar(f"{self._family(variable).lower()}_{{({k + 1})}}")

    def taken(self, variable: str, k: int) -> Expr:
        """The value that a variable takes; where its mean is zero the last value follows from the others."""
        return self._once("taken", self._taken, variable, k)

    def _taken(self, variable: str, k: int) -> Expr:
        count = self.counts[variable]
        if not self.assumed.centred or k < count - 1:
            return self.value(variable, k)
        weights = [self._marginal(variable, j) for j in range(count)]
        rest = (multiply(w, self.value(variable, j)) for j, w in enumerate(weights[:-1]))
        return negate(divide(add(*rest), weights[-1]))

    def _marginal(self, variable: str, k: int) -> Expr:
        """The weight of a value of one variable."""
        if self.assumed.independent:
            return self._free("p", self._family(variable), (k,))
        place = self.place(variable)
        return add(*(self.weight("p", outcome) for outcome in self.outcomes if outcome[place] == k))

    def measure(self, variable: str, k: int) -> Expr:
        """How much of the line stands for this value where densities are integrated: any positive number."""
        return self._free("d", self._family(variable), (k,))

    def _once(self, what: str, make: Callable[P, Expr], *args: P.args, **named: P.kwargs) -> Expr:
        """The tree that was made for these arguments before, else a new one."""
        key = (what, *args)
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = make(*args, **named)
        return found

    def _family(self, name: str) -> str:
        return name.split("_")[0] if self.assumed.identical else name

    def _free(self, of: str, name: str, places: tuple[int, ...]) -> Expr:
        label = "".join(str(k + 1) for k in places)
        inner = f"{name.lower()}, {label}" if name else label
        symbol = scalar(f"{of}_{{({inner})}}")
        assert isinstance(symbol, Symbol)
        return self.positive.setdefault(symbol.name, symbol)

    def conditions(self) -> tuple[Expr, ...]:
        """Every weight that was used is positive, and so are values where that is assumed."""
        values = (scalar(name) for name in sorted(self.symbols - set(self.positive))) if self.assumed.positive else ()
        return tuple(Call("greater", (symbol, number(0)), TRUTH) for symbol in (*self.positive.values(), *values))

    @property
    def symbols(self) -> frozenset[str]:
        """The names of all free weights and values that were used."""
        values = (self.value(name, k) for name in self.valued for k in range(self.counts[name]))
        return frozenset(self.positive) | {value.name for value in values if isinstance(value, Symbol)}

    def spoken(self, values: Mapping[str, object]) -> dict[str, object]:
        """The values of weights as probabilities, those of a random variable as one row; the rest as it is."""
        own = self.symbols
        found: dict[str, object] = {}
        for name in self.names:
            if name in self.valued:
                row = (self.value(name, k) for k in range(self.counts[name]))
                found[name] = tuple(values.get(value.name, 0) for value in row if isinstance(value, Symbol))
        for of in sorted(self.distributions):
            weights = [self._weighs(self.weight(of, outcome), values) for outcome in self.outcomes]
            row_of = f"{of.upper() if len(of) == 1 else of}({', '.join(self.names)})"
            found[row_of] = tuple(str(weight / sum(weights)) for weight in weights)
        return {**found, **{name: value for name, value in values.items() if name not in own}}

    def _weighs(self, weight: Expr, values: Mapping[str, object]) -> Fraction:
        if isinstance(weight, Call):
            return prod((self._weighs(arg, values) for arg in weight.args), start=Fraction(1))
        return Fraction(str(values.get(getattr(weight, "name", ""), 1)))
