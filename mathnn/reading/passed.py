"""Sides of a chain that state nothing: what is said in words, and a name that is given in passing.

In f(x) = g(u) = a formula, a g that nothing was said of is named on the way: the claim is that f(x) is the formula,
and g(u) is defined by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mathnn.check.composite_moments import is_composite
from mathnn.check.random_names import conditional
from mathnn.check.random_names import head as statistic
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import symbols, walk
from mathnn.notation import Notation
from mathnn.reading.known import Known
from mathnn.reading.trust import FIXED
from mathnn.syntax.infer_relations import is_in_words

_FEWEST = 3  # sides of a chain in which one may be named in passing


def links_of(tree: Expr) -> tuple[Expr, ...]:
    """The relations of a chain, or the one that there is."""
    return tree.args if isinstance(tree, Call) and tree.op == "chain" else (tree,)


def telling(links: tuple[Expr, ...], notation: Notation, known: Known) -> tuple[Expr, ...]:
    """The links between the sides that say something."""
    named = set(named_in_passing(links, notation, known))
    return _between(links, lambda side: _in_words(side) or side in named)


def named_in_passing(links: tuple[Expr, ...], notation: Notation, known: Known) -> tuple[Expr, ...]:
    """The sides of a chain that are new names, with letters as arguments or alone, or likelihoods without a formula."""
    if len(links) + 1 < _FEWEST or not all(_is_equation(link) for link in links):
        return ()
    sides = [*_first(links[0]), *(link.args[1] for link in links if isinstance(link, Call))]
    found = []
    for at, side in enumerate(sides):
        head = _head(side) if at else None
        if head is None and (chance := _only_chance(side)) is not None:
            if notation.find(chance) is None and not any(chance in map(conditional, walk(other))
                                                         for other in (*sides[:at], *sides[at + 1 :])):
                found.append(side)
            continue
        others = {s.name for other in (*sides[:at], *sides[at + 1 :], *notation.assumptions) for s in symbols(other)}
        if head is not None and head.name not in others and _is_new(head, notation, known):
            found.append(side)
    return tuple(found) if len(found) + 1 < len(sides) else ()


def given_in_passing(links: tuple[Expr, ...], notation: Notation, known: Known) -> Iterator[tuple[Expr, Expr]]:
    """Each such side with the one that says what it is: the next, or the one before the last."""
    named = named_in_passing(links, notation, known)
    for before, link in zip((None, *links), links, strict=False):
        if before is not None and isinstance(link, Call) and link.args[0] in named:
            yield link.args[0], link.args[1]
    if isinstance(links[-1], Call) and links[-1].args[1] in named:
        left, right = links[-1].args
        yield right, left


def _between(links: tuple[Expr, ...], is_silent: Callable[[Expr], bool]) -> tuple[Expr, ...]:
    found: list[Expr] = []
    before: Expr | None = None
    for link in links:
        if isinstance(link, Call) and link.op == "tends":
            continue  # an arrow from one value to the next says what is done, not that they are equal
        if not (isinstance(link, Call) and link.op == "equal" and any(map(is_silent, link.args))):
            found.append(link)
        elif is_silent(link.args[1]):
            before = before if is_silent(link.args[0]) else link.args[0]
        elif before is not None:
            found.append(Call("equal", (before, link.args[1]), link.sort))
    return tuple(found)


def _in_words(tree: Expr) -> bool:
    parts = tree.args if isinstance(tree, Call) and tree.op == "add" else (tree,)
    return all(is_in_words(part) and statistic(part) is None for part in parts)  # a covariance has a meaning


def is_named(link: Expr) -> bool:
    """Does an equation begin with f(x), f at letters alone?"""
    left = link.args[0] if isinstance(link, Call) and link.op == "equal" else None
    return isinstance(left, Call) and _head(left) is not None


def _is_equation(link: Expr) -> bool:
    return isinstance(link, Call) and link.op == "equal" and len(link.args) == 2


def _first(link: Expr) -> tuple[Expr, ...]:
    return link.args[:1] if isinstance(link, Call) else ()


def _head(side: Expr) -> Symbol | None:
    """The name that a side is: x, or g of g(u, v)."""
    if isinstance(side, Symbol):
        return side
    if isinstance(side, Call) and side.op == "apply" and isinstance(side.args[0], Symbol) and all(
            isinstance(arg, Symbol) for arg in side.args[1:]):
        return side.args[0]
    return None


def _only_chance(side: Expr) -> str | None:
    """The name of the one conditional probability that a side is about: of -log P(X | theta), of its derivative."""
    while isinstance(side, Call) and side.op in ("negate", "log", "exp", "derivative", "partial", "gradient"):
        side = side.args[0]
    return conditional(side)


def _is_new(head: Symbol, notation: Notation, known: Known) -> bool:
    row, said = notation.find(head.name), known.names.get(head.name)
    return head.name not in FIXED and not is_composite(head.name) and (row is None or row.definition is None) and (
        said is None or (not said.declared and said.name.definition is None))


__all__ = ["given_in_passing", "is_named", "links_of", "named_in_passing", "telling"]
