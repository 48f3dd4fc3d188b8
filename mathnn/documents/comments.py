"""Comments to the checker: ``mathnn: <declarations>``, ``mathnn: false``, ``mathnn: ignore (reason)``."""

from __future__ import annotations

import re
from dataclasses import replace

from mathnn.documents.document import Comment, Directive, Equation, Mark, Notice, Part
from mathnn.documents.formula import holds_relation
from mathnn.errors import Place

_WORD = re.compile(r"(false|ignore)\b[ \t]*:?[ \t]*(.*)", re.S)
_PREFIX = "mathnn:"


def read_comment(text: str, place: Place, block: int) -> Comment | None:
    """The comment's meaning, or None when it is not to the checker. `text` is what stands between the comment signs."""
    body = text.strip()
    if not body.startswith(_PREFIX):
        return None
    body = body[len(_PREFIX) :].strip()
    found = _WORD.fullmatch(body)
    if not found:
        return Comment(place, block, "declare", body)
    kind: Directive = "false" if found[1] == "false" else "ignore"
    reason = found[2].strip()
    if reason.startswith("(") and reason.endswith(")"):
        reason = reason[1:-1].strip()
    return Comment(place, block, kind, reason)


def apply_marks(parts: list[Part]) -> list[Notice]:
    """Put each ``false`` and ``ignore`` on the next equation that states something; says which had none.

    An inline formula without a relation states nothing, so a mark passes over it.
    """
    waiting: list[Comment] = []
    for index, part in enumerate(parts):
        if isinstance(part, Comment) and part.kind != "declare":
            waiting.append(part)
        elif waiting and isinstance(part, Equation) and (part.display or holds_relation(part.latex)):
            marks = tuple(Mark(comment.kind, comment.text) for comment in waiting)
            parts[index] = replace(part, marks=marks + part.marks)
            waiting.clear()
    return [Notice(c.place, f"'mathnn: {c.kind}' stands before no equation") for c in waiting]
