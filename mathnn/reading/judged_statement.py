"""The verdict on a statement: under its first reading, then under others where that one makes it false or open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mathnn.check import unit_vectors
from mathnn.check.conventions import by_convention, under_convention
from mathnn.check.cut_numbers import in_its_base, with_mixed_numbers
from mathnn.check.judge import judge
from mathnn.check.names import BUILT_IN
from mathnn.check.of_numbers import as_far_as_forced, of_any_matrices
from mathnn.check.other_members import apart_from_sums
from mathnn.check.parts_of_matrices import by_custom
from mathnn.claims import Role, Verdict
from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import NUMBER, Call, Expr, Number, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import operators, symbols, walk
from mathnn.notation import Name, Notation
from mathnn.reading.angles import with_angle
from mathnn.reading.declared import matrices_taken_for_numbers
from mathnn.reading.dependence import loses_slope, without_variable
from mathnn.reading.doubts import taken_back, under_small_slope
from mathnn.reading.faces import with_chances_apart
from mathnn.reading.in_force import (
    gave_here,
    is_bound_elsewhere,
    lapsed_equations,
    leaves_digits_open,
    takes_for_tabled,
)
from mathnn.reading.judged_reading import JUDGED, NOTHING_TO_JUDGE, leaves_slope_open, under_reading
from mathnn.reading.judged_samples import judged_of_samples
from mathnn.reading.known import Known
from mathnn.reading.named_functions import with_named_function
from mathnn.reading.one_width import is_in_one_width
from mathnn.reading.optima import latest_function
from mathnn.reading.passed import links_of
from mathnn.reading.posed import Posed
from mathnn.reading.readings import other_readings, reread
from mathnn.reading.reconsider import gets_another_formula
from mathnn.reading.said import ALWAYS, WITH_NAME, letters_of
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.reading.stationary import announced, slope_of, stationary
from mathnn.reading.steps import with_beginnings
from mathnn.reading.tied import with_given_entries, with_numbers_of_terms
from mathnn.reading.trust import FIXED, hangs_on_letters, in_foreign_words, is_slip
from mathnn.reading.whole_numbers import counting
from mathnn.syntax.adjoints import CONJUGATES
from mathnn.syntax.macros import expanded
from mathnn.syntax.read import Reading, read
from mathnn.syntax.to_latex import to_latex

_SENSELESS = "indexes nothing"  # of a sum over j of f_j, where f_j was a name of its own before


def verdict_on(statement: Posed, reading: Reading, what: Role, known: Known, macros: Mapping[str, Macro]) -> Verdict:
    """The verdict under this reading, with the means and the like that its letters are by convention or in words."""
    if known.axes and (axes := known.axes.intersection(unit_vectors.letters(reading.tree))):
        reading = replace(reading, tree=unit_vectors.with_columns(reading.tree, axes))
    found = _verdict_on(statement, reading, what, known, macros)
    if found.kind == "refuted" and known.habits.of_unitary and CONJUGATES in reading.notation.assumptions:
        return Verdict("unsettled", "Any real matrices were tried; the text speaks of unitary or normal ones.")
    if found.is_true or found.kind == "none" or what == "mistake":
        return found
    given = {name for name, said in known.names.items() if said.name.definition is not None}
    meant = by_convention(reading.tree, reading.notation, given)
    if meant is None and found.kind == "refuted":
        meant = apart_from_sums(reading.tree, reading.notation)
    if meant is None:
        return by_custom(reading.tree, reading.notation, lambda tree, notation: under_reading(
            replace(reading, tree=tree, notation=notation), what, known)) or found
    better = under_reading(replace(reading, tree=meant.tree, notation=meant.notation), what, known)
    if better is None or not (better.is_true or found.is_wrong):
        return found
    return under_convention(better, meant.conditions) if better.is_true else better


def _verdict_on(statement: Posed, reading: Reading, what: Role, known: Known, macros: Mapping[str, Macro]) -> Verdict:
    """The verdict under this reading; a statement that is true whatever its letters stand for is true here too."""
    found = under_reading(reading, what, known)
    if found is None:
        return Verdict("none", NOTHING_TO_JUDGE.get(what, ""))
    if found.is_wrong:
        found = _as_numbers_are_written(found, reading, what, known)
    if not found.is_true and known.habits.speaks_of_angles and (turned := with_angle(reading)) is not None:
        found = under_reading(turned, what, known) or found
    if not found.is_true and known.steps and what in JUDGED:
        found = _by_other_steps(statement, reading, found, what, known, macros)
    if what != "mistake":
        found = _of_its_letters(found, reading, what, known, macros)
    if not found.is_true and not is_in_one_width(reading):
        found = _by_other_readings(statement, reading, found, what, known, macros)
    if found.kind == "refuted" and (small := under_small_slope(reading.tree)) is not None:
        found = _supposing(small, reading, what, known) or found
    if what != "mistake":
        found = _as_far_as_understood(found, known)
    if not found.is_true and what == "claim" and announced(statement.before):
        found = _of_slope(found, statement, reading, known)
    if found.is_wrong and not statement.left.may_be_defined and (
            lapsed := lapsed_equations(known, reading.tree, reading.notation)):
        kept = reading.notation.assuming(*lapsed)
        found = _unless_wrong(replace(reading, notation=kept), what, known) or found
    if what == "claim" or (what in ("definition", "update") and found.kind not in ("none", "mistyped")
                           and not found.is_true):  # what follows the formula in S = a = b is a claim
        found = _of_claim(found, statement, reading, what, known, macros)
    if (what == "approximation" and not found.is_settled) or (
            what == "definition" and found.kind == "refuted" and not is_slip(found) and _is_bounded(reading.tree)):
        return Verdict("none", NOTHING_TO_JUDGE[what])
    return found


def _as_numbers_are_written(found: Verdict, reading: Reading, what: Role, known: Known) -> Verdict:
    """The verdict with mixed numbers, and with logarithms to another base."""
    def again(tree: Expr) -> Verdict | None:
        return under_reading(replace(reading, tree=tree), what, known)

    found = with_mixed_numbers(found, reading.tree, reading.latex, again)
    return in_its_base(found, reading.tree, reading.latex, again)


def _of_claim(found: Verdict, statement: Posed, reading: Reading, what: Role, known: Known,
              macros: Mapping[str, Macro]) -> Verdict:
    """The verdict on what a text claims: false only where its letters can mean nothing else."""
    named = with_named_function(reading.tree, reading.notation, statement.before)
    if named is not None:
        found = under_reading(replace(reading, notation=named), what, known) or found
    for told in (with_numbers_of_terms, with_given_entries):
        if found.kind == "refuted" and (other := told(reading, known)) is not None:
            reading, found = other, _unless_wrong(other, what, known) or found
    if found.kind == "refuted":
        found = _with_all_formulas(found, statement, reading, known, macros)
        found = _of_columns_meant(found, reading, known)
    if found.kind == "refuted":
        found = taken_back(found, statement, reading, known)
    if found.kind == "refuted" and (
            obscure := sorted({symbol.name for symbol in symbols(reading.tree)} & known.obscure)):
        return Verdict("unsettled", f"The formula that the text gives for {obscure[0]} was not understood.")
    if found.kind == "refuted" and (freed := _with_variables_free(reading, known)) is not None:
        found = _unless_wrong(freed, what, known) or found
    if found.kind == "refuted" and known.counting and (
            letters := sorted(s.name for s in symbols(reading.tree) if s.name in known.counting and s.sort == NUMBER)):
        counts = replace(reading, notation=reading.notation.assuming(*counting(letters, reading.tree)))
        found = _unless_wrong(counts, what, known) or found
    if not found.is_true:
        found = judged_of_samples(statement, reading, what, known, macros, found) or found
    elif (stale := _stale_slopes(reading, known)):
        anew = under_reading(replace(reading, notation=_without_formulas(stale, reading.notation)), what, known)
        if anew is not None and (anew.is_wrong or hangs_on_letters(anew)):
            return Verdict("unsettled", f"It depends on what {stale[0]} stands for in this section.")
    return found


def _stale_slopes(reading: Reading, known: Known) -> list[str]:
    """Letters that other sections gave formulas for, which do not hold what they are differentiated by here."""
    if operators(reading.tree).isdisjoint(DERIVATIVES):
        return []
    names = {name for name in without_variable(reading.tree, reading.notation) if _has_formula(name, reading.notation)}
    return sorted(name for name in names if (said := known.names.get(name)) is not None
                  and said.section not in (known.section, ALWAYS))


def _is_bounded(tree: Expr) -> bool:
    """g(x) = x_1 / x_2 >= 5: a formula that is to be at least, or at most, a number, a constraint of some problem."""
    last = links_of(tree)[-1]
    return len(links_of(tree)) > 1 and isinstance(last, Call) and last.op in _ORDERS and (
        not symbols(last.args[1]) and bool(symbols(last.args[0])))


_ORDERS = frozenset(("less", "less_equal", "greater", "greater_equal"))


def _supposing(condition: Expr, reading: Reading, what: Role, known: Known) -> Verdict | None:
    """The verdict under one more condition, which is named, where the statement is true then."""
    found = under_reading(replace(reading, notation=reading.notation.assuming(condition)), what, known)
    if found is None or not found.is_true:
        return None
    shown = to_latex(condition)
    return found.changed(kind="conditional", conditions=(*found.conditions, shown),
                         reason=f"{found.reason} It holds where ${shown}$.")


def _unless_wrong(reading: Reading, what: Role, known: Known) -> Verdict | None:
    """The verdict under this reading, where that does not make the statement wrong."""
    found = under_reading(reading, what, known)
    return found if found is not None and not found.is_wrong else None


def _by_other_readings(statement: Posed, reading: Reading, found: Verdict, what: Role, known: Known,
                       macros: Mapping[str, Macro]) -> Verdict:
    """The verdict under the first of the other readings that makes it true, or at least not false where it may be."""
    if what == "claim" and gets_another_formula(statement, found, reading.tree):
        return found  # no other reading makes the new formula follow from the old one
    for trust, other in other_readings(statement, known, macros):
        turned = with_angle(other) if known.habits.speaks_of_angles else None
        in_full = trust is Trust.FIRM or _SENSELESS in found.reason
        better = under_reading(turned or other, what, known, in_full)
        if better is None:
            continue
        if what != "mistake":
            better = _of_its_letters(better, other, what, known, macros)
            given = reading.notation, other.notation, " ".join(better.conditions)
            if better.kind == "conditional" and (gave_here(known, *given) or is_bound_elsewhere(*given)):
                continue  # where a = -1, or a < 0, it does not hold for a >= 0
        if better.is_true and takes_for_tabled(reading.notation, other.tree, other.notation):
            if all(known.is_of_section(name) for name in reading.notation.names if name in BUILT_IN):
                continue
            return Verdict("unsettled", "It is true of the logistic function; the text gives sigma another formula.")
        if found.kind == "refuted" and better.is_true and leaves_digits_open(
                known, other.tree, reading.notation, other.notation):
            continue
        here = {name for name, row in known.names.items() if row.section == known.section}
        if better.is_true and (loses_slope(other.tree, reading.notation, other.notation, here) or (
                found.is_wrong and leaves_slope_open(better))):
            continue
        if better.is_true or (trust is Trust.FIRM and found.is_wrong and not better.is_wrong) or (
                _SENSELESS in found.reason and is_slip(better)):
            return better
    return found


def _of_its_letters(found: Verdict, reading: Reading, what: Role, known: Known, macros: Mapping[str, Macro]) -> Verdict:
    """The verdict, as far as it holds for letters of the kinds that they look like and of all that they may be of."""
    def judged(ranks: dict[str, int]) -> Verdict | None:
        try:
            return under_reading(read(reading.latex, reading.declared, macros, known.here.shown, ranks), what, known)
        except (ReadError, SortError, *FAILURES):
            return None

    if found.is_true and (other := matrices_taken_for_numbers(known, reading.inferred)):
        return Verdict("unsettled", f"It is true of numbers {', '.join(other)}; the text speaks of more than numbers.")
    return of_any_matrices(as_far_as_forced(found, reading), reading, judged)


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
        notation = notation_for(known, text, Trust.ALL, statement.located.paragraph, way)
        begun = with_beginnings(notation, known.beginnings)
        for tried in ((notation,) if way else ()) + ((begun,) if begun is not notation else ()):
            other = reread(row.latex, tried, known, macros)
            better = None if other is None else under_reading(other, what, known)
            if better is not None and (better.is_true or (found.is_wrong and (not better.is_wrong or tried is begun))):
                found = better  # a counterexample from where the sequence begins is one to what the text means
            if found.is_true:
                return found
    return found


def _of_slope(found: Verdict, statement: Posed, reading: Reading, known: Known) -> Verdict:
    """The verdict on an equation as what a slope says that is zero: the last one, or that of the last function."""
    links = links_of(reading.tree)
    if len(links) != 1 or _is_slope_at_number(links[0]):
        return found
    given = [old.condition for old in known.assumed]
    last = stationary(links[0], reading.notation, known.here.slope, given, judge)
    row = latest_function(known)
    if (last is not None and last.is_true) or row is None:
        return last or found
    name = row.name.symbol.name
    notation = notation_for(known, f"{name}({row.name.parameters[0].name})", Trust.ALL, statement.located.paragraph)
    slope = slope_of(row.name, notation)
    other = stationary(links[0], reading.notation, slope, (), judge) if slope is not None else None
    return other or last or found


def _is_slope_at_number(link: Expr) -> bool:
    """g'(0) = a gives the value of a slope; it says of no point that the slope vanishes there."""
    left = link.args[0] if isinstance(link, Call) else link
    head = left.args[0] if isinstance(left, Call) and left.op == "apply" else None
    return isinstance(head, Call) and head.op == "prime" and isinstance(left, Call) and isinstance(left.args[1], Number)


def _as_far_as_understood(found: Verdict, known: Known) -> Verdict:
    """In another language a condition may stand in words that are not understood."""
    holds_somewhere = (found.suggestion or "").startswith("It holds where")
    if not known.habits.is_foreign or found.kind != "refuted" or not holds_somewhere:
        return found
    return in_foreign_words(found)


def _with_all_formulas(found: Verdict, statement: Posed, reading: Reading, known: Known,
                       macros: Mapping[str, Macro]) -> Verdict:
    """The verdict, taken back where the shapes agreed only without the formula that this section gave for a letter.

    Of K_{ij} = x_i^T x_j it would be forgotten that K is symmetric. The A of another section is another A.
    """
    latex = with_chances_apart(statement.located.row.latex)
    text = expanded(latex, macros) if macros else latex
    given = notation_for(known, text, Trust.ALL, statement.located.paragraph)
    own = {symbol.name: known.names.get(symbol.name) for symbol in symbols(reading.tree)}
    lost = sorted(name for name, said in own.items() if said is not None and said.section == known.section
                  and name not in FIXED and _has_formula(name, given) and not _has_formula(name, reading.notation))
    held = set(map(repr, reading.notation.assumptions))  # whatever sizes the statement gives their letters
    if not lost and any(repr(condition) not in held and symbols(condition) and all(
            symbol.name in own or symbol.name in FIXED for symbol in symbols(condition))
            for condition in given.assumptions if _is_property(condition, known)):
        return Verdict("unsettled", "Its shapes do not agree with what the text says of its letters.")
    if not lost or _is_wrong_without(lost, reading, known):
        return found
    return Verdict("unsettled", f"Its shapes do not agree with the formula that the text gives for {lost[0]}.")


def _is_wrong_without(lost: Sequence[str], reading: Reading, known: Known) -> bool:
    """Is a link of a chain wrong in which none of these letters stands, as in p = sigma(1) = 0.7?"""
    others = [replace(reading, tree=link) for link in links_of(reading.tree)
              if {symbol.name for symbol in symbols(link)}.isdisjoint(lost)]
    return any((found := under_reading(own, "claim", known)) is not None and found.kind == "refuted"
               and _as_numbers_are_written(found, own, "claim", known).kind == "refuted" for own in others)


def _is_property(condition: Expr, known: Known) -> bool:
    """Is it what the words say of a letter: that it is symmetric?"""
    return any(old.section == WITH_NAME and letters_of(old.condition) == letters_of(condition) for old in known.assumed)


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


def _with_variables_free(reading: Reading, known: Known) -> Reading | None:
    """The reading in which what is differentiated by is no solution that another section found; None without such.

    "w = (X^T X)^{-1} X^T y" of that section is not the w of this one, of which f(w) is a function.
    """
    if not operators(reading.tree) & DERIVATIVES:
        return None
    by = {node.args[1] for node in walk(reading.tree) if isinstance(node, Call) and node.op in DERIVATIVES}
    names = [each.name for each in by
             if isinstance(each, Symbol) and _has_formula(each.name, reading.notation)
             and (said := known.names.get(each.name)) is not None and said.section != known.section]
    return replace(reading, notation=_without_formulas(names, reading.notation)) if names else None


def _without_formulas(names: Iterable[str], notation: Notation) -> Notation:
    freed = {name: Name(notation.names[name].symbol) for name in names if name in notation.names}
    return Notation({**notation.names, **freed}, notation.assumptions)


def _has_formula(name: str, notation: Notation) -> bool:
    row = notation.names.get(name)
    return row is not None and row.definition is not None


__all__ = ["verdict_on"]
