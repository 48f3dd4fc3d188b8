"""Primes: the derivative of a function, a transpose where that is the convention, or a name of its own."""

from __future__ import annotations

from mathnn.expression import Call, Expr, Symbol, function
from mathnn.expression.tree import symbols
from mathnn.syntax.function_letters import FUNCTIONS, TABLED
from mathnn.syntax.infer import PRIMES, ClashError, Inference, UnreadableError
from mathnn.syntax.infer import number as written_number
from mathnn.syntax.infer_names import bare, function_named
from mathnn.syntax.pointwise import holds_function, variable_of
from mathnn.syntax.surface import Node
from mathnn.syntax.uses import CALLED


def primed_name(inf: Inference, text: str, primes: int, node: Node) -> Expr:
    """f', a transposed matrix where primes are that, or another name: x'."""
    if not primes:
        return bare(inf, text)
    known = inf.symbols.get(text) or inf.declared(text)
    if known is not None and known.sort.kind == "function":
        if any(sort.shape for sort in known.sort.domain) and text in inf.notation.names:
            raise ClashError("a prime on a function of a column", node)
        return slope_of(known, primes)
    if known is None and not inf.bound.get(text) and (
            inf.evidence.of(text) & CALLED or text in FUNCTIONS or text in TABLED
            or (inf.evidence.is_whole_function(text) and PRIMES not in inf.notation.assumptions)):
        return slope_of(function_named(inf, text), primes)
    if PRIMES in inf.notation.assumptions:
        tree: Expr = inf.name(text)
        for _ in range(primes):
            tree = inf.make("transpose", (tree,), node)
        return tree
    variables = inf.evidence.slopes.get(text, set())
    if len(variables) == 1 and (known is None or not known.sort.shape) and text not in inf.bound:  # y' beside dy/dx
        order = () if primes == 1 else (written_number(str(primes)),)
        return inf.make("derivative", (inf.name(text), inf.name(next(iter(variables))), *order), node)
    whole, expected = text + "'" * primes, known.sort if known is not None else None
    if expected is None and inf.declared(whole) is None:  # w' of w' = w - g is of the kind of w
        inf.soft.setdefault(whole, 0)
        expected = inf.sort_of_rank(inf.forced[whole]) if inf.forced.get(whole) else None
    return inf.name(whole, expected)


def prime_of(inf: Inference, tree: Expr, node: Node) -> Expr:
    """The prime of a function, or of brackets: a transpose by convention, or the derivative by the variable."""
    if holds_function(tree):
        return slope_of(tree, 1)
    if PRIMES in inf.notation.assumptions:
        return inf.make("transpose", (tree,), node)
    free = [s for s in symbols(tree) if s.sort.kind == "number" and s.name not in (r"\pi", r"\mathrm{e}")]
    variable = variable_of(tuple(free))
    if variable is None and isinstance(tree, Call) and tree.op in ("layer", "entry") and isinstance(
            head := tree.args[0], Symbol):
        other = inf.name(head.name + "'", head.sort)  # x_t' is of another family than x_t
        return Call(tree.op, (other, *tree.args[1:]), tree.sort)
    if variable is None:
        raise UnreadableError("a prime on brackets that hold more than one variable", node, "'")
    inf.taken.setdefault("'", f"a prime on brackets: the derivative by {variable.name}")
    return inf.make("derivative", (tree, variable), node)


def slope_of(tree: Expr, primes: int) -> Expr:
    """f', (fg)', (1/f)': the derivative of a function, or of what functions stand in for their values."""
    order = () if primes == 1 else (written_number(str(primes)),)
    return Call("prime", (tree, *order), tree.sort if tree.sort.kind == "function" else function()) if primes else tree


__all__ = ["prime_of", "primed_name", "slope_of"]
