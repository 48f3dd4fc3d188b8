"""An index that is bound on one side of a relation and free on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mathnn.expression import Bind, Call, Expr, Symbol
from mathnn.expression.tree import substitute, symbols, walk
from mathnn.reading.entry import Finding
from mathnn.reading.known import Known
from mathnn.reading.stated import Seen

_MEAN = re.compile(r"E|P|(?:\\(?:mathbb|mathrm|operatorname|text)\{)?(?:E|P|Var|Cov|mean)\}?")
_IN_NAME = re.compile(r"_\{?([a-z])\}?$")
_RUNS = ("sum", "product")
_LIST = Symbol(" list")
_RELATIONS = ("equal", "identical", "define", "assign", "approximately", "less", "less_equal", "greater",
              "greater_equal")


def unbalanced(seen: Seen, known: Known) -> Iterator[Finding]:
    """i in w_i = sum_i x_i: it names one entry on the left, and all of them on the right."""
    if seen.role not in ("claim", "definition", "update", "approximation"):
        return
    if seen.verdict.is_true:
        return
    for link in seen.links:
        if link.op not in _RELATIONS:
            continue
        for here, there in (link.args, link.args[::-1]):
            for name in sorted(_bound(there) - _free(there)):
                if name in _indices(here) and not (known.sums_repeated and _repeated(here, name)):
                    yield Finding("unbalanced-index", seen.statement.located.row.place,
                                  f"The index {name} is bound on one side and free on the other.")
                    return


def _bound(tree: Expr) -> set[str]:
    """Indices of sums and products that the text writes."""
    return {node.index.name for node in walk(tree) if isinstance(node, Bind) and node.op in _RUNS}


def _free(tree: Expr) -> set[str]:
    return {s.name for s in symbols(tree)}


def _indices(tree: Expr) -> set[str]:
    """Free letters that stand as an index of an entry or a label."""
    if isinstance(tree, Symbol):  # g_i by itself is read as one name
        return {found[1]} if (found := _IN_NAME.search(tree.name)) else set()
    free = symbols(tree) - _bound_symbols(tree)
    lists: dict[Expr, Expr] = {node: _LIST for node in walk(tree)
                               if isinstance(node, Call) and node.op in ("finite_set", "set")}
    if lists:  # {f_i} are all of them
        tree = substitute(tree, lists)
    inside = (arg for node in walk(tree) if isinstance(node, Call) and node.op in ("entry", "layer")
              for arg in node.args[1:])
    return {s.name for arg in inside for s in symbols(arg) if s in free} - _averaged(tree)


def _averaged(tree: Expr) -> set[str]:
    """i in E_i, which takes the mean over it."""
    return {s.name for node in walk(tree) if isinstance(node, Call) and node.op == "entry"
            and isinstance(node.args[0], Symbol) and _MEAN.fullmatch(node.args[0].name)
            for arg in node.args[1:] for s in symbols(arg)}


def _bound_symbols(tree: Expr) -> set[Expr]:
    return {node.index for node in walk(tree) if isinstance(node, Bind)}


def _repeated(tree: Expr, name: str) -> bool:
    """Does the index stand twice, as the summation convention asks?"""
    uses = [arg for node in walk(tree) if isinstance(node, Call) and node.op in ("entry", "layer")
            for arg in node.args[1:] if any(s.name == name for s in symbols(arg))]
    return len(uses) > 1


__all__ = ["unbalanced"]
