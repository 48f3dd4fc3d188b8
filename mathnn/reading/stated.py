"""What a document has stated so far, as far as later statements are compared with it: formulas, arguments, layouts."""

from __future__ import annotations

from dataclasses import dataclass, field

from mathnn.claims import Role, Verdict
from mathnn.expression import Call, Expr
from mathnn.reading.posed import Judged, Posed
from mathnn.syntax.main_relation import main_relation
from mathnn.syntax.read import Reading
from mathnn.syntax.tokens import spans


@dataclass(frozen=True, slots=True)
class Formula:
    """A left side, what it was set equal to, and where: its line, its paragraph and the words before it."""

    left: Expr
    right: Expr
    line: int
    paragraph: int = -1
    before: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """A function as it was defined: the ranks of its arguments (0 a number, 1 a vector), of its value, and where."""

    arguments: tuple[int, ...]
    value: int
    line: int


@dataclass(slots=True)
class Stated:
    """The state that the findings of one walk need. `formulas` holds those of the section that is read now."""

    section: int = 0
    formulas: dict[str, Formula] = field(default_factory=dict)
    given: dict[str, Formula] = field(default_factory=dict)
    applied: dict[str, Applied] = field(default_factory=dict)
    layouts: dict[str, int] = field(default_factory=dict)
    layout_is_declared: bool = False
    reported: set[str] = field(default_factory=set)

    def enter(self, section: int) -> None:
        """Formulas are compared within a section only."""
        if section != self.section:
            self.section = section
            self.formulas.clear()

    def once(self, key: str) -> bool:
        """Whether this is reported for the first time."""
        is_new = key not in self.reported
        self.reported.add(key)
        return is_new


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement as the findings look at it: how it was read, its role, what was found of it."""

    statement: Posed
    reading: Reading
    said: Judged
    verdict: Verdict

    @property
    def role(self) -> Role:
        """Its role."""
        return self.said[0]

    @property
    def line(self) -> int:
        """Its line, or that in its cell."""
        return self.statement.located.row.place.line or 1

    @property
    def left_side(self) -> str:
        """The left side of its first relation as it is written."""
        relation = main_relation(self.reading.surface)
        first, at = relation.parts[0], spans(self.reading.latex)
        return self.reading.latex[at[first.first][0] : at[max(first.last - 1, first.first)][1]]

    @property
    def section(self) -> int:
        """The section that it stands in, counted by headings."""
        return self.statement.located.section

    @property
    def links(self) -> tuple[Call, ...]:
        """Its relations: those of a chain one by one; none where it is a list or an implication."""
        tree = self.reading.tree
        found = tree.args if isinstance(tree, Call) and tree.op == "chain" else (tree,)
        return tuple(link for link in found if isinstance(link, Call) and len(link.args) == 2)

    @property
    def equation(self) -> tuple[Expr, Expr] | None:
        """The two sides of its first relation where that is an equality."""
        if self.statement.relations[:1] not in (("equal",), ("identical",), ("define",)) or not self.links:
            return None
        left, right = self.links[0].args
        return left, right


__all__ = ["Applied", "Formula", "Seen", "Stated"]
