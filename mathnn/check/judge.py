"""One statement -> one verdict: shapes, samples, counterexample or proof, conditions. The flow on one screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mathnn.check import constants, matrix_norms, normal_divergences, probability, softmax_rows, two_signs
from mathnn.check.beginnings import tells_enough, with_first_terms
from mathnn.check.cases import Effort
from mathnn.check.closed_sequences import unfolded
from mathnn.check.constraints import relations
from mathnn.check.conventions import under_convention
from mathnn.check.cut_numbers import without_dots
from mathnn.check.double_sums import with_double_sums
from mathnn.check.endless import BUDGET, ENDLESS, without_calculus
from mathnn.check.given_numbers import with_given_numbers
from mathnn.check.hypotheses import cases, functional, ignored, not_understood, rests_on_slope, supposing
from mathnn.check.implied_chain import through_formulas, with_implied_chain
from mathnn.check.named_parameters import as_written, by_label, with_parameters
from mathnn.check.no_limit import without_denominator
from mathnn.check.orders import of_derivatives
from mathnn.check.positive_functions import spoken, with_any_function
from mathnn.check.probability import INDEPENDENT
from mathnn.check.quantified import inside, of_every, under_its_ranges
from mathnn.check.question import Question
from mathnn.check.ranks import ADJOINT, with_adjoints
from mathnn.check.rayleigh import with_eigenvalues
from mathnn.check.refute import refuted_as_unbounded
from mathnn.check.rounded_coefficients import with_exact_factor
from mathnn.check.rounded_factors import right_at_its_digits
from mathnn.check.rounding import is_numeric, judge_numbers
from mathnn.check.settle import settle
from mathnn.check.shapes import layouts, membership, named_layouts
from mathnn.check.slopes_about import judged_about
from mathnn.check.sums_over_sets import NEEDED, judged_over_sets
from mathnn.check.total import NOTE, with_arguments_held, with_direct_partials
from mathnn.check.two_signs import has_two_signs
from mathnn.check.units import in_base_units
from mathnn.claims import KINDS, Verdict, of_chain, worst
from mathnn.errors import FAILURES, SortError
from mathnn.expression.build import equal, multiply
from mathnn.expression.tree import Bind, Call, Expr, Symbol, substitute, symbols, walk
from mathnn.notation import Notation
from mathnn.syntax.adjoints import CONJUGATES
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer_relations import is_in_words
from mathnn.syntax.to_latex import to_latex

_ORDERS = frozenset(("less", "less_equal", "greater", "greater_equal", "unequal"))
RELATIONS = ("equal", "identical", "unequal", "less", "less_equal", "greater", "greater_equal")
MOST_LINKS = 100  # of a chain
_IS_OPAQUE = re.compile("integer|operator given")  # why a factorial of counts and a density have no value


def judge(tree: Expr, notation: Notation) -> Verdict:
    """What is found of a relation, a chain of relations or an implication. Never raises for a well-formed tree."""
    try:
        tree = in_base_units(with_eigenvalues(tree), notation)
        found = matrix_norms.judged(_statement(tree, notation), tree, notation, _statement)
        if found.kind == "refuted" and (turned := with_adjoints(tree)) is not tree:
            other = _statement(turned, notation)
            found = under_convention(other, (ADJOINT,)) if other.is_true else found
        if found.kind == "refuted" and (paired := with_double_sums(tree)) is not tree:
            other = _statement(paired, notation)
            found = other.changed(reason=f"{other.reason} A sum is over pairs.") if other.is_true else found
        if found.kind == "refuted" and (by_rows := softmax_rows.over_rows(tree, notation)) is not None:
            other = _statement(*by_rows)
            found = under_convention(other, (softmax_rows.CONDITION,)) if other.is_true else (
                found if other.is_wrong else other)
        if found.kind == "unsettled" and _IS_OPAQUE.search(found.reason) and (
                anyhow := with_any_function(tree, notation)) is not None:
            other = spoken(_statement(*anyhow))
            found = other if other.is_true or (other.suggestion or "").startswith("It holds as ") else found
        if found.kind == "unsettled" and found.reason.endswith(f"{NEEDED}."):
            found = judged_over_sets(found, tree, notation, _statement)
        if found.kind in ("refuted", "none") or constants.PARTIAL in symbols(tree):
            found = constants.meant(found, tree, notation, _statement)
        if found.kind == "proved" and CONJUGATES in notation.assumptions:
            return found.changed(kind="tested", reason=f"{found.reason} Only real matrices were looked at.")
        if found.kind == "refuted" and notation.assumptions and (
                vague := ignored(tree, notation, _always_holds)) is not None:
            return Verdict("unsettled", f"Not decided: whether something fulfils what is assumed ({vague}).")
        return found
    except RecursionError:
        return Verdict("unsettled", "Not decided: it is nested too deeply.")
    except SortError as clash:  # a rewriting that does not fit is no fault of the statement
        return Verdict("unsettled", f"Not decided: {clash.message}.")
    except (ValueError, IndexError, OverflowError):  # arrays that NumPy cannot combine, numbers that no float holds
        return Verdict("unsettled", "Not decided: its values do not fit together.")
    except FAILURES as failure:
        return Verdict("unsettled", f"The checker failed on it ({type(failure).__name__}); please report this.")


def _always_holds(assumption: Expr, notation: Notation) -> bool:
    """Is an assumption true whatever else is assumed?"""
    return _statement(assumption, Notation(notation.names)).is_true


def _statement(tree: Expr, notation: Notation) -> Verdict:
    if has_two_signs(tree):
        return two_signs.judged(tree, notation, _statement)
    if (judged := _BY_SIGN.get(tree.op) if isinstance(tree, Bind | Call) else None) is not None:
        return judged(tree, notation)
    if not isinstance(tree, Call):
        return Verdict("none", "It states no relation.")
    if tree.op == "perpendicular" and (meant := tuple(relations(tree))) != (tree,):
        return _statement(meant[0], notation)
    if tree.op in RELATIONS and (closed := normal_divergences.with_formulas_of_normals(tree, notation)) is not tree:
        return _of_normals(tree, closed, notation)
    if tree.op in probability.RELATIONS and probability.is_chance(tree, notation):
        return _of_chances(tree, notation)
    if tree.op == "proportional":
        return _proportional(tree, notation)
    if tree.op in (*RELATIONS, "approximately"):
        return _relation(tree, notation)
    if tree.sort.kind != "truth":
        return Verdict("none", "It states no relation.")
    return Verdict("unsettled", f"The relation {tree.op} is not decided.")


def _for_all(tree: Bind, notation: Notation) -> Verdict:
    return _statement(tree.body, of_every(tree, notation))


def _exists(_tree: Bind, _notation: Notation) -> Verdict:
    return Verdict("none", "Whether there is such a value is not decided.")


def _and(tree: Call, notation: Notation) -> Verdict:
    implied = under_its_ranges(tree)
    return _chain(tree, notation) if implied is None else _statement(implied, notation)


def _chain(tree: Call, notation: Notation) -> Verdict:
    if len(tree.args) > MOST_LINKS:
        return Verdict("unsettled", f"Not decided: more than {MOST_LINKS} relations in one statement.")
    return of_chain(tuple(_statement(link, notation) for link in tree.args))


def _implies(tree: Call, notation: Notation) -> Verdict:
    premise, conclusion = tree.args
    return _implication(premise, conclusion, notation)


def _iff(tree: Call, notation: Notation) -> Verdict:
    a, b = tree.args
    return worst((_implication(a, b, notation), _implication(b, a, notation)))


def _member(tree: Call, notation: Notation) -> Verdict:
    return membership(tree) if (between := inside(tree)) is None else _statement(between, notation)


def _of_normals(tree: Call, closed: Expr, notation: Notation) -> Verdict:
    """The verdict on what is said of normal laws, whose formulas are `closed`."""
    found = _statement(closed, notation.assuming(*normal_divergences.conditions(tree, notation)))
    if found.is_wrong and (other := normal_divergences.with_deviations(tree, notation)) is not tree:
        return _statement(normal_divergences.with_formulas_of_normals(other, notation), notation)
    return found


def _of_chances(tree: Call, notation: Notation) -> Verdict:
    """The verdict on a relation of probabilities and moments."""
    found = probability.judged(tree, notation, settle)
    if found.kind == "unsettled":
        from mathnn.check.random_vectors import judged_by_vectors  # few statements need it

        independent = INDEPENDENT in notation.assumptions
        found = judged_by_vectors(tree, notation, {}, judge, independent=independent) or found
    if found.kind == "tested" and tree.op in ("less", "greater", "unequal"):
        return Verdict("unsettled", "Not decided: whether both sides are equal where some chance is 0.")
    return found


def _definition(tree: Call, _notation: Notation) -> Verdict:
    try:
        layouts(tree)
    except SortError as clash:
        return Verdict("mistyped", clash.message)
    return Verdict("none", "A definition or an update; its shapes agree.")


def _proportional(tree: Call, notation: Notation) -> Verdict:
    """p_i is proportional to q_i: p_i q_j = p_j q_i for all i and j."""
    left, right = tree.args
    question = Question("equal", left, right, notation)
    if len(question.free_indices) != 1 or left.sort.shape or right.sort.shape:
        return Verdict("unsettled", "What the two sides are proportional over is not known.")
    (name,) = question.free_indices
    index = next(s for side in tree.args for s in symbols(side) if s.name == name)
    other = Symbol(name + "'", index.sort)
    left_at, right_at = (substitute(side, {index: other}) for side in tree.args)
    product = equal(multiply(left, right_at), multiply(left_at, right))
    return judge(product, notation)


def _implication(premise: Expr, conclusion: Expr, notation: Notation) -> Verdict:
    """What follows from each alternative of a hypothesis."""
    if len(alternatives := cases(premise)) > 1:
        return worst(tuple(_implication(each, conclusion, notation) for each in alternatives))
    if (bounded := _bounded(conclusion)) is not None:  # x y > 0 \implies x > 0 is no truth about positive x
        notation = replace(notation, every=notation.every | {bounded})
    found = _conclusion(conclusion, supposing(premise, conclusion, notation))
    if found.is_wrong and (unknown := not_understood(premise)) is not None:
        return Verdict("unsettled", f"Not decided: whether something fulfils the hypothesis ({unknown}).")
    return found


def _bounded(conclusion: Expr) -> str | None:
    """The letter that a conclusion bounds by a number."""
    if not isinstance(conclusion, Call) or conclusion.op not in _ORDERS:
        return None
    letters = [side.name for side in conclusion.args if isinstance(side, Symbol)]
    return letters[0] if len(letters) == 1 and len(symbols(conclusion)) == 1 else None


def _conclusion(tree: Expr, notation: Notation) -> Verdict:
    """What follows from a hypothesis, which is among the assumptions."""
    if isinstance(tree, Call) and tree.op in ("chain", "and"):
        return of_chain(tuple(_conclusion(link, notation) for link in tree.args))
    if isinstance(tree, Call) and tree.op in RELATIONS:
        return _relation(tree, notation, implied=True)
    return judge(tree, notation)


def _relation(tree: Call, notation: Notation, implied: bool = False, is_cut: bool = False) -> Verdict:
    """The best verdict over the layouts of derivatives in which the sides have one shape."""
    if (cut := without_dots(tree)) is not None:
        return _relation(cut, notation, implied, is_cut=True)
    tree = unfolded(tree, notation)
    if by_label(tree):
        return Verdict("unsettled", "Not decided: it is differentiated by a label of its letters.")
    whole, with_all = with_parameters(tree, notation)
    if whole is not tree:
        assert isinstance(whole, Call)
        return as_written(_relation(whole, with_all, implied, is_cut), tree, whole)
    try:
        readings = named_layouts(tree, notation)
    except SortError as clash:
        if any(is_in_words(side) for side in tree.args):
            return Verdict("unsettled", "A function in words stands for what the other side says.")
        return Verdict("mistyped", clash.message)
    found: list[Verdict] = []
    for reading in readings:
        asked = Question(tree.op, reading.left, reading.right, notation, implied)
        question = without_calculus(asked)
        if not implied and (numbers := _of_numbers(question)) is not None:
            return judge_numbers(numbers, is_cut=is_cut)
        if tree.op == "approximately":
            return judged_about(asked, tree, _equation)
        result = _doubted(_in_layout(asked, question, tree), asked, question, tree)
        if reading.note and result.is_true:
            result = result.changed(reason=f"{result.reason} {reading.note}")
        found.append(result)
        if result.kind == "proved":
            break
    return min(found, key=lambda v: KINDS.index(v.kind))


def _of_numbers(question: Question) -> Question | None:
    """The question where it is one of numbers, also by those that a case gives the letters; else None."""
    if is_numeric(question):
        return question
    given = with_given_numbers(question) if question.relation == "approximately" else None
    return given if given is not None and is_numeric(given) else None


def _equation(asked: Question, tree: Call) -> Verdict:
    """The verdict on an equation in the layout that was chosen for it."""
    return _in_layout(asked, without_calculus(asked), tree)


def _in_layout(asked: Question, question: Question, tree: Call) -> Verdict:
    """The verdict on a relation in one layout; `question` is what was asked, without integrals, limits and dots."""
    result = settle(with_implied_chain(question))
    if result.kind == "unsettled" and not asked.operators.isdisjoint(ENDLESS):
        result = _without_end(asked) or result
    if result.kind == "refuted" and (chained := through_formulas(question)) is not None:
        other = settle(chained[0])
        result = under_convention(other, chained[1]) if other.is_true else result
    if result.kind == "refuted" and (direct := with_direct_partials(question)) is not None:
        other = settle(direct)
        result = other.changed(reason=f"{other.reason} {NOTE}") if other.is_true else result
    if result.kind == "refuted" and (held := with_arguments_held(question)) is not None and settle(held).is_true:
        result = Verdict("unsettled", "It is true only where the other letters of the derivative are held.")
    rounded = right_at_its_digits(_of_one_case(result, question), tree) if result.kind == "refuted" else result
    result = rounded if rounded.kind != "refuted" else result
    result = with_exact_factor(result, tree, question.notation)
    if question is not asked:  # a hint would be about what the author did not write
        result = of_derivatives(result, asked, question).changed(suggestion=None)
    return result


def _of_one_case(result: Verdict, question: Question) -> Verdict:
    """The verdict without the values in its counterexample, where a case gives all of them."""
    example, conditions = result.counterexample, question.notation.assumptions
    if example is None or not example.values or not conditions:
        return result
    given = {to_latex(condition.args[0]) for condition in conditions
             if isinstance(condition, Call) and condition.op == "equal" and not symbols(condition.args[1])
             and (isinstance(condition.args[0], Symbol) or getattr(condition.args[0], "op", "") == "layer")}
    spoken = {symbol.name for side in question.sides for symbol in question.notation.reached(side, given)}
    is_open = any(name == letter or name.startswith((f"{letter}^", f"{letter}_", f"{letter}("))
                  for name in example.values.keys() - given for letter in spoken)  # x^{(2)} is a member of x
    return result if is_open else result.changed(counterexample=replace(example, values={}))


def _doubted(result: Verdict, asked: Question, question: Question, tree: Call) -> Verdict:
    """The verdict, or `unsettled` where what was tried says too little of what the statement means."""
    notation, reason = asked.notation, None
    if result.kind == "tested":
        of_some = functional(tree, notation) if not asked.implied else _rests_on_unknown(notation)
        if question.relation == "equal" and "calm" in question.curves.values():
            reason = "Of the smooth convex functions only squares were tried."
        elif of_some or (question.relation == "equal" and rests_on_slope(tree, notation)):
            reason = "Of the points that the equation of its premise allows only some were tried."
    elif result.kind == "refuted":
        if functional(tree, notation):
            reason = "Not decided: which functions fulfil what is assumed at all of their places."
        elif any(symbol.name in DOTS for symbol in symbols(tree)) and not tells_enough(asked):
            reason = "Not decided: what the dots leave out does not show."
    return result if reason is None else Verdict("unsettled", reason)


def _without_end(asked: Question) -> Verdict | None:
    """What shows an equation with an endless sum or a limit to be wrong, where neither has a value that is known.

    The first terms of a sum of powers are those of another function; the numerator of a limit stays where its
    denominator goes to 0. Neither can show that the equation holds.
    """
    if (begun := with_first_terms(asked)) is not None:
        columns = without_calculus(begun)
        found = of_derivatives(settle(columns), begun, columns)
        return found.changed(suggestion=None) if found.kind == "refuted" else None
    if (above := without_denominator(asked, Effort(BUDGET))) is not None:
        found = settle(above)
        return refuted_as_unbounded(found) if found.kind == "refuted" else None
    return None


def _rests_on_unknown(notation: Notation) -> bool:
    """Is there an equation between values of unknown functions? It has more solutions than those that are found."""
    return any(isinstance(node, Call) and node.op == "equal" and any(
        isinstance(part, Call) and part.op == "apply" and isinstance(part.args[0], Symbol)
        and ((row := notation.find(part.args[0].name)) is None or row.definition is None)
        for side in node.args for part in walk(side)) for node in notation.assumptions)


_BY_SIGN: dict[str, Callable[[Any, Notation], Verdict]] = {
    "forall": _for_all, "exists": _exists, "and": _and, "chain": _chain, "implies": _implies, "iff": _iff,
    "define": _definition, "assign": _definition, "member": _member,
}
