"""Entropy, mutual information, divergence and cross-entropy, written out over the values of random variables."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from itertools import product
from typing import TypeAlias

from mathnn.check import random_names as said
from mathnn.check.events import Events
from mathnn.check.random_cast import listed_in
from mathnn.check.scene import Unsupported
from mathnn.expression import NUMBER
from mathnn.expression.build import add, divide, multiply, negate, subtract
from mathnn.expression.tree import Call, Expr, Symbol, walk
from mathnn.syntax.to_latex import to_latex

Letters: TypeAlias = Mapping[str, int]


class Entropies(Events):
    """What `WrittenOut` says of entropies; `log` is the logarithm that the statement counts with."""

    log: str

    @abstractmethod
    def likely(self, of: str, wanted: Mapping[str, int]) -> Expr:
        """The probability that these variables take these values."""

    def entropy(self, items: tuple[Expr, ...], letters: Letters) -> Expr:
        names = [said.spelled(item) for item in items]
        if all(said.head(item) == said.PROBABILITY or (
                name is not None and said.distribution(name) in self.cast.distributions
                and said.statistic(name) == said.PROBABILITY) for item, name in zip(items, names, strict=True)):
            return self.between(items[0], items[-1], said.CROSS, letters)
        if len(items) == 1 and isinstance(items[0], Call) and items[0].op == "given":
            above, below = (tuple(map(self._key, listed_in(part))) for part in items[0].args[:2])
            return subtract(self._joint((*above, *below)), self._joint(below))
        return self._joint(tuple(self._key(item) for arg in items for item in listed_in(arg)))

    def _key(self, item: Expr) -> str:
        name = said.spelled(item)
        if name is None or said.variable(name) not in self.space.counts:
            raise Unsupported(f"the entropy of {to_latex(item)}")
        return said.variable(name)

    def _joint(self, names: tuple[str, ...]) -> Expr:
        names = tuple(dict.fromkeys(names))
        terms = []
        for places in product(*(range(self.space.counts[name]) for name in names)):
            p = self.likely("p", dict(zip(names, places, strict=True)))
            q = p
            if self.cast.continuous:
                q = divide(p, multiply(*(self.space.measure(n, k) for n, k in zip(names, places, strict=True))))
            terms.append(multiply(p, Call(self.log, (q,), NUMBER)))
        return negate(add(*terms))

    def information(self, items: tuple[Expr, ...]) -> Expr:
        below: tuple[str, ...] = ()
        if isinstance(items[-1], Call) and items[-1].op == "given":
            below = tuple(map(self._key, listed_in(items[-1].args[1])))
            items = (*items[:-1], *listed_in(items[-1].args[0]))
        if len(items) != 2:
            raise Unsupported("mutual information of other than two")
        a, b = (tuple(map(self._key, listed_in(item))) for item in items)
        found = add(self._joint((*a, *below)), self._joint((*b, *below)), negate(self._joint((*a, *b, *below))))
        return subtract(found, self._joint(below)) if below else found

    def surprise(self, item: Expr, letters: Letters) -> Expr:
        """-log p(x); in a sum over places s_i the probability of the i-th value."""
        name = said.spelled(item)
        if isinstance(item, Call) and isinstance(item.args[0], Symbol):
            index = item.args[1]
            if not isinstance(index, Symbol) or index.name not in letters:
                raise Unsupported("the information of one in a list")
            wanted = {said.variable(item.args[0].name): letters[index.name]}
        elif name is not None:
            wanted = {self.cast.letters[name]: self.place(name, letters)}
        else:
            raise Unsupported("the information of what is no value")
        return negate(Call(self.log, (self.likely("p", wanted),), NUMBER))

    def between(self, first: Expr, second: Expr, statistic: str, letters: Letters) -> Expr:
        """D_KL(P || Q) = sum p log(p / q); the cross-entropy is -sum p log q. Letters behind a bar stay as they are."""
        over = self._compared(first, second)
        terms = []
        for places in product(*(range(self.space.counts[name]) for name in over)):
            wanted = dict(zip(over, places, strict=True))
            inner = {**letters, **{letter: wanted[v] for letter, v in self.cast.letters.items() if v in wanted}}
            p, q = (self._density(side, wanted, inner) for side in (first, second))
            term = multiply(p, Call(self.log, (divide(p, q) if statistic == said.DIVERGENCE else q,), NUMBER))
            if self.cast.continuous and said.spelled(first) is None:
                term = multiply(*(self.space.measure(name, k) for name, k in wanted.items()), term)
            terms.append(term if statistic == said.DIVERGENCE else negate(term))
        return add(*terms)

    def _compared(self, *sides: Expr) -> tuple[str, ...]:
        """The variables that two distributions are of: those before the bar where they are written out."""
        found: dict[str, None] = {}
        for node in (node for side in sides for node in walk(side)):
            if said.head(node) == said.PROBABILITY:
                assert isinstance(node, Call)
                for arg in node.args[1:]:
                    front = arg.args[0] if isinstance(arg, Call) and arg.op == "given" else arg
                    for item in listed_in(front):
                        name = said.spelled(item)
                        if name is None:
                            raise Unsupported("a divergence of events")
                        found[self.cast.letters[name]] = None
        return tuple(found) or self.space.names

    def _density(self, side: Expr, wanted: Mapping[str, int], letters: Letters) -> Expr:
        name = said.spelled(side)
        if name is not None:
            return self.likely(said.distribution(name), wanted)
        return self.value(side, None, letters)


__all__ = ["Entropies", "Letters"]
