r"""A column whose entries are all written out, \|x\|^2 = x_1^2 + x_2^2: it has as many as are counted."""

from __future__ import annotations

import re
from collections import Counter

from mathnn.errors import SortError
from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.tree import walk
from mathnn.syntax.infer import Inference
from mathnn.syntax.infer import number as written

_TWO = re.compile(r"_\s*\{?\s*2(?!\d)")


def with_counted_entries(inf: Inference, tree: Expr) -> Expr:
    """The tree, where an equation gives columns of unknown size by entries 1, 2, ... k and by no other ones: k of them.

    Nothing that holds for other sizes is lost by it: who writes out all entries speaks of columns with these.
    """
    if not (isinstance(tree, Call) and tree.op in ("equal", "chain")) or not _TWO.search(inf.text[0]):
        return tree
    counted: dict[Symbol, list[object]] = {}
    standing: Counter[Symbol] = Counter()
    for node in walk(tree):
        if isinstance(node, Symbol):
            standing[node] += 1
        elif isinstance(node, Call) and node.op == "apply":
            standing.subtract(arg for arg in node.args[1:] if isinstance(arg, Symbol))  # f(x) is of any size
        elif isinstance(node, Call) and node.op == "entry" and isinstance(base := node.args[0], Symbol):
            place = node.args[1] if len(node.args) == 2 else None
            counted.setdefault(base, []).append(place.value if isinstance(place, Number) else None)
    for column, listed in counted.items():
        places = set(listed)
        is_whole = len(places) > 1 and places == set(range(1, len(places) + 1))
        if is_whole and column.sort.is_vector and standing[column] > len(listed):
            size = inf.dimensions.resolve(column.sort.shape[0])
            if isinstance(size, Symbol) and size.name[0] == "?":
                try:
                    inf.dimensions.same(size, written(str(len(places))))
                except SortError:
                    continue
    return tree


__all__ = ["with_counted_entries"]
