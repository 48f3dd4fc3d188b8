"""The tree: a number, a symbol, an operator applied to trees, or an operator that binds an index.

All four are frozen values with structural equality. What an operator means, how it is written and which sort it has
stands in one table, `operators.py`; so the tree stays four classes however much mathematics is added. A node keeps what
was found of all below it (`Kept`): the same trees are walked, searched for symbols and hashed again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import is_
from typing import TypeAlias

from mathnn.expression.sort import NUMBER, Hashed, Sort


class Kept(Hashed):
    """Room for what was found of a node; no part of its value, so neither compared nor pickled."""

    __slots__ = ("below", "free", "operated")

    below: tuple[Expr, ...]
    free: frozenset[Symbol]
    operated: frozenset[str]


_keep = object.__setattr__


@dataclass(frozen=True, slots=True, repr=False)
class Number:
    """A non-negative decimal as it is written: `value` is exact, `written` keeps its digits (``0.50``).

    A negative number is `negate` of a Number and a fraction is `divide`, as they are written on paper.
    """

    value: Fraction
    written: str

    @property
    def sort(self) -> Sort:
        """A number has no shape."""
        return NUMBER

    def __repr__(self) -> str:
        return self.written


@dataclass(frozen=True, slots=True, repr=False)
class Symbol(Hashed):
    """A name, spelled as its LaTeX in one canonical way (``\\mathbf{w}``, ``\\hat{y}``), and its sort."""

    name: str
    sort: Sort = NUMBER

    def __eq__(self, other: object) -> bool:
        return self is other or (type(other) is Symbol and self.name == other.name and self.sort == other.sort)

    def __hash__(self) -> int:
        found: int | None = getattr(self, "hashed", None)  # quicker than an exception
        if found is None:
            found = hash((self.name, self.sort))
            _keep(self, "hashed", found)
        return found

    def __repr__(self) -> str:
        return self.name


FROBENIUS = Symbol(r"\mathrm{F}")  # below the bars of a norm; no letter F of a text
DAGGER = Symbol(r"\dagger")  # above a matrix: its pseudoinverse or its adjoint


@dataclass(frozen=True, slots=True, repr=False)
class Call(Kept):
    """An operator of the table applied to arguments, e.g. ``Call("dot", (a, b))``."""

    op: str
    args: tuple[Expr, ...]
    sort: Sort = NUMBER

    def __hash__(self) -> int:
        found: int | None = getattr(self, "hashed", None)
        if found is None:
            found = hash((self.op, self.args, self.sort))
            _keep(self, "hashed", found)
        return found

    def __repr__(self) -> str:
        return f"({' '.join((self.op, *map(repr, self.args)))})"


@dataclass(frozen=True, slots=True, repr=False)
class Bind(Kept):
    """An operator that binds an index in its body: sum, product, max over i, integral, for all, set-builder.

    `lower` and `upper` are the bounds; both None when the text leaves the range to the shapes of what is indexed.
    `where` is a condition on the index (``\\sum_{j \\ne i}``) or the set it ranges over (``\\forall x \\in S``).
    """

    op: str
    index: Symbol
    body: Expr
    lower: Expr | None = None
    upper: Expr | None = None
    where: Expr | None = None
    sort: Sort = NUMBER

    def __hash__(self) -> int:
        found: int | None = getattr(self, "hashed", None)
        if found is None:
            found = hash((self.op, self.index, self.body, self.lower, self.upper, self.where, self.sort))
            _keep(self, "hashed", found)
        return found

    def __repr__(self) -> str:
        parts = (self.op, self.index, self.lower, self.upper, self.where, self.body)
        return f"({' '.join(str(part) for part in parts if part is not None)})"


Expr: TypeAlias = Number | Symbol | Call | Bind

_parts: tuple[str, ...] = ("body", "lower", "upper", "where")


def children(tree: Expr) -> tuple[Expr, ...]:
    """The trees directly below, in reading order (a Bind's index is not one: it is bound)."""
    if type(tree) is Call:
        return tree.args
    if type(tree) is Bind:
        return tuple(part for name in _parts if (part := getattr(tree, name)) is not None)
    return ()


def rebuild(tree: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The same node with `change` applied to each child; the node itself when nothing changed."""
    if type(tree) is Call:
        args = tuple([change(arg) for arg in tree.args])
        return tree if all(map(is_, args, tree.args)) else Call(tree.op, args, tree.sort)
    if type(tree) is Bind:
        parts = {name: change(part) if (part := getattr(tree, name)) is not None else None for name in _parts}
        if all(parts[name] is getattr(tree, name) for name in _parts):
            return tree
        body = parts.pop("body")
        assert body is not None
        return Bind(tree.op, tree.index, body, **parts, sort=tree.sort)
    return tree


def walk(tree: Expr) -> tuple[Expr, ...]:
    """Every node, parents before children; iterative, so that depth costs no stack."""
    if type(tree) is Number or type(tree) is Symbol:
        return (tree,)
    found: tuple[Expr, ...] | None = getattr(tree, "below", None)
    if found is None:
        found = _nodes(tree)
        _keep(tree, "below", found)
    return found


def _nodes(tree: Expr) -> tuple[Expr, ...]:
    found: list[Expr] = []
    stack = [tree]
    while stack:
        node = stack.pop()
        found.append(node)
        if type(node) is Call:
            stack += node.args[::-1]
        elif type(node) is Bind:
            stack += children(node)[::-1]
    return tuple(found)


def is_zero(tree: Expr) -> bool:
    """Is it the number 0, which stands for a zero of any shape?"""
    return type(tree) is Number and tree.value == 0


def starts_at_one(lower: Expr | None) -> bool:
    """Does a range begin with 1, written or not?"""
    return lower is None or (type(lower) is Number and lower.value == 1)


def conjuncts(tree: Expr) -> Iterator[Expr]:
    """The statements that "and" joins, those of statements inside too; the tree itself when it is no "and"."""
    if type(tree) is Call and tree.op == "and":
        for part in tree.args:
            yield from conjuncts(part)
    else:
        yield tree


def operators(tree: Expr) -> frozenset[str]:
    """The operators of all nodes, those that bind an index among them."""
    if type(tree) is Number or type(tree) is Symbol:
        return frozenset()
    found: frozenset[str] | None = getattr(tree, "operated", None)
    if found is None:
        found = frozenset([node.op for node in walk(tree) if type(node) is Call or type(node) is Bind])
        _keep(tree, "operated", found)
    return found


def symbols(tree: Expr) -> frozenset[Symbol]:
    """The free symbols: every Symbol that no Bind around it binds."""
    if type(tree) is Symbol:
        return frozenset((tree,))
    if type(tree) is Number:
        return frozenset()
    found: frozenset[Symbol] | None = getattr(tree, "free", None)
    if found is None:
        found = _free(tree)
        _keep(tree, "free", found)
    return found


def _free(tree: Expr) -> frozenset[Symbol]:
    if type(tree) is Bind:
        return frozenset[Symbol]().union(*map(symbols, children(tree))) - {tree.index}
    outer = [node for node in walk(tree) if type(node) is not Call]
    if Bind in set(map(type, outer)):
        return frozenset[Symbol]().union(*map(symbols, children(tree)))
    return frozenset([node for node in outer if type(node) is Symbol])


def substitute(tree: Expr, table: Mapping[Expr, Expr]) -> Expr:
    """Replace each subtree that is a key of `table`; what comes in is not searched again, a bound index stays."""
    if not table:
        return tree
    if (found := table.get(tree)) is not None:
        return found
    if type(tree) is Number or type(tree) is Symbol:
        return tree
    if type(tree) is Bind and tree.index in table:
        table = {key: value for key, value in table.items() if key != tree.index}
    return rebuild(tree, lambda child: substitute(child, table))
