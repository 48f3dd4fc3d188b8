"""One symbol with two meanings, and a symbol that gets a new one."""

from __future__ import annotations

from collections.abc import Iterator

from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import plain
from mathnn.reading.entry import Finding
from mathnn.reading.known import Known, declarations
from mathnn.reading.stated import Applied, Seen
from mathnn.syntax.to_latex import to_latex

_RANKS = ("a number", "a vector", "a matrix")


def redefined(seen: Seen, known: Known) -> Iterator[Finding]:
    """A left side that had a formula and gets another one, where the text brings it in as new."""
    statement = seen.statement
    if seen.role != "definition" or seen.equation is None or statement.is_setting:
        return
    left, right = seen.equation
    pattern, made = statement.left.pattern, (seen.line, hash(_shape(left, right)))
    before = known.stated.given.get(pattern)
    known.stated.given[pattern] = made
    if before is not None and before[1] != made[1] and statement.left.kind in ("name", "applied"):
        yield Finding("redefinition", statement.located.row.place,
                      f"{to_latex(left)} has another formula here than on line {before[0]}.", (before[0],))


def _shape(left: Expr, right: Expr) -> str:
    """The formula with its letters numbered as they come, so that f(x) = x^2 and f(t) = t^2 are one."""
    own = [s.name for s in left.args if isinstance(s, Symbol)] if isinstance(left, Call) else []
    text = repr(right)
    for number, name in enumerate(own):
        text = text.replace(f"{name}", f"#{number}") if len(name) > 1 else _renamed(text, name, f"#{number}")
    return text


def _renamed(text: str, name: str, new: str) -> str:
    return " ".join(f"{new}{word[len(name):]}" if word.rstrip(")") == name else word for word in text.split(" "))


def applied_twice(seen: Seen, known: Known) -> Iterator[Finding]:
    """A function that is defined of a vector in one place and of a number in another, without being brought in anew."""
    head = seen.statement.left.head
    if seen.role != "definition" or seen.statement.left.kind != "applied" or seen.equation is None:
        return
    left, right = seen.equation
    if not isinstance(left, Call):
        return
    arguments = left.args[1:] if left.op == "apply" else left.args
    now = Applied(tuple(_rank(arg, right) for arg in arguments), len(right.sort.shape), seen.line)
    key = f"{head}/{len(arguments)}"
    before = known.stated.applied.get(key)
    known.stated.applied[key] = now
    if before is None or before.arguments == now.arguments or _entrywise(before, now) or _is_brought_in(seen):
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
    return "another meaning" in seen.said[1]


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


__all__ = ["applied_twice", "declared_twice", "redefined"]
