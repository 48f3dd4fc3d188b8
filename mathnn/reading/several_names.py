"""Several names for one thing: \\hat{y} = a = wx + b gives both letters the formula at the end."""

from __future__ import annotations

from collections.abc import Iterator

from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Name
from mathnn.reading.formulas import definition
from mathnn.reading.known import Known
from mathnn.reading.said import ALWAYS


def names_before(tree: Expr, known: Known) -> int:
    """How many equations of a chain only join names: the letters before the formula that nothing gave one yet."""
    if not isinstance(tree, Call) or tree.op != "chain":
        return 0
    count = 0
    for link in tree.args[:-1]:
        if not isinstance(link, Call) or link.op != "equal" or not (
                _is_new(link.args[1], known) or _were_given_together(link.args[0], link.args[1], known)):
            break
        count += 1
    return count


def definitions(tree: Expr, known: Known) -> Iterator[Name]:
    """The rows that a definition makes; every name before its formula gets it."""
    tree = given_by_numbers(tree) or tree
    count = names_before(tree, known)
    if not count:
        if (made := definition(tree)) is not None:
            yield made
        return
    assert isinstance(tree, Call)
    formula = tree.args[count]
    assert isinstance(formula, Call)
    for link in tree.args[: count + 1]:
        assert isinstance(link, Call)
        if (made := definition(Call("equal", (link.args[0], formula.args[1]), link.sort))) is not None:
            yield made


def given_by_numbers(tree: Expr) -> Call | None:
    """The first part of Q = a matrix of numbers => Q^T Q = I, which gives the letter what the rest follows from."""
    premise = tree.args[0] if isinstance(tree, Call) and tree.op == "implies" else None
    if not isinstance(tree, Call) or not isinstance(premise, Call) or premise.op != "equal" or not isinstance(
            premise.args[0], Symbol):
        return None
    if symbols(premise.args[1]) or definition(premise) is None or _is_place_of(tree.args[1], premise.args[0]):
        return None
    return premise


def _is_place_of(conclusion: Expr, letter: Symbol) -> bool:
    """f(y) = 1 where y = 0: the value of a function there."""
    left = conclusion.args[0] if isinstance(conclusion, Call) and conclusion.op == "equal" else None
    return isinstance(left, Call) and left.op == "apply" and letter in left.args[1:]


def _were_given_together(first: Expr, second: Expr, known: Known) -> bool:
    """Did one statement give both names their formula, a = g(z) = tanh(z)? Then another gives both a new one."""
    if isinstance(second, Call) and not all(isinstance(arg, Symbol) for arg in second.args):
        return False  # p = sigma(1)
    heads = [side.args[0] if isinstance(side, Call) and side.op == "apply" else side for side in (first, second)]
    said = [known.names.get(head.name) for head in heads if isinstance(head, Symbol)]
    lines = {each.line for each in said if each is not None and each.name.definition is not None}
    return len(said) == len(heads) and None not in said and len(lines) == 1


def _is_new(side: Expr, known: Known) -> bool:
    """A letter, or a function at letters, that has no formula, or that had it in another section."""
    while isinstance(side, Call) and side.op in ("apply", "entry", "layer"):
        if side.op == "layer" and isinstance(side.args[1], Number):
            return True  # v_0, where a sequence begins
        if not all(isinstance(arg, Symbol) for arg in side.args[1:]):
            return False
        side = side.args[0]
    if not isinstance(side, Symbol) or side.sort.kind == "set":
        return False
    said = known.names.get(side.name)
    return said is None or said.name.definition is None or (
        said.section not in (known.section, ALWAYS) and side.sort.kind == "function" and side.name != r"\sigma")


__all__ = ["definitions", "given_by_numbers", "names_before"]
