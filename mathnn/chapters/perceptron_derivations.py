"""The derivations of chapter 1, and the equations that they end in."""

from __future__ import annotations

from dataclasses import replace

from mathnn.claims import Claim, Derivation, Role
from mathnn.expression import Expr
from mathnn.expression.build import call, chain
from mathnn.theory import bases, hyperplane, perceptron, projections, vectors
from mathnn.theory.proof import Proof


def after_first(proof: Proof, count: int = 1) -> Proof:
    """A proof without its first steps: where the text begins with what they made."""
    return replace(proof, start=proof.steps[count - 1].after, steps=proof.steps[count:])


PROOFS: dict[str, Proof] = {
    proof.name: proof
    for proof in (
        vectors.sum_form(), vectors.index_notation(), vectors.transposed_form(), vectors.symmetry(),
        vectors.additivity(), vectors.homogeneity(), vectors.squared_norm(), vectors.squared_norm_of_difference(),
        vectors.geometric_form(), vectors.cosine_of_angle(),
        vectors.acute_angle(), vectors.right_angle(), vectors.obtuse_angle(), vectors.alignment(),
        vectors.lagrange_identity(), vectors.cauchy_schwarz(),
        bases.oblique_coordinates(), bases.orthonormal_coordinates(), bases.lost_terms(),
        projections.residual_orthogonal(), projections.projection_length(), projections.pythagoras(),
        projections.scalar_projection(),
        hyperplane.normal(), hyperplane.nearest_point_on_plane(), hyperplane.nearest_point_distance(),
        hyperplane.signed_distance(), hyperplane.distance_from_origin(), hyperplane.no_point_is_nearer(),
        after_first(hyperplane.line()), after_first(hyperplane.plane()),
        hyperplane.half_spaces_disjoint(), hyperplane.half_spaces_cover(), hyperplane.value_between(),
        hyperplane.closed_half_space_convex(), hyperplane.open_half_space_convex(),
        perceptron.weighted_sum(), perceptron.transposed_sum(), perceptron.absorbed_bias(),
        perceptron.threshold_as_bias(), perceptron.boundary_owner(), perceptron.scaling(),
        perceptron.negative_scaling(), perceptron.slope_left_of_zero(), perceptron.slope_right_of_zero(),
        perceptron.row_is_neuron(), perceptron.xor_certificate(),
    )
}
DERIVATIONS: dict[str, Derivation] = {name: proof.derivation for name, proof in PROOFS.items()}


def lines(name: str, *which: int, role: Role = "claim", because: str = "") -> Claim:
    """An equation between lines of a derivation, counted from 0; by default the first and the last."""
    derivation = DERIVATIONS[name]
    every: list[Expr] = [derivation.start, *(step.after for step in derivation.steps)]
    statement = chain("equal", *(every[position] for position in which or (0, -1)))
    return Claim(name, statement, role, because, derivation.assuming, derivation)


def end(name: str, because: str = "") -> Claim:
    """The statement that a derivation ends in."""
    derivation = DERIVATIONS[name]
    return Claim(name, derivation.end, "claim", because, derivation.assuming, derivation)


def implication(name: str, because: str = "") -> Claim:
    """Whenever the first statement of a derivation holds, the last does."""
    derivation = DERIVATIONS[name]
    statement = call("implies", derivation.start, derivation.end)
    return Claim(name, statement, "claim", because, derivation.assuming, derivation)
