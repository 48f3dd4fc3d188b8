"""How a rule goes through a SymPy expression: everywhere, from the inside out, with nothing evaluated that it left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sympy import Add, Basic, Eq, MatAdd, MatMul, MatrixSymbol, Mul, Pow
from sympy.core.relational import Relational

from mathnn.errors import BuildError
from mathnn.theory.vector_algebra import index

Change = Callable[[Basic], Basic]
# Rows: one for each relation after the step. Columns: what each relation before it is multiplied by.
Multipliers = tuple[tuple[Basic, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule. `apply` makes the next line from the one before it.

    Of a rule for relations, `multipliers` says why the new relations follow: each one's difference of sides is this
    combination of the differences before. `decreasing` says instead that a decreasing function was taken off.
    A rule that is `stated` brings a result that was typed in.
    """

    name: str
    apply: Change
    multipliers: Callable[[Basic], Multipliers] | None = None
    decreasing: Any = None
    stated: bool = False


def rewrite(expression: Basic, change: Change) -> Basic:
    """Apply `change` to every node, children first. A matrix symbol is a leaf."""
    if expression.args and not isinstance(expression, MatrixSymbol):
        args = tuple(rewrite(arg, change) for arg in expression.args)
        if args != expression.args:
            expression = rebuilt(expression, args)
    return change(expression)


def rebuilt(expression: Basic, args: tuple[Basic, ...]) -> Basic:
    """A node of the same kind with other arguments; a relation is not decided, a sum of columns is collected."""
    if isinstance(expression, Relational):
        return expression.func(*args, evaluate=False)
    if isinstance(expression, MatAdd | MatMul):
        return expression.func(*args).doit(deep=False)
    return expression.func(*args)


def everywhere(name: str, change: Change) -> Rule:
    """A rule that rewrites each node that it fits. It must fit somewhere, else it raises BuildError."""

    def apply(expression: Basic) -> Basic:
        found = rewrite(expression, change)
        if found == expression:
            raise BuildError(f"the rule '{name}' changes nothing in {expression}")
        return found

    return Rule(name, apply)


def replacing(name: str, table: Mapping[Basic, Basic]) -> Rule:
    """A rule that puts one thing for another wherever it stands."""
    return everywhere(name, lambda node: table.get(node, node))


def substituting(name: str, *equations: Eq) -> Rule:
    """A rule that uses equations, assumed or derived: what stands left becomes what stands right."""
    return replacing(name, {equation.lhs: equation.rhs for equation in equations})


def replacing_sum(name: str, part: Add, value: Basic) -> Rule:
    """A rule that puts a value for some terms of a sum."""

    def change(node: Basic) -> Basic:
        found = isinstance(node, Add) and set(part.args) <= set(node.args)
        return node - part + value if found else node

    return everywhere(name, change)


def in_turn(name: str, *rules: Rule) -> Rule:
    """Several rules as one line of a derivation."""

    def apply(expression: Basic) -> Basic:
        for rule in rules:
            expression = rule.apply(expression)
        return expression

    return Rule(name, apply)


def on_side(side: int, rule: Rule) -> Rule:
    """A rule for one side of a relation: 0 is the left one, 1 the right one."""

    def apply(relation: Basic) -> Basic:
        sides = list(relation.args)
        sides[side] = rule.apply(sides[side])
        return relation.func(*sides, evaluate=False)

    return Rule(rule.name, apply)


def multiplied_out(node: Basic) -> Basic:
    """A product of sums, or a power of one, as a sum of products; what is inside functions stays."""
    if isinstance(node, Add):
        return Add(*(multiplied_out(term) for term in node.args))
    if isinstance(node, Mul | Pow):
        return node.expand(deep=False, mul=True, multinomial=True, power_base=False, power_exp=False,
                           log=False, basic=False)
    return node


def fresh_index(*expressions: Basic) -> Basic:
    """The first of i, j, k, l that does not occur."""
    used = {symbol.name for expression in expressions for symbol in expression.atoms() if hasattr(symbol, "name")}
    return index(next(letter for letter in "ijkl" if letter not in used))
