"""Laws of inverses and determinants that hold in every size, applied until nothing changes.

(AB)^{-1} = B^{-1} A^{-1}, (A^{-1})^{-1} = A, (A')^{-1} = (A^{-1})', A A^{-1} = I; det AB = det A det B, det A' = det A,
det A^{-1} = 1 / det A. What is left of inverses and determinants are those of single names; these become names of their
own, and the statement one about products and sums only. If that holds, so does the first wherever it is defined.
"""

from __future__ import annotations

from mathnn.check.question import Question
from mathnn.errors import SortError
from mathnn.expression import NUMBER
from mathnn.expression.build import call, divide, multiply
from mathnn.expression.tree import Call, Expr, Symbol, rebuild, walk

WHAT = ("inverse", "det")


def by_laws(question: Question) -> Question | None:
    """The statement without inverses and determinants, or None when it has none or the laws do not remove them."""
    if not any(isinstance(node, Call) and node.op in WHAT for side in question.sides for node in walk(side)):
        return None
    try:
        left, right = (_named(_simple(side)) for side in question.sides)
    except SortError:
        return None
    if any(isinstance(node, Call) and node.op in WHAT for side in (left, right) for node in walk(side)):
        return None
    return question.with_sides(left, right)


def _simple(tree: Expr) -> Expr:
    """Apply the laws from below."""
    tree = rebuild(tree, _simple)
    if not isinstance(tree, Call):
        return tree
    if tree.op == "inverse":
        return _inverse(tree)
    if tree.op == "det":
        return _determinant(tree)
    if tree.op == "transpose" and isinstance(tree.args[0], Call) and tree.args[0].op == "transpose":
        return tree.args[0].args[0]
    if tree.op == "multiply":
        return _cancelled(tree)
    return tree


def _inverse(tree: Call) -> Expr:
    inner = tree.args[0]
    if not isinstance(inner, Call):
        return tree
    if inner.op == "inverse":
        return inner.args[0]
    if inner.op == "transpose":
        return call("transpose", _simple(call("inverse", inner.args[0])))
    if inner.op == "multiply" and all(not f.sort.shape or _is_square(f) for f in inner.args):
        matrices = [_simple(call("inverse", f)) for f in reversed(inner.args) if f.sort.shape]
        numbers = [divide(1, f) for f in inner.args if not f.sort.shape]
        return _simple(multiply(*numbers, *matrices))
    return tree


def _determinant(tree: Call) -> Expr:
    inner = tree.args[0]
    if not isinstance(inner, Call):
        return tree
    if inner.op == "transpose":
        return _simple(call("det", inner.args[0]))
    if inner.op == "inverse":
        return divide(1, _simple(call("det", inner.args[0])))
    if inner.op == "multiply" and all(_is_square(f) for f in inner.args):
        return multiply(*(_simple(call("det", f)) for f in inner.args))
    return tree


def _is_square(tree: Expr) -> bool:
    return tree.sort.is_matrix and tree.sort.shape[0] == tree.sort.shape[1]


def _cancelled(tree: Call) -> Expr:
    """Neighbours that are inverse to each other go."""
    kept: list[Expr] = []
    gone: Expr | None = None
    for factor in tree.args:
        if kept and (_undo(kept[-1], factor) or _undo(factor, kept[-1])):
            gone = kept.pop()
        else:
            kept.append(factor)
    if gone is None:
        return tree
    if not any(f.sort.shape for f in kept):
        kept.append(Symbol("I", gone.sort))
    return multiply(*kept)


def _undo(a: Expr, b: Expr) -> bool:
    if isinstance(a, Call) and a.op == "transpose" and isinstance(b, Call) and b.op == "transpose":
        return _undo(b.args[0], a.args[0])
    return isinstance(a, Call) and a.op == "inverse" and a.args[0] == b


def _named(tree: Expr) -> Expr:
    """The inverse or determinant of a name as a name of its own."""
    if isinstance(tree, Call) and tree.op in WHAT and isinstance(tree.args[0], Symbol):
        sort = tree.sort if tree.op == "inverse" else NUMBER
        return Symbol(f"{tree.op} {tree.args[0].name}", sort)
    return rebuild(tree, _named)
