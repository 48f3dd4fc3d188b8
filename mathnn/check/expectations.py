"""A statement of probability written out over one finite space: every E, Var, P, H becomes sums over its outcomes.

What comes out is ordinary algebra over free weights and values, which the checker samples, proves and refutes as it
does any other. An integral over a density is a sum in which each value has a free positive measure, so that what holds
only where sums are counted is not taken for a law of densities.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product

from mathnn.check import random_names as said
from mathnn.check.entropies import Entropies, Letters
from mathnn.check.events import indicator
from mathnn.check.outcomes import Outcome, Space
from mathnn.check.powers import constant
from mathnn.check.random_cast import Cast, event_name, listed_in
from mathnn.check.scene import Unsupported
from mathnn.expression import NUMBER, TRUTH
from mathnn.expression.build import add, column, divide, multiply, number, subtract
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, children

_ALGEBRA = frozenset(
    "add negate multiply divide power root abs exp log log2 log10 sin cos tan tanh sigmoid relu softplus sign max min "
    "indicator factorial binomial equal unequal less less_equal greater greater_equal approximately cases".split()
)
_NEAR = number("0.000001")
_DISTANT = 40_000  # nodes that a statement may be written out to


class WrittenOut(Entropies):
    """The writer for one cast in one space; `free` are the values that letters without a sum stand for."""

    def __init__(self, cast: Cast, space: Space, free: Letters, log: str = "log") -> None:
        self.cast = cast
        self.space = space
        self.free = free
        self.left = _DISTANT
        self.log = log  # log2 where the statement counts in bits
        self.apart: list[Expr] = []  # what is compared is not equal, so that one is the greatest

    # --- values -------------------------------------------------------------------------------------------------------
    def value(self, tree: Expr, at: Outcome | None, letters: Letters) -> Expr:
        """A value, at an outcome inside an expectation. Raises Unsupported for what has no meaning here."""
        self.left -= 1
        if self.left < 0:
            raise Unsupported("more outcomes than a statement may have")
        if (name := said.spelled(tree)) is not None:
            return self._named(tree, name, at, letters)
        if isinstance(tree, Number):
            return tree
        if isinstance(tree, Bind):
            return self._bound(tree, at, letters)
        assert isinstance(tree, Call)
        if (statistic := said.head(tree)) is not None:
            return self._applied(tree, statistic, at, letters)
        if tree.op == "apply":
            head, *args = tree.args
            if not isinstance(head, Symbol):
                raise Unsupported("a function that is no name")
            return Call("apply", (head, *(self._argument(arg, at, letters) for arg in args)), NUMBER)
        if tree.op not in _ALGEBRA or tree.sort.shape:
            raise Unsupported(f"{tree.op} of random variables")
        return Call(tree.op, tuple(self.value(arg, at, letters) for arg in tree.args), tree.sort)

    def _argument(self, arg: Expr, at: Outcome | None, letters: Letters) -> Expr:
        """An argument of a function; a column that is not random stays as it is."""
        if isinstance(arg, Symbol) and arg.sort.shape and said.variable(arg.name) not in self.space.counts:
            return arg
        return self.value(arg, at, letters)

    def _named(self, tree: Expr, name: str, at: Outcome | None, letters: Letters) -> Expr:
        if isinstance(tree, Call) and all(isinstance(i, Symbol) and i.name in letters for i in tree.args[1:]):
            return self._placed(tree, [letters[i.name] for i in tree.args[1:] if isinstance(i, Symbol)])
        key = said.variable(name)
        if name in letters:
            return self.space.taken(self.cast.letters.get(name, key), letters[name])
        if key in self.space.counts and name not in self.cast.numbers and at is not None:
            return self.space.taken(key, at[self.space.place(key)])
        of = said.subscript(name)
        if of is not None and of[0] in (r"\mu", r"\sigma") and said.variable(of[1]) in self.space.counts:
            whole = self._variable(said.variable(of[1]))
            return self._deviation(whole) if of[0] == r"\sigma" else self._mean(whole)
        if name in self.cast.letters:
            return self.space.taken(self.cast.letters[name], self.free[name])
        if key in self.space.counts and name not in self.cast.numbers:
            raise Unsupported("a random variable that stands outside of an expectation")
        if tree.sort.shape or tree.sort.kind not in ("number", "integer"):
            raise Unsupported(f"{name}, which is no number,")
        return tree

    def _placed(self, tree: Call, places: list[int]) -> Expr:
        """x_i, p_i, p_{ij} in a sum over the values of the variables."""
        base = tree.args[0]
        assert isinstance(base, Symbol)
        if said.statistic(base.name) == said.PROBABILITY:
            names = self.space.names
            if len(places) > len(names):
                raise Unsupported("more indices than random variables")
            wanted = dict(zip(names, places, strict=False))
            return self.likely(said.distribution(base.name), wanted)
        key = said.variable(base.name)
        if key not in self.space.counts or len(places) != 1:
            raise Unsupported(f"an entry of {base.name}, which is no random variable")
        if places[0] >= self.space.counts[key]:
            raise Unsupported("an index beyond the values of a random variable")
        return self.space.taken(key, places[0])

    def likely(self, of: str, wanted: Mapping[str, int]) -> Expr:
        """The probability that these variables take these values."""
        places = [(self.space.place(name), k) for name, k in wanted.items()]
        return self.space.probability(of, (o for o in self.space.outcomes if all(o[p] == k for p, k in places)))

    def _bound(self, tree: Bind, at: Outcome | None, letters: Letters) -> Expr:
        name = tree.index.name
        if tree.op == "expectation":
            return self._expected_over(tree, at, letters)
        variable = self.cast.letters.get(name)
        if name in self.cast.positions:
            count = self.space.count_at(self.cast.positions.index(name))
        elif variable is not None:
            count = self.space.counts[variable]
        else:
            raise Unsupported(f"a {tree.op} beside random variables")
        if tree.where is not None and not _is_everything(tree.where, tree.index):
            raise Unsupported("a condition on a sum over values")
        terms = [self.value(tree.body, at, {**letters, name: k}) for k in range(count)]
        if tree.op == "integral" and variable is not None:
            return self._integral(tree, variable, terms)
        if tree.op in ("sum", "product") and (variable is None or tree.lower is None):
            return add(*terms) if tree.op == "sum" else multiply(*terms)
        if tree.op in ("argmax", "argmin"):
            self.apart += [Call("greater", (Call("abs", (subtract(a, b),), NUMBER), _NEAR), TRUTH)
                           for k, a in enumerate(terms) for b in terms[:k]]
            return Call(tree.op, (column(*terms),), NUMBER)
        if tree.op in ("max", "min"):
            return Call(tree.op, tuple(terms), NUMBER)
        raise Unsupported(f"a {tree.op} over the values of a random variable")

    def _integral(self, tree: Bind, variable: str, terms: list[Expr]) -> Expr:
        values = [self.space.value(variable, k) for k in range(len(terms))]
        measured = [multiply(self.space.measure(variable, k), term) for k, term in enumerate(terms)]
        if tree.lower is not None and tree.upper is not None and not is_whole_line(tree):
            low, high = (self.value(end, None, {}) for end in (tree.lower, tree.upper))
            self.in_order(tree.lower, tree.upper, {})
            measured = [multiply(term, indicator(Call("less", (low, x), TRUTH)), indicator(
                Call("less_equal", (x, high), TRUTH))) for term, x in zip(measured, values, strict=True)]
        return add(*measured)

    def _expected_over(self, tree: Bind, at: Outcome | None, letters: Letters) -> Expr:
        """E_{x \\sim P}[...]: over the values of x, the other variables as they are."""
        names, body, where = drawn(tree)
        if len(names) > 1 and not (isinstance(where, Call) and isinstance(where.args[0], Call)):
            raise Unsupported("an expectation in an expectation")
        if said.statistic(names[0]) == said.PROBABILITY and names[0] not in self.cast.letters:
            return self._expected_under(said.distribution(names[0]), body, letters)
        of, given = self._drawn_from(where)
        variables = [self.cast.letters[name] for name in names]
        places = [self.space.place(variable) for variable in variables]
        tests = [self.event(item, letters) for item in given]
        rows = [(o, number(1), [test(o) for test in tests]) for o in self.space.outcomes]
        terms = []
        for chosen in product(*(range(self.space.counts[variable]) for variable in variables)):
            held = [row for row in rows if all(row[0][p] == k for p, k in zip(places, chosen, strict=True))]
            inner = self._moved(at, dict(zip(places, chosen, strict=True)))
            value = self.value(body, inner, {**letters, **dict(zip(names, chosen, strict=True))})
            terms.append(multiply(self._weighed(of, held), value))
        return divide(add(*terms), self._weighed(of, rows) if tests else self.space.total(of))

    def _expected_under(self, of: str, body: Expr, letters: Letters) -> Expr:
        """E_p[...]: over the values of the only variable."""
        if len(self.space.names) != 1:
            raise Unsupported("an expectation that does not say over which of several variables")
        terms = [multiply(self.space.weight(of, o), self.value(
            body, o, {**letters, **dict.fromkeys(self.cast.letters, o[0])})) for o in self.space.outcomes]
        return divide(add(*terms), self.space.total(of))

    def _moved(self, at: Outcome | None, chosen: Mapping[int, int]) -> Outcome | None:
        """The outcome in which some variables take other values; None where that leaves a variable open."""
        if at is None and len(chosen) < len(self.space.names):
            return None
        return tuple(chosen.get(place, at[place] if at is not None else 0) for place in range(len(self.space.names)))

    def _drawn_from(self, where: Expr | None) -> tuple[str, tuple[Expr, ...]]:
        """The distribution behind the sign of drawing, and what it is conditional on."""
        if where is None:
            return "p", ()
        assert isinstance(where, Call)
        right = where.args[-1]
        if where.op == "distributed" and isinstance(right, Symbol):
            return said.distribution(right.name), ()
        if where.op == "distributed" and said.head(right) == said.PROBABILITY:
            assert isinstance(right, Call)
            assert isinstance(right.args[0], Symbol)
            bars = [arg for arg in right.args[1:] if isinstance(arg, Call) and arg.op == "given"]
            return said.distribution(right.args[0].name), tuple(item for bar in bars for item in listed_in(bar.args[1]))
        raise Unsupported("a distribution that is no name")

    # --- statistics ---------------------------------------------------------------------------------------------------
    def _applied(self, tree: Call, statistic: str, at: Outcome | None, letters: Letters) -> Expr:
        name, *args = tree.args
        assert isinstance(name, Symbol)
        if statistic == said.PROBABILITY:
            return self._probability(said.distribution(name.name), tuple(args), letters)
        if statistic in said.MOMENTS:
            return self._moment(statistic, tuple(args), at, letters)
        if statistic == said.CUMULATIVE:
            return self._cumulative(tuple(args), at, letters)
        items = tuple(args)
        if statistic == said.ENTROPY:
            return self.entropy(items, letters)
        if statistic == said.INFORMATION:
            return self.surprise(items[0], letters) if len(items) == 1 else self.information(items)
        if len(items) == 1 and isinstance(items[0], Call) and items[0].op in ("given", "parallel_to"):
            items = items[0].args
        if len(items) != 2:
            raise Unsupported("a divergence of other than two distributions")
        return self.between(items[0], items[1], statistic, letters)

    def _moment(self, statistic: str, args: tuple[Expr, ...], at: Outcome | None, letters: Letters) -> Expr:
        items: tuple[Expr, ...] = ()
        if isinstance(args[-1], Call) and args[-1].op == "given":
            items = tuple(item for part in args[-1].args[1:] for item in listed_in(part))
            first = args[-1].args[0]
            args = (*args[:-1], *(first.args if isinstance(first, Call) and first.op == "tuple" else (first,)))
        wanted = 2 if statistic in (said.COVARIANCE, said.CORRELATION) else 1
        if len(args) != wanted:
            raise Unsupported(f"a {statistic} with {len(args)} arguments")

        def part(arg: Expr) -> Callable[[Outcome], Expr]:
            return lambda o: self.value(arg, o, letters)

        tests = tuple(self.given(item, at, letters) for item in items)
        if statistic == said.EXPECTATION:
            return self._mean(part(args[0]), tests)
        if statistic == said.VARIANCE:
            return self._covariance(part(args[0]), part(args[0]), tests)
        if statistic == said.DEVIATION:
            return self._deviation(part(args[0]), tests)
        both = self._covariance(part(args[0]), part(args[1]), tests)
        if statistic == said.COVARIANCE:
            return both
        return divide(both, multiply(*(self._deviation(part(arg), tests) for arg in args)))

    def _cumulative(self, args: tuple[Expr, ...], at: Outcome | None, letters: Letters) -> Expr:
        """F(x) = P(X <= x), where X is the only variable."""
        if len(args) != 1 or len(self.space.names) != 1:
            raise Unsupported("the distribution function of one of several variables")
        end, (name,) = self.value(args[0], at, letters), self.space.names
        taken = self._variable(name)
        return self._mean(lambda o: indicator(Call("less_equal", (taken(o), end), TRUTH)))

    def _variable(self, name: str) -> Callable[[Outcome], Expr]:
        place = self.space.place(name)
        return lambda o: self.space.taken(name, o[place])

    def _mean(self, part: Callable[[Outcome], Expr], tests: tuple[Callable[[Outcome], Expr | bool], ...] = ()) -> Expr:
        rows = [(o, [test(o) for test in tests]) for o in self.space.outcomes]
        rows = [(o, held) for o, held in rows if False not in held]
        above = self._weighed("p", [(o, part(o), held) for o, held in rows])
        if not tests:
            return divide(above, self.space.total("p"))
        return divide(above, self._weighed("p", [(o, number(1), held) for o, held in rows]))

    def _covariance(self, a: Callable[[Outcome], Expr], b: Callable[[Outcome], Expr],
                    tests: tuple[Callable[[Outcome], Expr | bool], ...] = ()) -> Expr:
        return subtract(self._mean(lambda o: multiply(a(o), b(o)), tests),
                        multiply(self._mean(a, tests), self._mean(b, tests)))

    def _deviation(self, part: Callable[[Outcome], Expr],
                   tests: tuple[Callable[[Outcome], Expr | bool], ...] = ()) -> Expr:
        return Call("root", (self._covariance(part, part, tests),), NUMBER)

    def _weighed(self, of: str, rows: list[tuple[Outcome, Expr, list[Expr | bool]]]) -> Expr:
        """The sum of weights times values, over the outcomes where the tests hold; weights of one value together."""
        terms: list[Expr] = []
        alike: dict[Expr, Fraction] = {}
        for outcome, value, held in rows:
            if False in held:
                continue
            extra = [test for test in held if not isinstance(test, bool)]
            weight, factor = self.space.weight(of, outcome), multiply(*extra, value)
            if (share := constant(weight)) is None:
                terms.append(multiply(weight, factor))
            else:
                alike[factor] = alike.get(factor, Fraction(0)) + share
        return add(*terms, *(multiply(number(share), factor) for factor, share in alike.items()))

    # --- probabilities and events -------------------------------------------------------------------------------------
    def _probability(self, of: str, args: tuple[Expr, ...], letters: Letters) -> Expr:
        bars = [arg for arg in args if isinstance(arg, Call) and arg.op == "given"]
        if len(bars) > 1 or any(len(bar.args) != 2 for bar in bars):
            raise Unsupported("more than one bar in a probability")
        behind = tuple(item for bar in bars for item in listed_in(bar.args[1]))
        front = tuple(item for arg in args for item in listed_in(arg.args[0] if arg in bars and isinstance(arg, Call)
                                                                 else arg))
        given = [self.event(item, letters) for item in behind]
        wanted = [self.event(item, letters) for item in front]
        rows = [(o, number(1), [test(o) for test in given]) for o in self.space.outcomes]
        both = [(o, one, [*held, *(test(o) for test in wanted)]) for o, one, held in rows]
        below = self._weighed(of, rows) if given else self.space.total(of)
        found = divide(self._weighed(of, both), below)
        return divide(found, self._measures(front, letters)) if self.cast.continuous else found

    def _measures(self, items: tuple[Expr, ...], letters: Letters) -> Expr:
        """A density is a probability by the measure of each value that it is of."""
        found = []
        for item in items:
            if (name := said.spelled(item)) is not None:
                variable = self.cast.letters[event_name(name)]
                found.append(self.space.measure(variable, self.place(event_name(name), letters)))
        return multiply(*found) if found else number(1)


def drawn(tree: Bind) -> tuple[list[str], Expr, Expr | None]:
    """The letters of E_{x, y \\sim p}[...], what is expected, and where the letters come from."""
    names, inner = [tree.index.name], tree
    while isinstance(inner.body, Bind) and inner.body.op == "expectation" and not _has_own_source(inner):
        inner = inner.body
        names.append(inner.index.name)
    return names, inner.body, inner.where


def _has_own_source(tree: Bind) -> bool:
    """Does it say where its own letter comes from: E_{x \\sim p}[E_{z \\sim q}[...]], one in the other?"""
    inner: Expr = tree
    while isinstance(inner, Bind) and inner.op == "expectation" and inner.where is None:
        inner = inner.body
    where = inner.where if isinstance(inner, Bind) and inner.op == "expectation" else None
    return tree.where is not None or (isinstance(where, Call) and isinstance(where.args[0], Symbol))


def is_whole_line(tree: Bind) -> bool:
    """From minus infinity to infinity?"""
    return all(any(isinstance(node, Symbol) and node.name == r"\infty" for node in (end, *children(end)))
               for end in (tree.lower, tree.upper) if end is not None)


def _is_everything(where: Expr, index: Symbol) -> bool:
    """Is a sum over x in a set that is a letter, so over all values of x?"""
    return isinstance(where, Call) and where.op == "member" and where.args[0] == index and isinstance(
        where.args[1], Symbol)


__all__ = ["WrittenOut", "is_whole_line"]
