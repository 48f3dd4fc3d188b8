"""The checker of steps is itself checked: planted errors are refused, and so are reasons that do not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sympy import Add, Basic, Eq, Ge, Gt, Le, Lt, Mul, Ne, S, ZeroMatrix, cos, pi

from mathnn.errors import BuildError
from mathnn.theory.hyperplane import VALUE, W_NOT_ZERO
from mathnn.theory.perceptron import and_witness, or_witness
from mathnn.theory.proof import Assumption, Proof, SymPyStep
from mathnn.theory.relation_rules import ROOTS, combined, dividing
from mathnn.theory.rewriting import Rule, rebuilt
from mathnn.theory.steps import check_step, require
from mathnn.theory.vector_algebra import DIMENSION, Both, Dot, Fails, Norm, RealExpr, column, real
from mathnn.theory.vectors import squared_norm_of_difference
from tests.theory.proofs import ALL

u, v, w = map(column, "uvw")
a, b, c = map(real, "abc")
POSITIVE = real("c", positive=True)


def _by_hand(before: Basic, after: Basic) -> SymPyStep:
    return SymPyStep(Rule("typed by hand", lambda line: after, stated=True), before, after)


def _wrong_signs(expression: Basic) -> Iterator[Basic]:
    """The expression with the sign of one term of one sum of numbers turned."""
    if isinstance(expression, Add):
        for term in expression.args:
            yield expression - 2 * term
    for place, arg in enumerate(expression.args if isinstance(expression, Add | Mul | Eq | Ge | Gt | Le | Lt) else ()):
        for wrong in _wrong_signs(arg):
            yield rebuilt(expression, (*expression.args[:place], wrong, *expression.args[place + 1:]))


# Not the gates: with x_1 = 0 a wrong sign before w_1 x_1 is no error.
PLANTED = [(proof, number, wrong) for proof in ALL if not proof.name.startswith(("and-", "or-"))
           for number, step in enumerate(proof.steps) for wrong in list(_wrong_signs(step.after))[:2]]


def test_there_are_enough_planted_errors() -> None:
    assert len(PLANTED) > 100


@pytest.mark.parametrize(("proof", "number", "wrong"), PLANTED, ids=lambda value: getattr(value, "name", ""))
def test_a_wrong_sign_is_refused(proof: Proof, number: int, wrong: Basic) -> None:
    step = replace(proof.steps[number], after=wrong)
    found = check_step(step, proof.assuming, dimensions=(1, 2))
    assert not found.symbolic
    assert not found.holds


@pytest.mark.parametrize("proof", [*and_witness(), *or_witness()], ids=lambda proof: proof.name)
def test_a_wrong_number_is_refused(proof: Proof) -> None:
    found = check_step(replace(proof.steps[-1], after=proof.end + 1), proof.assuming)
    assert not found.symbolic
    assert found.largest_difference >= 0.5


@pytest.mark.parametrize(("before", "after"), [
    (Norm(u + v), Norm(u) + Norm(v)),
    (Norm(u - v) ** 2, Norm(u) ** 2 - Norm(v) ** 2),
    (Dot(u, v), Norm(u) * Norm(v)),
    (Norm(c * u), c * Norm(u)),
    (Dot(u, v) ** 2, Norm(u) ** 2 * Norm(v) ** 2 - 1),
    (2 * Dot(u, v), Dot(u, v)),
])
def test_false_equalities_are_refused_by_both(before: Basic, after: Basic) -> None:
    found = check_step(_by_hand(before, after))
    assert not found.symbolic
    assert found.largest_difference > 1e-3


def test_what_holds_for_one_dimension_only_is_refused() -> None:
    step = _by_hand(Dot(u, v) ** 2, Norm(u) ** 2 * Norm(v) ** 2)
    assert check_step(step, dimensions=(1,)).holds
    assert not check_step(step).holds


def test_dividing_an_inequality_needs_a_known_sign() -> None:
    before = Ge(c * a, 0, evaluate=False)
    assert not check_step(_apply(dividing(c), before)).holds
    assert check_step(_apply(dividing(POSITIVE), Ge(POSITIVE * a, 0, evaluate=False))).holds


def test_dividing_a_strict_inequality_by_a_norm_needs_that_it_is_not_zero() -> None:
    step = _apply(dividing(Norm(w)), Gt(Norm(w) * a, 0, evaluate=False))
    assert not check_step(step).holds
    assert check_step(step, (W_NOT_ZERO,)).holds


def test_a_negative_share_of_an_inequality_is_refused() -> None:
    both = Both(Ge(a, 0, evaluate=False), Ge(b, 0, evaluate=False))
    assert check_step(_apply(combined("sum", (Ge, (1, 1))), both)).holds
    assert not check_step(_apply(combined("difference", (Ge, (1, -1))), both)).holds
    assert not check_step(_apply(combined("strict from weak", (Gt, (1, 1))), both)).holds
    assert not check_step(_apply(combined("equation from weak", (Eq, (1, 1))), both)).holds


def test_a_relation_that_is_turned_round_is_refused() -> None:
    for kind, wrong in ((Ge, Le), (Gt, Lt), (Ge, Gt)):
        step = _by_hand(kind(VALUE, 0, evaluate=False), wrong(VALUE, 0, evaluate=False))
        assert not check_step(step).holds


def test_the_cosine_turns_an_inequality_round() -> None:
    theta = real(r"\theta")
    rule = Rule("the cosine falls", lambda line: line, decreasing=cos)
    before, right, wrong = Gt(cos(theta), 0, evaluate=False), Lt(theta, pi / 2), Gt(theta, pi / 2)
    assert not check_step(SymPyStep(rule, before, wrong)).holds
    assert check_step(SymPyStep(rule, before, right)).symbolic


def test_negation_is_exact() -> None:
    before = Fails(Ge(a, 0, evaluate=False))
    assert check_step(_by_hand(before, Lt(a, 0, evaluate=False))).holds
    assert not check_step(_by_hand(before, Le(a, -1, evaluate=False))).holds


def test_an_expression_is_no_statement() -> None:
    assert not check_step(_by_hand(a, Eq(a, a, evaluate=False))).holds
    assert not check_step(_by_hand(Ge(a, 0, evaluate=False), a)).holds


def test_no_sample_is_no_agreement() -> None:
    impossible = Assumption(Eq(a, a + 1, evaluate=False))
    found = check_step(_by_hand(2 * a, a + a + S.Zero * b), (impossible,))
    assert found.symbolic
    assert found.samples == 0
    assert not found.holds


def test_require_names_the_step() -> None:
    proof = squared_norm_of_difference()
    assert require(proof) is proof
    wrong = replace(proof.steps[2], after=proof.steps[2].after + 4 * Dot(u, v))
    with pytest.raises(BuildError, match="step 3 of the derivation 'squared-norm-of-difference'"):
        require(replace(proof, steps=(*proof.steps[:2], wrong)))


def test_a_rule_that_changes_nothing_is_an_error() -> None:
    proof = squared_norm_of_difference()
    with pytest.raises(BuildError, match="changes nothing"):
        proof.by(proof.steps[2].rule)


def test_an_unknown_node_is_refused() -> None:
    class Unknown(RealExpr):
        """No row anywhere."""

    with pytest.raises(TypeError, match="Unknown"):
        check_step(_by_hand(Unknown(a), a))


def test_roots_keep_only_what_is_not_negative() -> None:
    before = Le(a**2, b**2, evaluate=False)
    assert check_step(_apply(ROOTS, before)).holds  # |a| <= |b|
    assert not check_step(_by_hand(before, Le(a, b, evaluate=False))).holds


def _apply(rule: Rule, before: Basic) -> SymPyStep:
    return SymPyStep(rule, before, rule.apply(before))


def test_assumptions_of_other_vectors_do_not_count() -> None:
    other = replace(W_NOT_ZERO, statement=Ne(u, ZeroMatrix(DIMENSION, 1), evaluate=False))
    assert not check_step(_apply(dividing(Norm(w)), Gt(Norm(w) * a, 0, evaluate=False)), (other,)).holds
