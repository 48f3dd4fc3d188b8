"""Why a step follows: what has to vanish for it to hold, and whether a combination of relations keeps the relation."""

from __future__ import annotations

from sympy import Abs, Basic, Dummy, Eq, Expr, Ge, Gt, Integer, Le, Lt, Ne, cos, fraction, pi, sin
from sympy.core.relational import Relational

from mathnn.theory.proof import Assumption, SymPyStep
from mathnn.theory.rewriting import Multipliers
from mathnn.theory.vector_algebra import Both, Dot, Fails, Norm, UnitStep, is_column, relations


def is_statement(expression: Basic) -> bool:
    """Is this true or false, not a number or a column?"""
    return isinstance(expression, Relational | Both | Fails)


def _normal(relation: Basic) -> tuple[str, Basic]:
    """A relation as a difference that is = 0, >= 0 or > 0; a value of the step function as what it says of z."""
    if isinstance(relation, Fails):
        kind, difference = _normal(relation.args[0])
        return {">=": ">", ">": ">="}[kind], -difference
    left, right = relation.args
    if isinstance(left, UnitStep) and right.is_Number and isinstance(relation, Eq):
        return (">=", left.args[0]) if right == 1 else (">", -left.args[0])
    kind = {Eq: "=", Ge: ">=", Le: ">=", Gt: ">", Lt: ">"}[relation.func]
    return kind, right - left if isinstance(relation, Le | Lt) else left - right


def _multipliers(step: SymPyStep) -> Multipliers:
    """The rule's own, or: each new relation is the one before it, rewritten."""
    if step.rule.multipliers is not None:
        return step.rule.multipliers(step.before)
    count = len(relations(step.before))
    return tuple(tuple(Integer(row == column) for column in range(count)) for row in range(count))


def residuals(step: SymPyStep) -> tuple[Basic, ...] | None:
    """What has to be zero for the step to hold; None when before and after are not of one kind."""
    if not is_statement(step.before):
        if is_statement(step.after) or is_column(step.before) != is_column(step.after):
            return None
        return (step.before - step.after,)
    if not is_statement(step.after):
        return None
    if step.rule.decreasing is not None:
        return _without_function(step)
    table, old, new = _multipliers(step), relations(step.before), relations(step.after)
    if len(table) != len(new) or any(len(row) != len(old) for row in table):
        return None
    return tuple(_minus_combination(_normal(after)[1], row, old) for after, row in zip(new, table, strict=True))


def _minus_combination(difference: Basic, row: tuple[Basic, ...], old: tuple[Basic, ...]) -> Basic:
    for factor, relation in zip(row, old, strict=True):
        if factor != 0:
            before = _normal(relation)[1]
            difference = difference - (Dot(factor, before) if is_column(factor) else factor * before)
    return difference


def _without_function(step: SymPyStep) -> tuple[Basic, ...]:
    """f(x) and f(y) were compared, now x and y: the sides are the same two arguments."""
    assert step.rule.decreasing is cos
    return tuple(before - cos(after) for before, after in zip(step.before.args, step.after.args, strict=True))


def keeps_relation(step: SymPyStep, assuming: tuple[Assumption, ...]) -> bool:
    """Do the factors of the combination keep =, >= and >? True for a step between expressions."""
    if not is_statement(step.before):
        return True
    if step.rule.decreasing is not None:
        return _is_mirrored(step)
    kinds = [_normal(relation)[0] for relation in relations(step.before)]
    rows = zip(relations(step.after), _multipliers(step), strict=True)
    return all(_allowed(_normal(after)[0], kinds, row, assuming) for after, row in rows)


def _is_mirrored(step: SymPyStep) -> bool:
    """The cosine decreases from 0 to pi, since its derivative -sin is negative between; equality stays equality."""
    angle = Dummy(positive=True)
    turned = {Gt: Lt, Lt: Gt, Ge: Le, Le: Ge, Eq: Eq}
    falling = step.rule.decreasing is cos and cos(angle).diff(angle) == -sin(angle)
    inside = step.after.rhs.is_number and bool(step.after.rhs >= 0) and bool(step.after.rhs <= pi)
    return bool(falling and inside and turned[step.before.func] is step.after.func)


def _allowed(kind: str, kinds: list[str], row: tuple[Basic, ...], assuming: tuple[Assumption, ...]) -> bool:
    """An equation follows from equations; an inequality from factors >= 0, a strict one from a strict one used."""
    used = [(factor, old) for factor, old in zip(row, kinds, strict=True) if factor != 0]
    unequal = [(factor, old) for factor, old in used if old != "="]
    if kind == "=":
        return not unequal
    signs = [_sign_known(factor, assuming) for factor, _ in unequal]
    if any(sign == "" for sign in signs):
        return False
    strict = any(old == ">" and sign == "positive" for (_, old), sign in zip(unequal, signs, strict=True))
    mixed = all(old == ">" for _, old in unequal) and bool(sum(factor for factor, _ in unequal).is_positive)
    return kind == ">=" or strict or mixed


def _sign_known(factor: Expr, assuming: tuple[Assumption, ...]) -> str:
    """``positive``, ``nonnegative`` or nothing, with norms of vectors that are not zero positive.

    A factor 1/d with d >= 0 counts as nonnegative: where d is 0 both sides of ``>=`` are limits of where it is not.
    """
    nonzero = {a.statement.lhs for a in assuming if isinstance(a.statement, Ne)}
    table = {norm: Dummy(positive=True) if norm.args[0] in nonzero else Dummy(nonnegative=True)
             for norm in factor.atoms(Norm)}
    table |= {size: Dummy(nonnegative=True) for size in factor.atoms(Abs)}
    plain = factor.xreplace(table)
    if plain.is_positive:
        return "positive"
    known = [_normal(a.statement)[1] for a in assuming if isinstance(a.statement, Ge | Le | Gt | Lt)]
    parts = fraction(plain)
    return "nonnegative" if all(part.is_nonnegative for part in parts) or factor in known else ""
