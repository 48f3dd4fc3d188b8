"""The free letters that count: what an index runs over, and which numbers stand for labels of layers and steps."""

from __future__ import annotations

from collections.abc import Iterable

from mathnn.expression import INTEGER
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, symbols

ANY = Symbol(" range", INTEGER)  # of an index that stands only where no dimension is known
INDEXING = frozenset(("entry", "delta"))
_LABELLING = frozenset(("layer",))


def free_indices(trees: Iterable[Expr], dimensions: frozenset[str]) -> dict[str, Expr]:
    """Free symbols that stand as an index, each with the dimension of what it indexes."""
    found: dict[str, Expr] = {}
    for tree in trees:
        for node, bound in _with_bound(tree, INDEXING):
            shape = node.args[0].sort.shape if node.op == "entry" else ()
            places = node.args[1:] if node.op == "entry" else node.args
            for place, arg in enumerate(places):
                for name in (arg.name,) if type(arg) is Symbol else sorted(s.name for s in symbols(arg)):
                    if name in bound or name in dimensions:
                        continue
                    if place < len(shape):
                        found[name] = shape[place] if name not in found or found[name] == ANY else found[name]
                    else:
                        found.setdefault(name, ANY)
    return found


def _with_bound(tree: Expr, wanted: frozenset[str]) -> list[tuple[Call, frozenset[str]]]:
    """Every call of the wanted operators with the names that are bound around it."""
    found: list[tuple[Call, frozenset[str]]] = []
    stack: list[tuple[Expr, frozenset[str]]] = [(tree, frozenset())]
    while stack:
        node, names = stack.pop()
        if type(node) is Call:
            if node.op in wanted:
                found.append((node, names))
            stack += [(arg, names) for arg in node.args if type(arg) is Call or type(arg) is Bind]
        elif type(node) is Bind:
            stack += [(bound, names) for bound in (node.lower, node.upper) if bound is not None]
            inner = names | {node.index.name}
            stack += [(part, inner) for part in (node.body, node.where) if part is not None]
    return found


def apart(labels: dict[str, int], assumptions: Iterable[Expr]) -> dict[str, int]:
    """Labels that are assumed to differ get different values."""
    for assumption in assumptions:
        if isinstance(assumption, Call) and assumption.op == "unequal":
            a, b = (arg.name if isinstance(arg, Symbol) else "" for arg in assumption.args)
            if a in labels and b in labels and labels[a] == labels[b]:
                labels[a] += 1
    return labels


def free_labels(sides: tuple[Expr, Expr], rest: tuple[Expr, ...]) -> dict[str, int]:
    """The lowest layer of the statement is the first one (below it the input); a last layer is as low as it can be."""
    lows, highest = spans(sides), 1
    tops = {name: span for name, span in spans(rest).items() if name not in lows or name in _tops(lows)}
    if len(lows) > 1:
        tops |= {name: lows[name] for name in _tops(lows)}
    found: dict[str, int] = {}
    taken: set[int] = set()
    for name, (least, most) in lows.items():
        if name not in tops:
            found[name] = max(-least, 1)
            while found[name] in taken:  # of x_t and x_s each is any of them
                found[name] += 1
            taken.add(found[name])
            highest = max(highest, found[name] + most)
    for name, (least, _) in {**tops, **{k: v for k, v in lows.items() if k in tops}}.items():
        is_beside = name in lows and len(lows) > 1  # what holds where t is T need not hold for the others
        found[name] = max(highest + is_beside, -least)
    return found


def _tops(lows: dict[str, tuple[int, int]]) -> set[str]:
    """A label that stands with others in one statement and is written with a capital is the last layer."""
    return {name for name in lows if name[:1].isupper()}


def spans(trees: Iterable[Expr]) -> dict[str, tuple[int, int]]:
    """For each free label the least and greatest number that is added to it."""
    found: dict[str, tuple[int, int]] = {}
    for tree in trees:
        for node, bound in _with_bound(tree, _LABELLING):
            for name, offset in offsets(node.args[1]):
                if name not in bound:
                    least, most = found.get(name, (offset, offset))
                    found[name] = (min(least, offset), max(most, offset))
    return found


def offsets(tree: Expr) -> list[tuple[str, int]]:
    """l + 1 is (l, 1), l - 2 is (l, -2)."""
    if isinstance(tree, Symbol):
        return [(tree.name, 0)]
    if isinstance(tree, Call) and tree.op == "add":
        names = [arg.name for arg in tree.args if isinstance(arg, Symbol)]
        numbers = [int(arg.value) for arg in tree.args if isinstance(arg, Number)]
        taken = [int(arg.args[0].value) for arg in tree.args
                 if isinstance(arg, Call) and arg.op == "negate" and isinstance(arg.args[0], Number)]
        if len(names) == 1 and len(names) + len(numbers) + len(taken) == len(tree.args):
            return [(names[0], sum(numbers) - sum(taken))]
    return [(name, 0) for name in sorted(s.name for s in symbols(tree))]
