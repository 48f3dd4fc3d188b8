"""Large signs: sums, products, extremes, limits, integrals, quantifiers. Each binds what stands below it."""

from __future__ import annotations

from mathnn.expression import INTEGER, TRUTH, Call, Expr, Symbol
from mathnn.syntax.index_letters import is_index
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_bound import OF_SETS, over, under
from mathnn.syntax.infer_indices import fresh_index
from mathnn.syntax.infer_integrals import integral
from mathnn.syntax.infer_quantifiers import quantified
from mathnn.syntax.spelled_names import name_of
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.typefaces import face

_OPS = {"sum": "sum", "product": "product", "max": "max", "min": "min", "argmax": "argmax", "argmin": "argmin",
        "supremum": "max", "infimum": "min", "union": "union", "intersection": "intersection"}


def large(inf: Inference, node: Node) -> Expr:
    """A large sign with what it is over and its body."""
    if node.text.startswith("integral"):
        return integral(inf, node)
    if node.text in ("forall", "exists"):
        return quantified(inf, node)
    head, body = node.parts
    below, above = under(head)
    if node.text == "limit":
        return _limit(inf, below, body, node)
    op = _OPS[node.text]
    if below is None and op in OF_SETS:
        raise UnreadableError("it does not say over which index", node)
    if below is None:
        return _over_nothing(inf, op, body, node)
    return over(inf, op, below, above, body)


def _over_nothing(inf: Inference, op: str, body: Node, node: Node) -> Expr:
    """A sum that does not say over what: the only index that stands in it, or the entries of a vector."""
    if op in ("sum", "product") and (only := _only_index(inf, body)) is not None:
        inf.taken.setdefault(op, f"a {op} without an index: over {only.text}")
        return over(inf, op, only, None, body)
    made = inf.tree(body)
    if op in ("argmax", "argmin"):
        return inf.make(op, (made,), node)
    if op in ("max", "min") or not made.sort.is_vector:
        raise UnreadableError("it does not say over which index", node)
    index = fresh_index(inf)
    inf.taken.setdefault(op, f"a {op} without an index: over the entries")
    return inf.bind(op, index, inf.entry(made, (index,), node))


def _only_index(inf: Inference, body: Node) -> Node | None:
    """The one letter that stands as an index in the body; None where there are several, or none that is free."""
    found: dict[str, Node] = {}
    for node in walk(body):
        if node.kind == "scripts":
            for sign, part in zip((sign for sign in node.text if sign in "_^"), node.parts[1:], strict=True):
                inner = opened(part)
                is_marked = sign == "^" and inner.kind == "group" and inner.text in ("()", "[]") and inner.parts
                inner = opened(inner.parts[0]) if is_marked else inner
                if (sign == "_" or is_marked) and inner.kind == "name" and is_index(inner):
                    found[inner.text] = inner
    (only,) = found.values() if len(found) == 1 else (None,)
    return None if only is None or inf.bound.get(only.text) else only


def _limit(inf: Inference, below: Node | None, body: Node, node: Node) -> Expr:
    inner = opened(below) if below is not None else None
    if inner is None or inner.kind != "relation" or inner.text != "tends":
        raise UnreadableError("a limit says where its variable goes", node)
    name = name_of(inner.parts[0])
    style = face(name)[0]
    index = Symbol(name, INTEGER if name in "nmkNT" and not style else inf.sort_of_rank(
        1 if style in ("mathbf", "boldsymbol") else 0))
    inf.enter(index)
    where = Call("tends", (index, inf.tree(inner.parts[1])), TRUTH)
    made = inf.tree(body)
    inf.leave(index)
    return inf.bind("limit", index, made, where=where)


__all__ = ["large"]
