"""The surface tree: what is written, before it is known what it means. Every token is in it.

A node covers the tokens from `first` up to `last`; those that no part of it covers are its own: its operators,
brackets and commands. So the tree prints back the tokens that it was read from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias


class Node(NamedTuple):
    """`kind` is one of those below; `text` is what the kind needs of its own tokens.

    number, name, words     a leaf; `text` is its canonical spelling
    scripts                 a base, then what `text` lists: ``_`` subscript, ``^`` superscript; then primes and ``!``
    group                   brackets around at most one part; `text` is both brackets
    juxtaposed              factors side by side
    sum product relation    operators of one level between parts; `text` lists them
    logic list given when rows over
    prefix                  a sign before its operand
    frac binom root         as commands; root has its degree as second part
    function                a function of the tables and its argument; the first part is its name with its scripts
    big                     a large sign: its limits, then the body, then the variable of an integral
    limits                  what stands below and above a large sign; `text` lists them as for scripts
    accent                  a mark over more than a letter
    noted                   a formula with notes at a brace; with "under", the note before it that is set under it
    grid                    an environment; its parts are rows, whose parts are cells
    """

    kind: str
    text: str
    parts: tuple[Node, ...]
    first: int
    last: int


Kinds: TypeAlias = dict[str, list[Node]]
node_of: Callable[[tuple[str, str, tuple[Node, ...], int, int]], Node] = partial(tuple.__new__, Node)  # quicker


def printed(node: Node, keys: list[str]) -> Iterator[str]:
    """The tokens of a node in order: its parts' own printing, and between them the tokens that are its own.

    Raises ValueError where parts overlap or stand in another order than the text: then something was lost.
    """
    at = node.first
    for part in node.parts:
        if part.first < at or part.last > node.last:
            raise ValueError(f"the parts of {node.kind!r} overlap")
        yield from keys[at : part.first]
        yield from printed(part, keys)
        at = part.last
    yield from keys[at : node.last]


def noted(node: Node) -> tuple[Node, tuple[Node, ...]]:
    """What notes are made at, and the notes."""
    return (node.parts[-1], node.parts[:-1]) if node.text == "under" else (node.parts[0], node.parts[1:])


def opened(node: Node) -> Node:
    """A node without braces around it."""
    while node.kind == "group" and node.text == "{}" and len(node.parts) == 1:
        node = node.parts[0]
    return node


def factors(node: Node) -> tuple[Node, ...]:
    """What stands side by side in a node, without braces around it; one that is no product is its own factor."""
    node = opened(node)
    return node.parts if node.kind == "juxtaposed" else (node,)


def script(node: Node, sign: str) -> Node | None:
    """What stands at ``_`` or at ``^`` of a node with scripts; its primes and ``!`` have no part of their own."""
    signs = [mark for mark in node.text if mark in "_^"] if node.kind == "scripts" else []
    return node.parts[1 + signs.index(sign)] if sign in signs else None


def walk(node: Node) -> list[Node]:
    """Every node, parents before parts."""
    found, stack = [], [node]
    while stack:
        node = stack.pop()
        found.append(node)
        if node.parts:
            stack.extend(node.parts[::-1])
    return found


def by_kind(roots: Iterable[Node]) -> Kinds:
    """Every node, by its kind: one walk for all who look for some kinds of node."""
    found: Kinds = defaultdict(list)
    nodes = list(roots)
    for node in nodes:  # which grows as it is gone through
        found[node.kind].append(node)
        nodes += node.parts
    return found
