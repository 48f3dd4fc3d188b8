"""Two formulas for one thing: a symbol that gets another meaning, or an equation that denies an earlier one.

Which of the two it is, the text shows: a function that is brought in anew (let f be, consider, another section) is
redefined; where the second formula is the first with a sign, a transpose or an index changed, or is stated as a fact,
it contradicts. Nothing is said of two formulas that may be equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mathnn.check.judge import judge
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.tree import substitute, symbols, walk
from mathnn.reading.entry import Finding
from mathnn.reading.known import Known
from mathnn.reading.level_sets import are_level_sets
from mathnn.reading.named_things import are_of_other_things
from mathnn.reading.piecewise import OTHER_ARGUMENTS
from mathnn.reading.stated import Formula, Seen
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.reading.trust import OPAQUE, STATISTICS, hangs_on_letters, weighed
from mathnn.syntax.read import Reading, read
from mathnn.syntax.to_latex import to_latex

_WORDS = "if|when|whenever|case|cases|otherwise|else|elsewhere|unless"
_CASE = re.compile(rf"\b(?:{_WORDS}|for|with|at|as|in)\b", re.IGNORECASE)
_CASE_BEFORE = re.compile(rf"\b(?:{_WORDS}|suppose|assume|assuming)\b", re.IGNORECASE)
_LONGEST = 150  # nodes of both sides: more is no contradiction that a reader would see
_CLOSE = 2  # nodes that a second formula has more or less than the first, where it is the first with a slip
_SLIPS = frozenset(("negate", "transpose", "index"))


def differing(seen: Seen, known: Known) -> Iterator[Finding]:
    """A second formula for a left side that certainly has another value somewhere."""
    if seen.role not in ("claim", "definition") or seen.equation is None or seen.statement.is_setting:
        return
    if seen.said[1] == OTHER_ARGUMENTS:
        return
    left, right = seen.equation
    about = seen.statement.left
    if not symbols(left) or not about.pattern or about.head in STATISTICS or _is_case(seen):
        return
    located = seen.statement.located
    now = Formula(left, right, seen.line, located.paragraph, located.before)
    before = _earlier(seen, now, known)
    if before is None or before.right == right or seen.verdict.is_true or known.at.behind:
        return
    if seen.left_side in known.chosen:  # an unknown of another system
        return
    if are_of_other_things(before.before, now.before) or (
            hangs_on_letters(seen.verdict) and are_level_sets(before, now, known)):
        return
    if (seen.role == "claim" and not _is_closed(now)) or _is_slip(before, now, seen):
        if _denied(before, now, seen, known, strict=True):
            yield Finding("contradiction", seen.statement.located.row.place,
                          f"It gives {seen.left_side} another value than the equation on line {before.line}.",
                          (before.line,))
    elif _denied(before, now, seen, known, strict=seen.statement.left.kind != "applied"):
        yield Finding("redefinition", seen.statement.located.row.place,
                      f"{seen.left_side} has another formula here than on line {before.line}.", (before.line,))


def _earlier(seen: Seen, now: Formula, known: Known) -> Formula | None:
    """The formula to compare with: of a definition the last of its kind, of a claim one of its section."""
    stated = known.stated
    stated.enter(seen.section)
    key = repr(now.left)
    if seen.role == "definition" and not _is_named(now.left):
        return None
    if seen.role == "definition" and seen.statement.left.kind in ("name", "applied"):
        pattern = seen.statement.left.pattern
        before = stated.given.get(pattern)
        stated.given[pattern] = stated.formulas[key] = now
        return before
    before = stated.formulas.setdefault(key, now)
    return before if before is not now else None


def _is_named(left: Expr) -> bool:
    """A letter, a function or an entry of its own; not the cosine, which is what it is."""
    return isinstance(left, Symbol) or (isinstance(left, Call) and left.op in ("apply", "entry", "layer", "sigmoid"))


def _is_case(seen: Seen) -> bool:
    """Is it said of one case only?"""
    located = seen.statement.located
    return bool(_CASE_BEFORE.search(located.before[-60:]) or _CASE.match(located.after[:20].lstrip(" ,(*")))


def _is_slip(before: Formula, now: Formula, seen: Seen) -> bool:
    """In one section, and of the same letters and numbers: a sign, a transpose, an order or an index is changed."""
    earlier = seen.statement.earlier
    if earlier is None or earlier.section != seen.section or "another meaning" in seen.said[1]:
        return False
    old, new = (Counter(_word(node) for node in walk(side)) for side in (before.right, now.right))
    extra = (old - new) + (new - old)
    return sum(old.values()) > 4 and sum(extra.values()) <= _CLOSE and set(extra) <= _SLIPS


def _is_closed(now: Formula) -> bool:
    """f(x) = x^2 + 1: a formula of its own arguments, as a new function has."""
    own = {s.name for s in symbols(now.left)}
    return isinstance(now.left, Call) and now.left.op == "apply" and {s.name for s in symbols(now.right)} <= own


def _word(node: Expr) -> str:
    if isinstance(node, Symbol):
        return "index" if node.sort.kind == "integer" else node.name
    return node.written if isinstance(node, Number) else node.op


def _denied(before: Formula, now: Formula, seen: Seen, known: Known, *, strict: bool) -> bool:
    """Is ``old = new`` refuted? Strictly: and with no letter on one side alone that the text left open."""
    old = _renamed(before, now)
    if sum(1 for side in (old, now.right) for _ in walk(side)) > _LONGEST:
        return False
    try:
        latex = f"{to_latex(old)} = {to_latex(now.right)}"
        reading = read(latex, notation_for(known, latex, Trust.ALL, seen.statement.located.paragraph))
        found = judge(reading.tree, reading.notation)
        if not found.is_wrong or _is_opaque(reading):
            return False
        return not strict or weighed(found, reading.tree, reading.notation, known).is_wrong
    except (ReadError, SortError, *FAILURES):
        return False


def _renamed(before: Formula, now: Formula) -> Expr:
    """The old right side with the letters of the new left side: f(t) = t^2 beside f(x)."""
    if not isinstance(before.left, Call) or not isinstance(now.left, Call):
        return before.right
    pairs = zip(before.left.args, now.left.args, strict=False)
    return substitute(before.right, {a: b for a, b in pairs if isinstance(a, Symbol) and isinstance(b, Symbol)})


def _is_opaque(reading: Reading) -> bool:
    """Does it speak of what has no values here, or of functions without a formula?"""
    ops = {node.op for node in walk(reading.tree) if not isinstance(node, Number | Symbol)}
    functions = (s for s in symbols(reading.tree) if s.sort.kind == "function")
    return bool(ops & OPAQUE) or any(
        (row := reading.notation.find(s.name)) is None or row.definition is None for s in functions)


__all__ = ["differing"]
