"""The verdict under one reading: what of it is to be judged, and each link of a chain that says something."""

from __future__ import annotations

from dataclasses import replace

from mathnn.check.applied import applied
from mathnn.check.branches import with_domains
from mathnn.check.inverses import MARK
from mathnn.check.marked import marked
from mathnn.check.slopes_about import UNJUDGED
from mathnn.claims import Role, Verdict, of_chain, worst
from mathnn.expression import Call, Expr
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import is_zero, walk
from mathnn.notation import Notation
from mathnn.reading.dependence import implied_functions
from mathnn.reading.expansions import without_restated
from mathnn.reading.formulas import definition
from mathnn.reading.indexed_functions import with_indexed_functions
from mathnn.reading.judged_link import judged_link, weighed_link
from mathnn.reading.known import Known
from mathnn.reading.learned import sets_to_zero
from mathnn.reading.observations import with_observed
from mathnn.reading.open_sums import with_ends
from mathnn.reading.passed import is_named, links_of, telling
from mathnn.reading.same_quantity import with_same_quantities
from mathnn.reading.several_names import given_by_numbers, names_before
from mathnn.reading.standard import standard
from mathnn.reading.steps import with_members
from mathnn.reading.tied import tied
from mathnn.reading.trust import weighed
from mathnn.syntax.read import Reading

NOTHING_TO_JUDGE: dict[Role, str] = {
    "definition": "A definition; its sides have one shape.", "update": "An update; its sides have one shape.",
    "declaration": "A declaration.", "hypothesis": "A condition.", "fragment": "There is nothing to judge.",
    "approximation": "An approximation without digits to judge it by.",
}
JUDGED: tuple[Role, ...] = ("claim", "mistake", "approximation")


def under_reading(reading: Reading, what: Role, known: Known, in_full: bool = True) -> Verdict | None:
    """The verdict on what of a statement is to be judged; None where nothing is.

    Unless it is wanted in full, what is false is called so without more ado.
    """
    found = _under_reading(reading, what, known, in_full)
    observed = with_observed(reading, known) if found is not None and found.kind == "refuted" else None
    better = _under_reading(observed, what, known, in_full) if observed is not None else None
    return better if better is not None and better.is_true else found


def _under_reading(reading: Reading, what: Role, known: Known, in_full: bool) -> Verdict | None:
    reading = with_ends(tied(_without_bare_slopes(reading), known), known)
    if what == "definition" and (given := given_by_numbers(reading.tree)) is not None:
        reading, what = _concluded(reading, given), "claim"
    tree, notation = with_members(reading.tree, reading.notation)
    tree, notation = with_indexed_functions(tree, notation)
    reading = reading if notation is reading.notation else replace(reading, notation=notation)
    if MARK in reading.latex:
        reading = replace(reading, notation=with_domains(tree, reading.notation))
    tree = applied(tree, notation)
    asked = _asked(tree, what, names_before(tree, known))
    own = _of_standard(tree, reading.notation, known) if what == "definition" else None
    if asked is None or own is not None:
        return own
    links = telling(links_of(asked), reading.notation, known)
    if what == "definition":  # z = W x + b \\in R^n says of what kind z is
        links = tuple(link for link in links if not (isinstance(link, Call) and link.op == "member"))
        if not links:
            return None
    if not links:
        return Verdict("none", "It says what is done, or what a function in words stands for.")
    notation = with_same_quantities(tree, without_restated(links[0], reading.notation))
    implied = implied_functions(reading.tree)
    first = 1 + names_before(tree, known) if asked is not tree and what not in JUDGED else 0
    found: tuple[Verdict, ...] = ()
    for at, link in enumerate(links):
        each = weighed_link(judged_link(link, notation, known), link, notation, known, what, implied, in_full)
        found += (marked(each, reading, first + at, first + len(links)),)
        if not in_full and not each.is_true and 0 < at < len(links) - 1:
            return each  # only of a first or a last link a chain can be rid, see below
    return _of_links(links, found, what)


def _concluded(reading: Reading, given: Call) -> Reading:
    """What is concluded from the numbers that a letter is given."""
    made = definition(given)
    assert isinstance(reading.tree, Call)
    assert made is not None
    return replace(reading, tree=reading.tree.args[1], notation=reading.notation.with_name(made))


def _of_links(links: tuple[Expr, ...], found: tuple[Verdict, ...], what: Role) -> Verdict:
    """The verdict on a chain by those on its links, of which one may set the others to zero."""
    if what == "definition" and not found[0].is_true and is_named(links[0]):
        found = found[1:] or (Verdict("none", NOTHING_TO_JUDGE[what]),)  # y = f(x) = a formula defines f as well
    if sets_to_zero(links) and not found[-1].is_true and all(each.is_true for each in found[:-1]):
        before = worst(found[:-1])
        return replace(before, reason=f"{before.reason} The last sign sets it to zero.")
    if len(found) > 1 and _is_zero_first(links[0]) and not found[0].is_true and all(
            each.is_true for each in found[1:]):
        rest = worst(found[1:])
        return replace(rest, reason=f"{rest.reason} The first sign sets it to zero.")
    whole = of_chain(found)
    if whole.is_true and any(map(leaves_slope_open, found)):
        return replace(whole, reason=f"{whole.reason} {UNJUDGED.reason}")
    return whole


def leaves_slope_open(found: Verdict) -> bool:
    """Does it say nothing of a slope that is about a number: dL/dw = dL/dz x \\approx 0.3?"""
    return UNJUDGED.reason in found.reason


def _without_bare_slopes(reading: Reading) -> Reading:
    """Without conditions such as "grad f = 0": they speak of a point of f that the text does not name."""
    assumed = reading.notation.assumptions
    kept = tuple(a for a in assumed if not any(
        isinstance(node, Call) and node.op in DERIVATIVES and node.args[0].sort.kind == "function" for node in walk(a)))
    return reading if len(kept) == len(assumed) else replace(
        reading, notation=replace(reading.notation, assumptions=kept))


def _of_standard(tree: Expr, notation: Notation, known: Known) -> Verdict | None:
    """The verdict on a definition of what has a meaning already, where it is false; a true one goes without saying."""
    first = standard(tree, notation)
    if first is None:
        return None
    found = weighed(judged_link(first, notation, known), first, notation, known)
    return found if found.is_wrong or found.kind == "conditional" else None


def _is_zero_first(link: Expr) -> bool:
    """0 = f'(x) = ...: an equation to be solved, and what it says."""
    first = link.args[0] if isinstance(link, Call) and link.op == "equal" else None
    return first is not None and is_zero(first)


def _asked(tree: Expr, what: Role, names: int) -> Expr | None:
    """What is to be judged: all of a claim; of a definition what follows its formula, before which more names stand."""
    if what in JUDGED:
        return tree
    if what in ("definition", "update") and isinstance(tree, Call) and tree.op == "chain":
        rest = tree.args[1 + names:]
        return rest[0] if len(rest) == 1 else Call("chain", rest, tree.sort) if rest else None
    return None


__all__ = ["JUDGED", "NOTHING_TO_JUDGE", "leaves_slope_open", "under_reading"]
