"""A statement as it stands in its text: its left side, its relations, and what was defined before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mathnn.claims import Role
from mathnn.reading.left_side import LeftSide, left_side, names
from mathnn.reading.surroundings import Located
from mathnn.syntax.function_letters import TABLED
from mathnn.syntax.main_relation import main_relation
from mathnn.syntax.spelled_names import name_of
from mathnn.syntax.surface import Node

Judged = tuple[Role, str]  # a role, and why


@dataclass(frozen=True, slots=True)
class Defined:
    """Where a left side got its meaning."""

    line: int
    section: int


_TABLED = TABLED | {r"\sigma"}
_COMPOSED = re.compile(r"[^()]+\(([^()]+)\(·\)\)")


@dataclass(frozen=True, slots=True)
class Posed:
    """A statement as the rules see it: its relations in order, its sides, what was defined before, the words around."""

    located: Located
    node: Node
    relations: tuple[str, ...]
    left: LeftSide
    sides: tuple[Node, ...]
    defined: Mapping[str, Defined]

    @property
    def right(self) -> tuple[Node, ...]:
        """The sides after the first."""
        return self.sides[1:]

    @property
    def before(self) -> str:
        """The sentence up to the statement."""
        return self.located.before

    @property
    def earlier(self) -> Defined | None:
        """Where the left side was defined."""
        return self.defined.get(self.left.pattern) or self.defined.get(self.left.general) if self.left.pattern else None

    @property
    def name(self) -> str:
        """The left side as a name with its scripts, v_1; empty for what is none."""
        return name_of(self.sides[0])

    @property
    def is_slope(self) -> bool:
        """f'(x) of a function that was defined: its formula follows from that of f."""
        return "'" in self.left.pattern and self.left.pattern.replace("'", "") in self.defined

    @property
    def is_value(self) -> bool:
        """f(2) or f(g(x)) of functions that this section gave a formula: what it is worth there follows."""
        if self.left.kind != "applied":
            return False
        inner = _COMPOSED.fullmatch(self.left.pattern)
        if inner is not None:
            is_number = not any(letters(side) for side in self.right[:1])  # an equation to be solved
            return not is_number and self._is_given_here(self.left.head) and (
                inner[1] in _TABLED or self._is_given_here(inner[1]))
        return (self.left.letters <= {self.left.head} and self.earlier is not None
                and self.earlier.section == self.located.section)

    def _is_given_here(self, function: str) -> bool:
        given = self.defined.get(f"{function}(·)")
        return given is not None and given.section == self.located.section

    @property
    def is_setting(self) -> bool:
        """A letter and a number, or numbers in brackets: x = 4, v = (1, 2)."""
        return self.left.kind in ("name", "entry") and len(self.right) == 1 and not any(
            True for _ in letters(self.right[0]))


def posed(located: Located, node: Node, defined: Mapping[str, Defined]) -> Posed:
    """The statement that a surface tree makes: its main relation, conditions and quantifiers left aside."""
    main = main_relation(node)
    if main.kind != "relation":
        return Posed(located, node, (), left_side(main), (main,), defined)
    return Posed(located, node, tuple(main.text.split()), left_side(main.parts[0]), main.parts, defined)


def letters(node: Node) -> list[str]:
    """The names that may be given a value: no constants, dots or signs of a transpose."""
    return [name for name in names(node) if name not in (r"\pi", r"\infty", "e", r"\dots", r"\top", "T")]
