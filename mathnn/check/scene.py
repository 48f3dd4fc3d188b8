"""Where a statement is evaluated: a number system, sizes for its dimensions, values for its free symbols.

A scene below another one has some values changed: the variable of a derivative, with how fast it moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from mathnn.check.dual import Array, Value, linear, shape
from mathnn.check.systems import System
from mathnn.errors import Stopped
from mathnn.expression import Expr, Sort, Symbol
from mathnn.notation import Name

if TYPE_CHECKING:
    from mathnn.check.question import Question

Key: TypeAlias = tuple[str, int | None]  # a name, and the label of a layer or sample where it has one
Index: TypeAlias = "int | Array"  # one index for all samples, or one for each
NOTHING: Mapping[Key, Value] = MappingProxyType({})
MOST_STEPS = 15_000  # nodes evaluated for one statement in one scene
MOST_ENTRIES = 60_000  # of one array, samples counted


class Unsupported(Stopped):
    """A construct that this checker does not evaluate; its message says which."""


class OutOfRange(Stopped):
    """An index outside what it indexes at the sizes of this scene."""


class Source(Protocol):
    """Where the values of free symbols come from."""

    def leaf(self, key: Key, sort: Sort, dims: tuple[int, ...]) -> Array:
        """The value of a free symbol, samples last (one sample stands for all)."""
        ...

    def smooth(self, name: str, order: tuple[int, ...], args: tuple[Array, ...]) -> Array:
        """An unknown smooth function, differentiated `order[i]` times by its i-th argument."""
        ...


@dataclass(slots=True)
class Sizes:
    """Concrete integers for the symbols that count; a symbol without one gets the next of `order`."""

    order: tuple[int, ...]
    given: dict[tuple[str, int | None], int] = field(default_factory=dict)
    taken: int = 0

    def of(self, name: str, label: int | None = None) -> int:
        """The size that a symbol stands for; all symbols have different ones as far as `order` reaches."""
        key = (name, label)
        if key not in self.given:
            used = set(self.given.values())
            while self.taken < len(self.order) - 1 and self.order[self.taken] in used:
                self.taken += 1
            self.given[key] = self.order[min(self.taken, len(self.order) - 1)]
            self.taken += 1
        return self.given[key]


class Scene:
    """Values by key, found when first asked for; `question` says what counts and where sequences begin.

    `tiles` says how often the samples of the scene above repeat, `changed` which values are others than there.
    """

    __slots__ = ("above", "budget", "cache", "changed", "counts", "entries", "fixed", "found", "from_zero", "notation",
                 "question", "sizes", "source", "starts", "system", "tiles")

    def __init__(self, system: System, question: Question, sizes: Sizes, source: Source, above: Scene | None = None,
                 changed: Mapping[Key, Value] = NOTHING, tiles: int = 1) -> None:
        self.system = system
        self.question = question
        self.notation = question.notation
        self.starts = question.starts  # the free first member of a sequence that defines itself
        self.counts = question.dimensions  # names that are dimensions, also where they stand as numbers
        self.from_zero = question.from_zero  # vectors whose entries are counted from 0
        self.sizes = sizes
        self.source = source
        self.above = above
        self.changed = changed
        self.tiles = tiles
        self.cache: dict[Key, Value] = {}
        self.fixed: dict[int, tuple[Expr, Value]] = {}  # with the tree, so that its id stays its own
        self.entries: dict[tuple[Index | str, ...], Value] = {}  # of what is defined by its entries
        self.found: dict[str, Value] = {}  # by the name as it is written, without a label
        self.budget: list[int] = [MOST_STEPS] if above is None else above.budget

    def below(self, changed: Mapping[Key, Value], tiles: int) -> Scene:
        """The same place with some values changed and the samples repeated."""
        return Scene(self.system, self.question, self.sizes, self.source, self, changed, tiles)

    def anew(self, budget: int) -> Scene:
        """The same place with nothing found yet."""
        made = Scene(self.system, self.question, self.sizes, self.source, self.above, self.changed, self.tiles)
        made.budget = [budget]
        return made

    def forget(self) -> None:
        """Evaluate anew: a free value was changed, or what was assumed since may simplify."""
        self.cache.clear()
        self.fixed.clear()
        self.entries.clear()
        self.found.clear()

    def keep(self, name: str, label: int | None, value: Value) -> Value:
        """The value, to be found again at once by the name as it is written."""
        if label is None:
            self.found[name] = value
        return value

    @property
    def width(self) -> int:
        """How many samples a free symbol has here."""
        outer = self.above.width if self.above is not None else int(getattr(self.source, "points", 1))
        return outer * self.tiles

    def row(self, symbol: Symbol) -> Name | None:
        """The row of the notation that a symbol belongs to."""
        return self.notation.find(symbol.name)

    def key(self, symbol: Symbol, label: int | None = None) -> Key:
        """Under which a symbol's value is kept: bold and plain letters share a declaration."""
        row = self.notation.find(symbol.name)
        return (row.symbol.name if row else symbol.name, label)

    def override(self, key: Key) -> Value | None:
        """A changed value, here or above."""
        found = self.changed.get(key)
        if found is None and self.above is not None:
            outer = self.above.override(key)
            return None if outer is None else self.tiled(outer)
        return found

    def leaf(self, key: Key, sort: Sort, dims: tuple[int, ...]) -> Value:
        """The value of a free symbol."""
        if key not in self.cache:
            if self.above is not None:
                self.cache[key] = self.tiled(self.above.leaf(key, sort, dims))
            else:
                self.cache[key] = self.source.leaf(key, sort, dims)
        return self.cache[key]

    def tiled(self, value: Value) -> Value:
        """A value of the scene above, its samples repeated; what has one sample stands for all."""
        return tile(value, self.tiles)


def tile(value: Value, times: int) -> Value:
    """Repeat the samples."""
    if times == 1 or shape(value)[-1] == 1:
        return value
    if prod(shape(value)) * times > MOST_ENTRIES * 20:
        raise Unsupported("more numbers than a statement may take")
    return linear(lambda v: np.tile(v, (1,) * (v.ndim - 1) + (times,)), value)


def is_within(index: Index, size: int) -> bool:
    """Is an index one of 1 to `size`, for each sample?"""
    if isinstance(index, int):
        return 1 <= index <= size
    return bool(np.minimum.reduce(index) >= 1 and np.maximum.reduce(index) <= size)


def tile_index(index: Index, times: int) -> Index:
    """Repeat an index that differs between samples."""
    return index if isinstance(index, int) or times == 1 else np.tile(index, times)
