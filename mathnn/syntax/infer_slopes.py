"""Derivatives at a point: df/dx (x_0), f_x(a, b) of a function of x and y."""

from __future__ import annotations

from mathnn.expression import NUMBER, Call, Expr, Symbol, function
from mathnn.syntax.derivative_fractions import as_derivative
from mathnn.syntax.function_letters import FUNCTIONS
from mathnn.syntax.infer import Inference
from mathnn.syntax.infer import number as written_number
from mathnn.syntax.infer_calls import call_named
from mathnn.syntax.infer_names import function_named
from mathnn.syntax.surface import Node, opened


def evaluated(inf: Inference, part: Node, group: Node, node: Node) -> Expr | None:
    """df/dx (x_0): the derivative at a point."""
    if part.kind != "frac" or (found := as_derivative(part)) is None or len(found[2]) != 1 or len(found[3]) != 1:
        return None
    if group.parts and opened(group.parts[0]).kind == "list" and found[1] is None:
        return _partial_at(inf, opened(found[2][0]), opened(found[3][0][0]), group, node)
    head = opened(found[2][0])
    if head.kind != "name" or not group.parts or opened(group.parts[0]).kind in ("sum", "relation", "list"):
        return None
    known = inf.symbols.get(head.text) or inf.declared(head.text)
    if known is not None and known.sort.kind != "function":
        return None
    f = function_named(inf, head.text)
    if found[1] is None and (variable := opened(found[3][0][0])).kind == "scripts" and variable.text == "_":
        return _by_entry(inf, f, variable, inf.tree(group.parts[0]), node)
    order = inf.tree(found[1]) if found[1] is not None else written_number("1")
    extra = () if getattr(order, "written", "") == "1" else (order,)
    return inf.make("apply", (Call("prime", (f, *extra), f.sort), inf.tree(group.parts[0])), node)


def _by_entry(inf: Inference, f: Expr, variable: Node, point: Expr, node: Node) -> Expr | None:
    """df/dx_i (a): by the i-th entry of the point a."""
    by = inf.tree(variable)
    if not (point.sort.is_vector and isinstance(by, Call) and by.op == "entry" and len(by.args) == 2):
        return None
    if isinstance(f, Symbol) and f.name in inf.inferred and f.sort.domain == (NUMBER,):
        f = inf.symbols[f.name] = inf.inferred[f.name] = Symbol(f.name, function(point.sort))
    y = inf.make("apply", (f, point), node)
    return inf.make("partial", (y, inf.entry(point, (by.args[1],), node)), node)


def subscripted_slope(inf: Inference, part: Node, group: Node, node: Node) -> Expr | None:
    """f_x(x, y) of a function of x and y, and f_x(a, b) of one that was defined with these letters."""
    base, below = opened(part.parts[0]), opened(part.parts[1])
    if base.kind != "name" or below.kind != "name" or not group.parts or opened(group.parts[0]).kind != "list":
        return None
    row = inf.notation.find(base.text)
    if inf.notation.names.get(f"{base.text}_{below.text}") is not None:
        return None
    if row is None or below.text not in [p.name for p in row.parameters]:
        letters = [part.text for part in opened(group.parts[0]).parts]
        if base.text not in ("f", "g", "h", "F", "u") or letters.count(below.text) != 1 or row is not None:
            return None
    return _partial_at(inf, base, below, group, node)


def _partial_at(inf: Inference, head: Node, variable: Node, group: Node, node: Node) -> Expr | None:
    """The partial derivative of f at (a, b): by the argument that has the variable's letter."""
    known = inf.symbols.get(head.text) or inf.declared(head.text) if head.kind == "name" else None
    if (known is None and not (head.kind == "name" and head.text in FUNCTIONS)) or variable.kind != "name":
        return None
    if known is not None and known.sort.kind != "function":
        return None
    y = call_named(inf, head.text, group, node)
    row = inf.notation.find(head.text)
    names = [p.name for p in row.parameters] if row is not None and row.parameters else [_letter(a) for a in y.args[1:]]
    if names.count(variable.text) != 1 or len(names) != len(y.args) - 1:
        return None
    place = names.index(variable.text)
    inner = tuple(Symbol(f" u{k}", arg.sort) for k, arg in enumerate(y.args[1:]))
    made: Expr = inf.make("partial", (Call("apply", (y.args[0], *inner), y.sort), inner[place]), node)
    for symbol, arg in zip(inner, y.args[1:], strict=True):
        made = inf.make("at", (made, symbol, arg), node)
    return made


def _letter(tree: Expr) -> str:
    """The letter that an argument is, or is a value of."""
    if isinstance(tree, Call) and tree.op == "apply":
        tree = tree.args[0]
    return tree.name if isinstance(tree, Symbol) else ""
