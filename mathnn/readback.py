"""Is a formula that was read the one that was printed? The same tree, but for what no reader can see.

The index of a sum that is written out with dots is not printed, the step function is a letter on paper, and a row of
statements joined by "and" may be read link by link.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from mathnn.expression.tree import Bind, Call, Expr, Symbol, conjuncts, rebuild, substitute

STEP = "H"


def same(read: Expr, printed: Expr) -> bool:
    """Do two trees have one form, whatever their sorts?"""
    return repr(_form(read, count())) == repr(_form(printed, count()))


def _form(tree: Expr, numbers: Iterator[int]) -> Expr:
    """A tree with bound indices numbered in reading order, and functions that are letters applied as letters."""
    if isinstance(tree, Bind):
        index = Symbol(f"#{next(numbers)}")
        body = substitute(tree.body, {tree.index: index})
        where = None if tree.where is None else substitute(tree.where, {tree.index: index})
        tree = Bind(tree.op, index, body, tree.lower, tree.upper, where, tree.sort)
    if isinstance(tree, Call) and tree.op == "jacobian":
        tree = Call("partial", tree.args, tree.sort)
    if isinstance(tree, Call) and tree.op == "step":
        tree = Call("apply", (Symbol(STEP), *tree.args))
    formed = rebuild(tree, lambda child: _form(child, numbers))
    if isinstance(formed, Call) and formed.op == "and":
        return Call("and", tuple(dict.fromkeys(conjuncts(formed))))
    return formed
