"""Integrals: their variables and ranges. Over a box or a space they are integrals inside integrals."""

from __future__ import annotations

from mathnn.expression import NUMBER, TRUTH, Call, Expr, Number, Symbol
from mathnn.expression.operators import ONE
from mathnn.syntax.infer import ClashError, Inference, UnreadableError, negated
from mathnn.syntax.infer_bound import under
from mathnn.syntax.spelled_names import scripted_text, text_of
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.typefaces import BOLD_FACES, face

Range = tuple[Expr | None, Expr | None]
INFINITY = Symbol(r"\infty", NUMBER)
_LINES = frozenset((r"\mathbb{R}", r"\R", r"\Re", r"\mathbf{R}"))
_PLAIN = frozenset((*_LINES, r"\Omega", r"\mathcal{X}"))


def integral(inf: Inference, node: Node) -> Expr:
    """An integral over one variable or several."""
    head, *rest = node.parts
    below, above = under(head)
    if node.text == "integral of 1":
        return _over(inf, None, (rest[0],), below, above, node)
    if node.text == "integral of what follows":
        return _over(inf, rest[1], (rest[0],), below, above, node)
    if len(rest) == 1:
        return _in_fraction(inf, rest[0], below, above, node)
    return _over(inf, rest[0], tuple(rest[1:]), below, above, node)


def _over(inf: Inference, body: Node | Expr | None, variables: tuple[Node, ...], below: Node | None,
          above: Node | None, node: Node) -> Expr:
    indices = tuple(_index(inf, variable) for variable in variables)
    ranges, where = _ranges(inf, indices, below, above)
    for index in indices:
        inf.enter(index)
    try:
        made: Expr = Number(ONE.value, "1") if body is None else inf.tree(body) if isinstance(body, Node) else body
        if where is not None:
            where = _domain(inf, indices[0], below)
    finally:
        for index in reversed(indices):
            inf.leave(index)
    if made.sort.kind not in ("number", "integer"):
        raise ClashError("the integral of what is no number", node)
    for position, (index, (lower, upper)) in enumerate(zip(indices, ranges, strict=True)):
        made = inf.bind("integral", index, made, lower, upper, where if position == 0 else None)
    return made


def _index(inf: Inference, node: Node) -> Symbol:
    inner = opened(node)
    name = inner.text if inner.kind == "name" else (
        scripted_text(text_of(inner.parts[0]), inner) if inner.kind == "scripts" else "")
    if not name:
        raise UnreadableError("the variable of the integral is no name", node)
    style = face(name)[0]
    known = inf.symbols.get(name) or inf.declared(name)
    if known is not None and known.sort.shape:
        return Symbol(name, known.sort)
    return Symbol(name, inf.sort_of_rank(1 if style in BOLD_FACES else 0))


# --- ranges -----------------------------------------------------------------------------------------------------------
def _ranges(inf: Inference, indices: tuple[Symbol, ...], below: Node | None,
            above: Node | None) -> tuple[tuple[Range, ...], Expr | None]:
    """A range for each variable, and a stand-in for a domain that is no box."""
    nothing: tuple[Range, ...] = ((None, None),) * len(indices)
    if below is None:
        return nothing, None
    if above is not None:
        ends = (inf.tree(below), inf.tree(above))
        return (ends, *nothing[1:]), None
    box = _box(inf, opened(below), len(indices))
    if box is not None and len(box) == len(indices):
        return box, None
    return nothing, Symbol(r"\top", TRUTH)


def _box(inf: Inference, node: Node, count: int) -> tuple[Range, ...] | None:
    """[a, b] times [c, d], R, R^2; None for another domain."""
    if node.kind == "product" and set(node.text.split()) == {r"\times"}:
        found = [_box(inf, opened(part), 1) for part in node.parts]
        return None if any(f is None for f in found) else tuple(r for f in found if f is not None for r in f)
    if node.kind == "group" and node.text in ("[]", "()", "[)", "(]") and node.parts:
        inner = node.parts[0]
        return ((inf.tree(inner.parts[0]), inf.tree(inner.parts[1])),) if inner.kind == "list" and len(
            inner.parts) == 2 else None
    everywhere: Range = (negated(INFINITY), INFINITY)
    if node.kind == "name" and node.text in _LINES:
        return (everywhere,) * count
    power = opened(node.parts[1]) if node.kind == "scripts" and node.text == "^" else None
    if power is not None and opened(node.parts[0]).text in _LINES and power.text == str(count):
        return (everywhere,) * count
    return None


def _domain(inf: Inference, index: Symbol, below: Node | None) -> Expr:
    assert below is not None
    domain = inf.tree(below)
    return domain if domain.sort == TRUTH else Call("member", (index, domain), TRUTH)


# --- the variable in a numerator --------------------------------------------------------------------------------------
def _in_fraction(inf: Inference, body: Node, below: Node | None, above: Node | None, node: Node) -> Expr:
    """The integral of dx / x: the variable stands at the end of the numerator."""
    inner = opened(body)
    top = opened(inner.parts[0]) if inner.kind == "frac" else inner
    parts = top.parts if top.kind == "juxtaposed" else ()
    if inner.kind != "frac" or len(parts) < 2 or parts[-2].text not in ("d", r"\mathrm{d}", r"\text{d}"):
        raise UnreadableError("this integral names no variable", node)
    index = _index(inf, parts[-1])
    inf.enter(index)
    try:
        above_line: Expr = Number(ONE.value, "1")
        if len(parts) > 2:
            above_line = inf.tree(Node("juxtaposed", "", parts[:-2], top.first, parts[-3].last))
        made = inf.make("divide", (above_line, inf.tree(inner.parts[1])), node)
    finally:
        inf.leave(index)
    return _over(inf, made, (parts[-1],), below, above, node)


__all__ = ["integral"]
