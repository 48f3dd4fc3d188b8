"""A cost without a formula, differentiated by the layers of a network: C is any function of the last of them.

A text on back-propagation says of C only that it comes after the layers: dC/dz^{(l)} by dC/dz^{(l+1)} is the chain rule
through z^{(l+1)} = W^{(l+1)} a^{(l)} + b^{(l+1)}. So C is taken for a function, any one, of the layer that hangs on all
the others that it is differentiated by. The verdict stands on this condition: a recurrent network has a cost at every
step. What no formula of the text ties to those layers stays free.
"""

from __future__ import annotations

from mathnn.expression import INTEGER, NUMBER, Call, Expr, Number, Sort, Symbol, function
from mathnn.expression.tree import Bind, rebuild, walk
from mathnn.notation import Name, Notation
from mathnn.reading.known import spelled
from mathnn.reading.resized import resized
from mathnn.syntax.dimensions import simple, tidy
from mathnn.syntax.to_latex import to_latex

_SLOPES = ("partial", "gradient")
_DEEP = 4  # formulas from one layer back to the next: z, a, and what stands between
_MOST = 24  # layers in one statement


def with_cost(tree: Expr, notation: Notation) -> tuple[Expr, Notation, str] | None:
    """The statement about single layers, its notation, and what is taken for granted of the cost, as LaTeX.

    None where the statement is not about the slopes of one letter without a formula.
    """
    tree = _in_slopes(tree, notation)
    slopes = [node for node in walk(tree) if isinstance(node, Call) and node.op in _SLOPES]
    costs = {node.args[0] for node in slopes}
    if len(costs) != 1 or any(isinstance(node, Bind) for node in walk(tree)):
        return None
    (cost,) = costs
    ends = {node.args[1] for node in slopes}
    if not (isinstance(cost, Symbol) and _is_open(cost, notation) and all(map(_is_layer, ends))):
        return None
    formulas = _formulas(ends | {node for node in walk(tree) if _is_layer(node)}, ends, notation)
    behind = {node: _behind(node, formulas) for node in {*ends, *formulas}}
    last = [end for end in ends if behind[end] | {end} >= ends]
    is_circular = any(node in others for node, others in behind.items())
    if not last or is_circular or sum(node == cost for node in walk(tree)) != len(slopes):
        return None
    return _single(tree, notation, cost, last[0], formulas)


def _single(tree: Expr, notation: Notation, cost: Symbol, last: Expr,
            formulas: dict[Expr, Expr]) -> tuple[Expr, Notation, str]:
    """Each layer as a name of its own, each width as a letter of its own."""
    trees = (tree, last, *formulas, *formulas.values())
    layers = {node for each in trees for node in walk(each) if _is_layer(node)}
    sizes: dict[Expr, Expr] = {width: Symbol(f"n_{{{at}}}", INTEGER) for at, width in enumerate(
        sorted({size for each in trees for node in walk(each) for size in node.sort.shape
                if not isinstance(size, Number)}, key=repr))}
    names: dict[Expr, Expr] = {
        node: Symbol(spelled(node), resized(node, sizes).sort) for node in layers}
    table = {**sizes, **names}
    rows = {name: row for name, row in notation.names.items()
            if row.symbol.sort.kind != "family" and name != cost.name}
    for layer, formula in formulas.items():
        symbol = names[layer]
        assert isinstance(symbol, Symbol)
        rows[symbol.name] = Name(symbol, definition=resized(formula, table))
    end = names[last]
    head = Symbol(f"{cost.name}_{{0}}", function(end.sort))
    rows[cost.name] = Name(cost, definition=Call("apply", (head, end), NUMBER))
    return resized(tree, table), Notation(rows), f"{cost.name} = {cost.name}({to_latex(last)})"


def _in_slopes(tree: Expr, notation: Notation) -> Expr:
    """With dC/dz^{(l)} for delta^{(l)}, where the text defined the one by the other."""
    for node in {node for node in walk(tree) if _is_layer(node)}:
        formula = _formula(node, notation)
        if isinstance(formula, Call) and formula.op in _SLOPES and isinstance(formula.args[0], Symbol):
            tree = _replaced(tree, node, formula)
    return tree


def _replaced(tree: Expr, node: Expr, formula: Expr) -> Expr:
    return formula if tree == node else rebuild(tree, lambda part: _replaced(part, node, formula))


def _formulas(nodes: set[Expr], ends: set[Expr], notation: Notation) -> dict[Expr, Expr]:
    """The formulas of those layers that hang on a layer that something is differentiated by."""
    found: dict[Expr, Expr] = {}
    for node in sorted(nodes, key=repr):
        _hangs_on(node, ends, notation, found, _DEEP)
    return found


def _hangs_on(node: Expr, ends: set[Expr], notation: Notation, found: dict[Expr, Expr], depth: int) -> bool:
    if node in found:
        return True
    formula = _formula(node, notation) if depth and len(found) < _MOST else None
    if formula is None:
        return False
    parts = {part for part in walk(formula) if _is_layer(part) and part != node}
    tied = [part in ends or part in found for part in parts]
    tied += [_hangs_on(part, ends, notation, found, depth - 1) for part in sorted(parts, key=repr)]
    if any(tied):
        found[node] = formula
    return any(tied)


def _behind(node: Expr, formulas: dict[Expr, Expr]) -> set[Expr]:
    """The layers that one hangs on."""
    found: set[Expr] = set()
    waiting = [node]
    while waiting:
        formula = formulas.get(waiting.pop())
        parts = {part for part in walk(formula) if _is_layer(part)} if formula is not None else set()
        waiting += parts - found
        found |= parts
    return found


def _formula(node: Expr, notation: Notation) -> Expr | None:
    """The formula of a layer, at its label."""
    if not (isinstance(node, Call) and isinstance(node.args[0], Symbol)):
        return None
    row = notation.find(node.args[0].name)
    if row is None or row.definition is None or len(row.parameters) != 1:
        return None
    return _tidied(resized(row.definition, {row.parameters[0]: node.args[1]}))


def _tidied(tree: Expr) -> Expr:
    """With the labels and sizes worked out: a^{(l + 1 - 1)} is a^{(l)}."""
    made = rebuild(tree, _tidied)
    if isinstance(made, Number | Bind):
        return made
    shape = tuple(map(tidy, made.sort.shape))
    sort = Sort(made.sort.kind, shape, made.sort.domain, made.sort.value)
    if isinstance(made, Symbol):
        return Symbol(made.name, sort)
    args = (made.args[0], simple(made.args[1])) if made.op == "layer" else made.args
    return Call(made.op, args, sort)


def _is_layer(node: Expr) -> bool:
    return (isinstance(node, Call) and node.op == "layer" and isinstance(node.args[0], Symbol)
            and node.args[0].sort.kind == "family")


def _is_open(cost: Symbol, notation: Notation) -> bool:
    row = notation.find(cost.name)
    return cost.sort == NUMBER and (row is None or row.definition is None)


__all__ = ["with_cost"]
