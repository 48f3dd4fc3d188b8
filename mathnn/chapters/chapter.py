"""What a chapter is made of. A template gets the chapter's module as its namespace and asks for parts by attribute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mathnn.claims import Claim, Derivation
from mathnn.examples.worked import Example
from mathnn.figures.figure import Figure
from mathnn.notation import Notation

if TYPE_CHECKING:  # a chapter holds what SymPy made, but its type needs no SymPy
    from mathnn.theory.proof import Proof


@dataclass(frozen=True, slots=True)
class Run:
    """A NumPy run whose code stands in the text: the code printed is the source of `compute`.

    `compute` takes nothing and returns the lines that the text shows under the code.
    """

    name: str
    title: str
    compute: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A symbolic result against a NumPy run: `measure` returns the largest absolute difference that was seen.

    `tolerance` is the most that rounding explains; more stops the build. `samples` says how many values were compared.
    """

    name: str
    claim: Claim | Derivation
    measure: Callable[[], float]
    samples: int
    tolerance: float = 1e-9


@dataclass(frozen=True, slots=True)
class Mistake:
    """A common mistake: the false statement (role `mistake`), why one makes it, and what is true instead."""

    claim: Claim
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question with its solution, both Markdown; `checks` are the statements that the solution rests on."""

    name: str
    question: str
    solution: str
    checks: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: everything that its text may ask for, in the order of the book.

    `proofs` are SymPy's side of all derivations, printed or not; the symbolic witness checks every step of them.
    """

    notation: Notation
    equations: tuple[Claim, ...]
    derivations: tuple[Derivation, ...] = ()
    runs: tuple[Run, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    examples: tuple[Example, ...] = ()
    figures: tuple[Figure, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    proofs: tuple[Proof, ...] = ()
