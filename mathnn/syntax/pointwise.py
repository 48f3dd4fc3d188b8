"""Functions that are added, multiplied, composed and differentiated as such: (fg)' = f'g + fg', (f \\circ g)' = ...

Such a statement speaks of all points at once. At a letter it reads (fg)'(x) = f'(x) g(x) + f(x) g'(x), where the left
side stays the derivative of a product: no rule is applied here that the statement may be about.
"""

from __future__ import annotations

from mathnn.expression import NUMBER, Bind, Call, Expr, Symbol
from mathnn.expression.operators import DERIVATIVES, sort_of
from mathnn.expression.tree import symbols, walk
from mathnn.notation import Notation

_RELATIONS = frozenset(("equal", "identical", "approximately", "less", "less_equal", "greater", "greater_equal"))
_LETTERS = ("x", "t", "u", "s", "v")


def holds_function(tree: Expr) -> bool:
    """Does a function stand in it for its values: f, 2f, f'g, e^f? In f(x) none does."""
    if tree.sort.kind == "function":
        return True
    if not isinstance(tree, Call) or tree.op in DERIVATIVES:
        return False
    return any(map(holds_function, tree.args[1:] if tree.op == "apply" else tree.args))


def at(tree: Expr, *letters: Expr) -> Expr:
    """The value at letters of what `holds_function` is true of."""
    if not holds_function(tree):
        return tree
    if not isinstance(tree, Call) or tree.op in ("prime", "compose"):
        return Call("apply", (tree, *letters), tree.sort.value or NUMBER)
    if tree.op == "apply":
        return Call("apply", (tree.args[0], *(at(arg, *letters) for arg in tree.args[1:])), tree.sort)
    args = tuple(at(arg, *letters) for arg in tree.args)
    return Call(tree.op, args, sort_of(tree.op, tuple(arg.sort for arg in args)))


def at_a_letter(tree: Expr, notation: Notation) -> Expr:
    """A relation between functions as such, at a letter; the same tree where it is none."""
    if isinstance(tree, Call) and tree.op in ("chain", "and"):
        links = tuple(at_a_letter(link, notation) for link in tree.args)
        return Call(tree.op, links, tree.sort) if links != tree.args else tree
    if not isinstance(tree, Call) or tree.op not in _RELATIONS or not _is_between_functions(tree):
        return tree
    letter = _letter(tree, notation)
    return Call(tree.op, tuple(at(arg, letter) for arg in tree.args), tree.sort)


def _is_between_functions(tree: Call) -> bool:
    """Do both sides, or one that combines functions, stand for functions of one number?"""
    if not all(map(holds_function, tree.args)):
        return False
    heads = [node for node in walk(tree) if isinstance(node, Symbol) and node.sort.kind == "function"]
    if any(head.sort.domain not in ((), (NUMBER,)) or (head.sort.value or NUMBER).shape for head in heads):
        return False
    return all(arg.sort.kind == "function" for arg in tree.args) or any(
        isinstance(node, Call) and (node.op == "compose" or (node.op == "prime" and is_combined(node.args[0])))
        for node in walk(tree)) or _is_slope(tree.args[0])


def _is_slope(tree: Expr) -> bool:
    return isinstance(tree, Call) and tree.op == "prime" and not isinstance(tree.args[0], Bind)


def is_combined(head: Expr) -> bool:
    """Is this function made of others: a sum, product, quotient or composition?"""
    return isinstance(head, Call) and head.op != "prime"


def _letter(tree: Expr, notation: Notation) -> Symbol:
    """The letter at which the first function was defined, else one that is free."""
    used = {s.name for s in symbols(tree)}
    for node in walk(tree):
        row = notation.find(node.name) if isinstance(node, Symbol) else None
        if row is not None and len(row.parameters) == 1 and row.parameters[0].name not in used:
            return row.parameters[0]
    return Symbol(next(name for name in (*_LETTERS, "x'") if name not in used and _is_open(name, notation)), NUMBER)


def _is_open(name: str, notation: Notation) -> bool:
    row = notation.find(name)
    return row is None or (row.definition is None and row.symbol.sort == NUMBER)


def variable_of(letters: tuple[Symbol, ...]) -> Symbol | None:
    """The letter that a prime on brackets differentiates by: the only one, x, or the only usual one."""
    usual = [letter for letter in letters if letter.name in _LETTERS or letter.name in ("z", "y")]
    if len(letters) == 1:
        return letters[0]
    return next((letter for letter in usual if letter.name == "x"), usual[0] if len(usual) == 1 else None)
