"""Rules for equations and inequalities: what is done to both sides, and why the new relation follows.

Each rule gives its multipliers: the difference of the new sides is that combination of the differences before it, with
factors that keep the relation. So a checker can follow it without knowing the rule (as in Farkas' lemma; Alexander
Schrijver, Theory of Linear and Integer Programming, section 7.3).
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, Basic, Dummy, Eq, Expr, Ge, Gt, Le, Lt, S, acos, collect, cos, sqrt

from mathnn.theory.rewriting import Rule, multiplied_out
from mathnn.theory.vector_algebra import Both, Dot, UnitStep, relations

_MIRRORED = {Eq: Eq, Lt: Gt, Gt: Lt, Le: Ge, Ge: Le}
_DOWNWARD = (Lt, Le)


def _with_sides(relation: Basic, left: Basic, right: Basic, mirrored: bool = False) -> Basic:
    kind = _MIRRORED[relation.func] if mirrored else relation.func
    return kind(left, right, evaluate=False)


def adding(term: Expr, name: str = "the same is added to both sides") -> Rule:
    """Add a number to both sides."""
    return Rule(name, lambda relation: _with_sides(relation, relation.lhs + term, relation.rhs + term))


def subtracting(term: Expr, name: str = "the same is subtracted from both sides") -> Rule:
    """Subtract a number from both sides."""
    return adding(-term, name)


def dividing(by: Expr, name: str = "both sides are divided by the same number", *, termwise: bool = False) -> Rule:
    """Divide both sides by a number that is not 0; a negative one turns an inequality round."""

    def share(side: Basic) -> Basic:
        return Add(*(term / by for term in Add.make_args(side))) if termwise else side / by

    def apply(relation: Basic) -> Basic:
        return _with_sides(relation, share(relation.lhs), share(relation.rhs), mirrored=bool(by.is_negative))

    def factor(relation: Basic) -> Expr:
        turned = by.is_negative and not isinstance(relation, Eq)
        return -1 / by if turned else 1 / by

    return Rule(name, apply, lambda relation: ((factor(relation),),))


SWAP_SIDES = Rule(
    "the sides are swapped",
    lambda relation: _with_sides(relation, relation.rhs, relation.lhs, mirrored=True),
    lambda relation: ((S.NegativeOne if isinstance(relation, Eq) else S.One,),),
)


def dotted_with(vector: Basic, name: str) -> Rule:
    """Take the dot product of both sides of an equation of columns with one column."""
    return Rule(name, lambda relation: _with_sides(relation, Dot(vector, relation.lhs), Dot(vector, relation.rhs)),
                lambda relation: ((vector,),))


def combined(name: str, *rows: tuple[Callable[..., Basic], tuple[Basic | int, ...]]) -> Rule:
    """New relations from several: each row is the kind of a new one and what the old ones are multiplied by."""

    def new(kind: Callable[..., Basic], weights: tuple[Basic | int, ...], old: tuple[Basic, ...]) -> Basic:
        used = [(weight, _turned(relation, kind)) for weight, relation in zip(weights, old, strict=True) if weight != 0]
        left, right = (Add(*(weight * relation.args[side] for weight, relation in used)) for side in (0, 1))
        return kind(left, right, evaluate=False)

    def apply(statement: Basic) -> Basic:
        made = [new(kind, weights, relations(statement)) for kind, weights in rows]
        return made[0] if len(made) == 1 else Both(*made)

    table = tuple(tuple(S(weight) for weight in weights) for _, weights in rows)
    return Rule(name, apply, lambda statement: table)


def _turned(relation: Basic, kind: Callable[..., Basic]) -> Basic:
    """The relation with its sides so that it can be added to one of another kind."""
    if isinstance(relation, Eq) or (relation.func in _DOWNWARD) == (kind in _DOWNWARD):
        return relation
    return _with_sides(relation, relation.rhs, relation.lhs, mirrored=True)


def _rooted(relation: Basic) -> Basic:
    return _with_sides(relation, sqrt(relation.lhs), sqrt(relation.rhs))


def _root_factor(relation: Basic) -> Expr:
    """y - |x| is y^2 - x^2 divided by |x| + y."""
    return 1 / (sqrt(relation.lhs) + sqrt(relation.rhs))


ROOTS = Rule("the square root grows with its argument", _rooted, lambda relation: ((_root_factor(relation),),))


def _without_cosine(relation: Basic) -> Basic:
    return _with_sides(relation, relation.lhs.args[0], acos(relation.rhs), mirrored=True)


COSINE_FALLS = Rule("the cosine falls from 0 to \u03c0", _without_cosine, decreasing=cos)


def _step_meaning(statement: Basic) -> Basic:
    """H(z) = 1 says z >= 0, and H(z) = 0 says z < 0."""
    found = []
    for relation in relations(statement):
        if not isinstance(relation, Eq) or not isinstance(relation.lhs, UnitStep):
            raise TypeError(f"not a value of the step function: {relation}")
        kind = {1: Ge, 0: Lt}[int(relation.rhs)]
        found.append(kind(relation.lhs.args[0], 0, evaluate=False))
    return found[0] if len(found) == 1 else Both(*found)


STEP_MEANING = Rule("the step is 1 from 0 on, else 0", _step_meaning)

_OPPOSITE = {Ge: Lt, Lt: Ge, Gt: Le, Le: Gt}
NOT_TRUE = Rule("of two real numbers one is less, or they are equal",
                lambda statement: _OPPOSITE[statement.args[0].func](*statement.args[0].args, evaluate=False))


def regrouped(name: str, *groups: Expr) -> Rule:
    """Collect a sum around groups such as w.p + b: (1-t) w.p + t w.q + b = (1-t)(w.p + b) + t (w.q + b)."""

    def apply(expression: Basic) -> Basic:
        stand_ins = {group: Dummy(real=True) for group in groups}
        table = {(dot := next(iter(group.atoms(Dot)))): stand_ins[group] - (group - dot) for group in groups}
        open_sum = multiplied_out(expression.xreplace(table))
        collected = collect(open_sum.expand(), list(stand_ins.values()))
        return collected.xreplace({stand_in: group for group, stand_in in stand_ins.items()})

    return Rule(name, apply)
