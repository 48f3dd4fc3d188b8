"""Expectations over named letters: E_{x \\sim p}[f(x)], E_{x, y}[...], and E_i f_i without brackets."""

from __future__ import annotations

from mathnn.expression import TRUTH, Bind, Call, Expr, Sort, Symbol
from mathnn.syntax.evidence import rank_of
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_calls import BRACKETS
from mathnn.syntax.infer_heads import DENSITIES
from mathnn.syntax.infer_moments import MEANS, is_spread_name, spread_about
from mathnn.syntax.spelled_names import name_of, text_of
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.typefaces import face, is_capital
from mathnn.syntax.uses import CALLED


def expectation(inf: Inference, part: Node, group: Node, whole: Node) -> Expr | None:
    """E_{x \\sim p}[f(x)] binds x."""
    part = opened(part)
    if part.kind != "scripts" or part.text != "_" or not group.parts:
        return None
    base = opened(part.parts[0])
    is_spread = base.kind == "name" and is_spread_name(text_of(base))
    if base.kind != "name" or (base.text not in MEANS and not is_spread):
        return None
    below = opened(part.parts[1])
    if below.kind != "relation" and base.text not in ("E", r"\mathbb{E}"):
        return None
    if base.text == "E" and _is_error(below, group):
        return None
    mean = _over_letters(inf, below, group)
    return spread_about(mean, whole) if is_spread else mean


def _is_error(below: Node, group: Node) -> bool:
    """E_\\lambda(w), the error at w: no mean over lambda has one other small letter in round brackets."""
    inside = opened(group.parts[0])
    is_letter = inside.kind == "name" and not is_capital(face(inside.text)[1])
    return group.text == "()" and is_letter and below.kind in ("name", "number", "words") and below.text not in (
        inside.text, *_LAWS)


_LAWS = frozenset(("p", "q", "P", "Q", "f", "g", r"\pi", r"\mu", r"\nu"))


def mean_of_rest(inf: Inference, parts: tuple[Node, ...]) -> Expr | None:
    """E_i f_i without brackets: of all that follows in the product; a plain E only before another one, E_x E_y[...]."""
    first, after = parts[0], parts[1]
    base = opened(first.parts[0])
    if first.text != "_" or base.text not in ("E", r"\mathbb{E}"):
        return None
    if opened(first.parts[1]).kind not in ("name", "relation"):
        return None
    group = after.parts[0] if after.kind == "scripts" and not after.text.startswith("_") else after
    if group.kind == "group" and group.text in BRACKETS:
        return None
    is_next = after.kind == "scripts" and opened(after.parts[0]).text == base.text
    if base.text == "E" and not (is_next and len(parts) > 2):
        return None
    rest = parts[1] if len(parts) == 2 else Node("juxtaposed", "", parts[1:], after.first, parts[-1].last)
    whole = Node("juxtaposed", "", parts, first.first, parts[-1].last)
    return expectation(inf, first, Node("group", "[]", (rest,), rest.first, rest.last), whole)


def _drawn(below: Node) -> tuple[tuple[Node, ...], Node]:
    """The letters below an expectation, and the relation that says where they come from: x, y \\sim p, or p(x, y)."""
    if below.kind == "list" and (last := opened(below.parts[-1])).kind == "relation":
        return (*below.parts[:-1], last.parts[0]), last
    if below.kind == "juxtaposed" and len(below.parts) == 2 and (group := opened(below.parts[1])).text == "()":
        inner = opened(group.parts[0]) if group.parts else group
        front = opened(inner.parts[0]) if inner.kind == "given" else inner
        relation = Node("relation", "distributed", (front, below), below.first, below.last)
        return front.parts if front.kind == "list" else (front,), relation
    head = opened(below.parts[0]) if below.kind in ("relation", "given") else below
    if head.kind == "group" and head.parts and opened(head.parts[0]).kind == "list":
        head = opened(head.parts[0])
    return head.parts if head.kind == "list" else (head,), below


def _in_order_drawn(below: Node) -> list[Node]:
    """The densities of q(x) q(z | x), each after those of the letters that it is given; one for anything else."""
    parts = below.parts if below.kind == "juxtaposed" else ()
    heads, groups = parts[::2], parts[1::2]
    if len(parts) < 4 or len(heads) != len(groups) or not all(
            group.kind == "group" and group.text == "()" and group.parts for group in groups):
        return [below]
    waiting = [Node("juxtaposed", "", pair, pair[0].first, pair[1].last) for pair in zip(heads, groups, strict=True)]
    found: list[Node] = []
    while waiting:
        drawn = {name_of(opened(name)) for each in waiting for name in _drawn(each)[0]}
        ready = next((each for each in waiting if not _given(each) & drawn), waiting[0])
        found.append(ready)
        waiting.remove(ready)
    return found


def _given(density: Node) -> set[str]:
    """The letters behind the bar of q(z | x)."""
    inner = opened(opened(density.parts[1]).parts[0])
    behind = opened(inner.parts[1]) if inner.kind == "given" else None
    if behind is None:
        return set()
    return {name_of(opened(part)) for part in (behind.parts if behind.kind == "list" else (behind,))}


def _is_density(inf: Inference, name: str) -> bool:
    """The q of E_q[log q(x)]: what is drawn from it is not named."""
    return name in DENSITIES and bool(inf.evidence.of(name) & CALLED)


def _over_letters(inf: Inference, below: Node, body: Node, inner: tuple[Node, ...] = ()) -> Expr:
    """The expectation over x, or over x \\sim p; `inner` are the densities of those inside it."""
    first, *others = (below,) if inner else _in_order_drawn(below)
    if others:
        return _over_letters(inf, first, body, tuple(others))
    names, below = _drawn(below)
    symbols: list[Symbol] = []
    for each in names:
        text = name_of(opened(each))
        if not text:
            raise UnreadableError("what the expectation is over is no name", each)
        known = inf.symbols.get(text) or inf.declared(text)
        symbols.append(known if known is not None and known.sort.kind == "number" else Symbol(
            text, inf.sort_of_rank(rank_of(text, inf.evidence)[0])))
    bound = [symbol for symbol in symbols if below.kind == "relation" or not _is_density(inf, symbol.name)]
    for symbol in bound:
        inf.enter(symbol)
    where = None
    if below.kind == "relation":
        drawn = opened(below.parts[-1])
        is_name = below.text == "distributed" and drawn.kind == "name"
        right = Symbol(drawn.text) if is_name else inf.tree(drawn)  # p is applied elsewhere: no number
        left: Expr = symbols[0] if len(symbols) == 1 else Call("tuple", tuple(symbols), Sort("number"))
        where = Call("distributed" if below.text.split()[0] == "distributed" else "member", (left, right), TRUTH)
    made = _over_letters(inf, inner[0], body, inner[1:]) if inner else inf.tree(body.parts[0])
    for symbol in bound:
        inf.leave(symbol)
    for position, symbol in enumerate(reversed(symbols)):
        source = where if position == 0 else None
        made = Bind("expectation", symbol, made, None, None, source, Sort("number", made.sort.shape))
    return made


__all__ = ["expectation", "mean_of_rest"]
