"""The proofs of chapter 1: every step holds, and what is derived is what the books say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mathnn import letters
from mathnn.expression import Symbol
from mathnn.expression.tree import Call, walk
from mathnn.syntax.to_latex import to_latex
from mathnn.theory import bases, hyperplane, perceptron, projections, vectors
from mathnn.theory.proof import Proof
from mathnn.theory.steps import check
from tests.theory.proofs import ALL, functions

AUTHORS = ("Strang", "Axler", "Einstein", "Euclid", "Ptolemy", "Steele", "Hastie", "Boyd", "Rosenblatt", "Minsky",
           "Duda", "Goodfellow")


@pytest.mark.parametrize("proof", ALL, ids=lambda proof: proof.name)
def test_every_step_holds_for_both_witnesses(proof: Proof) -> None:
    assert proof.steps
    for found in check(proof):
        assert found.symbolic, found
        assert found.samples > 0
        assert found.largest_difference <= 1e-12


def test_at_most_one_step_in_ten_is_stated() -> None:
    steps = [step for proof in ALL for step in proof.steps]
    assert sum(step.rule.stated for step in steps) <= len(steps) / 10


def test_names_are_unique_and_every_function_names_its_source() -> None:
    assert len({proof.name for proof in ALL}) == len(ALL)
    for function in functions():
        assert any(author in (function.__doc__ or "") for author in AUTHORS), function


@pytest.mark.parametrize("proof", ALL, ids=lambda proof: proof.name)
def test_a_derivation_is_a_chain_of_trees(proof: Proof) -> None:
    derivation = proof.derivation
    before = derivation.start
    for step in derivation.steps:
        assert step.before == before
        assert step.after != before
        before = step.after
    assert derivation.end == before


@pytest.mark.parametrize("proof", ALL, ids=lambda proof: proof.name)
def test_letters_are_those_of_the_book(proof: Proof) -> None:
    known = {symbol.name: symbol for symbol in letters.MEANINGS}
    for step in proof.derivation.steps:
        for node in walk(step.after):
            if isinstance(node, Symbol) and node.name in known:
                sort = known[node.name].sort
                assert (node.sort.kind, len(node.sort.shape)) == (sort.kind, len(sort.shape))


ENDS: tuple[tuple[Callable[[], Proof], str], ...] = (
    (vectors.sum_form, r"u_1 v_1 + u_2 v_2 + \dots + u_n v_n"),
    (vectors.symmetry, r"\mathbf{v} \cdot \mathbf{u}"),
    (vectors.additivity, r"\mathbf{u} \cdot \mathbf{v} + \mathbf{u} \cdot \mathbf{w}"),
    (vectors.homogeneity, r"c (\mathbf{u} \cdot \mathbf{v})"),
    (vectors.squared_norm_of_difference, r"\|\mathbf{u}\|^2 - 2 \mathbf{u} \cdot \mathbf{v} + \|\mathbf{v}\|^2"),
    (vectors.geometric_form, r"\mathbf{u} \cdot \mathbf{v} = \|\mathbf{u}\| \|\mathbf{v}\| \cos \theta"),
    (vectors.acute_angle, r"\theta < \frac{\pi}{2}"),
    (vectors.obtuse_angle, r"\theta > \frac{\pi}{2}"),
    (vectors.alignment, r"2 (1 - \cos \theta)"),
    (vectors.lagrange_identity, r"\|\mathbf{u}\|^2 \|\mathbf{v}\|^2 - (\mathbf{u} \cdot \mathbf{v})^2"),
    (vectors.cauchy_schwarz, r"\left| \mathbf{u} \cdot \mathbf{v} \right| \le \|\mathbf{u}\| \|\mathbf{v}\|"),
    (projections.projection_coefficient, r"t = \frac{\mathbf{u} \cdot \mathbf{v}}{\|\mathbf{v}\|^2}"),
    (projections.residual_orthogonal, "0"),
    (projections.pythagoras, r"\|\mathbf{p}\|^2 + \|\mathbf{r}\|^2"),
    (bases.orthonormal_coordinates, r"\boldsymbol{\mu} \cdot \boldsymbol{\nu}"),
    (bases.oblique_coordinates, r"\boldsymbol{\mu}^\top G \boldsymbol{\nu}"),
    (hyperplane.normal, r"\mathbf{w} \cdot (\mathbf{p} - \mathbf{q}) = 0"),
    (hyperplane.signed_distance, r"d = \frac{\mathbf{w} \cdot \mathbf{x} + b}{\|\mathbf{w}\|}"),
    (hyperplane.nearest_point_on_plane, "0"),
    (hyperplane.distance_from_origin, r"\frac{\left| b \right|}{\|\mathbf{w}\|}"),
    (hyperplane.line, r"x_2 = -\frac{w_1}{w_2} x_1 - \frac{b}{w_2}"),
    (hyperplane.half_spaces_disjoint, "0 < 0"),
    (perceptron.augmented_vectors, r"\mathbf{w} \cdot \mathbf{x} + b"),
    (perceptron.threshold_as_bias, r"\mathbf{w} \cdot \mathbf{x} + b \ge 0"),
    (perceptron.scaling, r"H(\mathbf{w} \cdot \mathbf{x} + b)"),
    (perceptron.negative_scaling, r"\mathbf{w} \cdot \mathbf{x} + b \le 0"),
    (perceptron.boundary_owner, "1"),
    (perceptron.slope_at_zero, r"-\frac{1}{h}"),
    (perceptron.xor_certificate, "0 < 0"),
)


@pytest.mark.parametrize(("function", "latex"), ENDS, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_derived(function: Callable[[], Proof], latex: str) -> None:
    assert to_latex(function().derivation.end) == latex


def test_gates_have_the_signs_of_their_truth_tables() -> None:
    values = [[float(proof.end) for proof in gate] for gate in (perceptron.and_witness(), perceptron.or_witness())]
    assert [[value >= 0 for value in row] for row in values] == [[False, False, False, True], [False, True, True, True]]


def test_xor_starts_from_the_truth_table_of_xor() -> None:
    start = perceptron.xor_certificate().derivation.start
    assert isinstance(start, Call)
    assert [to_latex(part).rsplit(" = ")[-1] for part in start.args] == ["0", "1", "1", "0"]
