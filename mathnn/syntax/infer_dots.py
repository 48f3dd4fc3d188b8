"""What dots leave out: the general term between those shown before them and the one after."""

from __future__ import annotations

from mathnn.expression import Bind, Call, Expr, Number, Sort, Symbol
from mathnn.expression.tree import children, substitute, walk
from mathnn.syntax.dimensions import counted
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer import Inference
from mathnn.syntax.infer_indices import fresh_index
from mathnn.syntax.progressions import progression
from mathnn.syntax.surface import Node, opened


def is_dots(node: Node) -> bool:
    """Dots that stand for what is left out."""
    node = opened(node)
    return node.kind == "name" and node.text in DOTS


def pattern(first: Expr, last: Expr, index: Symbol) -> tuple[Expr, Expr, Expr] | None:
    """The body that gives the first tree at one value of the index and the last at another, and the two values."""
    ends: list[tuple[Expr, Expr]] = []
    body = _match(first, last, index, ends)
    if body is None or len(set(ends)) > 1:
        return None
    return (body, *ends[0]) if ends else (first, first, last)


def _match(a: Expr, b: Expr, index: Symbol, ends: list[tuple[Expr, Expr]]) -> Expr | None:
    if a == b:
        return a
    if isinstance(a, Call) and isinstance(b, Call) and a.op == b.op and len(a.args) == len(b.args) and (
            a.sort.kind != "integer"):
        parts = [_match(x, y, index, ends) for x, y in zip(a.args, b.args, strict=True)]
        if any(part is None for part in parts):
            return None
        return Call(a.op, tuple(part for part in parts if part is not None), a.sort)
    if isinstance(a, Bind) and isinstance(b, Bind) and (a.op, a.index) == (b.op, b.index):
        pairs = list(zip(children(a), children(b), strict=True)) if len(children(a)) == len(children(b)) else []
        if pairs and all(x == y for x, y in pairs[1:]) and (inner := _match(a.body, b.body, index, ends)) is not None:
            return Bind(a.op, a.index, inner, a.lower, a.upper, a.where, a.sort)
        return None
    if isinstance(a, Number) and (isinstance(b, Symbol | Number) or b.sort.kind == "integer"):
        ends.append((a, b))
        return index
    return None


_FEWEST = 2  # factors before dots, where they are the numbers themselves


def multiplied(inf: Inference, factors: list[Expr], node: Node) -> list[Expr]:
    """p_1 p_2 ... p_n is the product; without a pattern the dots stay a factor."""
    made: list[Expr] = []
    rest = list(factors)
    while rest:
        factor = rest.pop(0)
        bind, count = general(inf, made, rest[0], "product") if made and rest and (
            isinstance(factor, Symbol) and factor.name in DOTS and not rest[0].sort.shape) else (None, 0)
        if bind is not None and count < _FEWEST and isinstance(bind.body, Symbol):
            bind = None  # 1 ... N is no product
        if bind is None:
            made.append(factor)
        else:
            made[-count:] = [bind]
            rest.pop(0)
    return made


def general(inf: Inference, shown: list[Expr], last: Expr, op: str = "sum") -> tuple[Bind | None, int]:
    """The general term from those shown before the dots and the one after; how many of them belong to it."""
    index = fresh_index(inf)
    found = pattern(shown[-1], last, index)
    is_number = found is not None and found[0] == index
    if op == "sum" and (found is None or is_number) and (term := progression(shown, last, index)) is not None:
        return Bind(op, index, *term, None, Sort("number", ())), len(shown)
    if found is None or not isinstance(found[1], Number) or found[1] == found[2]:
        return None, 0
    body, at, end = found
    assert isinstance(at, Number)
    count = 1
    while count < len(shown) and value_at(body, index, int(at.value) - count) == shown[-1 - count]:
        count += 1
    if is_number and count < len(shown) and isinstance(shown[-1 - count], Number):
        return None, 0  # 1 + 3 + ... + n: how it goes on does not show
    first = counted(int(at.value) - count + 1)
    if isinstance(end, Symbol) and first.value == 1:  # w_1 x_1 + ... + w_n x_n takes all entries, as a sum to n does
        inf.dimensions.hints += [(entry.args[0].sort.shape[0], end) for entry in walk(body) if isinstance(entry, Call)
                                 and entry.op == "entry" and entry.args[1:] == (index,) and len(entry.args) == 2]
    return Bind(op, index, body, first, end, None, Sort("number", body.sort.shape)), count


def value_at(body: Expr, index: Symbol, value: int) -> Expr:
    return substitute(body, {index: counted(value)})


__all__ = ["general", "is_dots", "multiplied", "pattern", "value_at"]
