r"""Functions with a parameter in their name: f_\theta(x) hangs on \theta as f(x; \theta) does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mathnn.claims import Verdict
from mathnn.expression import NUMBER, Call, Expr, Sort, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.sort import function
from mathnn.expression.tree import children, operators, rebuild, substitute, symbols, walk
from mathnn.notation import Name, Notation
from mathnn.syntax.to_latex import to_latex

_BELOW = re.compile(r".+?_\{(?P<below>.+)\}$")
_INDEXED = ("entry", "layer")


def with_parameters(tree: Expr, notation: Notation) -> tuple[Expr, Notation]:
    r"""The statement in which open functions take the letters of their names as arguments too.

    Only letters by which something is differentiated matter: all else holds for f_\theta as it does for any f.
    """
    if operators(tree).isdisjoint(DERIVATIVES):
        return tree, notation
    by = dict.fromkeys(x for node in _slopes(tree) for x in symbols(node.args[1]) if x.sort.kind != "function")
    table = {head: hidden for head in _open_heads(tree, notation) if (hidden := tuple(
        x for x in by if x.name in _letters_below(head.name) and not _is_written(head, x, tree)))}
    if not table:
        return tree, notation
    for head, hidden in table.items():
        row = Symbol(head.name, function(*head.sort.domain, *map(_sort, hidden), value=head.sort.value or NUMBER))
        notation = notation.with_name(Name(row))
    made = _filled(tree, table)
    numbers: dict[Expr, Expr] = {x: Symbol(x.name, NUMBER) for x in by if x.sort.kind == "integer"}
    return substitute(made, numbers) if numbers else made, notation


def as_written(found: Verdict, tree: Expr, whole: Expr) -> Verdict:
    """The verdict on the statement with all arguments, its conditions without those that the author did not write."""
    if whole is tree or not found.conditions:
        return found
    written = {head.name: len(head.sort.domain) for node in walk(tree) if (head := _head(node)) is not None}
    spelled = {to_latex(node): to_latex(Call("apply", node.args[: 1 + written[head.name]], node.sort))
               for node in walk(whole) if isinstance(node, Call) and (head := _head(node)) is not None}
    conditions, reason = found.conditions, found.reason
    for new, old in spelled.items():
        conditions = tuple(condition.replace(new, old) for condition in conditions)
        reason = reason.replace(new, old)
    return found.changed(conditions=conditions, reason=reason)


def _head(node: Expr) -> Symbol | None:
    """The function that is applied, by its name."""
    head = node.args[0] if isinstance(node, Call) and node.op == "apply" else None
    return head if isinstance(head, Symbol) else None


def by_label(tree: Expr) -> bool:
    """Is something differentiated by its label, x_t by t? Of members that a label counts no slope is known."""
    if operators(tree).isdisjoint(DERIVATIVES):
        return False
    return any(isinstance(node.args[1], Symbol) and any(
        isinstance(inner, Call) and inner.op in _INDEXED and any(node.args[1] in symbols(at) for at in inner.args[1:])
        for inner in walk(node.args[0])) for node in _slopes(tree))


def _is_open(tree: Expr, notation: Notation) -> bool:
    return isinstance(tree, Symbol) and ((row := notation.find(tree.name)) is None or row.definition is None)


def _slopes(tree: Expr) -> Iterator[Call]:
    return (node for node in walk(tree) if isinstance(node, Call) and node.op in DERIVATIVES and len(node.args) > 1)


def _open_heads(tree: Expr, notation: Notation) -> list[Symbol]:
    """Functions without a formula that are only applied, never written bare or with a prime."""
    heads = dict.fromkeys(node.args[0] for node in walk(tree) if isinstance(node, Call) and node.op == "apply")
    bare = {part for node in walk(tree) for at, part in enumerate(children(node)) if at or _head(node) is None}
    return [head for head in heads if isinstance(head, Symbol) and head not in bare and _is_open(head, notation)]


def _is_written(head: Symbol, x: Symbol, tree: Expr) -> bool:
    r"""Does the statement write the letter among the arguments, p_\theta(x, \theta)?"""
    return any(_head(node) == head and x.name in {s.name for arg in children(node)[1:] for s in symbols(arg)}
               for node in walk(tree))


def _letters_below(name: str) -> set[str]:
    found = _BELOW.match(name)
    return set() if found is None else {part.strip() for part in found["below"].split(",")}


def _filled(tree: Expr, table: dict[Symbol, tuple[Symbol, ...]]) -> Expr:
    made = rebuild(tree, lambda part: _filled(part, table))
    head = _head(made)
    if not isinstance(made, Call) or head is None or head not in table:
        return made
    sort = function(*head.sort.domain, *map(_sort, table[head]), value=head.sort.value or NUMBER)
    return Call("apply", (Symbol(head.name, sort), *made.args[1:], *table[head]), made.sort)


def _sort(x: Symbol) -> Sort:
    return NUMBER if x.sort.kind == "integer" else x.sort
