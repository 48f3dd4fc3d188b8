"""What a large sign binds: the indices below it, their bounds and conditions."""

from __future__ import annotations

from mathnn.expression import INTEGER, NUMBER, Expr, Number, Symbol
from mathnn.expression.operators import ONE
from mathnn.expression.tree import starts_at_one
from mathnn.syntax.evidence import rank_of
from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.index_letters import is_label
from mathnn.syntax.infer import ClashError, Inference, UnreadableError
from mathnn.syntax.infer_indices import counting
from mathnn.syntax.spelled_names import name_of
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.typefaces import BOLD_FACES, face, is_capital

OF_SETS = frozenset(("union", "intersection"))
_LIKE_CALLS = frozenset(("sum", "product"))


def under(head: Node) -> tuple[Node | None, Node | None]:
    """What stands below and above a sign."""
    below = above = None
    at = 0
    for sign in head.text:
        if sign == "_":
            below = head.parts[at]
        elif sign == "^":
            above = head.parts[at]
        at += sign in "_^"
    return below, above


class _Range:
    """One bound index: its symbol, its bounds, its condition."""

    __slots__ = ("index", "lower", "node", "upper", "where")

    def __init__(self, index: Symbol, node: Node) -> None:
        self.index, self.node = index, node
        self.lower: Expr | None = None
        self.upper: Expr | None = None
        self.where: Expr | None = None


def over(inf: Inference, op: str, below: Node, above: Node | None, body: Node) -> Expr:
    """The sign over one index or several, the first outermost."""
    ranges = _ranges(inf, op, opened(below), above, body)
    for each in ranges:
        inf.enter(each.index)
    try:
        for each in ranges:
            _condition(inf, each)
        made = inf.tree(body)
        if made.sort.kind in ("truth", "set", "family", "function") and (made.sort.kind != "set" or op not in OF_SETS):
            raise ClashError(f"a {op} of what is no number", body)
    finally:
        for each in reversed(ranges):
            known = inf.indexed.get(each.index)
            if known is not None and isinstance(each.upper, Symbol) and starts_at_one(each.lower):
                inf.dimensions.hints.append((known, each.upper))
            inf.leave(each.index)
    for each in reversed(ranges):
        made = inf.bind(op, each.index, made, each.lower, each.upper, each.where)
    return made


def _ranges(inf: Inference, op: str, below: Node, above: Node | None, body: Node) -> list[_Range]:
    """The indices below a sign: i, i=1, i,j, i \\in S, j \\ne i, 1 \\le i \\le n, x \\sim p."""
    if below.kind == "list":
        found: list[_Range] = []
        condition: Node | None = None
        for part in below.parts:
            inner = opened(part)
            if inner.kind == "relation" and found and name_of(inner.parts[0]) in {r.index.name for r in found}:
                condition = inner
                continue
            if inner.kind == "relation" and inner.text == "equal" and not found and below.parts[-1] is part:
                found += _ranges(inf, op, inner, above, body)
                continue
            found += _ranges(inf, op, inner, above if inner.kind == "relation" else None, body)
        if condition is not None:
            found[-1].where = _pending(condition)
        return found
    if below.kind == "juxtaposed" and all(part.kind == "name" for part in below.parts):
        return [_Range(_index(inf, op, part, body), part) for part in below.parts]
    if below.kind in ("given", "when"):
        found = _ranges(inf, op, opened(below.parts[0]), above, body)
        if found[-1].where is None:
            found[-1].where = _pending(below.parts[1])
        return found
    if below.kind == "relation":
        return [_related(inf, op, below, above, body)]
    made = _Range(_index(inf, op, below, body), below)
    if above is not None:
        made.lower, made.upper = Number(ONE.value, "1"), _bound(inf, above)
        inf.taken.setdefault(op + "from", f"a {op} with an end and no beginning: from 1")
    return [made]


def _pending(node: Node) -> Expr:
    return node  # type: ignore[return-value]  # read by `_condition`, once the index is bound


def _condition(inf: Inference, each: _Range) -> None:
    if isinstance(each.where, Node):
        each.where = inf.tree(each.where)


def _related(inf: Inference, op: str, below: Node, above: Node | None, body: Node) -> _Range:
    signs = below.text.split()
    position = next((k for k, part in enumerate(below.parts[:2]) if len(signs) > 1 and k == 1), 0)
    head = below.parts[position]
    if opened(head).kind == "list":
        parts = opened(head).parts
        first = _Range(_index(inf, op, parts[0], body), parts[0])
        first.where = _pending(below)
        return first
    if (measured := _measured(head, body)) is not None:
        index = _index(inf, op, measured[0], body)
        is_new = inf.symbols.get(index.name) is None and inf.declared(index.name) is None
        made = _Range(Symbol(index.name, inf.sort_of_rank(1)) if measured[1] and is_new else index, below)
        made.where = _pending(below)
        return made
    made = _Range(_index(inf, op, head, body, signs[0]), below)
    if signs == ["equal"]:
        made.lower = _bound(inf, below.parts[1])
        made.upper = _bound(inf, above) if above is not None else None
        if made.upper is None:
            made.where, made.lower = _pending(below), None
    else:
        made.where = _pending(below)
        if above is not None and signs != ["unequal"]:
            raise UnreadableError("a bound above a condition", above)
        made.upper = _bound(inf, above) if above is not None else None  # i != k below, n above: all but k
        made.lower = ONE if above is not None else None
    return made


def _measured(head: Node, body: Node) -> tuple[Node, bool] | None:
    r"""The x of \max_{\|x\| = 1}, |x| \le 1 or x^\top x = 1, the one letter of a length that the body holds too.

    Beside it stands whether it is a column.
    """
    head = opened(head)
    bars = opened(head.parts[0]) if head.kind == "scripts" else head
    is_length = bars.kind == "group" and bars.text in ("||", r"\|\|")
    is_square = head.kind == "juxtaposed" and any(
        part.kind == "name" and part.text in TRANSPOSES for part in walk(head))
    if not is_length and not is_square:
        return None
    names = {part.text for part in walk(body) if part.kind == "name"} - TRANSPOSES
    found = {part.text: part for part in walk(bars) if part.kind == "name" and part.text in names}
    return (next(iter(found.values())), bars.text != "||") if len(found) == 1 else None


def _bound(inf: Inference, node: Node) -> Expr:
    """A bound: letters in it count."""
    inner = opened(node)
    if inner.kind == "scripts" and inner.text == "_" and opened(inner.parts[1]).kind == "number":
        whole = name_of(inner)
        base = opened(inner.parts[0]).text
        if not any(name in inf.symbols or inf.declared(name) is not None for name in (whole, base)):
            inf.symbols[whole] = Symbol(whole, INTEGER)  # n_1, how many there are in the first layer
    if inner.kind == "scripts" or inner.kind in ("function", "group", "frac", "prefix"):
        return inf.tree(inner)
    return counting(inf, inner)


def _index(inf: Inference, op: str, node: Node, body: Node, sign: str = "") -> Symbol:
    """The symbol of an index: an integer where it counts, else what its typeface says."""
    node = opened(node)
    text = name_of(node)
    if not text:
        raise UnreadableError("the index is no name", node)
    style, letter = face(text)
    if style in BOLD_FACES or (is_capital(letter) and len(letter) == 1 and op in (
            "max", "min", "argmax", "argmin")):
        known = inf.symbols.get(text) or inf.declared(text)
        return known if known is not None and known.sort.kind != "family" else Symbol(
            text, inf.sort_of_rank(rank_of(text, inf.evidence)[0]))
    known = inf.symbols.get(text) or inf.declared(text)
    is_number = known is not None and known.sort.kind in ("number", "integer")
    if known is not None and is_number and op not in _LIKE_CALLS and not _counts(text, body):
        return known
    return Symbol(text, INTEGER if _counts(text, body) or sign == "equal" else NUMBER)


def _counts(text: str, body: Node) -> bool:
    """Does this name stand in a subscript or label of the body?"""
    if text in ("i", "j", "k", "l", "m", "n"):
        return True
    for node in walk(body):
        if node.kind == "scripts":
            for script in node.parts[1:]:
                if any(part.kind == "name" and part.text == text for part in walk(script)) and (
                        "_" in node.text or is_label(script)):
                    return True
    return False


__all__ = ["OF_SETS", "over", "under"]
