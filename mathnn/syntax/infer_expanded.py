"""Sums with dots: a_1 + a_2 + ... + a_n is one sum, of which the terms shown are kept."""

from __future__ import annotations

from mathnn.expression import Call, Expr, Sort, Symbol
from mathnn.syntax.dimensions import counted
from mathnn.syntax.infer import Inference
from mathnn.syntax.infer_dots import general, is_dots
from mathnn.syntax.infer_products import add, signed
from mathnn.syntax.surface import Node


def expanded(inf: Inference, node: Node, signs: list[str]) -> Expr:
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
        bind, count = general(inf, made, after, node) if after is not None and made else (None, 0)
        if bind is None or after is None:
            inf.taken.setdefault("dots", "dots at the end of a sum: the rest of it")
            made.append(Symbol(r"\dots", Sort("number", made[-1].sort.shape if made else ())))
            position += 1
            continue
        del made[-count:]
        made.append(Call("expanded", (bind, counted(count)), bind.sort))
        position += 2
    return made[0] if len(made) == 1 else add(inf, made, node)


__all__ = ["expanded"]
