"""Derivatives of f(a, b) by its own arguments, which need not be names: the gradient and Hessian at a point."""

from __future__ import annotations

from mathnn.expression.operators import sort_of
from mathnn.expression.tree import Call, Expr, Symbol

_NAMES = ("entry", "layer")


def at_point(tree: Call) -> Expr | None:
    """The derivative by fresh letters, which are put at the arguments then; None where x is a name already."""
    y, x = tree.args[:2]
    if len(tree.args) != 2 or (isinstance(x, Symbol) and x.name != "0") or (isinstance(x, Call) and x.op in _NAMES):
        return None
    if not isinstance(y, Call) or y.op != "apply":
        return None
    args = y.args[1:]
    is_column = isinstance(x, Call) and x.op == "vector" and x.args == args
    if not is_column and args != (x,):
        return None
    letters = tuple(Symbol(f" a{k}", arg.sort) for k, arg in enumerate(args))
    inner = Call("apply", (y.args[0], *letters), y.sort)
    made = _by_all(inner, letters, tree.op == "hessian") if is_column else _call(tree.op, inner, letters[0])
    for letter, arg in zip(letters, args, strict=True):
        made = Call("at", (made, letter, arg), made.sort)
    return made


def _call(op: str, *args: Expr) -> Call:
    return Call(op, args, sort_of(op, tuple(arg.sort for arg in args)))


def _by_all(y: Expr, letters: tuple[Symbol, ...], twice: bool) -> Call:
    """The column of partial derivatives, or the matrix of second ones; of a vector y its Jacobian."""
    if twice:
        return _call("rows", *(_by_all(_call("partial", y, a), letters, False) for a in letters))
    column = _call("vector", *(_call("partial", y, a) for a in letters))
    return _call("transpose", column) if y.sort.shape else column
