"""S(z_i) = e^{z_i} / sum_j e^{z_j}: a function of a whole column, written at one of its entries.

What is at z_i depends on all of z, so that S takes the column and gives one; S(z_i) is then the i-th entry of S(z).
"""

from __future__ import annotations

from fractions import Fraction

from mathnn.expression import Call, Expr, Number, Symbol, function
from mathnn.expression.tree import Bind, substitute, symbols, walk
from mathnn.notation import Name

_ONE = Number(Fraction(1), "1")


def of_whole_column(left: Expr, right: Expr) -> Name | None:
    """The row of such a function; None where the formula is one of the entry alone."""
    found = _at_entry(left)
    if found is None or right.sort.shape or right.sort.kind != "number":
        return None
    name, entry = found
    column, index = entry.args
    if not (isinstance(column, Symbol) and column.sort.is_vector and isinstance(index, Symbol)):
        return None
    if column not in symbols(substitute(right, {entry: Symbol(" entry")})) or name in {s.name for s in symbols(right)}:
        return None
    made = Bind("vector", index, right, _ONE, column.sort.shape[0], None, column.sort)
    return Name(Symbol(name, function(column.sort, value=column.sort)), "", made, (column,))


def with_sigma(tree: Expr, sigma: Symbol) -> Expr:
    """A formula that was read with the logistic function, where sigma turns out to be another function."""
    table: dict[Expr, Expr] = {}
    for node in walk(tree):
        if isinstance(node, Call) and node.op == "sigmoid" and len(node.args) == 1:
            table[node] = _applied(sigma, node.args[0])
    return substitute(tree, table) if table else tree


def _applied(f: Symbol, x: Expr) -> Expr:
    if f.sort.domain[0].is_vector and isinstance(x, Call) and x.op == "entry" and x.args[0].sort.is_vector:
        column = x.args[0]
        return Call("entry", (Call("apply", (f, column), column.sort), *x.args[1:]), x.sort)
    return Call("apply", (f, x), x.sort)


def _at_entry(left: Expr) -> tuple[str, Call] | None:
    """The name of a function of one entry, and that entry; the letter sigma is read as the logistic function."""
    if not isinstance(left, Call) or left.op not in ("apply", "sigmoid"):
        return None
    head, args = (left.args[0], left.args[1:]) if left.op == "apply" else (Symbol(r"\sigma"), left.args)
    if not isinstance(head, Symbol) or len(args) != 1:
        return None
    entry = args[0]
    is_entry = isinstance(entry, Call) and entry.op == "entry" and len(entry.args) == 2
    return (head.name, entry) if is_entry and isinstance(entry, Call) else None


__all__ = ["of_whole_column", "with_sigma"]
