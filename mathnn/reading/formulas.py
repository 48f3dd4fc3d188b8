"""The rows of the symbol table that an equation or a membership makes: of a letter, a function, entries, a family."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mathnn.check.random_names import conditional
from mathnn.check.two_signs import has_two_signs
from mathnn.expression import Call, Expr, Number, Sort, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, substitute, symbols, walk
from mathnn.notation import DECLARED, Name, Notation
from mathnn.reading.columns import of_whole_column
from mathnn.reading.squares import of_variance
from mathnn.syntax.pointwise import at_a_letter
from mathnn.syntax.to_latex import to_latex


def definition(tree: Expr) -> Name | None:
    """The row that an equation makes when it is a definition: of a letter, a function, a vector's entries, a family."""
    if not isinstance(tree, Call):
        return None
    if tree.op == "chain":
        return definition(tree.args[0])
    if tree.op not in ("equal", "define", "identical") or has_two_signs(tree):
        return None  # x = ±a gives x no value
    tree = at_a_letter(tree, Notation({})) if tree.args[0].sort.kind == "function" else tree
    assert isinstance(tree, Call)
    if (made := of_whole_column(*tree.args)) is not None:
        return made
    left, right = of_variance(*_at_its_argument(*_by_entries(*tree.args)))
    table = _entries_as_names(left)
    left, right = substitute(left, table), substitute(right, table)
    found = _target(left)
    if found is None or right.sort.kind not in ("number", "integer"):
        return None
    symbol, parameters = found
    if any(s.name == symbol.name for s in symbols(right)) and not _recurs(symbol, parameters, right):
        return None
    if len({p.name for p in parameters}) != len(parameters) or _is_cost(parameters, right):
        return None
    return Name(symbol, "", right, parameters)


def _is_cost(parameters: tuple[Symbol, ...], right: Expr) -> bool:
    """Is a label, the L of delta^{(L)}, also the name of what is differentiated, the loss L? Then L is one layer."""
    names = {p.name for p in parameters}
    return any(isinstance(node, Call) and node.op in DERIVATIVES and isinstance(node.args[0], Symbol)
               and node.args[0].name in names for node in walk(right))


def _at_its_argument(left: Expr, right: Expr) -> tuple[Expr, Expr]:
    """f(x + e) = g(x + e) h(x + e) as f(x) = g(x) h(x): a formula in which the letters stand in this sum alone."""
    inner = left.args[1] if isinstance(left, Call) and left.op == "apply" and len(left.args) == 2 else None
    if not isinstance(left, Call) or not isinstance(inner, Call) or inner.op != "add" or inner.sort.shape:
        return left, right
    letters = symbols(inner)
    letter = next((part for part in inner.args if isinstance(part, Symbol)), None)
    simpler = substitute(right, {inner: letter}) if letter is not None else right
    if letter is None or symbols(simpler) & letters != {letter} or _count(simpler, letter) > _count(right, inner):
        return left, right
    return Call("apply", (left.args[0], letter), left.sort), simpler


def _count(tree: Expr, part: Expr) -> int:
    return sum(node == part for node in walk(tree))


def _by_entries(left: Expr, right: Expr) -> tuple[Expr, Expr]:
    """a^l_j = ... as a^l = the column of these entries."""
    if not (isinstance(left, Call) and left.op == "entry" and len(left.args) == 2 and not left.sort.shape):
        return left, right
    member, index = left.args
    if not (isinstance(member, Call) and member.op == "layer" and isinstance(index, Symbol)) or right.sort.shape:
        return left, right
    one = Number(Fraction(1), "1")
    return member, Bind("vector", index, right, one, member.sort.shape[0], None, member.sort)


def _recurs(symbol: Symbol, parameters: tuple[Symbol, ...], right: Expr) -> bool:
    """Is a family given by other members of itself, a^l by a^{l-1}?"""
    if symbol.sort.kind != "family" or len(parameters) != 1:
        return False
    members = [node for node in walk(right) if isinstance(node, Call) and node.op == "layer" and node.args[0] == symbol]
    alone = sum(node == symbol for node in walk(right))
    return alone == len(members) and all(node.args[1] != parameters[0] for node in members)


def _entries_as_names(left: Expr) -> dict[Expr, Expr]:
    """Names for the arguments of f(x_1, x_2) that were read as entries of a vector x."""
    if not isinstance(left, Call) or left.op != "apply":
        return {}
    return {arg: Symbol(f" {arg.args[0]!r}_{arg.args[1]!r}") for arg in left.args[1:]
            if isinstance(arg, Call) and arg.op == "entry" and not arg.sort.shape and isinstance(arg.args[1], Number)}


def _target(left: Expr) -> tuple[Symbol, tuple[Symbol, ...]] | None:
    if isinstance(left, Symbol):
        return left, ()
    if isinstance(left, Call) and left.op == "layer" and isinstance(left.args[1], Number):
        return Symbol(spelled(left), left.sort), ()  # z^{(1)}, a layer by its number
    if (name := conditional(left)) is not None:
        return Symbol(name), ()
    if isinstance(left, Call) and left.op in ("apply", "entry", "layer") and isinstance(left.args[0], Symbol):
        rest = left.args[1:]
        if all(isinstance(arg, Symbol) for arg in rest):
            return left.args[0], tuple(arg for arg in rest if isinstance(arg, Symbol))
    if isinstance(left, Call) and left.op == "sigmoid" and isinstance(left.args[0], Symbol):
        sort = left.args[0].sort  # the letter is read as the logistic function until a text gives it another formula
        return Symbol(r"\sigma", Sort("function", (), (sort,), sort)), (left.args[0],)
    return None


def declarations(tree: Expr) -> Iterator[Name]:
    """The rows that memberships make: x in R^n, f : R -> R."""
    if not isinstance(tree, Call):
        return
    if tree.op in ("and", "chain"):
        for part in tree.args:
            yield from declarations(part)
    elif tree.op == "member":
        yield from _members(*tree.args)


def _members(left: Expr, collection: Expr) -> Iterator[Name]:
    parts = left.args if isinstance(left, Call) and left.op == "tuple" else (left,)
    sort = _sort_of_members(collection)
    for part in parts:
        if isinstance(part, Symbol) and isinstance(collection, Call) and collection.op == "maps":
            yield Name(part, DECLARED)  # f : R^n -> R
        elif isinstance(part, Symbol) and sort is not None:
            if part.sort.kind == "function" and not sort.shape:
                yield Name(part)
            else:
                yield Name(Symbol(part.name, sort))
        elif isinstance(part, Call) and part.op == "layer" and isinstance(part.args[1], Number) and sort is not None:
            yield Name(Symbol(spelled(part), sort))  # W^{(1)} with a shape of its own, no member of a family
        elif isinstance(part, Call) and part.op == "layer" and isinstance(part.args[0], Symbol) and _are_samples(part):
            yield Name(part.args[0])  # x_i in R^d: a column for every i


def _are_samples(part: Call) -> bool:
    """Do all members of this family have one shape, which hangs on no label?"""
    value = part.args[0].sort.value
    return value is not None and bool(value.shape) and isinstance(part.args[1], Symbol) and all(
        isinstance(size, Symbol | Number) for size in value.shape)


def spelled(tree: Expr) -> str:
    """A name with its scripts as the reader spells it."""
    return to_latex(tree).replace(" ", "")


def _sort_of_members(collection: Expr) -> Sort | None:
    if isinstance(collection, Call) and collection.op in ("reals", "integers", "naturals"):
        kind = "number" if collection.op == "reals" else "integer"
        return Sort(kind, collection.args)
    if isinstance(collection, Call) and collection.op == "tuples":  # {0, 1}^n
        return Sort("number", collection.args[1:])
    return None
