"""Entry: one statement of a document with its role and its verdict; Finding: what two or more of them show together."""

from __future__ import annotations

from dataclasses import dataclass, field

from mathnn.claims import Role, Verdict
from mathnn.errors import Place

COMMENTED = "a comment to the checker"


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement where it stands. `role_reason` says in words why it has its role.

    `ignored` is the author's reason for not having it judged, None when it is judged; `milliseconds` is what reading
    and judging took.
    """

    place: Place
    latex: str
    display: bool
    role: Role
    role_reason: str
    verdict: Verdict
    ignored: str | None = None
    milliseconds: float = field(default=0.0, compare=False)

    @property
    def is_read(self) -> bool:
        """Whether every token of it is in the tree that was judged."""
        return self.verdict.kind != "unreadable"

    @property
    def is_fault(self) -> bool:
        """Whether its author should look at it: wrong where it should be right, or right where marked as false."""
        if self.ignored is not None:
            return False
        return self.verdict.is_wrong if self.role != "mistake" else self.verdict.kind in ("proved", "tested")

    @property
    def is_broken_comment(self) -> bool:
        """Whether it is a comment to the checker that cannot be read: no fault, but its author should hear of it."""
        return self.role_reason == COMMENTED and self.verdict.kind == "unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a document that no single statement shows. `related` are the lines that belong to it."""

    kind: str
    place: Place
    message: str
    related: tuple[int, ...] = ()
