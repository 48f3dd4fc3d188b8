"""One statement taken in where it stands: its role, its verdict, and what is remembered of it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mathnn.check.question import CONSTANT
from mathnn.claims import Role, Verdict
from mathnn.documents.document import Macro, Mark
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import TRUTH, Call, Expr, Symbol
from mathnn.expression.tree import conjuncts, symbols
from mathnn.reading import in_words, spectra
from mathnn.reading.along_a_path import along_a_path
from mathnn.reading.axes import learn_axes
from mathnn.reading.braces import without_braces
from mathnn.reading.clashes import is_without_reading
from mathnn.reading.columns_of import expect_columns
from mathnn.reading.commutators import with_commutators
from mathnn.reading.counts_apart import with_counts_apart
from mathnn.reading.eigenvectors import learn_eigenvectors
from mathnn.reading.entry import Entry
from mathnn.reading.events_in_words import with_negations
from mathnn.reading.formulas_in_words import by_its_words
from mathnn.reading.index_cases import as_index_case
from mathnn.reading.judged import in_context, unreadable
from mathnn.reading.known import Known
from mathnn.reading.laws import of_cases
from mathnn.reading.left_side import left_side, names, opened
from mathnn.reading.open_sums import hear_list
from mathnn.reading.partials_by_index import with_partials
from mathnn.reading.piecewise import is_range, learn_rest
from mathnn.reading.posed import Defined, Posed, posed
from mathnn.reading.program_signs import with_program_signs
from mathnn.reading.properties import learn_properties
from mathnn.reading.random_words import said_of_variables
from mathnn.reading.references import LAST, labels
from mathnn.reading.roles import role
from mathnn.reading.slopes_named import with_name_first
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.reading.suppositions import scope
from mathnn.reading.surroundings import Located
from mathnn.syntax.labels import with_marks
from mathnn.syntax.macros import expanded
from mathnn.syntax.parse import parse
from mathnn.syntax.read import read
from mathnn.syntax.surface import Node

_TIMES = frozenset(("t", r"\tau"))
_DOTTED = re.compile(r"\\d?dot\{(.+)\}")
_NOWHERE = Node("empty", "", (), 0, 0)
_DRAWN = Verdict("none", "The law of a random variable.")
_GIVES_MEANING: tuple[Role, ...] = ("definition", "hypothesis")


def taken_in(part: Located, known: Known, macros: Mapping[str, Macro]) -> tuple[Entry, Posed]:
    """The entry of a statement in the light of all before it, and the statement as the rules see it."""
    try:
        return _taken_in(part, known, macros)
    except FAILURES as failure:
        said = f"The checker failed on it ({type(failure).__name__}); please report this."
        entry = Entry(part.row.place, part.row.latex, part.row.equation.display, "claim", "its role was not found",
                      Verdict("unsettled", said))
        return entry, posed(part, _NOWHERE, known.defined)


def _taken_in(part: Located, known: Known, macros: Mapping[str, Macro]) -> tuple[Entry, Posed]:
    start = time.perf_counter()
    _enter(part, known)
    written = part.row
    plain = with_program_signs(without_braces(with_negations(written.latex)))
    plain = with_counts_apart(plain, known.habits.counts_apart)
    plain = along_a_path(with_commutators(plain) if known.habits.has_commutators else plain, known.names)
    plain = with_partials(with_name_first(plain, known), known)
    if (latex := by_its_words(part, plain, known)) is not written.latex:
        part = replace(part, row=replace(written, excerpt=replace(written.excerpt, text=latex),
                                         holds_relation=written.holds_relation or latex is not plain))
    row = part.row
    learn_eigenvectors(row.latex, known, row.place.line or 1)
    node, problem = _surface(row.latex, macros)
    node, _ = with_marks(node, known.names)
    if "dots" in row.latex:
        expect_columns(node, known)
    statement = posed(part, node, known.defined)
    first, why = role(statement)
    what = first
    known.every.hear(statement)
    ignored = _ignored(row.mark)
    known.at.scope = scope(part, known)
    if what == "fragment" or ignored is not None:
        verdict = Verdict("none", "There is nothing to judge.")
    elif problem is not None:
        verdict = unreadable(problem)
    elif "{cases}" in row.latex and of_cases(row.latex) is not None:
        what, why, verdict = "definition", "it says which values are taken with what probability", _DRAWN
    else:
        with known.given(tuple(_conditions(part, known, macros)), part.paragraph):
            (what, why), verdict = in_context(statement, (what, why), known, macros)
    if row is not written or any(name in row.latex for name in macros):  # of what was written out no place is one in it
        verdict = replace(verdict, start=None, end=None)
    _note(statement, "definition" if (first, what) == ("definition", "claim") else what, known)
    _remember(statement, what, verdict, known, macros)
    _learn_of_words(part, node, known, macros)
    taken = (time.perf_counter() - start) * 1000
    return Entry(row.place, written.latex, row.equation.display, what, why, verdict, ignored, taken), statement


def _enter(part: Located, known: Known) -> None:
    """Take what the place of a statement says: its section, the words behind it, a name of its eigenvalues."""
    if part.section != known.section:
        known.enter(part.section)
    known.here.randomness |= said_of_variables(part.after)
    known.here.eigenvalues = spectra.named(part) or known.here.eigenvalues


def _remember(statement: Posed, what: Role, verdict: Verdict, known: Known, macros: Mapping[str, Macro]) -> None:
    """Remember what later statements may refer to: its label, that it was obscure, an update, a slope."""
    part = statement.located
    row = part.row
    if verdict.kind == "unreadable" and row.equation.display:
        known.last.equation = None  # its label is not that of the one before
    if row.equation.display and known.last.equation is not None:
        named = (*labels(row.equation.latex), *filter(None, (row.equation.number,)), LAST)
        known.labelled |= dict.fromkeys(named, known.last.equation)
    if verdict.is_wrong:  # from what is false nothing follows
        known.last.equation = None
    _note_obscure(statement, what, verdict, known, macros)
    known.here.flows |= frozenset(_flowing(statement))
    known.here.sloped |= frozenset(_bare_slopes(statement))
    if what == "update":
        known.here.updated |= {statement.left.head}
    known.last.inline = known.last.inline if row.equation.display else row.latex
    known.last.paragraph = -1 if row.equation.display else part.paragraph


def _learn_of_words(part: Located, node: Node, known: Known, macros: Mapping[str, Macro]) -> None:
    """Learn what the words around a statement say of its letters."""
    learn_rest(part, node, known)
    hear_list(part, known)
    known.words.hear(part, _expanded(part.row.latex, macros) if macros else "")
    learn_properties(part, node, known)
    learn_axes(part, node, known)


def _conditions(part: Located, known: Known, macros: Mapping[str, Macro]) -> Iterator[Expr]:
    """What holds for this statement alone: the row above that it follows from, and its reason in words."""
    if part.row.follows and known.last.equation is not None:
        yield known.last.equation
    for name in in_words.constants(part.row.remark):
        yield Call(CONSTANT, (Symbol(name),), TRUTH)
    if known.at.behind and (condition := _read(known.at.behind, part, known, macros)) is not None:
        if (case := as_index_case(condition)) is not None:
            yield case
        elif is_range(condition):
            yield from conjuncts(condition)  # each for the letters that it is about
        elif _is_equation_of_letters(condition):
            yield condition
        elif not any(known.is_of_section(each.name) for each in symbols(condition)):  # an x of another section
            alone = _read(known.at.behind, part, known, macros, (Trust.NOTHING,))
            yield from conjuncts(alone) if alone is not None and is_range(alone) else ()
    for latex in in_words.conditions(part.row.remark):
        if (condition := _read(latex, part, known, macros)) is not None:
            yield condition


def _is_equation_of_letters(condition: Expr) -> bool:
    """u^T v = 0, B = A^2: neither side is a number that the other, a lone letter, has."""
    return isinstance(condition, Call) and condition.op in ("equal", "unequal") and len(symbols(condition)) > 1


def _read(latex: str, part: Located, known: Known, macros: Mapping[str, Macro],
          trusts: Sequence[Trust] = (Trust.ALL, Trust.NOTHING)) -> Expr | None:
    for trust in trusts:
        try:
            return read(latex, notation_for(known, latex, trust, part.paragraph), macros).tree
        except (ReadError, SortError):
            continue
    return None


def _flowing(statement: Posed) -> Iterator[str]:
    """The x of \\dot{x}, and of x'(t) = ... in time where x stands on the right too: x may be a function."""
    for name in names(statement.node):
        if (dotted := _DOTTED.fullmatch(name)) is not None:
            yield dotted[1]
    if "'" in statement.left.pattern and not _TIMES.isdisjoint(statement.left.letters):
        behind = {name for side in statement.right for name in names(side)}
        yield from (statement.left.letters - _TIMES) & behind


def _bare_slopes(statement: Posed) -> Iterator[str]:
    """The f of -g = f': a side of an equation that is a slope and nothing else."""
    for side in statement.sides if statement.relations == ("equal",) else ():
        side = opened(side)
        if side.kind == "scripts" and side.text.strip("'") == "" and opened(side.parts[0]).kind == "name":
            yield opened(side.parts[0]).text


def _ignored(mark: Mark | None) -> str | None:
    return (mark.reason or "no reason given") if mark is not None and mark.kind == "ignore" else None


def _surface(latex: str, macros: Mapping[str, Macro]) -> tuple[Node, ReadError | None]:
    """The surface tree, or an empty one and what could not be read."""
    try:
        return parse(expanded(latex, macros) if macros else latex)[0], None
    except ReadError as problem:
        return _NOWHERE, problem
    except FAILURES:  # the parser's own failure on one formula: the rest is still judged
        return _NOWHERE, ReadError("it ends too soon or is nested too deep", end=len(latex))


def _expanded(latex: str, macros: Mapping[str, Macro]) -> str:
    """The formula without macros; empty where they expand too far."""
    try:
        return expanded(latex, macros)
    except ReadError:
        return ""


def _note_obscure(statement: Posed, what: Role, verdict: Verdict, known: Known, macros: Mapping[str, Macro]) -> None:
    """Remember a letter that gets a formula which is not understood: what follows cannot be held against any other."""
    if what != "definition" and verdict.kind != "unreadable":
        return
    head = statement.left.head
    if verdict.kind == "unreadable" and not head:
        side = statement.located.row.latex.partition("=")[0]
        head = left_side(_surface(side, macros)[0]).head
    if is_without_reading(verdict) and head:
        known.obscure.add(head)
    else:
        known.obscure.discard(head)


def _note(statement: Posed, what: Role, known: Known) -> None:
    """Remember that the left side has a meaning from here on."""
    pattern = statement.left.pattern
    if (what in _GIVES_MEANING and statement.relations[:1] == ("equal",)) or what == "definition":
        here = Defined(statement.located.row.place.line or 1, statement.located.section)
        known.defined[pattern] = here
        for side in statement.sides[1:-1]:  # y = f(x) = x^2 says what f is
            if (between := left_side(side)).kind == "applied" and between.may_be_defined:
                known.defined.setdefault(between.pattern, here)


__all__ = ["taken_in"]
