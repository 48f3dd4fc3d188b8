"""What looks like a definition or a step, but speaks of what was settled before: then it is a claim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from mathnn.check.closed_sequences import is_closed, leads_to_itself
from mathnn.check.composite_moments import is_composite
from mathnn.check.normal_divergences import with_formulas_of_normals
from mathnn.check.stated_chances import is_chance_of_event, with_numbers
from mathnn.claims import Verdict
from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import Bind, symbols, walk
from mathnn.notation import Name
from mathnn.reading import cues
from mathnn.reading.by_laws import is_ruled
from mathnn.reading.examples import by_formula
from mathnn.reading.in_force import is_tied, tied_to
from mathnn.reading.judged_reading import under_reading
from mathnn.reading.judged_statement import verdict_on
from mathnn.reading.known import Known
from mathnn.reading.passed import links_of
from mathnn.reading.posed import Judged, Posed, letters
from mathnn.reading.reached import is_circular, is_of_known
from mathnn.reading.readings import read_in_context
from mathnn.reading.roles import is_value_of_known
from mathnn.reading.slope_names import names_a_slope
from mathnn.reading.solutions import SOLVES, may_solve, solved
from mathnn.reading.stepped import step_letter, stepped_rows
from mathnn.reading.steps import step_of, unrolls
from mathnn.reading.trust import is_slip
from mathnn.reading.values_of_unknowns import IS_ROOT, value_of_unknown
from mathnn.reading.worked_values import wrong_value
from mathnn.syntax.macros import expanded
from mathnn.syntax.read import Reading

IS_VALUE: Judged = ("claim", "it is the value of the formula above")
IS_MEMBER: Judged = ("claim", "it is a member of the sequence whose formula the text gave")


def following(statement: Posed, said: Judged, known: Known,
              macros: Mapping[str, Macro]) -> tuple[Judged, Verdict] | None:
    """The role and verdict of what looks like something new, where the text gave what it follows from before.

    That is an equation of which it gives solutions with two signs, the steps of this sequence, a formula, or
    conditions on this letter.
    """
    if may_solve(statement) and (found := _of_solutions(statement, known, macros)) is not None:
        return SOLVES, found
    if _may_be_root(statement, said, known) and (reading := _as_claim(statement, known, macros)) is not None and (
            root := value_of_unknown(statement, reading, known)) is not None:
        return IS_ROOT, root
    if _may_be_value(statement, said, known) and (reading := _as_claim(statement, known, macros)) is not None and (
            value := by_formula(statement, reading, known, macros) or wrong_value(statement, reading, known, macros)
    ) is not None:
        return IS_VALUE, value
    if _may_be_member(statement, said, known) and (value := _of_member(statement, known, macros)) is not None:
        return IS_MEMBER, value
    return _of_what_was_given(statement, said, known, macros)


def _may_be_root(statement: Posed, said: Judged, known: Known) -> bool:
    """Is it x = 3, or x_1 = 3, where an equation was supposed, and no case that is looked at?"""
    return (said[0] == "definition" or (said[0] in ("hypothesis", "claim") and statement.located.row.follows)) and (
        statement.is_setting and statement.relations == ("equal",) and bool(known.assumed))


def _may_be_value(statement: Posed, said: Judged, known: Known) -> bool:
    """z = 0.5 * 2 + 0.1 below z = w x + b of the same section: is it what the formula is worth?"""
    earlier, row = statement.earlier, known.names.get(statement.name or statement.left.head)
    is_number = statement.is_setting or (statement.left.kind == "applied" and len(statement.right) == 1 and not any(
        letters(statement.right[0])))
    if said[0] != "definition" or not is_number or earlier is None or earlier.section != statement.located.section:
        return False
    if statement.located.row.equation.display and row is None:
        return True
    formula = row.name.definition if row is not None else None
    return formula is not None and (statement.located.row.equation.display or bool(symbols(formula)))


def _may_be_member(statement: Posed, said: Judged, known: Known) -> bool:
    """Is it r_3 = 7 after r_n = 1 + 2n in this section, a member that was not given by itself?"""
    left, general = statement.left, f"{statement.left.head}_·"
    given = statement.defined.get(general)
    is_given = given is not None and given.section == statement.located.section
    is_new = statement.earlier is None or statement.earlier.section != statement.located.section
    return (said[0] == "definition" and left.kind == "entry" and statement.relations[:1] == ("equal",)
            and is_new and (is_given or left.head in known.beginnings)
            and left.pattern != general and _NUMBERED.fullmatch(left.pattern.removeprefix(left.head)) is not None
            and not cues.defining(statement.before))


_NUMBERED = re.compile(r"_\d+")


def _of_member(statement: Posed, known: Known, macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict on a member by the formula of all, or by the steps; a false one where it is drawn as a conclusion."""
    reading = _as_claim(statement, known, macros)
    found = verdict_on(statement, reading, "claim", known, macros) if reading is not None else None
    if found is None or found.is_true:
        return found
    concludes = cues.concluding(statement.before) or cues.asserting(statement.before)
    if found.kind != "refuted" or cues.of_others(statement.before, or_if=True):
        return None
    return found if concludes or statement.located.row.equation.display or _goes_on(statement, known) else None


def _goes_on(statement: Posed, known: Known) -> bool:
    """Does it stand in a list of members, "from x_0 = 5 we come to x_1 = 4, x_2 = 3.2", behind the one before?"""
    last = links_of(known.last.equation)[0] if known.last.equation is not None else None
    member = last.args[0] if isinstance(last, Call) and last.op == "equal" else None
    name = getattr(member.args[0], "name", "") if isinstance(member, Call) and member.op == "layer" else None
    return name == statement.left.head and known.last.paragraph == statement.located.paragraph


def _of_solutions(statement: Posed, known: Known, macros: Mapping[str, Macro]) -> Verdict | None:
    """The verdict on solutions with two signs, where the equation stands above."""
    reading = _as_claim(statement, known, macros)
    found = solved(reading, known, statement.located.paragraph) if reading is not None else None
    return found if found is not None and (found.is_true or found.kind == "refuted") else None


def _as_claim(statement: Posed, known: Known, macros: Mapping[str, Macro]) -> Reading | None:
    try:
        return read_in_context(statement, "claim", known, macros)[0]
    except (ReadError, SortError, *FAILURES):
        return None


def _of_what_was_given(statement: Posed, said: Judged, known: Known,
                       macros: Mapping[str, Macro]) -> tuple[Judged, Verdict] | None:
    """Does it follow from the steps, the formula or the conditions that the text gave?

    What does not follow gives it anew, but where one slip would make it follow and the words announce that it does.
    """
    heads = tuple(name for name, _ in stepped_rows(statement)) or (statement.left.head,)
    head = heads[0]
    by_steps = known.steps.keys() >= set(heads) and step_letter(statement) is not None
    by_condition = (said[0] == "definition" and statement.left.kind == "name" and statement.relations[:1] == ("equal",)
                    and not statement.is_setting and cues.asserting(statement.before) and is_tied(known, head))
    by_value = is_value_of_known(statement)
    by_members = said[0] == "update" and not by_steps and _has_members(statement, head, known)
    if said[0] not in ("update", "definition") or not (by_steps or by_condition or by_value or by_members):
        return None
    reading = _as_claim(statement, known, macros)
    if reading is None or (_is_step_given(reading, head, known) if by_steps and not by_condition else
                           not by_members and not _has_its_formula(reading, head, by_value)):
        return None
    found = verdict_on(statement, reading, "claim", known, macros)
    if by_condition and not found.is_true:
        found = _by_conditions(found, statement, reading, known)
    is_beside = by_value and known.names[head].line == statement.located.row.place.line
    concludes = by_condition and cues.equating(statement.before)
    unrolled = by_steps and head in known.beginnings and (
        unrolls(statement.before) or _is_unrolled(reading.tree, head, known))
    if found.is_true or (found.is_wrong and (is_beside or concludes or unrolled)) or (
            is_slip(found) and (by_value or cues.asserting(statement.before))):
        given = "steps" if by_steps else "formula" if by_value or by_members else "conditions"
        return ("claim", f"it follows from the {given} that the text gave above"), found
    return None


def _has_members(statement: Posed, head: str, known: Known) -> bool:
    """Has this section a formula for each member, S_n = a_1 + ... + a_n, from which S_{n+1} = S_n + a_{n+1} follows?"""
    said = known.names.get(head)
    return (said is not None and said.section == statement.located.section and bool(said.name.parameters)
            and said.name.definition is not None and not leads_to_itself(said.name))


def _is_unrolled(tree: Expr, head: str, known: Known) -> bool:
    """Is it a sum over the steps so far of nothing but what each step takes: v_t = (1 - b) sum_i b^{t-i} g_i?"""
    first = links_of(tree)[0]
    left, right = first.args[:2] if isinstance(first, Call) and first.op == "equal" else (first, first)
    label = left.args[1] if isinstance(left, Call) and left.op == "layer" else None
    sums = [node for node in walk(right) if isinstance(node, Bind) and node.op == "sum" and node.upper == label]
    taken = {symbol.name for each in known.steps[head] if each.name.definition is not None
             for symbol in symbols(each.name.definition)}
    own = {symbol.name for symbol in symbols(right) if symbol.sort.kind != "integer"}
    return bool(sums) and head not in own and own <= taken


def _is_step_given(reading: Reading, head: str, known: Known) -> bool:
    """Is it the step itself that the text gave, or not read as one of this sequence?"""
    row = step_of(reading.tree)
    return head not in reading.notation.names or (row is not None and any(
        row.definition == each.name.definition for each in known.steps[head]))


def _has_its_formula(reading: Reading, head: str, by_value: bool) -> bool:
    """Has the name the formula that a value follows from, and none where conditions alone say what it is?"""
    row = reading.notation.find(head)
    has_formula = row is not None and row.definition is not None
    return has_formula == by_value and (not by_value or _fits_its_argument(reading.tree, row))


def _by_conditions(found: Verdict, statement: Posed, reading: Reading, known: Known) -> Verdict:
    """The verdict with all conditions that tie its letters, where these settle it."""
    more = tied_to(known, reading.tree, statement.located.paragraph)
    if not more:
        return found
    kept = reading.notation.assuming(*(each for each in more if each not in reading.notation.assumptions))
    other = under_reading(replace(reading, notation=kept), "claim", known)
    return other if other is not None and (other.is_true or other.kind == "refuted") else found


def _fits_its_argument(tree: Expr, row: Name | None) -> bool:
    """Does f(x) = ... give f a value of the kind that it was defined for, by a formula that holds its argument?"""
    first = links_of(tree)[0]
    left = first.args[0] if isinstance(first, Call) else first
    if row is None or row.definition is None or not set(row.parameters) <= symbols(row.definition):
        return False
    return isinstance(left, Call) and left.op == "apply" and len(left.args) == 1 + len(row.parameters) and all(
        len(arg.sort.shape) == len(own.sort.shape) for arg, own in zip(left.args[1:], row.parameters, strict=True))


OF_KNOWN = "what it is about stands in what was said before"


def is_moment_of_known(statement: Posed, known: Known, macros: Mapping[str, Macro]) -> bool:
    """Is it the mean or the covariance of what the text gave as a formula in random vectors: Cov(A x) = ...?"""
    if statement.relations[:1] != ("equal",) or cues.defining(statement.before):
        return False
    left = statement.located.row.latex.partition("=")[0]
    return known.laws.is_of_vectors(expanded(left, macros) if macros else left, known.names)


def speaks_of_known(statement: Posed, reading: Reading, known: Known) -> bool:
    """Does what looks like a definition speak of what is settled by then?"""
    tree, notation = reading.tree, reading.notation
    is_settled = isinstance(tree, Call) and is_chance_of_event(tree.args[0]) and not cues.defining(
        statement.before) and with_numbers(tree.args[0], known.here.chances) is not None
    first = links_of(tree)[0]
    left = first.args[0] if isinstance(first, Call) and first.args else None
    of_formula = left is not None and (with_formulas_of_normals(left, notation) is not left or (
        isinstance(left, Symbol) and is_composite(left.name)))
    return (is_settled or of_formula or _is_of_numbers_given(left, statement, known) or is_circular(tree, notation)
            or _is_length_of_formula(left, statement, known)
            or is_of_known(tree, statement.left.head, notation) or is_ruled(tree, notation, known)
            or names_a_slope(statement, known))


def _is_of_numbers_given(left: Expr | None, statement: Posed, known: Known) -> bool:
    """Is it the length, an entry or something else of columns and matrices that were given by their numbers?"""
    if not isinstance(left, Call) or left.sort.kind == "truth":
        return False
    if left.op == "entry" and cues.defining(statement.before):
        return False
    norms = (node for node in walk(left) if isinstance(node, Call) and node.op == "norm")
    labels = {label for norm in norms for label in norm.args[1:]}
    letters = symbols(left) - labels
    return any(letter.sort.shape for letter in letters) and all(_has_numbers(letter, known) for letter in letters)


def _is_length_of_formula(left: Expr | None, statement: Posed, known: Known) -> bool:
    """Is it |w| or |w|^2 of a w that this section has given by a formula, or supposed to be one?"""
    if isinstance(left, Call) and left.op == "power":
        left = left.args[0]
    if not isinstance(left, Call) or left.op not in ("norm", "abs") or len(left.args) > 1:
        return False
    letter = left.args[0]
    is_member = isinstance(letter, Call) and letter.op == "layer"
    if isinstance(letter, Call) and is_member:
        letter = letter.args[0]
    if not isinstance(letter, Symbol):
        return False
    said = known.names.get(letter.name)
    if is_member:
        return said is not None and said.section == statement.located.section and is_closed(said.name)
    return is_tied(known, letter.name) or (
        said is not None and said.section == statement.located.section and said.name.definition is not None
        and letter not in symbols(said.name.definition))


def _has_numbers(letter: Symbol, known: Known) -> bool:
    """Was it given by numbers, for any size: 2, (1, 2), (1, 0, ..., 0)?"""
    said = known.names.get(letter.name)
    formula = said.name.definition if said is not None and not said.name.parameters else None
    return formula is not None and all(symbol.sort.kind == "integer" for symbol in symbols(formula))


__all__ = ["IS_MEMBER", "IS_ROOT", "IS_VALUE", "OF_KNOWN", "following", "is_moment_of_known", "speaks_of_known"]
