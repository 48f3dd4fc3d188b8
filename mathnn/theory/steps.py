"""Every step of a proof is checked twice: by SymPy in entries at several sizes, and by NumPy at random points.

What has to vanish is the same for both: before - after for expressions; for statements, the difference of the new
sides minus the promised combination of the differences before, whose factors must keep the relation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from sympy import Abs, Basic, Dummy, Eq, Expr, Ge, Gt, Integer, Le, Lt, MatrixSymbol, Ne, Symbol, cos, fraction, pi, sin
from sympy.core.relational import Relational

from mathnn.errors import BuildError
from mathnn.theory.components import Components, range_of
from mathnn.theory.proof import Assumption, Proof, SymPyStep
from mathnn.theory.rewriting import Multipliers, rewrite
from mathnn.theory.samples import Samples, admitted, draw
from mathnn.theory.vanishing import vanishes
from mathnn.theory.vector_algebra import (
    DIMENSION,
    ROWS,
    Both,
    Dot,
    Fails,
    Heaviside,
    Norm,
    is_column,
    relations,
)

DIMENSIONS = (1, 2, 3, 4)
SAMPLES = 64
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class StepCheck:
    """What was found of one step.

    `symbolic`: SymPy showed it at every size that was tried. `largest_difference`: the greatest absolute difference
    that NumPy saw, as a share of the numbers compared (of those above 1); `samples`: at how many points.
    """

    rule: str
    stated: bool
    symbolic: bool
    largest_difference: float
    samples: int

    @property
    def holds(self) -> bool:
        """Both witnesses agree. No sample is no agreement."""
        return self.symbolic and self.samples > 0 and self.largest_difference <= TOLERANCE


def check(proof: Proof) -> tuple[StepCheck, ...]:
    """All steps of a proof, each by `check_step`."""
    return tuple(check_step(step, proof.assuming) for step in proof.steps)


def require(proof: Proof) -> Proof:
    """The proof itself when every step holds. Raises BuildError that names the first step which does not."""
    for number, (step, found) in enumerate(zip(proof.steps, check(proof), strict=True), start=1):
        if not found.holds:
            raise BuildError(
                f"step {number} of the derivation '{proof.name}' ({found.rule}) does not hold: {step.before} -> "
                f"{step.after}; largest difference {found.largest_difference:.3g} at {found.samples} points"
            )
    return proof


def check_step(step: SymPyStep, assuming: tuple[Assumption, ...] = (), *,
               dimensions: tuple[int, ...] = DIMENSIONS, samples: int = SAMPLES, seed: int = 0) -> StepCheck:
    """Whether what stands after follows from what stands before.

    Sizes are n and, for a matrix with another number of rows, m = n + 1. Formulas without n are tried once. Raises
    TypeError for a SymPy node that has no components.
    """
    residuals = _residuals(step)
    symbolic = residuals is not None and _keeps_relation(step, assuming)
    largest, count = 0.0, 0
    letters = _letters(step, assuming)
    for sizes in _sizes(letters, step, dimensions):
        symbolic = symbolic and all(_shown(residual, sizes, assuming) for residual in residuals or ())
        found = admitted(draw(letters, sizes, samples, seed), assuming)
        largest = max(largest, _difference(step, residuals, found, sizes))
        count += found.count
    return StepCheck(step.rule.name, step.rule.stated, symbolic, largest, count)


# --- what has to vanish -------------------------------------------------------------------------------------------


def _is_statement(expression: Basic) -> bool:
    return isinstance(expression, Relational | Both | Fails)


def _normal(relation: Basic) -> tuple[str, Basic]:
    """A relation as a difference that is = 0, >= 0 or > 0; a value of the step function as what it says of z."""
    if isinstance(relation, Fails):
        kind, difference = _normal(relation.args[0])
        return {">=": ">", ">": ">="}[kind], -difference
    left, right = relation.args
    if isinstance(left, Heaviside) and right.is_Number and isinstance(relation, Eq):
        return (">=", left.args[0]) if right == 1 else (">", -left.args[0])
    kind = {Eq: "=", Ge: ">=", Le: ">=", Gt: ">", Lt: ">"}[relation.func]
    return kind, right - left if isinstance(relation, Le | Lt) else left - right


def _multipliers(step: SymPyStep) -> Multipliers:
    """The rule's own, or: each new relation is the one before it, rewritten."""
    if step.rule.multipliers is not None:
        return step.rule.multipliers(step.before)
    count = len(relations(step.before))
    return tuple(tuple(Integer(row == column) for column in range(count)) for row in range(count))


def _residuals(step: SymPyStep) -> tuple[Basic, ...] | None:
    """What has to be zero for the step to hold; None when before and after are not of one kind."""
    if not _is_statement(step.before):
        if _is_statement(step.after) or is_column(step.before) != is_column(step.after):
            return None
        return (step.before - step.after,)
    if not _is_statement(step.after):
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
    function = step.rule.decreasing
    assert function is not None
    return tuple(before - function(after) for before, after in zip(step.before.args, step.after.args, strict=True))


# --- does the combination keep the relation? ----------------------------------------------------------------------


def _keeps_relation(step: SymPyStep, assuming: tuple[Assumption, ...]) -> bool:
    if not _is_statement(step.before):
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


# --- the two witnesses --------------------------------------------------------------------------------------------


def _shown(residual: Basic, sizes: Mapping[Basic, int], assuming: tuple[Assumption, ...]) -> bool:
    """SymPy: the residual is zero in entries for every value of its free indices, if need be by what is assumed."""
    versions = dict.fromkeys((residual, _with_assumptions(residual, assuming)))
    return all(
        any(all(map(vanishes, _entries(version, values))) for version in versions)
        for values in _with_indices(residual, sizes)
    )


def _entries(expression: Basic, values: Mapping[Basic, int]) -> tuple[Expr, ...]:
    components = Components({name: Integer(value) for name, value in values.items()})
    return components.column(expression) if is_column(expression) else (components.number(expression),)


def _with_assumptions(residual: Basic, assuming: tuple[Assumption, ...]) -> Basic:
    for assumption in assuming:
        if assumption.means is not None:
            left, right = assumption.means
            residual = rewrite(residual, lambda node, left=left, right=right: right if node == left else node)
    return residual


def _with_indices(expression: Basic, sizes: Mapping[Basic, int]) -> Iterator[Mapping[Basic, int]]:
    """The sizes with each value of the free indices beside them."""
    free = sorted((s for s in expression.free_symbols if s.is_integer and s not in sizes), key=str)
    spans = [range(1, _int(range_of(index, expression), sizes) + 1) for index in free]
    for values in product(*spans):
        yield {**sizes, **dict(zip(free, values, strict=True))}


def _int(size: Basic, sizes: Mapping[Basic, int]) -> int:
    return int(size.xreplace({name: Integer(value) for name, value in sizes.items()}))


def _difference(step: SymPyStep, residuals: tuple[Basic, ...] | None, found: Samples,
                sizes: Mapping[Basic, int]) -> float:
    """NumPy: the greatest difference, against the size of what is compared; a relation that breaks counts as 1."""
    if found.count == 0:
        return 0.0
    if not _is_statement(step.before) and not _is_statement(step.after):
        indexed = _with_indices(step.before - step.after, sizes)
        return max(_distance(step, Samples(found.letters, values, found.count)) for values in indexed)
    if residuals is None:
        return float("inf")
    broken = 0.0 if step.rule.decreasing is not None else max(float(np.abs(found.value(r)).max()) for r in residuals)
    return max(broken, float(_breaks(step, found)))


def _distance(step: SymPyStep, found: Samples) -> float:
    before, after = found.value(step.before), found.value(step.after)
    return float((np.abs(before - after) / np.maximum(1, np.abs(before))).max())


def _breaks(step: SymPyStep, found: Samples) -> bool:
    """Is there a sample at which everything before holds and something after does not?"""
    before = np.logical_and.reduce([found.holds(relation) for relation in relations(step.before)])
    after = np.logical_and.reduce([found.holds(relation) for relation in relations(step.after)])
    return bool((before & ~after).any())


# --- what is sampled ----------------------------------------------------------------------------------------------


def _sizes(letters: frozenset[Basic], step: SymPyStep, dimensions: tuple[int, ...]) -> list[dict[Basic, int]]:
    """n = 1, 2, ... with m = n + 1, or nothing when no size is free."""
    sizes = {size for letter in letters for size in getattr(letter, "shape", ())}
    if any(not size.is_number for size in sizes | step.before.free_symbols & {DIMENSION}):
        return [{DIMENSION: n, ROWS: n + 1} for n in dimensions]
    return [{}]


def _letters(step: SymPyStep, assuming: tuple[Assumption, ...]) -> frozenset[Basic]:
    """Every letter of the step and of what is assumed; indices and sizes are no letters."""
    parts = [step.before, step.after, *(a.statement for a in assuming)]
    parts += [part for a in assuming if a.drawn is not None for part in a.drawn]
    found = frozenset[Basic]().union(*(part.atoms(MatrixSymbol) | part.atoms(Symbol) for part in parts))
    return frozenset(letter for letter in found if not letter.is_integer)
