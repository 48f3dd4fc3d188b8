"""The values x_1, x_2, ... that a random variable X takes: sum_i x_i P(X = x_i) is a sum over all of them."""

from __future__ import annotations

from mathnn.expression import NUMBER, Call, Expr, Symbol
from mathnn.expression.tree import Bind, rebuild, substitute, walk

_SUMS = frozenset(("sum", "product"))


def with_values(tree: Expr) -> Expr:
    """The tree with sum_x g(x) P(X = x) for each sum_i g(x_i) P(X = x_i), where x is the small letter of X."""
    made = rebuild(tree, with_values)
    if not (isinstance(made, Bind) and made.op in _SUMS and made.where is None):
        return made
    listed = {value for node in walk(made.body) if (value := _listed(node, made.index)) is not None}
    if len(listed) != 1:
        return made
    (value,) = listed
    letter = value.args[0]
    assert isinstance(letter, Symbol)
    one = Symbol(letter.name, NUMBER)
    body = substitute(made.body, {value: one})
    if any(node == made.index or node == letter for node in walk(body)):
        return made  # the index counts something else as well
    return Bind(made.op, one, body, None, None, None, made.sort)


def _listed(node: Expr, index: Symbol) -> Call | None:
    """The x_i of X = x_i."""
    if not (isinstance(node, Call) and node.op == "equal" and len(node.args) == 2):
        return None
    variable, value = node.args
    if not (isinstance(variable, Symbol) and isinstance(value, Call) and value.op == "entry" and len(value.args) == 2):
        return None
    letter = value.args[0]
    is_of_variable = isinstance(letter, Symbol) and letter.name == variable.name.lower() != variable.name
    return value if is_of_variable and value.args[1] == index else None


__all__ = ["with_values"]
