"""A statement in its context -> verdict: read with as much of what was said as fits, judged, and learned from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mathnn.check.branches import inverted, on_some_branch
from mathnn.check.cut_numbers import given_as_mixed
from mathnn.check.inverses import MARK, supposing_inverses
from mathnn.check.verify import spelled, unread
from mathnn.claims import Role, Verdict
from mathnn.documents.document import Macro
from mathnn.documents.rows import CARRIED_ON
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Symbol
from mathnn.expression.tree import symbols
from mathnn.reading import cues, settled_shapes
from mathnn.reading.clashes import (
    clashing,
    is_example,
    is_told_anew,
    mistyped,
    no_reading,
    relied_on,
    rests_on_words,
)
from mathnn.reading.declared import declared_here, denied_by, has_other_sizes
from mathnn.reading.every import behind, names_domain
from mathnn.reading.examples import (
    by_example,
    by_substitution,
    for_all_numbers,
    gives_number_behind,
    unless_of_case,
    unless_of_example,
)
from mathnn.reading.findings import noticed
from mathnn.reading.follows_from_known import (
    IS_MEMBER,
    IS_ROOT,
    IS_VALUE,
    OF_KNOWN,
    following,
    is_moment_of_known,
    speaks_of_known,
)
from mathnn.reading.former_formulas import (
    ABOUT,
    by_former_formulas,
    former,
    keep_other_form,
    keep_second,
    unless_of_second,
)
from mathnn.reading.index_sizes import keep_sizes_apart
from mathnn.reading.judged_reading import JUDGED, NOTHING_TO_JUDGE, leaves_slope_open, under_reading
from mathnn.reading.judged_samples import judged_of_samples
from mathnn.reading.judged_statement import verdict_on
from mathnn.reading.known import Known
from mathnn.reading.learned import learn
from mathnn.reading.level_sets import beside_its_level_sets
from mathnn.reading.links_of_numbers import wrong_numbers
from mathnn.reading.nearly_in_words import as_the_words_say
from mathnn.reading.one_width import weighed_in_one_width
from mathnn.reading.passed import links_of
from mathnn.reading.piecewise import OTHER_ARGUMENTS, goes_on
from mathnn.reading.posed import Judged, Posed
from mathnn.reading.printed import by_printed, learn_printed
from mathnn.reading.reached import in_circle, is_of_given
from mathnn.reading.readings import read_in_context
from mathnn.reading.reconsider import reconsidered
from mathnn.reading.rejected import ends_in_contradiction, supposes_contrary
from mathnn.reading.roles import ASKED, CONTRADICTION, REJECTED, SATISFIED
from mathnn.reading.said import Said
from mathnn.reading.slope_names import is_of_slopes, names_a_slope
from mathnn.reading.slopes_by_d import SLOPE, judged_slope
from mathnn.reading.solutions import SOLVES
from mathnn.reading.stated import Seen
from mathnn.reading.suppositions import of_any, under_past, without_past
from mathnn.reading.total_costs import as_total
from mathnn.reading.words_around import unless_words_hold_condition
from mathnn.syntax.read import Reading

FULFILLED: Judged = ("claim", "it is said to hold for a letter that has a formula")
FOLLOWS: Judged = ("claim", "it is said to follow from a formula that the text gave")
NEXT_STEP: Judged = ("definition", "it gives the next value of a letter by what was found with the one before")


def unreadable(problem: ReadError) -> Verdict:
    """The verdict on what cannot be read, with the construct and its place."""
    return Verdict("unreadable", problem.message, start=problem.start, end=problem.end)


def in_context(statement: Posed, said: Judged, known: Known, macros: Mapping[str, Macro]) -> tuple[Judged, Verdict]:
    """What is found of a statement where it stands, and its role in the light of that; `known` learns what it gives.

    A failure of ours on one statement is said of it; the rest of the text is still judged.
    """
    spoken = behind(known.at.words_behind, known.at.behind)
    whole = known.every.wholly(statement) | spoken
    if whole and names_domain(statement.before, f"{known.words.text} {statement.before}"):
        spoken = whole = frozenset()
    known.at = replace(known.at, of_every=known.every.of(statement) | spoken, of_whole=whole, judged={}, ruled={})
    try:
        with of_any(statement, known):
            return _in_context(statement, said, known, macros)
    except SortError as problem:
        return said, Verdict("unsettled", f"Not decided: {problem.message}.")
    except FAILURES as failure:
        return said, Verdict("unsettled", f"The checker failed on it ({type(failure).__name__}); please report this.")


def _in_context(statement: Posed, said: Judged, known: Known, macros: Mapping[str, Macro]) -> tuple[Judged, Verdict]:
    known.resume_steps(statement.located.row.latex)
    keep_sizes_apart(statement.node, known)
    if said[0] in ("claim", "hypothesis", "definition") and goes_on(statement, known):
        said = "definition", OTHER_ARGUMENTS
    if said[0] == "hypothesis" and gives_number_behind(statement, known):
        said = "definition", "it gives a letter of the formula before its number"
    if said[0] == "definition" and known.laws.vectors and is_moment_of_known(statement, known, macros):
        said = "claim", OF_KNOWN
    follows = following(statement, said, known, macros)
    said, shown = follows if follows is not None else (said, None)
    try:
        reading, clash = read_in_context(statement, said[0], known, macros)
        if (anew := _as_of_known(statement, said, reading, known)) != said:
            said = anew
            reading, clash = read_in_context(statement, "claim", known, macros)
        reading = as_total(reading, known) if said[0] == "definition" and known.habits.costs else reading
    except SortError as problem:
        found = _mistyped(problem, statement, said[0], known, macros)
        return said, _by_its_numbers(found, statement, said[0], macros)
    except ReadError as problem:
        if known.habits.named_slopes and (of_cost := judged_slope(statement, said[0], known, macros)) is not None:
            return SLOPE, of_cost
        return said, unreadable(problem)
    except FAILURES as failure:
        return said, unread(failure)
    what = said[0]
    if known.habits.named_slopes and (of_cost := judged_slope(statement, what, known, macros)) is not None:
        _take(Seen(statement, reading, ("definition", SLOPE[1]), of_cost), known, is_reconsidered=False)
        return SLOPE, of_cost
    unfit = _clashing(statement, reading, what, clash, known)
    found = unfit or _weighed(statement, reading, what, shown, known, macros)
    if said[1] == OF_KNOWN and found.kind == "unsettled" and (circle := in_circle(reading.tree, reading.notation)):
        for name in circle:  # the means of the next step, by shares that were found with those of the one before
            known.reopen(name)
        said, what, found = NEXT_STEP, NEXT_STEP[0], Verdict("none", NOTHING_TO_JUDGE[NEXT_STEP[0]])
    if found.kind == "unsettled" and what == "claim":
        found = settled_shapes.settled_clash(statement, known, macros) or found
    if what == "declaration" and (other := settled_shapes.declared_otherwise(reading.tree, known)) is not None:
        return said, other
    found = _by_its_numbers(found, statement, what, macros)
    if found.is_true and what == "claim" and ABOUT not in found.reason and (
            tried := without_past(statement, reading, known)) is not None:
        found = under_past(found, _anew(statement, what, tried, macros), known, tried)
    if found.is_true and clash is not None and has_other_sizes(reading.tree, known):
        found = Verdict("unsettled", "It is true only of letters of other sizes than the text declares.")
    if said == REJECTED:
        said = what, _ = said if found.is_true else ("mistake", said[1])
    else:
        said = _role_in_the_light_of(found, statement, said, reading, known)
    if said[0] == what == "claim":
        found = unless_words_hold_condition(found, statement, reading, known)
    elif said[0] != what:
        found = _of_numbers(reading, known) or Verdict("none", NOTHING_TO_JUDGE[said[0]])
    _take(Seen(statement, reading, said, found), known, is_reconsidered=said[0] != what)
    return said, found if found.reading else found.changed(reading=spelled(reading))


def _anew(statement: Posed, what: Role, known: Known, macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict where only so much is known; None where nothing can be read then."""
    try:
        reading, _ = read_in_context(statement, what, known, macros)
    except (ReadError, SortError, *FAILURES):
        return None
    return _weighed(statement, reading, what, None, known, macros)


def _as_of_known(statement: Posed, said: Judged, reading: Reading, known: Known) -> Judged:
    """The role of what looks like a definition or a condition, but speaks of what has formulas by then."""
    if said[0] == "definition" and speaks_of_known(statement, reading, known):
        return "claim", OF_KNOWN
    if said[0] == "definition" and _follows_from_formula(reading, known):
        return FOLLOWS
    is_fulfilled = said[0] == "hypothesis" and said[1] in SATISFIED and is_of_given(reading.tree, known)
    return FULFILLED if is_fulfilled else said


def _follows_from_formula(reading: Reading, known: Known) -> bool:
    """Z = A V => dL/dV = A^T dL/dZ, where Z has this formula: what stands behind the arrow is said of it."""
    tree = reading.tree
    premise = tree.args[0] if isinstance(tree, Call) and tree.op == "implies" else None
    if not (isinstance(premise, Call) and premise.op == "equal" and isinstance(premise.args[0], Symbol)):
        return False
    said = known.names.get(premise.args[0].name)
    return said is not None and repr(said.name.definition) == repr(premise.args[1])


def _clashing(statement: Posed, reading: Reading, what: Role, clash: SortError | None, known: Known) -> Verdict | None:
    """The verdict on a statement whose shapes clash in every reading that the text's own words allow; else None."""
    if clash is None:
        return None
    relied = relied_on(statement, reading, what, known)
    if rests_on_words(reading, what, known) or is_told_anew(statement, what):
        return None
    if declared_here(known, relied) and not is_example(clash, statement, relied):
        return mistyped(clash, statement, reading, known)
    return no_reading(clash) if what in JUDGED and denied_by(known, reading.tree) else None


def _weighed(statement: Posed, reading: Reading, what: Role, shown: Verdict | None, known: Known,
             macros: Mapping[str, Macro]) -> Verdict:
    """The verdict on a statement in the light of all that was said; `shown` is one that was found by what is known."""
    found = first = weighed_in_one_width(shown or verdict_on(statement, reading, what, known, macros), reading)
    if MARK in reading.latex:
        found = on_some_branch(found, reading.tree, reading.notation)
        found = supposing_inverses(found, reading.tree, reading.notation)
    found = _by_what_was_given(found, statement, reading, what, known, macros)
    if (first.is_wrong or first.kind == "tested") and leaves_slope_open(found):
        found = first
    if found.is_wrong and (known.numeric or known.chosen):
        found = unless_of_example(found, reading, what, known, statement.located.paragraph)
    if found.is_wrong and known.renumbered and cues.of_others(statement.before):
        found = Verdict("unsettled", "It is false of the numbers above; the words seem to speak of others.")
    if found.is_true and known.cases and what == "claim":
        found = unless_of_case(found, reading, what, known, statement.located.paragraph)
    found = beside_its_level_sets(found, reading, what, known)
    return as_the_words_say(found, statement, reading, what, known)


def _by_what_was_given(found: Verdict, statement: Posed, reading: Reading, what: Role, known: Known,
                       macros: Mapping[str, Macro]) -> Verdict:
    """A better verdict by numbers of the text, by former formulas of its letters, or by digits that it printed."""
    if not found.is_true and known.numbers:
        found = by_example(statement, what, known, macros) or found
    if not found.is_true or found.kind == "tested":
        found = for_all_numbers(reading, what, known) or found
    if not found.is_true:
        found = by_substitution(reading, what, known, statement.located.row.place.line or 1) or found
    if known.former and not found.is_true:
        other = by_former_formulas(statement, reading.notation.names, what, known, macros)
        if other is not None and other.is_true:
            found = other
        elif found.is_wrong and other is None:
            found = unless_of_second(found, reading.notation.names, known)
    if known.printed and found.is_wrong:
        found = by_printed(found, reading, what, known) or found
    return found


def _role_in_the_light_of(found: Verdict, statement: Posed, said: Judged, reading: Reading, known: Known) -> Judged:
    """The role that a statement has after all: of what is false, a contradiction or no claim."""
    if said[0] == "claim" and found.is_wrong and (supposes_contrary(known.words.text) or ends_in_contradiction(
            statement.before, statement.located.after, is_of_numbers=not symbols(reading.tree))):
        return CONTRADICTION
    if _is_settled_claim(statement, said, reading, known):
        return said
    return reconsidered(statement, said, found, reading.tree, reading.notation,
                        is_given=found.is_wrong and is_of_given(reading.tree, known), of_any=known.at.of_whole)


def _by_its_numbers(found: Verdict, statement: Posed, what: Role, macros: Mapping[str, Macro]) -> Verdict:
    """The verdict on a chain that stays open, but for what is wrong of numbers alone."""
    if found.kind != "unsettled" or what in ("mistake", "hypothesis", "declaration"):
        return found
    return wrong_numbers(statement, macros) or found


def _of_numbers(reading: Reading, known: Known) -> Verdict | None:
    """The verdict on a link of numbers alone that is false, whatever the chain is there for: z = 2 * 3 + 1 = 8."""
    for link in links_of(reading.tree)[1:]:
        if not symbols(link):
            found = under_reading(replace(reading, tree=link), "claim", known)
            if found is not None and found.kind == "refuted":
                return found
    return None


def _mistyped(problem: SortError, statement: Posed, what: Role, known: Known, macros: Mapping[str, Macro]) -> Verdict:
    """The verdict on what has no reading in which shapes agree."""
    if what == "claim" and (of_samples := judged_of_samples(statement, None, what, known, macros)) is not None:
        return of_samples
    if what == "claim" and settled_shapes.clash_is_sure(problem, statement, known):
        return settled_shapes.mistyped(problem)
    if what == "mistake":  # its author says that it is wrong: no reading in which shapes agree is needed
        return Verdict("mistyped", problem.message, start=problem.start, end=problem.end)
    return clashing(problem, statement)


def _take(seen: Seen, known: Known, *, is_reconsidered: bool) -> None:
    """Notice what it shows together with earlier statements, and learn what it gives."""
    role, found = seen.role, seen.verdict
    if found.kind not in ("unreadable", "none") or role in ("definition", "declaration", "update"):
        known.findings += noticed(seen, known)
    if seen.said in (ASKED, CONTRADICTION):
        return
    if not is_reconsidered or not cues.denied(seen.statement.before):  # what is false and denied is no condition either
        before = former(seen.statement, seen.said, known)
        reading = seen.reading
        if role == "definition" and (given := given_as_mixed(reading.tree, reading.latex)) is not reading.tree:
            reading = replace(reading, tree=given)
        learn(seen.statement, reading, "definition" if seen.said == IS_ROOT and found.is_true else role, known, found)
        _keep_former(before, known)
        if role == "definition" and not found.is_true:
            keep_second(seen.statement.left.head, reading.tree, known)
        if role == "claim" and found.is_true:
            keep_other_form(reading.tree, known)
        learn_printed(seen.reading.tree, found, known)


def _keep_former(before: Said | None, known: Known) -> None:
    """Keep a formula that another one has just taken the place of."""
    now = known.names.get(before.name.symbol.name) if before is not None else None
    if before is not None and now is not None and now.name.definition is not None:
        known.former[before.name.symbol.name] = before, now.name.definition


def _is_settled_claim(statement: Posed, said: Judged, reading: Reading, known: Known) -> bool:
    """Is it a claim whatever is found of it: a step, about a slope, an inverse, the solutions of an equation?"""
    if statement.located.row.introduced_by == CARRIED_ON or said == FULFILLED:
        return True
    if known.at.behind and statement.located.row.equation.display and not statement.left.may_be_defined:
        return True  # a range is given for which it is said
    if said in (SOLVES, IS_MEMBER, IS_ROOT, IS_VALUE, FOLLOWS):
        return True
    return (names_a_slope(statement, known) and is_of_slopes(statement, reading, known)) or (
        MARK in reading.latex and known.is_of_section(inverted(reading.tree, reading.notation)))


__all__ = ["in_context", "unreadable"]
