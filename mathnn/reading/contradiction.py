"""An equation that says of a left side what an earlier one in its section denies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mathnn.check.judge import judge
from mathnn.errors import ReadError, SortError
from mathnn.expression import Expr
from mathnn.expression.tree import symbols, walk
from mathnn.reading.entry import Finding
from mathnn.reading.known import Known, Trust
from mathnn.reading.stated import Formula, Seen
from mathnn.reading.trust import weighed
from mathnn.syntax.read import read
from mathnn.syntax.to_latex import to_latex

_SPECIAL = re.compile(r"\b(if|when|whenever|case|cases|for|suppose|assume|assuming|otherwise|else|unless|instead|another|"
                      r"alternative\w*|example|with|at|now|now,|new|becomes?|version|variant)\b", re.IGNORECASE)
_LONGEST = 150  # nodes of both sides: more is no short contradiction that a reader would see
_FAILURES = (ArithmeticError, LookupError, TypeError, ValueError, AssertionError, AttributeError, NotImplementedError)


def contradicted(seen: Seen, known: Known) -> Iterator[Finding]:
    """Two formulas for one thing that differ at some point, where nothing says that the second is another case."""
    if seen.role not in ("claim", "definition") or seen.equation is None or _is_special(seen):
        return
    left, right = seen.equation
    if not symbols(left) or seen.statement.is_setting or seen.statement.left.kind == "number":
        return
    known.stated.enter(seen.section)
    key = repr(left)
    before = known.stated.formulas.get(key)
    if before is None:
        known.stated.formulas[key] = Formula(right, seen.line)
        return
    if seen.verdict.kind in ("proved", "conditional", "tested") or before.right == right or before.line == seen.line:
        return
    if _denies(before.right, right, seen, known):
        yield Finding("contradiction", seen.statement.located.row.place,
                      f"It gives {to_latex(left)} another value than the equation on line {before.line}.", (before.line,))


def _is_special(seen: Seen) -> bool:
    """Is it said of one case, or of another thing?"""
    located = seen.statement.located
    return bool(_SPECIAL.search(located.before[-100:]) or _SPECIAL.match(located.after[:20].lstrip(" ,")))


def _denies(old: Expr, new: Expr, seen: Seen, known: Known) -> bool:
    """Is ``old = new`` refuted, with no letter on one side alone that the text left open?"""
    if sum(1 for side in (old, new) for _ in walk(side)) > _LONGEST:
        return False
    try:
        latex = f"{to_latex(old)} = {to_latex(new)}"
        reading = read(latex, known.notation(latex, Trust.ALL, seen.statement.located.paragraph))
        found = judge(reading.tree, reading.notation)
        return weighed(found, reading.tree, reading.notation, known).is_wrong
    except (ReadError, SortError, *_FAILURES):
        return False


__all__ = ["contradicted"]
