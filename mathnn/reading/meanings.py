"""One symbol with two meanings: a function of a vector and of a number, a letter of two sorts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import plain
from mathnn.reading.entry import Finding
from mathnn.reading.formulas import declarations
from mathnn.reading.known import Known
from mathnn.reading.stated import Applied, Seen

_BROUGHT_IN = re.compile(r"\b(?:let|let's|consider|suppose|define[sd]?|construct|instead|functions?|example|density|"
                         r"loss|objective|variables?|another (?:function|one))\b", re.IGNORECASE)
_RANKS = ("a number", "a vector", "a matrix")


def applied_twice(seen: Seen, known: Known) -> Iterator[Finding]:
    """A function that is defined of a vector in one place and of a number in another, without being brought in anew."""
    head = seen.statement.left.head
    pattern = seen.statement.left.pattern
    if seen.role != "definition" or not pattern.startswith(f"{head}(") or head in pattern[len(head):]:
        return
    if seen.equation is None:
        return
    left, right = seen.equation
    if not isinstance(left, Call) or left.op not in ("apply", "sigmoid"):
        return
    arguments = left.args[1:] if left.op == "apply" else left.args
    now = Applied(tuple(_rank(arg, right) for arg in arguments), len(right.sort.shape), seen.line)
    key = f"{head}/{len(arguments)}"
    before = known.stated.applied.get(key)
    known.stated.applied[key] = now
    if before is None or before.arguments == now.arguments or _entrywise(before, now):
        return
    if before.line == now.line or _is_brought_in(seen):
        return
    at = next(i for i, (a, b) in enumerate(zip(before.arguments, now.arguments, strict=True)) if a != b)
    if known.stated.once(f"applied {key}"):
        yield Finding("two-meanings", seen.statement.located.row.place,
                      f"{head} is defined of {_said(now.arguments[at])} here and of {_said(before.arguments[at])} on "
                      f"line {before.line}.", (before.line,))


def _rank(argument: Expr, right: Expr) -> int:
    """The rank of an argument; x that is only written \\mathbf{x} in the formula is that vector."""
    if isinstance(argument, Symbol):
        inside = symbols(right)
        same = [s for s in inside if plain(s.name) == plain(argument.name)]
        if same and all(s.name != argument.name for s in same):
            return max(len(s.sort.shape) for s in same)
    return len(argument.sort.shape)


def _entrywise(one: Applied, other: Applied) -> bool:
    """Both of one rank throughout: a function of a number, and the same for each entry of a vector."""
    return all(set(each.arguments) == {each.value} for each in (one, other))


def _is_brought_in(seen: Seen) -> bool:
    """Does the sentence say that this is another function?"""
    return bool(_BROUGHT_IN.search(seen.statement.before[-120:]))


def _said(rank: int) -> str:
    return _RANKS[rank] if rank < len(_RANKS) else "a tensor"


def declared_twice(seen: Seen, known: Known) -> Iterator[Finding]:
    """x in R^n, and then x in R, in one section."""
    for row in declarations(seen.reading.tree):
        name, sort = row.symbol.name, row.symbol.sort
        before = known.names.get(name)
        if before is None or not before.declared or before.section != seen.section or before.line == seen.line:
            continue
        old = before.name.symbol.sort
        if {old.kind, sort.kind} <= {"number", "integer"} and len(old.shape) != len(sort.shape):
            yield Finding("two-meanings", seen.statement.located.row.place,
                          f"{name} is declared as {_said(len(sort.shape))} here and as {_said(len(old.shape))} on line "
                          f"{before.line}.", (before.line,))


__all__ = ["applied_twice", "declared_twice"]
