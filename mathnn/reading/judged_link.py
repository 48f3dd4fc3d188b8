"""The verdict on one relation: by the checker, by what else the text gave, as far as the text bears it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from mathnn.check.contradicted import fails_at_samples
from mathnn.check.eigenvalues import is_invariant, with_eigenvalues
from mathnn.check.judge import judge
from mathnn.check.nearly import judged_nearly
from mathnn.check.random_signs import is_moment
from mathnn.check.rounded_factors import right_at_its_digits
from mathnn.check.stated_chances import is_far_apart, with_numbers
from mathnn.claims import Role, Verdict
from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.tree import is_zero, symbols, walk
from mathnn.notation import Notation
from mathnn.reading.by_laws import by_laws
from mathnn.reading.costs import with_cost, without_costs
from mathnn.reading.dependence import hides_unrelated
from mathnn.reading.known import Known
from mathnn.reading.likelihoods import with_likelihoods
from mathnn.reading.reached import reached
from mathnn.reading.said import CONSTANTS, letters_of
from mathnn.reading.trust import is_slip, weighed
from mathnn.reading.usage import PIECE, are_among

_EMPTY = Verdict("unsettled", "By what the text gives in formulas both sides vanish, so that it says nothing.")


def weighed_link(found: Verdict, link: Expr, notation: Notation, known: Known, what: Role,
                 implied: frozenset[str], in_full: bool) -> Verdict:
    """The verdict as far as the text bears it; a mistake is one for letters of any meaning, its author says so."""
    if not found.is_true and (ruled := by_laws(link, notation, known)) is not None:
        return ruled
    if what == "mistake":
        return found
    found = right_at_its_digits(found, link)  # of numbers that the text rounded before
    found = weighed(found, link, notation, known, implied, in_full)
    if found.kind in ("unsettled", "none") and isinstance(link, Call):
        concluded = link.args[1] if link.op == "implies" else link
        nearly = judged_nearly(concluded, notation) if isinstance(concluded, Call) else None
        of_cost = without_costs(link, notation) if found is _EMPTY else notation
        return (nearly or _as_likelihood(link, notation) or _by_numbers(link, known) or _of_any_cost(link, of_cost)
                or _by_eigenvalues(link, notation, known) or found)
    return found


def _by_numbers(link: Expr, known: Known) -> Verdict | None:
    """The verdict by the probabilities that the text gave as numbers; small differences may be their rounding."""
    plain = with_numbers(link, known.here.chances)
    found = judge(plain, Notation()) if plain is not None else None
    if found is None or found.is_true:
        return found
    return found if found.kind == "refuted" and is_far_apart(plain) else None


def _of_any_cost(link: Expr, notation: Notation) -> Verdict | None:
    """The verdict on slopes of a cost without a formula, which may be any function of the last layer in question."""
    made = with_cost(link, notation)
    if made is None:
        return None
    found = judge(made.tree, made.notation)
    if found.is_true:
        kind = "tested" if found.kind == "tested" else "conditional"
        return found.changed(kind=kind, reason=f"{found.reason} It holds where ${made.granted}$.",
                             conditions=(*found.conditions, made.granted))
    if is_slip(found) or (found.kind == "refuted" and made.is_chain_rule):
        return found.changed(reason=f"{found.reason} Here ${made.granted}$.")
    return None


def _by_eigenvalues(link: Expr, notation: Notation, known: Known) -> Verdict | None:
    """The verdict on a matrix whose eigenvalues the words name."""
    made = with_eigenvalues(link, notation, known.here.eigenvalues) if known.here.eigenvalues is not None else None
    found = judge(*made) if made is not None else None
    if found is None or (found.is_wrong and not is_invariant(link)):
        return None
    return found if found.is_settled else None


def _as_likelihood(link: Expr, notation: Notation) -> Verdict | None:
    """The verdict where a statement about probabilities is true of any positive functions."""
    ordinary = with_likelihoods(link, notation)
    found = judge(*ordinary) if ordinary is not None else None
    if found is None or found.is_true:
        return found
    return found if is_slip(found) else None  # of one sign too much nothing else can be said


def judged_link(asked: Expr, notation: Notation, known: Known) -> Verdict:
    """The verdict on one link; readings of one statement often differ in other links only, so it is kept for them."""
    rows = reached(asked, notation)
    if any(map(is_moment, symbols(asked))):  # what stands below mu and sigma may have a formula as well
        rows = frozenset(notation.names.items())
    key = (asked, rows, notation.assumptions)
    if (found := known.at.judged.get(key)) is None:
        found = known.at.judged[key] = _judged_once(
            asked, replace(notation, every=known.at.of_every) if known.at.of_every else notation)
    return found


def _judged_once(asked: Expr, notation: Notation) -> Verdict:
    found = judge(asked, notation)
    if found.kind == "unsettled" and notation.assumptions and "No point" in found.reason:
        again = judge(asked, Notation(notation.names))
        found = again if again.is_true and not _is_denied(again, notation) else found
        kept = tuple(each for each in notation.assumptions if not _is_case(each))
        if found is not again and kept != notation.assumptions:
            other = judge(asked, Notation(notation.names, kept))
            found = other if other.kind == "refuted" else found
    if found.kind == "conditional" and any(map(_is_case, notation.assumptions)):  # h >= 0 here, h < 0 there
        again = judge(asked, Notation(notation.names, tuple(a for a in notation.assumptions if not _is_case(a))))
        found = again if again.is_true else found
    if found.is_true and _is_empty(asked, notation):
        if notation.assumptions and (alone := judge(asked, Notation(notation.names))).is_true and not _is_empty(
                asked, Notation(notation.names)):
            return alone
        return _EMPTY
    return found


def _is_denied(found: Verdict, notation: Notation) -> bool:
    """Is it conditional on letters of which something is assumed that no point goes with: x > 0, where x < 0?"""
    mentioned = dict.fromkeys(PIECE.findall(" ".join(found.conditions)))
    return found.kind == "conditional" and any(
        are_among(name, mentioned) for each in notation.assumptions for name in letters_of(each) - CONSTANTS)


def _is_case(condition: Expr) -> bool:
    """f' > 0 in one place, f' < 0 in another: cases that were looked at, not all of which hold; a bound L is none."""
    if isinstance(condition, Call) and len(condition.args) == 2 and isinstance(condition.args[1], Symbol):
        return False
    return isinstance(condition, Call) and condition.op in ("less", "less_equal", "greater", "greater_equal") and any(
        isinstance(node, Call) and node.op in ("apply", "prime") for node in walk(condition))


def _is_empty(asked: Expr, notation: Notation) -> bool:
    """Would twice the left side be equal to the right one as well?

    Equations of the text are made true with simple values; a product that is to be zero may lose both its factors. And
    the derivative of a cost C of which the text gives no formula is no number to compare, but not zero either.
    """
    if not (isinstance(asked, Call) and asked.op == "equal") or asked.sort.kind != "truth":
        return False
    left, right = asked.args
    assumed = any(isinstance(each, Call) and each.op == "equal" for each in notation.assumptions) or any(
        row.definition is not None and row.symbol in symbols(row.definition) for row in notation)
    if is_zero(right) or left.sort.kind != "number" or not (assumed or hides_unrelated(asked, notation)):
        return False
    doubled = Call("equal", (Call("multiply", (Number(Fraction(2), "2"), left), left.sort), right), asked.sort)
    return not fails_at_samples(doubled, notation) and judge(doubled, notation).is_true


__all__ = ["judged_link", "weighed_link"]
