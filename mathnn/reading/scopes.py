"""What is known for a while: in all of a document, in one section of it, at one statement, or right behind another.

Each is set anew as a whole when its time is over, so that nothing of it stays by mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mathnn.check.eigenvalues import Eigenvalues
from mathnn.check.stated_chances import Chance
from mathnn.claims import Verdict
from mathnn.expression import Expr, Symbol
from mathnn.reading.said import PAST
from mathnn.syntax.uses import FAMILY


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document writes, from its first line to its last."""

    is_foreign: bool = False  # whether most of what the words say is not understood
    speaks_of_angles: bool = False
    primes_transpose: bool = False  # X'X: a prime is a transpose
    has_conjugates: bool = False  # A^H is the conjugate transpose
    of_unitary: bool = False  # it speaks of unitary, normal or diagonal matrices
    has_commutators: bool = False  # [A, B] is A B - B A
    layout: tuple[Symbol, ...] = ()  # of derivatives, by its name
    counts_apart: frozenset[str] = frozenset()  # n, where there are counts n_k as well
    costs: frozenset[str] = frozenset()  # letters of which it takes slopes
    named_slopes: frozenset[str] = frozenset()  # W, of which it writes slopes as dW


@dataclass(slots=True)
class Here:
    """What one section says, besides its letters."""

    flows: frozenset[str] = frozenset()  # letters of which it writes a slope in time, or equations for one
    updated: frozenset[str] = frozenset()  # letters that it gives by their own previous values
    sloped: frozenset[str] = frozenset()  # functions of which it gives the slope
    slope: Any = None  # that was taken last
    restricted: Mapping[str, str] = field(default_factory=dict)  # letters, and the word for what they are besides
    ranks: Mapping[str, int] = field(default_factory=dict)  # vectors and matrices, by their words
    layers: Mapping[str, int] = field(default_factory=dict)  # how it uses their letters
    members: frozenset[str] = frozenset()  # letters x of which each x_i is a vector
    speaks_of_units: bool = False  # of vectors of length 1
    domains: Mapping[str, Expr] = field(default_factory=dict)  # of functions that have no formula yet
    counts: Mapping[str, Expr] = field(default_factory=dict)  # how many members families have
    randomness: frozenset[Symbol] = frozenset()  # what the words say of random variables
    chances: tuple[Chance, ...] = ()  # probabilities that were given as numbers
    eigenvalues: Eigenvalues | None = None  # that the words name
    mistaken: frozenset[Expr] = frozenset()  # equations at the end of a false chain: nothing is held against them

    @property
    def shown(self) -> Mapping[str, int]:
        """How the letters are used in the formulas around, for the reader of one."""
        if not self.members:
            return self.layers
        return {**self.layers, **{name: self.layers.get(name, 0) | FAMILY for name in self.members}}

    def restrict(self, names: Iterable[str], word: str) -> None:
        """Learn that letters are not any: what a word calls them."""
        self.restricted = {**self.restricted, **dict.fromkeys(names, word)}

    def state(self, found: Chance) -> None:
        """Learn a probability that is given as a number; a new one for the same event goes before."""
        event = found.event, found.given
        self.chances = (*(old for old in self.chances if (old.event, old.given) != event), found)

    def rank(self, name: str, rank: int) -> None:
        """Learn that a letter is a vector (1) or a matrix (2)."""
        self.ranks = {**self.ranks, name: rank}


@dataclass(slots=True)
class AtStatement:
    """What holds for the statement that is read now."""

    behind: str = ""  # the formula behind the "for" that follows it
    words_behind: str = ""  # the words up to the end of the sentence
    told: frozenset[str] = frozenset()  # the letters of which the words beside it said something new
    given: tuple[Expr, ...] = ()  # conditions that the row above or its reason in words gives it
    tied: frozenset[str] = frozenset()  # the letters of those
    of_every: frozenset[str] = frozenset()  # letters behind "for all" of which it speaks
    of_whole: frozenset[str] = frozenset()  # those of them that may be any numbers or columns
    scope: tuple[int, bool] = (PAST, True)  # its argument, and whether what is supposed there lasts
    judged: dict[object, Verdict] = field(default_factory=dict)  # its links
    ruled: dict[object, Verdict | None] = field(default_factory=dict)  # the same by the laws of random variables

    def afresh(self) -> AtStatement:
        """The same, with nothing judged yet."""
        return replace(self, judged={}, ruled={})


@dataclass(slots=True)
class Last:
    """What stood right before, while what follows may belong to it."""

    equation: Expr | None = None
    inline: str = ""  # the formula that stood last in running text
    paragraph: int = -1  # of the formula before, when that stood in running text
    piece: Any = None  # of a formula in pieces, while its range may follow
    condition: Expr | None = None  # "for x > 0"
    begun: Any = None  # a formula of which something is said, until the letter comes that completes it
    mentioned: tuple[str, int] | None = None  # the letter in running text, and its paragraph
    indexed: tuple[str, int] | None = None  # the letter with an index alone, and its paragraph


__all__ = ["AtStatement", "Habits", "Here", "Last"]
