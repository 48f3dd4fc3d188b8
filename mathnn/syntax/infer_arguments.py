"""Arguments with dots, f(x_1, ..., x_n) and f(x_1, ..., x_i + h, ..., x_n): functions of one column."""

from __future__ import annotations

from mathnn.errors import SortError
from mathnn.expression import INTEGER, Bind, Call, Expr, Sort, Symbol
from mathnn.expression.operators import ONE
from mathnn.expression.tree import walk
from mathnn.syntax.dimensions import simple
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_columns import entries, listed_from, with_dots
from mathnn.syntax.infer_dots import is_dots, pattern
from mathnn.syntax.infer_indices import fresh_index
from mathnn.syntax.surface import Node


def listed_arguments(inf: Inference, parts: tuple[Node, ...], node: Node) -> Expr:
    """What f(x_1, ..., x_n) and f(x_1, ..., x_i + h, ..., x_n) are functions of: one column.

    Raises UnreadableError where the entries around the dots have no common form.
    """
    places = [position for position, part in enumerate(parts) if is_dots(part)]
    if len(places) == 1:
        return _whole(inf, _moved_first(inf, parts, places[0]) or with_dots(inf, list(parts), node))
    first, last = places[0], places[-1]
    before, middle, after = (entries(inf, list(part)) for part in (
        parts[:first], parts[first + 1 : last], parts[last + 1 :]))
    index = fresh_index(inf)
    found = pattern(before[0], after[-1], index) if before and after else None
    if len(places) != 2 or not middle or found is None or len(after) != 1:
        raise UnreadableError("the entries around the dots have no common form", node, parts[first].text)
    body, _, size = found
    made = Bind("vector", index, body, ONE, size, None, Sort("number", (size,)))
    if len(middle) == 1 and pattern(before[0], middle[0], index) == (body, *_ends(before[0], middle[0], index)):
        return _whole(inf, made)
    ends = pattern(before[0], middle[0], index)
    place = _place_of(middle[0], body) if len(middle) == 1 else (
        simple(Call("add", (ends[2], ONE), INTEGER)) if len(middle) == 3 and ends is not None and ends[0] == body
        else None)
    if place is None:
        raise UnreadableError("the entries around the dots have no common form", node, parts[first].text)
    _runs_through(inf, body, index, size)
    changed = middle[len(middle) // 2]
    cases = Call("cases", (changed, Call("equal", (index, place), Sort("truth")), body), body.sort)
    return Bind("vector", index, cases, ONE, size, None, made.sort)


def _place_of(changed: Expr, body: Expr) -> Expr | None:
    """Which entry x_i + h stands for: that of the only x_i in it."""
    places = {node.args[1] for node in walk(changed) if isinstance(node, Call) and node.op == "entry"
              and isinstance(body, Call) and body.op == "entry" and node.args[0] == body.args[0]}
    return next(iter(places)) if len(places) == 1 else None


def _moved_first(inf: Inference, parts: tuple[Node, ...], at: int) -> Expr | None:
    """x_1 + h, x_2 + k, ..., x_n: entries of which the first ones are something else."""
    shown, rest = entries(inf, list(parts[:at])), entries(inf, list(parts[at + 1 :]))
    index = fresh_index(inf)
    if not shown or len(rest) != 1 or pattern(shown[-1], rest[0], index) is not None:
        return None
    last = rest[0]
    if not (isinstance(last, Call) and last.op == "entry" and len(last.args) == 2 and isinstance(last.args[1], Symbol)):
        return None
    body = Call("entry", (last.args[0], index), last.sort)
    _runs_through(inf, body, index, last.args[1])
    return listed_from(shown, body, index, len(shown) + 1, last.args[1])


def _ends(first: Expr, last: Expr, index: Symbol) -> tuple[Expr, ...]:
    found = pattern(first, last, index)
    return found[1:] if found is not None else ()


def _whole(inf: Inference, tree: Expr) -> Expr:
    """(x_1, ..., x_n) is x."""
    if not isinstance(tree, Bind) or not _runs_through(inf, tree.body, tree.index, tree.upper):
        return tree
    assert isinstance(tree.body, Call)
    return tree.body.args[0]


def _runs_through(inf: Inference, body: Expr, index: Symbol, size: Expr | None) -> bool:
    """Is it the entry x_i of a column, which then has this size?"""
    if not (isinstance(body, Call) and body.op == "entry" and body.args[1:] == (index,)) or size is None:
        return False
    try:
        inf.dimensions.same(body.args[0].sort.shape[0], size)
    except SortError:
        return False
    return True


__all__ = ["listed_arguments"]
