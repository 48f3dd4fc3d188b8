"""A formula with ± states two things at once.

Where ± stands on both sides of a relation the upper signs go together, and the lower ones: cos(a ± b) = cos a cos b ∓
sin a sin b. Where it stands on one side alone the relation holds with one of the signs: x = ±3 says that x is 3 or -3,
which of numbers is (x - 3)(x + 3) = 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mathnn.claims import Verdict, worst
from mathnn.expression import TRUTH, Call, Expr, Number
from mathnn.expression.build import multiply, negate, number, subtract
from mathnn.expression.sort import SET
from mathnn.expression.tree import Bind, operators, rebuild, substitute, symbols, walk
from mathnn.notation import Notation

SIGNS = frozenset(("plus_minus", "minus_plus"))
_RELATIONS = frozenset(("equal", "identical", "unequal", "less", "less_equal", "greater", "greater_equal"))
_NEITHER = "With neither sign is it right, since the product of the two differences is not 0:"
_OF_BOTH = re.compile(r"(.+)_\{?(?:1,\s*2|1/2|\\pm|\\mp)\}?")
Judge = Callable[[Expr, Notation], Verdict]


def has_two_signs(tree: Expr) -> bool:
    """Does ± or ∓ stand anywhere in it?"""
    return not SIGNS.isdisjoint(operators(tree))


def in_one(tree: Expr) -> Expr | None:
    """The condition without ± that says the same as a condition with it; None where there is none."""
    if not isinstance(tree, Call):
        return None
    if tree.op in ("chain", "and"):
        parts = [in_one(part) if has_two_signs(part) else part for part in tree.args]
        return None if None in parts else Call(tree.op, tuple(part for part in parts if part is not None), tree.sort)
    if tree.op not in ("equal", "identical") or len(tree.args) != 2 or _is_measured(tree):
        return None
    left, right = tree.args
    if all(map(has_two_signs, tree.args)) or left.sort.shape or right.sort.shape:
        return None
    upper, lower = (_with(tree, is_upper) for is_upper in (True, False))
    return Call("equal", (multiply(subtract(*upper.args), subtract(*lower.args)), number(0)), TRUTH)


def as_condition(tree: Expr) -> Expr | None:
    """The same of a condition that holds for what follows: y = ±1 chooses y among these numbers."""
    if isinstance(tree, Call) and tree.op == "equal" and len(tree.args) == 2:
        left, right = tree.args
        if isinstance(right, Call) and right.op in SIGNS and isinstance(right.args[0], Number) and not left.sort.shape:
            return Call("member", (left, Call("finite_set", (right.args[0], negate(right.args[0])), SET)), TRUTH)
    return in_one(tree)


def judged(tree: Expr, notation: Notation, judge: Judge) -> Verdict:
    """The verdict on a statement with ±."""
    if isinstance(tree, Bind):
        return _both(tree, notation, judge) if tree.op != "forall" else judged(tree.body, notation, judge)
    if not isinstance(tree, Call):
        return _undecided()
    if tree.op in ("chain", "and"):
        return worst(tuple(judge(part, notation) for part in tree.args))
    if tree.op in ("implies", "iff"):
        return _implication(tree, notation, judge)
    if tree.op not in _RELATIONS or len(tree.args) != 2 or _is_measured(tree) or any(
            _OF_BOTH.fullmatch(letter.name) for letter in symbols(tree)):
        return _undecided()
    if all(map(has_two_signs, tree.args)):
        return _both(tree, notation, judge)
    return _either(tree, notation, judge)


def _undecided() -> Verdict:
    return Verdict("unsettled", "Not decided: two signs at once stand for two statements.")


def _implication(tree: Call, notation: Notation, judge: Judge) -> Verdict:
    """With ± in both parts its signs go together; else one part says that one of two things holds."""
    if all(map(has_two_signs, tree.args)):
        return _both(tree, notation, judge)
    tree = _of_one_letter(tree)
    parts = tuple(part for each in tree.args if (part := in_one(each) if has_two_signs(each) else each) is not None)
    if len(parts) != len(tree.args):
        return _undecided()
    verdict = _without_hint(judge(Call(tree.op, parts, tree.sort), notation))
    return verdict.changed(reason=f"{_NEITHER} {verdict.reason}") if verdict.is_wrong else verdict


def base_of(name: str) -> str:
    """The x of x_{1,2} and x_±; any other name as it is."""
    found = _OF_BOTH.fullmatch(name)
    return name if found is None else found[1]


def _of_one_letter(tree: Call) -> Call:
    """x_{1,2} = ... and x_± = ... behind an equation in x: both its solutions."""
    premise, conclusion = tree.args
    table: dict[Expr, Expr] = {}
    for letter in symbols(conclusion) - symbols(premise):
        base = next((s for s in symbols(premise) if s.name == base_of(letter.name)), None)
        if base is not None:
            table[letter] = base
    return Call(tree.op, (premise, substitute(conclusion, table)), tree.sort) if table else tree


def _both(tree: Expr, notation: Notation, judge: Judge) -> Verdict:
    found = []
    for is_upper in (True, False):
        verdict = judge(_with(tree, is_upper), notation)
        if verdict.is_wrong:
            signs = "upper" if is_upper else "lower"
            verdict = verdict.changed(reason=f"With the {signs} signs: {verdict.reason}")
        found.append(_without_hint(verdict))
    return worst(tuple(found))


def _either(tree: Call, notation: Notation, judge: Judge) -> Verdict:
    """True where one of the signs is right at every point, and neither of them at all points."""
    found = tuple(judge(_with(tree, is_upper), notation) for is_upper in (True, False))
    if any(each.kind == "mistyped" for each in found) or all(each.is_true for each in found):
        return worst(found)
    if any(each.kind in ("proved", "tested") for each in found):
        return Verdict("unsettled", "It holds with one of the signs already, so that the other one says nothing.")
    whole = in_one(tree)
    if whole is None:
        return _undecided()
    verdict = _without_hint(judge(whole, notation))
    return verdict.changed(reason=f"{_NEITHER} {verdict.reason}") if verdict.is_wrong else verdict


def _without_hint(verdict: Verdict) -> Verdict:
    """A hint would be about one of two statements, which the author did not write."""
    return verdict.changed(suggestion=None) if verdict.is_wrong else verdict


def _with(tree: Expr, is_upper: bool) -> Call:
    """The statement with all upper signs, or all lower ones."""
    made = _signed(tree, is_upper)
    assert isinstance(made, Call)
    return made


def _signed(tree: Expr, is_upper: bool) -> Expr:
    if not isinstance(tree, Call | Bind) or not has_two_signs(tree):
        return tree
    tree = rebuild(tree, lambda part: _signed(part, is_upper))
    if isinstance(tree, Call) and tree.op in SIGNS:
        return tree.args[0] if (tree.op == "plus_minus") == is_upper else negate(tree.args[0])
    return tree


def _is_measured(tree: Call) -> bool:
    """3.2 ± 0.1: a number with its uncertainty, no two numbers."""
    return any(isinstance(node, Call) and node.op == "add" and not symbols(node) and has_two_signs(node)
               and any(isinstance(part, Number) and part.value.denominator != 1 and "." in part.written
                       for part in walk(node)) for node in walk(tree))


__all__ = ["SIGNS", "as_condition", "base_of", "has_two_signs", "in_one", "judged"]
