"""Letters that the words call whole numbers: "let k be a positive integer", "for any natural number n", "the k-th".

So are those that count something, "n flips with k heads".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mathnn.expression import INTEGER, NUMBER, SET, TRUTH, Call, Expr, Symbol
from mathnn.expression.build import number
from mathnn.expression.tree import walk
from mathnn.notation import DECLARED, Name
from mathnn.reading.known import Known
from mathnn.reading.phrases import phrase
from mathnn.reading.surroundings import Located

_KIND = (r"(?P<kind>(?:(?:positive|non-?negative|negative|non-?zero|fixed|given|arbitrary|odd|even)\s+)*)"
         r"(?P<noun>integers?|natural\s+numbers?|whole\s+numbers?)")
_BEFORE = phrase(rf"\b{_KIND}\s*$", "integer|number")
_AFTER = re.compile(rf"\s*(?:is|be|are|denotes?)\s+(?:(?:an?|any|some|the)\s+)?{_KIND}\b", re.IGNORECASE)
_SIGNS = {"positive": "greater", "nonnegative": "greater_equal", "negative": "less", "nonzero": "unequal"}


def learn_whole_numbers(part: Located, name: str | None, known: Known) -> None:
    """Learn it of a letter of which nothing else was said; what is even or odd stays open."""
    if name is None or part.row.equation.display:
        return
    if is_counted(part):
        known.counting |= {name}
    said = _AFTER.match(part.after) or _BEFORE.search(part.before)
    if said is None:
        return
    row = known.names.get(name)
    if row is not None and (row.name.definition is not None or row.name.symbol.sort not in (NUMBER, INTEGER)):
        return
    letter = Symbol(name, INTEGER)
    known.name(Name(letter, DECLARED), part.row.place.line or 1, declared=True)
    words = said["kind"].lower().replace("non-", "non").split()
    numbers = Call("integers" if "integer" in said["noun"].lower() else "naturals", (), SET)
    known.property(Call("member", (letter, numbers), TRUTH))
    for word in words:
        if word in _SIGNS:
            known.property(Call(_SIGNS[word], (letter, number(0)), TRUTH))


_NUMBERED = phrase(r"(?<![\w\\$-])([A-Za-z])-(?:th|st|nd|rd)\b", "-th|-st|-nd|-rd", 0)
_TH = re.compile(r"\s?-?(?:th|st|nd|rd)\b")
_THINGS = re.compile(
    r"\s*(?:\w+\s+)?(?:times|heads|tails|successes|failures|trials|flips|tosses|throws|draws|coins|dice|balls|ones|zeros|"
    r"samples|points|observations|measurements|examples|instances|pairs|features|classes|categories|people|steps|"
    r"iterations|epochs|layers|units|neurons)\b", re.IGNORECASE)


def counted(text: str) -> frozenset[str]:
    """The letters of the k-th, the n-th in running text."""
    return frozenset(found[1] for found in _NUMBERED.finditer(text))


def is_counted(part: Located) -> bool:
    """Does "-th" stand right behind a formula, or the name of what it counts?"""
    return _TH.match(part.after) is not None or _THINGS.match(part.after) is not None


def counting(letters: Iterable[str], tree: Expr) -> tuple[Expr, ...]:
    """That these letters of a statement are positive whole numbers; so is n - k that stands in it, or 0."""
    counts = frozenset(map(Symbol, letters))
    rests = dict.fromkeys(node for node in walk(tree) if _is_rest(node, counts))
    return tuple(condition for letter in sorted(counts, key=lambda count: count.name) for condition in (
        Call("member", (letter, Call("naturals", (), SET)), TRUTH),
        Call("greater", (letter, number(0)), TRUTH))) + tuple(
            Call("greater_equal", (rest, number(0)), TRUTH) for rest in rests)


def _is_rest(node: Expr, counts: frozenset[Symbol]) -> bool:
    """n - k of two counts: those that are left."""
    if not isinstance(node, Call) or node.op != "add" or len(node.args) != 2:
        return False
    whole, taken = node.args
    return whole in counts and isinstance(taken, Call) and taken.op == "negate" and taken.args[0] in counts


__all__ = ["counted", "counting", "is_counted", "learn_whole_numbers"]
