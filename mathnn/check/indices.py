"""Does an index run over two different dimensions? Then no point makes both sides defined, whatever the sizes."""

from __future__ import annotations

from mathnn.check.question import Question
from mathnn.expression.operators import spell
from mathnn.expression.tree import Bind, Call, Expr, Symbol, children


def clash(question: Question) -> str | None:
    """What is wrong, in words, or None. Shifted indices, x_{i+1}, say nothing of a range."""
    ranges: dict[str, Expr] = {}
    for side in question.sides:
        if (found := _visit(side, ranges)) is not None:
            return found
    return None


def _is_width(size: Expr) -> bool:
    """n, or the width of a layer, n_l."""
    return isinstance(size, Symbol) or (isinstance(size, Call) and size.op == "layer")


def _visit(tree: Expr, ranges: dict[str, Expr]) -> str | None:
    """The first clash below; `ranges` is what each index ran over so far, shared among all that are free."""
    if isinstance(tree, Bind):
        own = {tree.index.name: tree.upper} if isinstance(tree.upper, Symbol) else {}
        inner = {**{k: v for k, v in ranges.items() if k != tree.index.name}, **own}
        found = _visit(tree.body, inner)
        ranges.update((k, v) for k, v in inner.items() if k != tree.index.name)
        return found
    if isinstance(tree, Call) and tree.op == "entry":
        for at, size in zip(tree.args[1:], tree.args[0].sort.shape, strict=False):
            if not isinstance(at, Symbol) or not _is_width(size):
                continue
            if ranges.setdefault(at.name, size) != size:
                return (f"The index {at.name} runs up to {spell(ranges[at.name])} in one place and up to {spell(size)} "
                        "in another.")
    return next((found for part in children(tree) if (found := _visit(part, ranges)) is not None), None)
