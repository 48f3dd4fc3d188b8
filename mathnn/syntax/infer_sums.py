"""Sums: terms with their signs, also with dots between them."""

from __future__ import annotations

from mathnn.expression import Call, Expr, Sort, Symbol
from mathnn.syntax.dimensions import counted
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer import Inference, negated
from mathnn.syntax.infer_dots import general, is_dots
from mathnn.syntax.infer_new_names import terms
from mathnn.syntax.infer_spread import beside_batch, beside_samples, is_batch, is_entrywise, spread
from mathnn.syntax.scope import gathered
from mathnn.syntax.surface import Node, opened


def total(inf: Inference, node: Node) -> Expr:
    """Terms with their signs, flat; a term of unknown sort takes the shape of the others."""
    node = gathered(inf, node)
    if node.kind != "sum":
        return inf.tree(node)
    if inf.may_have_dots:
        node = _dots_apart(node)
        if any(opened(part).kind == "name" and opened(part).text in DOTS for part in node.parts):
            return _expanded(inf, node, ["+", *node.text.split()])
    signs = ["+", *node.text.split()]
    return add(inf, [signed(sign, tree) for sign, tree in zip(signs, terms(inf, node.parts), strict=True)], node)


def _dots_apart(node: Node) -> Node:
    """a - b ... - c: dots that stand behind a term without a sign are a term of their own."""
    parts: list[Node] = []
    signs: list[str] = []
    following = [*node.text.split(), ""]
    for part, sign in zip(node.parts, following, strict=True):
        inner = opened(part)
        last = opened(inner.parts[-1]) if inner.kind == "juxtaposed" else inner
        if sign and inner.kind == "juxtaposed" and last.kind == "name" and last.text in DOTS:
            rest = inner.parts[:-1]
            parts += [rest[0] if len(rest) == 1 else Node("juxtaposed", "", rest, inner.first, rest[-1].last), last]
            signs += [sign, sign]
        else:
            parts.append(part)
            signs.append(sign)
    return node if len(parts) == len(node.parts) else Node(
        "sum", " ".join(signs[:-1]), tuple(parts), node.first, node.last)


def signed(sign: str, tree: Expr) -> Expr:
    """A term with its sign."""
    if (both := _BOTH.get(sign)) is not None:
        return Call(both, (tree,), tree.sort)
    return negated(tree) if sign in ("-", "−") else tree


_BOTH = {r"\pm": "plus_minus", r"\mp": "minus_plus"}


def add(inf: Inference, parts: list[Expr], node: Node) -> Expr:
    """A flat sum; a plain number beside vectors stands for that number in every entry."""
    flat: list[Expr] = []
    for part in parts:
        flat += part.args if type(part) is Call and part.op == "add" else (part,)
    shaped = [part for part in flat if part.sort.shape]
    if shaped:
        if len(shaped) < len(flat):
            shape = shaped[0].sort
            flat = [spread(inf, part, shape) for part in flat]
            if len(shape.shape) == 1 and (inf.shifts_logits or any(map(is_entrywise, flat))):
                ones = Symbol(r"\mathbf{1}", Sort("number", shape.shape))
                flat = [part if part.sort.shape else Call("multiply", (part, ones), shape) for part in flat]
            flat = beside_samples(inf, flat)
        batch = next((part for part in flat if is_batch(part)), None)
        if batch is not None:
            flat = [beside_batch(inf, part, batch) for part in flat]
    return inf.make("add", tuple(flat), node)


def prefix(inf: Inference, node: Node) -> Expr:
    """A sign before an operand."""
    if node.text in ("-", "−"):
        return negated(inf.tree(node.parts[0]))
    if node.text in (r"\neg", r"\lnot"):
        return inf.make("not", (inf.tree(node.parts[0]),), node)
    return signed(node.text, inf.tree(node.parts[0]))


def _expanded(inf: Inference, node: Node, signs: list[str]) -> Expr:
    """a_1 + a_2 + ... + a_n is the sum; without a pattern the dots stand for the rest of it."""
    trees: list[Expr | None] = [
        None if is_dots(part) else signed(sign, inf.tree(part)) for sign, part in zip(signs, node.parts, strict=True)
    ]
    made: list[Expr] = []
    position = 0
    while position < len(trees):
        tree = trees[position]
        if tree is not None:
            made.append(tree)
            position += 1
            continue
        after = trees[position + 1] if position + 1 < len(trees) else None
        bind, count = general(inf, made, after) if after is not None and made else (None, 0)
        if bind is None or after is None:
            inf.taken.setdefault("dots", "dots at the end of a sum: the rest of it")
            made.append(Symbol(r"\dots", Sort("number", made[-1].sort.shape if made else ())))
            position += 1
            continue
        del made[-count:]
        made.append(Call("expanded", (bind, counted(count)), bind.sort))
        position += 2
    return made[0] if len(made) == 1 else add(inf, made, node)


__all__ = ["add", "prefix", "signed", "total"]
