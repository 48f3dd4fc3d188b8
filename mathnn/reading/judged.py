"""A statement in its context -> verdict: read with as much of what was said as fits, judged, and learned from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from mathnn.check.applied import applied
from mathnn.check.branches import inverted, on_some_branch, with_domains
from mathnn.check.composite_moments import is_composite
from mathnn.check.contradicted import fails_at_samples
from mathnn.check.cut_numbers import in_its_base
from mathnn.check.inverses import MARK, supposing_inverses
from mathnn.check.judge import judge
from mathnn.check.marked import marked
from mathnn.check.nearly import judged_nearly
from mathnn.check.normal_divergences import with_formulas_of_normals
from mathnn.check.of_numbers import as_far_as_forced, of_any_matrices
from mathnn.check.random_signs import is_moment
from mathnn.check.rounded_factors import right_at_its_digits
from mathnn.check.stated_chances import is_chance_of_event, is_far_apart, with_numbers
from mathnn.check.verify import spelled, unread
from mathnn.claims import Role, Verdict, of_chain, worst
from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import operators, symbols, walk
from mathnn.notation import DECLARED, Name, Notation
from mathnn.reading import cues
from mathnn.reading.angles import with_angle
from mathnn.reading.arrows import of_the_one_before
from mathnn.reading.by_laws import by_laws, is_ruled
from mathnn.reading.clashes import clashing, mistyped, no_reading, relied_on
from mathnn.reading.costs import with_cost
from mathnn.reading.dependence import hides_unrelated, implied_functions
from mathnn.reading.expansions import without_restated
from mathnn.reading.faces import in_one_face, with_chances_apart
from mathnn.reading.findings import noticed
from mathnn.reading.indexed_functions import with_indexed_functions
from mathnn.reading.known import Known, Trust, is_bound_elsewhere, is_circular, is_of_known, reached
from mathnn.reading.learned import GIVES, learn, sets_to_zero
from mathnn.reading.left_side import LeftSide
from mathnn.reading.likelihoods import with_likelihoods
from mathnn.reading.named_functions import with_named_function
from mathnn.reading.one_width import in_one_width, is_in_one_width, needs_one_width, weighed_in_one_width
from mathnn.reading.optima import latest_function
from mathnn.reading.passed import is_named, links_of, telling
from mathnn.reading.reconsider import reconsidered
from mathnn.reading.roles import Judged, Posed, is_value_of_known, step_letter, stepped_rows
from mathnn.reading.same_quantity import with_same_quantities
from mathnn.reading.sample_matrices import pairs, stacked, under_condition
from mathnn.reading.samples import with_samples
from mathnn.reading.several_names import names_before
from mathnn.reading.slope_names import is_of_slopes, names_a_slope
from mathnn.reading.solutions import SOLVES, may_solve, solved
from mathnn.reading.spectra import is_invariant, with_eigenvalues
from mathnn.reading.standard import standard
from mathnn.reading.stated import Seen
from mathnn.reading.stationary import announced, slope_of, stationary
from mathnn.reading.steps import step_of, unrolls, with_beginnings, with_members, with_steps
from mathnn.reading.tied import tied
from mathnn.reading.trust import FIXED, is_slip, weighed
from mathnn.reading.widths import read_in_one_width
from mathnn.syntax.infer import SUMMED
from mathnn.syntax.macros import expanded
from mathnn.syntax.read import Reading, read

_NOTHING_TO_JUDGE: dict[Role, str] = {
    "definition": "A definition; its sides have one shape.", "update": "An update; its sides have one shape.",
    "declaration": "A declaration.", "hypothesis": "A condition.", "fragment": "There is nothing to judge.",
    "approximation": "An approximation without digits to judge it by.",
}
_JUDGED: tuple[Role, ...] = ("claim", "mistake", "approximation")
_SENSELESS = "indexes nothing"  # of a sum over j of f_j, where f_j was a name of its own before


def _speaks_of_known(statement: Posed, reading: Reading, known: Known) -> bool:
    """Does what looks like a definition speak of what is settled by then?"""
    tree, notation = reading.tree, reading.notation
    is_settled = isinstance(tree, Call) and is_chance_of_event(tree.args[0]) and not cues.defining(
        statement.before) and with_numbers(tree.args[0], known.chances) is not None
    first = links_of(tree)[0]
    left = first.args[0] if isinstance(first, Call) and first.args else None
    of_formula = left is not None and (with_formulas_of_normals(left) is not left or (
        isinstance(left, Symbol) and is_composite(left.name)))
    return (is_settled or of_formula or _is_length_of_known(left, notation) or is_circular(tree, notation)
            or is_of_known(tree, statement.left.head, notation) or is_ruled(tree, notation, known)
            or names_a_slope(statement, known))


def _is_length_of_known(left: Expr | None, notation: Notation) -> bool:
    """Is it the length of a column that was given by its numbers?"""
    column = left.args[0] if isinstance(left, Call) and left.op == "norm" else None
    row = notation.find(column.name) if isinstance(column, Symbol) and column.sort.shape else None
    return row is not None and row.definition is not None and not symbols(row.definition)


def unreadable(problem: ReadError) -> Verdict:
    """The verdict on what cannot be read, with the construct and its place."""
    return Verdict("unreadable", problem.message, start=problem.start, end=problem.end)


def in_context(statement: Posed, said: Judged, known: Known, macros: Mapping[str, Macro]) -> tuple[Judged, Verdict]:
    """What is found of a statement where it stands, and its role in the light of that; `known` learns what it gives.

    A failure of ours on one statement is said of it; the rest of the text is still judged.
    """
    try:
        return _in_context(statement, said, known, macros)
    except SortError as problem:
        return said, Verdict("unsettled", f"Not decided: {problem.message}.")
    except FAILURES as failure:
        return said, Verdict("unsettled", f"The checker failed on it ({type(failure).__name__}); please report this.")


def _in_context(statement: Posed, said: Judged, known: Known, macros: Mapping[str, Macro]) -> tuple[Judged, Verdict]:
    known.judged.clear()
    known.ruled.clear()
    shown: Verdict | None = None
    if may_solve(statement) and (verdict := _solved(statement, known, macros)) is not None:
        said, shown = SOLVES, verdict
    elif (follows := _following(statement, said, known, macros)) is not None:
        said, shown = follows
    what = said[0]
    try:
        reading, clash = _read(statement, what, known, macros)
        if what == "definition" and _speaks_of_known(statement, reading, known):
            what = "claim"
            said = what, "what it is about stands in what was said before"
            reading, clash = _read(statement, what, known, macros)
    except ReadError as problem:
        return said, unreadable(problem)
    except SortError as problem:
        if what == "claim" and (of_samples := _of_samples(statement, None, known, macros)) is not None:
            return said, of_samples
        if what == "mistake":  # its author says that it is wrong: no reading in which shapes agree is needed
            return said, Verdict("mistyped", problem.message, start=problem.start, end=problem.end)
        return said, clashing(problem, statement)
    except FAILURES as failure:
        return said, unread(failure)
    if clash is not None and known.declared_here(relied_on(statement, reading, what, known)):
        found = mistyped(clash, statement, reading, known)
    elif clash is not None and what in _JUDGED and known.denied_by(reading.tree):
        found = no_reading(clash)
    else:
        found = weighed_in_one_width(shown or _found(statement, reading, what, known, macros), reading)
        if MARK in reading.latex:
            found = on_some_branch(found, reading.tree, reading.notation)
            found = supposing_inverses(found, reading.tree, reading.notation)
    if not _is_settled_claim(statement, said, reading, known):
        said = reconsidered(statement, said, found, reading.tree, reading.notation)
    if said[0] != what:
        found = Verdict("none", _NOTHING_TO_JUDGE[said[0]])
    if found.kind not in ("unreadable", "none") or said[0] in ("definition", "declaration", "update"):
        known.findings += noticed(Seen(statement, reading, said, found), known)
    if said[0] == what or not cues.denied(statement.before):  # what is false and denied is no condition either
        learn(statement, reading, said[0], known, found)
    return said, found if found.reading else found.changed(reading=spelled(reading))


def _is_settled_claim(statement: Posed, said: Judged, reading: Reading, known: Known) -> bool:
    """Is it a claim whatever is found of it: about a slope, an inverse, the solutions of an equation?"""
    return said == SOLVES or (names_a_slope(statement, known) and is_of_slopes(statement, reading, known)) or (
        MARK in reading.latex and known.is_of_section(inverted(reading.tree, reading.notation)))


def _solved(statement: Posed, known: Known, macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict on solutions with two signs, where the equation stands above."""
    try:
        reading, _ = _read(statement, "claim", known, macros)
    except (ReadError, SortError, *FAILURES):
        return None
    found = solved(reading, known, statement.located.paragraph)
    return found if found is not None and (found.is_true or found.kind == "refuted") else None


def _following(statement: Posed, said: Judged, known: Known,
               macros: Mapping[str, Macro]) -> tuple[Judged, Verdict] | None:
    """The role and verdict of what looks like a step or a formula, where the text gave the steps of this sequence
    before, or conditions on this letter: does it follow from them?

    What does not follow gives it anew, but where one slip would make it follow and the words announce that it does.
    """
    heads = tuple(name for name, _ in stepped_rows(statement)) or (statement.left.head,)
    head = heads[0]
    by_steps = known.steps.keys() >= set(heads) and step_letter(statement) is not None
    by_condition = (said[0] == "definition" and statement.left.kind == "name" and statement.relations[:1] == ("equal",)
                    and not statement.is_setting and cues.asserting(statement.before) and known.is_tied(head))
    by_value = is_value_of_known(statement)
    if said[0] not in ("update", "definition") or not (by_steps or by_condition or by_value):
        return None
    try:
        reading, _ = _read(statement, "claim", known, macros)
    except (ReadError, SortError, *FAILURES):
        return None
    if by_steps and not by_condition:
        row = step_of(reading.tree)
        if head not in reading.notation.names or (row is not None and any(
                row.definition == each.name.definition for each in known.steps[head])):
            return None
    elif ((known_row := reading.notation.find(head)) is not None and known_row.definition is not None) != by_value or (
            by_value and not _fits_its_argument(reading.tree, known_row)):
        return None
    found = _found(statement, reading, "claim", known, macros)
    if by_condition and not found.is_true:
        more = known.tied_to(reading.tree, statement.located.paragraph)
        other = _under(replace(reading, notation=reading.notation.assuming(*(
            each for each in more if each not in reading.notation.assumptions))), "claim", known) if more else None
        found = other if other is not None and (other.is_true or other.kind == "refuted") else found
    is_beside = by_value and known.names[head].line == statement.located.row.place.line
    concludes = by_condition and cues.equating(statement.before)
    unrolled = by_steps and unrolls(statement.before) and head in known.beginnings
    if found.is_true or (found.is_wrong and (is_beside or concludes or unrolled)) or (
            is_slip(found) and (by_value or cues.asserting(statement.before))):
        given = "steps" if by_steps else "formula" if by_value else "conditions"
        return ("claim", f"it follows from the {given} that the text gave above"), found
    return None


def _with_all_formulas(found: Verdict, statement: Posed, reading: Reading, known: Known,
                       macros: Mapping[str, Macro]) -> Verdict:
    """The verdict, taken back where the shapes agreed only without the formula that this section gave for a letter.

    Of K_{ij} = x_i^T x_j it would be forgotten that K is symmetric. The A of another section is another A.
    """
    latex = with_chances_apart(statement.located.row.latex)
    text = expanded(latex, macros) if macros else latex
    given = known.notation(text, Trust.ALL, statement.located.paragraph)
    own = {symbol.name: known.names.get(symbol.name) for symbol in symbols(reading.tree)}
    lost = sorted(name for name, said in own.items() if said is not None and said.section == known.section
                  and name not in FIXED and _has_formula(name, given) and not _has_formula(name, reading.notation))
    if not lost:
        return found
    return Verdict("unsettled", f"Its shapes do not agree with the formula that the text gives for {lost[0]}.")


def _with_variables_free(reading: Reading, known: Known) -> Reading | None:
    """The reading in which what is differentiated by is no solution that another section found; None without such.

    "w = (X^T X)^{-1} X^T y" of that section is not the w of this one, of which f(w) is a function.
    """
    if not operators(reading.tree) & DERIVATIVES:
        return None
    by = {node.args[1] for node in walk(reading.tree) if isinstance(node, Call) and node.op in DERIVATIVES}
    names = {each.name: Name(each) for each in by
             if isinstance(each, Symbol) and _has_formula(each.name, reading.notation)
             and (said := known.names.get(each.name)) is not None and said.section != known.section}
    if not names:
        return None
    return replace(reading, notation=Notation({**reading.notation.names, **names}, reading.notation.assumptions))


def _of_columns_meant(found: Verdict, reading: Reading, known: Known) -> Verdict:
    """The verdict, taken back where 1 - p was read of a column p that the text never declared one.

    "For a coin", H(p) may be that of a number p.
    """
    if "spread" not in reading.notes or is_slip(found):
        return found
    columns = sorted(s.name for s in symbols(reading.tree) if s.sort.is_vector and s.name not in FIXED
                     and ((said := known.names.get(s.name)) is None or not said.declared))
    if not columns:
        return found
    return Verdict("unsettled", f"It is read of a column {columns[0]}, which may be a number here.")


def _has_formula(name: str, notation: Notation) -> bool:
    row = notation.names.get(name)
    return row is not None and row.definition is not None


def _fits_its_argument(tree: Expr, row: Name | None) -> bool:
    """Does f(x) = ... give f a value of the kind that it was defined for, by a formula that holds its argument?"""
    first = links_of(tree)[0]
    left = first.args[0] if isinstance(first, Call) else first
    if row is None or row.definition is None or not set(row.parameters) <= symbols(row.definition):
        return False
    return isinstance(left, Call) and left.op == "apply" and len(left.args) == 1 + len(row.parameters) and all(
        len(arg.sort.shape) == len(own.sort.shape) for arg, own in zip(left.args[1:], row.parameters, strict=True))


# --- judging ----------------------------------------------------------------------------------------------------------
def _found(statement: Posed, reading: Reading, what: Role, known: Known, macros: Mapping[str, Macro]) -> Verdict:
    """The verdict under this reading; a statement that is true whatever its letters stand for is true here too."""
    found = _under(reading, what, known)
    if found is None:
        return Verdict("none", _NOTHING_TO_JUDGE.get(what, ""))
    found = in_its_base(found, reading.tree, reading.latex,
                        lambda tree: _under(replace(reading, tree=tree), what, known))
    if not found.is_true and known.speaks_of_angles and (turned := with_angle(reading)) is not None:
        found = _under(turned, what, known) or found
    if not found.is_true and known.steps and what in _JUDGED:
        found = _by_other_steps(statement, reading, found, what, known, macros)
    if what != "mistake":
        found = _of_its_letters(found, reading, what, known, macros)
    if not found.is_true and not is_in_one_width(reading):
        for trust, other in _other_readings(statement, known, macros):
            turned = with_angle(other) if known.speaks_of_angles else None
            better = _under(turned or other, what, known)
            if better is not None and what != "mistake":
                better = _of_its_letters(better, other, what, known, macros)
                given = reading.notation, other.notation, " ".join(better.conditions)
                if better.kind == "conditional" and (known.gave_here(*given) or (
                        found.kind == "refuted" and is_bound_elsewhere(*given))):
                    continue  # where a = -1, or a < 0, it does not hold for a >= 0
            if better is not None and (better.is_true or (
                    trust is Trust.FIRM and found.is_wrong and not better.is_wrong) or (
                    _SENSELESS in found.reason and is_slip(better))):
                found = better
                break
    if what != "mistake":
        found = _as_far_as_understood(found, known)
    if not found.is_true and what == "claim" and announced(statement.before):
        links = links_of(reading.tree)
        made = _of_slope(links[0], reading, statement, known) if len(links) == 1 else None
        found = found if made is None else made
    if found.is_wrong and not statement.left.may_be_defined and (lapsed := known.lapsed(reading.tree)):
        better = _under(replace(reading, notation=reading.notation.assuming(*lapsed)), what, known)
        found = better if better is not None and not better.is_wrong else found
    if what == "claim" and (
            named := with_named_function(reading.tree, reading.notation, statement.before)) is not None:
        found = _under(replace(reading, notation=named), what, known) or found
    if found.kind == "refuted" and what == "claim":
        found = _with_all_formulas(found, statement, reading, known, macros)
        found = _of_columns_meant(found, reading, known)
    if found.kind == "refuted" and what == "claim" and (freed := _with_variables_free(reading, known)) is not None:
        better = _under(freed, what, known)
        found = better if better is not None and not better.is_wrong else found
    if not found.is_true and what == "claim":
        found = _of_samples(statement, reading, known, macros, found) or found
    if what == "approximation" and not found.is_settled:
        return Verdict("none", _NOTHING_TO_JUDGE["approximation"])
    return found


def _of_its_letters(found: Verdict, reading: Reading, what: Role, known: Known, macros: Mapping[str, Macro]) -> Verdict:
    """The verdict, as far as it holds for letters of the kinds that they look like and of all that they may be of."""
    def judged(ranks: dict[str, int]) -> Verdict | None:
        try:
            return _under(read(reading.latex, reading.declared, macros, known.shown, ranks), what, known)
        except (ReadError, SortError, *FAILURES):
            return None

    if found.is_true and (other := known.matrices_taken_for_numbers(reading.inferred)):
        return Verdict("unsettled", f"It is true of numbers {', '.join(other)}, but the text declared matrices.")
    return of_any_matrices(as_far_as_forced(found, reading), reading, judged)


def _of_samples(statement: Posed, reading: Reading | None, known: Known, macros: Mapping[str, Macro],
                found: Verdict | None = None) -> Verdict | None:
    """The verdict with the capitals of a statement taken for the matrices of samples; None where that settles nothing.

    What was refuted with any matrix is not for that of the samples. What the text leaves open of them is taken for
    said where something else turned out to be true with it.
    """
    latex = statement.located.row.latex
    text = expanded(latex, macros) if macros else latex
    own = symbols(reading.tree) if reading is not None else ()
    known_pairs = pairs(text, known, own)
    if not known_pairs and not any(symbol.sort.kind == "family" for symbol in own):
        return None
    tree = reading.tree if reading is not None else None
    wrong: Verdict | None = None
    for notation, granted in stacked(text, known_pairs, known, statement.located.paragraph, tree):
        try:
            other = read_in_one_width(latex, notation, macros, known, is_given=False)
        except (ReadError, SortError, *FAILURES):
            continue
        better = _under(other, "claim", known)
        if better is None:
            continue
        if better.is_true:
            better = under_condition(better, granted)
            known.granted |= frozenset(granted)
        elif better.kind != "refuted" or not (is_slip(better) or known.granted >= set(granted)):
            continue
        better = better if better.reading else better.changed(reading=spelled(other))
        if better.is_true:
            return better
        wrong = wrong or better
    if wrong is not None:
        return wrong
    is_of_them = reading is not None and any(
        row.symbol in known_pairs.values() for _, row in reached(reading.tree, reading.notation))
    if found is None or not found.is_wrong or not is_of_them:
        return None
    listed = ", ".join(sorted(known_pairs))
    return Verdict("unsettled", f"It depends on how {listed} holds the samples, which the text does not say.")


def _of_slope(link: Expr, reading: Reading, statement: Posed, known: Known) -> Verdict | None:
    """The verdict on an equation as what a slope says that is zero: the last one, or that of the last function."""
    given = [old.condition for old in known.assumed]
    found = stationary(link, reading.notation, known.slope, given, judge)
    row = latest_function(known)
    if (found is not None and found.is_true) or row is None:
        return found
    name = row.name.symbol.name
    notation = known.notation(f"{name}({row.name.parameters[0].name})", Trust.ALL, statement.located.paragraph)
    other = slope_of(row.name, notation)
    return (stationary(link, reading.notation, other, (), judge) if other is not None else None) or found


def _by_other_steps(statement: Posed, reading: Reading, found: Verdict, what: Role, known: Known,
                    macros: Mapping[str, Macro]) -> Verdict:
    """The verdict from where the sequences begin, or by another way in which the text gave them.

    A statement may speak of any of its methods: it is wrong only where it is wrong of all.
    """
    row = statement.located.row
    text = expanded(row.latex, macros) if macros else row.latex
    used = [known.steps[name] for name, said in reading.notation.names.items()
            if said.symbol.sort.kind == "family" and name in known.steps]
    for way in range(max(map(len, used), default=0)):
        notation = known.notation(text, Trust.ALL, statement.located.paragraph, way)
        begun = with_beginnings(notation, known.beginnings)
        for tried in ((notation,) if way else ()) + ((begun,) if begun is not notation else ()):
            other = _reread(row.latex, tried, known, macros)
            better = None if other is None else _under(other, what, known)
            if better is not None and (better.is_true or (found.is_wrong and not better.is_wrong)):
                found = better
            if found.is_true:
                return found
    return found


def _as_far_as_understood(found: Verdict, known: Known) -> Verdict:
    """In another language a condition may stand in words that are not understood."""
    if not known.is_foreign or found.kind != "refuted" or not (found.suggestion or "").startswith("It holds where"):
        return found
    return Verdict("unsettled", f"{found.suggestion} Whether the text says so in words is not understood.")


def _under(reading: Reading, what: Role, known: Known) -> Verdict | None:
    reading = tied(_without_bare_slopes(reading), known)
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
    first = 1 + names_before(tree, known) if asked is not tree and what not in _JUDGED else 0
    found = tuple(
        marked(_weighed(_judged(link, notation, known), link, notation, known, what, implied), reading, first + at,
               first + len(links))
        for at, link in enumerate(links))
    if what == "definition" and not found[0].is_true and is_named(links[0]):
        found = found[1:] or (Verdict("none", _NOTHING_TO_JUDGE[what]),)  # y = f(x) = a formula defines f as well
    if sets_to_zero(links) and not found[-1].is_true and all(each.is_true for each in found[:-1]):
        before = worst(found[:-1])
        return replace(before, reason=f"{before.reason} The last sign sets it to zero.")
    if len(found) > 1 and _is_zero_first(links[0]) and not found[0].is_true and all(
            each.is_true for each in found[1:]):
        rest = worst(found[1:])
        return replace(rest, reason=f"{rest.reason} The first sign sets it to zero.")
    return of_chain(found)


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
    found = weighed(_judged(first, notation, known), first, notation, known)
    return found if found.is_wrong or found.kind == "conditional" else None


def _is_zero_first(link: Expr) -> bool:
    """0 = f'(x) = ...: an equation to be solved, and what it says."""
    first = link.args[0] if isinstance(link, Call) and link.op == "equal" else None
    return isinstance(first, Number) and first.value == 0


def _weighed(found: Verdict, link: Expr, notation: Notation, known: Known, what: Role,
             implied: frozenset[str]) -> Verdict:
    """The verdict as far as the text bears it; a mistake is one for letters of any meaning, its author says so."""
    if not found.is_true and (ruled := by_laws(link, notation, known)) is not None:
        return ruled
    if what == "mistake":
        return found
    found = right_at_its_digits(found, link) if found.kind == "refuted" else found
    found = weighed(found, link, notation, known, implied)
    if found.kind in ("unsettled", "none") and isinstance(link, Call):
        concluded = link.args[1] if link.op == "implies" else link
        nearly = judged_nearly(concluded, notation) if isinstance(concluded, Call) else None
        return (nearly or _as_likelihood(link, notation) or _by_numbers(link, known) or _of_any_cost(link, notation)
                or _by_eigenvalues(link, notation, known) or found)
    return found


def _by_numbers(link: Expr, known: Known) -> Verdict | None:
    """The verdict by the probabilities that the text gave as numbers; small differences may be their rounding."""
    plain = with_numbers(link, known.chances)
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
    made = with_eigenvalues(link, notation, known.eigenvalues) if known.eigenvalues is not None else None
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


def _judged(asked: Expr, notation: Notation, known: Known) -> Verdict:
    """The verdict on one link; readings of one statement often differ in other links only, so it is kept for them."""
    rows = reached(asked, notation)
    if any(map(is_moment, symbols(asked))):  # what stands below mu and sigma may have a formula as well
        rows = frozenset(notation.names.items())
    key = (asked, rows, notation.assumptions)
    if (found := known.judged.get(key)) is None:
        found = known.judged[key] = _judged_once(asked, notation)
    return found


def _judged_once(asked: Expr, notation: Notation) -> Verdict:
    found = judge(asked, notation)
    if found.kind == "unsettled" and notation.assumptions and "No point" in found.reason:
        again = judge(asked, Notation(notation.names))
        found = again if again.is_true else found
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
        return Verdict("unsettled", "By what the text gives in formulas both sides vanish, so that it says nothing.")
    return found


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
    is_zero = isinstance(right, Number) and right.value == 0
    assumed = any(isinstance(each, Call) and each.op == "equal" for each in notation.assumptions) or any(
        row.definition is not None and row.symbol in symbols(row.definition) for row in notation)
    if is_zero or left.sort.kind != "number" or not (assumed or hides_unrelated(asked, notation)):
        return False
    doubled = Call("equal", (Call("multiply", (Number(Fraction(2), "2"), left), left.sort), right), asked.sort)
    return not fails_at_samples(doubled, notation) and judge(doubled, notation).is_true


def _asked(tree: Expr, what: Role, names: int) -> Expr | None:
    """What is to be judged: all of a claim; of a definition what follows its formula, before which more names stand."""
    if what in _JUDGED:
        return tree
    if what in ("definition", "update") and isinstance(tree, Call) and tree.op == "chain":
        rest = tree.args[1 + names:]
        return rest[0] if len(rest) == 1 else Call("chain", rest, tree.sort) if rest else None
    return None


def _other_readings(statement: Posed, known: Known, macros: Mapping[str, Macro]) -> Iterator[tuple[Trust, Reading]]:
    """Readings that rely on less, and with repeated indices summed where the text speaks of that convention."""
    latex, paragraph = with_chances_apart(statement.located.row.latex), statement.located.paragraph
    levels = (Trust.ALL, Trust.FIRM, Trust.HERE, Trust.GIVEN, Trust.DECLARED, Trust.NOTHING)
    text = expanded(latex, macros) if macros else latex
    tries = [(trust, known.notation(text, trust, paragraph)) for trust in levels]
    if known.sums_repeated:
        tries += [(Trust.ALL, tries[0][1].assuming(SUMMED)), (Trust.NOTHING, Notation().assuming(SUMMED))]
    tried = tries[:1]
    for trust, notation in tries[1:]:
        if any(notation == before for _, before in tried):
            continue
        tried.append((trust, notation))
        if (found := _reread(latex, notation, known, macros)) is not None:
            yield trust, found
    merged = in_one_face(latex)
    if merged is not None and (found := _reread(
            merged, known.notation(merged, Trust.ALL, paragraph), known, macros)) is not None:
        yield Trust.ALL, found


def _reread(latex: str, notation: Notation, known: Known, macros: Mapping[str, Macro]) -> Reading | None:
    """Another reading, unless it takes a letter for something else than what was declared here."""
    try:
        found = read(latex, notation, macros, known.shown)
    except (ReadError, SortError, *FAILURES):
        return None
    return None if known.denied_by(found.tree) else found


# --- reading ----------------------------------------------------------------------------------------------------------
def _read(statement: Posed, what: Role, known: Known, macros: Mapping[str, Macro]) -> tuple[Reading, SortError | None]:
    """The reading that relies on as much as possible of what was said, and the clash with what was declared, if any."""
    clash: SortError | None = None
    refused: ReadError | SortError | None = None
    latex = with_chances_apart(statement.located.row.latex)
    text = expanded(latex, macros) if macros else latex
    for trust, sampled in ((Trust.ALL, False), (Trust.ALL, True), (Trust.GIVEN, False), (Trust.DECLARED, False),
                           (Trust.NOTHING, False)):
        notation = known.notation(text, trust, statement.located.paragraph)
        if sampled:
            whole, notation = notation, with_samples(notation, text)
            if whole is notation:
                continue
        if statement.left.kind == "applied":
            notation = _as_function(notation, statement.left.head)
        if what in ("definition", "update"):
            notation = _without_meaning(notation, statement.left, known)
            if what == "update" and not sampled and (letter := step_letter(statement)) is not None:
                notation = with_steps(notation, text, letter)
        elif what == "declaration":
            notation = Notation()
        try:
            found = read_in_one_width(latex, notation, macros, known, is_given=what in GIVES)
            if what == "claim" and trust is Trust.ALL and needs_one_width(found.tree):
                found = in_one_width(latex, notation, macros, known) or found
            is_odd = "sorts" in found.notes and trust is Trust.ALL and not sampled
            if is_odd and with_samples(notation, text) is not notation:
                continue  # the bold letters with an index may be samples
            return of_the_one_before(found, statement, known), clash
        except SortError as problem:
            clash = problem if trust is Trust.DECLARED else clash
            refused = problem
            if what == "claim" and trust is Trust.ALL and (
                    alike := in_one_width(latex, notation, macros, known)) is not None:
                return alike, clash
        except ReadError as problem:
            refused = refused or problem
    assert refused is not None
    raise refused


def _as_function(notation: Notation, head: str) -> Notation:
    """The notation in which a name that is applied on the left side is nothing else: eta(t) after a number eta."""
    row = notation.names.get(head)
    if row is None or row.symbol.sort.kind in ("function", "family") or row.symbol.sort.shape:
        return notation  # a matrix before brackets is a factor
    return Notation({name: row for name, row in notation.names.items() if name != head}, notation.assumptions)


def _without_meaning(notation: Notation, left: LeftSide, known: Known) -> Notation:
    """The notation in which a name that gets a new meaning has only its sort; a value only if it was declared."""
    head = left.head
    row = notation.names.get(head)
    if row is None:
        return notation
    said = known.names.get(head)
    is_open = said is not None and not said.declared and (
        (left.kind == "name" and row.symbol.sort.kind == "number")
        or (left.kind == "applied" and row.symbol.sort.kind == "function" and row.meaning != DECLARED))
    kept = {name: row for name, row in notation.names.items() if name != head}
    return Notation(kept if is_open else {**kept, head: Name(row.symbol)}, notation.assumptions)


__all__ = ["in_context", "unreadable"]
