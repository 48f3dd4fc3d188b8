"""How a statement is read where it stands: with as much of what was said as fits, or relying on less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mathnn.claims import Role
from mathnn.documents.document import Macro
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import symbols, walk
from mathnn.notation import DECLARED, Name, Notation
from mathnn.reading.arrows import of_the_one_before
from mathnn.reading.declared import denied_by
from mathnn.reading.faces import in_one_face, with_chances_apart
from mathnn.reading.formulas import definition
from mathnn.reading.known import Known
from mathnn.reading.learned import GIVES
from mathnn.reading.left_side import opened
from mathnn.reading.numbers_here import noted, with_numbers
from mathnn.reading.one_unit import read_in_one_unit
from mathnn.reading.one_width import in_one_width, needs_one_width
from mathnn.reading.posed import Posed
from mathnn.reading.said import ALWAYS
from mathnn.reading.samples import must_be_samples, with_samples, without_counted_numbers
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.reading.stepped import step_letter
from mathnn.reading.steps import with_steps
from mathnn.reading.vector_laws import MOMENT
from mathnn.reading.widths import read_in_one_width
from mathnn.syntax.infer import PRIMES, SUMMED
from mathnn.syntax.infer_superscripts import is_pseudoinverse
from mathnn.syntax.macros import expanded
from mathnn.syntax.read import Reading, read
from mathnn.syntax.side_by_side import last_of_columns
from mathnn.syntax.spelled_names import name_of
from mathnn.syntax.typefaces import face, is_capital


def read_in_context(statement: Posed, what: Role, known: Known,
                    macros: Mapping[str, Macro]) -> tuple[Reading, SortError | None]:
    """The reading that relies on as much as possible of what was said, and the clash with what was declared, if any."""
    clash: SortError | None = None
    refused: ReadError | SortError | None = None
    latex = with_chances_apart(statement.located.row.latex)
    text = expanded(latex, macros) if macros else latex
    for trust, notation, sampled in _notations(statement, what, known, text):
        if trust is Trust.ALL and not sampled and must_be_samples(notation, text, known.here.members):
            continue
        try:
            ranks = known.here.ranks if trust not in (Trust.NOTHING, Trust.HERE) else None
            if what in GIVES and (marked := _marked_matrix(statement)) is not None:
                ranks = {**(ranks or {}), marked: 2}
            found = read_in_one_width(latex, notation, macros, known, is_given=what in GIVES, ranks=ranks)
            if what == "claim" and trust is Trust.ALL and needs_one_width(found.tree):
                found = in_one_width(latex, notation, macros, known) or found
            if trust is Trust.HERE:
                found = noted(found, notation_for(known, text, Trust.ALL, statement.located.paragraph), known)
            is_odd = "sorts" in found.notes and trust is Trust.ALL and not sampled
            if is_odd and with_samples(notation, text, known.here.members) is not notation:
                continue  # the bold letters with an index may be samples
            if known.sums_repeated and what == "definition" and _leaves_index_open(found.tree):
                found = reread(latex, notation.assuming(SUMMED), known, macros, trust) or found
            return of_the_one_before(found, statement, known), clash
        except SortError as problem:
            if trust is Trust.DECLARED and with_samples(notation, text, known.here.members) is notation:
                clash = problem  # not where x_i may be a sample of another size than the x that was declared
            refused = problem
            if (what == "claim" or MOMENT.search(latex.partition("=")[0])) and trust is Trust.ALL and (
                    alike := in_one_width(latex, notation, macros, known, clashes=True)) is not None:
                return alike, clash
            if what == "definition" and trust is Trust.ALL and (
                    one := read_in_one_unit(statement, latex, notation, macros, known)) is not None:
                return one, None
        except ReadError as problem:
            refused = refused or problem
    assert refused is not None
    raise refused


def _marked_matrix(statement: Posed) -> str | None:
    """The W^+ that gets a formula, W after a step: a name of its own then, and no pseudoinverse."""
    left = opened(statement.sides[0])
    is_marked = left.kind == "scripts" and left.text == "^" and is_pseudoinverse(left.parts[1])
    return name_of(left) if is_marked and is_capital(face(opened(left.parts[0]).text)[1]) else None


def _leaves_index_open(tree: Expr) -> bool:
    """Does a formula hold an index that its left side does not name, the j of z_i = W_{ij} x_j? It is summed over."""
    made = definition(tree)
    if made is None or made.definition is None:
        return False
    placed = {index for node in walk(made.definition) if isinstance(node, Call) and node.op == "entry"
              for index in node.args[1:] if isinstance(index, Symbol)}
    return not placed <= set(made.parameters) and any(each in symbols(made.definition) for each in placed)


def _notations(statement: Posed, what: Role, known: Known, text: str) -> Iterator[tuple[Trust, Notation, bool]]:
    """What was said, relied on less and less; and whether bold letters with an index were taken for samples."""
    for trust, sampled in ((Trust.ALL, False), (Trust.ALL, True), (Trust.HERE, False), (Trust.GIVEN, False),
                           (Trust.DECLARED, False), (Trust.NOTHING, False)):
        if trust is Trust.HERE and what != "definition":
            continue
        notation = notation_for(known, text, Trust.ALL if trust is Trust.HERE else trust, statement.located.paragraph)
        if trust is Trust.HERE:
            numbers = with_numbers(notation, known)
            if numbers is None:
                continue
            notation = numbers
        notation = without_counted_numbers(notation, text)
        if sampled:
            whole, notation = notation, with_samples(notation, text, known.here.members)
            if whole is notation:
                continue
        if statement.left.kind == "applied":
            notation = _as_function(notation, statement.left.head)
        if what in ("definition", "update"):
            notation = _without_meaning(notation, statement, known)
            if what == "update" and not sampled and (letter := step_letter(statement)) is not None:
                notation = with_steps(notation, text, letter)
        elif what == "declaration":
            notation = Notation()
        yield trust, notation, sampled


def _as_function(notation: Notation, head: str) -> Notation:
    """The notation in which a name that is applied on the left side is nothing else: eta(t) after a number eta."""
    row = notation.names.get(head)
    if row is None or row.symbol.sort.kind in ("function", "family") or row.symbol.sort.shape:
        return notation  # a matrix before brackets is a factor
    return Notation({name: row for name, row in notation.names.items() if name != head}, notation.assumptions)


_NAMES = r"_\text"  # w_{\text{new}} is another letter than w


def _without_meaning(notation: Notation, statement: Posed, known: Known) -> Notation:
    """The notation in which a name that gets a new meaning has only its sort; a value only if it was declared.

    A number given in another section makes it a number: x = 2 after x in R^d.
    """
    left = statement.left
    head = left.head
    row = notation.names.get(head)
    if row is None or _NAMES in left.pattern:
        return notation
    said = known.names.get(head)
    is_listed = row.symbol.sort.is_matrix and bool(last_of_columns(statement.right[0]))  # as many as it has
    is_open = said is not None and not said.declared and not is_listed and (
        (left.kind == "name" and row.symbol.sort.kind == "number")
        or (left.kind == "applied" and row.symbol.sort.kind == "function" and row.meaning != DECLARED))
    kept = {name: row for name, row in notation.names.items() if name != head}
    is_number = statement.is_setting and opened(statement.right[0]).kind in ("number", "prefix")
    is_open = is_open or (is_number and said is not None and said.section not in (known.section, ALWAYS))
    return Notation(kept if is_open else {**kept, head: Name(row.symbol)}, notation.assumptions)


def other_readings(statement: Posed, known: Known, macros: Mapping[str, Macro]) -> Iterator[tuple[Trust, Reading]]:
    """Readings that rely on less, and with repeated indices summed where the text speaks of that convention."""
    latex, paragraph = with_chances_apart(statement.located.row.latex), statement.located.paragraph
    levels = (Trust.ALL, Trust.FIRM, Trust.HERE, Trust.GIVEN, Trust.DECLARED, Trust.NOTHING)
    text = expanded(latex, macros) if macros else latex
    tries = [(trust, notation_for(known, text, trust, paragraph)) for trust in levels]
    if PRIMES in tries[0][1].assumptions:  # (uv)' = u'v + uv' in a text that writes X'X as well
        tries += [(trust, notation_for(known, text, trust, paragraph, transposes=False))
                  for trust in (Trust.ALL, Trust.NOTHING)]
    if known.sums_repeated:
        tries += [(Trust.ALL, tries[0][1].assuming(SUMMED)), (Trust.NOTHING, Notation().assuming(SUMMED))]
    tried = tries[:1]
    for trust, notation in tries[1:]:
        if any(notation == before for _, before in tried):
            continue
        tried.append((trust, notation))
        if (found := reread(latex, notation, known, macros, trust)) is not None:
            yield trust, found
    merged = in_one_face(latex)
    if merged is not None and (found := reread(
            merged, notation_for(known, merged, Trust.ALL, paragraph), known, macros)) is not None:
        yield Trust.ALL, found


def reread(latex: str, notation: Notation, known: Known, macros: Mapping[str, Macro],
           trust: Trust = Trust.ALL) -> Reading | None:
    """Another reading, unless it takes a letter for something else than what was declared here."""
    try:
        ranks = known.here.ranks if trust is not Trust.NOTHING else None
        found = read(latex, notation, macros, known.here.shown, ranks)
    except (ReadError, SortError, *FAILURES):
        return None
    return None if denied_by(known, found.tree) else found


__all__ = ["other_readings", "read_in_context", "reread"]
