"""Sets: intervals, {a, b}, {1, ..., n}, {x : ...}, products, what their members are, and maps between them."""

from __future__ import annotations

from itertools import pairwise

from mathnn.expression import INTEGER, NUMBER, SET, TRUTH, Bind, Call, Expr, Sort, Symbol
from mathnn.expression.operators import normal
from mathnn.syntax.evidence import rank_of
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer import ClashError, Inference, UnreadableError, negated
from mathnn.syntax.infer_new_names import new_name
from mathnn.syntax.number_sets import number_set
from mathnn.syntax.set_powers import power_of_set
from mathnn.syntax.spelled_names import name_of, script_parts
from mathnn.syntax.surface import Node, opened


def _without_arguments(head: Node) -> Node:
    """f of f(x) : A -> B."""
    is_called = head.kind == "juxtaposed" and len(head.parts) == 2 and opened(head.parts[1]).text == "()"
    return opened(head.parts[0]) if is_called else head


def mapping(inf: Inference, heads: Node, arrow: Node) -> Expr:
    """f, g : R^n -> R."""
    domain, value = (set_of(inf, part) for part in arrow.parts)
    made = []
    inner = opened(heads)
    for head in inner.parts if inner.kind == "list" else (inner,):
        text = name_of(_without_arguments(opened(head)))
        if not text:
            raise UnreadableError("what is mapped is no name", head)
        symbol = Symbol(text, Sort("function", (), members_of(domain), members_of(value)[0]))
        inf.symbols[text] = symbol
        inf.inferred[text] = symbol
        made.append(Call("member", (symbol, Call("maps", (domain, value), SET)), TRUTH))
    return made[0] if len(made) == 1 else Call("and", tuple(made), TRUTH)


def members_of(collection: Expr) -> tuple[Sort, ...]:
    """The sorts of the members of a set; of a product of sets one for each."""
    if isinstance(collection, Call):
        if collection.op == "reals":
            return (Sort("number", normal(collection.args)),)
        if collection.op in ("integers", "naturals", "span"):
            return (INTEGER,)
        if collection.op == "difference":
            return members_of(collection.args[0])
        if collection.op == "cartesian":
            return tuple(sort for part in collection.args for sort in members_of(part))
        if collection.op == "tuples":
            return (Sort("number", normal(collection.args[1:])),)
        if collection.op == "finite_set" and collection.args:
            return (Sort("number", collection.args[0].sort.shape),)
    return (NUMBER,)


def set_of(inf: Inference, node: Node) -> Expr:
    """What stands right of a membership: intervals and finite sets too."""
    inner = opened(node)
    if (tuples := power_of_set(inf, inner, set_of)) is not None:
        return tuples
    bracketed = inner.kind == "group" and inner.text in ("[]", "()", "[)", "(]", "][")
    if bracketed and inner.parts and inner.parts[0].kind == "list" and (
            len(inner.parts[0].parts) == 2):
        ends = tuple(inf.tree(part) for part in inner.parts[0].parts)
        return Call("interval", (*ends, Symbol(inner.text, SET)), SET)
    if inner.kind == "name" and inner.text == "R" and inf.declared("R") is None:
        return Call("reals", (), SET)
    unknown = inf.declared("R") is None and "R" not in inf.symbols
    if inner.kind == "scripts" and opened(inner.parts[0]).text == "R" and unknown:
        return number_set(inf, r"\mathbb{R}", script_parts(inner))
    if inner.kind == "product" and set(inner.text.split()) <= {r"\times"}:
        return Call("cartesian", tuple(set_of(inf, part) for part in inner.parts), SET)
    if inner.kind == "name" and inner.text not in inf.symbols and inf.declared(inner.text) is None and (
            not inf.bound.get(inner.text)) and inner.text not in (r"\mathbb{R}", r"\mathbb{N}", r"\mathbb{Z}"):
        symbol = Symbol(inner.text, SET)
        inf.symbols[inner.text] = symbol
        return inf.remember(symbol)
    return inf.tree(inner)


def set_in_braces(inf: Inference, inner: Node, node: Node) -> Expr:
    """{a, b}, {x | ...}, {x : ...}."""
    if inner.kind == "list":
        return _span(inf, inner) or _listed([inf.tree(part) for part in inner.parts])
    if inner.kind == "given" and len(inner.parts) == 2:
        return _set_builder(inf, inner)
    if inner.kind == "grid":
        return inf.tree(Node("grid", "cases", inner.parts, inner.first, inner.last))
    made = inf.tree(inner)
    if made.sort.kind == "truth":
        return made
    if made.sort.shape and isinstance(made, Call) and made.op in ("multiply", "add"):
        return made  # braces as brackets: x {A v} is a product
    return _listed([made])


def _listed(members: list[Expr]) -> Call:
    """The set of these; {±1} is the set of 1 and -1."""
    flat: list[Expr] = []
    for member in members:
        is_both = isinstance(member, Call) and member.op == "plus_minus"
        flat += (member.args[0], negated(member.args[0])) if isinstance(member, Call) and is_both else (member,)
    return Call("finite_set", tuple(flat), SET)


def _span(inf: Inference, inner: Node) -> Expr | None:
    """{1, ..., n} and {0, 1, ..., n}: all whole numbers from one to another; {1, 2, ...} are all from 1 on."""
    *front, dots, last = inner.parts
    if opened(last).text in DOTS and [opened(part).text for part in (*front, dots)] in _COUNTED:
        return Call("naturals", (), SET)
    firsts = [part.text for part in map(opened, front) if part.kind == "number" and part.text.isdigit()]
    if opened(dots).text not in DOTS or len(firsts) < max(len(front), 1):
        return None
    if any(int(b) != int(a) + 1 for a, b in pairwise(firsts)):
        return None
    text = new_name(inf, last)
    if text is not None and text not in inf.forced:
        inf.symbols[text] = inf.remember(Symbol(text, INTEGER))
    return Call("span", (inf.tree(front[0]), inf.tree(last)), SET)


_COUNTED = [["1", "2"], ["1", "2", "3"], ["0", "1"], ["0", "1", "2"], ["0", "1", "2", "3"]]


def _set_builder(inf: Inference, inner: Node) -> Expr:
    left = opened(inner.parts[0])
    head = opened(left.parts[0]) if left.kind == "relation" else left
    text = name_of(head)
    if not text:
        trees = tuple(inf.tree(part) for part in inner.parts)
        return Call("finite_set", (Call("given", trees, NUMBER),), SET)
    known = inf.symbols.get(text) or inf.declared(text)
    symbol = known or Symbol(text, inf.sort_of_rank(rank_of(text, inf.evidence)[0]))
    inf.enter(symbol)
    where = inf.tree(left) if left.kind == "relation" else None
    made = inf.tree(inner.parts[1])
    inf.leave(symbol)
    if made.sort != TRUTH:
        raise ClashError("a condition is expected in this set", inner.parts[1])
    return Bind("set", symbol, made, None, None, where, SET)


def interval(inf: Inference, inner: Node, node: Node) -> Expr:
    if inner.kind != "list" or len(inner.parts) != 2:
        raise UnreadableError("an interval has two ends", node, node.text)
    return set_of(inf, node)


__all__ = ["interval", "mapping", "members_of", "set_in_braces", "set_of"]
