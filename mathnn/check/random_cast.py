"""Who plays what in a statement of probability: its random variables, the letters for their values, its distributions.

The notation decides: what stands in E[.] or P(.) is random; a letter that also stands outside is a number; x in p(x) is
a value of X. What the notation leaves open makes the cast unsure, and nothing is refuted then.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mathnn.check import random_names as said
from mathnn.check.powers import constant
from mathnn.check.scene import Unsupported
from mathnn.expression.tree import Bind, Call, Expr, Symbol, children

ORDERS = frozenset(("less", "less_equal", "greater", "greater_equal", "unequal"))
JOINED = frozenset(("union", "intersection", "and", "or", "not", "difference"))
_DOTS = "dots"


@dataclass
class Cast:
    """`variables` with the numbers that the statement names as their values; `letters` for a value of a variable."""

    variables: dict[str, list[Expr]] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    distributions: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)  # names of fixed numbers that stand inside an expectation
    positions: list[str] = field(default_factory=list)  # letters of sums over p_i or p_{ij}, in the order of its places
    continuous: bool = False
    has_events: bool = False
    sure: bool = True

    @property
    def only_moments(self) -> bool:
        """Expectations alone: no probability of single values, no entropy."""
        return not (self.has_events or self.distributions or self.letters or self.positions or self.continuous)


class Casting:
    """One walk over the trees of a statement."""

    def __init__(self) -> None:
        self.cast = Cast()
        self.inside: dict[str, None] = {}  # lower-case names inside expectations, yet to be decided
        self.outside: set[str] = set()
        self.bound: set[str] = set()

    def over(self, *trees: Expr) -> Cast:
        """The cast of a statement, with one variable at least. Raises Unsupported for what has no meaning here."""
        cast = self.of(*trees)
        if not cast.variables:
            cast.variables["X"] = []
        return cast

    def of(self, *trees: Expr) -> Cast:
        """The cast of parts of a statement, which may speak of no variable."""
        for tree in trees:
            self.visit(tree, False)
        self._decide()
        return self.cast

    def _decide(self) -> None:
        """Lower-case names inside expectations: numbers beside capitals, else random when they stand only there."""
        cast = self.cast
        names = [name for name in self.inside if name not in cast.letters]
        if cast.variables:
            cast.numbers.update(names)
        if cast.variables or not names:
            return
        random = [name for name in names if name not in self.outside and not said.is_constant_letter(name)]
        if not random:
            random, cast.sure = [name for name in names if name not in self.outside], False
        cast.variables.update((said.variable(name), []) for name in random)
        cast.numbers.update(name for name in names if name not in random)
        cast.sure &= all(name in self.outside for name in cast.numbers)

    # --- the walk -----------------------------------------------------------------------------------------------------
    def visit(self, node: Expr, inside: bool) -> None:
        """Note what a tree holds; `inside` an expectation its letters may be random."""
        if (name := said.spelled(node)) is not None:
            self._name(name, inside)
        elif (statistic := said.head(node)) is not None:
            assert isinstance(node, Call)
            self._applied(node, statistic)
        elif isinstance(node, Bind):
            self._bound(node, inside)
        else:
            args = children(node)[1:] if isinstance(node, Call) and node.op == "apply" else children(node)
            for arg in args:
                self.visit(arg, inside)

    def _name(self, name: str, inside: bool) -> None:
        of = said.subscript(name)
        if _DOTS in name:
            raise Unsupported("dots among random variables")
        if of is not None and of[0] in (r"\mu", r"\sigma") and said.is_capital(of[1]):
            self.variable(of[1])
        elif inside and said.is_capital(name):
            self.variable(name)
        elif inside:
            self.inside[name] = None
        else:
            self.outside.add(name)
            if of is not None and said.statistic(of[0]) == said.PROBABILITY:
                self.cast.distributions.add(said.distribution(of[0]))

    def variable(self, name: str) -> str:
        """The random variable of this name, noted."""
        found = said.variable(name)
        self.cast.variables.setdefault(found, [])
        return found

    def _bound(self, node: Bind, inside: bool) -> None:
        name = node.index.name
        cast = self.cast
        if node.op == "expectation" and said.statistic(name) == said.PROBABILITY:
            cast.distributions.add(said.distribution(name))  # E_p[...]
            self.visit(node.body, True)
            return
        if node.op == "expectation":
            cast.letters[name] = self.variable(name)
            if isinstance(node.where, Call) and isinstance(node.where.args[1], Symbol):
                cast.distributions.add(said.distribution(node.where.args[1].name))
            elif isinstance(node.where, Call) and said.head(node.where.args[1]) == said.PROBABILITY:
                self.visit(node.where.args[1], False)
            self.visit(node.body, True)
            return
        if node.op == "integral":
            cast.continuous = True
        if self._is_position(node):
            cast.positions += [name] if name not in cast.positions else []
        self.visit(node.body, inside)

    def _is_position(self, node: Bind) -> bool:
        """Does a sum run over the places of p_i?"""
        return any(isinstance(part, Call) and part.op == "entry" and isinstance(part.args[0], Symbol)
                   and said.statistic(part.args[0].name) == said.PROBABILITY and node.index in part.args[1:]
                   for part in _nodes(node.body))

    def _applied(self, node: Call, statistic: str) -> None:
        if statistic in said.MOMENTS:
            for arg in node.args[1:]:
                self._random(arg)
            return
        if statistic == said.CUMULATIVE:
            for arg in node.args[1:]:
                self.visit(arg, False)
            return
        self.cast.has_events = True
        name = node.args[0]
        assert isinstance(name, Symbol)
        if statistic == said.PROBABILITY:
            self.cast.distributions.add(said.distribution(name.name))
            below = said.subscript(name.name)
            listed = [part for part in (below[1].replace(" ", "").split(",") if below else ()) if said.is_capital(part)]
            items = [item for arg in node.args[1:] for item in listed_in(arg)]
            for place, item in enumerate(items):
                self.event(item, listed[place] if len(listed) == len(items) else None)
            return
        items = [item for arg in node.args[1:] for item in listed_in(arg)]
        if statistic == said.INFORMATION and len(items) == 1:
            self._surprise(items[0])
            return
        for item in items:
            self._argument(item, statistic)

    def _surprise(self, item: Expr) -> None:
        """I(x) = -log p(x), of a value or of one in a list of values."""
        name = said.spelled(item)
        if name is None:
            raise Unsupported("the information of a formula")
        base = item.args[0] if isinstance(item, Call) else item
        variable = self.variable(base.name if isinstance(base, Symbol) else name)
        if not isinstance(item, Call):
            self.cast.letters[name] = variable

    def _random(self, arg: Expr) -> None:
        """What stands in an expectation, before and behind a bar."""
        if isinstance(arg, Call) and arg.op == "given":
            for part in arg.args[:1]:
                self.visit(part, True)
            for item in (item for part in arg.args[1:] for item in listed_in(part)):
                self.event(item, None)
        else:
            self.visit(arg, True)

    def _argument(self, item: Expr, statistic: str) -> None:
        """An argument of H, I, D_KL: a random variable, a distribution, or a formula of one."""
        name = said.spelled(item)
        if name is None:
            self.visit(item, False)
        elif said.statistic(name) == said.PROBABILITY or statistic in (said.DIVERGENCE, said.CROSS):
            self.cast.distributions.add(said.distribution(name))
        elif said.is_capital(name):
            self.variable(name)
        else:
            raise Unsupported(f"the entropy of {name}")

    def event(self, item: Expr, of: str | None) -> None:
        """What stands in P(.): a variable, a value of one, a relation, events joined."""
        cast = self.cast
        name = said.spelled(item)
        if name is not None:
            if _DOTS in name:
                raise Unsupported("dots among random variables")
            bare = event_name(name)
            cast.letters[bare] = self.variable(of or bare)
        elif isinstance(item, Call) and item.op == "equal" and (left := said.spelled(item.args[0])) is not None:
            self._value(self.variable(left), item.args[1])
        elif (isinstance(item, Call) and item.op in JOINED) or is_complement(item):
            for part in children(item)[:1] if is_complement(item) else children(item):
                self.event(part, None)
        elif isinstance(item, Call) and (item.op in ORDERS or item.op in ("equal", "member", "chain")):
            self.visit(item, True)
        else:
            raise Unsupported("a part of a probability that is no event")

    def _value(self, variable: str, value: Expr) -> None:
        if constant(value) is not None:
            labels = self.cast.variables[variable]
            labels += [value] if constant(value) not in map(constant, labels) else []
        elif (name := said.spelled(value)) is not None:
            self.cast.letters[name] = variable
        else:
            raise Unsupported("a value that is no letter and no number")


def listed_in(arg: Expr) -> tuple[Expr, ...]:
    """The single arguments: those of a list, before and behind a bar."""
    if isinstance(arg, Call) and arg.op in ("given", "tuple", "parallel_to"):
        return tuple(item for part in arg.args for item in listed_in(part))
    return (arg,)


def event_name(name: str) -> str:
    """The event of which \\bar{A} and \\neg A are the complement, or the name itself."""
    for mark in (r"\bar{", r"\overline{"):
        if name.startswith(mark) and name.endswith("}"):
            return name[len(mark):-1]
    return name


def is_complement(item: Expr) -> bool:
    """A^c, A^C, A': everything that is not in A."""
    if not isinstance(item, Call):
        return False
    if item.op == "power":
        return isinstance(item.args[1], Symbol) and item.args[1].name in ("c", "C", r"\complement", r"\mathrm{c}")
    return item.op == "prime" and isinstance(item.args[0], Symbol)


def _nodes(tree: Expr) -> list[Expr]:
    from mathnn.expression.tree import walk

    return list(walk(tree))


__all__ = ["JOINED", "ORDERS", "Cast", "Casting", "event_name", "is_complement", "listed_in"]
