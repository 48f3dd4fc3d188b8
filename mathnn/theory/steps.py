"""Every step of a proof is checked twice: by SymPy in entries at several sizes, and by NumPy at random points.

What has to vanish is the same for both: before - after for expressions; for statements, the difference of the new
sides minus the promised combination of the differences before, whose factors must keep the relation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from sympy import Basic, Expr, Integer, MatrixSymbol, Symbol

from mathnn.errors import BuildError
from mathnn.theory.components import Components, range_of
from mathnn.theory.following import is_statement, keeps_relation, residuals
from mathnn.theory.proof import Assumption, Proof, SymPyStep
from mathnn.theory.rewriting import rewrite
from mathnn.theory.samples import Samples, admitted, draw
from mathnn.theory.vanishing import vanishes
from mathnn.theory.vector_algebra import DIMENSION, ROWS, is_column, relations

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
    vanishing = residuals(step)
    symbolic = vanishing is not None and keeps_relation(step, assuming)
    largest, count = 0.0, 0
    letters = letters_of(step, assuming)
    for sizes in sizes_of(letters, step, dimensions):
        symbolic = symbolic and all(_shown(residual, sizes, assuming) for residual in vanishing or ())
        found = admitted(draw(letters, sizes, samples, seed), assuming)
        largest = max(largest, _difference(step, vanishing, found, sizes))
        count += found.count
    return StepCheck(step.rule.name, step.rule.stated, symbolic, largest, count)


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
            residual = rewrite(residual, lambda node: right if node == left else node)  # noqa: B023 (used at once)
    return residual


def _with_indices(expression: Basic, sizes: Mapping[Basic, int]) -> Iterator[Mapping[Basic, int]]:
    """The sizes with each value of the free indices beside them."""
    free = sorted((s for s in expression.free_symbols if s.is_integer and s not in sizes), key=str)
    spans = [range(1, _int(range_of(index, expression), sizes) + 1) for index in free]
    for values in product(*spans):
        yield {**sizes, **dict(zip(free, values, strict=True))}


def _int(size: Basic, sizes: Mapping[Basic, int]) -> int:
    return int(size.xreplace({name: Integer(value) for name, value in sizes.items()}))


def _difference(step: SymPyStep, vanishing: tuple[Basic, ...] | None, found: Samples,
                sizes: Mapping[Basic, int]) -> float:
    """NumPy: the greatest difference, against the size of what is compared; a relation that breaks counts as 1."""
    if found.count == 0:
        return 0.0
    if not is_statement(step.before) and not is_statement(step.after):
        indexed = _with_indices(step.before - step.after, sizes)
        return max(_distance(step, Samples(found.letters, values, found.count)) for values in indexed)
    if vanishing is None:
        return float("inf")
    broken = 0.0 if step.rule.decreasing is not None else max(float(np.abs(found.value(r)).max()) for r in vanishing)
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


def sizes_of(letters: frozenset[Basic], step: SymPyStep, dimensions: tuple[int, ...]) -> list[dict[Basic, int]]:
    """n = 1, 2, ... with m = n + 1, or nothing when no size is free."""
    sizes = {size for letter in letters for size in getattr(letter, "shape", ())}
    if any(not size.is_number for size in sizes | step.before.free_symbols & {DIMENSION}):
        return [{DIMENSION: n, ROWS: n + 1} for n in dimensions]
    return [{}]


def letters_of(step: SymPyStep, assuming: tuple[Assumption, ...]) -> frozenset[Basic]:
    """Every letter of the step and of what is assumed; indices and sizes are no letters."""
    parts = [step.before, step.after, *(a.statement for a in assuming)]
    parts += [part for a in assuming if a.drawn is not None for part in a.drawn]
    found = frozenset[Basic]().union(*(part.atoms(MatrixSymbol) | part.atoms(Symbol) for part in parts))
    return frozenset(letter for letter in found if not letter.is_integer)
