"""What the book says and what was found of it: claims, derivations of steps, verdicts. Frozen values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Generic, Literal, TypeVar

from mathnn.expression import Expr

Role = Literal[
    "claim", "definition", "update", "declaration", "hypothesis", "approximation", "mistake", "fragment"
]
Kind = Literal[
    "proved", "conditional", "tested", "unsettled", "unreadable", "mistyped", "refuted", "none"
]
# From best to worst; a chain is as good as its worst link.
KINDS: tuple[Kind, ...] = (
    "none", "proved", "conditional", "tested", "unsettled", "unreadable", "mistyped", "refuted"
)


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Values at which a statement fails, and what its two sides are there; certified by the one who made it."""

    values: Mapping[str, object]
    left: object
    right: object


T = TypeVar("T")


class Late(Generic[T]):
    """A field that may be given as a function of no arguments, which is called when the value is first asked for."""

    def __init__(self, default: T) -> None:
        self.default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, holder: object, owner: type) -> T:
        if holder is None:
            return self.default
        value: T | Callable[[], T] = vars(holder)[self.name]
        if callable(value):
            value = vars(holder)[self.name] = value()
        return value

    def __set__(self, holder: object, value: T | Callable[[], T]) -> None:
        vars(holder)[self.name] = value


@dataclass(frozen=True)
class Verdict:
    """What was found of a statement. `reason` is one sentence for a person; the rest is as architecture names it.

    `start` and `end` mark the part of the LaTeX that is wrong, counted from 0, where that is known. What is said of a
    verdict, its formula, counterexample, suggestion and marks may come `Late`: to print costs more than to judge.
    """

    kind: Kind
    reason: Late[str] = Late("")
    reading: Late[str] = Late("")
    conditions: tuple[str, ...] = ()
    counterexample: Late[Counterexample | None] = Late(None)
    checked_for: str = ""
    method: str = ""
    suggestion: Late[str | None] = Late(None)
    start: Late[int | None] = Late(None)
    end: Late[int | None] = Late(None)

    def changed(self, **fields: Any) -> Verdict:
        """The verdict with some fields replaced; those that come late are not called for it."""
        made = object.__new__(Verdict)
        vars(made).update(vars(self), **fields)
        return made

    def __getstate__(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in vars(self)}

    @property
    def is_settled(self) -> bool:
        """Decided one way or the other."""
        return self.kind in ("proved", "conditional", "tested", "refuted", "mistyped")

    @property
    def is_true(self) -> bool:
        """Shown to be true, for all values or for those that were tried."""
        return self.kind in ("proved", "conditional", "tested")

    @property
    def is_wrong(self) -> bool:
        """Refuted, or the shapes cannot agree."""
        return self.kind in ("refuted", "mistyped")

    def _repr_markdown_(self) -> str:
        """The verdict as a notebook shows it: the word, the reason, the formula as it was read, conditions."""
        formula, _, taken = self.reading.partition("; ")
        unknown = self.kind == "unreadable"  # a notebook cannot set a command that is not known
        rows = [f"**{self.kind}**: {_escaped(self.reason, '`' if unknown else '$')}"]
        rows += [f"read as ${formula}$" + (f" ({_escaped(taken)})" if taken else "")] if formula else []
        rows += [f"on condition that ${condition}$" for condition in self.conditions]
        if self.counterexample is not None:
            at = ", ".join(f"${name} = {value}$" for name, value in self.counterexample.values.items())
            rows.append(f"{at or 'everywhere'}: left ${self.counterexample.left}$, right ${self.counterexample.right}$")
        rows += [f"checked for {_escaped(self.checked_for)}"] if self.checked_for else []
        rows += [_escaped(self.suggestion)] if self.suggestion else []
        return "\n".join(f"- {row}" if number else f"{row}\n" for number, row in enumerate(rows))


def _escaped(text: str, around: str = "$") -> str:
    """Text in which commands of LaTeX outside dollar signs are set as mathematics, and nothing is taken for HTML."""
    text = text.replace("<", "&lt;")
    pieces = text.split("$")
    outside = [re.sub(r"\\[A-Za-z]+(?:\{[^{}]*\})?", lambda found: f"{around}{found[0]}{around}", piece)
               for piece in pieces[::2]]
    return "".join(a + (f"${b}$" if b else "") for a, b in zip_longest(outside, pieces[1::2], fillvalue=""))


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """The verdict of the worst link of a chain."""
    return verdicts[0] if len(verdicts) == 1 else max(verdicts, key=lambda verdict: KINDS.index(verdict.kind))


def of_chain(verdicts: tuple[Verdict, ...]) -> Verdict:
    """The verdict of a chain: that of its worst link; a tested one with the conditions of the other links."""
    found = worst(verdicts)
    if found.kind != "tested":
        return found
    more = tuple(dict.fromkeys(condition for each in verdicts if each.kind == "conditional"
                               for condition in each.conditions if condition not in found.conditions))
    if not more:
        return found
    listed = ", ".join(f"${condition}$" for condition in more)
    return found.changed(conditions=(*found.conditions, *more),
                         reason=f"{found.reason} One of its links holds where {listed}.")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a derivation: the expression after a named rule was applied to the one before.

    `stated` marks a result that had to be typed because no rule makes it; such steps are counted.
    """

    rule: str
    before: Expr
    after: Expr
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Derivation:
    """Steps from a first expression to the last; each begins where the one before ended."""

    name: str
    title: str
    start: Expr
    steps: tuple[Step, ...]
    assuming: tuple[Expr, ...] = field(default=())

    @property
    def end(self) -> Expr:
        """What was derived."""
        return self.steps[-1].after if self.steps else self.start


@dataclass(frozen=True, slots=True)
class Claim:
    """One displayed statement of the book: a relation or a chain of them.

    `name` is its label in the chapter. `because` says, in words, where it comes from or why it is only tested.
    `assuming` are conditions that it needs besides the chapter's notation. `derivation` is where SymPy derived it: its
    end, or lines of it that are set equal.
    """

    name: str
    statement: Expr
    role: Role = "claim"
    because: str = ""
    assuming: tuple[Expr, ...] = ()
    derivation: Derivation | None = None
