"""A cost without a formula, differentiated by the layers of a network: C is any function of the last of them.

A text on back-propagation says of C only that it comes after the layers: dC/dz^{(l)} by dC/dz^{(l+1)} is the chain rule
through z^{(l+1)} = W^{(l+1)} a^{(l)} + b^{(l+1)}; dC/dw by dC/da that through a = sigma(w x + b). So C is taken for a
function, any one, of the layer that hangs on all the others that it is differentiated by. The verdict stands on this
condition: a recurrent network has a cost at every step. What no formula of the text ties to those layers stays free.
"""

from __future__ import annotations

from dataclasses import dataclass

from mathnn.expression import INTEGER, NUMBER, Call, Expr, Symbol, function
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, children, operators, substitute, symbols, walk
from mathnn.notation import Name, Notation
from mathnn.reading.formulas import spelled
from mathnn.reading.layered import (
    SLOPES,
    behind,
    formula,
    formulas_between,
    is_layer,
    is_slope,
    nodes_of,
    opened,
    tidied,
)
from mathnn.reading.numbered import agreeing, representatives
from mathnn.reading.trust import FIXED
from mathnn.syntax.resized import resized, resized_row
from mathnn.syntax.to_latex import to_latex

_SPEAK_OF_SLOPES = frozenset((*SLOPES, "layer"))  # a layer may name one


@dataclass(frozen=True, slots=True)
class OfCost:
    """The statement about single layers, its notation, and what is taken for granted of the cost, as LaTeX.

    `is_chain_rule`: every term holds a slope of the cost, and nothing else stands in it than what the layers are made
    of; where that is false for one cost of the last layer, it is no matter of which cost the author means.
    """

    tree: Expr
    notation: Notation
    granted: str
    is_chain_rule: bool


def with_cost(tree: Expr, notation: Notation) -> OfCost | None:
    """None where the statement is not about the slopes of one letter without a formula."""
    if operators(tree).isdisjoint(_SPEAK_OF_SLOPES):
        return None
    tree = opened(tidied(_in_slopes(tree, notation)))
    slopes = [node for node in walk(tree) if isinstance(node, Call) and node.op in DERIVATIVES]
    costs = {node.args[0] for node in slopes if isinstance(node.args[0], Symbol) and _is_open(node.args[0], notation)}
    if len(costs) != 1 or any(node.op not in SLOPES for node in slopes):
        return None
    (cost,) = costs
    of_cost = [node for node in slopes if node.args[0] == cost]
    ends, others = _bases(of_cost), _bases(slopes)
    if ends is None or others is None or sum(node == cost for node in walk(tree)) != len(of_cost):
        return None
    nodes = nodes_of(tree) - {cost}
    formulas = formulas_between(nodes | others, others, notation)
    last = [end for end in ends if formulas is not None and behind(end, formulas) | {end} >= ends]
    if not last or formulas is None or _is_mixed(others, nodes, formulas, notation):
        return None
    return _single(tree, notation, cost, last[0], formulas)


def without_costs(tree: Expr, notation: Notation) -> Notation:
    """The notation without the formulas of numbers that are differentiated.

    E = (y - d)^2 leads to no layer where the text does not say that the last of them is y: it is any function then.
    """
    costs = {node.args[0] for node in walk(tree) if isinstance(node, Call) and node.op in DERIVATIVES}
    freed = {name: Name(row.symbol) for name, row in notation.names.items()
             if row.symbol in costs and row.symbol.sort == NUMBER and not row.parameters}
    return Notation({**notation.names, **freed}, notation.assumptions)


def _single(tree: Expr, notation: Notation, cost: Symbol, last: Expr, formulas: dict[Expr, Expr]) -> OfCost:
    """Each layer as a name of its own, each width as a letter of its own."""
    trees = (tree, last, *formulas, *formulas.values())
    layers = {node for each in trees for node in walk(each) if is_layer(node)}
    same = representatives([*(pair for each in trees for pair in agreeing(each)), *(
        pair for layer, own in formulas.items() for pair in zip(layer.sort.shape, own.sort.shape, strict=False))])
    widths = sorted({part for each in trees for node in walk(each) for size in node.sort.shape for part in walk(size)
                     if isinstance(part, Call) and part.op == "layer"}, key=repr)
    letters: dict[Expr, Expr] = {width: Symbol(f"n_{{{at}}}", INTEGER) for at, width in enumerate(widths)}
    sizes: dict[Expr, Expr] = {width: letters.get(same.get(width, width), same.get(width, width)) for width in widths}
    names: dict[Expr, Expr] = {node: Symbol(spelled(node), resized(node, sizes).sort) for node in layers}
    table = {**sizes, **names}
    rows = {name: resized_row(row, sizes) for name, row in notation.names.items()
            if row.symbol.sort.kind != "family" and name != cost.name}
    for layer, own in formulas.items():
        symbol = names.get(layer, layer)
        assert isinstance(symbol, Symbol)
        rows[symbol.name] = Name(symbol, definition=resized(own, table))
    end = names.get(last, last)
    head = Symbol(f"{cost.name}_{{0}}", function(end.sort))
    rows[cost.name] = Name(cost, definition=Call("apply", (head, end), NUMBER))
    sides = tree.args if isinstance(tree, Call) and tree.op == "equal" else (tree,)
    parts = {node for node in nodes_of(tree) - {cost} if getattr(node, "name", "") not in FIXED}
    is_chain_rule = parts <= _given(last, formulas, notation) and all(_is_of_slopes(side, cost) for side in sides) and (
        _functions(tree, notation) <= {head for own in formulas.values() for head in _functions(own, notation)})
    return OfCost(resized(tree, table), Notation(rows), f"{cost.name} = {cost.name}({to_latex(last)})", is_chain_rule)


def _in_slopes(tree: Expr, notation: Notation) -> Expr:
    """With dC/dz^{(l)} for delta^{(l)}, where the text defined the one by the other."""
    for node in nodes_of(tree):
        own = formula(node, notation)
        if own is not None and is_slope(own):
            tree = substitute(tree, {node: own})
    return tree


def _given(last: Expr, formulas: dict[Expr, Expr], notation: Notation) -> set[Expr]:
    """The layers that the text ties to the last one: those that it or they hang on, and what hangs on these alone."""
    found = behind(last, formulas) | {last}
    found |= {part for node in found if (own := formula(node, notation)) is not None for part in nodes_of(own)}
    return found | {node for node in formulas if behind(node, formulas) <= found}


def _functions(tree: Expr, notation: Notation) -> set[str]:
    """The functions without a formula that are applied in it: dsoftmax(dL/dP) may be anything."""
    heads = {symbol.name for node in walk(tree) if isinstance(node, Call) and node.op == "apply"
             for symbol in symbols(node.args[0])}
    return {name for name in heads if (row := notation.find(name)) is None or row.definition is None}


def _bases(slopes: list[Call]) -> set[Expr] | None:
    """What is differentiated by, of an entry the whole; None where one of them is no layer and no letter."""
    found: set[Expr] = set()
    for by in (slope.args[1] for slope in slopes):
        base = by.args[0] if isinstance(by, Call) and by.op == "entry" else by
        if not is_layer(base) and not (isinstance(base, Symbol) and base.sort.kind == "number"):
            return None
        found.add(base)
    return found


def _is_mixed(ends: set[Expr], nodes: set[Expr], formulas: dict[Expr, Expr], notation: Notation) -> bool:
    """Is a letter that all layers may share among the ends, W of h_t = tanh(W h_{t-1}), or a label that is bound?"""
    layers = {node for each in (*nodes, *formulas, *formulas.values()) for node in walk(each) if is_layer(node)}
    is_shared = any(isinstance(end, Symbol) and not end.name.endswith(")}") for end in ends) and any(
        formula(node, notation) is not None for node in layers)
    bound = {node.index for each in formulas.values() for node in walk(each) if isinstance(node, Bind)}
    return is_shared or any(bound & symbols(node.args[1]) for node in layers if isinstance(node, Call))


def _is_of_slopes(side: Expr, cost: Symbol) -> bool:
    """Does every term hold a slope of the cost?"""
    if isinstance(side, Call) and side.op in ("add", "negate"):
        return all(_is_of_slopes(part, cost) for part in children(side))
    if isinstance(side, Bind) and side.op == "sum":
        return _is_of_slopes(side.body, cost)
    return any(isinstance(node, Call) and node.op in SLOPES and node.args[0] == cost for node in walk(side))


def _is_open(cost: Symbol, notation: Notation) -> bool:
    row = notation.find(cost.name)
    return cost.sort == NUMBER and (row is None or row.definition is None)


__all__ = ["OfCost", "with_cost", "without_costs"]
