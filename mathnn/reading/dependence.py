"""What hangs on what in a derivative: where a text leaves that open, freely chosen values say nothing of it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from mathnn.check.names import BUILT_IN
from mathnn.expression import Call, Expr
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, Symbol, children, symbols, walk
from mathnn.notation import Notation
from mathnn.reading.layered import counted_from, formula, formulas_between, is_layer, nodes_of, tidied


def unrelated(tree: Expr, notation: Notation) -> set[str]:
    """Letters without a formula that are differentiated by a letter they do not hold: du/dw is not zero for that.

    So are those that are differentiated by an index: \\partial_i f means by the letter with that index.
    """
    found: set[str] = set()
    for node in walk(tree):
        if isinstance(node, Call) and node.op in DERIVATIVES:
            if node.args[1].sort.kind == "integer":
                found |= {symbol.name for symbol in symbols(node)}
            body, by = (_reached(part, notation) for part in node.args[:2])
            is_apart = not by & body or _is_other_layer(node, notation)
            if _is_passed_by(node.args[1], body, notation) or (
                    is_apart and not any(symbol.sort.kind == "function" for symbol in body)):
                found |= {symbol.name for symbol in body}
    return found


def is_rule_of_slopes(tree: Expr) -> bool:
    """Are all its letters differentiated by one variable, which stands nowhere else: d(XY)/dt by dX/dt and dY/dt?

    Such a rule is meant of any functions of it.
    """
    slopes = [node for node in walk(tree) if isinstance(node, Call) and node.op in DERIVATIVES and len(node.args) == 2]
    by = {node.args[1] for node in slopes}
    alone = {node.args[0] for node in slopes if isinstance(node.args[0], Symbol)}
    letters = {symbol for symbol in symbols(tree) if symbol.sort.kind in ("number", "function")} - by
    return len(slopes) > 1 and len(by) == 1 and letters == alone and _count(tree, next(iter(by))) == len(slopes) and (
        isinstance(next(iter(by)), Symbol))


def _count(tree: Expr, letter: Expr) -> int:
    return sum(1 for node in walk(tree) if node == letter)


def without_variable(tree: Expr, notation: Notation) -> set[str]:
    """The letters below all d, where none leads by a formula to what it is differentiated by; else none."""
    found: set[str] = set()
    for node in walk(tree):
        if isinstance(node, Call) and node.op in DERIVATIVES:
            body = {symbol.name for symbol in _reached(node.args[0], notation)}
            if not {symbol.name for symbol in symbols(node.args[1])}.isdisjoint(body):
                return set()
            found |= body
    return found


def loses_slope(tree: Expr, notation: Notation, less: Notation, here: Container[str]) -> bool:
    """Is a letter without its formula in `less` differentiated by what that formula holds? Then its slope is lost.

    Of g(x) = theta x, grad_theta g(x) = 0 would be true of any g that is a function of x alone; in d(x_i - mu)/dx_j the
    mean mu moves with each x_i, if its formula stands `here`. Of a lone letter, dy/du, the chain rule may be meant.
    """
    for node in walk(tree):
        if not isinstance(node, Call) or node.op not in DERIVATIVES:
            continue
        by = {symbol.name for symbol in symbols(node.args[1])}
        for head in symbols(node.args[0]):
            row, left = notation.find(head.name), less.find(head.name)
            if head in symbols(node.args[1]) or row is None or row.definition is None or (
                    head.sort.kind != "function" and (head.name not in here or by.isdisjoint(
                        symbol.name for symbol in symbols(node.args[0])))):
                continue
            if left is None or left.definition is None:
                own = {parameter.name for parameter in row.parameters}
                if any(symbol.name in by - own for symbol in _reached(row.definition, notation)):
                    return True
    return False


def _is_passed_by(by: Expr, body: set[Symbol], notation: Notation) -> bool:
    """Is it by a number with a formula, a = sigma(z), that no formula below the d holds, though both hold others?

    The text may have written the same quantity with another letter, L with y-hat; dL/da is not zero for that.
    """
    row = notation.find(by.name) if isinstance(by, Symbol) and not by.sort.shape else None
    if row is None or row.definition is None or by in body or not body:
        return False
    return bool(symbols(row.definition)) and all(
        symbol.sort.kind != "function" or symbol.name in BUILT_IN
        or ((own := notation.find(symbol.name)) is not None and own.definition is not None) for symbol in body)


def _is_other_layer(slope: Call, notation: Notation) -> bool:
    """Is it by a layer that no formula leads to from what is differentiated, though one leads to others of its family?

    Of a^l = sigma(w^l a^{l-1}) no formula leads to the z^l that the text gives that argument as a name.
    """
    by = tidied(_whole(slope.args[1]))
    if not is_layer(by):
        return False
    nodes = nodes_of(tidied(slope.args[0]))
    reached = nodes.union(*(nodes_of(own) for node in nodes if (own := formula(node, notation)) is not None))
    if any(is_layer(node) and counted_from(node) != counted_from(by) for node in reached):
        return False  # C hangs on a^L, and a^L on all layers l before it
    formulas = formulas_between(nodes, {by}, notation) if by not in nodes else {}
    return formulas is not None and by not in nodes and not formulas


def _whole(by: Expr) -> Expr:
    return by.args[0] if isinstance(by, Call) and by.op == "entry" else by


def hides_unrelated(tree: Expr, notation: Notation) -> bool:
    """Is there such a derivative in the formula of one of its letters, or in it where any letter has a formula?

    Letters that have none, du/dt = du/dx dx/dt, are taken for functions of one another.
    """
    rows = (notation.find(symbol.name) for symbol in _reached(tree, notation))
    formulas = [row.definition for row in rows if row is not None and row.definition is not None]
    by_layers = any(isinstance(node, Call) and node.op in DERIVATIVES and any(
        is_layer(_whole(part)) for part in node.args[:2]) for node in walk(tree))
    return any(unrelated(each, notation) for each in ((tree, *formulas) if formulas or by_layers else ()))


def _reached(tree: Expr, notation: Notation) -> set[Symbol]:
    """The letters of a tree and those that they are defined by, without those that count."""
    return {symbol for symbol in notation.reached(tree) if symbol.sort.kind != "integer"}


def implied_functions(tree: Expr) -> frozenset[str]:
    """Functions that are nowhere written with their arguments: a of da/dz."""
    heads = {node.args[0] for node in walk(tree) if isinstance(node, Call) and node.op in ("apply", "prime")}
    return frozenset(symbol.name for symbol in symbols(tree) if symbol.sort.kind == "function" and symbol not in heads)


def tied_to_argument(tree: Expr, notation: Notation, implied: frozenset[str]) -> set[str]:
    """Implied functions beside their own argument in a formula: the equation may be what says how they hang on it."""
    found: set[str] = set()
    if not implied:
        return found
    shown = set(_in_formulas(tree))
    for node in walk(tree):
        if isinstance(node, Call) and node.op == "apply" and isinstance(node.args[0], Symbol):
            row = notation.find(node.args[0].name)
            is_open = node.args[0].name in implied and (row is None or row.definition is None)
            if is_open and any(symbols(arg) & shown for arg in node.args[1:]):
                found.add(node.args[0].name)
    return found


def _in_formulas(tree: Expr) -> Iterator[Symbol]:
    """The letters that stand for values, not as arguments of functions nor under a d."""
    if isinstance(tree, Symbol):
        yield tree
    elif isinstance(tree, Call) and tree.op == "apply":
        return
    elif isinstance(tree, Call) and tree.op in DERIVATIVES:
        yield from _in_formulas(tree.args[0])
    elif isinstance(tree, Call | Bind):
        for part in children(tree):
            yield from _in_formulas(part)


__all__ = ["hides_unrelated", "implied_functions", "is_rule_of_slopes", "loses_slope",
           "tied_to_argument", "unrelated", "without_variable"]
