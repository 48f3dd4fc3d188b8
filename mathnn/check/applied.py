"""Functions that a text writes without their arguments, df/dx or f' = 2x: put at the letters that they were defined at.

A letter that was defined as a function of others, a = a(u, v), stands for its value there, and so do u and v in turn:
that is how dependencies are implied in a text, and what a derivative by a letter further down follows.
"""

from __future__ import annotations

from collections.abc import Mapping

from mathnn.check.conditional_formulas import with_formulas
from mathnn.check.inverses import without_inverses
from mathnn.expression import NUMBER, Bind, Call, Expr, Sort, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import rebuild, walk
from mathnn.notation import Notation
from mathnn.syntax.pointwise import at_a_letter

_VALUES = frozenset(("add", "negate", "multiply", "divide", "power", "root", "abs", "exp", "log", "norm", "cases"))
_RELATIONS = frozenset(("equal", "approximately", "less", "less_equal", "greater", "greater_equal", "unequal"))
_DEEPEST = 12


def applied(tree: Expr, notation: Notation) -> Expr:
    """The tree in which every function that stands for a value is applied. The same tree where there is none."""
    if not any(node.sort.kind == "function" for node in walk(tree)):
        return tree
    tree = with_formulas(without_inverses(at_a_letter(tree, notation), notation), notation)
    return _Filling(notation, _variables(tree), _written(tree)).filled(tree)


def _variables(tree: Expr) -> tuple[Expr, ...]:
    """What is differentiated by: the argument of a function that was never written with one."""
    found = [node.args[1] for node in walk(tree) if isinstance(node, Call) and node.op in ("derivative", "partial")]
    return tuple(dict.fromkeys(found))


def _written(tree: Expr) -> dict[str, tuple[Expr, ...]]:
    """The function and the letters at which the statement itself writes it, f(x, y) beside the bare f of df/dx."""
    found: dict[str, set[tuple[Expr, ...]]] = {}
    for node in walk(tree):
        if isinstance(node, Call) and node.op == "apply" and all(isinstance(arg, Symbol) for arg in node.args):
            found.setdefault(str(getattr(node.args[0], "name", "")), set()).add(node.args)
    return {name: next(iter(places)) for name, places in found.items() if len(places) == 1}


class _Filling:
    """One pass over a statement."""

    def __init__(self, notation: Notation, variables: tuple[Expr, ...],
                 written: Mapping[str, tuple[Expr, ...]]) -> None:
        self.notation = notation
        self.variables = variables
        self.written = written

    def filled(self, tree: Expr) -> Expr:
        """The same node with its parts filled in."""
        if isinstance(tree, Bind):
            return rebuild(tree, self.filled)
        if not isinstance(tree, Call):
            return tree
        if tree.op in ("apply", "prime"):
            rest = tuple(self.value(self.filled(arg)) for arg in tree.args[1:])
            return Call(tree.op, (tree.args[0], *rest), tree.sort)
        args = tuple(self.filled(arg) for arg in tree.args)
        if tree.op in DERIVATIVES:
            args = (self._derived(args[0], args[1:2]), *args[1:])
        elif tree.op in _VALUES or (tree.op in _RELATIONS and any(arg.sort.kind != "function" for arg in args)):
            args = tuple(map(self.value, args))
        return Call(tree.op, args, tree.sort) if args != tree.args else tree

    def _derived(self, tree: Expr, by: tuple[Expr, ...]) -> Expr:
        """What is differentiated; a bare f was read as a number where f(x, y) comes after it."""
        written = self.written.get(tree.name, ()) if isinstance(tree, Symbol) and not tree.sort.shape else ()
        if written and tree.sort.kind != "function":
            return Call("apply", written, written[0].sort.value or NUMBER)
        return self.value(tree, self.variables or by)

    def value(self, tree: Expr, otherwise: tuple[Expr, ...] = (), depth: int = 0) -> Expr:
        """A function at its letters; anything else as it is."""
        if tree.sort.kind != "function" or depth > _DEEPEST:
            return tree
        head = tree
        while isinstance(head, Call) and head.op == "prime":
            head = head.args[0]
        row = self.notation.find(head.name) if isinstance(head, Symbol) else None
        arguments: tuple[Expr, ...] = row.parameters if row is not None else ()
        written = self.written.get(getattr(head, "name", ""), ())
        if not arguments and written and tree == head:
            return Call("apply", written, written[0].sort.value or NUMBER)  # the bare f may be read as one of a number
        arguments = arguments or written[1:] or _whole(otherwise or self.variables, tree.sort)
        if not arguments or any(argument == head for argument in arguments):
            return tree
        if len(tree.sort.domain) != len(arguments):
            arguments = arguments[: max(len(tree.sort.domain), 1)]
        inner = tuple(self.value(self._known(argument), depth=depth + 1) for argument in arguments)
        return Call("apply", (tree, *inner), tree.sort.value or NUMBER)

    def _known(self, argument: Expr) -> Expr:
        """A letter as the text knows it: perhaps a function of others."""
        row = self.notation.find(argument.name) if isinstance(argument, Symbol) else None
        return row.symbol if row is not None and row.symbol.sort.kind == "function" else argument


def _whole(variables: tuple[Expr, ...], sort: Sort) -> tuple[Expr, ...]:
    """The column whose entries a function of one column is differentiated by: f of df/dx_1, df/dx_2 is f(x)."""
    if len(sort.domain) != 1 or not sort.domain[0].shape:
        return variables
    columns = {variable.args[0] if isinstance(variable, Call) and variable.op == "entry" else variable
               for variable in variables}
    return tuple(columns) if len(columns) == 1 else variables
